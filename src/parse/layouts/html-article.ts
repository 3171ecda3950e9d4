import { publicationDay } from '../dates.ts';
import type { ParsedPost } from '../document.ts';
import type { HtmlPage } from '../html-page.ts';
import { descendants, firstLine, hasWords, type Match, marked } from '../html-passages.ts';
import { type PostMarks, readPost } from '../html-posts.ts';
import { isThread } from '../html-thread.ts';
import { type Line, linesOf } from '../lines.ts';
import type { RenderedElement } from '../rendering.ts';
import type { Span } from '../span.ts';
import { isProse } from '../wording.ts';
import type { Layout } from './layout.ts';

const isArticle = marked('article', '[role=article]');
const isMain = marked('main', '[role=main]', '#main', '#content');
const isTitle = marked('[itemprop=headline]', 'h1', '.headline');
const isBody = marked(
  ...['[itemprop=articleBody]', '.entry-content', '.post-content', '.article-body', '.article-content'],
  ...['.article__body', '.article-text', '.story-body', '.field-name-body', '.govspeak'],
);
const isFurniture = marked(
  ...[
    'header',
    'footer',
    'aside',
    'h1',
    'time',
    '.byline',
    '.author',
    '.meta',
    '.breadcrumb',
    '.breadcrumbs',
  ],
  ...['.share', '.sharing', '.social', '.related', '.newsletter', '.advert'],
);
/** What may hold an article that is not marked as one. */
const isContainer = marked('html', 'body', 'center', 'div', 'form', 'section', 'table', 'tbody', 'td', 'tr');

/** An element holds the text of a page when it holds this share of the prose around it. */
const MOST = 0.7;
/** No line that gives a date is longer, in characters. */
const LONGEST_DATELINE = 60;

/** A page for one article: by the elements that mean one, or else by where its prose stands. */
export const htmlArticle: Layout<HtmlPage> = {
  name: 'html-article',
  version: 2,
  description: 'HTML of one article on any site: its title, date, byline and text, and the comments below.',
  recognise(html) {
    const { total, of } = proseOn(html.text);
    const story = findStory(html, of);
    if (!hasWords(story.body)) return 0;
    const share = total === 0 ? 0 : of(story.body.span) / total;
    const isTitled = html.title !== null || [...descendants(html.root)].some(isTitle);
    return 0.1 + 0.3 * share + (story.isMarked ? 0.2 : 0) + (isTitled ? 0.1 : 0);
  },
  read(page, html) {
    const { of } = proseOn(page.text);
    const { post, body } = findStory(html, of);
    const dateline = findDateline(page.text, html, body, of);
    const threads = [...descendants(html.root, isThread)].filter(isThread);
    const marks: PostMarks = {
      post: (element) => element === post,
      body: (element) => element === body,
      title: isTitle,
      dateHeader: () => false,
      furniture: (element) => isFurniture(element) || element === dateline?.element,
    };
    const read = readPost(page, html, { element: post, day: html.publishedOn, threads }, marks);
    return [
      {
        ...read,
        ...(read.title === null ? titleAbove(html, body) : {}),
        publishedOn: read.publishedOn ?? dateline?.day ?? null,
        url: read.url ?? page.url,
        byline: read.byline ?? html.author,
      },
    ];
  },
};

/** The element that holds the article with all that is said of it, and the one that holds its text. */
interface Story {
  readonly post: RenderedElement;
  readonly body: RenderedElement;
  /** Whether the page marks it as an article or as its main part. */
  readonly isMarked: boolean;
}

function findStory({ root }: HtmlPage, proseIn: (span: Span) => number): Story {
  const most = (elements: readonly RenderedElement[]) =>
    elements.reduce<RenderedElement | undefined>(
      (best, next) => (best && proseIn(best.span) >= proseIn(next.span) ? best : next),
      undefined,
    );
  const outermost = (from: RenderedElement, match: Match) =>
    most([...descendants(from, (inner) => match(inner) || isThread(inner))].filter(match).filter(hasWords));
  const marked = outermost(root, isArticle) ?? outermost(root, isMain);
  const post = marked ?? root;
  const named = outermost(post, isBody);
  if (named) return { post, body: named, isMarked: true };
  let body = post;
  for (let inner: RenderedElement | undefined = post; inner; ) {
    body = inner;
    const enough: number = MOST * proseIn(body.span);
    inner =
      enough > 0
        ? body.children.find((child) => isContainer(child) && proseIn(child.span) >= enough)
        : undefined;
  }
  return { post: marked ?? body, body: marked ?? body, isMarked: marked !== undefined };
}

/** The nearest element with a date and nothing else that stands above the prose of the text, in it or over it. */
function findDateline(
  text: string,
  { root }: HtmlPage,
  { span: { start, end } }: RenderedElement,
  proseIn: (span: Span) => number,
) {
  const datelines = [...descendants(root)].flatMap((element) => {
    const { span } = element;
    const isLong = span.end - span.start > LONGEST_DATELINE;
    if (!hasWords(element) || isLong || span.end > end || proseIn({ start, end: span.start }) > 0) return [];
    const day = publicationDay(text.slice(span.start, span.end));
    return day === null ? [] : [{ element, day }];
  });
  // Of elements inside one another the outermost is the whole line.
  const last = datelines.at(-1);
  return last && datelines.find(({ element }) => element.span.start === last.element.span.start);
}

/** How many characters of prose stand on a page, and in a stretch of it. */
function proseOn(text: string) {
  const starts: number[] = [];
  const sums = [0];
  for (const line of linesOf(text)) {
    if (!isProse(line.text)) continue;
    starts.push(line.span.start);
    sums.push(sums.at(-1)! + line.text.length);
  }
  const before = (place: number) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return sums[low]!;
  };
  return { total: sums.at(-1)!, of: ({ start, end }: Span) => before(end) - before(start) };
}

/**
 * What stands over the text as its title: the last heading there, or else the longest line with which the
 * title in the head begins; or else that title itself.
 */
function titleAbove(
  { text, root, title }: HtmlPage,
  body: RenderedElement,
): Pick<ParsedPost, 'title' | 'titleSpan'> {
  const headings = [...descendants(root)].filter(
    (element) => isTitle(element) && hasWords(element) && element.span.end <= body.span.start,
  );
  const heading = headings.length > 0 ? firstLine(text, headings.at(-1)!) : null;
  const line =
    heading ??
    linesOf(text.slice(0, body.span.start)).reduce<Line | null>(
      (longest, next) =>
        title?.startsWith(next.text) && next.text.length > (longest?.text.length ?? 0) ? next : longest,
      null,
    );
  return { title: line?.text ?? title, titleSpan: line?.span ?? null };
}
