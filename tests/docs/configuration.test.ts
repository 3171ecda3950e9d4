import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/config.ts';

const settings = Object.values(SETTINGS);

test('the table of the settings says what the program reads, row by row', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    settings.map(({ variable, initially, purpose }) => `| \`${variable}\` | ${initially} | ${purpose} |`),
  );
});

test('.env.example has every setting, none twice, and sets none', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const variables = lines.flatMap((line) => /^# ([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(variables.toSorted()).toEqual(settings.map(({ variable }) => variable as string).toSorted());
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
});

test('.env.example shows values that the program accepts, and its defaults where they are numbers', () => {
  const shown = new Map(
    Array.from(
      readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=(.*)$/gm),
      ([, variable, value]) => [variable!, value!],
    ),
  );
  for (const { variable, read } of settings) {
    const value = read.parse(shown.get(variable));
    if (typeof value === 'number') expect(value, variable).toBe(read.parse(undefined));
  }
});
