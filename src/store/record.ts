/**
 * LINKED PAGE → RECORD: what is stored of a page, as plain data, so that it can be made on another thread
 * than the one that talks to the database. Never happens here: asking the database.
 */
import type { LinkedPage, LinkedPost, Reference } from '../link/linked-page.ts';
import type { ErasedName } from '../model/curation.ts';
import { fold } from '../model/slug.ts';
import { type Page, sha256 } from '../parse/page.ts';
import type { Span } from '../parse/span.ts';
import {
  addressWithoutErased,
  pageWithoutErased,
  signatureWithoutErased,
  withoutErased,
  withoutThoseErased,
} from './erased-names.ts';
import { Words } from './likeness.ts';
import { tracesOf } from './traces.ts';

/** How many words of a body tell apart the slugs of posts that share title and date. */
const OPENING_WORDS = 24;
/** The longest quote that shows where a comment stands, in characters. */
const LONGEST_GROUND = 200;

/** A comment as it is stored. */
export interface CommentRecord {
  /** Its own address; null where the page gives none. */
  readonly url: string | null;
  readonly position: number;
  readonly parent: number | null;
  readonly author: string | null;
  /** Null where the page gives it no date of its own. */
  readonly publishedOn: string | null;
  readonly body: string;
  /** Where it stands on the page, and the words that show it; null where it shows none. */
  readonly place: Span | null;
  readonly ground: Span | null;
  readonly references: readonly Reference[];
}

/** A post as it is stored. */
export interface PostRecord {
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly byline: string | null;
  readonly labels: readonly string[];
  readonly body: string;
  /** Fingerprint of the first words. */
  readonly opening: string;
  readonly traces: readonly number[];
  readonly place: Span | null;
  readonly references: readonly Reference[];
  readonly comments: readonly CommentRecord[];
}

/** A page as it is stored. */
export interface PageRecord {
  readonly page: Page;
  readonly parser: string;
  readonly gazetteer: string;
  readonly posts: readonly PostRecord[];
}

/** All that the database is told of a linked page. */
export function recordOf({ parsed: { page, parser }, gazetteer, posts }: LinkedPage): PageRecord {
  const ownUrl = posts.length === 1 ? page.url : null;
  return { page, parser, gazetteer, posts: posts.map((post) => postRecord(page.text, post, ownUrl)) };
}

/** A record as if erased authors had never been named; whatever stands behind their names keeps its place. */
export function withoutErasedNames(record: PageRecord, erased: readonly ErasedName[]): PageRecord {
  if (erased.length === 0) return record;
  return {
    ...record,
    page: pageWithoutErased(record.page, erased),
    posts: record.posts.map((post) => ({
      ...post,
      title: post.title && withoutErased(post.title, erased),
      url: addressWithoutErased(post.url, erased),
      byline: signatureWithoutErased(post.byline, erased),
      labels: withoutThoseErased(post.labels, erased),
      body: withoutErased(post.body, erased),
      comments: post.comments.map((comment) => ({
        ...comment,
        author: signatureWithoutErased(comment.author, erased),
        body: withoutErased(comment.body, erased),
      })),
    })),
  };
}

function postRecord(
  text: string,
  { post, references, comments }: LinkedPost,
  ownUrl: string | null,
): PostRecord {
  const { title, publishedOn } = post;
  const body = post.body.text;
  const url = post.url ?? ownUrl;
  const words = new Words(body);
  return {
    title,
    publishedOn,
    url,
    byline: post.byline?.name ?? null,
    labels: post.labels,
    body,
    opening: sha256(fold(body).split(' ').slice(0, OPENING_WORDS).join(' ')).slice(0, 20),
    traces: tracesOf({ title, publishedOn, url, words }),
    place: post.body.extent ?? post.titleSpan,
    references,
    comments: comments.map(({ comment, references }) => {
      const place = comment.body.extent ?? comment.signature?.span ?? null;
      return {
        url: comment.url,
        position: comment.position,
        parent: comment.parent,
        author: comment.signature?.name ?? null,
        publishedOn: comment.publishedOn,
        body: comment.body.text,
        place,
        ground: place && firstLine(text, place),
        references,
      };
    }),
  };
}

/** The first line of a stretch: enough words to show where it stands. */
function firstLine(text: string, { start, end }: Span): Span {
  const most = Math.min(end, start + LONGEST_GROUND);
  const stop = text.slice(start, most).search(/\s*\n/);
  return { start, end: stop > 0 ? start + stop : most };
}
