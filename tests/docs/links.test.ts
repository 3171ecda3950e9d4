import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// Fixtures are pages that tests read: their links are made up.
const NOT_OURS = new Set(['node_modules', '.git', '.citetrail', 'fixtures']);
const PAGES = globSync('**/*.md', { exclude: (path) => NOT_OURS.has(path) }).sort();
const SCRIPTS = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

/** A link to a file of the project, as written and taken apart. */
interface Link {
  readonly text: string;
  readonly written: string;
  readonly path: string;
  readonly anchor: string | undefined;
}

const allOf = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), ([, found]) => found!);

function linksIn(page: string, text: string): Link[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return Array.from(prose.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g), ([, text, written]) => {
    const [target, anchor] = written!.split('#');
    return { text: text!, written: written!, path: target ? join(dirname(page), target) : page, anchor };
  }).filter(({ written }) => !/^[a-z]+:/.test(written));
}

/** Paths from the top of the project; of one with a placeholder, what stands before it. */
function pathsIn(text: string): string[] {
  return allOf(text, /(?<![\w./-])((?:src|tests|seed|docs|operate)\/[\w./-]*)/g).map((path) =>
    path.replace(/\.$/, ''),
  );
}

/** The anchors that a code host gives to the headings of a page. */
function anchorsIn(text: string): string[] {
  return allOf(text, /^#{1,6} (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isExported(name: string, source: string): boolean {
  const sorts = 'const|class|function\\*?|interface|type';
  return new RegExp(`^export (?:abstract |async )?(?:${sorts}) ${name}\\b`, 'm').test(source);
}

test('there are pages to check', () => {
  expect(PAGES).toContain('docs/architecture.md');
});

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const links = linksIn(page, text);

  test('links to files that are there', () => {
    expect(links.filter(({ path }) => !existsSync(path)).map(({ written }) => written)).toEqual([]);
  });

  test('links to headings that are there', () => {
    const lost = links.filter(
      ({ path, anchor }) => anchor && !anchorsIn(readFileSync(path, 'utf8')).includes(anchor),
    );
    expect(lost.map(({ written }) => written)).toEqual([]);
  });

  test('names paths that are there', () => {
    const known = (path: string) => existsSync(path) || existsSync(resolve(dirname(page), path));
    expect(pathsIn(text).filter((path) => !known(path))).toEqual([]);
  });

  test('names what the files it points to export', () => {
    const lost = links.filter(({ text, path }) => {
      const name = /^`(\w+)`$/.exec(text)?.[1];
      return name && path.endsWith('.ts') && !isExported(name, readFileSync(path, 'utf8'));
    });
    expect(lost.map(({ text, written }) => `${text} in ${written}`)).toEqual([]);
  });

  test('names npm scripts that are there', () => {
    expect(
      allOf(text, /\bnpm run (?:-s |--silent )?([\w:-]+)/g).filter((name) => !SCRIPTS.includes(name)),
    ).toEqual([]);
  });
});
