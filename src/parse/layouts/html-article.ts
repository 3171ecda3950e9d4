import { fold } from '../../model/slug.ts';
import type { ParsedPost } from '../document.ts';
import { agreedDay, findDateline } from '../html/dateline.ts';
import { bylineAbove, withoutEdges } from '../html/edges.ts';
import type { HtmlPage } from '../html/html-page.ts';
import { type PostMarks, readPost } from '../html/marked-posts.ts';
import { isThread } from '../html/marked-thread.ts';
import {
  descendants,
  firstLine,
  hasWords,
  linesOfElement,
  type Match,
  marked,
  worded,
} from '../html/passages.ts';
import type { RenderedElement } from '../html/rendering.ts';
import { type Line, linesOf } from '../lines.ts';
import type { Span } from '../span.ts';
import { type ArticleHead, findArticleHead } from '../text/article-head.ts';
import { wordCount } from '../wording.ts';
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
  ...['header', 'footer', 'aside', 'h1', '.byline', '.author', '.meta', '.breadcrumb', '.breadcrumbs'],
  ...['.button-wrapper', '.promo'],
);
/** What sites call what they put inside a text; it holds little of the prose there. */
const isAddition = worded(
  ...[
    'ad',
    'ads',
    'author',
    'bio',
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
/** What can be set into a text as a block. */
const isBlock = marked(...['div', 'section', 'aside', 'figure', 'form', 'ul', 'ol', 'dl', 'p', 'table']);
/** What may hold an article that is not marked as one. */
const isContainer = marked('html', 'body', 'center', 'div', 'form', 'section', 'table', 'tbody', 'td', 'tr');

/** What is marked as an article holds at least this share of the prose on its page. */
const SMALLEST_SHARE = 0.3;
/** What is added to a text holds less than this share of its prose. */
const MOST_ADDED = 0.3;
/** An element holds the text of a page when it holds this share of the prose around it. */
const MOST = 0.7;
/** In characters. */
const LONGEST_TITLE = 300;
/** The beginning of a longer title has so many words at least. */
const SHORTEST_OPENING = 4;
const MOST_PARTS = 6;

/** A page for one article: by the elements that mean one, or else by where its prose stands. */
export const htmlArticle: Layout<HtmlPage> = {
  name: 'html-article',
  version: 6,
  description: 'HTML of one article on any site: its title, date, byline and text, and the comments below.',
  recognise(html) {
    const { total, of } = html.prose;
    const story = findStory(html);
    if (!hasWords(story.body)) return 0;
    const share = total === 0 ? 0 : of(story.body.span) / total;
    const isTitled = html.titles.length > 0 || [...descendants(html.root)].some(isTitle);
    return 0.1 + 0.3 * share + (story.isMarked ? 0.2 : 0) + (isTitled ? 0.1 : 0);
  },
  read(page, html) {
    const { of } = html.prose;
    const { post, body } = findStory(html);
    const dateline = findDateline(html, body);
    const threads = [...descendants(html.root, isThread)].filter(isThread);
    const heading = headingOf(html, body);
    const isOver = ({ span }: RenderedElement) => of({ start: body.span.start, end: span.end }) === 0;
    const isAround: Match = (element) =>
      isThread(element) ||
      isFurniture(element) ||
      element === dateline?.element ||
      (element.tag === 'time' && isOver(element)) ||
      (isBlock(element) && isAddition(element) && of(element.span) < MOST_ADDED * of(body.span));
    // Where nothing is marked as the title, lines are read as those of a page without markup.
    const isMarked = heading && heading.tag !== 'font';
    const lines = linesOfElement(page.text, body, isAround);
    const head = isMarked ? null : findArticleHead(lines);
    const isLeft: Match = (element) => isAround(element) || (!head && element === heading);
    const under = heading && heading.span.start < body.span.end ? heading.span.end : 0;
    const below = head ? lines.slice(head.below) : lines.filter(({ span }) => span.start >= under);
    const marks: PostMarks = {
      post: (element) => element === post,
      body: (element) => element === body,
      title: (element) => element === heading,
      dateHeader: () => false,
      furniture: isLeft,
      textIn: () => withoutEdges(body, below, html.base),
    };
    const day = agreedDay(html, dateline?.day ?? head?.publishedOn ?? null);
    const read = readPost(page, html, { element: post, day, threads }, marks);
    return [
      {
        ...read,
        ...(read.title === null ? titleOver(html, body, heading, head) : {}),
        url: read.url ?? page.url,
        byline: read.byline ?? html.author ?? head?.byline ?? dateline?.writer ?? bylineAbove(lines),
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

function findStory({ root, prose }: HtmlPage): Story {
  const proseIn = (span: Span) => prose.of(span);
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

/**
 * The heading of a text: of those above its prose, over it or inside, the last that is the title of the whole page or
 * stands at either end of it beside the site's name, or begins with it; or else the nearest over it, or the first inside.
 */
function headingOf(
  { text, root, titles, prose }: HtmlPage,
  body: RenderedElement,
): RenderedElement | undefined {
  const isOver = ({ span }: RenderedElement) => span.end <= body.span.start;
  const isAbove = (element: RenderedElement) =>
    isOver(element) || prose.of({ start: body.span.start, end: element.span.end }) === 0;
  const above = [...descendants(root)].filter((element) => hasWords(element) && isAbove(element));
  const parts = new Set(titles.flatMap(partsOfTitle));
  const openings = [...parts].filter((part) => wordCount(part) >= SHORTEST_OPENING);
  const isNamed = ({ tag, span }: RenderedElement) => {
    if (!/^h[1-3]$/.test(tag) || span.end - span.start > LONGEST_TITLE) return false;
    const shown = fold(text.slice(span.start, span.end));
    return parts.has(shown) || openings.some((part) => shown.startsWith(`${part} `));
  };
  const headings = above.filter(isTitle);
  // Of what is written large the nearest is the title, and what stands further up the site's name.
  const isLarge = headings.every(({ tag }) => tag === 'font');
  return above.findLast(isNamed) ?? (isLarge ? headings.at(-1) : (headings.findLast(isOver) ?? headings[0]));
}

/** A page's title, and what it begins and ends with before and behind what parts it, folded. */
function partsOfTitle(title: string): string[] {
  const shown = title.slice(0, LONGEST_TITLE);
  const gaps = [...shown.matchAll(/\s+[|«»·–—-]\s+|: /g)].slice(0, MOST_PARTS);
  const ends = gaps.flatMap(({ index, 0: gap }) => [shown.slice(0, index), shown.slice(index + gap.length)]);
  return [shown, ...ends].map(fold);
}

/**
 * What stands over the text as its title: its heading, or else the longest line with which the title in the head begins,
 * as far as a mark (`A Title | A Site`) or for some words, or else what the lines of the text show; or else that title
 * itself.
 */
function titleOver(
  { text, titles }: HtmlPage,
  body: RenderedElement,
  heading: RenderedElement | undefined,
  head: ArticleHead | null,
): Pick<ParsedPost, 'title' | 'titleSpan'> {
  const [title = ''] = titles;
  const parts = new Set(partsOfTitle(title));
  const isOpening = ({ text: words }: Line) =>
    title.startsWith(words) && (wordCount(words) >= SHORTEST_OPENING || parts.has(fold(words)));
  const line =
    (heading && firstLine(text, heading)) ??
    linesOf(text.slice(0, body.span.start)).reduce<Line | null>(
      (longest, next) => (next.text.length > (longest?.text.length ?? 0) && isOpening(next) ? next : longest),
      null,
    ) ??
    head?.title;
  return { title: line?.text ?? titles[0] ?? null, titleSpan: line?.span ?? null };
}
