import { quoted, RequestError } from '../errors.ts';
import { isDay } from './day.ts';
import type { OrderKey } from './orders.ts';

/** What a client asked of a connection, as in the Relay specification. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** How many rows a page has: when the client does not say, and at most. */
export interface PageLimits {
  readonly default: number;
  readonly most: number;
}

/** The place of a row in an order: the values it is ordered by, as text, its own ids last. */
export type Place = readonly string[];

/** A stretch of ordered rows. */
export interface Window {
  readonly limit: number;
  /** Whether the rows wanted are the last ones of the stretch, not the first. */
  readonly fromEnd: boolean;
  readonly after: Place | null;
  readonly before: Place | null;
  /** Whether rows at these places are of it too. */
  readonly withEnds?: boolean;
}

/** Rows in order, each with its cursor, and whether there are more on either side: read when it is asked. */
export interface PageOf<Row> {
  readonly rows: readonly (Row & { readonly cursor: string })[];
  readonly hasNextPage: () => boolean | Promise<boolean>;
  readonly hasPreviousPage: () => boolean | Promise<boolean>;
}

/** Where rows may be that are not of a page: behind it or before it. */
export type Side = 'next' | 'previous';

/** How the places of an order read: its name, the value it orders by, and how many ids come behind a value. */
export interface PlaceShape {
  readonly name: string;
  readonly by: OrderKey;
  readonly ids: number | ((value: string) => number);
}

/** Checks and reads what a client asked for; throws RequestError with BAD_RANGE or BAD_CURSOR. */
export function windowOf(args: PageArguments, shape: PlaceShape, limits: PageLimits): Window {
  const { first, last } = args;
  if (first != null && last != null) {
    throw new RequestError(
      'BAD_RANGE',
      'Both `first` and `last` are given; expected one of them, or neither.',
    );
  }
  for (const [name, size] of Object.entries({ first, last })) {
    if (size != null && (size < 1 || size > limits.most)) {
      throw new RequestError('BAD_RANGE', `\`${name}\` is ${size}; expected 1 to ${limits.most}.`);
    }
  }
  return {
    limit: first ?? last ?? limits.default,
    fromEnd: last != null,
    after: args.after == null ? null : readCursor(args.after, shape),
    before: args.before == null ? null : readCursor(args.before, shape),
  };
}

/** The side of a page that it is read towards: where it stops when it has as many rows as were asked for. */
export const readTowards = ({ fromEnd }: Window): Side => (fromEnd ? 'previous' : 'next');

/**
 * The row next to a stretch on one side, as a stretch: at the place where it is bounded there, or beyond. Null where it
 * is not bounded, and so has all rows.
 */
export function beside({ after, before }: Window, side: Side): Window | null {
  const place = side === 'next' ? before : after;
  if (place === null) return null;
  const bounds = side === 'next' ? { after: place, before: null } : { after: null, before: place };
  return { limit: 1, fromEnd: side === 'previous', withEnds: true, ...bounds };
}

/** The opaque text that stands for a row's place. It holds while rows come and go around it. */
export function cursorFor(order: string, place: Place): string {
  return Buffer.from(JSON.stringify([order, ...place])).toString('base64url');
}

/** What the value that an order goes by looks like, as text: what the database takes for one, and nothing else. */
const LOOKS: Readonly<Record<OrderKey, (value: string) => boolean>> = {
  date: isDay,
  name: (value) => !value.includes('\0'),
  position: isId,
  confidence: (value) => /^[01](?:\.\d{1,20})?$/.test(value),
  rank: (value) => /^\d{1,15}(?:\.\d{1,20})?(?:e-\d{1,3})?$/.test(value) && !isTooSmall(value),
  recorded: (value) => isDay(value.slice(0, 10)) && TIME.test(value.slice(10)),
};

/** A time of day with its distance from UTC, behind a day. */
const TIME = /^ (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::[0-5]\d){0,2}$/;

function isId(value: string): boolean {
  return /^\d{1,18}$/.test(value);
}

/** Whether a number is smaller than any double, and yet not zero. */
function isTooSmall(value: string): boolean {
  return Number(value) === 0 && /^[0.]*[1-9]/.test(value);
}

/** The place that a cursor stands for; throws RequestError with BAD_CURSOR when it is none of this order. */
export function readCursor(cursor: string, { name, by, ids }: PlaceShape): Place {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) {
    const [order, value = '', ...rest] = parts;
    const expected = typeof ids === 'number' ? ids : ids(value);
    if (order === name && LOOKS[by](value) && rest.length === expected && rest.every(isId))
      return parts.slice(1);
    if (order !== name && /^[A-Z_]{1,40}$/.test(order ?? '')) {
      throw new RequestError(
        'BAD_CURSOR',
        `The cursor is of the order ${order}; expected one of the order ${name}.`,
      );
    }
  }
  throw new RequestError(
    'BAD_CURSOR',
    `${quoted(cursor)} is not a cursor of this connection; expected one from an earlier answer.`,
  );
}
