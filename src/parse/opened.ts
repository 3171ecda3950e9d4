import type { Page } from './page.ts';

/** A page made ready for the layouts of its medium. */
export interface Opened<Content> {
  /** With the text that is read. */
  readonly page: Page;
  /** What layouts read it from. */
  readonly content: Content;
  /** Why it may be less than the page was, each with what was found and expected; none where nothing says so. */
  readonly doubts?: readonly string[];
}
