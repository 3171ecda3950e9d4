import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Content, contentOf } from './content.ts';
import { policy } from './policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * The files of a folder by their paths in it, read once, with the compressed forms that lie beside them.
 * Nothing else can be asked for, whatever a path says. Files under `assets/` have names that change with them.
 */
export function contentsOf(folder: string): Map<string, Content> {
  const files = globSync('**/*.*', { cwd: folder }).filter((file) => extname(file) in TYPES);
  return new Map(
    files.map((file) => {
      const path = join(folder, file);
      const type = TYPES[extname(file)]!;
      const content = contentOf(readFileSync(path), {
        type,
        compressed: { br: readFileSync(`${path}.br`), gzip: readFileSync(`${path}.gz`) },
        immutable: file.startsWith('assets/'),
        ...(type.startsWith('text/html') && { policy: policy() }),
      });
      return [file, content];
    }),
  );
}
