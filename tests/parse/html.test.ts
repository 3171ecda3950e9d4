import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { fold } from '../../src/model/slug.ts';
import { decode } from '../../src/parse/decode.ts';
import type { Link, ParsedPage } from '../../src/parse/document.ts';
import { openHtml } from '../../src/parse/html/html-page.ts';
import { MEDIA } from '../../src/parse/media.ts';
import { parse } from '../../src/parse/parse.ts';
import { asPrinted } from './as-printed.ts';
import { expectTraceable } from './spans.ts';

const FIXTURES = new URL('fixtures/html/', import.meta.url);
const ORIGIN = { file: null, url: null };
const LAYOUTS = MEDIA.find(({ name }) => name === 'HTML')!.layouts;

const pageIn = (file: string) => decode(readFileSync(new URL(file, FIXTURES)), ORIGIN);
const pageWith = (text: string) => decode(new TextEncoder().encode(text), ORIGIN);
const ends = (text: string) => text.split(/\s+/);

/** Where links lead, by the words that carry them. */
function shown({ page }: ParsedPage, links: readonly Link[]) {
  return Object.fromEntries(links.map(({ url, span }) => [page.text.slice(span.start, span.end), url]));
}

describe('a page that was cut off is told of, and read less surely', () => {
  const WHOLE = readFileSync(new URL('blogger-old.html', FIXTURES), 'utf8');
  const upTo = (words: string) => WHOLE.slice(0, WHOLE.indexOf(words) + words.length);

  test.each([
    [
      'in mid-tag',
      upTo("<dd class='comm"),
      /ends inside the tag <dd class='comm; expected one that ends with/,
    ],
    ['in mid-text', upTo('Nor the'), /ends inside <dl>; expected/],
    ['in a script', upTo("<div class='comments'").concat('><script>var a = 1;'), /ends inside <script>/],
  ])('%s', (_, html, doubt) => {
    const { doubts, confidence } = parse(pageWith(html));
    expect(doubts).toEqual([expect.stringMatching(doubt)]);
    expect(confidence).toBe(parse(pageWith(WHOLE)).confidence / 2);
  });

  test.each([
    ['the whole page', WHOLE],
    [
      'a page without the ends that may be left out',
      '<html><body><h1>A</h1><p>One two three.<ul><li>Four</ul><p>Five',
    ],
    ['a fragment', '<div><p>One two three.</p></div>'],
    ['a page whose words have a sign for less', '<p>One two three, if 4 < 5 and a > b.</p><p>Six < seven.'],
  ])('but not %s', (_, html) => {
    expect(parse(pageWith(html)).doubts).toEqual([]);
  });
});

describe('the addresses on a page', () => {
  test('are its own, that of each post, and those its texts link to', () => {
    const parsed = parse(pageIn('blogger-threaded.html'));
    const [post] = parsed.posts;
    expect(parsed.page.url).toBe('https://harbournotes.example.org/2021/08/late-again.html');
    expect(post!.url).toBe(parsed.page.url);
    expect(shown(parsed, post!.links)).toEqual({
      'Harbour Board': 'https://www.harbour.example.org/board?x=1&y=2',
      'what I wrote in July': 'https://harbournotes.example.org/2021/07/timetables.html',
    });
    expect(post!.comments.map(({ links }) => shown(parsed, links))).toEqual([
      {},
      {},
      {},
      { 'the crossings paper': 'https://papers.example.org/crossings.pdf' },
      {},
      {},
    ]);
  });

  test.each([
    [
      'blogger-old.html',
      'http://harbournotes.example.org/2011/01/fog-and-other-excuses.html',
      ['?showComment=1#c1', '#c2', '#c3', '#c4'],
    ],
    [
      'blogger-threaded.html',
      'https://harbournotes.example.org/2021/08/late-again.html',
      ['?showComment=1#c101'],
    ],
    [
      'wordpress-classic.html',
      'http://light.example.org/2007/03/13/the-shed/',
      ['#comment-2210', '#comment-2211'],
    ],
    [
      'article-of-blocks.html',
      'https://notebook.example.org/a-room-above-the-quay/',
      ['#comment-71', '#comment-73'],
    ],
  ])('are those of its comments, where their times lead: %s', (file, url, ends) => {
    const [post] = parse(pageIn(file)).posts;
    expect(post!.comments.slice(0, ends.length).map((comment) => comment.url)).toEqual(
      ends.map((end) => url + end),
    );
  });

  test('are those of its posts where the page is an archive', () => {
    const { page, posts } = parse(pageIn('blogger-label.html'));
    expect(page.url).toBe('https://harbournotes.example.org/search/label/Board');
    expect(posts.map(({ url }) => url)).toEqual([
      'https://harbournotes.example.org/2021/08/late-again.html',
      'https://harbournotes.example.org/2021/08/blog-post.html',
      'https://harbournotes.example.org/2011/06/who-sits-on-the-board.html',
    ]);
  });

  test('are what a link around a title leads to, or the count of the comments', () => {
    expect(parse(pageIn('blogger-mobile.html')).posts.map(({ url }) => url)).toEqual([
      'http://harbournotes.blogspot.co.uk/2014/03/lamp.html?m=1',
      'http://harbournotes.blogspot.co.uk/2014/03/blog-post_24.html?m=1',
    ]);
    expect(parse(pageIn('blogger-classic.html')).posts.map(({ url }) => url)).toEqual([
      'http://harbournotes.example.org/2004/10/who-is-board-for.html',
    ]);
  });

  test('are relative to the address it was read from, which is not doubted', () => {
    const page = { ...pageIn('article-unmarked.html'), url: 'https://papers.example.org/price.htm' };
    const parsed = parse(page);
    expect(parsed.posts[0]).toMatchObject({ url: 'https://papers.example.org/price.htm' });
    expect(shown(parsed, parsed.posts[0]!.links)).toEqual({ cost: 'https://papers.example.org/cost.htm' });
  });
});

describe('of those who comment', () => {
  const parsed = parse(pageIn('blogger-threaded.html'));
  test.each(['profile/', '@', '203.0.113.7'])(
    'no %j is kept, neither in the text nor in what was read',
    (address) => {
      expect(JSON.stringify([parsed, asPrinted(parsed)])).not.toContain(address);
    },
  );

  test.each(['jim@b.org', '198.51.100.9', '2001:db8::1', 'https://jim.example.org'])(
    'the address %j is no name, and what they say stays where it was',
    (address) => {
      const thread = (name: string) =>
        parse(
          pageWith(
            `<div class=post-body>x</div><ol id=comments><li class=comment><b class=user>${name}</b><p class=comment-content>Ask ${address}.`,
          ),
        ).posts[0]!.comments;
      expect(thread(address)).toMatchObject([{ signature: null, body: { text: `Ask ${address}.` } }]);
      expect(thread(address)[0]!.body.extent).toEqual(thread('x'.repeat(address.length))[0]!.body.extent);
    },
  );
});

describe('the same thread', () => {
  const [fromHtml, fromText] = ['pair.html', 'pair.txt'].map((file) => parse(pageIn(file)));
  const compared = ({ posts }: ParsedPage) =>
    posts.map((post) => ({
      title: post.title,
      publishedOn: post.publishedOn,
      guest: post.guest?.name,
      body: fold(post.body.text),
      comments: post.comments.map(({ position, parent, signature, body }) => ({
        position,
        parent,
        signature: signature?.name ?? null,
        body: fold(body.text),
      })),
    }));

  test('is the same read from markup and from a dump of its text', () => {
    expect([fromHtml, fromText].map((parsed) => parsed!.parser.split('/')[0])).toEqual([
      'blogger',
      'blog-post',
    ]);
    expect(fromHtml!.posts[0]!.comments).toHaveLength(5);
    expect(compared(fromHtml!)).toEqual(compared(fromText!));
  });
});

describe('the choice of a layout', () => {
  const post = (body: string) => `<html><head><title>T</title></head><body>${body}</body></html>`;
  test.each([
    ['blogger', post('<div class=post><div class=post-body>Words</div></div>')],
    ['wordpress', post('<article class=hentry><h1>T</h1><div class=entry-content>Words</div></article>')],
    ['html-article', post('<main><h1>T</h1><p>Words</p></main>')],
    ['html-article', post('<div class=entry-content>Words</div>')],
    ['html-article', '<p>Words'],
  ])('is %s for %s', (layout, html) => {
    const parsed = parse(pageWith(html));
    expect(parsed.parser.split('/')[0]).toBe(layout);
    expect(parsed.posts).toMatchObject([{ body: { text: 'Words' } }]);
    expect(parsed.confidence).toBeGreaterThan(0);
    expect(parsed.confidence).toBeLessThanOrEqual(1);
  });

  test('is surer the more a page is marked', () => {
    const confidence = (html: string) => parse(pageWith(post(html))).confidence;
    const marks = [
      '<div class=post-body>W</div>',
      '<div class=post-outer><div class=post-body>W</div></div>',
    ];
    expect(confidence(marks[0]!)).toBeLessThan(confidence(marks[1]!));
  });

  test('is sure where it was named', () => {
    expect(parse(pageWith(post('<p>Words')), 'html-article')).toMatchObject({ confidence: 1 });
  });

  test.each(LAYOUTS)('by $name is sure between 0 and 1 of any page', ({ recognise }) => {
    for (const file of readdirSync(FIXTURES).filter((name) => name.endsWith('.html'))) {
      const sure = recognise(openHtml(pageIn(file)).content);
      expect(sure).toBeGreaterThanOrEqual(0);
      expect(sure).toBeLessThanOrEqual(1);
    }
  });

  test('keeps layouts to what they read', () => {
    const reading = (text: string, layout: string) => () => parse(pageWith(text), layout);
    expect(reading('<p>Words', 'article')).toThrow(PageError);
    expect(reading('<p>Words', 'article')).toThrow(/is HTML.*article does not read; expected one of blogger/);
    expect(reading('Words', 'blogger')).toThrow(
      /is plain text.*blogger does not read; expected one of label/,
    );
  });

  test('takes text that only mentions tags for text', () => {
    for (const text of ['Use <p> for paragraphs', '< 5 <p> 3', '<Snip> it said', '\n<3 <div> <3']) {
      expect(() => parse(pageWith(text), 'blogger')).toThrow(/is plain text/);
    }
  });
});

describe('a page without the usual marks', () => {
  const prose = (of: string) => `${`words about ${of} `.repeat(20)}.`;
  test('is read from where its prose stands', () => {
    const html = `<title>On Piers</title><div><div>Menu</div><div><div>On Piers</div><section><p>${prose('piers')}</p><p>Short.</p></section></div></div>`;
    const { posts } = parse(pageWith(html));
    expect(posts).toMatchObject([{ title: 'On Piers', titleSpan: { start: 5, end: 13 } }]);
    expect(ends(posts[0]!.body.text).at(-1)).toBe('Short.');
    expect(posts[0]!.body.text).not.toContain('Menu');
  });

  test('of several articles is read as the one with most prose', () => {
    const html = `<article><h2>A</h2>${prose('a')}</article><article><h1>B</h1>${prose('b')}${prose('b')}</article>`;
    expect(parse(pageWith(html)).posts).toMatchObject([{ title: 'B' }]);
  });

  test.each([
    ['meta', '<meta name=author content="Edda Storm">', 'Edda Storm'],
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"Article","author":"Edda Storm"}</script>',
      'Edda Storm',
    ],
    ['an address', '<meta name=author content="edda@example.org">', undefined],
    ['nobody', '<meta name=author content="Anonymous">', undefined],
    ['broken JSON-LD', '<script type="application/ld+json">{"@type":</script>', undefined],
    [
      'odd JSON-LD',
      '<script type="application/ld+json">{"@type":{"toString":1},"author":[[]]}</script>',
      undefined,
    ],
  ])('takes its author from the head when that is %s', (_, head, name) => {
    const parsed = parse(pageWith(`<html><head>${head}</head><body><p>Words`));
    expect(parsed.posts[0]!.byline?.name).toBe(name);
    expectTraceable(parsed);
  });
});
