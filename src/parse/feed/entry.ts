/** What feeds and exports hold, whichever way they write it: posts, and comments that say what they answer. */

/** A text as a feed carries it. */
export interface FeedText {
  readonly content: string;
  /** Markup is rendered; words are taken as they are, line by line. */
  readonly type: 'markup' | 'words';
}

/** A post or a comment in a feed. */
export interface FeedEntry {
  /** What other entries may call it by: its id, its address. */
  readonly names: readonly string[];
  /** The names of what it answers, the nearest first and the post last; null for a post. */
  readonly answers: readonly string[] | null;
  /** Absolute; null where the feed gives none. */
  readonly url: string | null;
  readonly title: FeedText | null;
  /** The title of the post that a comment says it answers; null where it does not say, and for a post. */
  readonly answeredTitle: string | null;
  /** YYYY-MM-DD, where it was written; null where the feed gives none. */
  readonly day: string | null;
  /** Milliseconds since 1970, to order comments by; 0 where the feed gives no time. */
  readonly time: number;
  /** Who wrote it, of several with commas between; null where the feed does not say. */
  readonly author: string | null;
  readonly labels: readonly string[];
  readonly body: FeedText;
}

/** A text that is rendered; null for one without a word. */
export function markup(content: string | null | undefined): FeedText | null {
  return content?.trim() ? { content, type: 'markup' } : null;
}

/** The text of an entry that has none. */
export const NO_TEXT: FeedText = { content: '', type: 'words' };
