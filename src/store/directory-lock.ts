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
  const holder = `${process.pid} ${(await startOf(process.pid)) ?? '-'}\n`;
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
  const now = await startOf(pid);
  return now === null || start === undefined || start === '-' || now === start;
}

/** When a process started, in the kernel's ticks; null where the system has no such record. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold spaces; the start is the 20th field behind it.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
