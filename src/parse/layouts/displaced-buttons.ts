import { type Line, partOf } from '../lines.ts';
import { buttonAt, isButtons } from '../text/buttons.ts';
import type { CommentLines } from '../text/comment-lines.ts';
import { openingHead } from '../text/opening-head.ts';
import { readPost } from '../text/posts.ts';
import { columnLength } from '../text/text-edges.ts';
import { toComments } from '../text/thread.ts';
import { splitThread } from '../text/thread-start.ts';
import type { Layout } from './layout.ts';

/**
 * A post whose comments follow it without a break. The buttons that belong under a comment stand behind its
 * first line: glued to its second, or to the first of the comment after it. Where they stand alone instead,
 * they are in their place, and only the comments' numbers are missing.
 */
export const displacedButtons: Layout = {
  name: 'displaced-buttons',
  version: 12,
  description:
    'One post with its comments run together; the buttons of each stand glued to the line after its first.',
  recognise(lines) {
    const buttons = lines.filter(({ text }) => buttonAt(text) !== null);
    if (buttons.some(({ text }) => !isButtons(text))) return 0.9;
    return buttons.length > 0 && splitThread(lines).thread.length === 0 ? 0.75 : 0;
  },
  read(page, lines) {
    const head = openingHead(lines);
    const { post, comments } = takeApart(lines.slice(head?.below ?? 0));
    return [
      {
        ...readPost(page, head ?? { title: null, publishedOn: null }, post),
        comments: toComments(page, comments),
      },
    ];
  },
};

/** Buttons on a page: the line they stand on, and whether words are glued to them. */
interface Buttons {
  readonly at: number;
  readonly reply: boolean;
  readonly glued: boolean;
}

function takeApart(lines: readonly Line[]): { post: readonly Line[]; comments: readonly CommentLines[] } {
  const texts: Line[] = [];
  const buttons: Buttons[] = [];
  for (const [at, line] of lines.entries()) {
    const button = buttonAt(line.text);
    const text = button ? partOf(line, button.length) : line;
    if (button) buttons.push({ at, reply: button.reply, glued: text.text !== '' });
    texts.push(text);
  }
  const displaced = buttons.some(({ glued }) => glued);
  const starts = buttons.map(({ at }, i) => {
    const before = buttons[i - 1]?.at ?? -1;
    // Where no buttons are glued they have not been displaced: a comment runs from the ones before.
    return i > 0 && !displaced ? before + 1 : lastWords(texts, before, at);
  });
  const last = buttons.at(-1);
  const end = last && !last.glued ? last.at : columnLength(texts);

  let answered: number | null = null;
  const comments = buttons.map(({ reply }, i) => {
    if (!reply) answered = i;
    return { lines: texts.slice(starts[i], starts[i + 1] ?? end), parent: reply ? answered : null };
  });
  return { post: texts.slice(0, starts[0]), comments };
}

/** The index of the last line with words from one line up to, not including, another; the latter for none. */
function lastWords(lines: readonly Line[], from: number, to: number): number {
  for (let at = to - 1; at >= Math.max(0, from); at--) if (lines[at]!.text !== '') return at;
  return to;
}
