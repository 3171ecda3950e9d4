import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import { feedDate } from '../../src/parse/feed/day.ts';
import { parse } from '../../src/parse/parse.ts';

const FIXTURES = new URL('fixtures/feeds/', import.meta.url);
const read = (text: string, layout?: string) =>
  parse(decode(new TextEncoder().encode(text), { file: null, url: null }), layout);
const readFixture = (file: string) => read(readFileSync(new URL(file, FIXTURES), 'utf8'));

const item = (fields: string) => `<item>${fields}</item>`;
const rss = (title: string, ...items: string[]) =>
  `<rss version="2.0" xmlns:thr="http://purl.org/syndication/thread/1.0"><channel><title>${title}</title>` +
  `<link>https://a.example/</link><description>d</description>${items.join('')}</channel></rss>`;

/** A thread in one Atom feed; each comment as `id answered hour`, where no post is listed the feed has none. */
function thread(title: string, posts: readonly string[], comments: readonly string[]): string {
  const entry = (id: string, fields: string) =>
    `<entry><id>${id}</id><title>${id}</title><updated>2019-05-04T00:00:00Z</updated>${fields}</entry>`;
  return [
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">`,
    `<id>feed</id><title>${title}</title><updated>2019-05-04T00:00:00Z</updated>`,
    ...posts.map((id) => entry(id, `<content>The post ${id}.</content>`)),
    ...comments.map((comment) => {
      const [id, answered, hour] = comment.split(' ');
      const written = `<published>2019-05-04T${hour}:00:00Z</published>`;
      return entry(id!, `${written}<thr:in-reply-to ref="${answered}"/><content>Says ${id}.</content>`);
    }),
    '</feed>',
  ].join('\n');
}

const threads = (text: string) =>
  read(text).posts.map(({ title, comments }) => [
    title,
    ...comments.map(({ parent, body }) => `${parent ?? 0} ${body.text}`),
  ]);

describe('a feed', () => {
  test('gives each post its address and the links in its text, but not those that the site adds', () => {
    expect(
      readFixture('json-feed.jsonfeed').posts.map(({ url, links }) => [url, links.map((l) => l.url)]),
    ).toEqual([
      ['https://quay.example.org/31', []],
      ['https://quay.example.org/30', ['https://quay.example.org/31']],
    ]);
    expect(readFixture('rss.xml').posts[0]!.links).toEqual([]);
  });

  test('gives each comment its address', () => {
    const [post] = readFixture('wordpress-comments.xml').posts;
    expect(post!.comments.map(({ url }) => url)).toEqual([
      'https://quay.example.org/2019/04/second-boat/#comment-11',
      'https://quay.example.org/2019/04/second-boat/#comment-12',
    ]);
  });

  test('has its words where it says that a link has them', () => {
    const { page, posts } = readFixture('wordpress-export.xml');
    const [link] = posts[0]!.links;
    expect(link!.url).toBe('https://quay.example.org/review.pdf');
    expect(page.text.slice(link!.span.start, link!.span.end)).toBe('ferry review');
  });

  test('keeps the fingerprint of the file it was read from', () => {
    const text = rss('A', item('<title>One</title>'));
    const source = decode(new TextEncoder().encode(text), { file: 'a.xml', url: null });
    expect(parse(source).page).toMatchObject({ sha256: source.sha256, file: 'a.xml', text: 'One' });
  });

  test.each([
    ['newest first', ['c2 c1 11', 'c3 p 12', 'c1 p 10']],
    ['oldest first', ['c1 p 10', 'c2 c1 11', 'c3 p 12']],
  ])('that lists comments %s gives them oldest first, replies below what they answer', (_, comments) => {
    expect(threads(thread('A', ['p'], comments))).toEqual([['p', '0 Says c1.', '1 Says c2.', '0 Says c3.']]);
  });

  test('whose comments answer one another in a circle loses none of them', () => {
    const circle = thread('Comments on A: Round', ['p'], ['c1 c2 10', 'c2 c1 11', 'c3 c3 12', 'c4 p 13']);
    expect(threads(circle).flat()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Says c1.'),
        expect.stringContaining('Says c2.'),
        expect.stringContaining('Says c3.'),
        '0 Says c4.',
      ]),
    );
  });

  test.each([
    [
      'a feed of comments on one post',
      rss(
        'Comments on: The Boat',
        item(
          '<title>By: Jo</title><link>https://a.example/boat/#comment-1</link><description>Yes.</description>',
        ),
      ),
    ],
    [
      'a feed of all comments',
      rss(
        'Comments for A',
        item(
          '<title>Comment on The Boat by Jo</title><link>https://a.example/boat/#comment-1</link><description>Yes.</description>',
        ),
      ),
    ],
    ['a feed of Blogger', thread('Comments on A Blog: The Boat', [], ['c1 p 10']).replace('Says c1', 'Yes')],
  ])('of comments alone gives a post of the title that is named: %s', (_, text) => {
    expect(threads(text)).toEqual([['The Boat', '0 Yes.']]);
  });

  test('of comments on a post that it does not name asks for the post', () => {
    const reading = () => read(thread('Newest comments', [], ['c1 p 10', 'c2 p 11']));
    expect(reading).toThrow(PageError);
    expect(reading).toThrow(/2 comments on a post.*expected the post among its entries/);
  });

  test('of a blog may have a post called Comments on something', () => {
    expect(
      threads(rss('A', item('<title>Comments on the Budget</title><description>Dear.</description>'))),
    ).toEqual([['Comments on the Budget']]);
  });
});

describe('who wrote a post of a feed', () => {
  const atom = (common: string, entry: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>A</title><id>f</id>` +
    `${common}<entry><id>1</id><title>One</title>${entry}<content>Words.</content></entry></feed>`;
  const by = (...names: string[]) => names.map((name) => `<author><name>${name}</name></author>`).join('');
  const dublin = (common: string, fields: string) =>
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title>${common}${item(`<title>One</title>${fields}`)}</channel></rss>`;
  const json = (common: object, fields: object) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'A',
      ...common,
      items: [{ id: '1', title: 'One', content_text: 'Words.', ...fields }],
    });
  const jo = { name: 'Jo Brown' };
  const al = { name: 'Al Lind' };

  test.each([
    ['the feed says once, in Atom', atom(by('Jo Brown'), ''), 'Jo Brown'],
    ['the feed says once, in RSS', dublin('<dc:creator>Jo Brown</dc:creator>', ''), 'Jo Brown'],
    ['the feed says once, in JSON', json({ authors: [jo] }, {}), 'Jo Brown'],
    ['the feed says once, in the first JSON', json({ author: jo }, {}), 'Jo Brown'],
    ['the feed it was taken from says', atom(by('Jo Brown'), `<source>${by('Al Lind')}</source>`), 'Al Lind'],
    ['it says itself, in Atom', atom(by('Jo Brown'), by('Al Lind')), 'Al Lind'],
    [
      'it says itself, in RSS',
      dublin('<dc:creator>Jo Brown</dc:creator>', '<author>Al Lind</author>'),
      'Al Lind',
    ],
    ['it says itself, in JSON', json({ authors: [jo] }, { authors: [al] }), 'Al Lind'],
    ['are several, in Atom', atom('', by('Jo Brown', 'Al Lind')), 'Jo Brown, Al Lind'],
    [
      'are several, in RSS',
      dublin('', '<dc:creator>Jo Brown</dc:creator><dc:creator>Al Lind</dc:creator>'),
      'Jo Brown, Al Lind',
    ],
    ['are several, in JSON', json({}, { authors: [jo, al] }), 'Jo Brown, Al Lind'],
    ['are many', json({}, { authors: Array(12).fill(jo) }), Array(12).fill('Jo Brown').join(', ')],
  ])('is whom %s', (_, text, byline) => {
    const { page, posts } = read(text);
    expect(posts[0]!.byline?.name).toBe(byline);
    expect(page.text.slice(posts[0]!.byline!.span.start, posts[0]!.byline!.span.end)).toBe(byline);
  });

  test('is unknown where only an address is given, which is not kept', () => {
    const { page, posts } = read(
      dublin(
        '<dc:creator>Jo Brown</dc:creator>',
        '<author>al@a.example</author><description>Words.</description>',
      ),
    );
    expect(posts[0]!.byline).toBeNull();
    expect(page.text).toBe('One\n\nWords.');
  });

  test('did not write the comments', () => {
    const answer = '<entry><id>2</id><thr:in-reply-to ref="1"/><content>Says who?</content></entry></feed>';
    const { posts } = read(atom(by('Jo Brown'), '').replace('</feed>', answer));
    expect(posts[0]!.comments).toMatchObject([{ signature: null, body: { text: 'Says who?' } }]);
  });
});

describe('an export', () => {
  test('shows no address of a commenter, no draft, no page and nothing that was not approved', () => {
    for (const file of ['wordpress-export.xml', 'blogger-export.xml', 'blogger-takeout.atom']) {
      const { text } = readFixture(file).page;
      expect(text).toContain('read them out');
      expect(text).not.toMatch(/@|203\.0|draft|a page|template|tickets|approval|\[\.\.\.\]/i);
    }
  });
});

describe('a file is refused as a page', () => {
  test.each([
    [
      'that is cut off',
      readFileSync(new URL('wordpress-export.xml', FIXTURES), 'utf8').slice(0, 3000),
      /cut off.*<\/rss>/,
    ],
    [
      'of XML that is no feed',
      '<?xml version="1.0"?><recipe><title>Soup</title></recipe>',
      /expected RSS, Atom/,
    ],
    ['of JSON that is no feed', '{"title": "Soup"}', /expected RSS, Atom, RDF or JSON Feed/],
    ['without a post', rss('Empty'), /no post when read as feed/],
    ['with entities of its own', `<!DOCTYPE rss [<!ENTITY a "b">]>${rss('A')}`, /declares entities/],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(PageError);
    expect(() => read(text)).toThrow(message);
  });

  test('when a layout for plain text is named', () => {
    expect(() => read(rss('A', item('<title>One</title>')), 'blog-post')).toThrow(
      /is a feed.*expected one of feed/,
    );
  });
});

describe('a layout that is named reads a feed itself', () => {
  const ATOM = thread('A', ['p'], []);

  test.each([
    ['feed', rss('A', item('<title>One</title>'))],
    ['feed', ATOM],
    ['wordpress-export', readFileSync(new URL('wordpress-export.xml', FIXTURES), 'utf8')],
    ['blogger-export', readFileSync(new URL('blogger-takeout.atom', FIXTURES), 'utf8')],
  ])('as %s it reads what is one', (layout, text) => {
    expect(read(text, layout)).toEqual(read(text));
  });

  test.each([
    ['wordpress-export', rss('A', item('<title>One</title>'))],
    ['blogger-export', ATOM],
    ['wordpress-export', '{"version": "https://jsonfeed.org/version/1.1", "title": "A"}'],
    ['feed', readFileSync(new URL('wordpress-export.xml', FIXTURES), 'utf8')],
    ['feed', readFileSync(new URL('blogger-export.xml', FIXTURES), 'utf8')],
  ])('as %s it finds no post in what is none', (layout, text) => {
    expect(() => read(text, layout)).toThrow(`no post when read as ${layout}`);
  });
});

describe('a text in brackets is no feed', () => {
  test.each([
    '[[Probation]] is a thing.',
    '{ "Tagged" } is how the form begins.',
    '{ "a" is a letter: so is b.',
    '[{Probation}] is a thing.',
  ])('%s', (opening) => {
    const body = 'The harbour board has cut the number of crossings by a third, and nobody asked it why.';
    expect(read(`${opening}\n\n${body}\n`).parser).toMatch(/^plain-text/);
  });
});

describe('a feed may end', () => {
  const feed = rss('A', item('<title>One</title>'));

  test.each([
    [
      'in what a cache says of it',
      '\n<!-- Dynamic page generated in 0.3 seconds. -->\n<!-- super cache -->\n',
    ],
    ['in an instruction', '<?robots index="yes"?>'],
  ])('%s', (_, tail) => {
    expect(read(feed + tail)).toMatchObject({ posts: [{ title: 'One' }] });
  });

  test('nowhere before its root does', () => {
    expect(() => read(`${feed.slice(0, -10)}<!-- cut -->`)).toThrow(/cut off.*<\/rss>/);
  });
});

describe('a date in a feed', () => {
  test.each([
    ['2021-08-19T23:53:00-05:00', '2021-08-19'],
    ['2021-08-19 19:53:00', '2021-08-19'],
    ['Thu, 19 Aug 2021 23:53:00 -0500', '2021-08-19'],
    ['9 August 2021 10:00 GMT', '2021-08-09'],
    ['Thu, 19 Aug 21 23:53:00 +0100', '2021-08-19'],
    ['19 Aug 49', '2049-08-19'],
  ])('%s is the day where it was written', (written, day) => {
    expect(feedDate(written).day).toBe(day);
    expect(feedDate(written).time).toBeGreaterThan(Date.parse('2021-08-08'));
  });

  test('is of the last century where its year has two digits from 50 on', () => {
    expect(feedDate('Wed, 19 Aug 98 10:00:00 GMT')).toEqual({
      day: '1998-08-19',
      time: Date.parse('1998-08-19T10:00:00Z'),
    });
  });

  test.each(['yesterday', '', null, undefined, '19/19/2021'])('%j is none', (written) => {
    expect(feedDate(written).day).toBeNull();
  });
});
