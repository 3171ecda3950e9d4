import type { HtmlPage } from '../html/html-page.ts';
import { findPosts, type PostMarks, readPost } from '../html/marked-posts.ts';
import { descendants, firstLine, marked } from '../html/passages.ts';
import type { Layout } from './layout.ts';

const MARKS: PostMarks = {
  post: marked('.post-outer-container', '.post-outer', '.mobile-post-outer', '.post', '.hentry'),
  body: marked('.post-body'),
  title: marked('.post-title', '.entry-title'),
  dateHeader: marked('.date-header'),
  furniture: marked('.post-footer', '.post-share-buttons'),
};
const isTemplate = marked(
  '.post-outer',
  '.post-outer-container',
  '.date-header',
  '#Blog1',
  '#comments-block',
);
const isStatus = marked('.status-msg-body');

/** A Blogger page, of one post or several: by its templates, from the first to those of today. */
export const blogger: Layout<HtmlPage> = {
  name: 'blogger',
  version: 6,
  description:
    'HTML of a Blogger site: a post with its comments, or the posts of a label, a time or a search.',
  recognise({ root, generator }) {
    const elements = [...descendants(root)];
    if (!elements.some(MARKS.body)) return 0;
    if (generator.includes('blogger')) return 1;
    return elements.some(isTemplate) ? 0.95 : 0.7;
  },
  read(page, html) {
    const posts = findPosts(page, html, MARKS).map((found) => readPost(page, html, found, MARKS));
    const status = [...descendants(html.root)].find(isStatus);
    const shown = (status && firstLine(page.text, status)?.text) ?? '';
    const label = /^Showing posts with label (.+?)\.? ?(?:Show all posts)?$/.exec(shown)?.[1];
    return posts.map((post) => ({
      ...post,
      url: post.url ?? (posts.length === 1 && !status ? page.url : null),
      labels: [...new Set([...(label ? [label] : []), ...post.labels])],
    }));
  },
};
