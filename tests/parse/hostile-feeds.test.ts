import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPage } from '../../src/parse/document.ts';
import { parse } from '../../src/parse/parse.ts';
import { LARGE, runs } from '../support/runs.ts';
import { expectTraceable } from './spans.ts';

const RUNS = runs(100);

/** The document in a text, or null when it is refused as unreadable; any other error goes through. */
function read(text: string): ParsedPage | null {
  try {
    return parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
  } catch (error) {
    if (error instanceof PageError) return null;
    throw error;
  }
}

function expectSound(parsed: ParsedPage | null): number {
  if (!parsed) return 0;
  expectTraceable(parsed);
  for (const { comments, links } of parsed.posts) {
    expect(comments.map(({ position }) => position)).toEqual(comments.map((_, at) => at + 1));
    for (const { position, parent } of comments) expect(parent ?? 0).toBeLessThan(position);
    for (const { span } of links) expect(span.end).toBeLessThanOrEqual(parsed.page.text.length);
  }
  return parsed.posts.length;
}

const words = fc.oneof(
  fc.constantFrom(
    'p1',
    'c1',
    'c2',
    'c3',
    '',
    'A title',
    "Well.\n\n'Getafix",
    '&lt;p&gt;x&lt;/p&gt;',
    '&#0;&bogus;',
    '<![CDATA[<p>a<br>b]]>',
    '2019-05-04T10:00:00Z',
    'Sat, 04 May 2019 10:00:00 GMT',
    'publish',
    'post',
    '1',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const names = fc.constantFrom(
  ...[
    'title',
    'id',
    'guid',
    'link',
    'description',
    'content',
    'content:encoded',
    'published',
    'pubDate',
    'category',
  ],
  ...[
    'author',
    'name',
    'dc:creator',
    'thr:in-reply-to',
    'app:control',
    'app:draft',
    'item',
    'entry',
    'channel',
  ],
  ...['wp:post_type', 'wp:status', 'wp:post_id', 'wp:comment', 'wp:comment_id', 'wp:comment_parent'],
  ...['wp:comment_approved', 'wp:comment_content', 'blogger:type', 'blogger:parent', 'blogger:inReplyTo'],
);
const attributes = fc.constantFrom(
  ...[
    '',
    ' ref="p1"',
    ' ref="c1"',
    ' ref="c2" href="https://a.example/p"',
    ' rel="related" href="/comments/default/1"',
  ],
  ...[
    ' type="html"',
    ' type="xhtml"',
    ' href="https://a.example/p#comment-1"',
    ' term="x"',
    ' broken=',
    ' a="&amp;"',
  ],
  " scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'",
);
const { element } = fc.letrec<{ element: string; inside: string }>((tie) => ({
  element: fc
    .tuple(names, attributes, tie('inside'))
    .map(([name, attribute, inside]) => `<${name}${attribute}>${inside}</${name}>`),
  inside: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.array(tie('element'), { maxLength: 6 }).map((all) => all.join('\n')),
  ),
}));
/** A file's beginning and end, the name of its records, and what makes such a record a post. */
const roots = fc.constantFrom(
  [
    '<rss version="2.0" xmlns:thr="http://purl.org/syndication/thread/1.0"><channel><title>Comments on: A</title>',
    '</channel></rss>',
    'item',
    '<title>T</title>',
  ],
  [
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
    '</channel></rss>',
    'item',
    '<title>T</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>',
  ],
  [
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">',
    '</feed>',
    'entry',
    '<title>T</title><id>p1</id>',
  ],
  [
    '<?xml version="1.0"?><feed xmlns:blogger="http://schemas.google.com/blogger/2018">',
    '</feed>',
    'entry',
    '<title>T</title><blogger:type>POST</blogger:type><id>x.post-1</id>',
  ],
  [
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    '</rdf:RDF>',
    'item',
    '<title>T</title>',
  ],
  ['<?xml version="1.0"?>', '', 'item', ''],
);
/** What stands in one record; whether it is a post for sure. */
const records = fc.array(fc.tuple(fc.boolean(), fc.array(element, { maxLength: 6 })), { maxLength: 6 });

describe('any text', () => {
  test('of XML gives a document that can be traced, or is refused as a page', () => {
    let posts = 0;
    fc.assert(
      fc.property(roots, records, ([opening, closing, name, post], all) => {
        const written = all.map(
          ([isPost, fields]) => `<${name}>${isPost ? post : ''}${fields.join('')}</${name}>`,
        );
        posts += expectSound(read(`${opening}${written.join('\n')}${closing}`));
      }),
      { numRuns: RUNS },
    );
    expect(posts).toBeGreaterThan(RUNS / 10);
  });

  test('of JSON gives a document that can be traced, or is refused as a page', () => {
    const value = fc.oneof(
      fc.constantFrom('1', '<p>x', 'https://a.example/', '2019-05-04'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const keys = fc.constantFrom(
      'id',
      'url',
      'title',
      'content_html',
      'content_text',
      'date_published',
      'authors',
      'tags',
    );
    const items = fc.array(fc.dictionary(keys, value, { maxKeys: 8 }), { maxLength: 5 });
    const version = 'https://jsonfeed.org/version/1.1';
    let posts = 0;
    fc.assert(
      fc.property(fc.oneof(items, fc.jsonValue()), (content) => {
        posts += expectSound(read(JSON.stringify({ version, title: 'A', items: content })));
      }),
      { numRuns: RUNS },
    );
    expect(posts).toBeGreaterThan(RUNS / 10);
  });

  test('under front matter gives a document that can be traced, or is refused as a page', () => {
    const lines = fc.oneof(
      fc.constantFrom(
        '---',
        'title: A',
        'date: 2019-05-04',
        'labels: [a, b]',
        '# T',
        '## Comments',
        '### Jo',
        '#### Al',
        '```',
        '***',
      ),
      fc.constantFrom(
        '- Jo: x',
        '  - **Al**: y',
        '1. z',
        '> q',
        '[a](https://a.example/b)',
        '*a* **b',
        'x  ',
        '',
        '\t- t',
        ': [',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 30 }), (all) => {
        expectSound(read(`---\ntitle: A\n---\n${all.join('\n')}`));
        expectSound(read(`---\ntitle: A\n${all.join('\n')}`));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('any large page is read to its end', () => {
  const rss = (items: string) => `<rss version="2.0"><channel><title>A</title>${items}</channel></rss>`;
  const fill = (piece: string) => piece.repeat(Math.ceil(LARGE / piece.length));
  const wordpress = 'xmlns:wp="http://wordpress.org/export/1.2/"';
  const post =
    '<title>A</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_id>1</wp:post_id>';
  const comment = (parent: number) =>
    `<wp:comment><wp:comment_id>${parent + 1}</wp:comment_id><wp:comment_parent>${parent}</wp:comment_parent><wp:comment_approved>1</wp:comment_approved><wp:comment_content>x</wp:comment_content></wp:comment>`;
  test.each([
    ['of small posts', rss(fill('<item><title>T</title><description>x</description></item>'))],
    ['of remarks at its end', `${rss('<item><title>T</title></item>')}${fill('<!-- a --> <?b?>')}`],
    ['in one text', rss(`<item><title>T</title><description>${fill('a &amp; b ')}</description></item>`)],
    [
      'of comments that answer one another',
      `<rss version="2.0" ${wordpress}><channel><item>${post}${Array.from({ length: LARGE / 200 }, (_, at) => comment(at)).join('')}</item></channel></rss>`,
    ],
    [
      'of JSON',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'A',
        items: Array.from({ length: LARGE / 60 }, (_, id) => ({
          id: `${id}`,
          title: 'T',
          content_text: 'x',
        })),
      }),
    ],
    ['of a note', `---\ntitle: A\n---\n${fill('a *b* [c](d_(e)) ')}\n`],
    ['of marks', `---\ntitle: A\n---\n${fill('[*_(`')}\n`],
    ['of comments in a note', `---\ntitle: A\n---\n## Comments\n${fill('- Jo: x\n')}`],
  ])('%s', (_, text) => {
    expect(read(text)?.posts.length).toBeGreaterThan(0);
  });
});
