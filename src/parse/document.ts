import type { Page } from './page.ts';
import type { Passage } from './passage.ts';
import type { Span } from './span.ts';

/** A name under a text: as it was signed, and where that stands on the page. */
export interface Signature {
  readonly name: string;
  readonly span: Span;
}

/** A web address that a text links to, and the words that carry the link. */
export interface Link {
  /** Absolute. */
  readonly url: string;
  readonly span: Span;
}

/** A comment as the page shows it. */
export interface ParsedComment {
  /** The comment's own address; null where the page gives none. */
  readonly url: string | null;
  /** 1-based place in thread order: as one reads down the page. */
  readonly position: number;
  /** The position of the comment this one answers; null at top level. */
  readonly parent: number | null;
  readonly signature: Signature | null;
  /** YYYY-MM-DD: the day that the page gives the comment itself; null where it gives none. */
  readonly publishedOn: string | null;
  /** Without markers and without the signature. */
  readonly body: Passage;
  /** The links in the body, in page order; none where the page is plain text. */
  readonly links: readonly Link[];
}

/** A post as the page shows it, with the comments under it in thread order. */
export interface ParsedPost {
  /** The post's own address; null where the page gives none. */
  readonly url: string | null;
  /** As printed; null where the page gives none. */
  readonly title: string | null;
  readonly titleSpan: Span | null;
  /** YYYY-MM-DD; null where the page gives none. */
  readonly publishedOn: string | null;
  /** Who the page says wrote the post; null where it does not say. */
  readonly byline: Signature | null;
  /** The site's own tags for the post, in the order of the page. */
  readonly labels: readonly string[];
  /** The text of the post, guest text included, without title, date, byline and comments. */
  readonly body: Passage;
  /** The links in the body, in page order; none where the page is plain text. */
  readonly links: readonly Link[];
  /** What the page says about the author outside the body, such as a closing note; null for none. */
  readonly note: Passage | null;
  /** Name under a text by someone else that the post carries, such as `Napo HQ` under a statement. */
  readonly guest: Signature | null;
  readonly comments: readonly ParsedComment[];
}

/** Posts, and the page that they stand on. */
export interface PlacedPosts {
  /** The page whose text all spans point into: for markup and feeds, its rendering as plain text. */
  readonly page: Page;
  readonly posts: readonly ParsedPost[];
}

/** A page taken apart: which layout it was, and the posts on it in page order. */
export interface ParsedPage extends PlacedPosts {
  /** The layout that read it, with its version: `label-archive/1`. */
  readonly parser: string;
  /** How sure the choice of that layout was, from 0 to 1; 1 where it was named. Half of it where the page is doubtful. */
  readonly confidence: number;
  /** Why it may be less than the page was, each with what was found and expected. */
  readonly doubts: readonly string[];
}
