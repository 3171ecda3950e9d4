import type { ParsedPost } from '../document.ts';
import type { Line } from '../lines.ts';
import type { Page } from '../page.ts';

/** One way in which sites lay out a page, and how to read it. */
export interface Layout {
  /** Lasting: captures are marked with it. */
  readonly name: string;
  /** Raised by one whenever the same page may be read differently than before. */
  readonly version: number;
  readonly description: string;
  /** How surely the page is laid out like this, from 0 (it is not) to 1. Linear in the page. */
  recognise(lines: readonly Line[]): number;
  /** The posts on the page, in its order. Linear in the page; any page is read, at worst as no post. */
  read(page: Page, lines: readonly Line[]): ParsedPost[];
}
