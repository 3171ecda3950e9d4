/** Feeds and exports as pages: rendered post by post, so that every word of them has a place to point to. */
import { signedText, threaded } from '../comment.ts';
import type { ParsedComment, ParsedPost, PlacedPosts, Signature } from '../document.ts';
import { signatureIn } from '../html/names.ts';
import { firstLine, linksIn } from '../html/passages.ts';
import { type RenderedElement, Rendering } from '../html/rendering.ts';
import { type Line, linesIn, withoutMargins } from '../lines.ts';
import type { Page } from '../page.ts';
import { isIn, passageOf } from '../passage.ts';
import { guestSignature } from '../signatures.ts';
import type { Span } from '../span.ts';
import type { FeedEntry, FeedText } from './entry.ts';
import { type FeedComment, type FeedThread, threadsOf } from './threads.ts';

/** What a site adds to each text in its feed. */
const FEED_FURNITURE = /^The post .{1,300} (?:appeared first on|first appeared on) .{1,200}\.$/;

/** In characters: a report may have many authors. */
const LONGEST_BYLINE = 1000;

interface RenderedEntry {
  readonly entry: FeedEntry | null;
  readonly author: Span | null;
  readonly body: RenderedElement;
}

interface RenderedThread {
  readonly thread: FeedThread;
  readonly title: RenderedElement | null;
  readonly post: RenderedEntry;
  readonly comments: readonly (RenderedEntry & Pick<FeedComment, 'parent'>)[];
}

/** Renders the entries of a feed: for each post title, day, author, text, then its comments. */
export function feedPage(page: Page, entries: readonly FeedEntry[]): PlacedPosts {
  const rendering = new Rendering();
  const threads = threadsOf(entries).map((thread) => renderThread(rendering, thread));
  const rendered = { ...page, text: rendering.text };
  return { page: rendered, posts: threads.map((thread) => postOf(rendered.text, thread)) };
}

function renderThread(rendering: Rendering, thread: FeedThread): RenderedThread {
  const title = thread.title && renderText(rendering, thread.title);
  if (thread.post?.day) rendering.append(thread.post.day);
  return {
    thread,
    title,
    post: renderEntry(rendering, thread.post),
    comments: thread.comments.map(({ entry, parent }) => ({ ...renderEntry(rendering, entry), parent })),
  };
}

function renderEntry(rendering: Rendering, entry: FeedEntry | null): RenderedEntry {
  const author = entry?.author?.trim().replace(/\s+/g, ' ');
  return {
    entry,
    author: author ? rendering.append(author) : null,
    body: renderText(rendering, entry?.body ?? { content: '', type: 'words' }),
  };
}

function renderText(rendering: Rendering, { content, type }: FeedText): RenderedElement {
  if (type === 'markup') return rendering.appendHtml(content);
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return rendering.appendHtml(`<pre>${escaped}</pre>`);
}

function postOf(page: string, { thread, title, post, comments }: RenderedThread): ParsedPost {
  const titleLine = title && firstLine(page, title);
  const lines = textLines(page, post.body);
  const body = passageOf(page, lines);
  return {
    url: thread.url,
    title: titleLine?.text ?? null,
    titleSpan: titleLine?.span ?? null,
    publishedOn: thread.post?.day ?? null,
    byline: writerOf(page, post, LONGEST_BYLINE),
    labels: [...new Set(thread.post?.labels.map((label) => label.trim()).filter((label) => label !== ''))],
    body,
    links: linksIn(post.body, thread.url).filter(({ span }) => isIn(span, body)),
    note: null,
    guest: guestSignature(lines),
    comments: commentsOf(page, comments, thread.url),
  };
}

/** The comments in thread order. */
function commentsOf(page: string, comments: RenderedThread['comments'], url: string | null): ParsedComment[] {
  const read = comments.map((comment) => {
    const { entry, body, parent } = comment;
    const signed = signedText(page, textLines(page, body), writerOf(page, comment));
    const links = linksIn(body, entry?.url ?? url).filter(({ span }) => isIn(span, signed.body));
    const { url: own = null, day = null } = entry ?? {};
    return {
      comment: signed.body.text === '' ? null : { ...signed, url: own, publishedOn: day, links },
      parent,
    };
  });
  return threaded(read);
}

function writerOf(page: string, { author }: RenderedEntry, longest?: number): Signature | null {
  return signatureIn(author && (linesIn(page, author)[0] ?? null), longest);
}

function textLines(page: string, body: RenderedElement): readonly Line[] {
  const lines = linesIn(page, body.span);
  const last = lines.at(-1);
  return withoutMargins(last && FEED_FURNITURE.test(last.text) ? lines.slice(0, -1) : lines);
}
