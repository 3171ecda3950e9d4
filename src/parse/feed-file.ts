import { PageError } from '../errors.ts';
import { readBloggerExport } from './blogger-entries.ts';
import type { ParsedPost } from './document.ts';
import type { FeedEntry } from './feed-entry.ts';
import { readFeed } from './feed-formats.ts';
import { feedPage } from './feed-posts.ts';
import type { Page } from './page.ts';
import { readWordpressExport } from './wordpress-entries.ts';

/** A feed or an export, read: which of them it was, and the posts in it. */
export interface FeedFile {
  readonly origin: FeedOrigin;
  readonly posts: readonly ParsedPost[];
}

export type FeedOrigin = 'feed' | 'blogger-export' | 'wordpress-export';

const READERS: Record<FeedOrigin, (text: string) => FeedEntry[]> = {
  feed: readFeed,
  'blogger-export': readBloggerExport,
  'wordpress-export': readWordpressExport,
};

/** How far into a file its first elements must have come, in characters. */
const OPENING_LENGTH = 4096;
const ROOT = /<(rss|feed|rdf:RDF)[\s>]/;

/** Whether a text is a feed, or XML or JSON that would be read as nothing else. */
export function isFeed(text: string): boolean {
  const opening = text.slice(0, OPENING_LENGTH).trimStart();
  if (/^\{\s*"|^\[\s*[{[]/.test(opening)) return true;
  const isXml = /^<\?xml\s/.test(opening) || (opening.startsWith('<') && ROOT.test(opening));
  return isXml && !/<(?:!doctype )?html[\s>]/i.test(opening);
}

/** Reads a feed or an export and renders it; PageError for a file that is neither, or is cut off. */
export function openFeed(page: Page): { readonly page: Page; readonly content: FeedFile } {
  const opening = page.text.slice(0, OPENING_LENGTH);
  const root = ROOT.exec(opening);
  if (root && opening.slice(0, root.index).includes('<!ENTITY')) {
    throw new PageError('Found a feed that declares entities of its own; expected one that does not.');
  }
  if (root && !page.text.trimEnd().endsWith(`</${root[1]}>`)) {
    throw new PageError(`Found a feed that is cut off; expected it to end with </${root[1]}>.`);
  }
  const origin = originOf(page.text);
  const { page: rendered, posts } = feedPage(page, READERS[origin](page.text));
  return { page: rendered, content: { origin, posts } };
}

function originOf(text: string): FeedOrigin {
  if (/<rss\s[^>]*wordpress\.org\/export\//.test(text.slice(0, OPENING_LENGTH))) return 'wordpress-export';
  const isBlogger = /schemas\.google\.com\/blogger\/20(?:08\/kind#|18)/.test(text);
  return isBlogger && text.includes('<feed') ? 'blogger-export' : 'feed';
}
