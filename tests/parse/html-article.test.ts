import { describe, expect, test } from 'vitest';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPost } from '../../src/parse/document.ts';
import { proseOn } from '../../src/parse/html/prose.ts';
import { parse } from '../../src/parse/parse.ts';

const ONE =
  'The harbour board has cut the number of crossings by a third, and says that it was given no choice in the ' +
  'matter by those who would not pay for more of them.';
const TWO =
  'Edda Storm, who chairs it, said that the inspectors had warned of this two years ago, at a length which few of ' +
  'those who were meant to read it can have managed to the end.';

/** The only post of a page with this body, and this title in its head. */
function postIn(body: string, title = 'Crossings cut'): ParsedPost {
  const html = `<html><head><title>${title}</title><link rel=canonical href="https://quay.example.org/a"></head>${body}`;
  const { posts } = parse(decode(new TextEncoder().encode(html), { file: null, url: null }));
  expect(posts).toHaveLength(1);
  return posts[0]!;
}

const linesOf = ({ body }: ParsedPost) => body.text.split(/\n+/);
const article = (inside: string) => `<article><h1>Crossings cut</h1>${inside}</article>`;

describe('the text of an article', () => {
  test.each([
    ['short paragraphs under its heading', `<p>The ferry is gone.</p><h2>Overview</h2><p>${ONE}`],
    [
      'headings whose ids are what sites call additions',
      `<p>${ONE}<h2 id=social-care>Social care</h2><p>${TWO}`,
    ],
    ['links whose classes are', `<p>See <a class=cta-link href=/r>the report</a> for more. ${ONE}`],
    [
      'dates inside sentences',
      `<p>${ONE}<p>It met on <time datetime=1998-08-06>6 August 1998</time> and left.`,
    ],
    [
      'the reports it ends with',
      `<p>${ONE}<h2>Sources</h2><ul><li><a href=https://a.example.com/r>An inspection of ferries</a></ul>`,
    ],
    [
      'summaries above a document',
      `<ul><li>Four boats are to go</ul><p><a href=/r.pdf>Read the report</a><p>${ONE}`,
    ],
    [
      'a paragraph that opens as bylines do',
      `<p>By Christmas Eve, the board had cut the boats by a third.<p>${ONE}`,
    ],
  ])('keeps %s', (_, inside) => {
    const shown = inside
      .replace(/<(?:p|h2|li|\/ul)\b[^>]*>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .split(/\n+/);
    expect(linesOf(postIn(article(inside)))).toEqual(shown.filter((line) => line !== ''));
  });

  test('is no longer where comments beside it have more to say', () => {
    const comments = `<p class=comment><b class=fn>Jo</b> <span class=comment-content>${TWO}</span>`.repeat(
      8,
    );
    const post = postIn(`${article(`<p>${ONE}`)}<div id=comments><ol>${comments}</ol></div>`);
    expect(post.body.text).toBe(ONE);
    expect(post.comments).toHaveLength(8);
  });

  test('ends above the way around the site and its heading, and keeps who signed', () => {
    const inside = `<p>${ONE}<p>Ada Bell<p>Chair of the board<p><a href=https://s.example.com/>Share on Facebook</a>`;
    expect(linesOf(postIn(article(inside)))).toEqual([ONE, 'Ada Bell', 'Chair of the board']);
    const way = `<p>${ONE}<h2>More about</h2><ul><li><a href=/boats>Boats</a><li><a href=/piers>Piers</a></ul>`;
    expect(linesOf(postIn(article(way)))).toEqual([ONE]);
  });
});

describe('a link at the end of a text', () => {
  const linesFrom = (page: string, to: string) => {
    const html = `<title>Crossings cut</title><link rel=canonical href="https://${page}/a">${article(`<p>${ONE}<p>${TWO}<p><a href="https://${to}/b">The ferry review</a>`)}`;
    return linesOf(parse(decode(new TextEncoder().encode(html), { file: null, url: null })).posts[0]!);
  };

  test.each([
    ['quay.substack.com', 'other.substack.com'],
    ['quay.com.au', 'other.com.au'],
    ['quay.blogspot.co.uk', 'other.blogspot.co.uk'],
    ['www.gov.uk', 'inspectors.gov.uk'],
    ['quay.example.org', 'example.com'],
  ])('on %s to %s leads to another site, and stays', (page, to) => {
    expect(linesFrom(page, to)).toEqual([ONE, TWO, 'The ferry review']);
  });

  test.each([
    ['www.quay.com', 'quay.com'],
    ['m.quay.com', 'www.quay.com'],
    ['quay.blogspot.co.uk', 'quay.blogspot.com'],
    ['www.quay.com', 'support.quay.com'],
    ['news.quay.co.uk', 'www.quay.co.uk'],
  ])('on %s to %s leads around the site, and goes', (page, to) => {
    expect(linesFrom(page, to)).toEqual([ONE, TWO]);
  });
});

describe('the day of an article', () => {
  test.each([
    ['above its text', `<p><time datetime=2021-08-06>Friday</time><p>${ONE}`, '2021-08-06'],
    ['below it, where that says what it is', `<p>${ONE}<p>Prepared 18 March 2015`, '2015-03-18'],
    ['never one inside', `<p>${ONE}<p>It met on <time datetime=1998-08-06>6 August</time> and left.`, null],
    ['never one of a table', `<p>${ONE}<table><td>Opened<td>12 May 1998</table><p>${TWO}`, null],
  ])('is that %s', (_, inside, day) => {
    expect(postIn(article(inside)).publishedOn).toBe(day);
  });
});

describe('a day over a summary', () => {
  const summed = (holder: string) =>
    `${holder}<h1 class=entry-title>T</h1><time datetime=2019-05-04>3 years ago</time><div class=excerpt><p>${TWO}</div>` +
    `<div class=entry-content><p>${ONE}</div></article>`;

  test('is that of the post it is in', () => {
    const wordpress = '<meta name=generator content="WordPress 6"><article class=hentry>';
    expect(postIn(summed(wordpress)).publishedOn).toBe('2019-05-04');
    expect(postIn(summed('<article>')).publishedOn).toBe('2019-05-04');
  });

  test('of another text is not taken', () => {
    const other = `<div><p>4 May 2019</p><p>${TWO}</p></div>`;
    expect(postIn(`${other}<div>${article(`<p>${ONE}<p>${ONE}`)}</div>`).publishedOn).toBeNull();
  });
});

test('no prose stands in a stretch that ends before it begins', () => {
  const text = `${ONE}\n${TWO}`;
  const { total, of } = proseOn(text, []);
  expect(of({ start: 0, end: text.length })).toBe(total);
  expect(of({ start: text.length, end: 0 })).toBe(0);
});

describe('the title of an article without a heading', () => {
  const titled = (title: string, ...lines: string[]) =>
    postIn(`${lines.map((line) => `<div>${line}</div>`).join('')}<div><p>${ONE}<p>${TWO}</div>`, title).title;

  test.each([
    ['a line that is all of it', 'Crossings cut', ['Home', 'Crossings cut'], 'Crossings cut'],
    ['a line that is its first part', 'Crossings cut - The Courier', ['Crossings cut'], 'Crossings cut'],
    [
      'a line with which it begins at some length',
      'Crossings cut by a third, says board',
      ['Crossings cut by a third'],
      'Crossings cut by a third',
    ],
  ])('is %s', (_, title, lines, expected) => {
    expect(titled(title, ...lines)).toBe(expected);
  });

  test('is no word of a menu with which it begins', () => {
    const title = 'Home detention curfew: what it is';
    expect(titled(title, 'Home', 'News')).toBe(title);
  });
});

describe('the title of an article', () => {
  test.each([
    [
      'beside the site’s name',
      'Crossings cut',
      '<h1>Crossings cut</h1>',
      'Crossings cut | News | The Courier',
    ],
    ['under that of its section', 'Crossings cut', '<h1>News</h1><h2>Crossings cut</h2>', 'Crossings cut'],
    [
      'and no word of it',
      'Share prices fall',
      '<h1>Share prices fall</h1><h3>Share</h3>',
      'Share prices fall',
    ],
    [
      'and not a part of the trail',
      'Crossings cut',
      '<h1>Crossings cut</h1><h3>News</h3>',
      'Crossings cut | News | C',
    ],
  ])('is its heading %s', (_, title, headings, head) => {
    expect(postIn(`${headings}<p>${ONE}<p>${TWO}`, head).title).toBe(title);
  });
});

describe('a comment in markup', () => {
  const commentsIn = (thread: string) =>
    postIn(`${article(`<p>${ONE}`)}<div id=comments>${thread}</div>`).comments;
  const inList = (inside: string) => commentsIn(`<ol><li class=comment>${inside}</ol>`)[0];

  test.each([
    [
      'is by nobody where only its day is linked',
      '<p class=comment-meta><b>Jo</b> <a>3 March 2010 at 9:10 am</a></p><p>It sank.',
      undefined,
    ],
    [
      'is not by what it cites',
      '<div class=comment-content><p>I read in <cite>The Times</cite> that it sank.</div>',
      undefined,
    ],
    [
      'is by whoever has a verb for a name',
      '<b class=fn>Edward Said</b><div class=comment-content>It sank.</div>',
      'Edward Said',
    ],
    [
      'is by whoever is said to say it',
      '<b class=fn>Ada Bell says:</b><div class=comment-content>It sank.</div>',
      'Ada Bell',
    ],
  ])('%s', (_, inside, name) => {
    const comment = inList(inside)!;
    expect(comment.signature?.name).toBe(name);
    expect(comment.body.text).toMatch(/sank\.$/);
  });

  test('has the day under it, as the next has its own', () => {
    const row = [3, 4].map(
      (day) => `<p class=comment-body>It sank.</p><i class=comment-timestamp>${day} March 2010 9:10</i>`,
    );
    expect(commentsIn(row.join('')).map(({ publishedOn }) => publishedOn)).toEqual([
      '2010-03-03',
      '2010-03-04',
    ]);
  });

  test('does not repeat those that answer it', () => {
    const list =
      '<ol class=commentlist><li id=comment-1><cite>Jo</cite> Says: <p>One</p><ol class=commentlist><li id=comment-2><cite>Al</cite> Says: <p>Two</p></ol></ol>';
    expect(commentsIn(list).map(({ body, parent }) => [body.text, parent])).toEqual([
      ['One', null],
      ['Two', 1],
    ]);
  });
});

describe('the text of a WordPress post', () => {
  const post = (inside: string) =>
    postIn(
      `<meta name=generator content="WordPress 6"><article class=hentry><h1 class=entry-title>T</h1><div class=entry-content>${inside}</div></article>`,
    );

  test.each([
    [
      'lists of links',
      '<p>All the parts so far</p><ul><li><a href=/1>Part one</a><li><a href=/2>Part two</a></ul>',
    ],
    ['sources it ends with', `<p>${ONE}<p>Sources:<p><a href=https://bbc.example.com/>BBC News</a>`],
    [
      'lines that begin as footers do',
      `<p>${ONE}<p>Posted in the north in the long winter, my brother wrote home.`,
    ],
    ['short lines above a name', `<p>the grey tide<p>comes in<p>and goes<p>By Wilfred Owen<p>${ONE}`],
  ])('keeps %s', (_, inside) => {
    const shown = inside
      .replace(/<(?:p|ul|li)\b[^>]*>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .split(/\n+/);
    expect(linesOf(post(inside))).toEqual(shown.filter((line) => line !== ''));
  });

  test('begins and ends with no caption', () => {
    const inside = `<figure><img src=a><figcaption>The old pier</figcaption></figure><p>${ONE}`;
    expect(linesOf(post(inside))).toEqual([ONE]);
  });
});

test('the writer of an article is named above its text, below other lines too', () => {
  const post = postIn(article(`<p>Dear all<p>By Jim Brown<p>${ONE}`));
  expect(post.byline?.name).toBe('Jim Brown');
  expect(linesOf(post).at(-1)).toBe(ONE);
});
