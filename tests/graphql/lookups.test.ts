import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../src/store/database.ts';
import { apiOver } from '../support/api.ts';
import { alterableDatabase, testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(
    database,
    `author ada
     organisation met
     report storms 2019-05-01
     policy sirens 2018-01-01
     post tides 2021-03-02
     comment gulls on tides
     ada wrote tides
     tides cites storms`,
  );
  await database.statements.execute(
    sql`insert into past_slugs (kind, slug, entity_id) select kind, 'tempests', id from entities where slug = 'storms'`,
  );
});

describe('an entity is found', () => {
  test.each([
    ['author', 'ada', 'Author'],
    ['organisation', 'met', 'Organisation'],
    ['report', 'storms', 'Report'],
    ['policy', 'sirens', 'Policy'],
    ['post', 'tides', 'Post'],
  ])('by the slug of a %s', async (kind, slug, typeName) => {
    const data = await api.get(`{ it: ${kind}(slug: "${slug}") { __typename id kind slug name } }`);
    expect(data.it).toEqual({
      __typename: typeName,
      id: `${kind}:${slug}`,
      kind: kind.toUpperCase(),
      slug,
      name: slug,
    });
  });

  test('by its id, as a node, an entity or a comment', async () => {
    const data = await api.get(`{
      node(id: "comment:gulls") { id __typename }
      entity(id: "comment:gulls") { name kind }
      comment(id: "comment:gulls") { post { id } } }`);
    expect(data).toEqual({
      node: { id: 'comment:gulls', __typename: 'Comment' },
      entity: { name: 'gulls', kind: 'COMMENT' },
      comment: { post: { id: 'post:tides' } },
    });
  });

  test('by a slug that it once had, and answers with the one it has', async () => {
    const { report, node } = await api.get(
      '{ report(slug: "tempests") { id } node(id: "report:tempests") { id } }',
    );
    expect([report, node]).toEqual([{ id: 'report:storms' }, { id: 'report:storms' }]);
  });
});

test('what is not there is null', async () => {
  const data = await api.get(`{
    report(slug: "calm") { id } author(slug: "storms") { id } comment(id: "comment:terns") { id }
    node(id: "report:calm") { id } entity(id: "policy:calm") { id }
    evidence: node(id: "evidence:999999") { id } capture: node(id: "capture:${'0'.repeat(64)}") { id }
    relation: node(id: "relation:post/tides:mentions:author/ada") { id }
    nodes(ids: ["post:tides", "post:none", "author:ada"]) { id } }`);
  expect(data).toEqual({
    report: null,
    author: null,
    comment: null,
    node: null,
    entity: null,
    evidence: null,
    capture: null,
    relation: null,
    nodes: [{ id: 'post:tides' }, null, { id: 'author:ada' }],
  });
});

test('every relation, quote and capture is found again by its own id', async () => {
  const { entity } = await api.get(`{ entity(id: "post:tides") { relations { nodes {
    id evidence { nodes { id capture { id } } } } } } }`);
  const ids = entity.relations.nodes.flatMap(
    ({ id, evidence }: { id: string; evidence: { nodes: { id: string; capture: { id: string } }[] } }) => [
      id,
      ...evidence.nodes.flatMap((node) => [node.id, node.capture.id]),
    ],
  );
  expect(ids).toContain('relation:post/tides:cites:report/storms');
  expect(ids).toHaveLength(9);
  const { nodes } = await api.get('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
});

test('a relation reads from either end', async () => {
  const { post, report } = await api.get(`{
    post(slug: "tides") { cites { nodes { label source { id } target { id } occurredOn } } }
    report(slug: "storms") { citedBy { nodes { label source { id } target { id } occurredOn } } } }`);
  const relation = {
    source: { id: 'post:tides' },
    target: { id: 'report:storms' },
    occurredOn: '2021-03-02',
  };
  expect(post.cites.nodes).toEqual([{ ...relation, label: 'cites' }]);
  expect(report.citedBy.nodes).toEqual([{ ...relation, label: 'is cited by' }]);
});

describe('what is no id is BAD_ID, and asks nothing of the database', () => {
  test.each([
    'nonsense',
    '',
    'report',
    'report:',
    'reports:storms',
    'report:Storms',
    'report:a:b',
    'report:../etc',
    "report:x' or 1=1",
    'evidence:x',
    'evidence:0',
    'evidence:99999999999999999999',
    'capture:abc',
    'relation:post/tides:cites',
    'relation:post/tides:hates:report/storms',
    'relation:tides:cites:storms',
    '\u0000',
  ])('%j', async (id) => {
    let answer: Awaited<ReturnType<typeof api.ask>> = {};
    const statements = await database.log.during(async () => {
      answer = await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    });
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_ID' } });
    expect(answer.errors?.[0]?.message).toContain('Expected `kind:slug`');
    expect(statements).toEqual([]);
  });

  test('nor is the id of something else an entity or a comment', async () => {
    const { errors } = await api.ask('{ entity(id: "evidence:1") { id } comment(id: "post:tides") { id } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_ID', 'BAD_ID']);
  });
});

test('more ids than a page may have rows are refused', async () => {
  const ids = Array.from({ length: 101 }, (_, i) => `post:p${i}`);
  const { errors } = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_RANGE' } });
});

test('a day that is none is refused with what was expected', async () => {
  const { errors } = await api.ask('{ posts(where: { publishedFrom: "2021-02-30" }) { totalCount } }');
  expect(errors?.[0]?.message).toMatch(/2021-02-30.*expected a day/);
});

test('a fault of ours is masked, and logged under the id that the client is given, without values', async () => {
  const broken = await alterableDatabase();
  const { ask, faults } = apiOver(broken);
  await broken.statements.execute(sql`alter view entities rename column slug to gone`);
  const { errors } = await ask('{ report(slug: "secret-words") { id } }');
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
  expect(errors?.[0]?.message).not.toMatch(/select|column|secret/);
  expect(faults).toMatchObject([{ requestId: errors?.[0]?.extensions.requestId, sqlState: '42703' }]);
  expect(JSON.stringify(faults)).not.toMatch(/secret/);
});

test('names are listed A to Z, whatever they begin with', async () => {
  await rowsOf(
    database.statements,
    sql`insert into entities (kind, slug, name, sort_name)
    values ('author', 'bee', '''Bee', 'bee') returning id`,
  ).then(([row]) =>
    database.statements.execute(sql`insert into authors (id) values (${(row as { id: number }).id})`),
  );
  const { authors } = await api.get('{ authors { nodes { name type } } }');
  expect(authors.nodes).toEqual([
    { name: 'ada', type: 'PERSON' },
    { name: "'Bee", type: 'PERSON' },
  ]);
});
