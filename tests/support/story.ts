/**
 * Graphs written as they are said, one sentence a line:
 *
 *     author ada
 *     report storms 2019-05-01
 *     post tides 2021-03-02
 *     comment gulls on tides
 *     comment terns under gulls
 *     ada wrote tides
 *     tides cites storms
 *
 * Relations are said by the labels of the model, in either direction. Each rests on the sentence that says
 * it, in a capture that holds the story.
 */
import { sql } from 'drizzle-orm';
import { EDGE_KINDS, type EdgeKind, edgeKinds } from '../../src/model/edges.ts';
import { ENTITY_KINDS, isEntityKind } from '../../src/model/entities.ts';
import { sha256 } from '../../src/parse/page.ts';
import { storeCapture } from '../../src/store/captures.ts';
import { type Claim, dateEdges, replaceClaims, type StoredEntity } from '../../src/store/claims.ts';
import { type Database, rowsOf, type Statements, writing } from '../../src/store/database.ts';

const OWN: Readonly<Record<string, string>> = {
  report: `genre`,
  policy: 'type',
};
const OWN_VALUE: Readonly<Record<string, string>> = { report: 'review', policy: 'policy' };

/** Tells the graph a story; entities told of before may be named again. */
export async function tell(database: Database, story: string): Promise<void> {
  await writing(database.statements, async (tx) => {
    const page = { text: story, sha256: sha256(story), file: null, url: null };
    const capture = await storeCapture(tx, page, { parser: 'story/1', gazetteer: '' });
    const claims: Claim[] = [];
    for (const match of story.matchAll(/\S.*/g)) {
      const sentence = match[0].trim();
      const span = { start: match.index, end: match.index + sentence.length };
      const [first = '', slug = '', ...rest] = sentence.split(' ');
      if (first === 'comment') claims.push(...(await addComment(tx, slug, rest, span)));
      else if (isEntityKind(first)) await addEntity(tx, first, slug, rest[0] ?? null);
      else claims.push({ ...(await relationIn(tx, sentence)), method: 'text_match', confidence: 0.9, span });
    }
    await replaceClaims(tx, capture, claims);
    await dateEdges(tx, capture.id);
  });
}

async function addEntity(tx: Statements, kind: string, slug: string, date: string | null): Promise<number> {
  const [entity] = await rowsOf<{ id: number }>(
    tx,
    sql`insert into entities (kind, slug, name, sort_name) values (${kind}, ${slug}, ${slug}, ${slug}) returning id`,
  );
  const columns: Record<string, unknown> = {
    id: entity!.id,
    ...(OWN[kind] && { [OWN[kind]]: OWN_VALUE[kind] }),
    ...(kind === 'post' && { opening: slug, body: `About ${slug}.` }),
    ...(date && { [kind === 'policy' ? 'started_on' : 'published_on']: date }),
  };
  const { table } = ENTITY_KINDS[kind as keyof typeof ENTITY_KINDS];
  await tx.execute(sql`insert into ${table} (${sql.raw(Object.keys(columns).join(', '))})
    values (${sql.join(
      Object.values(columns).map((value) => sql`${value}`),
      sql`, `,
    )})`);
  return entity!.id;
}

async function find(tx: Statements, slug: string): Promise<StoredEntity> {
  const [entity] = await rowsOf<StoredEntity>(tx, sql`select id, kind from entities where slug = ${slug}`);
  if (!entity) throw new Error(`The story has not said what ${slug} is.`);
  return entity;
}

async function addComment(
  tx: Statements,
  slug: string,
  [where = '', place = '']: string[],
  span: Claim['span'],
): Promise<Claim[]> {
  const above = await find(tx, place);
  const [parent] = await rowsOf<{ post_id: number; depth: number }>(
    tx,
    sql`select post_id, depth from comments where id = ${above.id}`,
  );
  const post: StoredEntity = where === 'on' ? above : { id: parent!.post_id, kind: 'post' };
  const [entity] = await rowsOf<{ id: number }>(
    tx,
    sql`insert into entities (kind, slug, name, sort_name) values ('comment', ${slug}, ${slug}, ${slug}) returning id`,
  );
  await tx.execute(sql`
    insert into comments (id, post_id, parent_id, depth, position, body, published_on)
    select ${entity!.id}, ${post.id}, ${where === 'on' ? null : above.id}::bigint, ${where === 'on' ? 0 : parent!.depth + 1},
      (select count(*) + 1 from comments where post_id = ${post.id}), ${`Says ${slug}.`},
      (select published_on from posts where id = ${post.id})`);
  const source: StoredEntity = { id: entity!.id, kind: 'comment' };
  const ground = { source, method: 'markup', confidence: 1, span } as const;
  return [
    { ...ground, kind: 'comments_on', target: post },
    ...(where === 'on' ? [] : [{ ...ground, kind: 'replies_to', target: above } as const]),
  ];
}

async function relationIn(
  tx: Statements,
  sentence: string,
): Promise<Pick<Claim, 'kind' | 'source' | 'target'>> {
  for (const kind of edgeKinds) {
    const { label, inverse } = EDGE_KINDS[kind as EdgeKind];
    for (const [words, backward] of [
      [label, false],
      [inverse, true],
    ] as const) {
      const [subject, object, ...more] = sentence.split(` ${words} `);
      if (!subject || !object || more.length > 0 || subject.includes(' ') || object.includes(' ')) continue;
      const [one, other] = [await find(tx, subject), await find(tx, object)];
      return backward ? { kind, source: other, target: one } : { kind, source: one, target: other };
    }
  }
  throw new Error(`The story says “${sentence}”, which is no kind of edge.`);
}
