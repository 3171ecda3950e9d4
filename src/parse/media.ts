import type { ParsedPost, PlacedPosts } from './document.ts';
import type { FeedEntry } from './feed/entry.ts';
import { isFeed, openFeed } from './feed/file.ts';
import { feedPage } from './feed/posts.ts';
import { type HtmlPage, isHtml, openHtml } from './html/html-page.ts';
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
import { isNote, type Note, openNote } from './note/note.ts';
import type { Page } from './page.ts';
import { withDayApart } from './text/day-apart.ts';

const html: Medium<HtmlPage> = {
  name: 'HTML',
  layouts: [blogger, wordpress, htmlArticle],
  holds: isHtml,
  open: openHtml,
  place: asTheyAre,
};

const feeds: Medium<string, FeedEntry> = {
  name: 'a feed',
  layouts: [feed, bloggerExport, wordpressExport],
  holds: isFeed,
  open: openFeed,
  place: feedPage,
};

const notes: Medium<Note, FeedEntry> = {
  name: 'Markdown',
  layouts: [markdown],
  holds: isNote,
  open: openNote,
  place: feedPage,
};

const plainText: Medium<readonly Line[]> = {
  name: 'plain text',
  layouts: LAYOUTS,
  holds: () => true,
  open: (page) => ({ page, content: withDayApart(linesOf(page.text)) }),
  place: asTheyAre,
};

/** What pages are written in; the first that holds a page reads it, and everything is plain text at last. */
export const MEDIA: readonly Medium<unknown, unknown>[] = [feeds, notes, html, plainText];

/** Posts whose page was rendered before they were read. */
function asTheyAre(page: Page, posts: readonly ParsedPost[]): PlacedPosts {
  return { page, posts };
}
