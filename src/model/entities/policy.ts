import { date, pgTable, text } from 'drizzle-orm/pg-core';
import { datePrecision } from '../columns.ts';
import { type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';

/** What sort of thing is adopted, run and ended. */
export const POLICY_TYPES = {
  policy: 'A course of action or a principle that a government or body adopts.',
  programme: 'A funded programme with a beginning and, often, an end.',
  scheme: 'A local or pilot scheme.',
  law: 'An act, bill, regulation or legal status.',
  sentence: 'A sentence of the courts or a requirement within one.',
  practice: 'A way of working, a tool or a procedure.',
} as const;

export const policies = pgTable(
  'policies',
  {
    ...kindColumns('policy'),
    type: text('type', { enum: Object.keys(POLICY_TYPES) as [keyof typeof POLICY_TYPES] }).notNull(),
    startedOn: date('started_on'),
    startedPrecision: datePrecision('started_precision'),
    endedOn: date('ended_on'),
    endedPrecision: datePrecision('ended_precision'),
  },
  (t) => kindConstraints('policies', 'policy', t),
);

export const policy = {
  kind: 'policy',
  typeName: 'Policy',
  plural: 'policies',
  description:
    'A policy, programme, scheme, law, sentence or practice: something that is adopted, run and ended.',
  iri: 'fabio:Policy',
  document: false,
  date: 'started_on',
  table: policies,
} as const satisfies EntityKindSpec;
