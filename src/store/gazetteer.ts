import { sql } from 'drizzle-orm';
import type { Address, Gazetteer, Name } from '../link/gazetteer.ts';
import { LINKER_VERSION } from '../link/version.ts';
import type { AliasRule } from '../model/alias.ts';
import type { EntityKind } from '../model/entities.ts';
import { sha256 } from '../parse/page.ts';
import { rowsOf, type Statements } from './database.ts';

/** The names and addresses of all curated entities, for the linker. */
export async function loadGazetteer(statements: Statements): Promise<Gazetteer> {
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
  return {
    version: sha256(JSON.stringify([LINKER_VERSION, names, addresses])).slice(0, 16),
    names: names.map(({ kind, slug, text, rule }): Name => ({ entity: { kind, slug }, text, rule })),
    addresses: addresses.map(({ kind, slug, url }): Address => ({ entity: { kind, slug }, url })),
  };
}
