import { readFeed } from '../feed/formats.ts';
import { bloggerExport } from './blogger-export.ts';
import type { FeedLayout } from './layout.ts';
import { wordpressExport } from './wordpress-export.ts';

/** The posts that a site lists for feed readers, newest first on most. */
export const feed: FeedLayout = {
  name: 'feed',
  version: 5,
  description:
    'RSS, Atom, RDF or JSON Feed: its items, with the comments that say which of them they answer.',
  recognise: (text) => (isExport(text) ? 0 : 1),
  read: (_, text) => (isExport(text) ? [] : readFeed(text)),
};

/** Whether a feed holds all of a blog: what of it is a draft, or hidden, the layout of that export knows alone. */
function isExport(text: string): boolean {
  return [bloggerExport, wordpressExport].some(({ recognise }) => recognise(text) > 0);
}
