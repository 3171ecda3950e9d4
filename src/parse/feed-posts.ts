/** Feeds and exports as pages: rendered post by post, so that every word of them has a place to point to. */
import type { ParsedComment, ParsedPost, PlacedPosts, Signature } from './document.ts';
import type { FeedEntry, FeedText } from './feed-entry.ts';
import { type FeedComment, type FeedThread, threadsOf } from './feed-threads.ts';
import { signatureIn } from './html-names.ts';
import { firstLine, linesIn, linksIn, passageOf } from './html-passages.ts';
import { type Line, withoutMargins } from './lines.ts';
import type { Page } from './page.ts';
import { type RenderedElement, Rendering } from './rendering.ts';
import { closingSignature, guestSignature, signatureOf } from './signatures.ts';
import type { Span } from './span.ts';

/** What a site adds to each text in its feed. */
const FEED_FURNITURE = /^The post .{1,300} (?:appeared first on|first appeared on) .{1,200}\.$/;

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
    byline: writerOf(page, post),
    labels: [...new Set(thread.post?.labels.map((label) => label.trim()).filter((label) => label !== ''))],
    body,
    links: linksIn(post.body, thread.url).filter(({ span }) => span.end <= (body.extent?.end ?? 0)),
    note: null,
    guest: guestSignature(lines),
    comments: commentsOf(page, comments, thread.url),
  };
}

/** The comments in thread order; those without a word are left out, and what answers them moves up. */
function commentsOf(page: string, comments: RenderedThread['comments'], url: string | null): ParsedComment[] {
  const read: ParsedComment[] = [];
  const positions: (number | null)[] = [];
  for (const comment of comments) {
    const parent = comment.parent === null ? null : positions[comment.parent]!;
    const lines = textLines(page, comment.body);
    const writer = writerOf(page, comment);
    const closing = writer ? null : closingSignature(lines);
    const body = passageOf(page, closing ? lines.slice(0, -1) : lines);
    const position = body.text === '' ? null : read.length + 1;
    positions.push(position ?? parent);
    if (position === null) continue;
    const signature = writer ?? (closing && signatureOf(closing));
    read.push({
      position,
      parent,
      signature,
      publishedOn: comment.entry?.day ?? null,
      body,
      links: linksIn(comment.body, comment.entry?.url ?? url),
    });
  }
  return read;
}

function writerOf(page: string, { author }: RenderedEntry): Signature | null {
  return signatureIn(author && (linesIn(page, author)[0] ?? null));
}

function textLines(page: string, body: RenderedElement): readonly Line[] {
  const lines = linesIn(page, body.span);
  const last = lines.at(-1);
  return withoutMargins(last && FEED_FURNITURE.test(last.text) ? lines.slice(0, -1) : lines);
}
