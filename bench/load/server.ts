/** The server under load: a process of its own, how it is asked, and what it holds of the machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { until } from '../../tests/faults/cluster.ts';
import { main } from '../../tests/support/process.ts';
import { seriesIn } from '../../tests/support/series.ts';
import { Refusal } from './ledger.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

export interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

const RETRYABLE = /^(UNAVAILABLE|BUSY|TIMEOUT)$/;

export class LoadedServer {
  readonly #child: ChildProcess;
  readonly #log: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly url: string;

  private constructor(child: ChildProcess, log: string, url: string) {
    this.#child = child;
    this.#log = log;
    this.url = url;
  }

  /** Starts a server as `npm start` does, which logs into a file. */
  static async start(log: string, environment: NodeJS.ProcessEnv): Promise<LoadedServer> {
    const child = spawn(process.execPath, ['--max-semi-space-size=8', main, 'serve'], {
      env: { PATH: process.env.PATH, PORT: '0', CITETRAIL_LOG: 'info', ...environment },
      stdio: ['ignore', 'pipe', openSync(log, 'a')],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    let said = '';
    child.stdout!.on('data', (chunk) => {
      said += chunk;
    });
    const url = () => /explorer is at (http:\S+?)\/,/.exec(said)?.[1];
    await until('the server listens', async () => url() !== undefined || child.exitCode !== null, 60_000);
    if (!url()) throw new Error(`The server ended: ${said}`);
    return new LoadedServer(child, log, url()!);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Tells it to stop as a supervisor does; answers its exit code. */
  async stop(): Promise<number | null> {
    if (!this.isAlive) return this.#child.exitCode;
    this.#child.kill('SIGTERM');
    const [code] = await once(this.#child, 'exit');
    return code;
  }

  /** Closes the connections that lie idle. */
  hangUp(): void {
    this.#agent.destroy();
  }

  /** Sends a request; answers it when its head is there. */
  async open(
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<IncomingMessage> {
    const asked = request(this.url + path, {
      agent: this.#agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    asked.end(body);
    try {
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      return response;
    } catch (fault) {
      // The server had just closed a connection that lay idle, as it may: clients of HTTP ask again over another.
      if (asked.reusedSocket && (fault as { code?: string }).code === 'ECONNRESET')
        return this.open(path, { ...(body !== undefined && { body }), headers });
      throw fault;
    }
  }

  /** Posts an operation and takes its answer, whatever it is. */
  async post(asked: Asked, headers: Record<string, string> = {}): Promise<Answer> {
    return taken(await this.open('/graphql', { body: JSON.stringify(asked), headers }));
  }

  /** Asks by GET, as those do who keep answers. */
  async get({ query, variables = {} }: Asked, headers: Record<string, string> = {}): Promise<Answer> {
    const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    return taken(await this.open(`/graphql?${parameters}`, { headers }));
  }

  /** The data of an answer. Throws Refusal when it may be asked again, and otherwise what is wrong. */
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape that their query gives them
  async data(asked: Asked, headers: Record<string, string> = {}): Promise<any> {
    return dataOf(await this.post(asked, headers));
  }

  /** Sends an operation and goes away after so many milliseconds, whether or not an answer has begun. */
  async abandon(asked: Asked, after: number): Promise<void> {
    const body = JSON.stringify(asked);
    const sent = request(`${this.url}/graphql`, {
      agent: false,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    sent.on('error', () => {}).on('response', (response) => response.on('error', () => {}).resume());
    sent.end(body);
    await new Promise((resolve) => setTimeout(resolve, after));
    sent.destroy();
  }

  /** What it holds: memory in megabytes, and files, connections included. */
  held(): { readonly megabytes: number; readonly files: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return {
      megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024,
      files: readdirSync(`/proc/${this.#child.pid}/fd`).length,
    };
  }

  /** The values of its metrics, by series. */
  async metrics(): Promise<Map<string, number>> {
    return seriesIn((await taken(await this.open('/metrics'))).text);
  }

  /** The lines of its log that it wrote for programs. */
  logged(): { readonly msg: string; readonly time: string }[] {
    return readFileSync(this.#log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  }
}

async function taken(response: IncomingMessage): Promise<Answer> {
  const text = Buffer.concat(await response.toArray()).toString();
  return { status: response.statusCode!, headers: response.headers, text };
}

/** The data of an answer. Throws Refusal when it may be asked again, and otherwise what is wrong. */
export function dataOf({ status, text }: Answer) {
  const { data, errors } = JSON.parse(text);
  if (!errors) return data;
  throw refusalIn(errors) ?? new Error(`${status} ${text.slice(0, 500)}`);
}

/** What errors come to if all of them may be asked again. */
export function refusalIn(
  errors: readonly { readonly extensions?: { readonly code?: string; readonly retryable?: boolean } }[],
): Refusal | null {
  const isRetryable = errors.every(
    ({ extensions }) => extensions?.retryable === true && RETRYABLE.test(extensions.code ?? ''),
  );
  return isRetryable ? new Refusal(errors[0]!.extensions!.code!) : null;
}
