import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowsEnds, EDGE_KINDS, edgeKinds, edgeRules, referenceKind } from '../../src/model/edges.ts';
import { documentKinds, ENTITY_KINDS, entityKinds } from '../../src/model/entities.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});

async function addEntity(kind: string, slug: string): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(
    database.statements,
    sql`insert into entities (kind, slug, name, sort_name) values (${kind}, ${slug}, ${slug}, ${slug}) returning id`,
  );
  return row!.id;
}

describe.each(entityKinds)('the kind %s', (kind) => {
  const spec = ENTITY_KINDS[kind];

  test('says what it is, in a sentence and in a standard term', () => {
    expect(spec.kind).toBe(kind);
    expect(spec.description).toMatch(/^An? .+\.$/);
    expect(spec.iri).toMatch(/^[a-z]+:[A-Za-z]+$/);
    expect(spec.typeName.toLowerCase()).toBe(kind);
  });

  test('has a table of its own, named in the plural, that holds only its kind', async () => {
    expect(getTableName(spec.table)).toBe(spec.plural);
    const other = entityKinds.find((candidate) => candidate !== kind)!;
    const id = await addEntity(other, `not-a-${kind}`);
    await expect(
      database.statements.execute(sql`insert into ${spec.table} (id, kind) values (${id}, ${other})`),
    ).rejects.toThrow();
  });

  test('has date and body exactly when it is a document', () => {
    const columns = Object.keys(getTableColumns(spec.table));
    expect(columns.includes('publishedOn') && columns.includes('body')).toBe(spec.document);
    expect(documentKinds.includes(kind)).toBe(spec.document);
  });

  test('can be referred to by a document, as a citation or a mention', () => {
    if (kind === 'comment') expect(allowsEnds('cites', 'post', 'comment')).toBe(false);
    else expect(allowsEnds(referenceKind(kind), 'comment', kind)).toBe(true);
  });
});

describe.each(edgeKinds)('the kind of edge %s', (kind) => {
  const spec = EDGE_KINDS[kind];

  test('reads in both directions and says what it means', () => {
    expect(spec.label).toMatch(/^[a-z ]+$/);
    expect(spec.inverse).toMatch(/^[a-z ]+$/);
    expect(spec.label).not.toBe(spec.inverse);
    expect(spec.description).toMatch(/^[A-Z].+\.$/);
    expect(spec.iri).toMatch(/^[a-z]+:[A-Za-z]+$/);
  });

  test('is stored between the ends it allows and refused by the database between all others', async () => {
    const ids = new Map<string, [number, number]>();
    for (const end of entityKinds) {
      ids.set(end, [await addEntity(end, `${kind}-a`), await addEntity(end, `${kind}-b`)]);
    }
    for (const source of entityKinds) {
      for (const target of entityKinds) {
        const insert = database.statements.execute(sql`/* edge */
          insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method)
          values (${kind}, ${ids.get(source)![0]}, ${source}, ${ids.get(target)![1]}, ${target}, 1, 'curated')`);
        if (allowsEnds(kind, source, target)) await insert;
        else await expect(insert, `${source} ${kind} ${target}`).rejects.toThrow();
      }
    }
  });
});

test('the rules in the database are those of the model, each once', async () => {
  const stored = await rowsOf<{ rule: string }>(
    database.statements,
    sql`select concat_ws(' ', kind, source_kind, target_kind) as rule from edge_rules`,
  );
  const rules = edgeRules().map(({ kind, sourceKind, targetKind }) => `${kind} ${sourceKind} ${targetKind}`);
  expect(new Set(rules).size).toBe(rules.length);
  expect(stored.map(({ rule }) => rule).sort()).toEqual(rules.sort());
});

test('an edge from an entity to itself is refused', async () => {
  const id = await addEntity('report', 'alone');
  await expect(
    database.statements.execute(sql`
      insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method)
      values ('part_of', ${id}, 'report', ${id}, 'report', 1, 'curated')`),
  ).rejects.toThrow();
});
