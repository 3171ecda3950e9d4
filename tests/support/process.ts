/** `citetrail` as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The program of the command line. */
export const main = new URL('../../src/cli/citetrail.js', import.meta.url).pathname;

/** The embedded database is WebAssembly; a process that soon ends is not worth optimising it for. */
const QUICKLY = ['--liftoff-only'];

/** Graphs of tests are small. */
const SMALL = { CITETRAIL_EMBEDDED_MEMORY: '16' };

/** What a process said, and its exit code; null when it was killed. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `citetrail` in a folder, with these settings and no others. */
export function start(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): ChildProcess {
  return spawn(process.execPath, [...QUICKLY, main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, CITETRAIL_DATA: join(folder, 'data'), ...SMALL, ...environment },
  });
}

/** What a process says until it ends; calls back with all of its output at every piece of it. */
export async function ended(child: ChildProcess, told: (out: string) => void = () => {}): Promise<Said> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    out += chunk;
    told(out);
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** Runs `citetrail` in a folder to its end. */
export function run(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Said> {
  const child = start(folder, args, environment);
  child.stdin?.end(input);
  return ended(child);
}
