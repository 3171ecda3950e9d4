/** Comments in markup: nested in lists, or one after another under their writers' names. */

import { type CommentInThread, signedText, threaded } from '../comment.ts';
import { dayOf, stampedDay } from '../dates.ts';
import type { ParsedComment } from '../document.ts';
import { isIn } from '../passage.ts';
import { commentFooter } from '../text/comment-headers.ts';
import { webAddress } from '../web-address.ts';
import { isName, isNameHolder, signatureIn } from './names.ts';
import { descendants, firstLine, hasWords, isInside, linesOfElement, linksIn, marked } from './passages.ts';
import type { RenderedElement } from './rendering.ts';

/** What holds the comments under a post. */
export const isThread = marked(
  '#comments',
  '#comments-area',
  '.comments',
  '.comments-area',
  '.comment-list',
  '.commentlist',
  '.wp-block-comments',
  '.blogComments',
);

const isComment = marked('.comment', '.blogComment', '[itemprop=comment]');
/** Old themes of WordPress mark the list alone. */
const isCommentList = marked('.commentlist', '.comment-list');
const isTrackback = marked('.pingback', '.trackback');
const isCommentItem = (element: RenderedElement) =>
  element.tag === 'li' && /^(?:li-|div-)?comment-/.test(element.id) && !isTrackback(element);
const isReplies = marked('ol', 'ul', '.children', '.comment-replies', '.replies', '.comment-list');
const isMeta = marked('.comment-meta');
const isContent = marked(
  ...['.comment-content', '.wp-block-comment-content', '.wpd-comment-text', '.field-name-comment-body'],
  ...['.field--name-comment-body', '.comment-text'],
);
const isFooter = marked('.comment-footer');
/** Replies that stand beside what they answer, or inside it without a list. */
const isIndented = marked('.indented');
const isReply = marked('.wpd-reply');
const isBody = marked('.comment-body');
const isTime = marked(
  'time',
  '.comment-timestamp',
  '.datetime',
  '.comment-date',
  '.comment-metadata',
  '.comment-meta',
  '.commentmetadata',
  '.comment-time',
  '.wpd-comment-date',
  '.submitted',
);
/** What stands inside a comment and is no part of its text. */
const isOther = marked(
  ...['.comment', '[itemprop=comment]', '.comment-replies', '.children'],
  ...[
    '.comment-author',
    '.byline',
    '.item-control',
    '.comment-meta',
    '.comment-metadata',
    '.commentmetadata',
    '.comment-header',
  ],
  ...['.comment-footer', '.comment-timestamp', '.comment-actions', '.comment-awaiting-moderation', '.reply'],
  ...['.comment-replybox-single', '.comment-reply-link', '#respond', '.comment-respond'],
);
const isBacklinks = marked('#backlinks-container', '#backlinks');

/** The end of an address that leads to a comment: `#c101`, `#comment-6a00d8341`. */
const COMMENT_PLACE = /#(?:comment-?|c)[\da-f]+$/i;

/** What may stand between the name and the text. */
const BEFORE_TEXT =
  /^(?:(?:said|says|wrote)\s?(?:\.{3}|…|:)?)?\s*(?:your comment is awaiting moderation\.?)?$/i;

/** One comment's own elements, and the comments inside it. */
interface CommentElement {
  readonly content: RenderedElement;
  readonly name: RenderedElement | undefined;
  /** What old sites say under a comment of who wrote it, and when. */
  readonly footer: RenderedElement | undefined;
  /** What may say when it was written. */
  readonly times: readonly RenderedElement[];
  /** The elements of comments that stand inside it. */
  readonly answers: ReadonlySet<RenderedElement>;
  readonly replies: readonly CommentElement[];
}

/** The comments in these elements of a page, in thread order; `base` is where relative links lead from. */
export function readComments(
  page: string,
  threads: readonly RenderedElement[],
  base: string | null,
): ParsedComment[] {
  const read: CommentInThread[] = [];
  const visit = (element: CommentElement, parent: number | null): void => {
    const at = read.push({ comment: commentOf(page, element, base), parent }) - 1;
    for (const reply of element.replies) visit(reply, at);
  };
  for (const thread of threads) {
    for (const element of commentsIn(page, thread)) visit(element, null);
  }
  return threaded(read);
}

function commentsIn(page: string, thread: RenderedElement): CommentElement[] {
  const nested = gather(thread, true).replies;
  return nested.length > 0 ? nested.map((met) => commentElement(page, met)) : commentsInRow(thread);
}

/** A comment that was met, with those that stand further right below it. */
interface Met {
  readonly element: RenderedElement;
  readonly below: Met[];
}

function commentElement(page: string, { element, below }: Met): CommentElement {
  const { own, replies } = gather(element, false);
  const content = own.find(isContent);
  // What one site calls the content another calls the body inside it.
  const text =
    content && own.findLast((part) => (isBody(part) || isContent(part)) && isInside(part, content));
  return {
    content: text ?? own.find(isBody) ?? own.find(isComment) ?? element,
    name: own.filter(hasWords).find(isName) ?? own.find(isNameHolder) ?? nameIn(page, element, own),
    footer: own.find((part) => isFooter(part) && hasWords(part)),
    times: own.filter((part) => isTime(part) && !(text && isInside(part, text))),
    answers: new Set(replies.map((met) => met.element)),
    replies: [...replies, ...below].map((met) => commentElement(page, met)),
  };
}

/** The name in a comment that marks none: the first link over the text that is no date, or a citation there. */
function nameIn(
  page: string,
  element: RenderedElement,
  own: readonly RenderedElement[],
): RenderedElement | undefined {
  const meta = own.find(isMeta);
  const isDate = (part: RenderedElement) => stampedDay(firstLine(page, part)?.text ?? '') !== null;
  const isNameLink = (part: RenderedElement) =>
    meta && part.tag === 'a' && hasWords(part) && isInside(part, meta) && !isTime(part) && !isDate(part);
  return own.find(isNameLink) ?? element.children.find(({ tag }) => tag === 'cite');
}

/**
 * What an element holds: its own parts, and the comments in lists inside it. A comment inside another with
 * no list between is the same one, marked twice.
 */
function gather(element: RenderedElement, inList: boolean) {
  const own: RenderedElement[] = [];
  const replies: Met[] = [];
  const visit = (outer: RenderedElement, isListed: boolean): void => {
    for (const child of outer.children) {
      if (isBacklinks(child)) continue;
      const isItem = isCommentList(outer) && isCommentItem(child);
      const last = replies.at(-1);
      if (isItem || isReply(child) || (isListed && isComment(child)))
        replies.push({ element: child, below: [] });
      else if (last && isIndented(child)) for (const met of gather(child, true).replies) last.below.push(met);
      else {
        own.push(child);
        visit(child, isListed || isReplies(child));
      }
    }
  };
  visit(element, inList);
  return { own, replies };
}

/** Comments whose parts follow one another: the writer's name, the text, the time. */
function commentsInRow(thread: RenderedElement): CommentElement[] {
  const comments: CommentElement[] = [];
  let name: RenderedElement | undefined;
  let times: RenderedElement[] = [];
  let isTimeOver = false;
  let isBelowText = false;
  for (const part of descendants(thread, (inner) => isBody(inner) || isBacklinks(inner))) {
    if (isNameHolder(part)) name = part;
    // The time stands over the text, or else under it: then it is added to what the comment has already.
    if (isBelowText && (isNameHolder(part) || (isTime(part) ? isTimeOver : isBody(part)))) {
      times = [];
      isBelowText = false;
    }
    if (isTime(part)) times.push(part);
    if (!isBody(part)) continue;
    if (comments.length === 0) isTimeOver = times.length > 0;
    comments.push({ content: part, name, footer: undefined, times, answers: new Set(), replies: [] });
    name = undefined;
    isBelowText = true;
  }
  return comments;
}

/** A comment without its place in the thread; null for one without a word. */
function commentOf(
  page: string,
  { content, name, footer, times, answers }: CommentElement,
  base: string | null,
) {
  const isLeft = (inner: RenderedElement) => isOther(inner) || inner === name || answers.has(inner);
  const all = linesOfElement(page, content, isLeft);
  const first = all.findIndex(({ text }) => !BEFORE_TEXT.test(text));
  const lines = all.slice(Math.max(0, first));
  const signed = footer ? commentFooter(firstLine(page, footer)!) : null;
  const named = signatureIn(name ? firstLine(page, name) : null) ?? signed?.signature ?? null;
  const { signature, body } = signedText(page, lines, named);
  if (body.text === '') return null;
  return {
    signature,
    url: permalinkIn(times, base),
    publishedOn: writtenOn(page, times) ?? signed?.day ?? null,
    body,
    links: linksIn(content, base, isLeft).filter(({ span }) => isIn(span, body)),
  };
}

/** Where the time of a comment leads: to its place on a page. Null where it leads nowhere. */
function permalinkIn(times: readonly RenderedElement[], base: string | null): string | null {
  const links = times
    .flatMap((time) => [time, ...descendants(time)])
    .map(({ attributes }) => attributes.href);
  const href = links.find((link) => COMMENT_PLACE.test(link ?? ''));
  // A place on the page itself is one of those that its address leads to.
  return webAddress(href?.startsWith('#') && base ? base.replace(/#.*$/, '') + href : href, base);
}

/** The day that one of these elements gives, for machines or else for readers; null for none. */
function writtenOn(page: string, times: readonly RenderedElement[]): string | null {
  for (const element of times) {
    const { datetime, content, title = '' } = element.attributes;
    const shown = firstLine(page, element)?.text ?? '';
    const day =
      [datetime, content, title].map(dayOf).find((day) => day) ?? stampedDay(title) ?? stampedDay(shown);
    if (day) return day;
  }
  return null;
}
