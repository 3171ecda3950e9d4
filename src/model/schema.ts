/** Every table, for migrations and queries. */
export { appearances, captures } from './captures.ts';
export { answeredWrites, auditLog, erasures, hidings, tokens } from './curation.ts';
export { authors } from './entities/author.ts';
export { comments } from './entities/comment.ts';
export { organisations } from './entities/organisation.ts';
export { policies } from './entities/policy.ts';
export { posts, postTraces } from './entities/post.ts';
export { reports } from './entities/report.ts';
export { aliases, entities, pastSlugs } from './identity.ts';
export { edgeRulesTable, edges, evidence } from './relations.ts';
export { searchEntries, searchWords } from './search.ts';
