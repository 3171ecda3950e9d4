/**
 * PostGraphile V5 over views of Citetrail's tables that hold what the workloads ask for and no more, without what it
 * can do besides. Listens on a free port and prints it.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const SCHEMA = 'peer';

/** Views stand for tables here: their keys are said in comments. */
const VIEWS = `
  drop schema if exists ${SCHEMA} cascade;
  create schema ${SCHEMA};
  set search_path = ${SCHEMA}, visible, public;
  create view thing as select id, kind, slug, name from entities;
  create view report as select id, slug, name from entities where kind = 'report';
  create view article as select p.id, n.slug, n.name, p.published_on from entities n join posts p on p.id = n.id;
  create view remark as select id, post_id, position, author_name, body from comments;
  create view quote as select id, edge_id, exact from evidence;
  create view citation as select id, source_id, target_id, ordered_on from edges where kind = 'cites' and source_kind = 'post';
  create view authorship as select id, source_id, target_id from edges where kind = 'authored_by' and target_kind = any(array['author', 'organisation']);
  create view link as select id, kind, source_id, target_id, occurred_on, ordered_on, confidence from edges;
  comment on view thing is '@primaryKey id';
  comment on view report is E'@primaryKey id\\n@unique slug';
  comment on view article is '@primaryKey id';
  comment on view remark is E'@primaryKey id\\n@foreignKey (post_id) references article (id)|@fieldName article|@foreignFieldName remarks';
  comment on view quote is E'@primaryKey id\\n@foreignKey (edge_id) references citation (id)|@foreignFieldName quotes\\n@foreignKey (edge_id) references link (id)|@fieldName link|@foreignFieldName quotes';
  comment on view citation is E'@primaryKey id\\n@foreignKey (target_id) references report (id)|@fieldName report|@foreignFieldName citations\\n@foreignKey (source_id) references article (id)|@fieldName article|@foreignFieldName citing';
  comment on view authorship is E'@primaryKey id\\n@foreignKey (source_id) references article (id)|@fieldName article|@foreignFieldName authorships\\n@foreignKey (target_id) references thing (id)|@fieldName author|@foreignFieldName written';
  comment on view link is E'@primaryKey id\\n@foreignKey (source_id) references thing (id)|@fieldName source|@foreignFieldName goingOut\\n@foreignKey (target_id) references thing (id)|@fieldName target|@foreignFieldName comingIn\\n@foreignKey (source_id) references report (id)|@fieldName fromReport|@foreignFieldName goingOut\\n@foreignKey (target_id) references report (id)|@fieldName toReport|@foreignFieldName comingIn';
  reset search_path;`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(VIEWS);

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Views have no indexes of their own, which would hide what they can be ordered by.
  disablePlugins: ['PgIndexBehaviorsPlugin', 'NodePlugin', 'MutationPlugin', 'SubscriptionPlugin'],
  pgServices: [makePgService({ pool, schemas: [SCHEMA] })],
  schema: { defaultBehavior: '-connection -resource:connection +list +resource:list +orderBy -insert -update -delete' },
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false, websockets: false, maxRequestLength: 1_000_000 },
});
const serving = instance.createServ(grafserv);
const server = createServer();
await serving.addTo(server);
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('postgraphile/graphql');
  console.error(printSchema((await instance.getSchemaResult()).schema));
}
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`);
});
