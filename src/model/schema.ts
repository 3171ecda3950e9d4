/** Every table, for migrations and queries. */
export { answeredWrites, auditLog, erasures, hidings, tokens } from './curation.ts';
export { authors } from './entities/author.ts';
export { comments } from './entities/comment.ts';
export { organisations } from './entities/organisation.ts';
export { policies } from './entities/policy.ts';
export { posts, postTraces } from './entities/post.ts';
export { reports } from './entities/report.ts';
export { searchEntries, searchWords } from './search.ts';
export {
  aliases,
  appearances,
  captures,
  edgeRulesTable,
  edges,
  entities,
  evidence,
  pastSlugs,
} from './tables.ts';
