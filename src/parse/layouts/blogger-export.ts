import type { FeedFile } from '../feed-file.ts';
import type { Layout } from './layout.ts';

/** All that a blog held when it was taken out of Blogger. */
export const bloggerExport: Layout<FeedFile> = {
  name: 'blogger-export',
  version: 2,
  description: 'A file that Blogger exports: its live posts and the comments on them.',
  recognise: ({ origin }) => (origin === 'blogger-export' ? 1 : 0),
  read: (_, { posts }) => [...posts],
};
