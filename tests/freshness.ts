/**
 * Checks that what is generated from the code and committed is what the code generates now. Exits with 1 and
 * says what to run when it is not.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { answeredPages } from '../docs/generate-api.ts';
import { sdl } from '../src/graphql/print-schema.ts';

const stale: string[] = [];

if (readFileSync('schema.graphql', 'utf8') !== sdl()) stale.push('schema.graphql');

for (const [path, text] of await answeredPages()) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) stale.push(path);
}

const types = mkdtempSync(join(tmpdir(), 'citetrail-types-'));
try {
  const [written, made] = [join('explorer', 'api', 'introspection.d.ts'), join(types, 'introspection.d.ts')];
  const command = ['generate', 'output', '--tsconfig', 'explorer/tsconfig.json', '--output', made];
  execFileSync(join('node_modules', '.bin', 'gql.tada'), command, { stdio: 'pipe' });
  if (readFileSync(written, 'utf8') !== readFileSync(made, 'utf8')) stale.push(written);
} finally {
  rmSync(types, { recursive: true });
}

// Drizzle says so when the tables in the code are those that the migrations make; else it writes a new one.
const scratch = mkdtempSync(join(tmpdir(), 'citetrail-migrations-'));
try {
  cpSync('migrations', scratch, { recursive: true });
  const said = execFileSync(
    join('node_modules', '.bin', 'drizzle-kit'),
    ['generate', '--dialect=postgresql', '--schema=./src/model/schema.ts', `--out=${relative('.', scratch)}`],
    { encoding: 'utf8' },
  );
  if (!said.includes('No schema changes')) stale.push('migrations');
} finally {
  rmSync(scratch, { recursive: true });
}

if (stale.length > 0) {
  console.error(`Not fresh: ${stale.join(', ')}. Run \`npm run generate\` and look at what changed.`);
  process.exit(1);
}
console.log(
  'schema.graphql, the explorer’s types, the migrations and the answers in the docs are what the code generates.',
);
