import type { FeedEntry } from '../feed/entry.ts';
import type { Note } from '../note/note.ts';
import type { Layout } from './layout.ts';

/** A note that a curator writes by hand, where a page cannot be saved. */
export const markdown: Layout<Note, FeedEntry> = {
  name: 'markdown',
  version: 3,
  description: 'A note in Markdown, mostly under front matter, with its comments in a section of their own.',
  recognise: ({ isFronted }) => (isFronted ? 1 : 0.8),
  read: (_, { entries }) => [...entries],
};
