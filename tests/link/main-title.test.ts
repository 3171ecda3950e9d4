import { describe, expect, test } from 'vitest';
import type { KnownReport } from '../../src/link/gazetteer.ts';
import { link } from '../../src/link/link.ts';
import { type Entry, entity, gazetteerOf, said, written } from './written-page.ts';

const names: Entry[] = [
  ['report:track', 'Off Track: how the boats were lost'],
  ['report:lamp', 'The Lamp Oil: a survey'],
  ['report:plain', 'Lamps: a survey'],
  ['report:small', 'Life on board: a survey'],
  ['report:wall', 'Sea Wall: a survey'],
  ['report:weather', 'Bad Weather: one view'],
  ['report:weather-two', 'Bad Weather: another view'],
  ['policy:wall', 'Sea Wall'],
  ['organisation:trust', 'Harbour Trust'],
  ['organisation:trust', 'HT', { with: ['harbour'] }],
];
const reports = ['track', 'lamp', 'plain', 'small', 'wall', 'weather', 'weather-two'].map(
  (slug): KnownReport => ({
    entity: { kind: 'report', slug },
    genre: 'study',
    published: null,
    authors: [],
    publishers: [entity('organisation:trust')],
    series: null,
  }),
);
const cited = (body: string) =>
  said(link(written({ body }), gazetteerOf(names, [], reports))).filter((place) => place.startsWith('cites'));

describe('the main title of a report', () => {
  test.each([
    [
      'counts where its publisher is named',
      'The Harbour Trust’s Off Track is out.',
      'cites report:track "Off Track"',
    ],
    ['counts without its article', 'The Harbour Trust has Lamp Oil.', 'cites report:lamp "Lamp Oil"'],
  ])('%s', (_, body, expected) => {
    expect(cited(body)).toEqual([expected]);
  });

  test.each([
    ['without the publisher', 'We read Off Track.'],
    ['without its capitals', 'The Harbour Trust is off track.'],
    ['of one word', 'The Harbour Trust has Lamps.'],
    ['that is no title by its capitals', 'The Harbour Trust on Life on board.'],
    ['that is another’s name', 'The Harbour Trust has a Sea Wall.'],
    ['of two reports', 'The Harbour Trust on Bad Weather.'],
  ])('does not count %s', (_, body) => {
    expect(cited(body)).toEqual([]);
  });
});
