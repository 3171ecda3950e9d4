/** What a site puts under a whole text: its tags, when it was last changed, who wrote it and when. */

import { publicationDay, stampedDay } from '../dates.ts';
import { type Line, nextWords } from '../lines.ts';
import { isProse, isSentence, isTagList } from '../wording.ts';
import type { ArticleHead } from './article-head.ts';
import { bylineOf, datelineOf, isSigning } from './bylines.ts';
import { announcesNextLine, isStamp, isUpdateNotice, standsUnder } from './furniture.ts';
import { isWayOn } from './navigation.ts';
import { lineOf } from './phrases.ts';
import { isPassingOn } from './sharing.ts';
import { textLength, withoutLead } from './text-edges.ts';
import { isThreadEnd } from './thread-furniture.ts';
import { isUnderneath } from './underneath.ts';

/** What heads links that no text follows. */
const LINKS = lineOf([
  '(?:for )?further (?:information|reading):?',
  'related (?:items?|links?):?',
  'find out more:?',
]);

/** Parts a text from what the site put under it: the tags it ends with, and all from the notice of its update. */
export function splitDressing(lines: readonly Line[]): { text: readonly Line[]; dressing: readonly Line[] } {
  const lastProse = lines.findLastIndex(({ text }) => isProse(text));
  const notice = lines.findIndex(
    ({ text }, at) => at > lastProse && (isUpdateNotice(text) || isPassingOn(text)),
  );
  const above = lines.slice(
    0,
    Math.min(
      notice < 0 ? lines.length : notice,
      textLength(lines, (text, textFollows) => isUnderneath(text, textFollows) || isThreadEnd(text)),
    ),
  );
  const links = lastLinks(above);
  const is = [standsUnder, isTagList, isWayOn, isSigning, announcesNextLine];
  const announces = (text = '') => isSigning(text) || announcesNextLine(text);
  const isDressing = ({ text }: Line, at: number) =>
    text === '' ||
    is.some((test) => test(text)) ||
    (isStamp(text) && (announces(above[at - 1]?.text) || announces(above[at - 2]?.text)));
  const end = above.slice(0, links).findLastIndex((line, at) => !isDressing(line, at)) + 1;
  return { text: withoutLead(above.slice(0, end)), dressing: lines.slice(end) };
}

/** Where under a text the links begin that stand under a heading of their own; else how many lines there are. */
function lastLinks(lines: readonly Line[]): number {
  const heading = lines.findLastIndex(({ text }) => LINKS.test(text));
  const areLinks = lines.slice(heading + 1).every(({ text }) => !isProse(text) && !isSentence(text));
  return heading > 0 && areLinks ? heading : lines.length;
}

/** Who wrote a text and when, as a site may say under it: `Written by Ada Bell`, and the day on the next line. */
export function signedUnder(dressing: readonly Line[]): Pick<ArticleHead, 'byline' | 'publishedOn'> {
  const said = dressing.map(datelineOf).find((dateline) => dateline?.writer);
  if (said) return { byline: said.writer, publishedOn: said.day };
  const wordsBelow = (at: number) => dressing[nextWords(dressing, at + 1)]?.text ?? '';
  const at = dressing.findIndex((line) => bylineOf(line) !== null);
  if (at < 0) {
    const published = dressing.findIndex(({ text }) => /^published:?$/i.test(text));
    return { byline: null, publishedOn: published < 0 ? null : stampedDay(wordsBelow(published)) };
  }
  return {
    byline: bylineOf(dressing[at]!),
    publishedOn: publicationDay(dressing[at]!.text) ?? stampedDay(wordsBelow(at)),
  };
}
