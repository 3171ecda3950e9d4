import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every dependency has its line, with its reason, and no other package has one', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const rows = readFileSync('docs/decisions/0011-dependencies.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) =>
    Array.from(row.split('|')[1]!.matchAll(/`([^`]+)`/g), ([, name]) => name!),
  );
  expect(named.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted());
  for (const row of rows) expect(row.split('|')[2]!.trim()).not.toBe('');
});
