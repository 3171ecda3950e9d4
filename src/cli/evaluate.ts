import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Gold } from '../evaluate/gold.ts';
import type { Paint } from '../evaluate/report.ts';
import type { Database } from '../store/database.ts';
import type { Run } from './command.ts';
import { harmless } from './harmless.ts';
import { numberIn } from './numbers.ts';

interface Options {
  readonly pages: string;
  readonly json?: true;
  readonly minF1?: number;
  readonly exact?: true;
}

export function evaluateCommand(run: Run): Command {
  return new Command('evaluate')
    .description('Measure extraction against pages annotated by hand. The graph itself is left alone.')
    .argument('<gold>', 'the annotation, a JSON file')
    .requiredOption('--pages <folder>', 'where the pages are that it names')
    .option('--json', 'print one JSON object')
    .option(
      '--min-f1 <share>',
      'exit with 1 when the F1 of cites or of mentions is below',
      numberIn({ least: 0, most: 1, parts: true }),
    )
    .option('--exact', 'exit with 1 when a post or comment is not exact')
    .addHelpText(
      'after',
      `
The form of the annotation and what the measures mean: docs/extraction.md.

Exit codes: 0 measured, 1 measured but below what was asked for or some pages were skipped, 2 wrong usage,
settings or annotation.

Examples:
  citetrail evaluate gold.json --pages saved-pages/
  citetrail evaluate gold.json --pages saved-pages/ --min-f1 0.9 --exact
  citetrail evaluate gold.json --pages saved-pages/ --json | jq .falseHits`,
    )
    .action((file: string, options: Options) => run((config) => evaluateAgainst(file, options, config)));
}

async function evaluateAgainst(file: string, options: Options, config: Config): Promise<number> {
  const gold = await goldIn(file, options.pages);
  const { inexactness, shortfalls } = await import('../evaluate/evaluation.ts');
  const { evaluation, skipped } = await inScratch(async (database) => {
    const [{ loadVocabulary }, { evaluatePages }] = await Promise.all([
      import('../pipeline/load-vocabulary.ts'),
      import('../evaluate/evaluate-pages.ts'),
    ]);
    await loadVocabulary(database, config.vocabulary);
    return evaluatePages(database, gold, options.pages, config.pageBytes);
  });
  for (const outcome of skipped) console.error(`${outcome.file}: skipped: ${outcome.skipped.message}`);
  if (options.json) console.log(JSON.stringify({ gold: file, pages: gold.files, ...evaluation }));
  else {
    const { reportOf } = await import('../evaluate/report.ts');
    const paint: Paint = (colour, words) => styleText(colour, words, { stream: process.stdout });
    console.log(harmless(reportOf(evaluation, paint)));
  }
  const short = [
    ...(options.minF1 === undefined ? [] : shortfalls(evaluation, options.minF1)),
    ...(options.exact ? inexactness(evaluation) : []),
  ];
  for (const sentence of short) console.error(sentence);
  return skipped.length > 0 || short.length > 0 ? 1 : 0;
}

/** Hands over a database in memory, migrated and empty, that is gone afterwards. */
async function inScratch<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const [{ openScratch }, { migrate }] = await Promise.all([
    import('../store/embedded-database.ts'),
    import('../store/migrate.ts'),
  ]);
  const database = await openScratch();
  try {
    await migrate(database);
    return await use(database);
  } finally {
    await database.close();
  }
}

/** Reads the annotation; throws GoldError when it or one of its pages is not there. */
async function goldIn(file: string, folder: string): Promise<Gold> {
  const { GoldError, readGold } = await import('../evaluate/gold.ts');
  const written = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new GoldError(`Cannot read ${file}: ${cause.message}; expected a gold file.`, { cause });
  });
  const gold = readGold(file, written);
  const missing = gold.files.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) {
    throw new GoldError(
      `${folder} lacks ${missing.join(', ')}; expected all ${gold.files.length} pages that ${file} names.`,
    );
  }
  return gold;
}
