import { Command, Option } from 'commander';
import { PageError } from '../errors.ts';
import type { Candidate } from '../link/candidates.ts';
import type { CandidateKind } from '../link/sightings.ts';
import type { ParsedPage } from '../parse/document.ts';
import type { Page } from '../parse/page.ts';
import type { Database } from '../store/database.ts';
import { type Run, withGraph } from './command.ts';
import { harmless } from './harmless.ts';
import { counted, numberIn } from './numbers.ts';

const KINDS: readonly CandidateKind[] = ['author', 'organisation', 'report', 'policy'];
/** More posts and comments than any graph holds of a name. */
const MOST = 1_000_000;
/** How much of a name a line of the table shows, in characters. */
const WIDEST_NAME = 48;

interface Options {
  readonly json?: true;
  readonly yaml?: true;
  readonly least: number;
  readonly kind?: CandidateKind;
}

export function candidatesCommand(run: Run): Command {
  return new Command('candidates')
    .description(
      'List names that sign or stand on pages and the vocabulary lacks. Nothing is entered in the graph.',
    )
    .argument('[path...]', 'files, folders, or - for standard input; without any, the pages held already')
    .addOption(new Option('--json', 'print one JSON object per name').conflicts('yaml'))
    .option('--yaml', 'print vocabulary entries to paste and complete')
    .option(
      '--least <n>',
      'only names in at least that many posts and comments',
      numberIn({ least: 1, most: MOST }),
      1,
    )
    .addOption(new Option('--kind <kind>', 'only names of this kind').choices(KINDS))
    .addHelpText(
      'after',
      `
Examples:
  citetrail candidates
  citetrail candidates saved-pages/ --least 2
  citetrail candidates saved-pages/ --kind author --yaml > new-authors.yaml
  citetrail candidates --json | jq -r .name

Exit codes: 0 listed, 1 listed but some pages were skipped, 2 wrong usage or settings, 3 no database.

Entries printed with --yaml name the page as their source; their summaries are yours to write.`,
    )
    .action((paths: string[], options: Options) =>
      run((config) =>
        withGraph(config, async (database) => {
          const [{ findCandidates }, { loadGazetteer }] = await Promise.all([
            import('../link/candidates.ts'),
            import('../store/gazetteer.ts'),
          ]);
          const sources = paths.length > 0 ? givenPages(paths, config.pageBytes) : heldPages(database);
          const { pages, skipped } = await parsed(sources);
          const found = findCandidates(pages, await loadGazetteer(database.statements)).filter(
            ({ kind, documents }) => documents >= options.least && (!options.kind || kind === options.kind),
          );
          await print(found, options);
          console.error(`${counted(pages.length, 'page')} looked through: ${counted(found.length, 'name')}.`);
          return skipped > 0 ? 1 : 0;
        }),
      ),
    );
}

/** A page, or why it could not be had, and what to call it. */
type Given = { readonly file: string } & ({ readonly page: Page } | { readonly error: PageError });

async function* givenPages(paths: readonly string[], largest: number): AsyncGenerator<Given> {
  const [{ pagesIn }, { decode }] = await Promise.all([import('../pages.ts'), import('../parse/decode.ts')]);
  for await (const source of pagesIn(paths)) {
    const file = source.file ?? 'standard input';
    if ('error' in source) yield { file, error: source.error };
    else yield asked(file, () => decode(source.bytes, { file: source.file, url: null }, largest));
  }
}

function asked(file: string, decode: () => Page): Given {
  try {
    return { file, page: decode() };
  } catch (error) {
    if (error instanceof PageError) return { file, error };
    throw error;
  }
}

/** The pages that were read before, as text; their layout is recognised anew. */
async function* heldPages({ statements }: Database): AsyncGenerator<Given> {
  const [{ sql }, { rowsOf }] = await Promise.all([import('drizzle-orm'), import('../store/database.ts')]);
  const ids = await rowsOf<{ id: number }>(
    statements,
    sql`/* page_captures */ select id from captures where parser not like 'vocabulary/%' order by id`,
  );
  for (const { id } of ids) {
    const [page] = await rowsOf<Page>(
      statements,
      sql`/* page_capture */ select text, sha256, file, url from captures where id = ${id}`,
    );
    if (page) yield { file: page.file ?? page.sha256, page };
  }
}

async function parsed(sources: AsyncIterable<Given>): Promise<{ pages: ParsedPage[]; skipped: number }> {
  const { parse } = await import('../parse/parse.ts');
  const pages: ParsedPage[] = [];
  let skipped = 0;
  for await (const source of sources) {
    try {
      if ('error' in source) throw source.error;
      pages.push(parse(source.page));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      skipped += 1;
      console.error(`${source.file}: skipped: ${error.message}`);
    }
  }
  return { pages, skipped };
}

async function print(candidates: readonly Candidate[], { json, yaml }: Options): Promise<void> {
  if (json) for (const candidate of candidates) console.log(JSON.stringify(candidate));
  else if (yaml) {
    const { draftOf } = await import('../vocabulary/draft.ts');
    console.log(draftOf(candidates));
  } else {
    for (const { kind, name, acronym, count, documents, contexts } of candidates) {
      const shown = acronym ? `${name} (${acronym})` : name;
      const numbers = `${String(documents).padStart(4)} ${String(count).padStart(4)}`;
      console.log(
        harmless(`${numbers}  ${kind.padEnd(12)}  ${shown.padEnd(WIDEST_NAME)}  ${contexts[0]?.words ?? ''}`),
      );
    }
  }
}
