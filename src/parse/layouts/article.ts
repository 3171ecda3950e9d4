import { fold } from '../../model/slug.ts';
import { todayIn } from '../dated-words.ts';
import type { Signature } from '../document.ts';
import { areWrapped, type Line, nextWords, partOf, withoutMargins } from '../lines.ts';
import { Passage } from '../passage.ts';
import { signatureOf } from '../signatures.ts';
import { findArticleHead } from '../text/article-head.ts';
import { signedUnder, splitDressing } from '../text/dressing.ts';
import { isTally, isUpdateNotice } from '../text/furniture.ts';
import { labelsIn } from '../text/labels.ts';
import { postOf } from '../text/posts.ts';
import { withoutBar, withoutContents } from '../text/text-edges.ts';
import { readThread } from '../text/thread.ts';
import { splitThread } from '../text/thread-start.ts';
import { endsSentence, isFullName, isProse, wordCount } from '../wording.ts';
import type { Layout } from './layout.ts';

/** What sums a text up is no longer, in words. */
const LONGEST_SUMMARY = 40;
/** What stands between a writer's name and what is said of the writer. */
const BEFORE_ABOUT = /^,? (?:is|was|has|works|writes|covers|reports) /;
/** What somebody may be who writes. */
const OFFICES =
  'academic activist author barrister campaigner candidate chair chief columnist commissioner consultant correspondent ' +
  'councillor criminologist director doctor editor fellow founder governor head inspector journalist lawyer leader ' +
  'lecturer magistrate manager member minister MP nurse officer president prisoner professor psychologist researcher ' +
  'secretary solicitor spokesperson statistician student trustee writer';
/** `is a former governor`: what is said to be this is a person, as what is said to be `a toy for the minister` is not. */
const HOLDS_OFFICE = new RegExp(
  String.raw`^,? (?:is|was) (?:(?!(?:about|against|at|by|for|from|in|no|not|of|on|to|what|with) )\p{L}[\p{L}'’-]* ){0,5}(?:${OFFICES.replaceAll(' ', '|')})(?!\p{L})`,
  'iu',
);

/** A page for one article: title, often a byline, then the text, whatever else the site put around it. */
export const article: Layout = {
  name: 'article',
  version: 12,
  description:
    'One article under its title and byline, with the counters, repeated titles and tags of an old site around it.',
  recognise(lines) {
    const head = areWrapped(lines) ? null : findArticleHead(lines);
    if (!head) return 0;
    const dressed = lines.some(({ text }) => isTally(text) || isUpdateNotice(text));
    return (
      0.2 +
      (head.repeated ? 0.25 : 0) +
      (head.byline ? 0.2 : 0) +
      (head.belowMenus ? 0.2 : 0) +
      (head.publishedOn ? 0.1 : 0) +
      (dressed ? 0.05 : 0)
    );
  },
  read(page, lines) {
    const head = findArticleHead(lines);
    if (!head) return [];
    const { post, thread, title } = splitThread(lines.slice(head.below));
    const below = withoutPortrait(withoutContents(withoutBar(post, head.publishedOn)));
    const { text, dressing } = splitDressing(below);
    const under = signedUnder(dressing);
    const { body, note, byline } = splitSigning(text, head.byline ?? under.byline);
    const isTitled = title === null || (head.title && fold(title.text).includes(fold(head.title.text)));
    const read = postOf(
      page,
      {
        title: isTitled ? head.title : title,
        publishedOn: head.publishedOn ?? under.publishedOn ?? todayIn(body[0]?.text ?? ''),
      },
      body,
    );
    return [
      {
        ...read,
        byline,
        labels: [...new Set(dressing.flatMap((line) => labelsIn(line.text)))],
        note: note && new Passage(page.text, [note.span]),
        guest: byline ? null : read.guest,
        comments: readThread(page, thread),
      },
    ];
  },
};

/**
 * The text without what stands above it of who is pictured, or of whom the site has it from: a name alone or with an
 * office, and a sentence that sums the text up and gives that name again.
 */
function withoutPortrait(lines: readonly Line[]): readonly Line[] {
  const below = nextWords(lines, 1);
  const words = lines[0]?.text ?? '';
  const name = words.split(/ [–—-] /, 1)[0]!;
  if (!isFullName(name) || isProse(words) || endsSentence(words) || !isText(lines[below]?.text ?? ''))
    return lines;
  const summed = lines[below]!.text;
  const isSummary =
    summed.includes(` ${name}`) && wordCount(summed) <= LONGEST_SUMMARY && !summed.startsWith(name);
  const text = nextWords(lines, below + 1);
  return lines.slice(isSummary && isText(lines[text]?.text ?? '') && name !== words ? text : below);
}

const isText = (text: string) => isProse(text) || endsSentence(text);

/**
 * Parts a text from a last line with the name of the one who wrote it, or about them: `Edda Storm is a statistician.`
 * Where nobody is known to have written it and the line gives an office, it names the writer as well.
 */
function splitSigning(lines: readonly Line[], byline: Signature | null) {
  const last = lines.at(-1);
  const unsigned = { body: lines, note: null, byline };
  if (!last || lines.length === 1 || lines.at(-2)!.text !== '') return unsigned;
  if (byline && [byline.name, byline.name.split(' ', 1)[0]].includes(last.text))
    return { ...unsigned, body: withoutMargins(lines.slice(0, -1)) };
  const start = /^\* /.exec(last.text)?.[0].length ?? 0;
  const name = byline?.name ?? last.text.slice(start).split(/,? (?:is|was) /, 1)[0]!;
  const said = last.text.slice(start + name.length);
  const isAbout = last.text.startsWith(name, start) && BEFORE_ABOUT.test(said);
  const isOffice = isFullName(name) && !isProse(last.text) && HOLDS_OFFICE.test(said);
  if (!isAbout || !(byline || isOffice)) return unsigned;
  const body = withoutMargins(lines.slice(0, -1));
  return { body, note: last, byline: byline ?? signatureOf(partOf(last, start, start + name.length)) };
}
