import { readdir, readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PageError } from './errors.ts';

/** Bytes that may be a page, or why they could not be had. */
export type Source = { readonly file: string | null } & (
  | { readonly bytes: Uint8Array }
  | { readonly error: PageError }
);

/** Where there may be a page, or why nobody can say. */
interface Place {
  readonly path: string;
  readonly error?: PageError;
}

/** What a folder may hold beside pages: notes about them, and hidden files. */
const NOT_A_PAGE = /^(?:\.|README)/;

/**
 * The pages under paths, one after another, each read when its turn comes: files, the files in folders and
 * folders below them in alphabetical order, and `-` for standard input. Links are followed, and a folder to
 * which several ways lead is read once, by the first.
 */
export async function* pagesIn(paths: readonly string[]): AsyncGenerator<Source> {
  for (const path of paths) {
    if (path === '-') yield { file: null, bytes: await buffer(process.stdin) };
    else for await (const place of placesUnder(path)) yield await pageAt(place);
  }
}

/** How many pages there are under paths; null when one is standard input and none can say. */
export async function countPages(paths: readonly string[]): Promise<number | null> {
  if (paths.includes('-')) return null;
  let count = 0;
  for (const path of paths) for await (const _ of placesUnder(path)) count++;
  return count;
}

async function pageAt({ path, error }: Place): Promise<Source> {
  const file = shown(path);
  if (error) return { file, error };
  return readFile(path).then(
    (bytes) => ({ file, bytes }),
    (error) => ({ file, error: unreadable(error) }),
  );
}

/** The files under a path; the folders that were looked through, by their real paths, are in `seen`. */
async function* placesUnder(path: string, seen: Set<string> = new Set()): AsyncGenerator<Place> {
  const entries = await entriesOf(path, seen).catch(unreadable);
  if (entries === null) yield { path };
  else if (entries instanceof PageError) yield { path, error: entries };
  else {
    for (const entry of entries) {
      const below = join(path, entry.name);
      if (entry.isFile()) yield { path: below };
      else yield* placesUnder(below, seen);
    }
  }
}

/** What a folder holds, in alphabetical order; nothing when it was seen before, and null for what is no folder. */
async function entriesOf(path: string, seen: Set<string>) {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const folder = await realpath(path);
    if (seen.has(folder)) return [];
    seen.add(folder);
    return entries
      .filter(({ name }) => !NOT_A_PAGE.test(name))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw error;
  }
}

/** A path as it is told of and stored: from the working directory where it lies below that, else as given. */
export function shown(path: string): string {
  const here = relative(process.cwd(), path);
  return here && !here.startsWith('..') && !isAbsolute(here) ? here : path;
}

function unreadable(error: NodeJS.ErrnoException): PageError {
  return new PageError(`cannot be read: ${whyNot(error)}`);
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file or folder; expected a path to pages';
  if (code === 'EACCES') return 'permission to read it is missing';
  return message;
}
