import { beforeAll, describe, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
/** The same graph, asked with leave to read very little. */
let shy: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  shy = apiOver(database, { relationsPerStep: 3 });
  await tell(
    database,
    `author ada
     author bee
     author cam
     organisation met
     organisation pier
     report storms 2019-05-01
     report winds 2018-05-01
     policy sirens 2018-01-01
     policy alone
     post tides 2021-03-02
     post waves 2020-03-02
     post foam 2022-03-02
     comment gulls on tides
     comment terns under gulls
     comment skuas under terns
     ada wrote tides
     bee wrote waves
     cam wrote gulls
     tides cites storms
     waves cites storms
     tides cites winds
     waves cites winds
     gulls cites winds
     foam cites tides
     storms is published by met
     bee is affiliated with met
     met implements sirens
     storms recommends sirens
     foam mentions sirens
     pier supports winds
     pier supports storms
     pier criticises storms`,
  );
});

type Slug = { slug: string };
type Groups = { keys: string[]; count: number }[];
type Step = { relation: { label: string }; entity: { slug: string } };
const PATH = 'path { relation { label } entity { slug } }';
/** A path as a sentence: “tides cites storms is published by met”. */
const told = (start: string, steps: Step[]) =>
  [start, ...steps.flatMap(({ relation, entity }) => [relation.label, entity.slug])].join(' ');

describe('a walk of declared steps', () => {
  const walk = async (from: string[], steps: string, page = '', of = api) => {
    const { traverse } = await of.get(
      `query ($from: [ID!]!) { traverse(from: $from, steps: [${steps}] ${page && `, ${page}`}) {
        totalCount totalCountCapped truncated nodes { slug }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor hops start { slug } node { slug } ${PATH} } } }`,
      { from },
    );
    return {
      ...traverse,
      told: traverse.edges.map(({ start, path }: { start: { slug: string }; path: Step[] }) =>
        told(start.slug, path),
      ),
    };
  };

  test.each([
    [
      'who else cites what a post cites',
      'post:tides',
      '{ kinds: [CITES], direction: FORWARD, types: [REPORT] }, { kinds: [CITES], direction: BACKWARD, types: [POST] }',
      ['tides cites storms is cited by waves', 'tides cites winds is cited by waves'],
    ],
    [
      'a thread, as deep as it goes, read from the label that fits',
      'post:tides',
      '{ kinds: [COMMENTS_ON] }, { kinds: [REPLIES_TO], direction: BACKWARD, repeat: { least: 0, most: 5 } }',
      [
        'tides has comment gulls',
        'tides has comment terns',
        'tides has comment skuas',
        'tides has comment gulls has reply terns',
        'tides has comment terns has reply skuas',
        'tides has comment gulls has reply terns has reply skuas',
      ],
    ],
    [
      'steps without kinds, narrowed by what stands at the end',
      'organisation:met',
      '{ types: [POLICY] }',
      ['met implements sirens'],
    ],
    [
      'only relations that pass conditions',
      'report:winds',
      '{ kinds: [CITES], where: { occurredTo: "2020-12-31" } }',
      ['winds is cited by waves'],
    ],
    [
      'parallel relations as paths of their own',
      'organisation:pier',
      '{ types: [REPORT] }, { types: [ORGANISATION], kinds: [PUBLISHED_BY] }',
      ['pier supports storms is published by met', 'pier criticises storms is published by met'],
    ],
    ['no step that its kinds do not allow', 'author:ada', '{ kinds: [REPLIES_TO] }', []],
  ])('%s', async (_, from, steps, expected) => {
    const page = await walk([from], steps);
    expect(page.told.toSorted()).toEqual(expected.toSorted());
    expect(page).toMatchObject({ totalCount: expected.length, totalCountCapped: false, truncated: false });
    const hops = page.edges.map(({ hops }: { hops: number }) => hops);
    expect(hops).toEqual(hops.toSorted());
    expect(page.nodes).toEqual(page.edges.map(({ node }: { node: object }) => node));
  });

  test('a path that steps can make in two ways is there once', async () => {
    const once = '{ kinds: [REPLIES_TO], direction: BACKWARD, repeat: { least: 0, most: 2 } }';
    const { told } = await walk(['comment:gulls'], `${once}, ${once}`);
    expect(told).toEqual(['gulls', 'gulls has reply terns', 'gulls has reply terns has reply skuas']);
  });

  test('starts that are not there are passed over, and those given twice count once', async () => {
    const steps = '{ kinds: [AUTHORED_BY] }';
    const page = await walk(['post:tides', 'post:nowhere', 'post:waves', 'post:tides'], steps);
    expect(page.told).toEqual(['tides is written by ada', 'waves is written by bee']);
    expect(await walk(['post:nowhere'], steps)).toMatchObject({ totalCount: 0, edges: [], nodes: [] });
    expect(await walk([], steps)).toMatchObject({
      totalCount: 0,
      pageInfo: { hasNextPage: false, startCursor: null },
    });
  });

  test('pages of any size give every path once, in one order', async () => {
    const steps = '{ repeat: { least: 1, most: 3 } }';
    const all = await walk(['report:storms'], steps, 'first: 100');
    expect(all.totalCount).toBe(all.told.length);
    expect(new Set(all.told).size).toBe(all.told.length);
    for (const size of [1, 7, 20]) {
      const cursors: string[] = [];
      for (let after = ''; ; ) {
        const page = await walk(['report:storms'], steps, `first: ${size} ${after && `, after: "${after}"`}`);
        expect(page.totalCount).toBe(all.totalCount);
        expect(page.pageInfo.hasPreviousPage).toBe(cursors.length > 0);
        cursors.push(...page.edges.map(({ cursor }: { cursor: string }) => cursor));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(cursors).toEqual(all.edges.map(({ cursor }: { cursor: string }) => cursor));
    }
  });

  test.each([
    ['before all paths', ['HOPS', '0', '0'], { hasPreviousPage: false, hasNextPage: true }, 2],
    ['behind all paths', ['HOPS', '1', '999999', '1'], { hasPreviousPage: true, hasNextPage: false }, 0],
  ])('a page behind a place %s says what is beside it', async (_, place, beside, length) => {
    const after = Buffer.from(JSON.stringify(place)).toString('base64url');
    const page = await walk(['report:storms'], '{}', `first: 2, after: "${after}"`);
    expect(page).toMatchObject({ pageInfo: beside, edges: { length } });
  });

  test('paths are counted by their ends and lengths, all of them, whatever page is asked for', async () => {
    const grouped = async (keys: string, of = api) => {
      const { traverse } = await of.get(
        `{ traverse(from: ["report:storms", "post:foam"], first: 1, steps: [{ repeat: { least: 1, most: 2 } }]) {
          totalCount nodes { slug } groupBy(keys: [${keys}], first: 1000) { keys count } } }`,
      );
      const { totalCount, groupBy } = traverse as { totalCount: number; groupBy: Groups };
      expect(groupBy.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
      return groupBy.map(({ keys, count }) => [...keys, count]);
    };
    const all = await walk(['report:storms', 'post:foam'], '{ repeat: { least: 1, most: 2 } }', 'first: 100');
    const counted = (of: (edge: { hops: number; start: Slug; node: Slug }) => string) =>
      Object.entries(Object.groupBy(all.edges as Parameters<typeof of>[0][], of)).map(
        ([key, edges]) => [key, edges!.length] as const,
      );
    const kinds = await grouped('NODE_KIND');
    expect(kinds).toContainEqual([
      'POLICY',
      counted(({ node }) => node.slug).find(([s]) => s === 'sirens')![1],
    ]);
    expect(await grouped('HOPS')).toEqual(expect.arrayContaining(counted(({ hops }) => String(hops))));
    const ends = (await grouped('START, NODE')).map(([from, to, count]) => [`${from} ${to}`, count]);
    const named = ends.map(([key, count]) => [(key as string).replaceAll(/\w+:/g, ''), count]);
    const expected = counted(({ start, node }) => `${start.slug} ${node.slug}`);
    expect(named.toSorted()).toEqual(expected.toSorted());
    // Cut short, the groups are those of the paths that were walked.
    await grouped('NODE', shy);
  });

  test('a cursor holds while its own path and others go', async () => {
    const steps = '{ kinds: [CITES], direction: BACKWARD }';
    const before = await walk(['report:winds'], steps);
    await tell(database, 'post brine 2023-01-01\nbrine cites winds');
    const { endCursor } = (await walk(['report:winds'], steps, 'first: 3')).pageInfo;
    const behind = `after: "${before.edges[0].cursor}"`;
    expect((await walk(['report:winds'], steps, behind)).told).toHaveLength(3);
    await database.statements.execute(`delete from entities where slug = 'brine'`);
    expect((await walk(['report:winds'], steps, behind)).told).toEqual(before.told.slice(1));
    expect((await walk(['report:winds'], steps, `after: "${endCursor}"`)).told).toEqual([]);
  });

  test('a hop that has more relations than may be read says so', async () => {
    const page = await walk(['report:storms'], '{ repeat: { most: 2 } }', '', shy);
    expect(page).toMatchObject({ truncated: true, totalCountCapped: true });
    expect(page.totalCount).toBe(page.told.length);
    expect(await walk(['author:ada'], '{}', '', shy)).toMatchObject({ truncated: false, totalCount: 1 });
  });
});

describe('paths', () => {
  const sentence = ({ steps, entities }: { steps: Step[]; entities: { slug: string }[] }) => {
    expect(entities.slice(1).map(({ slug }) => slug)).toEqual(steps.map(({ entity }) => entity.slug));
    return told(entities[0]!.slug, steps);
  };
  const paths = async (from: string, to: string, more = '', of = api) => {
    const { pathSearch, paths } = await of.get(`{
      pathSearch(from: "${from}", to: "${to}" ${more}) { truncated frontier { slug }
        paths { length steps { relation { label } entity { slug } } entities { slug } } }
      paths(from: "${from}", to: "${to}" ${more}) { length } }`);
    expect(pathSearch.paths.map(({ length }: { length: number }) => ({ length }))).toEqual(paths);
    return { ...pathSearch, told: pathSearch.paths.map(sentence) };
  };

  test('come shortest first, each hop read the way the path goes', async () => {
    const { told, truncated, frontier } = await paths('author:ada', 'organisation:met');
    expect(told).toEqual([
      'ada wrote tides cites storms is published by met',
      'ada wrote tides cites storms recommends sirens is implemented by met',
      'ada wrote tides is cited by foam mentions sirens is implemented by met',
    ]);
    expect({ truncated, frontier }).toEqual({ truncated: false, frontier: [] });
  });

  test('are as many as asked for, if there are', async () => {
    expect((await paths('author:ada', 'organisation:met', ', first: 1')).told).toHaveLength(1);
    const all = await paths('author:ada', 'organisation:met', ', first: 20, maxHops: 6');
    expect(new Set(all.told).size).toBe(all.told.length);
    expect(all.told.length).toBeGreaterThan(3);
  });

  test('walk parallel relations one by one', async () => {
    const { told } = await paths('organisation:pier', 'organisation:met', ', maxHops: 2');
    expect(told.toSorted()).toEqual([
      'pier criticises storms is published by met',
      'pier supports storms is published by met',
    ]);
  });

  test('whose search was cut short say where', async () => {
    const { truncated, frontier } = await paths('report:winds', 'report:storms', ', maxHops: 1', shy);
    expect({ truncated, frontier }).toEqual({ truncated: true, frontier: [{ slug: 'winds' }] });
    expect(await paths('author:cam', 'comment:gulls', ', maxHops: 1', shy)).toMatchObject({
      truncated: false,
    });
  });

  test('are sought from the end that has less to read', async () => {
    const { told, truncated } = await paths(
      'post:tides',
      'author:cam',
      ', kinds: [CITES, AUTHORED_BY], maxHops: 3',
      shy,
    );
    expect(told).toEqual(['tides cites winds is cited by gulls is written by cam']);
    expect(truncated).toBe(false);
  });

  test.each([
    ['within fewer hops than there are', 'author:ada', 'organisation:met', ', maxHops: 2'],
    ['along kinds that do not lead there', 'author:ada', 'organisation:met', ', kinds: [CITES, AUTHORED_BY]'],
    ['from an entity to itself', 'author:ada', 'author:ada', ''],
    ['to what has no relation', 'author:ada', 'policy:alone', ''],
    ['from what is not there', 'author:nobody', 'author:ada', ''],
    ['to what is not there', 'author:ada', 'author:nobody', ''],
  ])('there are none %s', async (_, from, to, more) => {
    expect(await paths(from, to, more)).toMatchObject({ paths: [], truncated: false, frontier: [] });
  });

  test('rest on evidence', async () => {
    const { paths } = await api.get(`{ paths(from: "author:ada", to: "report:storms", first: 1) {
      steps { relation { evidence { nodes { quote { exact } verified } } } } } }`);
    expect(
      paths[0].steps.map(
        (step: { relation: { evidence: { nodes: unknown } } }) => step.relation.evidence.nodes,
      ),
    ).toEqual([
      [{ quote: { exact: 'ada wrote tides' }, verified: true }],
      [{ quote: { exact: 'tides cites storms' }, verified: true }],
    ]);
  });
});

describe('a neighbourhood', () => {
  const around = async (args: string, of = api) => {
    const { neighbourhood } = await of.get(`{ neighbourhood(${args}) {
      truncated frontier { slug } entities { distance entity { slug } }
      relations { label source { slug } target { slug } } } }`);
    return {
      truncated: neighbourhood.truncated,
      frontier: neighbourhood.frontier.map(({ slug }: { slug: string }) => slug),
      entities: neighbourhood.entities.map(
        ({ distance, entity }: { distance: number; entity: { slug: string } }) =>
          `${distance} ${entity.slug}`,
      ),
      relations: neighbourhood.relations.map(
        ({ label, source, target }: { label: string; source: { slug: string }; target: { slug: string } }) =>
          `${source.slug} ${label} ${target.slug}`,
      ),
    };
  };

  test('has the entities one hop away, the relations among them, and those that lead on', async () => {
    const { entities, relations, ...rest } = await around('id: "organisation:met"');
    expect(entities[0]).toBe('0 met');
    expect(entities.toSorted()).toEqual(['0 met', '1 bee', '1 sirens', '1 storms']);
    expect(relations.toSorted()).toEqual([
      'bee is affiliated with met',
      'met implements sirens',
      'storms is published by met',
      'storms recommends sirens',
    ]);
    expect(rest.truncated).toBe(false);
    expect(rest.frontier.toSorted()).toEqual(['bee', 'sirens', 'storms']);
  });

  test('comes nearest first, to the depth asked for', async () => {
    const { entities, truncated } = await around('id: "organisation:met", depth: 2');
    const distances = entities.map((entity: string) => Number(entity[0]));
    expect(distances).toEqual(distances.toSorted());
    expect(entities).toContain('2 waves');
    expect(entities).not.toContain('3 winds');
    expect(truncated).toBe(false);
  });

  test('with all there is has nothing beyond it', async () => {
    const { entities, frontier, truncated } = await around(
      'id: "author:cam", depth: 3, kinds: [AUTHORED_BY]',
    );
    expect(entities).toEqual(['0 cam', '1 gulls']);
    expect({ frontier, truncated }).toEqual({ frontier: [], truncated: false });
  });

  test('keeps to its limit, takes from each in turn, and says what has more', async () => {
    const { entities, frontier, truncated } = await around('id: "post:waves", depth: 2, limit: 6');
    expect(entities).toHaveLength(6);
    expect(truncated).toBe(true);
    expect(entities.slice(0, 4).toSorted()).toEqual(['0 waves', '1 bee', '1 storms', '1 winds']);
    expect(frontier).toContain('storms');
    expect((await around('id: "post:waves", limit: 1')).entities).toEqual(['0 waves']);
  });

  test('of what is not there is null', async () => {
    expect(await api.get('{ neighbourhood(id: "post:nowhere") { truncated } }')).toEqual({
      neighbourhood: null,
    });
  });
});

describe('what makes no sense is refused with a code and what was expected', () => {
  const nodes = '{ nodes { slug } }';
  test.each<[string, string, RegExp]>([
    [`traverse(from: ["ada"], steps: [{}]) ${nodes}`, 'BAD_ID', /“ada” is not an id. Expected/],
    [
      `traverse(from: ["author:ada"], steps: []) ${nodes}`,
      'BAD_RANGE',
      /`steps` has 0 steps; expected 1 to 6/,
    ],
    [
      `traverse(from: ["author:ada"], steps: [{}, {}, {}, {}, {}, {}, {}]) ${nodes}`,
      'BAD_RANGE',
      /has 7 steps; expected 1 to 6/,
    ],
    [
      `traverse(from: [${'"author:ada",'.repeat(101)}], steps: [{}]) ${nodes}`,
      'BAD_RANGE',
      /`from` has 101 ids; expected at most 100/,
    ],
    [
      `traverse(from: [], steps: [{}, { repeat: { most: 6 } }]) ${nodes}`,
      'BAD_RANGE',
      /`steps\[1\].repeat.most` is 6; expected 1 to 5/,
    ],
    [
      `traverse(from: [], steps: [{ repeat: { least: 2, most: 1 } }]) ${nodes}`,
      'BAD_RANGE',
      /`steps\[0\].repeat.least` is 2; expected 0 to 1/,
    ],
    [`traverse(from: [], steps: [{ where: { author: "x" } }]) ${nodes}`, 'BAD_ID', /“x” is not an id/],
    [
      `traverse(from: [], steps: [{}], first: 101) ${nodes}`,
      'BAD_RANGE',
      /`first` is 101; expected 1 to 100/,
    ],
    [`traverse(from: [], steps: [{}], after: "x") ${nodes}`, 'BAD_CURSOR', /not a cursor/],
    ...[['2', '1', '7'], ['1'], ['99999999999', '1', '7'], ['1', '1', 'x']].map(
      (place) =>
        [
          `traverse(from: [], steps: [{}], after: "${Buffer.from(JSON.stringify(['HOPS', ...place])).toString('base64url')}") ${nodes}`,
          'BAD_CURSOR',
          /not a cursor/,
        ] as [string, string, RegExp],
    ),
    ['paths(from: "ada", to: "author:ada") { length }', 'BAD_ID', /“ada”/],
    ['paths(from: "author:ada", to: "evidence:1") { length }', 'BAD_ID', /not the id of an entity/],
    [
      'paths(from: "author:ada", to: "author:bee", maxHops: 7) { length }',
      'BAD_RANGE',
      /`maxHops` is 7; expected 1 to 6/,
    ],
    [
      'paths(from: "author:ada", to: "author:bee", maxHops: 0) { length }',
      'BAD_RANGE',
      /`maxHops` is 0; expected 1 to 6/,
    ],
    [
      'pathSearch(from: "author:ada", to: "author:bee", first: 21) { truncated }',
      'BAD_RANGE',
      /`first` is 21; expected 1 to 20/,
    ],
    ['neighbourhood(id: "ada") { truncated }', 'BAD_ID', /“ada”/],
    ['neighbourhood(id: "author:ada", depth: 4) { truncated }', 'BAD_RANGE', /`depth` is 4; expected 1 to 3/],
    [
      'neighbourhood(id: "author:ada", limit: 501) { truncated }',
      'BAD_RANGE',
      /`limit` is 501; expected 1 to 500/,
    ],
  ])('%s', async (field, code, message) => {
    let answer: Awaited<ReturnType<typeof api.ask>> = {};
    const statements = await database.log.during(async () => {
      answer = await api.ask(`{ ${field} }`);
    });
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(statements).toEqual([]);
  });
});

describe('the statements of a walk do not grow with its rows', () => {
  const NAMES = 'relation { label evidence(first: 1) { nodes { quote { exact } } } } entity { name }';
  const named = (statements: string[]) => statements.filter((name) => /^\w+$/.test(name));

  test('a traversal takes one, however long', async () => {
    const walk = (most: number) =>
      database.log.during(() =>
        api.get(`{ traverse(from: ["report:storms", "post:tides"], steps: [{ repeat: { most: ${most} } }], first: 100) {
          totalCount nodes { name } edges { hops path { ${NAMES} } } } }`),
      );
    const [short, long] = [await walk(2), await walk(4)];
    expect(named(long)).toEqual(['report_by_slug', 'post_by_slug', 'traverse', 'evidence']);
    expect(long.toSorted()).toEqual(short.toSorted());
  });

  test('paths take one to a level', async () => {
    const search = (maxHops: number) =>
      database.log.during(() =>
        api.get(`{ paths(from: "author:cam", to: "organisation:met", maxHops: ${maxHops}, first: 20) {
          steps { ${NAMES} } entities { name } } }`),
      );
    for (const maxHops of [3, 5]) {
      const levels = named(await search(maxHops)).filter((name) => name === 'path_level');
      expect(levels.length).toBe(maxHops);
    }
  });

  test('a neighbourhood takes one to a level, and one each for its relations and for what leads on', async () => {
    const look = (limit: number) =>
      database.log.during(() =>
        api.get(`{ neighbourhood(id: "post:tides", depth: 2, limit: ${limit}) {
          truncated frontier { name } entities { distance } relations { label } } }`),
      );
    const [few, many] = [await look(9), await look(500)];
    expect(named(many)).toEqual([
      'post_by_slug',
      'neighbourhood_level',
      'neighbourhood_level',
      'neighbourhood_relations',
      'neighbourhood_frontier',
    ]);
    expect(named(few)).toEqual(named(many));
  });
});
