import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FoldedText } from '../../src/link/fold.ts';
import { link } from '../../src/link/link.ts';
import { allowsEnds } from '../../src/model/edges.ts';
import { entityKinds } from '../../src/model/entities.ts';
import { runs } from '../support/runs.ts';
import { type Entry, gazetteerOf, postOf, type Written, written } from './written-page.ts';

/** Texts in which few letters meet often: names, parts of names, and what may stand around them. */
const words = fc.constantFrom(
  'Napo',
  'napo',
  'HMI',
  'HMIs',
  'Ada',
  'Bell',
  'bell',
  'drug',
  'Drug',
  'policy',
  'é',
  'O’Brien',
  '’s',
  "'",
  '-',
  '.',
  '(',
  'https://a.org/Napo',
  'a@b.org',
);
const gaps = fc.constantFrom(' ', ' ', ' ', '\u00a0', '\n', '\n\n', '', '  ');
const text = fc
  .array(fc.tuple(words, gaps), { maxLength: 30 })
  .map((parts) => parts.map(([word, gap]) => word + gap).join(''));
const name = fc
  .array(fc.constantFrom('Napo', 'HMI', 'Ada', 'Bell', 'drug', 'policy', 'O’Brien', "'Napo", 'Drug-policy'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(' '));
const rule = fc.record(
  {
    notBefore: fc.constant(['<Name>', 'policy']),
    after: fc.constant(['Drug', 'HMI']),
    with: fc.constant(['Ada Bell']),
    from: fc.constant('2020-01-01'),
  },
  { requiredKeys: [] },
);
const target = fc
  .tuple(
    fc.constantFrom('author', 'organisation', 'report', 'policy', 'post'),
    fc.constantFrom('a', 'b', 'c'),
  )
  .map((parts) => parts.join(':'));
const entries: fc.Arbitrary<Entry[]> = fc.array(fc.tuple(target, name, rule), { maxLength: 12 });
const page: fc.Arbitrary<Written> = fc.record(
  {
    title: name,
    date: fc.constantFrom('2019-01-01', '2021-01-01'),
    byline: name,
    body: fc.array(text, { maxLength: 3 }),
    note: text,
    comments: fc.array(fc.record({ text, signature: name }), { maxLength: 3 }),
  },
  { requiredKeys: ['body'] },
);

const folded = (words_: string) => new FoldedText(words_).caseless;

describe('every reference', () => {
  test('stands on the page, in order, and allows its ends', () => {
    fc.assert(
      fc.property(page, entries, (said, names) => {
        const linked = link(written(said), gazetteerOf(names));
        const documents = [
          { kind: 'post' as const, ...postOf(linked) },
          ...postOf(linked).comments.map((comment) => ({ kind: 'comment' as const, ...comment })),
        ];
        for (const { kind, references } of documents) {
          let last = 0;
          for (const reference of references) {
            expect(allowsEnds(reference.kind, kind, reference.target.kind)).toBe(true);
            expect(reference.confidence).toBeGreaterThan(0);
            expect(reference.confidence).toBeLessThanOrEqual(1);
            expect(reference.span.start).toBeGreaterThanOrEqual(last);
            expect(reference.span.end).toBeGreaterThan(reference.span.start);
            expect(reference.span.end).toBeLessThanOrEqual(linked.parsed.page.text.length);
            last = reference.span.start;
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('by name has the words of a name of its target, in its own document', () => {
    fc.assert(
      fc.property(page, entries, (said, names) => {
        const linked = link(written(said), gazetteerOf(names));
        const { text: whole } = linked.parsed.page;
        const post = postOf(linked);
        const inside = (passages: readonly string[], reference: string) =>
          passages.some((passage) => passage.includes(reference));
        const documents = [
          {
            references: post.references,
            texts: [post.post.title, post.post.body.text, post.post.note?.text],
          },
          ...post.comments.map(({ comment, references }) => ({ references, texts: [comment.body.text] })),
        ];
        for (const { references, texts } of documents)
          for (const {
            method,
            target: { kind, slug },
            span,
          } of references) {
            if (method !== 'text_match') continue;
            const exact = whole.slice(span.start, span.end);
            const known = names
              .filter(([entity]) => entity === `${kind}:${slug}`)
              // An author may be called by surname, the last word of a name.
              .flatMap(([, name_]) => (kind === 'author' ? [name_, name_.split(' ').at(-1)!] : [name_]))
              .map(folded);
            expect(
              [folded(exact), folded(exact).replace(/s$/, '')].some((words_) => known.includes(words_)),
            ).toBe(true);
            expect(
              inside(
                texts.filter((text_) => typeof text_ === 'string'),
                exact,
              ),
            ).toBe(true);
          }
      }),
      { numRuns: runs(100) },
    );
  });
});

test('the same page and gazetteer always give the same', () => {
  fc.assert(
    fc.property(page, entries, (said, names) => {
      const once = link(written(said), gazetteerOf(names));
      const gazetteer = gazetteerOf(names);
      link(written(said), gazetteer);
      const again = link(written(said), gazetteer);
      expect(JSON.stringify(again.posts)).toBe(JSON.stringify(once.posts));
    }),
    { numRuns: runs(100) },
  );
});

test('the order of the gazetteer changes no reference', () => {
  fc.assert(
    fc.property(page, entries, (said, names) => {
      const forwards = link(written(said), gazetteerOf(names));
      const backwards = link(written(said), gazetteerOf(names.toReversed()));
      expect(postOf(backwards).references).toEqual(postOf(forwards).references);
    }),
    { numRuns: runs(100) },
  );
});

test('one name alone is found wherever a plain search finds it', () => {
  fc.assert(
    fc.property(text, name, (body, only) => {
      const linked = link(written({ body }), gazetteerOf([['organisation:it', only]]));
      const found = postOf(linked).references.map(({ span }) =>
        linked.parsed.page.text.slice(span.start, span.end),
      );
      expect(found.map(folded)).toEqual(plainSearch(body, only));
    }),
    { numRuns: runs(500) },
  );
});

/** What the matcher does, said another way: addresses blanked out, everything made plain, a pattern tried. */
function plainSearch(body: string, only: string): string[] {
  const plain = (words_: string) => new FoldedText(words_).text;
  // Of an address its first letter stays: a word that runs into it is no name, one before a bracket is.
  const visible = plain(body.replace(/https:\/\/\S*/g, 'h#').replace(/\S*@\S*/g, '#'));
  const wording = (words_: string) =>
    [...plain(words_)]
      .map((letter) => {
        if (/[ -]/.test(letter)) return '[ -]';
        return letter.toUpperCase() === letter
          ? letter.replace(/\W/, '\\$&')
          : `[${letter}${letter.toUpperCase()}]`;
      })
      .join('');
  const letters = `(?:${wording(only)}|${wording(only.replace(/-(?=[a-z])/g, ''))})`;
  const plural = /(?:^|[ -])[A-Z]{2,}$/.test(plain(only)) ? 's?' : '';
  const before = /^\w/.test(plain(only)) ? "(?<!\\w)(?<!\\w')" : '(?<!\\w)';
  const behind = "(?!\\w)(?!'(?!s\\b)\\w)";
  const pattern = new RegExp(`${before}${letters}${plural}${behind}`, 'g');
  return Array.from(visible.matchAll(pattern), ([match]) => folded(match));
}

test('a page without posts or a gazetteer without names gives no references', () => {
  expect(link({ ...written({}), posts: [] }, gazetteerOf([['policy:dip', 'DIP']])).posts).toEqual([]);
  expect(postOf(link(written({ body: 'DIP' }), gazetteerOf([]))).references).toEqual([]);
});

test('a linked page names the gazetteer that it was linked with', () => {
  expect(link(written({}), gazetteerOf([])).gazetteer).toBe('test');
});

test('every kind of entity that can be referred to is', () => {
  const kinds = entityKinds.filter((kind) => kind !== 'comment');
  const names = kinds.map((kind): Entry => [`${kind}:x`, `Name ${kind}`]);
  const linked = link(written({ body: names.map(([, name_]) => name_).join(', ') }), gazetteerOf(names));
  expect(postOf(linked).references.map(({ target: { kind } }) => kind)).toEqual(kinds);
});
