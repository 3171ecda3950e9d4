import { Command } from 'commander';
import type { IngestOptions, Outcome } from '../pipeline/ingest.ts';
import type { Database } from '../store/database.ts';
import { type Run, untilInterrupted, withGraph } from './command.ts';
import { harmless } from './harmless.ts';
import { layoutsHelp } from './layouts-help.ts';
import { counted } from './numbers.ts';
import { Progress } from './progress.ts';

/** What a run read and changed, summed over its pages. */
interface Totals {
  pages: number;
  unchanged: number;
  skipped: number;
  posts: number;
  comments: number;
  relations: number;
  relationsGone: number;
  unsure: number;
  /** Names of writers of posts that lead to nobody known, each counted once. */
  unknownWriters: number;
  /** Pairs of posts that share words and were kept apart. */
  similar: number;
  /** Whether the run was told to stop before all pages were read. */
  interrupted: boolean;
}

export function ingestCommand(run: Run): Command {
  return new Command('ingest')
    .description('Read pages into the graph. Reading a page again changes nothing, and says so.')
    .argument('<path...>', 'files, folders, or - for standard input')
    .option('--layout <name>', 'read every page as this layout, listed below, instead of recognising it')
    .option('--json', 'print one JSON object per page, and the totals last')
    .option('--dry-run', 'read the pages and say what would be new, and change nothing')
    .option('--quiet', 'say nothing of pages that were read, only what came of all')
    .addHelpText('after', () => `\n${layoutsHelp()}`)
    .addHelpText(
      'after',
      `Examples:
  citetrail ingest saved-pages/
  citetrail ingest post.txt archive.txt
  citetrail ingest --dry-run saved-pages/
  curl -s https://example.org/page.txt | citetrail ingest -

Exit codes: 0 all pages read, 1 some were skipped, 2 wrong usage or settings, 3 no database, 130 or 143 told to stop:
the pages before are kept.`,
    )
    .action((paths: string[], options: Options) =>
      run((config) =>
        withGraph(config, async (database) => {
          const interruption = untilInterrupted('Stopping after the page under way.');
          const settings = {
            layout: options.layout,
            maxBytes: config.pageBytes,
            workers: config.workers,
            signal: interruption.signal,
            quiet: options.quiet,
            print: printing(options),
          };
          const totals = await (options.dryRun ? undone : kept)(database, (into) =>
            ingestPages(into, paths, settings),
          );
          if (options.json) console.log(JSON.stringify({ totals, ...(options.dryRun && { dryRun: true }) }));
          else console.log([summary(totals), ...whatIsLeft(totals, options)].join(' '));
          if (totals.interrupted) return interruption.exitCode;
          return totals.skipped > 0 ? 1 : 0;
        }),
      ),
    );
}

interface Options {
  readonly layout?: string;
  readonly json?: true;
  readonly dryRun?: true;
  readonly quiet?: true;
}

/** What of the pages is still to be stored, in a sentence, if anything is. */
function whatIsLeft({ interrupted }: Totals, { dryRun }: Options): string[] {
  if (dryRun) return ['No page was stored.'];
  return interrupted ? ['The same command goes on from here.'] : [];
}

type Work<T> = (database: Database) => Promise<T>;

const kept = <T>(database: Database, work: Work<T>): Promise<T> => work(database);

/** Does something to a database, and takes back all that it did. Others who write to it wait meanwhile. */
async function undone<T>(database: Database, work: Work<T>): Promise<T> {
  let result: { readonly of: T } | undefined;
  await database.statements
    .transaction(async (tx) => {
      result = { of: await work({ ...database, statements: tx }) };
      tx.rollback();
    })
    .catch((error) => {
      if (!result) throw error;
    });
  return result!.of;
}

function printing({ json, quiet }: Options): (outcome: Outcome) => void {
  if (json) return (outcome) => console.log(JSON.stringify(asJson(outcome)));
  return quiet ? (outcome) => 'skipped' in outcome && printOutcome(outcome) : printOutcome;
}

/** Reads pages and prints what became of each as it goes, with a line about the progress on a terminal. */
export async function ingestPages(
  database: Database,
  paths: readonly string[],
  options: IngestOptions & {
    readonly print: (outcome: Outcome) => void;
    readonly quiet?: boolean | undefined;
  },
): Promise<Totals> {
  const [{ ingest }, { countPages, pagesIn }] = await Promise.all([
    import('../pipeline/ingest.ts'),
    import('../pages.ts'),
  ]);
  const totals: Totals = {
    pages: 0,
    unchanged: 0,
    skipped: 0,
    posts: 0,
    comments: 0,
    relations: 0,
    relationsGone: 0,
    unsure: 0,
    unknownWriters: 0,
    similar: 0,
    interrupted: false,
  };
  const writers = new Set<string>();
  const progress = new Progress(process.stderr, { quiet: options.quiet });
  if (process.stderr.isTTY) countPages(paths).then((total) => progress.expect(total));
  try {
    for await (const outcome of ingest(database, pagesIn(paths), options)) {
      add(totals, outcome);
      if ('unknownWriters' in outcome) for (const name of outcome.unknownWriters) writers.add(name);
      progress.pageDone(() => options.print(outcome));
    }
  } finally {
    progress.clear();
  }
  totals.unknownWriters = writers.size;
  totals.interrupted = options.signal?.aborted ?? false;
  return totals;
}

function add(totals: Totals, outcome: Outcome): void {
  totals.pages += 1;
  if ('skipped' in outcome) {
    totals.skipped += 1;
    return;
  }
  const { receipt, unsure } = outcome;
  totals.unchanged += receipt.changed ? 0 : 1;
  totals.posts += receipt.postsAdded;
  totals.comments += receipt.commentsAdded;
  totals.relations += receipt.edgesAdded;
  totals.relationsGone += receipt.edgesRemoved;
  totals.unsure += unsure.length;
  totals.similar += receipt.similar.length;
}

/** What a run comes to, in a sentence or three. */
export function summary(totals: Totals): string {
  const {
    pages,
    unchanged,
    skipped,
    posts,
    comments,
    relations,
    relationsGone,
    unsure,
    unknownWriters,
    similar,
  } = totals;
  if (totals.interrupted) return `Interrupted. ${summary({ ...totals, interrupted: false })}`;
  if (pages === 0) return 'Found no pages.';
  if (unchanged === pages) return `${counted(pages, 'page')} read: nothing new.`;
  return [
    `${counted(pages - skipped, 'page')} read: ${counted(posts, 'new post')}, ${counted(comments, 'new comment')}, ` +
      `${counted(relations, 'new relation')}.`,
    ...(relationsGone > 0
      ? [`${counted(relationsGone, 'relation')} no page says any more, taken back.`]
      : []),
    ...(unchanged > 0 ? [`${counted(unchanged, 'page')} held already.`] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'page')} skipped.`] : []),
    ...(unsure > 0 ? [`${counted(unsure, 'name')} could mean several things and stayed unlinked.`] : []),
    ...(unknownWriters > 0
      ? [`${counted(unknownWriters, 'writer')} whom the vocabulary lacks: see citetrail candidates.`]
      : []),
    ...(similar > 0 ? [`${counted(similar, 'pair')} of similar posts kept apart.`] : []),
  ].join(' ');
}

function printOutcome(outcome: Outcome): void {
  const file = outcome.file ?? 'standard input';
  if ('skipped' in outcome) {
    console.error(harmless(`${file}: skipped: ${outcome.skipped.message}`));
    return;
  }
  const { parser, confidence, doubts, posts, comments, receipt, unsure } = outcome;
  const layout = `${parser}, ${Math.round(confidence * 100)}% sure`;
  const changes = receipt.changed
    ? `new: ${counted(receipt.postsAdded, 'post')}, ${counted(receipt.commentsAdded, 'comment')}, ` +
      counted(receipt.edgesAdded, 'relation')
    : 'nothing new';
  console.log(
    harmless(`${file}: ${layout}: ${counted(posts, 'post')}, ${counted(comments, 'comment')}; ${changes}`),
  );
  for (const doubt of doubts) console.error(harmless(`${file}: doubtful: ${doubt}`));
  for (const { post, to, howMuch } of receipt.similar) {
    console.error(
      `${file}: similar: post:${post} and post:${to} share ${Math.round(howMuch * 100)}% of their words`,
    );
  }
  for (const { words, targets } of unsure) {
    const ends = targets.map(({ kind, slug }) => `${kind}:${slug}`).join(', ');
    console.error(`${file}: unsure: “${words}” could be ${ends}`);
  }
}

function asJson(outcome: Outcome) {
  if ('skipped' in outcome) return { file: outcome.file, skipped: outcome.skipped.message };
  const { unsure, confidence, ...rest } = outcome;
  return {
    ...rest,
    confidence: Math.round(confidence * 100) / 100,
    unsure: unsure.map(({ words, targets }) => ({
      words,
      targets: targets.map(({ kind, slug }) => `${kind}:${slug}`),
    })),
  };
}
