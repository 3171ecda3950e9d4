import { parseDate } from '../dates.ts';
import { itemOf, type Line } from '../lines.ts';
import { isFooter, isLeadingOn } from '../text/furniture.ts';
import type { Head } from '../text/head.ts';
import { findHeads, findUndatedHeads, titlesOnTexts } from '../text/heads.ts';
import { readPosts } from '../text/posts.ts';
import { isProse } from '../wording.ts';
import type { Layout } from './layout.ts';

/** The line that says which posts an archive shows stands among its first, blank ones included. */
const LINES_OF_HEADER = 12;

/** A blog says of itself what it is in a paragraph or two. */
const LONGEST_DESCRIPTION = 2;

const SHOWN = /^Showing posts (?:with label|from|sorted by|matching) /;
const TAGGED = /^(?:(?:tag|category|day|month|year)(?: archives?)?|(?:daily|monthly|yearly) archives?): \S/i;
const LABEL = /^(?:Showing posts with label|(?:tag|category)(?: archives?)?:) (.+)$/i;

/** The posts of a blog that bear a label, or of a time, or of its latest days. */
export const labelArchive: Layout = {
  name: 'label-archive',
  version: 12,
  description:
    'Several posts of a blog, each under a line with its date; "Showing posts with label …" above where they share one.',
  recognise(lines) {
    const listed = fromList(lines);
    const heads = headsOf(listed ?? lines);
    const [first] = heads;
    if (!first) return 0;
    if (headerOf(lines)) return 1;
    const above = lines.slice(0, first.at).filter(({ text }) => isProse(text)).length;
    const isOpen =
      listed !== null || above === 0 || (above <= LONGEST_DESCRIPTION && areFooted(lines, heads));
    return heads.length > 1 && isOpen ? 0.8 : 0;
  },
  read(page, all) {
    const lines = fromList(all) ?? all;
    return readPosts(page, lines, headsOf(lines), labelsOf(lines));
  },
};

/** Whether posts are a blog's, each with its title and, below its text, a footer. */
function areFooted(lines: readonly Line[], heads: readonly Head[]): boolean {
  return heads.every(
    ({ title, below }, i) =>
      title !== null && lines.slice(below, heads[i + 1]?.at).some(({ text }) => isFooter(text)),
  );
}

/** The lines of posts that are items of a list, each under its day, as if they were none; null without such a list. */
function fromList(lines: readonly Line[]): readonly Line[] | null {
  const isDay = (line: Line) => parseDate(itemOf(line)?.text ?? '') !== null;
  const [first, ...others] = lines.filter(isDay);
  if (!first || others.length === 0) return null;
  const prose = ({ text }: Line) => isProse(text);
  const above = lines.slice(0, lines.indexOf(first)).filter(prose).length;
  // A text may list days of its own.
  if (lines.filter(prose).length <= 2 * above) return null;
  return lines
    .slice(lines.indexOf(first))
    .map((line) =>
      isDay(line)
        ? { ...itemOf(line)!, indent: 0 }
        : { ...line, indent: Math.max(0, line.indent - first.indent - 2) },
    );
}

/**
 * The heads of the posts. An archive shows its newest post first, so a date older than one further down is
 * that of a text inside a post; unless most are, for then the page has another order.
 */
function headsOf(lines: readonly Line[]): Head[] {
  const dated = findHeads(lines);
  const heads = dated.length > 0 ? dated : undatedHeadsOf(lines);
  const newest = heads[0]?.publishedOn ?? '';
  let latest = '';
  const ordered = heads.toReversed().filter(({ publishedOn }) => {
    if (publishedOn === null || publishedOn < latest || publishedOn > newest) return false;
    latest = publishedOn;
    return true;
  });
  const isNewestFirst = ordered.length * 2 > heads.length && !headerOf(lines)?.includes('by relevance');
  return isNewestFirst ? ordered.toReversed() : heads;
}

/** The heads of posts without dates, on a page that is an archive or leads on from each of several texts. */
function undatedHeadsOf(lines: readonly Line[]): Head[] {
  const below = findUndatedHeads(lines);
  if (headerOf(lines)) return below;
  const isLedOn = below.length > 1 && lines.some(({ text }) => isLeadingOn(text));
  if (!tagOf(lines)) return isLedOn ? below : [];
  const onTexts = titlesOnTexts(lines);
  return onTexts.length > below.length ? onTexts : below;
}

function headerOf(lines: readonly Line[]): string | null {
  return lines.slice(0, LINES_OF_HEADER).find(({ text }) => SHOWN.test(text))?.text ?? null;
}

function tagOf(lines: readonly Line[]): string | null {
  return lines.slice(0, LINES_OF_HEADER).find(({ text }) => TAGGED.test(text))?.text ?? null;
}

/** The label in `Showing posts with label DIP. Show all posts` or `Tag: DIP`. */
function labelsOf(lines: readonly Line[]): string[] {
  const label = (headerOf(lines) ?? tagOf(lines))?.match(LABEL)?.[1];
  return label
    ? [
        label
          .replace(/\.?\s?Show all posts$/, '')
          .replace(/\.$/, '')
          .trim(),
      ]
    : [];
}
