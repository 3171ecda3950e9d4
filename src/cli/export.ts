import { Command } from 'commander';
import type { Config } from '../config.ts';
import type { FileCounts, Written } from '../export/export.ts';
import type { ExportFile } from '../export/files.ts';
import type { Given, Selection } from '../export/parameters.ts';
import type { Snapshot } from '../read/snapshot.ts';
import { type Run, untilInterrupted, withGraph } from './command.ts';
import { counted, totalOf } from './numbers.ts';
import { Progress } from './progress.ts';

interface Options {
  readonly out?: string;
  readonly where: Given;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

export function exportCommand(run: Run): Command {
  return new Command('export')
    .description('Write the graph, or the part that passes conditions, as tables or graph files.')
    .argument(
      '<what...>',
      'entities, edges or evidence with .csv, .jsonl or .parquet; graph with .graphml, .gexf, .jsonld or .nq; ' +
        'or an ending alone, for all files that have it',
    )
    .option('--out <path>', 'a folder to write to, or a file; without it, one file goes to standard output')
    .option(
      '--where <name=value>',
      'a condition, as the parameters of /export over HTTP; repeatable',
      condition,
      [],
    )
    .option('--dry-run', 'say how many rows there would be, and write nothing')
    .option('--json', 'print the manifest as one JSON object')
    .option('--quiet', 'say nothing but what goes wrong')
    .addHelpText(
      'after',
      `
Files are written under another name and renamed when they are whole; a manifest beside them has their counts
and SHA-256. All show the graph at one moment. Conditions, columns and terms: docs/exports.md.

Exit codes: 0 written, 2 wrong usage or settings, 3 no database, 130 interrupted: no file was left half.

Examples:
  citetrail export edges.csv > edges.csv
  citetrail export graph.gexf --out citations.gexf --where kinds=cites
  citetrail export parquet --out tables/
  citetrail export entities.jsonl --where kinds=report --where genres=inspection | jq -r .name
  citetrail export edges.csv --where minConfidence=0.9 --where types=post,report --dry-run`,
    )
    .action((names: string[], options: Options) => run((config) => exportFiles(names, options, config)));
}

async function exportFiles(names: readonly string[], options: Options, config: Config): Promise<number> {
  const [{ filesNamed }, { readSelection }, { ParameterError }] = await Promise.all([
    import('../export/files.ts'),
    import('../export/parameters.ts'),
    import('../errors.ts'),
  ]);
  const files = [...new Set(names.flatMap(filesNamed))];
  const { out } = options;
  if (!out && files.length > 1 && !options.dryRun) {
    throw new ParameterError(
      `${files.length} files cannot all go to standard output; expected --out with a folder for ` +
        `${files.map(({ name }) => name).join(', ')}.`,
    );
  }
  // Several tables are of one graph: their conditions are the graph's, so that ends of edges are never missing.
  const [what = 'graph', ...others] = new Set(files.map(({ what }) => what));
  const selection = readSelection(others.length > 0 ? 'graph' : what, options.where);
  return withGraph(config, async (database) => {
    const { inSnapshot } = await import('../read/snapshot.ts');
    const interruption = untilInterrupted('Stopping: no file is left half.');
    try {
      await inSnapshot(database.statements, (snapshot) =>
        options.dryRun
          ? foretell(snapshot, files, selection, options)
          : write(snapshot, files, selection, options, interruption.signal),
      );
    } catch (error) {
      if (interruption.signal.aborted) return interruption.exitCode;
      throw error;
    }
    return 0;
  });
}

/** Says how many rows each file would have. */
async function foretell(
  snapshot: Snapshot,
  files: readonly ExportFile[],
  selection: Selection,
  options: Options,
): Promise<void> {
  const { countedIn } = await import('../export/export.ts');
  for (const file of files) {
    const counts = await countedIn(snapshot, file.what, selection);
    if (options.json) console.log(JSON.stringify({ file: file.name, counts }));
    else console.log(`${file.name}: ${countsOf(counts)}`);
  }
}

async function write(
  snapshot: Snapshot,
  files: readonly ExportFile[],
  selection: Selection,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const [{ countedIn, manifestOf, writeFile }, { destinationsOf }] = await Promise.all([
    import('../export/export.ts'),
    import('./export-destinations.ts'),
  ]);
  const destinations = await destinationsOf(files, options.out, signal);
  const all: Written[] = [];
  for (const file of files) {
    const progress = new Progress(process.stderr, { what: `rows of ${file.name}`, quiet: options.quiet });
    if (process.stderr.isTTY) {
      const { entities = {}, relations = {} } = await countedIn(snapshot, file.what, selection);
      progress.expect(totalOf(entities) + totalOf(relations));
    }
    const destination = await destinations.open(file.name);
    try {
      const sink = async (chunk: Uint8Array) => {
        signal.throwIfAborted();
        await destination.write(chunk);
      };
      all.push(await writeFile(snapshot, file, selection, sink, (rows) => progress.reach(rows)));
      await destination.finish();
    } catch (error) {
      await destination.abandon();
      throw error;
    } finally {
      progress.clear();
    }
    if (!options.quiet) {
      const say = options.out && !options.json ? console.log : console.error;
      say(`${destination.name}: ${countsOf(all.at(-1)!.counts)}, ${counted(all.at(-1)!.bytes, 'byte')}.`);
    }
  }
  const manifest = { ...manifestOf(snapshot, selection), files: all };
  await destinations.describe(manifest);
  if (options.json && options.out) console.log(JSON.stringify(manifest));
}

function condition(written: string, before: Given): Given {
  const at = written.indexOf('=');
  return [...before, [written.slice(0, at < 0 ? undefined : at), at < 0 ? '' : written.slice(at + 1)]];
}

function countsOf({ entities, relations, evidence }: FileCounts): string {
  return [
    ...(entities
      ? [totalOf(entities) === 1 ? '1 entity' : `${totalOf(entities).toLocaleString('en')} entities`]
      : []),
    ...(relations ? [counted(totalOf(relations), 'relation')] : []),
    ...(evidence !== undefined ? [counted(evidence, 'quote')] : []),
  ].join(', ');
}
