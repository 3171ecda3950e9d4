import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
