import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { whenDone } from './ending.ts';

export { ended, main, run, type Said, start } from './process.ts';

/** A folder of this test file's own, gone when the file is done. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'citetrail-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Makes the data directory of an embedded database that holds the vocabulary and no page. */
export function dataDirectoryAt(path: string): string {
  cpSync(inject('dataDirectory'), path, { recursive: true });
  return path;
}
