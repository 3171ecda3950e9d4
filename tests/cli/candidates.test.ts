import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVocabulary } from '../../src/parse/vocabulary.ts';

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'citetrail-candidates-'));
const pages = join(scratch, 'pages');
afterAll(() => rmSync(scratch, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: scratch,
    env: { PATH: process.env.PATH, CITETRAIL_DATA: join(scratch, 'data') },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.end();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

beforeAll(() => {
  mkdirSync(pages);
  writeFileSync(
    join(pages, 'docks.txt'),
    'Tuesday 2 February 2021\n\nOn the Docks\n\nThe Home Office was silent. Dame Ada Marsh, chair of the Tide Trust, ' +
      'said: "No." The Dock Safety Fund (DSF) pays for the "Tide Gate" Scheme under the Harbour Act 1964, says the ' +
      'Great Flood Inquiry.\n\n1 comment:\n\n  1. Ask the Dock Safety Fund about it, they never answer anybody.\n\n  ReplyDelete\n',
  );
});

describe('citetrail candidates', () => {
  test('lists what the vocabulary lacks, most documents first, and what is known not at all', async () => {
    const { code, out, err } = await run('candidates', pages);
    expect(out.split('\n')[0]).toMatch(/^ +2 +2 {2}policy +Dock Safety Fund \(DSF\) .*The Dock Safety Fund/);
    expect(out).toMatch(/author +Ada Marsh/);
    expect(out).not.toContain('organisation  Home Office');
    expect(err).toMatch(/1 page looked through: \d names/);
    expect(code).toBe(0);
  });

  test('prints one JSON object per name, of one kind and in at least so many documents', async () => {
    const { out } = await run('candidates', pages, '--json', '--least', '2', '--kind', 'policy');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['Dock Safety Fund']);
  });

  test('prints vocabulary entries that are read as they stand, each naming its page', async () => {
    const { out } = await run('candidates', pages, '--yaml');
    const files = out.split('\n---\n').map((text, i) => ({ path: `${i}.yaml`, text }));
    const entries = readVocabulary(files).files.flatMap((file) => file.entries);
    expect(entries.map(({ kind, slug }) => `${kind}:${slug}`).toSorted()).toEqual([
      'author:ada-marsh',
      'organisation:tide-trust',
      'policy:dock-safety-fund',
      'policy:harbour-act-1964',
      'report:great-flood-inquiry',
    ]);
    for (const { source } of entries) expect(source).toBe('page pages/docks.txt, 2021-02-02 post');
    expect(entries.find(({ slug }) => slug === 'dock-safety-fund')?.names).toContainEqual({
      text: 'DSF',
      rule: { with: ['Dock Safety Fund'] },
    });
    expect(entries.find(({ slug }) => slug === 'harbour-act-1964')?.columns).toMatchObject({ type: 'law' });
  });

  test('looks through the pages held when none are given, and enters nothing', async () => {
    await run('ingest', pages);
    const before = (await run('status', '--json')).out;
    expect((await run('candidates')).out).toContain('Great Flood Inquiry');
    expect((await run('status', '--json')).out).toBe(before);
  }, 120_000);

  test.each([
    [['--kind', 'poem'], /Allowed choices are author, organisation, report, policy/],
    [['--least', 'some'], /Expected a whole number from 1/],
    [['--json', '--yaml'], /cannot be used with/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run('candidates', ...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('tells of a page that cannot be read, and goes on', async () => {
    const { code, out, err } = await run('candidates', join(scratch, 'missing.txt'), pages);
    expect(err).toContain('missing.txt: skipped');
    expect(out).toContain('Great Flood Inquiry');
    expect(code).toBe(1);
  });

  test('says in its help how it is used', async () => {
    const { out } = await run('candidates', '--help');
    expect(out).toContain('citetrail candidates saved-pages/ --kind author --yaml > new-authors.yaml');
  });
});
