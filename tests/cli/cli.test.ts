import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEDIA } from '../../src/parse/media.ts';
import { dataDirectoryAt, main, run as runIn, scratchFolder, start } from '../support/command-line.ts';
import { digests } from '../support/corpus.ts';

const scratch = scratchFolder();
const run = (args: readonly string[], environment?: NodeJS.ProcessEnv, input?: string) =>
  runIn(scratch, args, environment, input);

beforeAll(() => {
  dataDirectoryAt(join(scratch, 'data'));
});

test('the help of ingest lists what --layout takes, and says what each is for', async () => {
  const { code, out } = await run(['ingest', '--help']);
  const words = out.replace(/\s+/g, ' ');
  for (const { name, layouts } of MEDIA) {
    expect(words).toContain(`Layouts of ${name}: ${layouts[0]!.name} `);
    for (const { name, description } of layouts) expect(words).toContain(`${name} ${description}`);
  }
  expect(code).toBe(0);
});

describe('what cannot be worked with is told in a sentence, with exit code 2 or 3', () => {
  test.each<[string, string[], NodeJS.ProcessEnv, number, RegExp]>([
    ['an unknown command', ['frob'], {}, 2, /unknown command 'frob'/],
    ['ingest without a path', ['ingest'], {}, 2, /missing required argument 'path'/],
    ['an unknown option', ['status', '--frob'], {}, 2, /unknown option '--frob'/],
    [
      'several wrong settings, all at once',
      ['serve'],
      { PORT: 'x', DATABASE_POOL: '0' },
      2,
      /DATABASE_POOL is “0”; expected.*\nPORT is “x”; expected a whole number from 0 to 65535/,
    ],
    [
      'a DATABASE_URL that is no address',
      ['status'],
      { DATABASE_URL: 'here' },
      2,
      /DATABASE_URL is wrong; expected postgres:\/\/user:password@host:port\/database/,
    ],
    [
      'a DATABASE_URL of another database',
      ['status'],
      { DATABASE_URL: 'mysql://ann:secret@127.0.0.1/graph' },
      2,
      /DATABASE_URL begins with “mysql:\/\/”; expected postgres:\/\/user/,
    ],
    [
      'a DATABASE_URL where nothing answers',
      ['status'],
      { DATABASE_URL: 'postgres://ann:secret@127.0.0.1:1/graph' },
      3,
      /Cannot reach the database postgres:\/\/127.0.0.1:1\/graph: connect ECONNREFUSED/,
    ],
    [
      'a data directory that is a file',
      ['status'],
      { CITETRAIL_DATA: main },
      3,
      /Cannot make the data directory/,
    ],
  ])('%s', async (_, args, environment, code, message) => {
    const result = await run(args, environment);
    expect(result.err).toMatch(message);
    expect(result.err).not.toContain('secret');
    expect(result.code).toBe(code);
    expect(result.out).toBe('');
  });

  test('a faulty vocabulary, with file and line, and nothing is loaded', async () => {
    const directory = join(scratch, 'faulty');
    mkdirSync(directory);
    writeFileSync(
      join(directory, 'reports.yaml'),
      'kind: report\nentries:\n  - slug: storms\n    name: Storms\n    genre: poem\n',
    );
    const result = await run(['status'], { CITETRAIL_VOCABULARY: directory });
    expect(result.err).toMatch(/faulty\/reports\.yaml:5: .*poem/);
    expect(result.code).toBe(2);
  });
});

describe('reading pages', () => {
  const folder = join(scratch, 'pages');

  beforeAll(() => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a-blank.txt'), ' \n');
    writeFileSync(join(folder, 'b-binary.txt'), Buffer.from(Array.from({ length: 999 }, (_, i) => i % 7)));
    writeFileSync(join(folder, 'c-nothing-known.txt'), 'One line that is neither a post nor an article.\n');
    writeFileSync(
      join(folder, 'd-good.txt'),
      'Tuesday 2 February 2021\n\nA Good Day\n\nThe Home Office said nothing, and Napo said so.\n\nNo comments:\n',
    );
  });

  test('a bad page among good ones is told of and skipped; the rest is read; the exit code says so', async () => {
    const result = await run(['ingest', folder, join(scratch, 'missing.txt')]);
    expect(result.code).toBe(1);
    expect(result.out).toMatch(/d-good\.txt: blog-post\/\d+, \d+% sure: /);
    expect(result.out).toMatch(
      /1 page read: 1 new post, 0 new comments, \d+ new relations?\. 4 pages skipped\./,
    );
    for (const [file, why] of [
      ['a-blank.txt', /blank/],
      ['b-binary.txt', /binary/],
      ['c-nothing-known.txt', /expected one of label-archive/],
      ['missing.txt', /no such file/],
    ] as const) {
      const line = result.err.split('\n').find((text) => text.includes(file));
      expect(line).toMatch(/skipped: /);
      expect(line).toMatch(why);
    }
  });

  test('a page read again is nothing new, from a file or from standard input, and as JSON', async () => {
    const page =
      'Tuesday 2 February 2021\n\nA Good Day\n\nThe Home Office said nothing, and Napo said so.\n\nNo comments:\n';
    const result = await run(['ingest', '--json', '-'], {}, page);
    expect(result.code).toBe(0);
    const [outcome, totals] = result.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcome).toMatchObject({ file: null, posts: 1, receipt: { changed: false } });
    expect(totals).toMatchObject({ totals: { pages: 1, unchanged: 1, skipped: 0 } });
  });

  test('a dry run says what would be new, and changes nothing', async () => {
    const page = 'Friday 5 March 2021\n\nAnother Day\n\nNapo again.\n\nNo comments:\n';
    const { out, code } = await run(['ingest', '--dry-run', '-'], {}, page);
    expect(code).toBe(0);
    expect(out).toMatch(/1 page read: 1 new post, .* No page was stored\./);
  });

  test('a page that was cut off is told of', async () => {
    const page = '<html><body><article><h1>Cut</h1><p>Napo said in the first half of this page that it';
    const { out, err } = await run(['ingest', '--dry-run', '-'], {}, page);
    expect(err).toMatch(/standard input: doubtful: found a page that ends inside <article>; expected/);
    expect(out).toMatch(/html-article\/\d+, \d\d% sure/);
  });

  test('a run names the writers whom the vocabulary lacks, and counts each once', async () => {
    const of = (title: string, author: string) => {
      const file = join(scratch, `${title}.md`);
      writeFileSync(file, `---\ntitle: ${title}\nauthor: ${author}\n---\nAbout ${title}.\n`);
      return file;
    };
    const files = [of('Gales', 'Ed Watcher'), of('Fogs', 'Ed Watcher'), of('Cells', 'Carol Black')];
    const { out } = await run(['ingest', '--dry-run', ...files]);
    expect(out).toContain(' 1 writer whom the vocabulary lacks: see citetrail candidates.');
    const { out: lines } = await run(['ingest', '--dry-run', '--json', ...files]);
    const outcomes = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcomes.map(({ unknownWriters }) => unknownWriters)).toEqual([
      ['Ed Watcher'],
      ['Ed Watcher'],
      [],
      undefined,
    ]);
    expect(outcomes.at(-1).totals.unknownWriters).toBe(1);
  });

  test('status counts what is held', async () => {
    const { out, code } = await run(['status', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ pages: 1, entities: { post: 1 } });
  });
});

describe('serving', () => {
  const data = dataDirectoryAt(join(scratch, 'served'));
  let server: ChildProcess;
  let url = '';
  let said = '';

  beforeAll(async () => {
    server = start(scratch, ['serve'], { CITETRAIL_DATA: data, PORT: '0' });
    url = await new Promise((resolve, reject) => {
      server.stdout?.on('data', (chunk) => {
        said += chunk;
        const found = /http:\S+\/graphql/.exec(said)?.[0];
        if (found) resolve(found);
      });
      server.on('exit', () => reject(new Error(`The server ended: ${said}`)));
    });
  });
  afterAll(() => server.kill('SIGKILL'));

  test('an empty graph first reads the bundled pages, and says so and where to look', () => {
    expect(readdirSync(digests).filter((name) => name.endsWith('.txt'))).toHaveLength(5);
    expect(said).toMatch(/The graph is empty.*\n5 pages read: 12 new posts, 18 new comments/);
  });

  test('queries are answered over HTTP, and a browser gets GraphiQL with the trail first', async () => {
    const answer = await fetch(`${url}?query=${encodeURIComponent('{ posts { totalCount } }')}`, {
      headers: { accept: 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ data: { posts: { totalCount: 12 } } });
    const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<title>Citetrail</title>');
    expect(page).toContain('query Trail');
    expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
    const root = await (await fetch(new URL('/', url))).text();
    expect(root).toMatch(/<script type="module" src="\/assets\/explorer-/);
  });

  test('a query is asked of a server, and answered as a table of its rows', async () => {
    const query = '{ posts(first: 1, orderBy: PUBLISHED_ON_ASC) { nodes { id authors { name } } } }';
    const csv = await run(['query', '--url', url, '--format', 'csv'], {}, query);
    expect(csv).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^id,authors\.name\npost:\S+,.*\n$/),
    });
    const failed = await run(['query', '{ post(slug: "none") { id } frob }', '--url', url]);
    expect(failed).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('line 1, column 29: Cannot query'),
    });
  });

  test('the graph is exported over HTTP', async () => {
    const file = await fetch(new URL('/export/entities.csv?kinds=post', url));
    expect((await file.text()).split('\n')).toHaveLength(12 + 2);
  });

  test('a second process on the same embedded database is refused, by name of the first', async () => {
    const result = await run(['status'], { CITETRAIL_DATA: data });
    expect(result.code).toBe(3);
    expect(result.err).toContain(`in use by process ${server.pid}`);
  });

  test('a port in use is told of, with what to do', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const result = await run(['serve'], { CITETRAIL_DATA: join(scratch, 'data'), PORT: String(port) });
    taken.close();
    expect(result.err).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(result.code).toBe(2);
  });

  test('told to stop, it stops, and what it held is there for the next', async () => {
    const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
    const { out } = await run(['status', '--json'], { CITETRAIL_DATA: data });
    expect(JSON.parse(out).entities).toMatchObject({ post: 12, comment: 18 });
  });

  test('what it held is exported to files, of one moment, with a manifest that is true', async () => {
    const folder = join(scratch, 'files');
    const { out, code } = await run(['export', 'csv', '--out', folder, '--json', '--where', 'kinds=cites'], {
      CITETRAIL_DATA: data,
    });
    expect(code).toBe(0);
    const manifest = JSON.parse(out);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
    for (const { file, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, file));
      expect({ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }).toEqual({
        bytes,
        sha256,
      });
    }
    expect(readdirSync(folder).sort()).toEqual([
      'edges.csv',
      'entities.csv',
      'evidence.csv',
      'manifest.json',
    ]);
  });

  test('a reader that has enough is no fault', async () => {
    const child = start(scratch, ['export', 'graph.nq', '--quiet'], { CITETRAIL_DATA: data });
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(err).toBe('');
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    'told to stop by %s while its reader takes nothing, an export ends with %i',
    async (name, code) => {
      const child = start(scratch, ['export', 'graph.nq', '--quiet'], { CITETRAIL_DATA: data });
      child.stdout?.once('data', () => {
        child.stdout?.pause();
        child.kill(name);
      });
      expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(code);
    },
  );
});
