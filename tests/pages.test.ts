import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { countPages, pagesIn } from '../src/pages.ts';
import { scratchFolder } from './support/command-line.ts';

const scratch = scratchFolder();
let runs = 0;
let folder: string;
beforeEach(() => {
  folder = join(scratch, String(++runs));
  for (const name of ['a/deep', 'b']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['a/deep/1', 'a/2', 'a/README', 'a/.3', 'b/4', '5', 'B']) {
    writeFileSync(join(folder, name), name);
  }
});

/** What is said of each page: its words, or why it cannot be read. */
async function told(...paths: string[]): Promise<string[]> {
  const all: string[] = [];
  for await (const source of pagesIn(paths.map((path) => join(folder, path)))) {
    const words = 'bytes' in source ? new TextDecoder().decode(source.bytes) : source.error.message;
    all.push(source.file === join(folder, words) ? words : `${source.file?.replace(folder, '')}: ${words}`);
  }
  expect(await countPages(paths.map((path) => join(folder, path)))).toBe(all.length);
  return all;
}

test('pages in folders come in alphabetical order, without notes and hidden files', async () => {
  expect(await told('b', '')).toEqual(['b/4', '5', 'B', 'a/2', 'a/deep/1', 'b/4']);
});

test.each([
  ['none', '/none: cannot be read: there is no such file or folder; expected a path to pages'],
  ['5/below', expect.stringMatching(/^\/5\/below: cannot be read: ENOTDIR/)],
])('a path to nothing is one page that cannot be read: %s', async (path, words) => {
  expect(await told(path)).toEqual([words]);
});

test('a folder that may not be read is one page that cannot be', async () => {
  chmodSync(scratch, 0o755);
  chmodSync(join(folder, 'a/deep'), 0);
  // Whoever runs the test may be allowed everything.
  const user = process.geteuid!();
  if (user === 0) process.seteuid!(65_534);
  try {
    expect(await told('a')).toEqual(['a/2', '/a/deep: cannot be read: permission to read it is missing']);
  } finally {
    if (user === 0) process.seteuid!(user);
    chmodSync(join(folder, 'a/deep'), 0o755);
  }
});

test('links are followed, and no folder is read twice for it', async () => {
  symlinkSync('..', join(folder, 'a/deep/up'));
  symlinkSync('../a', join(folder, 'b/other'));
  symlinkSync('../5', join(folder, 'b/file'));
  symlinkSync('nowhere', join(folder, 'b/lost'));
  expect(await told('a')).toEqual(['a/2', 'a/deep/1']);
  expect(await told('b')).toEqual([
    'b/4',
    '/b/file: 5',
    expect.stringMatching(/^\/b\/lost: cannot be read: there is no such file/),
    '/b/other/2: a/2',
    '/b/other/deep/1: a/deep/1',
  ]);
});
