import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VocabularyError } from '../../src/errors.ts';
import { allowsEnds } from '../../src/model/edges.ts';
import { sha256 } from '../../src/parse/page.ts';
import { readVocabulary, type VocabularyEntry } from '../../src/vocabulary/vocabulary.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const SEED = join(import.meta.dirname, '../../seed/vocabulary');
const HARBOUR = [
  'harbour-authors.yaml',
  'harbour-organisations.yaml',
  'harbour-reports.yaml',
  'harbour-policies.yaml',
];

function filesOf(folder: string, names: readonly string[]) {
  return names.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

function entryOf(slug: string): VocabularyEntry {
  const { files } = readVocabulary(filesOf(FIXTURES, HARBOUR));
  return files.flatMap(({ entries }) => entries).find((entry) => entry.slug === slug)!;
}

function faultsOf(names: readonly string[]): string[] {
  try {
    readVocabulary(filesOf(FIXTURES, names));
  } catch (error) {
    if (error instanceof VocabularyError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the harbour vocabulary', () => {
  test('keeps each file as a page, with its entries in the order of the file', () => {
    const files = filesOf(FIXTURES, HARBOUR);
    const { files: read } = readVocabulary(files);
    expect(read.map(({ page }) => page)).toEqual(
      files.map(({ path, text }) => ({ text, sha256: sha256(text), file: path, url: null })),
    );
    expect(read.map(({ entries }) => entries.map(({ kind, slug }) => `${kind}:${slug}`))).toEqual([
      ['author:ada-marsh', 'author:tide-gazer'],
      ['organisation:tide-office'],
      ['report:tables-1999'],
      ['policy:dredging'],
    ]);
  });

  test('an entry says where it stands and where its facts come from', () => {
    const { span, ...office } = entryOf('tide-office');
    expect(office).toEqual({
      kind: 'organisation',
      slug: 'tide-office',
      name: 'Tide Office',
      summary: 'Office that publishes tide tables.',
      url: 'https://tides.example/office',
      source: 'https://tides.example',
      columns: {},
      names: [],
      relations: [],
    });
    const [file] = filesOf(FIXTURES, ['harbour-organisations.yaml']);
    const words = file!.text.slice(span.start, span.end);
    expect(words.startsWith('slug: tide-office')).toBe(true);
    expect(words.trimEnd().endsWith('source: https://tides.example')).toBe(true);
  });

  test.each([
    ['tables-1999', { genre: 'study', published: { date: '1999-01-01', precision: 'year' } }],
    [
      'dredging',
      {
        type: 'programme',
        started: { date: '2001-04-09', precision: 'day' },
        ended: { date: '2004-12-31', precision: 'year' },
      },
    ],
    ['ada-marsh', { type: 'person' }],
  ])(
    '%s has the columns of its kind, a beginning as its first day and an end as its last',
    (slug, columns) => {
      expect(entryOf(slug).columns).toEqual(columns);
    },
  );

  test('the name of an entry is one of its names, and rules come in the terms of the model', () => {
    expect(entryOf('ada-marsh').names).toEqual([
      { text: 'Ada Marsh', rule: {} },
      { text: 'Marsh', rule: { with: ['Ada Marsh'], notBefore: ['Lane'] } },
      { text: 'HM', rule: { notBefore: ['<Name>'], from: '2019-01-01', until: '2020-02-29' } },
    ]);
  });

  test.each([
    ['has a bracket', 'tide-gazer', ['Tide Gazer']],
    ['is not to be matched', 'tide-office', []],
  ])('a name that %s is not searched for', (_, slug, names) => {
    expect(entryOf(slug).names.map(({ text }) => text)).toEqual(names);
  });

  test('a relation has its ends, its validity and its very words in the file', () => {
    const [relation] = entryOf('ada-marsh').relations;
    const { span, ...rest } = relation!;
    expect(rest).toEqual({
      kind: 'affiliated_with',
      target: { kind: 'organisation', slug: 'tide-office' },
      role: 'surveyor',
      from: { date: '2019-03-01', precision: 'month' },
      to: { date: '2020-02-29', precision: 'month' },
      source: null,
    });
    const [file] = filesOf(FIXTURES, ['harbour-authors.yaml']);
    expect(file!.text.slice(span.start, span.end)).toBe(
      '{ kind: affiliated_with, target: organisation:tide-office, role: surveyor, from: 2019-03, to: 2020-02 }',
    );
    expect(entryOf('tables-1999').relations[0]!.source).toBe('title page, verso');
  });
});

const DATE = 'expected a date as YYYY, YYYY-MM or YYYY-MM-DD';

test.each<[string, string[]]>([
  ['not-yaml.yaml', ['4: found text that is not YAML (Map keys must be unique), expected a mapping']],
  ['unknown-anchor.yaml', ['4: found *ada, expected the text itself']],
  ['empty.yaml', ['1: found nothing, expected a mapping']],
  ['list-not-mapping.yaml', ['1: found a list, expected a mapping']],
  ['unknown-kind.yaml', ['1: kind: found "ship", expected one of author, organisation, report, policy']],
  ['no-entries.yaml', ['1: entries: found nothing, expected a list of entries']],
  [
    'unknown-field.yaml',
    [
      '8: entries: found shoe_size, expected one of slug, name, match_name, type, url, summary, source, aliases, relations',
    ],
  ],
  [
    'unknown-rule.yaml',
    [
      '9: entries.aliases: found near, expected one of text, after, not_after, before, not_before, with, from, until',
    ],
  ],
  ['missing-source.yaml', ['3: entries.source: found nothing, expected text']],
  [
    'bad-slug.yaml',
    ['3: entries.slug: found "Ada_Marsh", expected a slug in kebab-case, such as review-of-drugs'],
  ],
  ['bad-type.yaml', ['5: entries.type: found "robot", expected one of person, pseudonym, collective']],
  ['bad-url.yaml', ['8: entries.url: found "tides.example", expected a web address']],
  [
    'bad-date.yaml',
    [`6: entries.started: found "2001-02-30", ${DATE}`, `7: entries.ended: found "spring 2004", ${DATE}`],
  ],
  [
    'bad-context.yaml',
    [
      '10: entries.aliases.with: found "<Name>", expected words; <Name> and <Country> are for after and before alone',
    ],
  ],
  [
    'unknown-placeholder.yaml',
    [
      '10: entries.aliases.after: found "in <Contry>", expected words, of which <Name> and <Country> alone stand in angle brackets',
    ],
  ],
  ['bad-match-name.yaml', ['8: entries.match_name: found "never", expected one of true, false']],
  ['aliases-not-a-list.yaml', ['8: entries.aliases: found "Ada", expected a list of aliases']],
  [
    'unknown-relation.yaml',
    [
      '9: entries.relations.kind: found "admires", expected one of authored_by, published_by, commissioned_by, ' +
        'cites, mentions, responds_to, reproduces, supports, criticises, recommends, implements, ' +
        'affiliated_with, part_of, supersedes, comments_on, replies_to',
    ],
  ],
  [
    'bad-target.yaml',
    [
      '9: entries.relations.target: found "tide-office", expected an id as kind:slug, such as author:carol-black',
    ],
  ],
  ['undefined-target.yaml', ['9: found organisation:moon-office, expected an entity that an entry defines']],
  [
    'wrong-ends.yaml',
    ['8: found implements for organisation → organisation, expected one of organisation → policy'],
  ],
  [
    'duplicate-slug.yaml',
    ['9: found author:bo-reed again, expected it once (it is at duplicate-slug.yaml:3)'],
  ],
  [
    'overlapping-dates.yaml',
    [
      '17: found "Silt Report" for report:silt-two and, at overlapping-dates.yaml:9, for report:silt-one, ' +
        'expected from and until, or after, before or with, to tell them apart',
    ],
  ],
  [
    'several-faults.yaml',
    [
      '3: entries.slug: found "ada--marsh", expected a slug in kebab-case, such as review-of-drugs',
      '5: entries.type: found "robot", expected one of person, pseudonym, collective',
      '9: entries.source: found nothing, expected text',
      '13: entries: found hobby, expected one of slug, name, match_name, type, url, summary, source, aliases, relations',
    ],
  ],
])('%s is refused: what was found, what was expected, and where', (name, faults) => {
  expect(faultsOf([name])).toEqual(faults.map((fault) => `${name}:${fault}`));
});

test('a relation written over several lines is refused, as its line is to be quoted', () => {
  expect(faultsOf([...HARBOUR, 'relation-over-lines.yaml'])).toEqual([
    'relation-over-lines.yaml:9: relations: found a mapping over lines, expected { … } on one line',
  ]);
});

test('a name shared across files is refused with both places, whatever its case', () => {
  expect(faultsOf([...HARBOUR, 'shared-name.yaml'])).toEqual([
    'shared-name.yaml:9: found "DREDGING" for report:dredging-report and, at harbour-policies.yaml:4, for ' +
      'policy:dredging, expected from and until, or after, before or with, to tell them apart',
  ]);
});

test('a name may be shared when dates or conditions tell the entities apart', () => {
  expect(faultsOf(['told-apart.yaml'])).toEqual([]);
});

test('the faults of all files are told at once, and targets are not missed while a file is broken', () => {
  const faults = faultsOf(['bad-type.yaml', 'harbour-reports.yaml', 'duplicate-slug.yaml']);
  expect(faults.map((fault) => fault.split(': ', 1)[0])).toEqual([
    'bad-type.yaml:5',
    'duplicate-slug.yaml:9',
  ]);
});

test.each([
  ['policy', 'type: scheme', 'Lamp allowance', 'lamp allowance'],
  ['policy', 'type: scheme', 'Sailors’ homes', 'sailors’ homes'],
  ['policy', 'type: scheme', 'Lamp Fund', 'Lamp Fund'],
  ['policy', 'type: scheme', 'Lamps', 'Lamps'],
  ['report', 'genre: review', 'Lamp allowance', 'Lamp allowance'],
])('of a %s with %s, %j is looked for as %j', (kind, column, name, text) => {
  const entry = `{ slug: lamp, name: ${name}, ${column}, summary: For the test., source: the test }`;
  const { files } = readVocabulary([{ path: 'lamps.yaml', text: `kind: ${kind}\nentries:\n  - ${entry}\n` }]);
  expect(files[0]!.entries[0]!.names).toEqual([{ text, rule: {} }]);
});

describe('the seed vocabulary', () => {
  const names = readdirSync(SEED).filter((name) => name.endsWith('.yaml'));
  const { files } = readVocabulary(filesOf(SEED, names));
  const entries = files.flatMap((file) => file.entries);

  test.each([
    ['author', 1672],
    ['organisation', 1914],
    ['report', 1776],
    ['policy', 859],
  ])('has its %s entries', (kind, count) => {
    expect(entries.filter((entry) => entry.kind === kind)).toHaveLength(count);
  });

  test('quotes a line of its file for each of its relations', () => {
    const relations = files.flatMap(({ page, entries }) =>
      entries.flatMap((entry) => entry.relations.map((relation) => ({ page, entry, relation }))),
    );
    expect(relations).toHaveLength(3692);
    for (const { page, entry, relation } of relations) {
      const words = page.text.slice(relation.span.start, relation.span.end);
      const { kind, target } = relation;
      expect(words).toMatch(
        new RegExp(`^\\{ kind: ${kind}, target: ${target.kind}:${target.slug}\\b.* \\}$`),
      );
      expect(allowsEnds(kind, entry.kind, target.kind)).toBe(true);
    }
  });

  test('puts both parts of the review of drugs in the review, each with its day', () => {
    const parts = entries.filter((entry) =>
      entry.relations.some(
        ({ kind, target }) => kind === 'part_of' && target.slug === 'independent-review-of-drugs',
      ),
    );
    expect(parts.map(({ slug, columns }) => [slug, columns])).toEqual([
      ['review-of-drugs-part-one', { genre: 'review', published: { date: '2020-02-27', precision: 'day' } }],
      ['review-of-drugs-part-two', { genre: 'review', published: { date: '2021-07-08', precision: 'day' } }],
    ]);
  });
});
