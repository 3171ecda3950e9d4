import { type CommentInThread, signedText, threaded } from '../comment.ts';
import { publicationDay, stampedDay } from '../dates.ts';
import { type Line, nextWords, withoutMargins } from '../lines.ts';
import type { Page } from '../page.ts';
import { NOBODY, signatureOf } from '../signatures.ts';
import { isHeadFurniture } from '../text/article-day.ts';
import { postOf } from '../text/posts.ts';
import { isThreadEnd } from '../text/thread-furniture.ts';
import { isTitle } from '../wording.ts';
import type { Layout } from './layout.ts';

/** `12 Jul 2024  #2`, or the number alone: over each message of a thread. */
const NUMBERED = /^(?:(\S.{0,38}\S)\s{1,4})?#(\d{1,5})$/;
/** What a forum tells of a message's writer, or of the thread under its title. */
const ABOUT =
  /^(?:joined?\b|join date|location|messages|posts?|reaction score|(?:senior |full |new )?member\b|registered|country|trophy points|age|thread starter|start date|tags|page \d+ of \d+)/i;
/** Which message one answers: `In reply to Gantry #1`. */
const ANSWERS = /^in reply to .{1,60}? #(\d{1,5})$/i;
/** What a forum puts among the lines of a message. */
const FURNITURE =
  /^(?:sponsored links?|advertisement|last edited:? .*|click to expand(?:\.{3}|…)|like|quote|reply|report)$/i;
/** Who wrote a message, and when, stand over its number in so many lines at most. */
const LONGEST_HEAD = 12;

/** A message as it stands on a page. */
interface Message {
  readonly number: number;
  readonly day: string;
  readonly name: Line;
  /** The index of the first line of its head. */
  readonly at: number;
  /** The index of the first line under its head. */
  readonly below: number;
}

/** A thread of a forum from its beginning: its opening message is the post, the others are comments. */
export const forum: Layout = {
  name: 'forum',
  version: 2,
  description: 'A thread of a forum: messages numbered #1, #2, …, each with who wrote it and when.',
  recognise(lines) {
    return messagesIn(lines).length > 1 ? 0.97 : 0;
  },
  read(page, lines) {
    const messages = messagesIn(lines);
    const [opening, ...answers] = messages;
    if (!opening) return [];
    const texts = messages.map(({ below }, i) => withoutMargins(lines.slice(below, messages[i + 1]?.at)));
    const title = lines.slice(0, opening.at).findLast(canBeTitle) ?? null;
    const places = new Map(answers.map(({ number }, at) => [number, at]));
    const comments = answers.map((message, at) => {
      const lines = texts[at + 1]!;
      const answered = places.get(Number(ANSWERS.exec(lines[0]?.text ?? '')?.[1]));
      const parent = answered !== undefined && answered < at ? answered : null;
      return { comment: commentOf(page, message, textOf(lines)), parent };
    });
    return [
      {
        ...postOf(page, { title, publishedOn: opening.day }, textOf(texts[0]!)),
        byline: signatureOf(opening.name),
        guest: null,
        comments: threaded(comments),
      },
    ];
  },
};

/** The messages of a page, which are numbered one by one from the first. */
function messagesIn(lines: readonly Line[]): Message[] {
  const messages: Message[] = [];
  for (const [at, line] of lines.entries()) {
    const [, when = '', number] = NUMBERED.exec(line.text) ?? [];
    if (Number(number) !== messages.length + 1) continue;
    const message = messageAt(lines, at, when);
    if (message && message.at >= (messages.at(-1)?.below ?? 0))
      messages.push({ number: messages.length + 1, ...message });
  }
  return messages;
}

/** The head of the message whose number stands here: its writer begins the block above, or else stands below. */
function messageAt(lines: readonly Line[], at: number, when: string): Omit<Message, 'number'> | null {
  let first = at;
  while (first > 0 && at - first < LONGEST_HEAD && lines[first - 1]!.text !== '') first--;
  const day =
    dayOver(when) ??
    lines
      .slice(first, at)
      .map(({ text }) => dayOver(text))
      .find((day) => day !== null) ??
    null;
  // A number without a day may be a text's own.
  if (day === null) return null;
  // One letter stands for the picture of who wrote it.
  if (first < at)
    return { day, name: lines[lines[first]!.text.length > 1 ? first : first + 1]!, at: first, below: at + 1 };
  const name = nextWords(lines, at + 1);
  let below = name + 1;
  while (lines[below] && ABOUT.test(lines[below]!.text)) below++;
  return name < lines.length ? { day, name: lines[name]!, at, below } : null;
}

function dayOver(text: string): string | null {
  return stampedDay(text) ?? publicationDay(`Posted: ${text}`);
}

/** The lines of a message without what the forum adds, to where the thread ends. */
function textOf(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ text }) => isThreadEnd(text));
  const own = lines.slice(0, end < 0 ? undefined : end);
  return withoutMargins(own.filter(({ text }) => !FURNITURE.test(text) && !ANSWERS.test(text)));
}

function commentOf(page: Page, { name, day }: Message, lines: readonly Line[]): CommentInThread['comment'] {
  const signed = signedText(page.text, lines, NOBODY.test(name.text) ? null : signatureOf(name));
  return signed.body.text === '' ? null : { ...signed, publishedOn: day, links: [] };
}

function canBeTitle({ text }: Line): boolean {
  return isTitle(text) && !ABOUT.test(text) && !FURNITURE.test(text) && !isHeadFurniture(text);
}
