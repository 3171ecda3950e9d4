import { publicationDay } from '../dates.ts';
import { type Line, nextWords, withoutMargins } from '../lines.ts';
import { bylineOf } from '../text/bylines.ts';
import { splitDressing } from '../text/dressing.ts';
import { isNavigation } from '../text/navigation.ts';
import { postOf } from '../text/posts.ts';
import { readThread } from '../text/thread.ts';
import { splitThread } from '../text/thread-start.ts';
import { isTitle } from '../wording.ts';
import type { Layout } from './layout.ts';

/** Date and byline are looked for among this many lines from the top, blank ones aside. */
const LINES_OF_HEAD = 5;

/** The last resort: a text under its first line, so that no page with words on it need be refused. */
export const plainText: Layout = {
  name: 'plain-text',
  version: 11,
  description:
    'Any other text: the first line is its title when it is short and stands apart, a date near the top its date.',
  recognise(lines) {
    if (nextWords(lines, nextWords(lines, 0) + 1) >= lines.length) return 0;
    // A page that shows a thread is better read from its title on than as a thread alone.
    return headOf(lines).title && splitThread(lines).thread.length > 0 ? 0.18 : 0.05;
  },
  read(page, lines) {
    const below = lines.findIndex(({ text }) => text !== '' && !isNavigation(text));
    const words = lines.slice(Math.max(0, below));
    const { title, dated, by } = headOf(words);
    const { post, thread } = splitThread(words);
    const rest = post.filter((line) => line !== title && line !== dated && line !== by);
    const publishedOn = dated ? publicationDay(dated.text) : null;
    const { text } = splitDressing(withoutMargins(rest));
    return [
      {
        ...postOf(page, { title, publishedOn }, text.length > 0 ? text : withoutMargins(rest)),
        byline: by && bylineOf(by),
        comments: readThread(page, thread),
      },
    ];
  },
};

/** The lines near the top that give title, date and author; null each where there is none. */
function headOf(lines: readonly Line[]): Record<'title' | 'dated' | 'by', Line | null> {
  const top: number[] = [];
  for (let at = nextWords(lines, 0); at < lines.length && top.length < LINES_OF_HEAD; ) {
    top.push(at);
    at = nextWords(lines, at + 1);
  }
  const head = top.map((at) => lines[at]!);
  const dated = head.find(({ text }) => publicationDay(text) !== null) ?? null;
  const by = head.find((line) => bylineOf(line) !== null) ?? null;
  const first = top.find((at) => lines[at] !== dated && lines[at] !== by);
  const below = first === undefined ? undefined : lines[first + 1];
  const standsApart = below && (below.text === '' || below === dated || below === by);
  const hasText = first !== undefined && nextWords(lines, first + 1) < lines.length;
  const title = first !== undefined && standsApart && hasText && isTitle(lines[first]!.text);
  return { title: title ? lines[first]! : null, dated, by };
}
