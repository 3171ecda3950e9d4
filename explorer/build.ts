/**
 * Builds the explorer into `explorer/dist`: scripts and styles under names that follow from their content,
 * each beside its compressed forms, and the pages that load them. Fails when a page's scripts weigh more
 * than they may. `--watch` builds again at every change.
 */
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { BuildOptions, BuildResult } from 'esbuild';

const HERE = import.meta.dirname;
const DIST = join(HERE, 'dist');

/** The most that the scripts of one page may weigh, compressed with gzip, in bytes. */
const BUDGET = 100_000;

const PAGES = { explorer: 'main.tsx', examples: 'examples/main.tsx', schema: 'schema/main.tsx' } as const;

const OPTIONS = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  entryNames: 'assets/[name]-[hash]',
  outdir: DIST,
  metafile: true,
  write: false,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

type Built = BuildResult<typeof OPTIONS>;

async function buildAll(): Promise<void> {
  const { build } = await bundler();
  const worker = await build({ ...OPTIONS, entryPoints: [join(HERE, 'picture/layout-worker.ts')] });
  const pages = await build({
    ...OPTIONS,
    entryPoints: Object.entries(PAGES).map(([out, file]) => ({ in: join(HERE, file), out })),
    define: { LAYOUT_WORKER: JSON.stringify(urlOf(worker, 'layout-worker', 'js')) },
  });

  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, 'assets'), { recursive: true });
  for (const { path, contents } of [...worker.outputFiles, ...pages.outputFiles]) write(path, contents);
  const template = readFileSync(join(HERE, 'page.html'), 'utf8');
  for (const name of Object.keys(PAGES)) {
    const html = template
      .replace('{script}', urlOf(pages, name, 'js'))
      .replace('{styles}', urlOf(pages, name, 'css'));
    write(join(DIST, `${name}.html`), Buffer.from(html));
    weigh(name, name === 'explorer' ? [pages, worker] : [pages]);
  }
}

/** The file that an entry became. */
function fileOf({ outputFiles }: Built, name: string, ending: string) {
  const file = outputFiles.find(({ path }) => basename(path).startsWith(`${name}-`) && path.endsWith(ending));
  if (!file) throw new Error(`The build gave no ${name}.${ending}.`);
  return file;
}

const urlOf = (built: Built, name: string, ending: string) =>
  `/assets/${basename(fileOf(built, name, ending).path)}`;

function write(path: string, contents: Uint8Array): void {
  writeFileSync(path, contents);
  writeFileSync(`${path}.gz`, gzipSync(contents, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}

function weigh(name: string, built: readonly Built[]): void {
  const own = [name, 'layout-worker'];
  const scripts = built
    .flatMap(({ outputFiles }) => outputFiles)
    .filter(
      ({ path }) => path.endsWith('.js') && own.some((start) => basename(path).startsWith(`${start}-`)),
    );
  const weight = scripts.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  if (weight > BUDGET)
    throw new Error(`The scripts of ${name} weigh ${weight} bytes; ${BUDGET} are allowed.`);
  console.log(`${name}: ${(weight / 1000).toFixed(1)} kB of script, compressed.`);
}

/** The bundler, which an install without development dependencies lacks: that one goes on without pages. */
async function bundler(): Promise<typeof import('esbuild')> {
  try {
    return await import('esbuild');
  } catch (fault) {
    if (process.env.npm_lifecycle_event !== 'prepare') throw fault;
    console.log('The pages are not built: that takes the development dependencies.');
    process.exit();
  }
}

await buildAll();

if (process.argv.includes('--watch')) {
  let waiting: NodeJS.Timeout | undefined;
  watch(HERE, { recursive: true }, (_event, file) => {
    if (!file || file.startsWith('dist')) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => buildAll().catch((fault) => console.error(String(fault))), 50);
  });
}
