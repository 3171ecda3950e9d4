import type { FeedFile } from '../feed-file.ts';
import type { Layout } from './layout.ts';

/** All that a blog held when it was taken out of WordPress. */
export const wordpressExport: Layout<FeedFile> = {
  name: 'wordpress-export',
  version: 2,
  description: 'A file that WordPress exports: its published posts and the approved comments on them.',
  recognise: ({ origin }) => (origin === 'wordpress-export' ? 1 : 0),
  read: (_, { posts }) => [...posts],
};
