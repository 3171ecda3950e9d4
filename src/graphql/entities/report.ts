import { ENTITY_KINDS } from '../../model/entities.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { traversalFields } from '../connection.ts';
import { ReportGenreEnum } from '../enums.ts';
import { DocumentRef, ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { firstOther, others } from './others.ts';

ENTITY_REFS.report.implement({
  description: ENTITY_KINDS.report.description,
  interfaces: [NodeRef, EntityRef, DocumentRef],
  fields: (t) => ({
    genre: t.expose('genre', { type: ReportGenreEnum, description: 'What sort of document it is.' }),
    publishers: t.field({
      type: [ENTITY_REFS.organisation],
      description: 'The organisations that published it.',
      resolve: others('published_by', 'forward', 'organisation'),
    }),
    parts: t.field({
      type: [ENTITY_REFS.report],
      description: 'The reports that are parts of this one.',
      resolve: others('part_of', 'backward', 'report'),
    }),
    partOf: t.field({
      type: ENTITY_REFS.report,
      description: 'The report or series that this one is a part of; null when it stands alone.',
      nullable: true,
      resolve: firstOther('part_of', 'forward', 'report'),
    }),
    ...traversalFields(t, TRAVERSALS.report),
  }),
});
