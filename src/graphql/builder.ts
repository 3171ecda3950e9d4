import SchemaBuilder from '@pothos/core';
import type { Context } from './context.ts';

/** Where all types of the schema are made. Fields are non-null unless they say when they are null. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: Date };
  };
}>({ defaultFieldNullability: false });

builder.queryType({ description: 'Where every walk through the graph begins.' });
builder.mutationType({
  description:
    'What can be written, by those who bring a token for it: see `citetrail token`. Each is done whole or not at all, and stands in the audit log.',
});
