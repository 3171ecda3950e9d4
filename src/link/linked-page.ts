import type { EdgeKind } from '../model/edges.ts';
import type { ExtractionMethod } from '../model/methods.ts';
import type { ParsedComment, ParsedPage, ParsedPost } from '../parse/document.ts';
import type { Span } from '../parse/span.ts';
import type { EntityRef } from './gazetteer.ts';

/** Whose words a text carries: its author's, another's whose text it reproduces, or a commenter's. */
export type Voice = 'author' | 'reproduced' | 'commenter';

/** One place on the page at which a document refers to an entity: the ground for an edge. */
export interface Reference {
  readonly kind: EdgeKind;
  readonly target: EntityRef;
  readonly method: ExtractionMethod;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Where the words stand, as offsets into the page's text. */
  readonly span: Span;
  /** Whose words they are; left out where nobody says it, as in a signature. */
  readonly voice?: Voice;
}

/** Words that name several entities alike, so that none was taken. */
export interface Unsure {
  readonly targets: readonly EntityRef[];
  /** Where the words stand, as offsets into the page's text. */
  readonly span: Span;
}

/** A comment with all its references, in page order. */
export interface LinkedComment {
  readonly comment: ParsedComment;
  readonly references: readonly Reference[];
  readonly unsure: readonly Unsure[];
}

/** A post with all its references, in page order, and its comments in thread order. */
export interface LinkedPost {
  readonly post: ParsedPost;
  readonly references: readonly Reference[];
  readonly unsure: readonly Unsure[];
  readonly comments: readonly LinkedComment[];
}

/** A page whose texts are tied to the entities they name. */
export interface LinkedPage {
  readonly parsed: ParsedPage;
  /** The gazetteer's version. */
  readonly gazetteer: string;
  readonly posts: readonly LinkedPost[];
}
