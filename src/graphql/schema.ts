/**
 * RESULTS → API. Comes in: nothing. Goes out: the executable schema, put together from the files that each
 * describe one type or one set of entry points. Never happens here: SQL, HTTP.
 */
import './scalars.ts';
import './node.ts';
import './entities/entity.ts';
import './entities/author.ts';
import './entities/organisation.ts';
import './entities/report.ts';
import './entities/policy.ts';
import './entities/post.ts';
import './entities/comment.ts';
import './relation.ts';
import './evidence.ts';
import './queries/lookups.ts';
import './queries/lists.ts';
import './queries/search.ts';
import './queries/stats.ts';
import './queries/timeline.ts';
import './queries/traverse.ts';
import './queries/paths.ts';
import './queries/neighbourhood.ts';
import './mutations/ingest-page.ts';
import './mutations/hide.ts';
import './mutations/erase-author.ts';
import './subscriptions/stored.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
