import { parseDate } from '../dates.ts';
import { type Line, nextWords } from '../lines.ts';
import type { Head } from '../text/head.ts';
import { readPost } from '../text/posts.ts';
import { isSharing } from '../text/sharing.ts';
import { isName, isProse, isTitle } from '../wording.ts';
import type { Layout } from './layout.ts';

/** What stands between the parts of a text and asks for subscribers, or passes the text on. */
const ASKING =
  /^(?:subscribe(?: now)?|sign in|share(?: this post)?|leave a comment|thanks for reading .*|type your email(?:\.{3}|…)?)$/i;
/** What a page of Substack has: the button to subscribe, or else the last line of its terms. */
const ASKS_OR_ENDS = /^(?:subscribe|privacy ∙ terms\b.*)$/i;
/** `Thanks for reading Quay Notes! Subscribe for free`: the name of the newsletter. */
const THANKS = /^thanks for reading ([^.!]{1,60})[.!]/i;
/** The first of the tabs over a list of other texts, and what the one beside it may be called. */
const FIRST_TAB = /^top$/i;
const NEXT_TAB = /^(?:latest|new|community|discussions)$/i;
/** What stands below the comments where that list has not come with the page. */
const ENDING = /^(?:no posts|ready for more\?)$/i;
/** A date of the last twelve months, which is shown without its year. */
const LATELY = /^[A-Z][a-z]{2} \d{1,2}$/;
/** Buttons and counts above a text are as many lines at most, blank ones included. */
const LONGEST_BAR = 16;

/** A text of a newsletter with its comments, as Substack shows them. */
export const substack: Layout = {
  name: 'substack',
  version: 7,
  description: 'One text of a Substack newsletter, with its comments below.',
  recognise(lines) {
    return headOf(lines) ? 0.96 : 0;
  },
  read(page, lines) {
    const head = headOf(lines);
    if (!head) return [];
    const below = lines.slice(head.below);
    const button = `Share ${blogOf(lines)}`;
    const text = below
      .slice(0, lengthAbove(below))
      .filter((line) => !ASKING.test(line.text) && line.text !== button);
    return [{ ...readPost(page, head, text), byline: { name: head.writer.text, span: head.writer.span } }];
  },
};

/** How many lines stand above the list of other texts, which is below the comments. */
function lengthAbove(lines: readonly Line[]): number {
  const lastProse = lines.findLastIndex(({ text }) => isProse(text));
  const others = lines.findIndex(({ text }, at) => {
    if (FIRST_TAB.test(text)) return NEXT_TAB.test(lines[nextWords(lines, at + 1)]?.text ?? '');
    return at > lastProse && ENDING.test(text);
  });
  return others < 0 ? lines.length : others;
}

/** A head with who wrote the text. */
interface SubstackHead extends Head {
  readonly writer: Line;
}

/**
 * Title, perhaps a line on what it is about, writer and date, one under another; then counts of who liked and answered
 * it and a button to share it. Null for a page that is none of Substack's, or begins otherwise.
 */
function headOf(lines: readonly Line[]): SubstackHead | null {
  if (!lines.some(({ text }) => ASKS_OR_ENDS.test(text))) return null;
  const dated = lines.findIndex(({ text }) => dayOf(text) !== null || LATELY.test(text));
  const above = lines.slice(0, Math.max(0, dated)).filter(({ text }) => text !== '');
  const [writer, ...over] = above.toReversed();
  if (!writer || !isName(writer.text)) return null;
  const first = over.findIndex(({ text }) => isSharing(text) || ASKING.test(text));
  const block = over.slice(0, first < 0 ? undefined : first).toReversed();
  const blog = thankedFor(lines) ?? blogOf(lines);
  const title = block.find(({ text }) => isTitle(text) && (block.length === 1 || text !== blog));
  const bar = lines.slice(dated + 1, dated + 1 + LONGEST_BAR);
  const text = bar.findIndex(({ text }) => isProse(text));
  const isShare = ({ text }: Line) => /^share(?: this post)?$/i.test(text);
  const shared = bar.slice(0, text < 0 ? undefined : text).findLastIndex(isShare);
  if (!title || shared < 0) return null;
  const isRepeated = (line: Line) => line.text === '' || line.text === title.text || isHost(line.text);
  const rest = bar.slice(shared + 1).findIndex((line) => !isRepeated(line));
  const below = dated + 1 + shared + 1 + Math.max(0, rest);
  return { at: lines.indexOf(title), publishedOn: dayOf(lines[dated]!.text), title, writer, below };
}

/** The newsletter's name where readers are thanked for reading it. */
function thankedFor(lines: readonly Line[]): string | null {
  const thanks = lines.find(({ text }) => THANKS.test(text))?.text ?? '';
  return THANKS.exec(thanks)?.[1] ?? null;
}

/** The newsletter's name, which a page begins with. */
function blogOf(lines: readonly Line[]): string {
  return lines[nextWords(lines, 0)]?.text ?? '';
}

/** The day in `Oct 02, 2022` or `Oct 02, 2022 ∙ Paid`. */
function dayOf(text: string): string | null {
  return parseDate(text.replace(/ [∙·•] \w+$/, ''));
}

/** Whether a line is the name of a site: `quaynotes.substack.com`. */
function isHost(text: string): boolean {
  return /^(?:[a-z\d-]+\.)+[a-z]{2,}$/i.test(text);
}
