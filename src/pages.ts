import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PageError } from './errors.ts';

/** Bytes that may be a page, or why they could not be had. */
export type Source = { readonly file: string | null } & (
  | { readonly bytes: Uint8Array }
  | { readonly error: PageError }
);

/** What a folder may hold beside pages: notes about them, and hidden files. */
const NOT_A_PAGE = /^(?:\.|README)/;

/**
 * The pages under paths, one after another, each read when its turn comes: files, the files in folders and
 * folders below them in alphabetical order, and `-` for standard input.
 */
export async function* pagesIn(paths: readonly string[]): AsyncGenerator<Source> {
  for (const path of paths) {
    if (path === '-') yield { file: null, bytes: await buffer(process.stdin) };
    else yield* pagesAt(path);
  }
}

async function* pagesAt(path: string): AsyncGenerator<Source> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield { file: shown(path), bytes: await readFile(path) };
      return;
    }
  } catch (error) {
    yield { file: shown(path), error: new PageError(`cannot be read: ${whyNot(error)}`) };
    return;
  }
  for (const entry of (await readdir(path)).sort()) {
    if (!NOT_A_PAGE.test(entry)) yield* pagesAt(join(path, entry));
  }
}

/** How many pages there are under paths; null when one is standard input and none can say. */
export async function countPages(paths: readonly string[]): Promise<number | null> {
  if (paths.includes('-')) return null;
  const counts = await Promise.all(paths.map(countAt));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countAt(path: string): Promise<number> {
  // What is no folder, or cannot be read, is told of as one page.
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) return 1;
  let count = 0;
  for (const entry of entries) {
    if (NOT_A_PAGE.test(entry.name)) continue;
    count += entry.isFile() ? 1 : await countAt(join(path, entry.name));
  }
  return count;
}

/** A path as it is told of and stored: from the working directory where it lies below that, else as given. */
export function shown(path: string): string {
  const here = relative(process.cwd(), path);
  return here && !here.startsWith('..') && !isAbsolute(here) ? here : path;
}

function whyNot(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file or folder; expected a path to pages';
  if (code === 'EACCES') return 'permission to read it is missing';
  return (error as Error).message;
}
