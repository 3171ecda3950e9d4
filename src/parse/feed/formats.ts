import { createRequire } from 'node:module';
import type { parseFeed } from 'feedsmith';
import { PageError } from '../../errors.ts';
import { webAddress } from '../web-address.ts';
import { feedDate } from './day.ts';
import { type FeedEntry, type FeedText, markup, NO_TEXT } from './entry.ts';

type AnyFeed = ReturnType<typeof parseFeed<string>>;
type Feed<Format extends AnyFeed['format']> = Extract<AnyFeed, { format: Format }>['feed'];
type AtomEntry = NonNullable<Feed<'atom'>['entries']>[number];
type RssItem = NonNullable<Feed<'rss'>['items']>[number];
type RdfItem = NonNullable<Feed<'rdf'>['items']>[number];
type JsonItem = NonNullable<Feed<'json'>['items']>[number];

/** Loaded with the first feed: most pages are none, and are read in less time than it takes to load. */
const load = createRequire(import.meta.url);

/** The part of an address that points to a comment on the page of its post. */
const COMMENT_ANCHOR = /#(?:comment-?|c)\d+$/;

/** What a feed says once of all its entries. */
interface Common {
  /** The title of the post that they all answer; null where they answer none, or several. */
  readonly answeredTitle: string | null;
  /** Who wrote each post that does not say so itself. Comments are by others. */
  readonly authors: readonly Author[];
}

interface Author {
  readonly name?: string;
}

/** The entries of an RSS, Atom, RDF or JSON feed; PageError for any other file. */
export function readFeed(text: string): FeedEntry[] {
  const { format, feed } = parsed(text);
  switch (format) {
    case 'atom': {
      const common = { answeredTitle: postInTitle(feed.title?.value), authors: feed.authors ?? [] };
      return (feed.entries ?? []).map((entry) => ofAtom(entry, common));
    }
    case 'rss': {
      const common = { answeredTitle: postInTitle(feed.title), authors: creators(feed) ?? [] };
      return (feed.items ?? []).map((item) => ofItem(item, common));
    }
    case 'rdf': {
      const common = { answeredTitle: null, authors: creators(feed) ?? [] };
      return (feed.items ?? []).map((item) => ofItem(item, common));
    }
    case 'json':
      return (feed.items ?? []).map((item) => ofJson(item, feed.authors ?? []));
  }
}

function parsed(text: string): AnyFeed {
  try {
    const { parseFeed } = load('feedsmith') as typeof import('feedsmith');
    return parseFeed<string>(text);
  } catch (error) {
    throw new PageError(
      `Found a file that cannot be read as a feed (${(error as Error).message}); expected RSS, Atom, RDF or JSON Feed.`,
    );
  }
}

function ofAtom(entry: AtomEntry, common: Common): FeedEntry {
  const { title, content, summary } = entry;
  const links = entry.links ?? [];
  const url = webAddress(links.find(({ rel }) => (rel ?? 'alternate') === 'alternate')?.href, null);
  const related = links.find(({ rel }) => rel === 'related')?.href;
  const answered = (entry.thr?.inReplyTos ?? []).flatMap(({ ref, href }) => [ref, href]);
  const names = [entry.id, url, bloggerName(entry.id)];
  const place = addressed(names, url, answered.length > 0 ? [bloggerName(related), ...answered] : null);
  const authors = entry.authors ?? creators(entry) ?? entry.source?.authors;
  return {
    ...place,
    ...feedDate(entry.published ?? entry.updated),
    title: title?.value?.trim() ? ofAtomText(title) : null,
    answeredTitle: answeredTitle(title?.value) ?? common.answeredTitle,
    author: named(authors ?? (place.answers ? [] : common.authors)),
    labels: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
    body: ofAtomText(content?.value ? content : (summary ?? {})),
  };
}

function ofAtomText({ value, type }: { value?: string; type?: string }): FeedText {
  if (!value) return NO_TEXT;
  return { content: value, type: (type ?? 'text') === 'text' ? 'words' : 'markup' };
}

function ofItem(item: RssItem & RdfItem, common: Common): FeedEntry {
  const guid = item.guid?.value;
  const url = webAddress(item.link, null) ?? webAddress(guid, null);
  const answered = (item.thr?.inReplyTos ?? []).flatMap(({ ref, href }) => [ref, href]);
  const titled = item.title?.trim() || item.dc?.titles?.[0];
  const place = addressed([guid, url, item.rdf?.about], url, answered.length > 0 ? answered : null);
  const authors = creators(item) ?? item.authors;
  return {
    ...place,
    ...feedDate(item.pubDate ?? item.dc?.dates?.[0]),
    title: markup(titled),
    answeredTitle: answeredTitle(titled) ?? common.answeredTitle,
    author: named(authors ?? (place.answers ? [] : common.authors)),
    labels: [...(item.categories ?? []).flatMap(({ name }) => name ?? []), ...(item.dc?.subjects ?? [])],
    body: markup(item.content?.encoded) ?? markup(item.description) ?? NO_TEXT,
  };
}

function ofJson(item: JsonItem, authors: readonly Author[]): FeedEntry {
  const url = webAddress(item.url, null);
  const words = item.content_text ?? item.summary ?? '';
  const place = addressed([item.id, url], url, null);
  return {
    ...place,
    ...feedDate(item.date_published ?? item.date_modified),
    title: item.title?.trim() ? { content: item.title, type: 'words' } : null,
    answeredTitle: null,
    author: named(item.authors ?? (place.answers ? [] : authors)),
    labels: item.tags ?? [],
    body: markup(item.content_html) ?? { content: words, type: 'words' },
  };
}

/** Whom an element names as those who made it, in Dublin Core; undefined where it names nobody. */
function creators({ dc }: { readonly dc?: { readonly creators?: readonly string[] } }): Author[] | undefined {
  return dc?.creators?.map((name) => ({ name }));
}

/** The names of authors with commas between; null where none has a name. An address is not kept for one. */
function named(authors: readonly Author[]): string | null {
  const names = authors.map(({ name }) => name?.trim()).filter((name) => name && !name.includes('@'));
  return names.join(', ') || null;
}

/** What an entry is called and what it answers; by its address where it does not say so itself. */
function addressed(
  names: readonly (string | null | undefined)[],
  url: string | null,
  answered: readonly (string | null | undefined)[] | null,
): Pick<FeedEntry, 'names' | 'answers' | 'url'> {
  const isComment = url !== null && COMMENT_ANCHOR.test(url);
  const post = isComment ? url.replace(COMMENT_ANCHOR, '').replace(/\?showComment=\d+$/, '') : null;
  const answers = answered || isComment ? [...(answered ?? []), post] : null;
  return {
    names: names.filter((name) => typeof name === 'string'),
    answers: answers?.filter((name) => typeof name === 'string') ?? null,
    url,
  };
}

/** The short name of a Blogger entry in its id, or in the address by which a reply points to it. */
export function bloggerName(text: string | null | undefined): string | null {
  const number = /(?:\.post-|\/comments\/default\/)(\d+)$/.exec(text ?? '')?.[1];
  return number ? `post-${number}` : null;
}

/** The post in the title of a WordPress comment: `Comment on A Title by Getafix`. */
function answeredTitle(title: string | undefined): string | null {
  const post = /^Comment on (.+)$/s.exec(title?.trim() ?? '')?.[1];
  const by = post?.lastIndexOf(' by ') ?? -1;
  return post && by > 0 ? post.slice(0, by) : null;
}

/** The post in the title of a feed of its comments: `Comments on: A Title`, `Comments on A Blog: A Title`. */
function postInTitle(title: string | undefined): string | null {
  const named = /^Comments on(?:: | [^:]+: )(.+)$/s.exec(title?.trim() ?? '');
  return named?.[1]?.trim() ?? null;
}
