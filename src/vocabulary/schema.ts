import { z } from 'zod';
import { type AliasRule, PLACEHOLDERS, placeholdersIn } from '../model/alias.ts';
import { edgeKinds } from '../model/edges.ts';
import { AUTHOR_TYPES } from '../model/entities/author.ts';
import { POLICY_TYPES } from '../model/entities/policy.ts';
import { REPORT_GENRES } from '../model/entities/report.ts';
import { entityKinds } from '../model/entities.ts';
import type { PartialDate } from '../model/partial-date.ts';

/** A name by which texts call the entity, and when it counts. */
export interface VocabularyName {
  readonly text: string;
  readonly rule: AliasRule;
}

/*
 * What a vocabulary file may say. The YAML is read without types, every scalar a string. Each message
 * names what is expected there; what was found and where is added by the reader of the file.
 */

const SLUG = /^[a-z0-9][a-z0-9-]*$/;
const PRECISIONS = { 4: 'year', 7: 'month', 10: 'day' } as const;

function isSlug(text: string): boolean {
  return SLUG.test(text) && !text.includes('--') && !text.endsWith('-');
}

function listing(words: readonly string[]): string {
  return `one of ${words.join(', ')}`;
}

const text = z.string('text').min(1, 'text');
const slug = z.string('a slug').refine(isSlug, 'a slug in kebab-case, such as review-of-drugs');

function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, listing(words));
}

function keysOf<T extends object>(record: T) {
  return Object.keys(record) as (keyof T & string)[];
}

function mapping<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? listing(Object.keys(shape)) : 'a mapping'),
  });
}

function partialDate(bound: 'beginning' | 'end') {
  const expected = 'a date as YYYY, YYYY-MM or YYYY-MM-DD';
  return z.string(expected).transform((written, context): PartialDate => {
    const first = written + '-01-01'.slice(Math.max(0, written.length - 4));
    const day = new Date(`${first}T00:00:00Z`);
    const precision = PRECISIONS[written.length as keyof typeof PRECISIONS];
    if (!precision || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== first) {
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    }
    if (bound === 'end' && precision !== 'day') {
      const month = precision === 'year' ? 12 : day.getUTCMonth() + 1;
      day.setUTCMonth(month, 0);
    }
    return { date: day.toISOString().slice(0, 10), precision };
  });
}

const beginning = partialDate('beginning');
const end = partialDate('end');
const phrases = listOf(
  text.refine(
    (phrase) => placeholdersIn(phrase).every((found) => Object.hasOwn(PLACEHOLDERS, found)),
    `words, of which ${Object.keys(PLACEHOLDERS).join(' and ')} alone stand in angle brackets`,
  ),
);
const contextPhrases = listOf(
  text.refine(
    (phrase) => placeholdersIn(phrase).length === 0,
    `words; ${Object.keys(PLACEHOLDERS).join(' and ')} are for after and before alone`,
  ),
);

function listOf(phrase: z.ZodType<string>) {
  return z.array(phrase, 'a list of phrases').min(1, 'a list of phrases');
}

const alias = z
  .preprocess(
    (written) => (typeof written === 'string' ? { text: written } : written),
    mapping({
      text,
      after: phrases.exactOptional(),
      not_after: phrases.exactOptional(),
      before: phrases.exactOptional(),
      not_before: phrases.exactOptional(),
      with: contextPhrases.exactOptional(),
      from: beginning.optional(),
      until: end.optional(),
    }),
  )
  .transform(({ text, not_after, not_before, from, until, ...same }): VocabularyName => {
    const rule = {
      ...same,
      ...(not_after && { notAfter: not_after }),
      ...(not_before && { notBefore: not_before }),
      ...(from && { from: from.date }),
      ...(until && { until: until.date }),
    };
    return { text, rule };
  });

const target = z.string('an id').transform((written, context) => {
  const [kind, name, ...rest] = written.split(':');
  const known = entityKinds.find((entityKind) => entityKind === kind);
  if (!known || !name || !isSlug(name) || rest.length > 0) {
    context.addIssue({ code: 'custom', message: 'an id as kind:slug, such as author:carol-black' });
    return z.NEVER;
  }
  return { kind: known, slug: name };
});

const relation = mapping({
  kind: oneOf(edgeKinds),
  target,
  role: text.nullable().default(null),
  from: beginning.nullable().default(null),
  to: end.nullable().default(null),
  source: text.nullable().default(null),
});

function entry<S extends z.ZodRawShape>(columns: S) {
  return mapping({
    slug,
    name: text,
    match_name: oneOf(['true', 'false']).default('true'),
    ...columns,
    url: z
      .url({ protocol: /^https?$/, error: 'a web address' })
      .nullable()
      .default(null),
    summary: text,
    source: text,
    aliases: z.array(alias, 'a list of aliases').default([]),
    relations: z.array(relation, 'a list of relations').default([]),
  });
}

function file<K extends string, S extends z.ZodRawShape>(kind: K, columns: S) {
  return mapping({ kind: z.literal(kind), entries: z.array(entry(columns), 'a list of entries') });
}

/** A whole vocabulary file. A new kind of curated entity is one more line here. */
export const vocabularyFile = z.discriminatedUnion(
  'kind',
  [
    file('author', { type: oneOf(keysOf(AUTHOR_TYPES)) }),
    file('organisation', {}),
    file('report', { genre: oneOf(keysOf(REPORT_GENRES)), published: beginning.nullable().default(null) }),
    file('policy', {
      type: oneOf(keysOf(POLICY_TYPES)),
      started: beginning.nullable().default(null),
      ended: end.nullable().default(null),
    }),
  ],
  { error: ({ path }) => (path ? 'one of author, organisation, report, policy' : 'a mapping') },
);

export type WrittenFile = z.infer<typeof vocabularyFile>;
