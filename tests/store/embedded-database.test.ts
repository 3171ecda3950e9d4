import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rowsOf } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { dataDirectoryAt, scratchFolder } from '../support/command-line.ts';

test('an embedded database holds as much of itself in memory as it is told', async () => {
  const dataDirectory = dataDirectoryAt(join(scratchFolder(), 'data'));
  const database = await openDatabase({ dataDirectory, embeddedMemory: 24 });
  expect(await rowsOf(database.statements, sql`show shared_buffers`)).toEqual([{ shared_buffers: '24MB' }]);
  await database.close();
});
