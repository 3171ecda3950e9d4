import { expect, test } from 'vitest';
import { meantBy } from '../../src/read/spelling.ts';

const spelled = (...words: string[]) => words.map((word) => ({ word, term: `'${word}'` }));

test.each([
  ['a letter missing', 'getafx', ['getafix', 'getaway'], ['getafix']],
  ['a letter too many', 'mindfullness', ['mindful', 'mindfulness'], ['mindfulness']],
  ['a wrong letter', 'servise', ['supervise', 'service'], ['service']],
  ['two letters swapped', 'npao', ['nap', 'napo'], ['napo']],
  ['two errors in a long word', 'rehabilitaton0', ['rehabilitation', 'rehabilitate'], ['rehabilitation']],
  ['the beginning of a word', 'inspec', ['inspect', 'inspector'], ['inspect', 'inspector']],
  ['words that are as near', 'bast', ['best', 'bust', 'burst'], ['best', 'bust']],
  ['nothing near enough', 'rain', ['ruins', 'brawn'], []],
  ['nothing known', 'rain', [], []],
])('%s: “%s” among %j means %j', (_, word, known, meant) => {
  expect(meantBy(word, spelled(...known)).map(({ word }) => word)).toEqual(meant);
});
