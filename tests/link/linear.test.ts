import { expect, test } from 'vitest';
import type { KnownReport } from '../../src/link/gazetteer.ts';
import { link } from '../../src/link/link.ts';
import { entity, gazetteerOf, written } from './written-page.ts';

function part(slug: string, published: string, series: string | null): KnownReport {
  return {
    entity: entity(`report:${slug}`),
    genre: 'review',
    published: { date: published, precision: 'day' },
    authors: [entity('author:bell')],
    publishers: [],
    series: series === null ? null : entity(`report:${series}`),
  };
}

const gazetteer = gazetteerOf(
  [
    ['organisation:ott', 'Office of Tides and Tests'],
    ['report:tides', 'Review of Tides'],
  ],
  [],
  [
    part('tides', '2020-02-27', null),
    part('tides-one', '2020-02-27', 'tides'),
    part('tides-two', '2021-07-08', 'tides'),
  ],
);

test.each([
  [
    'parts by their number, before reports by their names',
    `${'Part one. '.repeat(80_000)}${'Review of Tides. '.repeat(80_000)}`,
  ],
  ['names in paragraphs of quotation', '> The Review of Tides is out.\n'.repeat(160_000)],
  ['an acronym in addresses', `Office of Tides and Tests (OTT). ${'https://a.org/OTT '.repeat(80_000)}`],
  ['acronyms that are spelled out', 'The Office of Tides and Tests (OTT) met. '.repeat(80_000)],
])('a text is linked in time linear in its length: %s', (_, body) => {
  const started = process.cpuUsage();
  link(written({ body }), gazetteer);
  const { user } = process.cpuUsage(started);
  // In microseconds; a quadratic search takes longer than that, and minutes for the largest page.
  expect(user).toBeLessThan(15_000_000);
});
