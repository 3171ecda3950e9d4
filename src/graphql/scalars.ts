import { GraphQLError, Kind, print, type ValueNode } from 'graphql';
import { isDay } from '../read/day.ts';
import { builder } from './builder.ts';

/** A day as given; throws BAD_DATE, with the place in the document where it stands in one. */
function readDay(value: unknown, written?: ValueNode): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(
    `Found ${written ? print(written) : JSON.stringify(value)}; expected a day such as 2021-08-18.`,
    {
      nodes: written ?? null,
      extensions: { code: 'BAD_DATE' },
    },
  );
}

builder.scalarType('Date', {
  description: 'A day of the calendar, as YYYY-MM-DD.',
  serialize: (value) => value,
  parseValue: (value) => readDay(value),
  parseLiteral: (written) => readDay(written.kind === Kind.STRING ? written.value : null, written),
});

builder.scalarType('DateTime', {
  description: 'A moment, as ISO 8601 in UTC: 2021-08-18T09:30:00.000Z.',
  serialize: (value) => value.toISOString(),
});
