import { postOf, textLength } from '../dated-posts.ts';
import { publicationDay } from '../dates.ts';
import type { Signature } from '../document.ts';
import {
  isCounter,
  isFooter,
  isReadingTime,
  isSharing,
  isSharingBar,
  isTally,
  isTrail,
  isUnderneath,
  isUpdateNotice,
  labelsIn,
} from '../furniture.ts';
import type { Head } from '../heads.ts';
import { type Line, withoutMargins } from '../lines.ts';
import { Passage } from '../passage.ts';
import { bylineOf } from '../signatures.ts';
import { readThread, splitThread } from '../thread.ts';
import { isProse, isTagList, isTitle, wordCount } from '../wording.ts';
import type { Layout } from './layout.ts';

/** A title that a page repeats is longer than what menus repeat, in words. */
const SHORTEST_REPEATED = 3;
/** What announces who or when, on a line of its own: `From:`, `Published`. */
const LABEL =
  /^(?:from|by|authors?|published(?: on| by)?|updated|last updated|date|posted(?: on)?|categor(?:y|ies)|topics?):?$/i;

/** A page for one article: title, often a byline, then the text, whatever else the site put around it. */
export const article: Layout = {
  name: 'article',
  version: 6,
  description:
    'One article under its title and byline, with the counters, repeated titles and tags of an old site around it.',
  recognise(lines) {
    const head = findHead(lines);
    if (!head) return 0;
    const dressed = lines.some(({ text }) => isTally(text) || isUpdateNotice(text));
    return (
      0.2 +
      (head.repeated ? 0.25 : 0) +
      (head.byline ? 0.2 : 0) +
      (head.publishedOn ? 0.1 : 0) +
      (dressed ? 0.05 : 0)
    );
  },
  read(page, lines) {
    const head = findHead(lines);
    if (!head) return [];
    const { post, thread } = splitThread(lines.slice(head.below));
    const { text, dressing } = splitDressing(withoutBar(post));
    const { body, note } = splitNote(text, head.byline);
    const read = postOf(page, head, body);
    return [
      {
        ...read,
        byline: head.byline,
        labels: [...new Set(dressing.flatMap((line) => labelsIn(line.text)))],
        note: note && new Passage(page.text, [note.span]),
        guest: head.byline ? null : read.guest,
        comments: readThread(page, thread),
      },
    ];
  },
};

interface ArticleHead extends Omit<Head, 'at'> {
  readonly byline: Signature | null;
  /** Whether the page gives the title more than once above the text. */
  readonly repeated: boolean;
}

/**
 * The head of the article: what stands above the first paragraph. The title is the line that is repeated
 * there, or else the first below the way to the page, or else the nearest above byline or date, or else the first
 * that can be one; null without any.
 */
function findHead(lines: readonly Line[]): ArticleHead | null {
  const text = lines.findIndex(({ text }) => isProse(text));
  const above = lines.slice(0, Math.max(0, text));
  const bylineAt = above.findLastIndex((line) => bylineOf(line) !== null);
  const dateAt = above.findLastIndex(({ text }) => publicationDay(text) !== null);
  const isLabelled = (at: number) => at > 0 && LABEL.test(above[at - 1]!.text);
  const canBeTitle = ({ text }: Line, at: number) =>
    at !== bylineAt &&
    isTitle(text) &&
    !isTrail(text) &&
    !isTally(text) &&
    !LABEL.test(text) &&
    !isLabelled(at);
  const repeatedAt = lastRepeated(above);
  const nearest = bylineAt >= 0 ? bylineAt : dateAt;
  const trailAt = above.findLastIndex(({ text }) => isTrail(text));
  const candidates = [
    repeatedAt,
    trailAt < 0 ? -1 : above.findIndex((line, at) => at > trailAt && canBeTitle(line, at)),
    above.slice(0, Math.max(0, nearest)).findLastIndex(canBeTitle),
    above.findIndex(canBeTitle),
  ];
  const titleAt = candidates.find((at) => at >= 0);
  if (titleAt === undefined) return null;
  return {
    title: above[titleAt]!,
    byline: bylineAt < 0 ? null : bylineOf(above[bylineAt]!),
    publishedOn: dateAt < 0 ? null : publicationDay(above[dateAt]!.text),
    below: Math.max(titleAt, bylineAt, dateAt) + 1,
    repeated: repeatedAt >= 0,
  };
}

/** The index of the last line that can be a title and stood above once before; -1 for none. */
function lastRepeated(lines: readonly Line[]): number {
  const seen = new Set<string>();
  let last = -1;
  for (const [at, { text }] of lines.entries()) {
    const key = text.toLowerCase();
    if (seen.has(key) && isTitle(text) && wordCount(text) >= SHORTEST_REPEATED) last = at;
    seen.add(key);
  }
  return last;
}

/** The text without what it begins with: the count of its comments, how long it takes, the buttons that share it. */
function withoutBar(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(
    ({ text }) => text !== '' && ![isCounter, isSharingBar, isSharing, isReadingTime].some((is) => is(text)),
  );
  return lines.slice(Math.max(0, first));
}

/** Parts a text from what the site put under it: the tags it ends with, and all from the notice of its update. */
function splitDressing(lines: readonly Line[]): { text: readonly Line[]; dressing: readonly Line[] } {
  const lastProse = lines.findLastIndex(({ text }) => isProse(text));
  const notice = lines.findIndex(
    ({ text }, at) => at > lastProse && (isUpdateNotice(text) || isPassingOn(text)),
  );
  const above = lines.slice(0, Math.min(notice < 0 ? lines.length : notice, textLength(lines, isUnderneath)));
  const isDressing = ({ text }: Line) => text === '' || isFooter(text) || isSharing(text) || isTagList(text);
  const end = above.findLastIndex((line) => !isDressing(line)) + 1;
  return { text: withoutMargins(above.slice(0, end)), dressing: lines.slice(end) };
}

/** Whether a line heads what a site puts under a whole text to pass it on, and all else down to its end. */
function isPassingOn(text: string): boolean {
  return /^share this (?:page|article|story|post)\b/i.test(text) && isSharing(text);
}

/** Parts a text from a last line about the one who wrote it: `Edda Storm is a statistician.` */
function splitNote(lines: readonly Line[], byline: Signature | null) {
  const note = lines.at(-1);
  const isAbout =
    byline &&
    note &&
    /^,? (?:is|was|has|works|writes|covers|reports) /.test(note.text.slice(byline.name.length));
  return isAbout && note.text.startsWith(byline.name)
    ? { body: withoutMargins(lines.slice(0, -1)), note }
    : { body: lines, note: null };
}
