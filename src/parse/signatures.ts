/** Who signed a text: names under it. */
import type { Signature } from './document.ts';
import { type Line, partOf } from './lines.ts';
import {
  announces,
  endsSentence,
  isAddress,
  isDivider,
  isFullName,
  isHandle,
  isName,
  wordCount,
} from './wording.ts';

/** An announcement that trails off is short, in words: longer lines that do so are mostly just musing. */
const LONGEST_TRAILING_OFF = 8;

/** How many blank lines make a gap between two texts rather than between two paragraphs. */
const GAP = 2;

/** Who signs like this does not sign. */
export const NOBODY = /^(?:anonymous(?: coward)?|anon|unknown|guest|\[deleted\])$/i;

export function signatureOf(line: Line): Signature {
  return { name: line.text, span: line.span };
}

/**
 * The line with which a commenter signed: a pen-name on the last line, or a name standing apart there.
 * A name under a text that the comment announces belongs to that text.
 */
export function closingSignature(lines: readonly Line[]): Line | null {
  const last = lines.at(-1);
  if (!last || lines.length === 1) return null;
  if (isHandle(last.text)) return last;
  const standsApart = lines.at(-2)!.text === '';
  return standsApart && isName(last.text) && !lines.some(announcesText) ? last : null;
}

function announcesText({ text }: Line): boolean {
  const trailsOff = /(?:\.{3}|…)$/.test(text) && wordCount(text) <= LONGEST_TRAILING_OFF;
  return announces(text) || isAddress(text) || trailsOff;
}

/**
 * The name under a text by someone else that a post carries: alone, over a line of office, or opening a
 * line about its bearer; where the post ends, or before an ornament or a gap. A plain name counts only
 * below an announcement of someone's words. The last one counts.
 */
export function guestSignature(lines: readonly Line[]): Signature | null {
  const announced = lines.findIndex(({ text }) => announces(text));
  for (let at = lines.length - 1; at > 0; at--) {
    if (!endsText(lines, at)) continue;
    const isBelow = announced >= 0 && announced < at - 1;
    const guest = isHandle(lines[at]!.text) ? lines[at]! : isBelow ? nameSigning(lines, at) : null;
    if (guest) return signatureOf(guest);
  }
  return null;
}

/** Whether a text ends with this line: at the end of the post, an ornament or a gap. */
function endsText(lines: readonly Line[], at: number): boolean {
  if (lines[at]!.text === '') return false;
  const next = lines.slice(at + 1, at + 1 + GAP).find(({ text }) => text !== '');
  return next === undefined || isDivider(next.text);
}

/** The plain name that signs the text which ends with this line. */
function nameSigning(lines: readonly Line[], at: number): Line | null {
  const last = lines[at]!;
  const above = lines[at - 1]!;
  if (endsSentence(last.text)) return null;
  if (isFullName(above.text) && followsSentence(lines, at - 1)) return above;
  if (!followsSentence(lines, at)) return null;
  const bearer = partOf(last, 0, Math.max(0, last.text.search(/ (?:is|was) /)));
  return [bearer, last].find(({ text }) => isFullName(text)) ?? null;
}

/** Whether the words above a line end a sentence. */
function followsSentence(lines: readonly Line[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && lines[above]!.text === '') above--;
  return above >= 0 && endsSentence(lines[above]!.text);
}
