import { expect, test } from 'vitest';
import type { Candidate } from '../../src/link/candidates.ts';
import { draftOf } from '../../src/vocabulary/draft.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';

const candidate = (kind: Candidate['kind'], name: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ kind, name, acronym: null, role: null, count: 1, documents: 1, contexts: [] },
  ...more,
});

/** The entries of a draft, as they are read where nobody has changed a word. */
function drafted(...candidates: Candidate[]) {
  const files = draftOf(candidates)
    .split('\n---\n')
    .map((text, i) => ({ path: `${i}.yaml`, text }));
  return readVocabulary(files).files.flatMap(({ entries }) => entries);
}

test('a file for each kind says what it is for, and where each name stands', () => {
  const words = 'says Ada Marsh # "of" the Trust';
  const draft = draftOf([
    candidate('report', 'Tide Review'),
    candidate('author', 'Ada Marsh', {
      role: 'chair of the Trust',
      contexts: [
        { file: 'pages/docks.txt', date: '2021-02-02', words },
        { file: null, date: null, words: 'Ada Marsh left' },
      ],
    }),
  ]);
  expect(draft).toBe(`# For authors.yaml.
kind: author
entries:
  # ${words}
  # Ada Marsh left
  - slug: ada-marsh
    name: "Ada Marsh"
    type: person
    summary: "chair of the Trust (to be written)."
    source: "page pages/docks.txt, 2021-02-02 post"
---
# For reports.yaml.
kind: report
entries:
  - slug: tide-review
    name: "Tide Review"
    genre: review
    summary: "To be written."
    source: "page (unnamed)"`);
});

test.each<[Candidate['kind'], string, object]>([
  ['report', 'Tide Inspection', { genre: 'inspection' }],
  ['report', 'Tide White Paper 2013', { genre: 'white_paper' }],
  ['report', 'Tide SURVEY', { genre: 'study' }],
  ['report', 'Survey of the Tides', { genre: 'review' }],
  ['policy', 'Harbour Act 1964', { type: 'law' }],
  ['author', 'Ada Bell', { type: 'person' }],
  ['author', "'Old Salt", { type: 'pseudonym' }],
  ['policy', 'Curfew Requirements', { type: 'sentence' }],
  ['policy', 'Tide Pilot', { type: 'scheme' }],
  ['policy', 'Dock Safety Fund', { type: 'policy' }],
  ['author', 'Ada Marsh', { type: 'person' }],
  ['organisation', 'Tide Trust', {}],
])('the last word of a name tells what it is: %s %s', (kind, name, columns) => {
  expect(drafted(candidate(kind, name))).toMatchObject([{ kind, name, columns }]);
});

test('names may hold any sign', () => {
  const names = [
    '"Tide Gate": a Review',
    "Review #1 of O'Neill",
    'Back\\slash & {Brace} Review',
    '- Review',
    '漢',
  ];
  expect(drafted(...names.map((name) => candidate('report', name))).map(({ name }) => name)).toEqual(names);
});

test('an acronym counts beside the name alone', () => {
  const [entry] = drafted(candidate('policy', 'Dock "Safety" Fund', { acronym: 'DSF' }));
  expect(entry!.names).toContainEqual({ text: 'DSF', rule: { with: ['Dock "Safety" Fund'] } });
});

test('names that give the same slug get different ones', () => {
  const names = ['Tide Review', 'Tide Review 2', 'Tide: Review', 'Tide-Review'];
  const slugs = [...draftOf(names.map((name) => candidate('report', name))).matchAll(/slug: (.*)/g)];
  expect(slugs.map(([, slug]) => slug)).toEqual([
    'tide-review',
    'tide-review-2',
    'tide-review-3',
    'tide-review-4',
  ]);
});

test('without candidates there is nothing to say', () => {
  expect(draftOf([])).toBe('');
});
