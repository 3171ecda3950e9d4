import { sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../../model/entities.ts';
import { aliasesOf } from '../../read/about.ts';
import { jsonArray, jsonOf } from '../../read/json.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { column, compiled } from '../compile/compiled.ts';
import { DatePrecisionEnum, EntityKindEnum } from '../enums.ts';
import { DocumentRef, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';
import { others } from './others.ts';

EntityRef.implement({
  description: 'Everything that has a name and relations: one of the six kinds.',
  interfaces: [NodeRef],
  resolveType: ({ kind }) => ENTITY_KINDS[kind].typeName,
  fields: (t) => ({
    kind: t.field({
      type: EntityKindEnum,
      description: 'What sort of thing it is.',
      resolve: ({ kind }) => kind,
      ...column('kind'),
    }),
    slug: t.exposeString('slug', { description: 'The readable part of the id: `review-of-drugs-part-two`.' }),
    name: t.exposeString('name', {
      description: 'What it is called. A post without a title goes by its opening words.',
    }),
    aliases: t.stringList({
      description: 'Other names that texts call it by.',
      resolve: ({ id }, _args, { loaders }) => loaders.aliases(id),
      ...compiled((_asked, row) =>
        jsonArray(jsonOf(sql`named.text`), sql`(${aliasesOf(row.column('id')!)}) named`),
      ),
    }),
    summary: t.exposeString('summary', {
      description: 'One or two sentences in our words; null where none is written.',
      nullable: true,
    }),
    url: t.exposeString('url', { description: 'Its own web address; null where unknown.', nullable: true }),
    ...traversalFields(t, TRAVERSALS.entity),
  }),
});

DocumentRef.implement({
  description: 'What can cite: a report, a post or a comment.',
  interfaces: [NodeRef, EntityRef],
  resolveType: ({ kind }) => ENTITY_KINDS[kind].typeName,
  fields: (t) => ({
    publishedOn: t.expose('publishedOn', {
      type: 'Date',
      description:
        'When it was published; a comment has the date of its post where the page gives it none of its own. Null where unknown. See `publishedPrecision`.',
      nullable: true,
    }),
    publishedPrecision: t.expose('publishedPrecision', {
      type: DatePrecisionEnum,
      description: 'How much of the date is known; null where the date is.',
      nullable: true,
    }),
    authors: t.field({
      type: [EntityRef],
      description: 'Who wrote or signed it: authors and organisations, in order of signature.',
      ...others('authored_by', 'forward', ['author', 'organisation']),
    }),
    body: t.exposeString('body', {
      description: 'The text; null where none is held, as for most reports.',
      nullable: true,
    }),
    ...traversalFields(t, TRAVERSALS.document),
  }),
});
