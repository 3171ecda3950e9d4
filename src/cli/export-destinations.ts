import { once } from 'node:events';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConfigError } from '../errors.ts';
import type { Manifest, Written } from '../export/export.ts';
import type { ExportFile } from '../export/files.ts';

/** Where one file goes. Nothing stands under its name before it is whole. */
interface Destination {
  readonly name: string;
  write(chunk: Uint8Array): Promise<void>;
  /** All is written. */
  finish(): Promise<void>;
  /** It will never be whole. */
  abandon(): Promise<void>;
}

/** Where the files of an export go. */
interface Destinations {
  open(name: string): Promise<Destination>;
  /** Lays a manifest beside the files, if they are files. */
  describe(manifest: Manifest & { readonly files: readonly Written[] }): Promise<void>;
}

/**
 * Files go to a folder where `out` is one, ends in a slash or is to hold several; a single one else to the file of
 * that name, or without `out` to standard output, where the signal ends the wait for a reader. Folders that are
 * missing are made.
 */
export async function destinationsOf(
  files: readonly ExportFile[],
  out: string | undefined,
  signal?: AbortSignal,
): Promise<Destinations> {
  if (out === undefined) {
    return { open: async (name) => standardOutput(name, signal), describe: async () => {} };
  }
  const found = await stat(out).catch(() => null);
  const folder = found ? found.isDirectory() : files.length > 1 || /[/\\]$/.test(out);
  if (!folder && files.length > 1) {
    throw new ConfigError(`${out} is a file; expected a folder for ${files.length} files.`);
  }
  await mkdir(folder ? out : dirname(out), { recursive: true }).catch((cause) => {
    throw new ConfigError(`Cannot write to ${out}: ${cause.message}.`, { cause });
  });
  const manifestPath = folder ? join(out, 'manifest.json') : `${out}.manifest.json`;
  return {
    open: (name) => fileAt(folder ? join(out, name) : out),
    async describe(manifest) {
      const named = folder
        ? manifest
        : { ...manifest, files: manifest.files.map((written) => ({ ...written, file: basename(out) })) };
      const file = await fileAt(manifestPath);
      await file.write(Buffer.from(`${JSON.stringify(named, null, 2)}\n`));
      await file.finish();
    },
  };
}

/** A file that gets its name when it is whole and on the disk; until then it has another, beside it. */
async function fileAt(path: string): Promise<Destination> {
  const partial = `${path}.${process.pid}.part`;
  const handle = await open(partial, 'w').catch((cause) => {
    throw new ConfigError(`Cannot write ${path}: ${cause.message}.`, { cause });
  });
  return {
    name: path,
    async write(chunk) {
      await handle.writeFile(chunk);
    },
    async finish() {
      await handle.sync();
      await handle.close();
      await rename(partial, path);
    },
    async abandon() {
      await handle.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

function standardOutput(name: string, signal: AbortSignal | undefined): Destination {
  return {
    name,
    async write(chunk) {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain', { ...(signal && { signal }) });
    },
    async finish() {},
    async abandon() {},
  };
}
