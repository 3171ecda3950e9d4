import { expect, test } from 'vitest';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';

const ONE =
  'The harbour board has cut the number of crossings by a third, and says that it was given no choice in the ' +
  'matter by those who would not pay for more of them.';
const TWO =
  'Edda Storm, who chairs it, said that the inspectors had warned of this two years ago, at a length which few of ' +
  'those who were meant to read it can have managed to the end.';
const HEAD = 'Quay Notes\n\nSubscribe\nSign in\n\nWhat the tide left\n\nRhona Black\nOct 02, 2022\n3\nShare';

/** The lines of the text of a newsletter with these words below its head. */
function linesOf(words: string): string[] {
  const text = `${HEAD}\n\n${words}\n`;
  const { parser, posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
  expect(parser).toMatch(/^substack\//);
  return posts[0]!.body.text.split(/\n+/);
}

test.each(['Top', 'No posts', 'Ready for more?'])('a subheading %j is of the text', (heading) => {
  expect(linesOf(`${ONE}\n\n${heading}\n\n${TWO}`)).toEqual([ONE, heading, TWO]);
});

test.each([
  ['under its tabs', `Top\nLatest\nDiscussions\n\nThe old pier\n\n${ONE}`],
  ['under its tabs, apart', `Top\n\nNew\n\nCommunity\n\nThe old pier\n\n${ONE}`],
  ['without any', 'No posts\n\nReady for more?\n\nSubscribe'],
  ['not there at all', 'Ready for more?\n\nSubscribe\n\n© 2022 Rhona Black'],
])('the list of other texts is none of it, %s', (_, others) => {
  expect(linesOf(`${ONE}\n\n${TWO}\n\n${others}`)).toEqual([ONE, TWO]);
});
