import { pgTable, text } from 'drizzle-orm/pg-core';
import { type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';

/** What sort of author: who or what stands behind the name. */
export const AUTHOR_TYPES = {
  person: 'A person writing or speaking under their own name.',
  pseudonym: 'A person known only by a pen name or handle.',
  collective: 'A byline that several people share.',
} as const;

export const authors = pgTable(
  'authors',
  {
    ...kindColumns('author'),
    type: text('type', { enum: ['person', 'pseudonym', 'collective'] })
      .notNull()
      .default('person'),
  },
  (t) => kindConstraints('authors', 'author', t),
);

export const author = {
  kind: 'author',
  typeName: 'Author',
  plural: 'authors',
  description: 'A person, a pseudonym or a collective byline that writes or speaks in the record.',
  iri: 'schema:Person',
  document: false,
  date: null,
  table: authors,
} as const satisfies EntityKindSpec;
