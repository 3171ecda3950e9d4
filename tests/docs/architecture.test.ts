import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const FILES = globSync('src/**/*.ts').sort();

/** The folder or file under `src/` that a file belongs to. */
const partOf = (file: string) => relative('src', file).split('/')[0]!.replace(/\.ts$/, '');

/** What each part may import, as the tour draws it: `model ← parse` lets parse import model. */
function allowedImports(): Map<string, Set<string>> {
  const tour = readFileSync('docs/architecture.md', 'utf8');
  const lines = tour.split('\n').filter((line) => /^\w+(?: ← \w+)+$/.test(line));
  const allowed = new Map<string, Set<string>>();
  for (const parts of lines.map((line) => line.split(' ← '))) {
    parts.forEach((part, i) => {
      const below = allowed.get(part) ?? new Set();
      allowed.set(part, i === 0 ? below : below.add(parts[i - 1]!));
    });
  }
  // What a part below may import is below as well; a set that grows is walked to its new end.
  for (const below of allowed.values()) {
    for (const part of below) for (const further of allowed.get(part) ?? []) below.add(further);
  }
  return allowed;
}

/** What a file imports before it runs; types are gone by then. */
const loadedWith = (file: string) =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )(?:[^;']* from )?'([^']+)';$/gm),
    ([, name]) => name!,
  );

const importsOf = (file: string) =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(/(?:from |import |import\()'([^']+)'/g),
    ([, name]) => name!,
  );

test('the tour says where every part of the program stands', () => {
  const parts = new Set(readdirSync('src').map((name) => name.replace(/\.ts$/, '')));
  expect(new Set(allowedImports().keys())).toEqual(parts);
});

test('every import points the way that the tour draws', () => {
  const allowed = allowedImports();
  const wrong = FILES.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name))
      .filter((target) => partOf(target) !== partOf(file) && !allowed.get(partOf(file))?.has(partOf(target)))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('only the part that makes the API knows GraphQL', () => {
  const knowing = FILES.filter((file) =>
    importsOf(file).some((name) => /^graphql$|^@pothos|^graphql-yoga/.test(name)),
  );
  expect(new Set(knowing.map(partOf))).toEqual(new Set(['graphql']));
});

test('model, parse, link and vocabulary do no input or output', () => {
  const pure = new Set(['model', 'parse', 'link', 'vocabulary']);
  const doing = FILES.filter((file) => pure.has(partOf(file))).flatMap((file) =>
    importsOf(file)
      // To load code later is no more input than an import.
      .filter((name) => /^node:(?!(?:crypto|module)$)|^pg$|^@electric-sql/.test(name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(doing).toEqual([]);
});

test('the command line answers before it loads what its commands work with', () => {
  const files = ['src/cli/main.ts'];
  const packages = new Set<string>();
  for (const file of files) {
    for (const name of loadedWith(file)) {
      const target = join(dirname(file), name);
      if (!name.startsWith('.')) packages.add(name);
      else if (!files.includes(target)) files.push(target);
    }
  }
  expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual(['commander']);
});
