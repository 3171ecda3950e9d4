import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPost } from '../../src/parse/document.ts';
import { parse } from '../../src/parse/parse.ts';
import { expectTraceable } from './spans.ts';
import { words } from './words.ts';

interface GoldPost {
  readonly id: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly author: { readonly signed: string | null };
  readonly guest_text?: readonly { readonly signed: string }[];
  readonly occurrences: readonly { readonly file: string; readonly title_line: number | null }[];
  readonly first_8_words: string;
  readonly last_8_words: string;
  readonly body_words: number;
}

interface GoldComment {
  readonly id: string;
  readonly post: string;
  readonly file: string;
  readonly position: number;
  readonly parent_position: number | null;
  readonly signature: string | null;
  readonly first_8_words: string;
  readonly last_8_words: string;
  readonly words: number;
}

const ROOT = new URL('../../', import.meta.url);
const CORPUS = new URL('../shared/corpus/', ROOT);
const GOLD = new URL('../shared/gold/dev-gold.json', ROOT);
const isHere = existsSync(CORPUS) && existsSync(GOLD);

const files = isHere ? readdirSync(CORPUS).filter((file) => /^\d.*\.txt$/.test(file)) : [];
const gold: { posts: GoldPost[]; comments: GoldComment[] } = isHere
  ? JSON.parse(readFileSync(GOLD, 'utf8'))
  : { posts: [], comments: [] };
const pages = new Map(
  files.map((file) => [file, parse(decode(readFileSync(new URL(file, CORPUS)), { file, url: null }))]),
);

const ends = (text: string) => {
  const all = words(text);
  return { first: all.slice(0, 8).join(' '), last: all.slice(-8).join(' '), count: all.length };
};

/** The post on a page that has a title in common with the annotation: in whichever case, or none at all. */
function postIn(file: string, { title }: GoldPost): ParsedPost {
  const found = pages.get(file)!.posts.filter((post) => post.title?.toLowerCase() === title?.toLowerCase());
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe.skipIf(!isHere)(
  'the real pages (skipped where ../shared/corpus and ../shared/gold are absent)',
  () => {
    test('show twelve posts, two of them on two pages, and eighteen comments', () => {
      const posts = [...pages.values()].flatMap((page) => page.posts);
      expect([...pages.values()].map((page) => page.posts.length)).toEqual([1, 3, 8, 1, 1]);
      expect(
        new Set(posts.map(({ publishedOn, body }) => `${publishedOn} ${ends(body.text).first}`)).size,
      ).toBe(12);
      const comments = posts.flatMap((post) => post.comments);
      expect(comments).toHaveLength(18);
      expect(comments.filter(({ parent }) => parent !== null)).toHaveLength(6);
    });

    test.each(files)('%s can be found again word for word', (file) => {
      expectTraceable(pages.get(file)!);
    });

    test.each(gold.posts)('$id is exact', (annotated) => {
      for (const { file, title_line } of annotated.occurrences) {
        const post = postIn(file, annotated);
        expect(post.publishedOn).toBe(annotated.date);
        expect(post.byline?.name ?? null).toBe(annotated.author.signed);
        expect(post.guest?.name ?? null).toBe(annotated.guest_text?.[0]?.signed ?? null);
        const above = pages.get(file)!.page.text.slice(0, post.titleSpan?.start ?? 0);
        expect(post.titleSpan && above.split('\n').length).toBe(title_line);
        expect(ends(post.body.text)).toEqual({
          first: annotated.first_8_words,
          last: annotated.last_8_words,
          count: annotated.body_words,
        });
      }
    });

    test.each(gold.comments)('$id is exact', (annotated) => {
      const post = gold.posts.find(({ id }) => id === annotated.post)!;
      const comment = postIn(annotated.file, post).comments[annotated.position - 1]!;
      expect(comment.position).toBe(annotated.position);
      expect(comment.parent).toBe(annotated.parent_position);
      expect(comment.signature?.name ?? null).toBe(annotated.signature);
      expect(ends(comment.body.text)).toEqual({
        first: annotated.first_8_words,
        last: annotated.last_8_words,
        count: annotated.words,
      });
    });

    test('the posts that two archives share are read alike from both', () => {
      const bodies = new Map<string | null, Set<string>>();
      for (const { posts } of pages.values()) {
        for (const { title, body } of posts) {
          bodies.set(title, (bodies.get(title) ?? new Set()).add(words(body.text).join(' ')));
        }
      }
      expect(bodies.get('Reality Behind Love-in')?.size).toBe(1);
      expect(bodies.get('Rain Falls on Probation Parade')?.size).toBe(1);
    });

    test('bear the labels of their archive, the guests who signed and the note on the author', () => {
      const byTitle = new Map(
        [...pages.values()].flatMap(({ posts }) => posts.map((post) => [post.title, post])),
      );
      expect(pages.get(files[1]!)!.posts.map(({ labels }) => labels)).toEqual([['DIP'], ['DIP'], ['DIP']]);
      expect(pages.get(files[2]!)!.posts.every(({ labels }) => labels.join() === 'Drug addiction')).toBe(
        true,
      );
      expect(byTitle.get('Russell on the Future')?.guest?.name).toBe('Beckie Smith');
      expect(byTitle.get('Police Talking Sense on Drugs')?.guest?.name).toBe('Richard Lewis');
      expect(pages.get(files[0]!)!.posts[0]!.note?.text).toMatch(/^Paul Hayes is .+ ACMD\.$/);
    });
  },
);
