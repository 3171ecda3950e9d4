/** The head of a page for one article: what stands above its first paragraph, in whichever order the site puts it. */

import { datedWords } from '../dated-words.ts';
import type { Signature } from '../document.ts';
import { type Line, nextWords, partOf } from '../lines.ts';
import { isAddress, isFullName, isProse, isSentence } from '../wording.ts';
import { dayIn } from './article-day.ts';
import { lastRepeated, titleAt } from './article-title.ts';
import { bylineOf, datelineOf } from './bylines.ts';
import { marksIn, writerIn } from './head-marks.ts';
import { isNavigation } from './navigation.ts';
import { isPassingOn } from './sharing.ts';
import { isCounter } from './thread-furniture.ts';
import { splitThread } from './thread-start.ts';
import { isImprint } from './underneath.ts';

/** Byline and date stand within so many lines under what sums a text up. */
const LINES_UNDER_STANDFIRST = 5;

/** What a head says, and how plainly. */
export interface ArticleHead {
  /** Null where a site's menus or an imprint stand over a text without one. */
  readonly title: Line | null;
  readonly byline: Signature | null;
  readonly publishedOn: string | null;
  /** The index of the first line under the head. */
  readonly below: number;
  /** Whether the page gives the title more than once above the text. */
  readonly repeated: boolean;
  /** Whether the title stands below the menus of a site. */
  readonly belowMenus: boolean;
}

/** The head of an article; null where no line can be its title, and none is of a site's menus or an imprint. */
export function findArticleHead(lines: readonly Line[]): ArticleHead | null {
  const above = lines.slice(0, Math.max(0, textAt(lines))).map(withoutLinkWords);
  const dated = dayIn(above);
  const marks = marksIn(above, dated?.at ?? -1);
  const repeated = dated?.title ?? lastRepeated(above, dated ? dated.at : above.length);
  const { byline, date, count, shared, navigation, menus, imprint } = marks;
  const title = titleAt(above, marks, repeated, dated?.isOver ?? false) ?? -1;
  if (title < 0 && navigation < 0 && imprint < 0) return null;
  return {
    title: above[title] ?? null,
    byline: byline < 0 ? null : writerIn(above[byline]!),
    publishedOn: dated?.day ?? datedWords(above[title]?.text ?? '')?.day ?? null,
    below: Math.max(title, byline, date, count, shared, navigation, imprint) + 1,
    repeated: repeated >= 0,
    belowMenus: menus >= 0 && title > menus,
  };
}

/** A line without the words of links that are glued to a title: `back to article A Title`, `A TitleEdit`. */
function withoutLinkWords(line: Line): Line {
  const before =
    /^(?:« |< )?back to (?:article|blog|list|news|results)\s+(?=\p{Lu})/iu.exec(line.text)?.[0] ?? '';
  const behind = /(?<=\p{Ll})Edit$/u.exec(line.text)?.[0] ?? '';
  return before || behind ? partOf(line, before.length, line.text.length - behind.length) : line;
}

/**
 * Where the text begins: at its first prose, or, where a single line of prose stands between title and date to sum the
 * text up, at the next; without any above the count of comments at the last sentence there; -1 for neither.
 */
function textAt(lines: readonly Line[]): number {
  const isText = ({ text }: Line) => isProse(text) && !isNavigation(text) && !isImprint(text);
  const first = lines.findIndex(isText);
  const above = first < 0 ? lines : lines.slice(0, first);
  if (above.some(({ text }) => isCounter(text))) {
    const { post, thread } = splitThread(lines);
    if (thread.length > 0 && isCounter(lines[post.length]!.text) && !post.some(isText))
      return Math.max(
        post.findLastIndex(({ text }) => isSentence(text)),
        post.findLastIndex(({ text }) => isAddress(text)),
      );
  }
  const second = lines.findIndex((line, at) => at > first && isText(line));
  // What a site has passed on from its beginning is summed up over the buttons.
  const isOverButtons = second > first && isPassingOn(lines[nextWords(lines, first + 1)]?.text ?? '');
  if (isOverButtons) return second;
  const between =
    first < 0 || second < 0 ? [] : lines.slice(first + 1, second).filter(({ text }) => text !== '');
  const dated = between.slice(0, LINES_UNDER_STANDFIRST).findIndex((line) => datelineOf(line) !== null);
  const isSigned =
    between.slice(0, LINES_UNDER_STANDFIRST).some((line) => /^words by /i.test(line.text)) ||
    (dated >= 0 && between.slice(0, dated + 2).some((line) => isFullName(line.text) || bylineOf(line)));
  return isSigned ? second : first;
}
