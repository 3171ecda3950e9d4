/** Notes written by hand: Markdown under front matter, with the comments in a section of their own. */
import { PageError } from '../../errors.ts';
import { type FeedEntry, markup } from '../feed/entry.ts';
import type { Opened } from '../opened.ts';
import type { Page } from '../page.ts';
import { NOBODY } from '../signatures.ts';
import { isHandle, isName } from '../wording.ts';
import { fencedLines, headingOf, itemOf, markupOf } from './markdown.ts';
import { headOf } from './note-head.ts';
import { FRONT_MATTER } from './note-schema.ts';
import { readYaml } from './yaml-file.ts';

const FENCE = '---';
const LINE_BREAK = /\r\n|\r|\n/;
/** How a text begins that has front matter. */
const FRONT = /^---[ \t]*(?:\r\n|\r|\n)\s*(?:[a-z]+:|#|---)/i;
/** In characters: by then a note has shown that it is one. */
const OPENING_LENGTH = 200;

/** A comment as the note writes it. */
interface NoteComment {
  readonly depth: number;
  readonly author: string | null;
  readonly lines: string[];
}

/** A note, taken apart. */
export interface Note {
  /** The post and the comments. */
  readonly entries: readonly FeedEntry[];
  /** Whether it says by front matter that it is one. */
  readonly isFronted: boolean;
}

/** Whether a text begins with front matter, or with a heading `# …` that stands apart. */
export function isNote(text: string): boolean {
  const opening = text.slice(0, OPENING_LENGTH);
  return FRONT.test(opening) || /^\s*#[ \t]+\S.*(?:\r\n|\r|\n)[ \t]*(?:[\r\n]|$)/.test(opening);
}

/** Takes a note apart; PageError, naming file and line, where it is not written as notes are. */
export function openNote(page: Page): Opened<Note> {
  const name = page.file ?? 'note';
  const lines = page.text.split(LINE_BREAK);
  const isFronted = FRONT.test(page.text.slice(0, OPENING_LENGTH));
  const above = isFronted ? lengthOfFront(name, lines) : 0;
  const front = isFronted ? frontMatter(name, lines.slice(1, above - 1)) : {};
  const text = lines.slice(above);
  const fenced = fencedLines(text);
  const heading = (at: number) => (fenced[at] ? null : headingOf(text[at]!));
  const section = text.findIndex((_, at) => {
    const found = heading(at);
    return found?.depth === 2 && /^comments:?$/i.test(found.words);
  });
  const body = section < 0 ? text : text.slice(0, section);
  const opening = body.findIndex((line) => line.trim() !== '');
  const ownTitle = front.title ? null : heading(opening);
  const isTitled = ownTitle?.depth === 1;
  const title = front.title
    ? ({ content: front.title, type: 'words' } as const)
    : markup(isTitled ? markupOf([ownTitle.words]) : null);
  const from = isTitled ? opening + 1 : 0;
  const head = isFronted ? { day: null, author: null, below: from } : headOf(body, from);
  const post: FeedEntry = {
    names: ['post'],
    answers: null,
    url: front.url ?? null,
    title,
    answeredTitle: null,
    day: front.date ?? head.day,
    time: 0,
    author: front.author ?? head.author,
    labels: [...(front.labels ?? []), ...(front.tags ?? [])],
    body: { content: markupOf(body.slice(head.below)), type: 'markup' },
  };
  const comments = section < 0 ? [] : readComments(name, text, section + 1, above + 1, fenced);
  return {
    page: { ...page, url: page.url ?? front.url ?? front.site ?? null },
    content: { entries: [post, ...commentEntries(comments)], isFronted },
    doubts:
      title === null ? ['found no title; expected one in the front matter, or a first heading # …'] : [],
  };
}

/** In lines, both fences counted. */
function lengthOfFront(name: string, lines: readonly string[]): number {
  const closing = lines.findIndex((line, at) => at > 0 && line.trimEnd() === FENCE);
  if (closing < 0) {
    throw new PageError(`${name}:1: found front matter without an end, expected a line ${FENCE} below it`);
  }
  return closing + 1;
}

function frontMatter(name: string, lines: readonly string[]) {
  // An empty line in the place of the fence keeps the numbers of the lines.
  const { value, faults } = readYaml(name, `\n${lines.join('\n')}\n`, FRONT_MATTER);
  if (value === null) throw new PageError(faults.join('; '));
  return value;
}

/** The comments of a section, `first` being the number in the file of its text's first line. */
function readComments(
  name: string,
  text: readonly string[],
  from: number,
  first: number,
  fenced: ReturnType<typeof fencedLines>,
): NoteComment[] {
  const comments: NoteComment[] = [];
  let headed = false;
  for (let at = from; at < text.length; at++) {
    const line = text[at]!;
    const heading = fenced[at] ? null : headingOf(line);
    const item = fenced[at] || headed ? null : itemOf(line);
    const current = comments.at(-1);
    if (heading && heading.depth <= 2) throw misplaced(name, first + at, line);
    if (heading) {
      headed = true;
      comments.push({ depth: heading.depth, author: heading.words, lines: [] });
    } else if (item && /^[-*+]$/.test(item.mark)) {
      const { author, words } = spokenBy(item.words);
      comments.push({ depth: item.indent, author, lines: [words] });
    } else if (current) current.lines.push(headed ? line : line.trimStart());
    else if (line.trim() !== '') throw misplaced(name, first + at, line);
  }
  return comments;
}

function misplaced(name: string, at: number, line: string): PageError {
  return new PageError(
    `${name}:${at}: found ${JSON.stringify(line.slice(0, 60))} under Comments, expected ### and a name, or a list item`,
  );
}

/** Parts `**Getafix**: Well said.` or `Getafix: Well said.`; a text without a name is unsigned. */
function spokenBy(words: string): { author: string | null; words: string } {
  const bold = /^\*\*([^*]{1,100}?):?\*\*:?(?:\s+|$)/.exec(words);
  if (bold) return { author: bold[1]!, words: words.slice(bold[0].length) };
  const end = words.slice(0, 100).indexOf(':');
  const name = words.slice(0, Math.max(0, end));
  const isNamed =
    /^\s|^$/.test(words.slice(end + 1)) && (NOBODY.test(name) || isName(name) || isHandle(name));
  return isNamed ? { author: name, words: words.slice(end + 1).trim() } : { author: null, words };
}

/** Hangs each comment on the nearest above that is less deep. */
function commentEntries(comments: readonly NoteComment[]): FeedEntry[] {
  const open: { depth: number; name: string }[] = [];
  return comments.map(({ depth, author, lines }, at): FeedEntry => {
    while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop();
    const name = `comment ${at + 1}`;
    const answered = open.at(-1)?.name;
    open.push({ depth, name });
    return {
      names: [name],
      answers: answered ? [answered, 'post'] : ['post'],
      url: null,
      title: null,
      answeredTitle: null,
      day: null,
      time: at + 1,
      author,
      labels: [],
      body: { content: markupOf(lines), type: 'markup' },
    };
  });
}
