import { Command } from 'commander';
import type { Outcome } from '../pipeline.ts';
import type { Database } from '../store/database.ts';
import { counted, type Run, withGraph } from './command.ts';

/** What a run read and changed, summed over its pages. */
export interface Totals {
  pages: number;
  unchanged: number;
  skipped: number;
  posts: number;
  comments: number;
  relations: number;
  relationsGone: number;
  unsure: number;
}

export function ingestCommand(run: Run): Command {
  return new Command('ingest')
    .description('Read pages into the graph. Reading a page again changes nothing, and says so.')
    .argument('<path...>', 'files, folders, or - for standard input')
    .option('--layout <name>', 'read every page as this layout instead of recognising it')
    .option('--json', 'print one JSON object per page, and the totals last')
    .addHelpText(
      'after',
      `
Examples:
  citetrail ingest saved-pages/
  citetrail ingest post.txt archive.txt
  curl -s https://example.org/page.txt | citetrail ingest -`,
    )
    .action((paths: string[], options: { layout?: string; json?: true }) =>
      run((config) =>
        withGraph(config, async (database) => {
          const totals = await ingestPages(database, paths, {
            layout: options.layout,
            maxBytes: config.pageBytes,
            print: options.json ? (outcome) => console.log(JSON.stringify(asJson(outcome))) : printOutcome,
          });
          if (options.json) console.log(JSON.stringify({ totals }));
          else console.log(summary(totals));
          return totals.skipped > 0 ? 1 : 0;
        }),
      ),
    );
}

/** Reads pages and prints what became of each as it goes. */
export async function ingestPages(
  database: Database,
  paths: readonly string[],
  options: {
    readonly layout?: string | undefined;
    readonly maxBytes: number;
    readonly print: (outcome: Outcome) => void;
  },
): Promise<Totals> {
  const [{ ingest }, { pagesIn }] = await Promise.all([import('../pipeline.ts'), import('../pages.ts')]);
  const totals: Totals = {
    pages: 0,
    unchanged: 0,
    skipped: 0,
    posts: 0,
    comments: 0,
    relations: 0,
    relationsGone: 0,
    unsure: 0,
  };
  for await (const outcome of ingest(database, pagesIn(paths), options)) {
    totals.pages += 1;
    if ('skipped' in outcome) totals.skipped += 1;
    else {
      totals.unchanged += outcome.receipt.changed ? 0 : 1;
      totals.posts += outcome.receipt.postsAdded;
      totals.comments += outcome.receipt.commentsAdded;
      totals.relations += outcome.receipt.edgesAdded;
      totals.relationsGone += outcome.receipt.edgesRemoved;
      totals.unsure += outcome.unsure.length;
    }
    options.print(outcome);
  }
  return totals;
}

/** What a run comes to, in a sentence or three. */
export function summary(totals: Totals): string {
  const { pages, unchanged, skipped, posts, comments, relations, relationsGone, unsure } = totals;
  if (pages === 0) return 'Found no pages.';
  if (unchanged === pages) return `${counted(pages, 'page')} read: nothing new.`;
  return [
    `${counted(pages, 'page')} read: ${counted(posts, 'new post')}, ${counted(comments, 'new comment')}, ` +
      `${counted(relations, 'new relation')}.`,
    ...(relationsGone > 0
      ? [`${counted(relationsGone, 'relation')} no page says any more, taken back.`]
      : []),
    ...(unchanged > 0 ? [`${counted(unchanged, 'page')} held already.`] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'page')} skipped.`] : []),
    ...(unsure > 0 ? [`${counted(unsure, 'name')} could mean several things and stayed unlinked.`] : []),
  ].join(' ');
}

function printOutcome(outcome: Outcome): void {
  const file = outcome.file ?? 'standard input';
  if ('skipped' in outcome) {
    console.error(`${file}: skipped: ${outcome.skipped.message}`);
    return;
  }
  const { parser, posts, comments, receipt, unsure } = outcome;
  const changes = receipt.changed
    ? `new: ${counted(receipt.postsAdded, 'post')}, ${counted(receipt.commentsAdded, 'comment')}, ` +
      counted(receipt.edgesAdded, 'relation')
    : 'nothing new';
  console.log(`${file}: ${parser}: ${counted(posts, 'post')}, ${counted(comments, 'comment')}; ${changes}`);
  for (const { words, targets } of unsure) {
    const ends = targets.map(({ kind, slug }) => `${kind}:${slug}`).join(', ');
    console.error(`${file}: unsure: “${words}” could be ${ends}`);
  }
}

function asJson(outcome: Outcome) {
  if ('skipped' in outcome) return { file: outcome.file, skipped: outcome.skipped.message };
  const { unsure, ...rest } = outcome;
  return {
    ...rest,
    unsure: unsure.map(({ words, targets }) => ({
      words,
      targets: targets.map(({ kind, slug }) => `${kind}:${slug}`),
    })),
  };
}
