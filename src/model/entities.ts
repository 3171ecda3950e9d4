import { author } from './entities/author.ts';
import { comment } from './entities/comment.ts';
import { organisation } from './entities/organisation.ts';
import { policy } from './entities/policy.ts';
import { post } from './entities/post.ts';
import { report } from './entities/report.ts';

/** Every kind of entity, in the order in which lists and docs name them. */
export const ENTITY_KINDS = { author, organisation, report, policy, post, comment } as const;

export type EntityKind = keyof typeof ENTITY_KINDS;

export const entityKinds = Object.keys(ENTITY_KINDS) as EntityKind[];

/** The kinds that have authors, a date and a body, and that can cite. */
export const documentKinds = entityKinds.filter((kind) => ENTITY_KINDS[kind].document);

export function isEntityKind(text: string): text is EntityKind {
  return Object.hasOwn(ENTITY_KINDS, text);
}
