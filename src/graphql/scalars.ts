import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown): string {
  const day = typeof value === 'string' && DAY.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value as string))
    return value as string;
  throw new GraphQLError(`Found ${JSON.stringify(value)}; expected a day such as 2021-08-18.`, {
    extensions: { code: 'BAD_DATE' },
  });
}

builder.scalarType('Date', {
  description: 'A day of the calendar, as YYYY-MM-DD.',
  serialize: (value) => value,
  parseValue: readDay,
});

builder.scalarType('DateTime', {
  description: 'A moment, as ISO 8601 in UTC: 2021-08-18T09:30:00.000Z.',
  serialize: (value) => value.toISOString(),
});
