/** Where the text of a post begins and ends among the lines that a blog or site puts around it. */

import { type Line, nextWords, partOf, withoutMargins } from '../lines.ts';
import { isDivider, isProse, isTagList } from '../wording.ts';
import { datelineOf, isNamelessByline, isSigning } from './bylines.ts';
import {
  excerptLength,
  isCaption,
  isFooter,
  isStamp,
  isSummary,
  opensFooter,
  standsOver,
  standsUnder,
} from './furniture.ts';
import { isNavigation, isWayOn } from './navigation.ts';
import { lineOf } from './phrases.ts';
import { isSharing } from './sharing.ts';
import { isCounter, isThreadEnd } from './thread-furniture.ts';
import { isReleaseEnd, isUnderneath } from './underneath.ts';

/** How much prose may stand under a text that is none of it, in lines: of who published it, of what is related. */
const MOST_BELOW = 3;

/** A text without what it begins with: the count of its comments, how long it takes to read, buttons to share it. */
export function withoutBar(lines: readonly Line[], publishedOn: string | null): readonly Line[] {
  const isBar = [isCounter, isNamelessByline, isFooter, standsOver, isSummary, isDivider];
  return linesFrom(lines, (line) => isBar.some((is) => is(line.text)) || isCredit(line, publishedOn));
}

/** A text without what it begins with: what it is filed under, whose the picture is, once more its day and writer. */
export function withoutCredits(lines: readonly Line[], publishedOn: string | null): readonly Line[] {
  return linesFrom(
    lines,
    (line) => isFooter(line.text) || isNavigation(line.text) || isCredit(line, publishedOn),
  );
}

const CONTENTS = lineOf([
  '(?:table of )?contents:?',
  String.raw`(?:on|in) this (?:article|page|post)\b:?`,
  'jump to:?',
]);

/** So many lines that stand below once more, and most of those beside them, are a list of headings. */
const FEWEST_HEADINGS = 2;

/** A text without the list of its own headings that it begins with, which is headed as one or gives several. */
export function withoutContents(lines: readonly Line[]): readonly Line[] {
  const last = new Map(lines.map(({ text }, at) => [text, at]));
  const start = CONTENTS.test(lines[0]?.text ?? '') ? nextWords(lines, 1) : 0;
  const isAgain = ({ text }: Line, at: number) => last.get(text)! > at;
  const blank = lines.findIndex(({ text }, at) => at > start && text === '');
  const block = lines.slice(0, Math.max(0, blank)).filter((_, at) => at >= start);
  const again = block.filter((line) => isAgain(line, blank));
  const isList =
    again.length >= FEWEST_HEADINGS &&
    again.length * 3 >= block.length * 2 &&
    !block.some(({ text }) => isProse(text));
  if (isList) return withoutMargins(lines.slice(blank));
  if (start === 0) return lines;
  let end = start;
  while (lines[end] && lines[end]!.text !== '' && isAgain(lines[end]!, end)) end++;
  return withoutMargins(lines.slice(end));
}

function isCredit(line: Line, publishedOn: string | null): boolean {
  return isCaption(line.text) || (publishedOn !== null && datelineOf(line)?.day === publishedOn);
}

/**
 * The lines from the first on that is not blank nor to be skipped; nor the words of a picture, which stand there twice,
 * the second time perhaps with whose it is.
 */
function linesFrom(lines: readonly Line[], isSkipped: (line: Line) => boolean): readonly Line[] {
  for (let at = nextWords(lines, 0); at < lines.length; at = nextWords(lines, at + 1)) {
    const { text } = lines[at]!;
    if (isSkipped(lines[at]!)) continue;
    const again = nextWords(lines, at + 1);
    const second = lines[again]?.text ?? '';
    // What a picture shows may stand on a line of its own, over whose it is: `(PA)`.
    const isCredited = !isProse(text) && again === at + 1 && /^\(.*\)$/.test(second) && isCaption(second);
    if (isCredited) continue;
    const isTwice = !isProse(text) && (second === text || (second.startsWith(text) && isCaption(second)));
    if (!isTwice || nextWords(lines, again + 1) === lines.length) return lines.slice(at);
    at = again;
  }
  return lines;
}

/** Parts the text of a post from the footer lines it ends with; over a bare `Comments` its labels may stand alone. */
export function splitFooter(lines: readonly Line[], below: Line | undefined) {
  const tags = /^comments$/i.test(below?.text ?? '') && lines.at(-2)?.text === '' ? lines.at(-1) : undefined;
  const isUnder = (line: Line, at: number) =>
    standsUnder(line.text) ||
    isSigning(line.text) ||
    (isStamp(line.text) && lines.slice(Math.max(0, at - 2), at).some(({ text }) => isSigning(text))) ||
    (line === tags && isTagList(line.text));
  // Over a post's own footer stands what the post quotes, to the end of a press release and beyond.
  const isFooted = lines.some(({ text }) => opensFooter(text) || isFooter(text));
  const closed = textLength(
    lines,
    (text, textFollows) =>
      opensFooter(text) ||
      (isUnderneath(text, textFollows) && !(isFooted && isReleaseEnd(text))) ||
      isThreadEnd(text),
  );
  const lastProse = lines.findLastIndex(({ text }) => isProse(text));
  const footer = lines.findIndex(({ text }, at) => at > Math.max(0, lastProse) && opensFooter(text));
  const end =
    lines
      .slice(0, footer < 0 ? closed : Math.min(closed, footer))
      .findLastIndex((line, at) => line.text !== '' && !isUnder(line, at)) + 1;
  return { text: withoutLead(lines.slice(0, end)), footer: lines.slice(end) };
}

/** A text without what leads from its end to the rest of it. */
export function withoutLead(lines: readonly Line[]): readonly Line[] {
  const text = withoutMargins(lines);
  const last = text.slice(-1).map((line) => partOf(line, 0, excerptLength(line.text)));
  return withoutMargins([...text.slice(0, -1), ...last]);
}

/**
 * How many lines stand above the first that closes a text, below which is no longer the text: hardly any prose, and
 * less than above. All, when there is none.
 */
export function textLength(
  lines: readonly Line[],
  closes: (text: string, textFollows: boolean) => boolean,
): number {
  let below = lines.filter(({ text }) => isProse(text)).length;
  let above = 0;
  for (const [at, { text }] of lines.entries()) {
    const isMostAbove = below < above || (below === 0 && at > 0);
    if (below <= MOST_BELOW && isMostAbove && closes(text, below > 0)) return at;
    if (!isProse(text)) continue;
    above += 1;
    below -= 1;
  }
  return lines.length;
}

/** How many lines stand above the way to other pages: all, when none leads there. */
export function columnLength(lines: readonly Line[]): number {
  let above = '';
  for (const [at, { text }] of lines.entries()) {
    // Where a blog has no other pages, the way leads home alone: under a post's footer that is no heading.
    if (isWayOn(text) || (/^home$/i.test(text) && isFooter(above))) return at;
    if (text !== '') above = text;
  }
  return lines.length;
}

/** How many lines at the beginning are blank or a footer. */
export function footerLength(lines: readonly Line[]): number {
  const first = lines.findIndex(({ text }) => text !== '' && !isFooter(text) && !isSharing(text));
  return first < 0 ? lines.length : first;
}
