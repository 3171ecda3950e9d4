/** The program under test: a server in a process of its own, and runs that read pages. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { ended, type Said, start } from '../support/process.ts';
import { until } from './cluster.ts';

/** How many connections the server holds at most. */
export const POOL = 3;

/** Limits short enough to be waited for. */
export const SETTINGS = {
  PORT: '0',
  DATABASE_POOL: String(POOL),
  CITETRAIL_CONNECT_MS: '700',
  CITETRAIL_LOCK_MS: '2000',
  CITETRAIL_STATEMENT_MS: '3000',
  CITETRAIL_REQUEST_MS: '8000',
  CITETRAIL_WORKERS: '0',
};

/** What became of a question: `answered`, or the code of its error. */
export type Outcome = string;

/** A server that runs. */
export class Served {
  readonly #child: ChildProcess;
  readonly #said: Promise<Said>;
  readonly #url: string;

  private constructor(child: ChildProcess, said: Promise<Said>, url: string) {
    this.#child = child;
    this.#said = said;
    this.#url = url;
  }

  /** Starts a server; throws with what it said when it ends instead. */
  static async start(folder: string, environment: NodeJS.ProcessEnv): Promise<Served> {
    const child = start(folder, ['serve'], { ...SETTINGS, ...environment });
    let url: string | undefined;
    const said = ended(child, (out) => {
      url ??= /explorer is at (http:\S+?)\/,/.exec(out)?.[1];
    });
    let over: Said | undefined;
    void said.then((all) => {
      over = all;
    });
    await until('the server listens, or ends', async () => url !== undefined || over !== undefined, 60_000);
    if (url === undefined) throw new EndedInstead(over!);
    return new Served(child, said, url);
  }

  get process(): number {
    return this.#child.pid!;
  }

  /** Whether the process still lives, and says so. */
  async lives(): Promise<boolean> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return false;
    const response = await fetch(`${this.#url}/livez`).catch(() => null);
    return response?.status === 200;
  }

  /** Asks how many there are of something. Throws when it is neither answered rightly nor refused with a clear error. */
  async ask(expected: number | null, what = 'posts'): Promise<Outcome> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query: `{ ${what} { totalCount } }` }),
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text);
    if (errors === undefined) {
      if (expected !== null && data[what].totalCount !== expected) throw new Error(`A wrong answer: ${text}`);
      return 'answered';
    }
    return codeOf(text);
  }

  /** What becomes of as many questions as there are connections, asked at once. */
  async askAll(expected: number): Promise<Outcome[]> {
    return Promise.all(Array.from({ length: POOL }, () => this.ask(expected)));
  }

  /** Begins an export, and takes nothing of it after its first bytes until told to. */
  async beginExport(): Promise<Stream> {
    const asked = request(`${this.#url}/export/entities.jsonl`, { agent: false });
    asked.end();
    return Stream.of(asked);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#said;
  }
}

/** The code of an error that a client can act on; throws when it is none. */
function codeOf(text: string): Outcome {
  const [{ message, extensions }] = JSON.parse(text).errors;
  if (!message || !/^(TIMEOUT|BUSY|UNAVAILABLE)$/.test(extensions?.code))
    throw new Error(`No clear error: ${text}`);
  if (!extensions.retryable || !extensions.requestId)
    throw new Error(`Neither said to be worth asking again nor found in the log: ${text}`);
  return extensions.code;
}

/** A server that was to be started ended instead. */
export class EndedInstead extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(`It ended with ${said.code}: ${said.err}`);
    this.said = said;
  }
}

/** A file that is being sent. */
export class Stream {
  readonly #response: IncomingMessage;

  private constructor(response: IncomingMessage) {
    this.#response = response;
  }

  static async of(asked: ClientRequest): Promise<Stream> {
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.pause();
    return new Stream(response);
  }

  /** Takes the rest: `whole` with its digest, `broken off`, or the code of an error. Throws when half a file looks whole. */
  async rest(): Promise<Outcome> {
    if (this.#response.statusCode !== 200) return codeOf((await this.#response.toArray()).join(''));
    let last = '';
    this.#response.on('data', (chunk) => {
      last = chunk.toString('latin1').slice(-1);
    });
    const whole = await new Promise<boolean>((resolve) => {
      this.#response.once('end', () => resolve(true));
      this.#response.once('error', () => resolve(false));
      this.#response.resume();
    });
    if (!whole) return 'broken off';
    if (!this.#response.trailers['repr-digest'] || last !== '\n') throw new Error('Half a file looks whole.');
    return 'whole';
  }
}
