import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** The road, in order: a stage may import itself, what comes before it, and the errors. */
const ROAD = ['model', 'parse', 'link', 'store', 'read', 'graphql'];

/** The programs at the end of the road: they may import all of it. */
const PROGRAMS = ['config.ts', 'pages.ts', 'pipeline.ts', 'server.ts', 'cli'];

const files = (readdirSync(src, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .sort();

/** What each file imports: other files of the project, from `src`, and packages. */
const imports = files.flatMap((file) =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(
      /\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    ),
  ].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      file,
      target: name.startsWith('.') ? relative(src, join(src, dirname(file), name)) : `package ${name}`,
    };
  }),
);

const stageOf = (file: string) => file.split('/')[0]!;

test('every file stands on the road or is one of the programs at its end', () => {
  const places = new Set(files.map(stageOf));
  expect([...places].filter((place) => ![...ROAD, ...PROGRAMS, 'errors.ts'].includes(place))).toEqual([]);
});

test('imports point one way along the road', () => {
  expect(imports.length).toBeGreaterThan(200);
  const backwards = imports.filter(({ file, target }) => {
    const [from, to] = [ROAD.indexOf(stageOf(file)), ROAD.indexOf(stageOf(target))];
    const toProgram = PROGRAMS.includes(stageOf(target));
    return from >= 0 && (toProgram || to > from);
  });
  expect(backwards).toEqual([]);
});

test('what comes before GraphQL on the road knows nothing of GraphQL or HTTP', () => {
  const domain = ROAD.slice(0, -1);
  const knowing = imports.filter(
    ({ file, target }) =>
      domain.includes(stageOf(file)) && /^package (?:graphql|@pothos|@graphql|node:https?)/.test(target),
  );
  expect(knowing).toEqual([]);
});

test('model, parse and link do no input or output', () => {
  const pure = ['model', 'parse', 'link'];
  const doing = imports.filter(
    ({ file, target }) =>
      pure.includes(stageOf(file)) && /^package (?:node:(?!crypto)|pg|@electric-sql)/.test(target),
  );
  expect(doing).toEqual([]);
});
