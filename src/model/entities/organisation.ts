import { pgTable } from 'drizzle-orm/pg-core';
import { type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';

export const organisations = pgTable('organisations', kindColumns('organisation'), (t) =>
  kindConstraints('organisations', 'organisation', t),
);

export const organisation = {
  kind: 'organisation',
  typeName: 'Organisation',
  plural: 'organisations',
  description: 'A public body, union, charity, publisher, police force, inspectorate or company.',
  iri: 'schema:Organization',
  document: false,
  date: null,
  table: organisations,
} as const satisfies EntityKindSpec;
