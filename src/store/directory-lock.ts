/**
 * Keeps a second process off an embedded database: two on one directory destroy it. The lock is a file
 * that names its holder. A live holder is never robbed; the lock of a dead one is taken over.
 */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../errors.ts';

/** Locks a directory for this process; the answer unlocks it. Throws DatabaseError when it is in use. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const lock = join(directory, 'lock');
  const mine = `${lock}.${process.pid}`;
  const holder = `${process.pid} ${(await processNow(process.pid))?.start ?? '-'}\n`;
  await writeFile(mine, holder);
  try {
    // Two tries: the second after a dead holder's lock was moved out of the way.
    for (let attempt = 1; attempt <= 2; attempt++) {
      try {
        await link(mine, lock);
        return () => rm(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const [pid, start] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ');
      if (pid && (await isAlive(Number(pid), start))) throw inUse(directory, pid);
      await rename(lock, `${lock}.dead.${process.pid}`).catch(() => {});
      await rm(`${lock}.dead.${process.pid}`, { force: true });
    }
    throw inUse(directory, 'another');
  } finally {
    await rm(mine, { force: true });
  }
}

function inUse(directory: string, pid: string): DatabaseError {
  return new DatabaseError(
    `The embedded database in ${directory} is in use by process ${pid}. Stop that process first, or choose ` +
      'another directory with CITETRAIL_DATA, or set DATABASE_URL to a PostgreSQL server, which many can use.',
  );
}

/** Whether the process that wrote the lock still runs; a number that was given out again is another process. */
async function isAlive(pid: number, start: string | undefined): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await processNow(pid);
  if (now === null) return true;
  return !ENDED.has(now.state) && (start === undefined || start === '-' || now.start === start);
}

/** States of a process that is dead, and whose number is kept until its parent asks what became of it. */
const ENDED: ReadonlySet<string> = new Set(['Z', 'X', 'x']);

/** How a process stands, and when it started, in the kernel's ticks; null where the system has no such record. */
async function processNow(pid: number): Promise<{ state: string; start: string } | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold spaces; the state is the first field behind it, the start the 20th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields ? { state: fields[0]!, start: fields[19]! } : null;
}
