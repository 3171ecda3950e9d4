/**
 * PostgreSQL servers of a test's own, for what must not happen to the one that tests share. Made with the binaries of
 * the machine, as its user `postgres` where the tests run as root, whom PostgreSQL refuses.
 */
import { execFile } from 'node:child_process';
import { chownSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Where the binaries are; null where there are none, or none that may be run. */
export const binaries = globSync('/usr/lib/postgresql/*/bin').sort().at(-1) ?? null;

const isRoot = process.getuid?.() === 0;
const asOwner = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'] : [];

const call = promisify(execFile);

/** Runs a binary of PostgreSQL. */
export function runBinary(name: string, args: readonly string[]) {
  const [command, ...all] = [...asOwner, join(binaries!, name), ...args];
  return call(command!, all, { cwd: '/' });
}

/** A server that a test may stop, start and replicate as it likes, and must remove. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** As if the machine had lost power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Another server that follows this one. */
  replicate(): Promise<TestServer>;
  /** Ends it and takes away all that it holds. */
  remove(): Promise<void>;
}

/** Makes an empty server that others can follow. */
export async function testServer(): Promise<TestServer> {
  const folder = await newFolder();
  await runBinary('initdb', ['-D', folder, '-U', 'citetrail', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  return serverIn(folder);
}

async function newFolder(): Promise<string> {
  const above = mkdtempSync(join(tmpdir(), 'citetrail-server-'));
  const folder = join(above, 'data');
  mkdirSync(folder, { mode: 0o700 });
  if (isRoot) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await call('id', [flag, 'postgres'])).stdout)),
    );
    for (const path of [above, folder]) chownSync(path, uid!, gid!);
  }
  return folder;
}

async function serverIn(folder: string): Promise<TestServer> {
  const port = await freePort();
  const options =
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off ` +
    '-c shared_buffers=16MB -c max_connections=40';
  const control = (...args: string[]) => runBinary('pg_ctl', ['-D', folder, '-w', '-s', ...args]);
  const server: TestServer = {
    url: `postgres://citetrail@127.0.0.1:${port}/postgres`,
    port,
    kill: async () => void (await control('-m', 'immediate', 'stop')),
    start: async () => void (await control('-l', `${folder}.log`, '-o', options, 'start')),
    async replicate() {
      const copy = await newFolder();
      const from = ['-h', '127.0.0.1', '-p', String(port), '-U', 'citetrail'];
      await runBinary('pg_basebackup', [...from, '-D', copy, '-R', '-c', 'fast', '--no-sync']);
      return serverIn(copy);
    },
    async remove() {
      // It may be away already.
      await server.kill().catch(() => {});
      rmSync(dirname(folder), { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await server.start();
  return server;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
