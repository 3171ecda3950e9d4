import { RequestError } from '../../errors.ts';
import { ENTITY_KINDS } from '../../model/entities.ts';
import type { CoCitation } from '../../read/co-citation.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { builder } from '../builder.ts';
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
    supersededBy: t.field({
      type: ENTITY_REFS.report,
      description: 'The report that took its place; null when there is none.',
      nullable: true,
      resolve: firstOther('supersedes', 'backward', 'report'),
    }),
    citedTogetherWith: t.field({
      type: [CoCitationType],
      description: 'The reports that the same documents cite, those cited together most often first.',
      args: { first: t.arg.int({ defaultValue: 20, description: 'How many, from 1 to 100.' }) },
      resolve: ({ id }, { first }, { loaders, limits }) => {
        const wanted = first ?? limits.default;
        if (wanted < 1 || wanted > limits.most) {
          throw new RequestError('BAD_RANGE', `\`first\` is ${wanted}; expected 1 to ${limits.most}.`);
        }
        return loaders.citedTogether(id, wanted);
      },
    }),
    ...traversalFields(t, TRAVERSALS.report),
  }),
});
