import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import { LAYOUTS } from '../../src/parse/layouts/registry.ts';
import { linesOf } from '../../src/parse/lines.ts';
import { MEDIA } from '../../src/parse/media.ts';
import { parse } from '../../src/parse/parse.ts';
import { asPrinted } from './as-printed.ts';
import { expectTraceable } from './spans.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);
/** Every page for which a JSON file beside it says how it is read. */
const NAMES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?!json$)\w+$/.test(file) && existsSync(expectationOf(file)))
  .sort();

function expectationOf(name: string): URL {
  return new URL(name.replace(/\.\w+$/, '.json'), FIXTURES);
}

const bytesOf = (name: string) => readFileSync(new URL(name, FIXTURES));
const expectedOf = (name: string) => JSON.parse(readFileSync(expectationOf(name), 'utf8'));
const pageOf = (bytes: Uint8Array) => decode(bytes, { file: null, url: null });
const pageWith = (text: string) => pageOf(new TextEncoder().encode(text));

describe.each(NAMES)('the page %s', (name) => {
  test('is read as the document beside it', () => {
    expect(asPrinted(parse(pageOf(bytesOf(name))))).toEqual(expectedOf(name));
  });

  test('can be found again word for word', () => {
    expectTraceable(parse(pageOf(bytesOf(name))));
  });

  test.each([
    ['\r\n', 'Windows'],
    ['\r', 'old Mac'],
  ])('is read alike with %j as its line ending', (ending) => {
    const text = bytesOf(name).toString('utf8').replaceAll('\n', ending);
    expect(asPrinted(parse(pageWith(text)))).toEqual(expectedOf(name));
  });
});

describe('every layout', () => {
  test('has a page among the fixtures', () => {
    const read = new Set(NAMES.map((name) => expectedOf(name).parser));
    const layouts = MEDIA.flatMap((medium) => medium.layouts);
    expect(read).toEqual(new Set(layouts.map(({ name, version }) => `${name}/${version}`)));
  });

  test.each(LAYOUTS)('$name is sure between 0 and 1 of any page', ({ recognise }) => {
    for (const name of NAMES) {
      const lines = linesOf(bytesOf(name).toString('utf8'));
      expect(recognise(lines)).toBeGreaterThanOrEqual(0);
      expect(recognise(lines)).toBeLessThanOrEqual(1);
    }
  });
});

test('numbers without days are a list of the text, and no messages of a forum', () => {
  const items = ['#1', '#2', '#3'].map(
    (number) => `${number}\nThe tide came in over the wall, and nobody was there.`,
  );
  const { parser, posts } = parse(pageWith(`Three Tides\n\n${items.join('\n\n')}\n`));
  expect(parser).not.toMatch(/^forum/);
  expect(posts[0]!.comments).toEqual([]);
});

describe('parse', () => {
  test('names the layouts it knows when none recognises the page', () => {
    const reading = () => parse(pageWith('one line of words\n\n'));
    expect(reading).toThrow(PageError);
    expect(reading).toThrow(/1 line .*label-archive, blog-post, displaced-buttons, substack, forum, article/);
  });

  test('reads a page by the layout it is told to', () => {
    const page = pageOf(bytesOf('news-article.txt'));
    expect(parse(page, 'blog-post')).toMatchObject({
      parser: expect.stringMatching(/^blog-post\//),
      posts: [{ title: null }],
    });
  });

  test('refuses a page that shows no post in the layout it is told to', () => {
    expect(() => parse(pageWith('Just this line'), 'label-archive')).toThrow(
      /no post when read as label-archive/,
    );
  });

  test('refuses a layout that it does not know', () => {
    const reading = () => parse(pageWith('Just this line'), 'microfiche');
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(/"microfiche"; expected one of .*label-archive/);
  });
});

describe('an archive without a header', () => {
  const post = (day: number, title: string) =>
    `${day} August 2021\n\n${title}\n\nSome words under ${title}, enough of them to be read as a text.\n\n`;

  test('is told by its dated posts', () => {
    const { parser, posts } = parse(pageWith(post(19, 'Newer') + post(18, 'Older')));
    expect(parser).toMatch(/^label-archive\//);
    expect(posts.map(({ title }) => title)).toEqual(['Newer', 'Older']);
  });

  test('is read in its own order when that is not newest first', () => {
    const { posts } = parse(pageWith(post(3, 'First') + post(4, 'Second') + post(5, 'Third')));
    expect(posts.map(({ title }) => title)).toEqual(['First', 'Second', 'Third']);
  });
});

describe('the last line of an article', () => {
  const above = `A Title\n\nBy the harbour desk\n\n19 August 2021\n\n${'Words of a text that goes on and on about the ferry, the lock and the tide, until nobody reads it. '.repeat(2)}\n\n`;
  const lastOf = (line: string) => parse(pageWith(`${above}${line}\n`), 'article').posts[0]!;

  test.each(['Happy Christmas', 'Climate Change is the greatest threat of our time.', '3 May 2019'])(
    'is of the text where it is %j',
    (line) => {
      const post = lastOf(line);
      expect(post.byline).toBeNull();
      expect(post.body.text.endsWith(line)).toBe(true);
    },
  );

  test('names the writer where it gives an office', () => {
    const post = lastOf('Justin Lind is chief inspector of ferries');
    expect(post.byline?.name).toBe('Justin Lind');
    expect(post.body.text).not.toContain('Justin');
  });
});
