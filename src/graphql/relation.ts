import { EDGE_KINDS } from '../model/edges.ts';
import { entityKinds } from '../model/entities.ts';
import { jsonOf } from '../read/json.ts';
import type { EdgeRow } from '../read/loaders.ts';
import { type EdgeSql, edgeLabel } from '../read/sql-row.ts';
import { TRAVERSALS } from '../read/traversals.ts';
import { column, compiled } from './compile/compiled.ts';
import { DatePrecisionEnum, ExtractionMethodEnum, RelationKindEnum } from './enums.ts';
import { endsOf } from './node.ts';
import { EntityRef, NodeRef, RelationRef, type RelationView } from './refs.ts';
import { traversalFields } from './traversal-fields.ts';

/** A field that is a column of the edge. */
const edgeColumn = <Column extends keyof EdgeRow>(name: Column) => ({
  resolve: ({ edge }: RelationView) => edge[name],
  ...column(name),
});

RelationRef.implement({
  description: 'An edge of the graph: what one entity has to do with another, and the words that say so.',
  interfaces: [NodeRef],
  fields: (t) => ({
    kind: t.field({
      type: RelationKindEnum,
      description: 'What it says, read from source to target.',
      ...edgeColumn('kind'),
    }),
    label: t.string({
      description: 'What it says in words, from the end it was reached from: “cites”, “is cited by”.',
      resolve: ({ edge, backward }) => EDGE_KINDS[edge.kind][backward ? 'inverse' : 'label'],
      ...compiled((_asked, row: EdgeSql) => jsonOf(edgeLabel(row))),
    }),
    source: t.field({
      type: EntityRef,
      description: 'The entity that it is said of.',
      resolve: ({ edge }, _args, { loaders }) => loaders.entity(endsOf(edge).source),
      ...compiled((asked, row) => asked.entity(row.column('sourceId')!, entityKinds)),
    }),
    target: t.field({
      type: EntityRef,
      description: 'The entity that it points to.',
      resolve: ({ edge }, _args, { loaders }) => loaders.entity(endsOf(edge).target),
      ...compiled((asked, row) => asked.entity(row.column('targetId')!, entityKinds)),
    }),
    role: t.string({
      description: 'As what: the post an author holds; null for kinds that have none.',
      nullable: true,
      ...edgeColumn('role'),
    }),
    confidence: t.float({
      description: 'How sure it is, from 0 to 1: that of its strongest evidence.',
      ...edgeColumn('confidence'),
    }),
    method: t.field({
      type: ExtractionMethodEnum,
      description: 'How it was found: that of its strongest evidence.',
      ...edgeColumn('method'),
    }),
    occurredOn: t.field({
      type: 'Date',
      description:
        'The date of the document that says it; null where that is unknown, or for standing relations.',
      nullable: true,
      ...edgeColumn('occurredOn'),
    }),
    validFrom: t.field({
      type: 'Date',
      description: 'Since when the state of affairs holds; null where unknown.',
      nullable: true,
      ...edgeColumn('validFrom'),
    }),
    validFromPrecision: t.field({
      type: DatePrecisionEnum,
      description: 'How much of `validFrom` is known; null where the date is.',
      nullable: true,
      ...edgeColumn('validFromPrecision'),
    }),
    validTo: t.field({
      type: 'Date',
      description: 'Until when the state of affairs held; null while it holds, or where unknown.',
      nullable: true,
      ...edgeColumn('validTo'),
    }),
    validToPrecision: t.field({
      type: DatePrecisionEnum,
      description: 'How much of `validTo` is known; null where the date is.',
      nullable: true,
      ...edgeColumn('validToPrecision'),
    }),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'When it was first recorded.',
      ...edgeColumn('recordedAt'),
    }),
    ...traversalFields(t, TRAVERSALS.relation),
  }),
});
