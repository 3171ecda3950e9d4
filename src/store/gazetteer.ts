import { type SQL, sql } from 'drizzle-orm';
import type { Address, EntityRef, Gazetteer, KnownReport, Name } from '../link/gazetteer.ts';
import { LINKER_VERSION } from '../link/version.ts';
import type { AliasRule } from '../model/alias.ts';
import type { EntityKind } from '../model/entities.ts';
import { sha256 } from '../parse/page.ts';
import { reading, rowsOf, type Statements } from './database.ts';
import { loadErased } from './erasure.ts';

/** The last one loaded: the same as long as nothing changes, so that what was worked out from it can be used again. */
let last: Gazetteer | null = null;

/** The names and addresses of all curated entities, and whose the reports are, for the linker. */
export function loadGazetteer(statements: Statements): Promise<Gazetteer> {
  return reading(statements, gazetteerOf);
}

async function gazetteerOf(statements: Statements): Promise<Gazetteer> {
  const names = await rowsOf<{ kind: EntityKind; slug: string; text: string; rule: AliasRule }>(
    statements,
    sql`/* names */
    select n.kind, n.slug, a.text, a.rule from aliases a join entities n on n.id = a.entity_id
    order by n.kind, n.slug, a.text, a.rule`,
  );
  // Posts have addresses too, but theirs grow with every page: a version that changed with each would
  // have every page read again.
  const addresses = await rowsOf<{ kind: EntityKind; slug: string; url: string }>(
    statements,
    sql`/* addresses */
    select kind, slug, url from entities where kind = 'report' and url is not null order by slug`,
  );
  const reports = await loadReports(statements);
  const erased = await loadErased(statements);
  const version = sha256(
    JSON.stringify([LINKER_VERSION, names, addresses, reports, ...(erased.length > 0 ? [erased] : [])]),
  ).slice(0, 16);
  if (last?.version === version) return last;
  last = {
    version,
    names: names.map(({ kind, slug, text, rule }): Name => ({ entity: { kind, slug }, text, rule })),
    addresses: addresses.map(({ kind, slug, url }): Address => ({ entity: { kind, slug }, url })),
    reports,
    erased,
  };
  return last;
}

/** The curated reports, by what a curator wrote: what pages say of them must not change how pages are read. */
async function loadReports(statements: Statements): Promise<KnownReport[]> {
  const rows = await rowsOf<{
    slug: string;
    genre: KnownReport['genre'];
    date: string | null;
    precision: 'day' | 'month' | 'year' | null;
    authors: readonly EntityRef[];
    publishers: readonly EntityRef[];
    series: string | null;
  }>(
    statements,
    sql`/* known_reports */
    with recursive curated as (
      select e.* from edges e
      where exists (select from evidence v where v.edge_id = e.id and v.method = 'curated')
    ), published as (
      select source_id as report_id, target_id as id from curated where kind = 'published_by' and source_kind = 'report'
      union
      select p.report_id, c.target_id from published p join curated c on c.source_id = p.id and c.kind = 'part_of'
    ), authored as (
      select source_id as report_id, target_id as id from curated where kind = 'authored_by' and source_kind = 'report'
    ), partial as (
      select c.source_id as report_id, min(whole.slug) as slug
      from curated c join entities whole on whole.id = c.target_id
      where c.kind = 'part_of' and c.source_kind = 'report' group by 1
    )
    select n.slug, r.genre, r.published_on::text as date, r.published_precision as precision,
      coalesce(a.refs, '[]') as authors, coalesce(p.refs, '[]') as publishers, partial.slug as series
    from reports r join entities n on n.id = r.id
    left join (${refsOf(sql`authored`)}) a on a.report_id = r.id
    left join (${refsOf(sql`published`)}) p on p.report_id = r.id
    left join partial on partial.report_id = r.id
    order by n.slug`,
  );
  return rows.map(({ slug, genre, date, precision, authors, publishers, series }) => ({
    entity: { kind: 'report', slug },
    genre,
    published: date && precision ? { date, precision } : null,
    authors,
    publishers,
    series: series === null ? null : { kind: 'report', slug: series },
  }));
}

/** The entities that a table has for each report, in order. */
const refsOf = (table: SQL) => sql`
  select t.report_id, jsonb_agg(jsonb_build_object('kind', e.kind, 'slug', e.slug) order by e.kind, e.slug) as refs
  from ${table} t join entities e on e.id = t.id group by t.report_id`;
