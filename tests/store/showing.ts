/** Pages for the store, by what they show rather than by how they are laid out. */
import type { LinkedPage } from '../../src/link/linked-page.ts';
import { sha256 } from '../../src/parse/page.ts';
import { Passage } from '../../src/parse/passage.ts';
import type { Span } from '../../src/parse/span.ts';

export interface ShownComment {
  readonly text: string;
  readonly author?: string | null;
  readonly url?: string | null;
  /** The day that the page gives the comment itself. */
  readonly date?: string | null;
  /** The place of the comment it answers, from 0. */
  readonly parent?: number | null;
}

export interface ShownPost {
  readonly title?: string | null;
  readonly date?: string | null;
  readonly url?: string | null;
  readonly body: string;
  readonly comments?: readonly ShownComment[];
}

/** A page that shows these posts and refers to nothing; `name` makes it another page than one that shows the same. */
export function pageShowing(name: string, posts: readonly ShownPost[]): LinkedPage {
  let text = `${name}\n\n`;
  const write = (words: string): Span => {
    const start = text.length;
    text += `${words}\n\n`;
    return { start, end: start + words.length };
  };
  const written = posts.map((post) => ({
    post,
    title: post.title ? write(post.title) : null,
    body: write(post.body),
    comments: (post.comments ?? []).map((comment) => ({
      comment,
      body: write(comment.text),
      author: comment.author ? write(comment.author) : null,
    })),
  }));
  const linked = written.map(({ post, title, body, comments }) => {
    const parsed = comments.map(({ comment, body, author }, i) => ({
      url: comment.url ?? null,
      position: i + 1,
      parent: comment.parent === undefined || comment.parent === null ? null : comment.parent + 1,
      publishedOn: comment.date ?? null,
      signature: author && { name: comment.author!, span: author },
      body: new Passage(text, [body]),
      links: [],
    }));
    return {
      post: {
        url: post.url ?? null,
        title: post.title ?? null,
        titleSpan: title,
        publishedOn: post.date ?? null,
        byline: null,
        labels: [],
        body: new Passage(text, [body]),
        links: [],
        note: null,
        guest: null,
        comments: parsed,
      },
      references: [],
      unsure: [],
      comments: parsed.map((comment) => ({ comment, references: [], unsure: [] })),
    };
  });
  return {
    parsed: {
      page: { text, sha256: sha256(text), file: `${name}.txt`, url: null },
      parser: 'shown/1',
      confidence: 1,
      doubts: [],
      posts: linked.map(({ post }) => post),
    },
    gazetteer: 'none',
    posts: linked,
  } as LinkedPage;
}

/** Words that no other number gives in this order. */
export function wordsOf(seed: number, count: number): string[] {
  let state = seed * 7919 + 17;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return `w${(state >> 8) % 5000}`;
  });
}
