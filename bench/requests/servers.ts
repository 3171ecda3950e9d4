/** The servers that are compared, each a process of its own on one database. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface Server {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Posts a body; answers the text that came back. */
  ask(body: string): Promise<string>;
  /** Drops connections that were idle: the server may be about to close them. */
  connectAnew(): void;
  stop(): void;
}

const start = (name: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Server> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, PORT: '0', CITETRAIL_LOG: 'error', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /http:\S+\/graphql/.exec(said)?.[0];
      if (url) resolve(reachable(name, child, url));
    });
    child.on('exit', () => reject(new Error(`${name} ended: ${said}`)));
  });

export type Start = (databaseUrl: string) => Promise<Server>;

/** How each server is started. */
export const STARTS: readonly Start[] = [
  (url) => citetrail(url, 'on'),
  (url) => citetrail(url, 'off'),
  (url) => start('floor', [file('./floor.ts')], { DATABASE_URL: url }),
  (url) => {
    installPeers();
    return start('PostGraphile', [file('../peers/postgraphile.js')], {
      DATABASE_URL: url,
      NODE_ENV: 'production',
    });
  },
];

/** Peers have packages of their own, which nobody needs but the bench. */
function installPeers(): void {
  const folder = file('../peers');
  if (existsSync(`${folder}/node_modules`)) return;
  execFileSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] });
}

/** Citetrail as `npm start` starts it, with or without compiling operations. */
export const citetrail = (databaseUrl: string, compile: 'on' | 'off') =>
  start(
    compile === 'on' ? 'compiled' : 'loaded',
    ['--max-semi-space-size=8', file('../../src/cli/citetrail.js'), 'serve'],
    {
      DATABASE_URL: databaseUrl,
      CITETRAIL_COMPILE: compile,
    },
  );

function reachable(name: string, child: ChildProcess, url: string): Server {
  const connections = () => new Agent({ keepAlive: true, maxSockets: 64 });
  let agent = connections();
  return {
    name,
    pid: child.pid!,
    url,
    ask: (body) =>
      new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          accept: 'application/json',
          'content-length': Buffer.byteLength(body),
        };
        request(url, { method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => resolve(Buffer.concat(chunks).toString()));
        })
          .on('error', reject)
          .end(body);
      }),
    connectAnew() {
      agent.destroy();
      agent = connections();
    },
    stop() {
      agent.destroy();
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
}
