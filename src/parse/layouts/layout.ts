import type { ParsedPost, PlacedPosts } from '../document.ts';
import type { FeedEntry } from '../feed/entry.ts';
import type { Line } from '../lines.ts';
import type { Opened } from '../opened.ts';
import type { Page } from '../page.ts';

/** One way in which sites lay out a page, and how to read it; by default the lines of a page of plain text. */
export interface Layout<Content = readonly Line[], Read = ParsedPost> {
  /** Lasting: captures are marked with it. */
  readonly name: string;
  /** Raised by one whenever the same page may be read differently than before. */
  readonly version: number;
  readonly description: string;
  /** How surely the page is laid out like this, from 0 (it is not) to 1. Linear in the page. */
  recognise(content: Content): number;
  /** The posts on the page, in its order. Linear in the page; any page is read, at worst as no post. */
  read(page: Page, content: Content): Read[];
}

/** One way in which a feed or an export is written, read from its text. */
export type FeedLayout = Layout<string, FeedEntry>;

/** What pages are written in, such as plain text or HTML, and the layouts they may have in it. */
export interface Medium<Content, Read = ParsedPost> {
  readonly name: string;
  /** Of equally sure ones the first wins. */
  readonly layouts: readonly Layout<Content, Read>[];
  /** Whether a page is written in it, by how it begins. Linear in the page. */
  holds(text: string): boolean;
  /** Linear in the page. */
  open(page: Page): Opened<Content>;
  /** The posts that a layout read, in their places: feeds are rendered only now. Linear in what was read. */
  place(page: Page, read: readonly Read[]): PlacedPosts;
}
