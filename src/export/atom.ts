/** Writes feeds in the format of RFC 4287. Everything in them is text: nothing of a page becomes markup. */
import { EDGE_KINDS } from '../model/edges.ts';
import { type EntityRow, entityId } from '../read/entity-row.ts';
import type { FeedItem, Statement } from '../read/feed.ts';
import { iriOf } from './terms.ts';
import { escapeXml } from './xml.ts';

export const ATOM = 'application/atom+xml; charset=utf-8';

export interface Feed {
  /** What is followed. */
  readonly subject: Pick<EntityRow, 'kind' | 'slug' | 'name' | 'summary' | 'recordedAt'>;
  readonly items: readonly FeedItem[];
  /** Where this server is, without a slash at the end. */
  readonly base: string;
  /** Where the feed is, on it. */
  readonly path: string;
}

/** When a feed changed last: with its newest entry, or when its subject came. */
function changedAt({ subject, items }: Feed): Date {
  return items.reduce(
    (latest, { storedAt }) => (storedAt > latest ? storedAt : latest),
    new Date(items.length > 0 ? 0 : subject.recordedAt),
  );
}

/** The feed as XML. */
export function atomOf(feed: Feed): string {
  const { subject, items, base, path } = feed;
  const id = entityId(subject);
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', iriOf(id)),
    element('title', `${subject.name}: who speaks of it`),
    ...(subject.summary ? [element('subtitle', subject.summary)] : []),
    element('updated', changedAt(feed).toISOString()),
    link('self', base + path, 'application/atom+xml'),
    link('alternate', base + pageOf(id), 'text/html'),
    '<author><name>Citetrail</name></author>',
    '<generator>Citetrail</generator>',
    ...items.map((item) => entryOf(item, id, base)),
    '</feed>',
  ].join('\n')}\n`;
}

function entryOf(item: FeedItem, subject: string, base: string): string {
  const id = entityId(item);
  const { name, by, url, publishedOn, storedAt, says } = item;
  return [
    '<entry>',
    // Of both: a reader that holds two feeds would take one entry for the other's else.
    element('id', `${iriOf(subject)}:in:${id}`),
    element('title', name),
    element('updated', storedAt.toISOString()),
    ...(publishedOn ? [element('published', `${publishedOn.slice(0, 10)}T00:00:00Z`)] : []),
    ...(by ? [`<author>${element('name', by)}</author>`] : []),
    link('alternate', base + pageOf(id), 'text/html'),
    ...(url && isAddress(url) ? [link('via', url)] : []),
    ...new Set(
      says.map(({ kind }) => `<category term="${kind}" label="${escapeXml(EDGE_KINDS[kind].label)}"/>`),
    ),
    element('summary', says.map(sentenceOf).join('\n'), ' type="text"'),
    '</entry>',
  ].join('\n');
}

function sentenceOf({ kind, of, quote }: Statement): string {
  const words = quote && `: …${quote.prefix}${quote.exact}${quote.suffix}…`.replaceAll(/\s+/g, ' ');
  return `${EDGE_KINDS[kind].label} ${of}${words ?? ''}`;
}

/** Where the explorer shows an entity. */
const pageOf = (id: string) => `/?${new URLSearchParams({ at: id })}`;

/** Whether a page's address is one that a reader may be sent to. */
function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

const element = (name: string, text: string, attributes = '') =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

const link = (rel: string, href: string, type?: string) =>
  `<link rel="${rel}"${type ? ` type="${type}"` : ''} href="${escapeXml(href)}"/>`;
