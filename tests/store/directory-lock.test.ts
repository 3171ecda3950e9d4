import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lockDirectory } from '../../src/store/directory-lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'citetrail-lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a locked directory cannot be locked again until it is unlocked', async () => {
  const unlock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${process.pid}`);
  await unlock();
  await (await lockDirectory(directory))();
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  ['that no longer runs', '999999999 1'],
  ['whose number another process was given since', `${process.pid} 1`],
  ['that left the file empty', ''],
])('the lock of a process %s is taken over', async (_, holder) => {
  await writeFile(join(directory, 'lock'), `${holder}\n`);
  const unlock = await lockDirectory(directory);
  await unlock();
  expect(await readdir(directory)).toEqual([]);
});

test('of many that try at once, one gets it', async () => {
  await writeFile(join(directory, 'lock'), '999999999 1\n');
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.skipIf(!existsSync('/proc/self/stat'))(
  'the lock of a process that was killed is taken over, also before its parent has asked what became of it',
  async () => {
    // The shell starts another, tells its number, and becomes a program that never asks after its children.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      const fields = async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
      await writeFile(join(directory, 'lock'), `${pid} ${(await fields())[19]}\n`);
      await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${pid}`);
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(async () => expect((await fields())[0]).toBe('Z'));
      await (await lockDirectory(directory))();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
