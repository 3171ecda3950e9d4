/** Writes `schema.graphql` at the top of the project from the schema as it is. */
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The schema as text, its types and fields in alphabetical order. */
export function sdl(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

if (import.meta.main) writeFileSync(new URL('../../schema.graphql', import.meta.url), sdl());
