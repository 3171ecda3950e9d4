import type { FeedFile } from '../feed-file.ts';
import type { Layout } from './layout.ts';

/** The posts that a site lists for feed readers, newest first on most. */
export const feed: Layout<FeedFile> = {
  name: 'feed',
  version: 3,
  description:
    'RSS, Atom, RDF or JSON Feed: its items, with the comments that say which of them they answer.',
  recognise: ({ origin }) => (origin === 'feed' ? 1 : 0),
  read: (_, { posts }) => [...posts],
};
