import { parseEntityId } from '../../src/read/ids.ts';
import { type Database, writing } from '../../src/store/database.ts';
import { hide, unhide } from '../../src/store/hiding.ts';

const decision = (id: string) => ({ ...parseEntityId(id), reason: 'asked for', actor: 'command line' });

/** Hides documents by their ids. */
export const hideAll = (database: Database, ...ids: string[]) =>
  writing(database.statements, async (tx) => {
    for (const id of ids) await hide(tx, decision(id));
  });

/** Shows documents again. */
export const unhideAll = (database: Database, ...ids: string[]) =>
  writing(database.statements, async (tx) => {
    for (const id of ids) await unhide(tx, decision(id));
  });
