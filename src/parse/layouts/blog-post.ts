import { findHeads } from '../text/heads.ts';
import { openingHead } from '../text/opening-head.ts';
import { readPost } from '../text/posts.ts';
import { splitThread } from '../text/thread-start.ts';
import { isTitle } from '../wording.ts';
import type { Layout } from './layout.ts';

/** A blog's page for one post: its date and title, its text, and the comments below. */
export const blogPost: Layout = {
  name: 'blog-post',
  version: 12,
  description: 'One post of a blog under a line with its date, with its comments below.',
  recognise(lines) {
    const { post, thread } = splitThread(lines);
    const head = openingHead(lines);
    // A thread without a head is still a post, but a layout that finds a title for it reads it better.
    if (!head) return thread.length > 0 ? 0.15 : 0;
    const isLast = findHeads(lines).at(-1)!.at < post.length;
    if (thread.length > 0 && isLast) return 0.95;
    return lines.slice(0, head.at).some(({ text }) => isTitle(text)) ? 0.35 : 0.7;
  },
  read(page, lines) {
    const head = openingHead(lines);
    return [readPost(page, head ?? { title: null, publishedOn: null }, lines.slice(head?.below ?? 0))];
  },
};
