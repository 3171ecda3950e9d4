/** How things are said to people. */
import type { EntityKind, EntityLine, RelationKind, RelationRow } from './api/queries.ts';

const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const numbers = new Intl.NumberFormat('en-GB');

export const day = (date: string) => days.format(new Date(`${date}T00:00:00Z`));
export const number = (count: number) => numbers.format(count);
export const percent = (confidence: number) => `${Math.round(confidence * 100)}%`;

/** A number with its noun: `1 quote`, `1,200 relations`. */
export const counted = (count: number, noun: string, plural = `${noun}s`) =>
  `${number(count)} ${count === 1 ? noun : plural}`;

/** A kind as words, which read from source to target: `CITES`, `comments on`. */
export const words = (kind: EntityKind | RelationKind | string) => kind.toLowerCase().replaceAll('_', ' ');

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const PLURALS: Record<EntityKind, string> = {
  REPORT: 'reports',
  POST: 'posts',
  COMMENT: 'comments',
  AUTHOR: 'authors',
  ORGANISATION: 'organisations',
  POLICY: 'policies',
};
export const plural = (kind: EntityKind) => PLURALS[kind];

/** How a relation was found. */
export const METHODS: Record<RelationRow['method'], string> = {
  MARKUP: 'from the layout of the page',
  LINK: 'from a link',
  TEXT_MATCH: 'from a name in the text',
  CURATED: 'written down by a curator',
};

/** A text cut to a length, at a space where there is one. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length * 0.6))}…`;
}

/** What an entity is called. Comments under one post may share a name, so each has its place in the thread. */
export const nameOf = (entity: EntityLine) =>
  'position' in entity ? entity.name.replace(/^Comment\b/, `Comment ${entity.position}`) : entity.name;

/** The name under a point of the picture. */
export const shortName = (entity: EntityLine) => clip(nameOf(entity), 36);

/** Whether words are a line of the vocabulary, where a curator wrote it down, and not of a page. */
export const isCurated = ({ capture }: { readonly capture: { readonly parser: string } }) =>
  capture.parser.startsWith('vocabulary/');

/** A file by the last part of its path; null is standard input. */
export const fileName = (path: string | null) => path?.split('/').at(-1) ?? 'standard input';

/** How sure a relation is, or that a curator vouches for it. */
export const surety = ({ method, confidence }: Pick<RelationRow, 'method' | 'confidence'>) =>
  method === 'CURATED' ? 'written down by a curator' : `${percent(confidence)} sure`;
