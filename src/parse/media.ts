import type { ParsedPost } from './document.ts';
import { type FeedFile, isFeed, openFeed } from './feed-file.ts';
import { type HtmlPage, isHtml, openHtml } from './html-page.ts';
import { blogger } from './layouts/blogger.ts';
import { bloggerExport } from './layouts/blogger-export.ts';
import { feed } from './layouts/feed.ts';
import { htmlArticle } from './layouts/html-article.ts';
import type { Medium } from './layouts/layout.ts';
import { markdown } from './layouts/markdown.ts';
import { LAYOUTS } from './layouts/registry.ts';
import { wordpress } from './layouts/wordpress.ts';
import { wordpressExport } from './layouts/wordpress-export.ts';
import { type Line, linesOf } from './lines.ts';
import { isNote, openNote } from './note.ts';

const html: Medium<HtmlPage> = {
  name: 'HTML',
  layouts: [blogger, wordpress, htmlArticle],
  holds: isHtml,
  open: openHtml,
};

const feeds: Medium<FeedFile> = {
  name: 'a feed',
  layouts: [feed, bloggerExport, wordpressExport],
  holds: isFeed,
  open: openFeed,
};

const notes: Medium<readonly ParsedPost[]> = {
  name: 'Markdown',
  layouts: [markdown],
  holds: isNote,
  open: openNote,
};

const plainText: Medium<readonly Line[]> = {
  name: 'plain text',
  layouts: LAYOUTS,
  holds: () => true,
  open: (page) => ({ page, content: linesOf(page.text) }),
};

/** What pages are written in; the first that holds a page reads it, and everything is plain text at last. */
export const MEDIA: readonly Medium<unknown>[] = [feeds, notes, html, plainText];
