import { expect, test } from 'vitest';
import { readGraph } from '../../src/evaluate/graph.ts';
import { testDatabase } from '../support/database.ts';
import { learn, readPage } from '../support/reading.ts';

const PAGE = [
  'Tuesday 2 February 2021',
  '',
  'A Good Day 🌊',
  '',
  'Nobody 🌊 spoke at first.',
  'Then the Guild of Pilots did,',
  'and the Guild of Pilots again.',
  '',
  'No comments:',
].join('\r\n');

test('a graph is read with names, bodies and the lines on which words stand', async () => {
  const database = await testDatabase();
  await learn(
    database,
    [
      'kind: organisation',
      'entries:',
      '  - slug: pilots',
      '    name: Guild of Pilots',
      '    summary: Those who steer.',
      '    source: a sign on the quay',
      '    aliases: [the Guild]',
    ].join('\n'),
  );
  await readPage(database, PAGE, 'good-day.txt');
  const { entities, posts, edges } = await readGraph(database.statements);

  const pilots = entities.find(({ slug }) => slug === 'pilots')!;
  expect(pilots.names).toEqual(['Guild of Pilots', 'Guild of Pilots', 'the Guild']);
  expect(posts).toMatchObject([
    { title: 'A Good Day 🌊', date: '2021-02-02', place: { file: 'good-day.txt', line: 5 } },
  ]);
  expect(posts[0]!.body).toContain('Nobody 🌊 spoke');
  expect(edges).toEqual([
    {
      kind: 'mentions',
      source: posts[0]!.id,
      target: pilots.id,
      evidence: [
        { file: 'good-day.txt', line: 6, quote: 'Guild of Pilots' },
        { file: 'good-day.txt', line: 7, quote: 'Guild of Pilots' },
      ],
    },
  ]);
});
