/** Which posts and comments of a graph are those of a gold, and how exactly. */
import type { Gold, GoldComment, GoldPost, Place } from './gold.ts';
import type { Graph, GraphComment, GraphPost } from './graph.ts';
import { closingOf, holdsWords, isTelling, openingOf, plain } from './wording.ts';

/** What is wrong with a post or comment: nothing found for it, something found amiss, or too much found. */
export interface DocumentFault {
  readonly place: Place | null;
  /** The gold's id; null for what the gold does not have. */
  readonly id: string | null;
  readonly found: string;
  readonly expected: string;
}

/** How exactly the documents of one kind were found. */
export interface Exactness {
  readonly gold: number;
  /** Found and exact. */
  readonly exact: number;
  /** Found, exact or not. */
  readonly found: number;
  /** In the graph, and not in the gold. */
  readonly beyond: number;
  readonly faults: readonly DocumentFault[];
}

interface ComparedDocuments {
  readonly posts: Exactness;
  readonly comments: Exactness;
  /** The gold's id of each post and comment in the graph that is in the gold. */
  readonly ids: ReadonlyMap<number, string>;
}

/** Compares the posts and comments of a graph with those of a gold. */
export function compareDocuments(gold: Gold, graph: Graph): ComparedDocuments {
  const posts = pairPosts(gold.posts, graph.posts);
  const comments = new Map(
    gold.posts.flatMap((post) => {
      const found = posts.get(post);
      const ofGold = gold.comments.filter((comment) => comment.post === post.id);
      return [...pairComments(ofGold, found ? graph.comments.filter((c) => c.post === found.id) : [])];
    }),
  );
  const pairedPosts = new Set([...posts.values()].map(({ id }) => id));
  const judgedComments = graph.comments.filter(({ post }) => pairedPosts.has(post));
  return {
    posts: exactness(gold.posts, posts, graph.posts, (expected, found) => bodyFaults(expected, found, gold)),
    comments: exactness(gold.comments, comments, judgedComments, (expected, found) => [
      ...commentFaults(expected, found),
      ...bodyFaults(expected, found, gold),
    ]),
    ids: new Map([...posts, ...comments].map(([expected, found]) => [found.id, expected.id])),
  };
}

/** A post is found when title and date agree; of several that do, the one with the same first words. */
function pairPosts(gold: readonly GoldPost[], graph: readonly GraphPost[]): Map<GoldPost, GraphPost> {
  const key = ({ title, date }: { title: string | null; date: string | null }) =>
    `${date}\n${title === null ? '' : plain(title)}`;
  const free = Map.groupBy(graph, key);
  return pairInTurn(gold, (post) => free.get(key(post)) ?? [], [sameOpening, () => true]);
}

/** A comment is found by its first words, or else by its position. */
function pairComments(
  gold: readonly GoldComment[],
  graph: readonly GraphComment[],
): Map<GoldComment, GraphComment> {
  return pairInTurn(gold, () => graph, [
    (expected, found) => sameOpening(expected, found) && expected.position === found.position,
    sameOpening,
    (expected, found) => expected.position === found.position,
  ]);
}

type Agrees<G, F> = (expected: G, found: F) => boolean;

function sameOpening(expected: { opening: string }, found: { body: string }): boolean {
  return plain(expected.opening) === openingOf(found.body);
}

/** Pairs each with one, and none twice: by the first, surest, way first. */
function pairInTurn<G, F>(
  gold: readonly G[],
  candidates: (expected: G) => readonly F[],
  ways: readonly Agrees<G, F>[],
): Map<G, F> {
  const pairs = new Map<G, F>();
  const taken = new Set<F>();
  for (const agrees of ways) {
    for (const expected of gold) {
      if (pairs.has(expected)) continue;
      const found = candidates(expected).find((one) => !taken.has(one) && agrees(expected, one));
      if (!found) continue;
      pairs.set(expected, found);
      taken.add(found);
    }
  }
  return pairs;
}

type Difference = Pick<DocumentFault, 'found' | 'expected'>;

function exactness<G extends GoldPost | GoldComment, F extends GraphPost | GraphComment>(
  gold: readonly G[],
  pairs: ReadonlyMap<G, F>,
  graph: readonly F[],
  differences: (expected: G, found: F) => Difference[],
): Exactness {
  const faults: DocumentFault[] = [];
  let exact = 0;
  for (const expected of gold) {
    const found = pairs.get(expected);
    const amiss = found
      ? differences(expected, found)
      : [{ found: 'nothing', expected: `${titleOf(expected)}“${expected.opening} …”` }];
    if (amiss.length === 0) exact += 1;
    for (const fault of amiss) faults.push({ place: expected.places[0], id: expected.id, ...fault });
  }
  const paired = new Set(pairs.values());
  const beyond = graph.filter((document) => !paired.has(document));
  for (const document of beyond) {
    const found = `${titleOf(document)}“${openingOf(document.body)} …”`;
    faults.push({ place: document.place, id: null, found, expected: 'no post or comment of its own' });
  }
  return { gold: gold.length, exact, found: pairs.size, beyond: beyond.length, faults };
}

/** What names a document before its words: the title and date of a post. */
function titleOf(document: GoldPost | GoldComment | GraphPost | GraphComment): string {
  return 'title' in document
    ? `${document.title ?? 'a post without title'}, ${document.date ?? 'undated'}: `
    : '';
}

function commentFaults(expected: GoldComment, found: GraphComment): Difference[] {
  const said = (name: string, value: string | number | null) => `${name} ${value ?? 'none'}`;
  return (['position', 'parent', 'signature'] as const)
    .filter((name) => plain(String(expected[name])) !== plain(String(found[name])))
    .map((name) => ({ found: said(name, found[name]), expected: said(name, expected[name]) }));
}

function bodyFaults(
  expected: GoldPost | GoldComment,
  { body }: GraphPost | GraphComment,
  gold: Gold,
): Difference[] {
  const differences: Difference[] = [];
  const { opening, closing } = expected;
  if (openingOf(body) !== plain(opening)) {
    differences.push({ found: `“${openingOf(body)} …”`, expected: `“${opening} …”` });
  }
  if (closingOf(body) !== plain(closing)) {
    differences.push({ found: `“… ${closingOf(body)}”`, expected: `“… ${closing}”` });
  }
  const foreign = neighbours(expected, gold).flatMap((neighbour) => {
    const words = [neighbour.opening, neighbour.closing].find(
      (words) => isTelling(words) && holdsWords(body, words),
    );
    return words ? [{ found: `“${words}” in it`, expected: `these words in ${neighbour.id} alone` }] : [];
  });
  return [...differences, ...foreign];
}

/** The other posts and comments on the same pages, but for those that begin or end alike. */
function neighbours(document: GoldPost | GoldComment, { posts, comments }: Gold) {
  const files = new Set(document.places.map(({ file }) => file));
  return [...posts, ...comments].filter(
    ({ id, opening, closing, places }) =>
      id !== document.id &&
      plain(opening) !== plain(document.opening) &&
      plain(closing) !== plain(document.closing) &&
      places.some(({ file }) => files.has(file)),
  );
}
