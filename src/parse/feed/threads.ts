import { PageError } from '../../errors.ts';
import { type FeedEntry, type FeedText, markup } from './entry.ts';

/** A post of a feed and the comments on it, in thread order. */
export interface FeedThread {
  /** Null where the feed holds the comments alone. */
  readonly post: FeedEntry | null;
  readonly title: FeedText | null;
  readonly url: string | null;
  readonly comments: readonly FeedComment[];
}

export interface FeedComment {
  readonly entry: FeedEntry;
  /** The index of the answered comment among those before it; null at top level. */
  readonly parent: number | null;
}

/** An entry, with what it answers and what answers it. */
interface Node {
  readonly entry: FeedEntry;
  readonly replies: Node[];
  answered: Node | null;
}

/**
 * The posts of a feed in its order, each with the comments on it: oldest first, replies below what they
 * answer. Comments on a post that the feed does not hold stand under its title; PageError where the feed
 * does not give that.
 */
export function threadsOf(entries: readonly FeedEntry[]): FeedThread[] {
  const nodes = entries
    .toSorted((a, b) => a.time - b.time)
    .map((entry): Node => ({ entry, replies: [], answered: null }));
  const byName = new Map(nodes.toReversed().flatMap((node) => node.entry.names.map((name) => [name, node])));
  const comments = nodes.filter(({ entry }) => entry.answers !== null);
  for (const node of comments) node.answered = answeredBy(node, byName);
  breakCircles(comments, byName);
  for (const node of comments) node.answered?.replies.push(node);

  const orphans = Map.groupBy(
    comments.filter(({ answered }) => answered === null),
    ({ entry }) => entry.answers!.at(-1) ?? entry.answeredTitle,
  );
  const posts = new Map(nodes.map((node) => [node.entry, node]));
  return [
    ...entries
      .filter(({ answers }) => answers === null)
      .map((post) => threadOn(post, post.title, post.url, posts.get(post)!.replies)),
    ...[...orphans.values()].map(orphanThread),
  ];
}

/** What a comment answers: the first of the names it gives that is an entry of this feed; null where none is. */
function answeredBy({ entry }: Node, byName: ReadonlyMap<string, Node>, postsOnly = false): Node | null {
  for (const name of entry.answers ?? []) {
    const found = byName.get(name);
    if (found && found.entry !== entry && !(postsOnly && found.entry.answers)) return found;
  }
  return null;
}

/** Comments that answer one another in a circle could be reached from no post: one of them answers its post. */
function breakCircles(comments: readonly Node[], byName: ReadonlyMap<string, Node>): void {
  const rooted = new Set<Node>();
  for (const comment of comments) {
    const path = new Set<Node>();
    let at: Node | null = comment;
    while (at && !rooted.has(at) && !path.has(at)) {
      path.add(at);
      at = at.answered;
    }
    if (at && path.has(at)) at.answered = answeredBy(at, byName, true);
    for (const node of path) rooted.add(node);
  }
}

function threadOn(
  post: FeedEntry | null,
  title: FeedText | null,
  url: string | null,
  replies: readonly Node[],
): FeedThread {
  const comments: FeedComment[] = [];
  const ahead = replies.toReversed().map((node) => ({ node, parent: null as number | null }));
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const parent = comments.length;
    comments.push({ entry: next.node.entry, parent: next.parent });
    for (const node of next.node.replies.toReversed()) ahead.push({ node, parent });
  }
  return { post, title, url, comments };
}

/** Comments on a post that the feed does not hold. */
function orphanThread(comments: readonly Node[]): FeedThread {
  const title = comments.find(({ entry }) => entry.answeredTitle)?.entry.answeredTitle;
  if (!title) {
    throw new PageError(
      `Found ${comments.length} comments on a post that the feed neither holds nor names; expected the post among its entries: read a feed that has both.`,
    );
  }
  const answers = comments.flatMap(({ entry }) => entry.answers ?? []);
  const url = answers.find((name) => /^https?:\/\/[^#]+$/.test(name)) ?? null;
  return threadOn(null, markup(title), url, comments);
}
