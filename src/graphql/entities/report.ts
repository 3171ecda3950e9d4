import { sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../../model/entities.ts';
import { type CoCitation, citedWith } from '../../read/co-citation.ts';
import { jsonArray } from '../../read/json.ts';
import { expectRange } from '../../read/range.ts';
import type { SqlRow } from '../../read/sql-row.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { builder } from '../builder.ts';
import { compiled } from '../compile/compiled.ts';
import { ReportGenreEnum } from '../enums.ts';
import { DocumentRef, ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';
import { firstOther, others } from './others.ts';

const CoCitationType = builder.objectRef<CoCitation>('CoCitation').implement({
  description: 'A report that is cited by the same documents as another.',
  fields: (t) => ({
    report: t.field({
      type: ENTITY_REFS.report,
      description: 'The other report.',
      resolve: ({ reportId }, _args, { loaders }) => loaders.entity({ kind: 'report', id: reportId }),
      ...compiled((asked, row) => asked.entity(row.column('reportId')!, ['report'])),
    }),
    count: t.exposeInt('count', { description: 'How many documents cite both.' }),
  }),
});

ENTITY_REFS.report.implement({
  description: ENTITY_KINDS.report.description,
  interfaces: [NodeRef, EntityRef, DocumentRef],
  fields: (t) => ({
    genre: t.expose('genre', { type: ReportGenreEnum, description: 'What sort of document it is.' }),
    rank: t.exposeFloat('rank', {
      description:
        'How much it is cited, as of the last reading of pages: every citing document has one vote, a comment a quarter of one, and shares it equally among the reports it cites.',
    }),
    publishers: t.field({
      type: [ENTITY_REFS.organisation],
      description: 'The organisations that published it.',
      ...others('published_by', 'forward', ['organisation']),
    }),
    parts: t.field({
      type: [ENTITY_REFS.report],
      description: 'The reports that are parts of this one.',
      ...others('part_of', 'backward', ['report']),
    }),
    partOf: t.field({
      type: ENTITY_REFS.report,
      description: 'The report or series that this one is a part of; null when it stands alone.',
      nullable: true,
      ...firstOther('part_of', 'forward', 'report'),
    }),
    supersededBy: t.field({
      type: ENTITY_REFS.report,
      description: 'The report that took its place; null when there is none.',
      nullable: true,
      ...firstOther('supersedes', 'backward', 'report'),
    }),
    citedTogetherWith: t.field({
      type: [CoCitationType],
      description: 'The reports that the same documents cite, those cited together most often first.',
      args: { first: t.arg.int({ defaultValue: 20, description: 'How many, from 1 to 100.' }) },
      resolve: ({ id }, { first }, { loaders, limits }) => {
        const wanted = first ?? limits.default;
        expectRange('first', wanted, 1, limits.most);
        return loaders.citedTogether(id, wanted);
      },
      ...compiled((asked, row) => {
        const wanted = (asked.args.first as number | null | undefined) ?? asked.limits.default;
        expectRange('first', wanted, 1, asked.limits.most);
        const alias = asked.alias();
        const cited: SqlRow = {
          column: (name) => sql.raw(`${alias}.${name === 'reportId' ? 'report_id' : name}`),
        };
        return jsonArray(
          asked.object(cited),
          sql`(${citedWith(row.column('id')!, wanted)}) ${sql.raw(alias)}`,
        );
      }),
    }),
    ...traversalFields(t, TRAVERSALS.report),
  }),
});
