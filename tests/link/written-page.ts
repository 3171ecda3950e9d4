/** Pages and gazetteers for tests, written as they are said. */
import type { Gazetteer, KnownReport, Name } from '../../src/link/gazetteer.ts';
import { link } from '../../src/link/link.ts';
import type { LinkedComment, LinkedPage, LinkedPost } from '../../src/link/linked-page.ts';
import type { AliasRule } from '../../src/model/alias.ts';
import { isEntityKind } from '../../src/model/entities.ts';
import type { ParsedPage, Signature } from '../../src/parse/document.ts';
import { Passage } from '../../src/parse/passage.ts';
import type { Span } from '../../src/parse/span.ts';

export interface Written {
  readonly title?: string;
  readonly date?: string;
  readonly byline?: string;
  /** Several texts are parts of one body, with something cut out between them. */
  readonly body?: string | readonly string[];
  readonly guest?: string;
  readonly note?: string;
  readonly comments?: readonly { readonly text: string; readonly signature?: string }[];
  /** Words of the first text of the body that are a link, with where it leads. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A page with one post on it. */
export function written({
  title,
  date,
  byline,
  body = [],
  guest,
  note,
  comments = [],
  links = {},
}: Written): ParsedPage {
  let text = '';
  const write = (words: string): Span => {
    const start = text.length;
    text += `${words}\n\nReply Delete\n\n`;
    return { start, end: start + words.length };
  };
  const sign = (name: string | undefined): Signature | null =>
    name === undefined ? null : { name, span: write(name) };
  const titleSpan = title === undefined ? null : write(title);
  const signedBy = sign(byline);
  const bodySpans = [body].flat().map(write);
  const guestSigned = sign(guest);
  const noteSpan = note === undefined ? null : write(note);
  const commentSpans = comments.map((comment) => ({
    body: write(comment.text),
    signature: sign(comment.signature),
  }));
  const passage = (spans: readonly Span[]) => new Passage(text, spans);
  return {
    page: { text, sha256: '', file: null, url: null },
    parser: 'written/1',
    confidence: 1,
    doubts: [],
    posts: [
      {
        url: null,
        title: title ?? null,
        titleSpan,
        publishedOn: date ?? null,
        byline: signedBy,
        labels: [],
        body: passage(bodySpans),
        links: Object.entries(links).map(([words, url]) => {
          const start = text.indexOf(words, bodySpans[0]?.start);
          return { url, span: { start, end: start + words.length } };
        }),
        note: noteSpan && passage([noteSpan]),
        guest: guestSigned,
        comments: commentSpans.map(({ body, signature }, index) => ({
          url: null,
          position: index + 1,
          parent: null,
          signature,
          publishedOn: null,
          body: passage([body]),
          links: [],
        })),
      },
    ],
  };
}

/** A name as `kind:slug`, its text, and its rule. */
export type Entry = readonly [target: string, text: string, rule?: AliasRule];

export function gazetteerOf(
  entries: readonly Entry[],
  addresses: readonly [string, string][] = [],
  reports: readonly KnownReport[] = [],
): Gazetteer {
  return {
    version: 'test',
    names: entries.map(([target, text, rule = {}]): Name => ({ entity: entity(target), text, rule })),
    addresses: addresses.map(([target, url]) => ({ entity: entity(target), url })),
    reports,
    erased: [],
  };
}

/** An entity by `kind:slug`. */
export function entity(target: string) {
  const [kind = '', slug = ''] = target.split(':');
  if (!isEntityKind(kind)) throw new Error(`found "${target}", expected kind:slug`);
  return { kind, slug };
}

/** The only post on a page. */
export function postOf(linked: LinkedPage): LinkedPost {
  return linked.posts[0]!;
}

/** What a document refers to, as `kind target "words"`, in page order. */
export function said(linked: LinkedPage, document: LinkedPost | LinkedComment = postOf(linked)): string[] {
  const { text } = linked.parsed.page;
  return document.references.map(
    ({ kind, target, span }) => `${kind} ${target.kind}:${target.slug} "${text.slice(span.start, span.end)}"`,
  );
}

/** The words of a body that name something. */
export function wordsNamed(
  body: string,
  entries: readonly Entry[],
  more: Omit<Written, 'body'> = {},
): string[] {
  const linked = link(written({ ...more, body }), gazetteerOf(entries));
  return postOf(linked).references.map(({ span }) => linked.parsed.page.text.slice(span.start, span.end));
}
