import { fold } from '../../model/slug.ts';
import { type ArticleHead, findArticleHead } from '../article-head.ts';
import { publicationDay } from '../dates.ts';
import type { ParsedPost } from '../document.ts';
import { withoutEdges } from '../html-edges.ts';
import type { HtmlPage } from '../html-page.ts';
import {
  descendants,
  firstLine,
  hasWords,
  linesOfElement,
  type Match,
  marked,
  worded,
} from '../html-passages.ts';
import { type PostMarks, readPost } from '../html-posts.ts';
import { isThread } from '../html-thread.ts';
import { type Line, linesOf } from '../lines.ts';
import { proseOn } from '../prose.ts';
import type { RenderedElement } from '../rendering.ts';
import type { Span } from '../span.ts';
import type { Layout } from './layout.ts';

const isArticle = marked('article', '[role=article]');
const isMain = marked('main', '[role=main]', '#main', '#content');
const isHeading = marked('[itemprop=headline]', 'h1', '.headline');
/** Or what is written large, on pages older than headings. */
const isTitle: Match = (element) =>
  isHeading(element) || (element.tag === 'font' && /^(?:[4-7]|\+[2-4])$/.test(element.attributes.size ?? ''));
const isBody = marked(
  ...['[itemprop=articleBody]', '.entry-content', '.post-content', '.article-body', '.article-content'],
  ...['.article__body', '.article-text', '.story-body', '.field-name-body', '.field--name-body', '.govspeak'],
  ...['.available-content', '.et_pb_post_content', '.post-body', '[data-gu-name=body]'],
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
  ...['.button-wrapper', '.promo'],
);
/** What sites call what they put inside a text; it holds little of the prose there. */
const isAddition = worded(
  ...[
    'share',
    'sharing',
    'social',
    'related',
    'newsletter',
    'signup',
    'emailsignup',
    'subscribe',
    'subscription',
  ],
  ...['subscriptions', 'advert', 'advertisement', 'toolbar', 'bookmark', 'promo', 'cta', 'breadcrumbs'],
);
/** What may hold an article that is not marked as one. */
const isContainer = marked('html', 'body', 'center', 'div', 'form', 'section', 'table', 'tbody', 'td', 'tr');

/** What is marked as an article holds at least this share of the prose on its page. */
const SMALLEST_SHARE = 0.3;
/** What is added to a text holds less than this share of its prose. */
const MOST_ADDED = 0.3;
/** An element holds the text of a page when it holds this share of the prose around it. */
const MOST = 0.7;
/** No line that gives a date is longer, in characters. */
const LONGEST_DATELINE = 60;

/** A page for one article: by the elements that mean one, or else by where its prose stands. */
export const htmlArticle: Layout<HtmlPage> = {
  name: 'html-article',
  version: 3,
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
    const heading = headingOf(html, body, of);
    const isAround: Match = (element) =>
      isFurniture(element) ||
      element === dateline?.element ||
      (isAddition(element) && of(element.span) < MOST_ADDED * of(body.span));
    // Where nothing over the text is marked as its title, its lines are read as those of a page without markup.
    const isMarked = heading && heading.span.end <= body.span.start;
    const head = isMarked ? null : findArticleHead(linesOfElement(page.text, body, isAround));
    const isLeft: Match = (element) => isAround(element) || (!head && element === heading);
    const marks: PostMarks = {
      post: (element) => element === post,
      body: (element) => element === body,
      title: (element) => element === heading,
      dateHeader: () => false,
      furniture: isLeft,
      textIn: (_, lines) => withoutEdges(body, lines.slice(head?.below ?? 0)),
    };
    const day = html.publishedOn ?? dateline?.day ?? head?.publishedOn ?? null;
    const read = readPost(page, html, { element: post, day, threads }, marks);
    return [
      {
        ...read,
        ...(read.title === null ? titleOver(html, body, heading, head) : {}),
        url: read.url ?? page.url,
        byline: read.byline ?? html.author ?? head?.byline ?? null,
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
  // What a page points to may be marked as well.
  const enough = SMALLEST_SHARE * proseIn(root.span);
  const isLarge = (found: RenderedElement | undefined) => found && proseIn(found.span) >= enough;
  const marked = [outermost(root, isArticle), outermost(root, isMain)].find(isLarge);
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

/**
 * The heading of a text: of those above its prose, over it or inside, the last that stands in the title of the whole
 * page, or else the nearest over it, or the first inside.
 */
function headingOf(
  { text, root, title }: HtmlPage,
  body: RenderedElement,
  proseIn: (span: Span) => number,
): RenderedElement | undefined {
  const isAbove = ({ span }: RenderedElement) =>
    span.end <= body.span.start || proseIn({ start: body.span.start, end: span.end }) === 0;
  const above = [...descendants(root)].filter((element) => hasWords(element) && isAbove(element));
  const shown = title === null ? '' : fold(title);
  const isInTitle = (element: RenderedElement) => shown.includes(fold(firstLine(text, element)!.text));
  const named = above.filter((element) => /^h[1-3]$/.test(element.tag) && isInTitle(element));
  const headings = above.filter(isTitle);
  return named.at(-1) ?? headings.findLast(({ span }) => span.end <= body.span.start) ?? headings[0];
}

/**
 * What stands over the text as its title: its heading, or else the longest line with which the title in the
 * head begins, or else what the lines of the text show; or else that title itself.
 */
function titleOver(
  { text, title }: HtmlPage,
  body: RenderedElement,
  heading: RenderedElement | undefined,
  head: ArticleHead | null,
): Pick<ParsedPost, 'title' | 'titleSpan'> {
  const line =
    (heading && firstLine(text, heading)) ??
    linesOf(text.slice(0, body.span.start)).reduce<Line | null>(
      (longest, next) =>
        title?.startsWith(next.text) && next.text.length > (longest?.text.length ?? 0) ? next : longest,
      null,
    ) ??
    head?.title;
  return { title: line?.text ?? title, titleSpan: line?.span ?? null };
}
