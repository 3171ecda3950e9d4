import { beforeAll, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { learn, readPage } from '../support/reading.ts';

const WORDS = `kind: author
entries:
  - { slug: ada-bell, name: Ada Bell, type: person, summary: A writer., source: made up }
`;
const note = (title: string, author: string) =>
  `---\ntitle: ${title}\ndate: 2021-03-02\n${author}---\nThe ${title.toLowerCase()} of the harbour.\n`;

let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  const database = await testDatabase();
  await learn(database, WORDS);
  for (const [title, author] of [
    ['Tides', 'author: Ada Bell\n'],
    ['Gales', 'author: Ed Watcher\n'],
    ['Fogs', 'author: Ed Watcher\n'],
    ['Swells', ''],
  ] as const)
    await readPage(database, note(title, author), `${title}.md`);
  api = apiOver(database);
});

test('a post says who wrote it also where the vocabulary lacks the writer', async () => {
  const { posts } = await api.get(
    '{ posts(orderBy: NAME_ASC) { nodes { name authorName authors { name } } } }',
  );
  expect(posts.nodes).toEqual([
    { name: 'Fogs', authorName: 'Ed Watcher', authors: [] },
    { name: 'Gales', authorName: 'Ed Watcher', authors: [] },
    { name: 'Swells', authorName: null, authors: [] },
    { name: 'Tides', authorName: 'Ada Bell', authors: [{ name: 'Ada Bell' }] },
  ]);
});

test('posts are found, and counted, by the name that they are signed with', async () => {
  const { posts, all } = await api.get(`{
    posts(where: { authorName: "Ed Watcher" }, orderBy: NAME_ASC) { totalCount nodes { name } }
    all: posts { groupBy(keys: [AUTHOR_NAME, AUTHOR]) { keys count } } }`);
  expect(posts).toEqual({ totalCount: 2, nodes: [{ name: 'Fogs' }, { name: 'Gales' }] });
  expect(all.groupBy).toEqual([
    { keys: ['Ed Watcher', ''], count: 2 },
    { keys: ['', ''], count: 1 },
    { keys: ['Ada Bell', 'author:ada-bell'], count: 1 },
  ]);
});
