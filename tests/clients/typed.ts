import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding, Gate } from './gate.ts';

const clients = import.meta.dirname;
const top = join(clients, '../..');
const bin = (name: string) => join(clients, 'node_modules/.bin', name);

/** A way to get types: the example that uses it, what makes them, and a field to misspell in one of its queries. */
interface Toolchain {
  readonly name: string;
  readonly example: string;
  readonly generate: readonly [command: string, ...options: string[]];
  readonly misspell: { readonly file: string; readonly from: string; readonly to: string };
}

const TOOLCHAINS: readonly Toolchain[] = [
  {
    name: 'gql.tada',
    example: 'typescript',
    generate: [bin('gql.tada'), 'generate-output'],
    misspell: { file: 'main.ts', from: 'comments.nodes', to: 'comment.nodes' },
  },
  {
    name: 'graphql-codegen, client preset',
    example: 'react',
    generate: [bin('graphql-codegen'), '--silent'],
    misspell: { file: 'src/CitingPosts.tsx', from: '{node.publishedOn', to: '{node.publishedAt' },
  },
];

/** Typed clients: the examples, against `schema.graphql`, with the tools that the docs tell of. */
export const typedClients: Gate = {
  title: 'Typed clients',
  findings: async () => TOOLCHAINS.flatMap(tryToolchain),
};

function tryToolchain({ name, example, generate, misspell }: Toolchain): Finding[] {
  const scratch = mkdtempSync(join(tmpdir(), 'citetrail-typed-'));
  try {
    const folder = inScratch(scratch, example);
    const [command, ...options] = generate;
    run(folder, command, ...options);
    const check = () =>
      run(folder, process.execPath, join(top, 'node_modules/typescript/bin/tsc'), '--noEmit');
    const fault = check();
    const findings: Finding[] = [{ name: `${name}: examples/${example} has types`, ...(fault && { fault }) }];
    const file = join(folder, misspell.file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(misspell.from, misspell.to));
    const told = text.includes(misspell.from) && check() !== null;
    findings.push({
      name: `${name}: a field that is not asked for is told of`,
      ...(!told && { fault: `“${misspell.to}” in ${misspell.file} passed.` }),
    });
    return findings;
  } catch (error) {
    return [{ name, fault: (error as Error).message }];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** A copy of an example where it finds the schema and the packages, as if they were installed for it. */
export function inScratch(scratch: string, example: string): string {
  const folder = join(scratch, 'examples', example);
  mkdirSync(folder, { recursive: true });
  cpSync(join(top, 'examples', example), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  cpSync(join(top, 'schema.graphql'), join(scratch, 'schema.graphql'));
  symlinkSync(join(clients, 'node_modules'), join(scratch, 'node_modules'));
  return folder;
}

/** Runs a program; null when all is well, else what it said. */
function run(cwd: string, command: string, ...options: string[]): string | null {
  try {
    execFileSync(command, options, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1' },
    });
    return null;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`.trim() || message;
  }
}
