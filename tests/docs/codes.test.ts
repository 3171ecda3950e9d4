import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REQUEST_CODES } from '../../src/errors.ts';
import { UNANSWERED } from '../../src/graphql/errors.ts';

/** The codes that stand in the first column of a table of a page. */
const codesIn = (page: string) =>
  readFileSync(page, 'utf8')
    .split('\n')
    .flatMap((line) => (/^\| `[A-Z]/.test(line) ? [...line.split('|')[1]!.matchAll(/`(\w+)`/g)] : []))
    .map(([, code]) => code);

test.each([...REQUEST_CODES, 'UNREADABLE_PAGE', 'NOT_ACCEPTABLE', 'INTERNAL', ...Object.keys(UNANSWERED)])(
  'the docs say what %s means',
  (code) => {
    expect([...codesIn('README.md'), ...codesIn('docs/writing.md')]).toContain(code);
  },
);
