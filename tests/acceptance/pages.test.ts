import { beforeAll, describe } from 'vitest';
import { corpus, hasCorpus } from '../support/corpus.ts';
import { GraphOfPages, type Pages } from './graph-of-pages.ts';
import { questions } from './questions.ts';
import { search } from './search.ts';
import { trail } from './trail.ts';

if (!hasCorpus) console.warn(`The real pages are not at ${corpus}: what is said of them is not tested.`);

describe.each<{ pages: Pages; there: boolean }>([
  { pages: 'digests', there: true },
  { pages: 'real pages', there: hasCorpus },
])('over the $pages', ({ pages, there }) => {
  describe.skipIf(!there)('that were read into an empty graph', () => {
    const graph = new GraphOfPages(pages);
    beforeAll(() => graph.open());

    describe('the trail', () => trail(graph, pages));
    describe('a search', () => search(graph));
    describe('an analyst learns', () => questions(graph, pages));
  });
});
