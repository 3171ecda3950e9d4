import { z } from 'zod';
import { edgeKinds } from '../model/edges.ts';
import { entityKinds } from '../model/entities.ts';

/*
 * What a gold file may say. Each message names what is expected there; what was found and where is added by
 * the reader of the file.
 */

const text = z.string('text').min(1, 'text');
const count = z.int('a whole number from 1').min(1, 'a whole number from 1');
const lines = z.tuple([count, count], 'the first and the last line');
const flag = z.boolean('true or false').default(false);
/** Articles and press releases are reports; some ids still name them by their genre. */
const id = text.transform((written) => written.replace(/^article:/, 'report:'));
const listOf = <S extends z.ZodType>(item: S) => z.array(item, 'a list');
const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, `one of ${words.join(', ')}`);
const date = z.iso.date('a date as YYYY-MM-DD, or null');
const words = { first_8_words: text, last_8_words: text };

/** A whole gold file; what else stands in it is left unread. */
export const goldFile = z.object(
  {
    format: z.literal(1, '1, the only format there is'),
    posts: listOf(
      z.object(
        {
          id,
          title: text.nullable(),
          date: date.nullable(),
          occurrences: listOf(z.object({ file: text, body_lines: lines }, 'an object')).min(
            1,
            'at least one occurrence',
          ),
          reproduces: listOf(z.object({ entity: id, file: text, lines }, 'an object')).default([]),
          ...words,
        },
        'an object',
      ),
    ),
    comments: listOf(
      z.object(
        {
          id,
          post: id,
          file: text,
          position: count,
          parent_position: count.nullable(),
          lines,
          signature: text.nullable(),
          ...words,
        },
        'an object',
      ),
    ),
    entities: listOf(
      z.object(
        {
          id,
          kind: oneOf(entityKinds),
          alt_kinds: listOf(oneOf(entityKinds)).default([]),
          name: text,
          aliases: listOf(text).default([]),
          generic: flag,
          minor: flag,
        },
        'an object',
      ),
    ),
    edges: listOf(
      z.object(
        {
          source: id,
          kind: oneOf(edgeKinds),
          target: id,
          evidence: text,
          file: text,
          line: count,
          accept_sources: listOf(id).default([]),
          accept_targets: listOf(id).default([]),
          judgement: flag,
          generic: flag,
          minor: flag,
        },
        'an object',
      ),
    ),
    not_entities: listOf(
      z.object({ text, where: z.string('text').default(''), why: z.string('text').default('') }, 'an object'),
    ).default([]),
  },
  'an object with format, posts, comments, entities and edges',
);

export type WrittenGold = z.infer<typeof goldFile>;
