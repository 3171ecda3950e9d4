import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPage } from '../../src/parse/document.ts';
import { openHtml } from '../../src/parse/html/html-page.ts';
import type { RenderedElement } from '../../src/parse/html/rendering.ts';
import { MEDIA } from '../../src/parse/media.ts';
import { parse } from '../../src/parse/parse.ts';
import { isIn } from '../../src/parse/passage.ts';
import { LARGE, runs } from '../support/runs.ts';
import { expectTraceable } from './spans.ts';

const RUNS = runs(100);
const LAYOUTS = MEDIA.find(({ name }) => name === 'HTML')!.layouts;

const pageWith = (text: string) => decode(new TextEncoder().encode(text), { file: null, url: null });

/** The document in this text, or null when it is refused as unreadable; any other error goes through. */
function read(text: string, layout?: string): ParsedPage | null {
  try {
    return parse(pageWith(text), layout);
  } catch (error) {
    if (error instanceof PageError) return null;
    throw error;
  }
}

const names = [
  ...[
    'post',
    'post-outer',
    'hentry',
    'post-title',
    'entry-title',
    'post-body',
    'entry-content',
    'date-header',
  ],
  ...[
    'comments',
    'comment',
    'comment-author',
    'comment-body',
    'comment-content',
    'comment-header',
    'user',
    'fn',
  ],
  ...['comment-list', 'children', 'comment-replies', 'byline', 'published', 'status-msg-body', 'sharedaddy'],
  ...['commentlist', 'comment-meta', 'blogComments', 'blogComment', 'mobile-post-outer', 'postmetadata'],
  ...['newsletter', 'cap', 'available-content', 'field--name-body', 'more-link', 'comment-link'],
];
const tags = [
  ...[
    'div',
    'article',
    'main',
    'p',
    'li',
    'ol',
    'h1',
    'h3',
    'a',
    'span',
    'dl',
    'dt',
    'dd',
    'time',
    'table',
    'td',
  ],
  ...['nav', 'title', 'body', 'header', 'footer', 'aside', 'form', 'blockquote', 'pre', 'abbr'],
  ...['font', 'figcaption', 'cite', 'small'],
];
const attributes = fc.oneof(
  fc.constantFrom(...names.map((name) => `class="${name}"`)),
  fc.constantFrom('id=comments', 'id=comments-block', 'id=backlinks', 'rel=tag', 'rel="bookmark"', 'hidden'),
  fc.constantFrom(
    'href="/a"',
    'href="http://["',
    'datetime=2021-08-19',
    'title="2021-02-31"',
    'title="permanent link"',
    'size=5',
    'class="comment post"',
  ),
);
const pieces = fc.oneof(
  fc
    .tuple(fc.constantFrom(...tags), fc.array(attributes, { maxLength: 3 }))
    .map(([tag, with_]) => `<${tag} ${with_.join(' ')}>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  fc.constantFrom(
    'Anonymous',
    "'Getafix",
    'Tom Okafor said...',
    '19 August 2021',
    'by Edda Storm',
    'Words:-',
    '<br>',
  ),
  fc.constantFrom(
    'Showing posts with label DIP.',
    '<script type="application/ld+json">',
    '{"@type":"Article"}',
    '&nbsp;',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** How often any layout looks inside an element while it recognises and reads this markup. */
function workOn(text: string): number {
  let looks = 0;
  const counted = (element: RenderedElement): RenderedElement => {
    const children = element.children.map(counted);
    return {
      ...element,
      get children() {
        looks++;
        return children;
      },
    };
  };
  const { page, content } = openHtml(pageWith(text));
  const html = { ...content, root: counted(content.root) };
  for (const layout of LAYOUTS) {
    layout.recognise(html);
    layout.read(page, html);
  }
  return looks;
}

describe('any markup', () => {
  test('gives a document that can be traced, or is refused as a page', () => {
    const layouts = fc.constantFrom(undefined, ...LAYOUTS.map(({ name }) => name));
    let documents = 0;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), layouts, (parts, layout) => {
        const parsed = read(`<html>${parts.join('')}`, layout);
        if (!parsed) return;
        documents++;
        expectTraceable(parsed);
        expect(parsed.page.text).not.toContain('\0');
        for (const { body, links } of parsed.posts.flatMap((post) => [post, ...post.comments])) {
          for (const { span } of links) expect(isIn(span, body)).toBe(true);
        }
        for (const { comments } of parsed.posts) {
          expect(comments.map(({ position }) => position)).toEqual(comments.map((_, at) => at + 1));
          for (const { position, parent } of comments) expect(parent ?? 0).toBeLessThan(position);
        }
      }),
      { numRuns: RUNS },
    );
    expect(documents).toBeGreaterThan(RUNS / 10);
  });

  test.each([
    ['tags inside one another', '<div class="post comment">', /more than 512 deep/],
    ['nothing but brackets', '<', null],
    ['brackets in a page', '<p><', null],
    ['posts inside one another', '<div class=post-outer><div class=post-body>x</div>', /more than 512 deep/],
    ['elements in a row', '<b>x</b>', /more than 200000 elements/],
    ['comments in a row', '<p class=comment>some words</p>', null],
    ['unclosed attributes', '<a href="', null],
    ['entities', '&amp;', null],
    ['links', '<a href=/x>y</a> ', /more than 200000 elements/],
  ])('that is large, of %s, is refused or read to its end', (_, piece, message) => {
    const text = `<html><p>Words ${piece.repeat((message ? 4_000_000 : 2 * LARGE) / piece.length)}`;
    if (message) expect(() => parse(pageWith(text))).toThrow(message);
    else read(text);
  });

  test.each([
    [
      'answers beside a comment',
      '<div id=comments><b class=comment>x</b><p class=indented>',
      '<i class=comment>y</i>',
    ],
    [
      'days under nameless comments',
      '<div id=comments>',
      '<b class=comment-body>x</b><i class=comment-timestamp>t</i>',
    ],
    ['headings much as the title', `<title>${'a'.repeat(1e5)}</title>`, `<h1>${'a'.repeat(50)}b</h1>`],
    ['bylines inside one another', `${'<i class=byline>'.repeat(500)}`, 'y<br>'],
  ])('that is large, of %s, is read to its end', (_, opening, piece) => {
    const most = Math.min(LARGE, 150_000 * piece.length) / piece.length;
    read(`<html>${opening}${piece.repeat(most)}`);
  });

  test.each([
    ['comments', '<div class=post-body>x</div><div id=comments>', '<p class=comment>words</p>'],
    [
      'names of writers',
      '<div class=post-body>x</div><div id=comments>',
      '<b class=comment-author>x</b><b class=comment-body>y</b>',
    ],
    ['posts', '', '<div class=post><div class=post-body>x</div></div>'],
    ['furniture', '<article class=hentry><div class=entry-content>', '<i class=sharedaddy>x</i>y '],
    ['headings', '<main><p>x</p></main>', '<h1>x</h1>'],
    ['articles', '', '<article><p>x</p></article>'],
    ['bylines', '<main>x', '<i class=byline>x</i>'],
    [
      'comments in deep replies',
      `<div class=post-body>x</div><div id=comments>${'<ol><li class=comment>x'.repeat(200)}`,
      '<b>x</b>',
    ],
    [
      'items of a list',
      '<div class=post-body>x</div><ol class=commentlist>',
      '<li><cite>x</cite> Says: y</li>',
    ],
    [
      'what is said of a post',
      '<article class=hentry><div class=entry-content>',
      '<i class=postmetadata>x</i>y ',
    ],
    ['additions', '<main>x', '<i class=newsletter>x</i>y '],
    ['links', '<main>x', '<a href=/x>y</a><br>'],
    ['captions', '<main>x', '<figcaption>y</figcaption>'],
    ['elements in deep posts', `${'<div class=post>'.repeat(400)}<div class=post-body>`, '<b>x</b>'],
  ])('takes work that grows no faster than the page when it is %s', (_, opening, piece) => {
    const few = workOn(`<html>${opening}${piece.repeat(250)}`);
    const many = workOn(`<html>${opening}${piece.repeat(1000)}`);
    expect(many / few).toBeLessThan(4.5);
  });
});
