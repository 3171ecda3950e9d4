import type { FeedEntry } from '../feed/entry.ts';
import type { Layout } from './layout.ts';

/** A note that a curator writes by hand, where a page cannot be saved. */
export const markdown: Layout<readonly FeedEntry[], FeedEntry> = {
  name: 'markdown',
  version: 2,
  description: 'A note in Markdown under front matter, with its comments in a section of their own.',
  recognise: () => 1,
  read: (_, entries) => [...entries],
};
