import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import * as documents from '../../explorer/api/queries.ts';
import { relationsByEnds } from '../../explorer/schema/schema.ts';
import { queryOf } from '../../explorer/share/query-text.ts';
import { downloadsOf, LANGUAGES } from '../../explorer/share/snippets.ts';
import { START } from '../../explorer/state/address.ts';
import { conditionsOf } from '../../explorer/state/filter.ts';
import { readSelection } from '../../src/export/parameters.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const faults = (query: string) => validate(schema, parse(query)).map(({ message }) => message);

test.each(Object.entries({ ...documents, relationsByEnds }))(
  'the API understands what the explorer asks: %s',
  (_name, document) => {
    expect(faults(document as unknown as string)).toEqual([]);
  },
);

const VIEWS = {
  'the beginning': START,
  'an entity': { ...START, at: 'report:review' },
  'an entity under filters': {
    ...START,
    at: 'report:review',
    without: ['MENTIONS' as const],
    hidden: ['COMMENT' as const],
    confidence: 0.8,
    years: [2019, 2021] as const,
  },
  'a relation': { ...START, at: 'relation:post/a:cites:report/b' },
};

describe.each(Object.entries(VIEWS))('the query to copy of %s', (_name, view) => {
  const query = queryOf(view);

  test('is one that the API understands', () => {
    expect(faults(query)).toEqual([]);
  });

  test('stands whole in the program of every language', () => {
    expect(JSON.parse(LANGUAGES.curl(query, 'http://x').split('\n')[1]!)).toEqual({ query });
    expect(LANGUAGES.Python(query, 'http://x')).toContain(query);
    expect(LANGUAGES.R(query, 'http://x')).toContain(query);
  });
});

test('the query to copy has the conditions of the view', () => {
  const query = queryOf(VIEWS['an entity under filters']);
  expect(query).not.toContain('MENTIONS');
  expect(query).toContain('CITES');
  expect(query).toContain('minConfidence: 0.8, occurredFrom: "2019-01-01", occurredTo: "2021-12-31"');
});

test('files have the conditions of the view, as exports take them', () => {
  const conditions = conditionsOf(VIEWS['an entity under filters']);
  const [graph, , relations, entities] = downloadsOf(conditions).map(({ href }) => new URL(href, 'http://x'));
  for (const { searchParams } of [graph!, relations!]) {
    const { filters } = readSelection('graph', [...searchParams]);
    expect(filters).toMatchObject({
      minConfidence: 0.8,
      occurredFrom: '2019-01-01',
      occurredTo: '2021-12-31',
    });
    expect(filters.kinds).not.toContain('mentions');
    expect(filters.types).not.toContain('comment');
  }
  expect(readSelection('entities', [...entities!.searchParams]).filters.kinds).not.toContain('comment');
  expect(downloadsOf(conditionsOf(START)).map(({ href }) => href)).toContain('/export/graph.gexf');
});
