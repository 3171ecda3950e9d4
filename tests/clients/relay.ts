import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { Finding, Gate } from './gate.ts';
import { VARIABLES } from './operations/variables.ts';

const clients = import.meta.dirname;

/**
 * Relay: its compiler takes the operations of a client against `schema.graphql`, and what it made of each,
 * refetches and further pages included, is answered by the server.
 */
export function relay(url: string): Gate {
  return {
    title: 'Relay',
    async findings() {
      const compiled = compile();
      if (typeof compiled === 'string') return [{ name: 'the operations compile', fault: compiled }];
      const answers = await Promise.all(compiled.map((text) => answer(url, text)));
      return [{ name: 'the operations compile' }, ...answers.sort((a, b) => (a.name < b.name ? -1 : 1))];
    },
  };
}

/** The operations as Relay's client sends them, or what its compiler has against them. */
function compile(): string[] | string {
  const scratch = mkdtempSync(join(tmpdir(), 'citetrail-relay-'));
  try {
    cpSync(join(clients, 'operations'), join(scratch, 'operations'), { recursive: true });
    cpSync(join(clients, '../../schema.graphql'), join(scratch, 'schema.graphql'));
    mkdirSync(join(scratch, 'artefacts'));
    const persisted = join(scratch, 'persisted.json');
    writeFileSync(persisted, '{}');
    writeFileSync(
      join(scratch, 'relay.config.json'),
      JSON.stringify({
        language: 'typescript',
        src: 'operations',
        schema: 'schema.graphql',
        noSourceControl: true,
        artifactDirectory: 'artefacts',
        requireCustomScalarTypes: true,
        customScalarTypes: { Date: 'string', DateTime: 'string' },
        persistConfig: { file: 'persisted.json', algorithm: 'SHA256' },
      }),
    );
    const compiler = (...options: string[]) =>
      execFileSync(join(clients, 'node_modules/.bin/relay-compiler'), ['--noWatchman', ...options], {
        encoding: 'utf8',
        stdio: 'pipe',
        cwd: scratch,
        env: { ...process.env, NO_COLOR: '1' },
      });
    compiler('--output', 'quiet-with-errors');
    // What was compiled a moment ago must be what the compiler would write again.
    compiler('--validate');
    return Object.values(JSON.parse(readFileSync(persisted, 'utf8')) as Record<string, string>);
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`.trim() || message;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Sends one operation, with the variables that belong to its name. */
async function answer(url: string, query: string): Promise<Finding> {
  const [operation] = parse(query).definitions;
  const name = operation && 'name' in operation ? (operation.name?.value ?? '') : '';
  const variables = VARIABLES[name];
  if (!variables) return { name, fault: `operations/variables.ts has no variables for ${name}.` };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (errors) return { name, fault: JSON.stringify(errors) };
  const missing = Object.keys(data ?? {}).filter((field) => data![field] === null);
  return missing.length > 0
    ? { name, fault: `${missing.join(', ')} is null; expected an answer.` }
    : { name };
}
