import { feedDate } from '../feed/day.ts';
import { type FeedEntry, type FeedText, markup, NO_TEXT } from '../feed/entry.ts';
import { OPENING_LENGTH } from '../feed/file.ts';
import { elementsNamed, fieldOf, type XmlElement } from '../feed/xml-elements.ts';
import { webAddress } from '../web-address.ts';
import type { FeedLayout } from './layout.ts';

/** Elements by which WordPress marks paragraphs itself, so that line breaks mean nothing. */
const HAS_PARAGRAPHS = /<(?:p|br|div)[\s/>]/i;

/** The root of an export, with the namespace of what WordPress adds to RSS. */
const ROOT = /<rss\s[^>]*wordpress\.org\/export\//;

/**
 * All that a blog held when it was taken out of WordPress. Pages, drafts and uploads, spam, pingbacks and trackbacks
 * are left out; so are the e-mail and IP addresses of those who commented.
 */
export const wordpressExport: FeedLayout = {
  name: 'wordpress-export',
  version: 2,
  description: 'A file that WordPress exports: its published posts and the approved comments on them.',
  recognise: (text) => (ROOT.test(text.slice(0, OPENING_LENGTH)) ? 1 : 0),
  read: (_, text) => elementsNamed(text, 'item').filter(isPublished).flatMap(entriesOf),
};

function isPublished(item: XmlElement): boolean {
  return (
    fieldOf(item, 'wp:post_type') === 'post' &&
    fieldOf(item, 'wp:status') === 'publish' &&
    !fieldOf(item, 'wp:post_password')
  );
}

function entriesOf(item: XmlElement): FeedEntry[] {
  const id = `post ${fieldOf(item, 'wp:post_id')}`;
  const url = webAddress(fieldOf(item, 'link') ?? undefined, null);
  const labels = item.children.filter(({ name, text }) => name === 'category' && text.trim() !== '');
  const post: FeedEntry = {
    names: [id],
    answers: null,
    url,
    title: markup(fieldOf(item, 'title')),
    answeredTitle: null,
    ...feedDate(fieldOf(item, 'wp:post_date') ?? fieldOf(item, 'pubDate')),
    author: fieldOf(item, 'dc:creator'),
    labels: labels.map(({ text }) => text.trim()),
    body: withParagraphs(fieldOf(item, 'content:encoded')),
  };
  const comments = item.children.filter((child) => child.name === 'wp:comment' && isApproved(child));
  return [post, ...comments.map((comment) => commentEntry(comment, id))];
}

function isApproved(comment: XmlElement): boolean {
  const type = fieldOf(comment, 'wp:comment_type');
  return fieldOf(comment, 'wp:comment_approved') === '1' && (type === null || type === 'comment');
}

function commentEntry(comment: XmlElement, post: string): FeedEntry {
  return {
    names: [`comment ${fieldOf(comment, 'wp:comment_id')}`],
    answers: [`comment ${fieldOf(comment, 'wp:comment_parent')}`, post],
    url: null,
    title: null,
    answeredTitle: null,
    ...feedDate(fieldOf(comment, 'wp:comment_date') ?? fieldOf(comment, 'wp:comment_date_gmt')),
    author: fieldOf(comment, 'wp:comment_author'),
    labels: [],
    body: withParagraphs(fieldOf(comment, 'wp:comment_content')),
  };
}

/** A text as WordPress keeps it: where it has no paragraphs of its own, line breaks are meant. */
function withParagraphs(content: string | null): FeedText {
  if (content === null) return NO_TEXT;
  return {
    content: HAS_PARAGRAPHS.test(content) ? content : content.replace(/\r\n|[\r\n]/g, '<br>'),
    type: 'markup',
  };
}
