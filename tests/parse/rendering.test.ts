import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { descendants, linksIn } from '../../src/parse/html/passages.ts';
import { type RenderedElement, Rendering } from '../../src/parse/html/rendering.ts';
import { runs } from '../support/runs.ts';

function rendered(html: string) {
  const rendering = new Rendering();
  const root = rendering.appendHtml(html);
  const first = (tag: string): RenderedElement => [...descendants(root)].find((found) => found.tag === tag)!;
  const wordsOf = ({ span }: RenderedElement) => rendering.text.slice(span.start, span.end);
  return { text: rendering.text, root, first, wordsOf };
}

describe('markup is rendered as a reader sees it:', () => {
  test.each([
    ['white space is collapsed', ' a \n\t b <i> c</i>  d ', 'a b c d'],
    ['paragraphs stand apart', '<p>a<p>b</p>c', 'a\n\nb\n\nc'],
    ['blocks are lines', '<div>a<div>b</div></div>c', 'a\nb\nc'],
    ['a break ends a line', 'a<br>b<br/><br/>c', 'a\nb\n\nc'],
    ['a break that ends a block adds nothing', '<div>a<br></div><div>b</div>', 'a\nb'],
    ['an empty block adds nothing', '<div>a</div><div> </div><div>b</div>', 'a\nb'],
    ['a block with a break is an empty line', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
    ['so is one with a no-break space', '<div>a</div><div>&nbsp;</div><div>b</div>', 'a\n\nb'],
    ['any number of breaks is one gap', `a${'<br>'.repeat(9)}b`, 'a\n\n\nb'],
    ['items of lists are lines', '<ul><li>a<li>b</ul>c', 'a\nb\n\nc'],
    ['so are cells of tables', '<table><tr><td>a<td>b</table>', 'a\nb'],
    ['preformatted text is kept', 'x<pre>  a\n\n b  c</pre>', 'x\n\n  a\n\n b  c'],
    ['entities are decoded once', '&lt;b&gt; &amp;amp; &eacute;&#8217;', '<b> &amp; é’'],
    ['characters that are none are replaced', '&#0;&#xD800;&#x110000;', '\uFFFD\uFFFD\uFFFD'],
    ['no-break spaces inside lines are kept', 'a&nbsp;b', 'a\u00a0b'],
    ['marks of writing direction are kept', '<p>\u200Fא</p>', '\u200Fא'],
    ['scripts and styles are not shown', 'a<script>"</p>b"</script><style>p{}</style>c', 'ac'],
    ['nor is what is in the head', '<head><title>t</title></head><body>a', 'a'],
    [
      'nor what works the page',
      'a<nav><ul><li>n</ul></nav><button>x</button><select><option>y</select>',
      'a',
    ],
    ['nor what is hidden', 'a<div hidden><p>x<br>y</p></div>b', 'a\nb'],
    ['nor comments and declarations', '<!DOCTYPE html><!-- x --><?php echo ?>a<![CDATA[x]]>', 'a'],
    ['a tag that breaks off says nothing', 'a<p class="', 'a'],
  ])('%s', (_, html, text) => {
    expect(rendered(html).text).toBe(text);
  });

  test('what is appended stands apart, and is found where it was put', () => {
    const rendering = new Rendering();
    const title = rendering.append(' A title ');
    const root = rendering.appendHtml('<p>a</p>');
    const last = rendering.append('The end');
    expect(rendering.text).toBe('A title\n\na\n\nThe end');
    expect(rendering.text.slice(title.start, title.end)).toBe('A title');
    expect(rendering.text.slice(root.span.start, root.span.end)).toBe('a');
    expect(rendering.text.slice(last.start, last.end)).toBe('The end');
  });
});

describe('an element', () => {
  test('spans its words without the space around them', () => {
    const { first, wordsOf } = rendered('<div> <p> a <b> b </b> <i></i> </p> c</div>');
    expect(['div', 'p', 'b', 'i'].map((tag) => wordsOf(first(tag)))).toEqual(['a b\n\nc', 'a b', 'b', '']);
  });

  test('has its classes, its attributes decoded, and the words that are not shown', () => {
    const { first } = rendered('<title>a &amp; b</title><p id=x class="post  hentry" DATETIME="1 &lt; 2">');
    expect(first('title').unshown).toBe('a & b');
    expect(first('p')).toMatchObject({ id: 'x', attributes: { datetime: '1 < 2' } });
    expect(first('p').classes).toEqual(['post', 'hentry']);
  });

  test('links to what can be reached by the web, with the words that carry the link', () => {
    const { root, text } = rendered(
      '<a href="/a?x=1&amp;y=2"> one </a><a href="mailto:a@b.org">two</a><a href="#top">three</a>' +
        '<a href="javascript:x()">four</a><a href="//c.org/">five</a><a href="http://[">six</a><a href="/i"><img></a>',
    );
    expect(
      linksIn(root, 'https://b.org/x').map(({ url, span }) => [text.slice(span.start, span.end), url]),
    ).toEqual([
      ['one', 'https://b.org/a?x=1&y=2'],
      ['five', 'https://c.org/'],
    ]);
    expect(linksIn(root, null)).toEqual([]);
  });
});

const html = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<div>',
        '</div>',
        '<p>',
        '</p>',
        '<br>',
        '<li>',
        '<ul>',
        '</ul>',
        '<b>',
        '</b>',
        '<pre>',
      ),
      fc.constantFrom(
        '</pre>',
        '<nav>',
        '</nav>',
        '<script>',
        '</script>',
        '<td>',
        '<svg>',
        '</svg>',
        '<form>',
      ),
      fc.constantFrom(
        '&nbsp;',
        '&amp;',
        '&#10;',
        '<a href="',
        '">',
        '<!--',
        '-->',
        '\0',
        ' ',
        '\n',
        '\u2028',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe('any markup', () => {
  test('gives a text in which every element stands inside its parent, after the one before', () => {
    fc.assert(
      fc.property(html, (markup) => {
        const { text, root } = rendered(markup);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\0');
        const check = ({ span, children }: RenderedElement) => {
          expect(text.slice(span.start, span.end).trim() === '').toBe(span.start === span.end);
          let end = span.start;
          for (const child of children.filter((inner) => inner.span.start < inner.span.end)) {
            expect(child.span.start).toBeGreaterThanOrEqual(end);
            end = child.span.end;
          }
          expect(end).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          children.forEach(check);
        };
        check(root);
      }),
      { numRuns: runs(400) },
    );
  });

  test('is refused where it nests too deeply or has too many elements', () => {
    const limits = { depth: 3, elements: 5 };
    const reading = (markup: string) => () => new Rendering(limits).appendHtml(markup);
    expect(reading('<i><i><i>a')).not.toThrow();
    expect(reading('<i><i><i><i>a')).toThrow(PageError);
    expect(reading('<i><i><i><i>a')).toThrow(/more than 3 deep; expected at most 3/);
    expect(reading('<br>'.repeat(6))).toThrow(/more than 5 elements; expected at most 5/);
    expect(() => new Rendering().appendHtml('<div>'.repeat(200_000))).toThrow(/more than 512 deep/);
  });
});
