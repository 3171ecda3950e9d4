import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { GraphOfPages, Pages } from './graph-of-pages.ts';

/** The queries of the gallery, by their operations' names. */
const QUERIES = new Map(
  Array.from(
    readFileSync(new URL('../../docs/questions.md', import.meta.url), 'utf8').matchAll(
      /```graphql\n(query (\w+)[\s\S]*?)```/g,
    ),
    ([, query, name]) => [name!, query!],
  ),
);

/**
 * How many statements each question takes at most, however many rows its answer has. On a server the walk
 * from posts may set out before that from comments, and is then a batch of its own.
 */
const STATEMENTS: Readonly<Record<string, number>> = {
  MostCited: 8,
  NamedTogether: 13,
  Connected: 9,
  OnlyInComments: 7,
  NeverAgain: 3,
  Thread: 11,
};

const BLACK = 'Review of Drugs part two: prevention, treatment, and recovery';
const INSPECTION =
  'A joint thematic inspection of community-based drug treatment and recovery work with people on probation';
const DURHAM = "Durham's pioneering police scheme slashes reoffending rates";
const BIRMINGHAM = "The Government isn't shouting about it but drugs are quietly being decriminalised";
const GETAFIX = "Comment by 'Getafix on Rain Falls on Probation Parade";

/** What the documents that cite the review of drugs name, some of it, as it stands on the pages. */
const NAMED_WITH_BLACK = {
  'Predictable, Populist, Confused': ['Transform Drug Policy Foundation', 'Royal College of Physicians'],
  "Don't Tell Tory Voters!": ['BBC', 'The Telegraph', 'The Times', '10 Downing Street'],
  'Police Talking Sense on Drugs': ['The Guardian', 'Cleveland Police', 'Napo'],
  'Reality Behind Love-in': ['Napo', 'HM Inspectorate of Probation', 'Probation Trusts'],
  [GETAFIX]: ['The Times'],
  'Rain Falls on Probation Parade': ['Care Quality Commission', 'Collective Voice'],
  'Russell on the Future': ['Civil Service World', 'HM Treasury', 'Purple Futures', 'Interserve'],
};

/** Cited by posts and comments of 2021, and by none since. */
const ONLY_2021 = [
  INSPECTION,
  "As a chief constable, I've seen enough: it's time to end the 'war on drugs'",
  'Decriminalisation in Portugal: Setting the record straight',
  'Decriminalising drugs is the only way forward',
  'European School Survey Project on Alcohol and Other Drugs',
  'Evening Standard report on the Streatham inquest',
  'Government to overhaul drug policy to focus on getting users healthcare',
  "Napo's response to the HMIP Thematic Report on Drugs",
  'Prisons Strategy White Paper',
  "Probation services – 'disappointing' work with drug users 'lacks focus and funding'",
  'Sky News report on the Streatham inquest',
  BIRMINGHAM,
  'Times report on drug-sensing tags (6 August 2021)',
];

/** What the digests leave out of the pages, or say in other words. */
const OF = {
  'real pages': {
    secondMostCited: [INSPECTION, ['2021', 2]],
    onlyInComments: ['Possession with intent to supply'],
    only2021: [
      'A social cost perspective in the wake of the Portuguese strategy for the fight against drugs',
      'Government response to the independent review of drugs by Dame Carol Black',
    ],
    citedByRain: [INSPECTION],
  },
  digests: {
    secondMostCited: [DURHAM, ['', 2]],
    onlyInComments: ['Drug prohibition'],
    only2021: [],
    citedByRain: [],
  },
};

interface Named {
  readonly name: string;
}
interface Relations {
  readonly nodes: readonly { readonly source: Named; readonly target: Named }[];
}
const targets = ({ nodes }: Relations) => nodes.map(({ target }) => target.name).sort();
const names = (entities: readonly Named[]) => entities.map(({ name }) => name).sort();

/** What an analyst asks, and what the pages answer. */
export function questions(graph: GraphOfPages, pages: Pages): void {
  const own = OF[pages];
  const ask = (name: string) => graph.api.get(QUERIES.get(name)!);

  test('every question of the gallery is asked here', () => {
    expect([...QUERIES.keys()]).toEqual(Object.keys(STATEMENTS));
  });

  test('which reports are cited most, by whom and when', async () => {
    const { reports } = await ask('MostCited');
    const [first, second] = reports.nodes;
    expect(first.name).toBe(BLACK);
    expect(first.citedBy.groupBy).toEqual([
      { keys: ['2021'], count: 5 },
      { keys: ['2022'], count: 1 },
    ]);
    const citing = first.citedBy.nodes.map(({ source }: { source: Named }) => source);
    expect(names(citing)).toEqual(
      Object.keys(NAMED_WITH_BLACK)
        .filter((name) => name !== 'Russell on the Future')
        .sort(),
    );
    const [{ keys, count }] = second.citedBy.groupBy;
    expect([second.name, [...keys, count]]).toEqual(own.secondMostCited);
  });

  test('which organisations are named together with the Black review', async () => {
    const { report } = await ask('NamedTogether');
    const named = Object.fromEntries(
      report.citedBy.nodes.map(({ source }: { source: Named & { mentions: Relations } }) => [
        source.name,
        targets(source.mentions),
      ]),
    );
    expect(Object.keys(named).sort()).toEqual(Object.keys(NAMED_WITH_BLACK).sort());
    for (const [document, organisations] of Object.entries(NAMED_WITH_BLACK)) {
      expect(named[document], document).toEqual(expect.arrayContaining(organisations));
    }
    expect(named['Reality Behind Love-in']).not.toContain('Transform Drug Policy Foundation');
  });

  test('that Napo and Transform are connected by the review that both speak of', async () => {
    const { paths } = await ask('Connected');
    const ways = paths.map(({ steps }: { steps: { entity: Named }[] }) =>
      steps.map(({ entity }) => entity.name),
    );
    expect(ways).toHaveLength(3);
    for (const way of ways) {
      expect(way).toHaveLength(4);
      expect(way[1]).toBe(BLACK);
      expect(way[3]).toBe('Transform Drug Policy Foundation');
    }
    expect(ways.map(([first]: string[]) => first)).toContain(
      "Napo's response to the HMIP Thematic Report on Drugs",
    );
  });

  test('which policies commenters alone name, and that no criticism of theirs is read yet', async () => {
    const { policies, criticised, byOthers } = await ask('OnlyInComments');
    expect(names(policies.nodes)).toEqual(
      [
        'Desistance model',
        'DIVERT',
        'Electronic monitoring',
        'Social work workforce health check',
        ...own.onlyInComments,
      ].sort(),
    );
    expect(criticised.totalCount).toBe(0);
    expect(byOthers.totalCount).toBeGreaterThan(0);
  });

  test('what was cited in 2021 and never again', async () => {
    const { reports } = await ask('NeverAgain');
    expect(names(reports.nodes)).toEqual([...ONLY_2021, ...own.only2021].sort());
    expect(reports.totalCount).toBe(reports.nodes.length);
  });

  test('what the thread under a post cites, comment by comment', async () => {
    const { post } = await ask('Thread');
    const PRESS_RELEASE = ONLY_2021.find((name) => name.startsWith('Probation services'))!;
    expect(targets(post.cites)).toEqual([BLACK, PRESS_RELEASE, ...own.citedByRain].sort());
    const comments = post.comments.nodes.map(
      (comment: { depth: number; authorName: string | null; cites: Relations }) => [
        comment.depth,
        comment.authorName,
        targets(comment.cites),
      ],
    );
    expect(comments).toEqual([
      [0, null, []],
      [0, "'Getafix", [BLACK, 'Times report on drug-sensing tags (6 August 2021)']],
      [0, null, [BIRMINGHAM]],
      [1, null, [BIRMINGHAM]],
      [0, null, ['Evening Standard report on the Streatham inquest']],
      [0, null, ['Sky News report on the Streatham inquest']],
    ]);
  });

  test.each(Object.entries(STATEMENTS))('%s, with at most %i statements', async (name, most) => {
    const statements = await graph.database.log.during(() => ask(name));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most);
  });
}
