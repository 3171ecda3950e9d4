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

const PROSE =
  'A text of which this is the only paragraph, and which says nothing that anybody could remember later, nor why.';
const commentIn = (name: string, words: string, replies = '') =>
  `<li class=comment><cite class=fn>${name}</cite><div class=comment-content>${words}</div><ul class=children>${replies}</ul></li>`;
const entry = (id: string, fields: string) => `<entry><id>${id}</id><title>${id}</title>${fields}</entry>`;
const reply = (id: string, to: string, words: string) =>
  entry(id, `<thr:in-reply-to ref="${to}"/><content>${words}</content>`);

test.each([
  [
    'a text dump',
    `Thursday, 19 August 2021\n\nA Title\n\n${PROSE}\n\n3 comments:\n\n` +
      '  1. One\n    Reply\n    Replies\n    1.\n      Reply\n      Replies\n      1. Three\n        Reply\n',
  ],
  [
    'markup',
    `<html><body><article><h1>A Title</h1><div class=entry-content><p>${PROSE}</div></article>` +
      `<div id=comments><ol>${commentIn('Al', 'One', commentIn('Bo', '', commentIn('Cy', 'Three')))}</ol></div>`,
  ],
  [
    'a feed',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>A</title>' +
      `${entry('p', `<content>${PROSE}</content>`)}${reply('a', 'p', 'One')}${reply('b', 'a', '')}${reply('c', 'b', 'Three')}</feed>`,
  ],
  [
    'a note',
    `---\ntitle: A\n---\n${PROSE}\n\n## Comments\n\n### Al\n\nOne\n\n#### Bo\n\n##### Cy\n\nThree\n`,
  ],
])('what answers a comment without words answers the nearest above that has some, in %s', (_, text) => {
  const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
  expect(posts[0]!.comments.map(({ parent, body }) => [parent, body.text])).toEqual([
    [null, 'One'],
    [1, 'Three'],
  ]);
});
