/**
 * The least that a server can do for the trail and for an entity's page: one statement each, written by hand, prepared,
 * whose JSON text is sent on over bare `node:http`. What it leaves out (parts of reports, limits, errors, everything
 * else that can be asked) is what the rest of Citetrail costs. Listens on a free port and prints it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import { READING_PATH } from '../../src/store/reader.ts';

const TRAIL = `
  select json_build_object('data', json_build_object('report', (
    select json_build_object('name', n.name, 'citingPosts', json_build_object('edges', (
      select coalesce(json_agg(json_build_object(
        'node', json_build_object(
          'slug', pn.slug, 'name', pn.name, 'publishedOn', p.published_on,
          'authors', (select coalesce(json_agg(json_build_object('name', an.name) order by w.id), '[]')
            from edges w join entities an on an.id = w.target_id where w.source_id = e.source_id and w.kind = 'authored_by'),
          'comments', json_build_object('nodes', (
            select coalesce(json_agg(json_build_object('authorName', c.author_name, 'body', c.body) order by c.position), '[]')
            from (select * from comments where post_id = e.source_id order by position limit $3) c))),
        'relation', json_build_object('evidence', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('quote', json_build_object('exact', v.exact))), '[]')
          from (select exact from evidence where edge_id = e.id order by id limit 1) v)))
        ) order by e.ordered_on desc, e.source_id desc), '[]')
      from (
        select id, source_id, ordered_on from edges
        where target_id = n.id and kind = 'cites' and source_kind = 'post'
        order by ordered_on desc, source_id desc limit $2) e
      join entities pn on pn.id = e.source_id join posts p on p.id = e.source_id)))
    from entities n where n.kind = 'report' and n.slug = $1)))::text as answer`;

/** The newest relations of a report that are read from one of its ends, the other being \`far\`. */
const relations = (near: string, far: string) => `
  json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('kind', upper(e.kind), 'occurredOn', e.occurred_on, 'confidence', e.confidence,
        'source', json_build_object('name', s.name), 'target', json_build_object('name', t.name),
        'evidence', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('quote', json_build_object('exact', v.exact))), '[]')
          from (select exact from evidence where edge_id = e.id order by id limit 1) v)))
      order by e.ordered_on desc, e.${far} desc, e.id desc), '[]')
    from (select * from edges where ${near} = n.id order by ordered_on desc, ${far} desc, id desc limit 50) e
    join entities s on s.id = e.source_id join entities t on t.id = e.target_id))`;

const PAGE = `
  select json_build_object('data', json_build_object('report', (
    select json_build_object('name', n.name, 'cited', ${relations('target_id', 'source_id')},
      'citing', ${relations('source_id', 'target_id')})
    from entities n where n.kind = 'report' and n.slug = $1)))::text as answer`;

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: `-c search_path=${READING_PATH.replace(' ', '')}`,
});

const server = createServer(async (request, response) => {
  const { query, variables } = (await json(request)) as { query: string; variables: { slug: string } };
  const [posts, comments] = Array.from(query.matchAll(/first: (\d+)/g), ([, size]) => Number(size));
  const { rows } = await pool.query(
    query.startsWith('query Page')
      ? { name: 'page', text: PAGE, values: [variables.slug] }
      : { name: 'trail', text: TRAIL, values: [variables.slug, posts, comments] },
  );
  response.writeHead(200, { 'content-type': 'application/json' }).end(rows[0].answer);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
});
