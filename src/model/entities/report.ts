import { doublePrecision, index, pgTable, text } from 'drizzle-orm/pg-core';
import { documentColumns, type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';

/** What sort of published document a report is. */
export const REPORT_GENRES = {
  review: 'An official or independent review of a field.',
  inspection: 'The findings of an inspectorate or regulator.',
  white_paper: 'A government paper that announces or consults on policy.',
  strategy: 'A plan of action that a government or body adopts.',
  study: 'Research: a paper, thesis, evaluation or body of statistics.',
  article: 'A newspaper, magazine or web article, or readers’ letters.',
  press_release: 'A statement that a body issues to the press or to its members.',
  guidance: 'Instructions or advice that a body gives to those who carry out its work.',
  book: 'A book.',
  broadcast: 'A television or radio programme.',
} as const;

export const reports = pgTable(
  'reports',
  {
    ...kindColumns('report'),
    ...documentColumns(),
    /** How much the documents of the graph cite it: see `store/ranks.ts`. */
    rank: doublePrecision('rank').notNull().default(0),
    genre: text('genre', { enum: Object.keys(REPORT_GENRES) as [keyof typeof REPORT_GENRES] }).notNull(),
  },
  (t) => [
    ...kindConstraints('reports', 'report', t),
    index('reports_by_date').on(t.orderedOn, t.id),
    index('reports_by_rank').on(t.rank, t.id),
  ],
);

export const report = {
  kind: 'report',
  typeName: 'Report',
  plural: 'reports',
  description:
    'A published document that others cite: a review, inspection, white paper, strategy, study, article, press release or book.',
  iri: 'schema:Report',
  document: true,
  date: 'published_on',
  table: reports,
} as const satisfies EntityKindSpec;
