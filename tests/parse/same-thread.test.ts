import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '../../src/model/slug.ts';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);

/** The first post of a fixture, as far as it is the same wherever it was found. */
function threadIn(file: string) {
  const [post] = parse(decode(readFileSync(new URL(file, FIXTURES)), { file, url: null })).posts;
  return {
    title: post!.title,
    publishedOn: post!.publishedOn,
    byline: post!.byline?.name,
    labels: post!.labels,
    body: fold(post!.body.text),
    comments: post!.comments.map(({ position, parent, signature, publishedOn, body }) => ({
      position,
      parent,
      signature: signature?.name ?? null,
      publishedOn,
      body: fold(body.text),
    })),
  };
}

test.each([
  'html/same-thread.html',
  'feeds/wordpress-export.xml',
  'feeds/blogger-export.xml',
  'feeds/blogger-takeout.atom',
  'feeds/threaded-atom.xml',
])('a thread is the same in %s as in a text dump', (file) => {
  const dump = threadIn('dumps/same-thread.txt');
  expect(dump.comments).toHaveLength(5);
  expect(threadIn(file)).toEqual(dump);
});

test('a thread is the same in a note as in a text dump, but for the days of its comments, which notes do not give', () => {
  const undated = ({ comments, ...post }: ReturnType<typeof threadIn>) => ({
    ...post,
    comments: comments.map((comment) => ({ ...comment, publishedOn: null })),
  });
  expect(threadIn('markdown/same-thread.md')).toEqual(undated(threadIn('dumps/same-thread.txt')));
});
