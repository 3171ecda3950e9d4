import { HONORIFIC, HONORIFICS_BEFORE } from './honorific.ts';
import { FULL_NAME, NAME_WORD, SURNAME } from './name-pattern.ts';
import { OPENING } from './person-name.ts';
import { thingsIn } from './titled-thing.ts';

/** People whom a text names in a way that tells them from other capitalised words. */
export interface PersonInText {
  /** Without titles before it. */
  readonly name: string;
  /** What the text says they are, as in `chief executive of Clinks`; null where it says nothing. */
  readonly role: string | null;
  /** Where the name stands, titles included. */
  readonly start: number;
  readonly end: number;
}

const POSTS = (
  'academic author barrister chair chairman chairwoman chief commissioner constable criminologist director ' +
  'editor founder general governor head inspector journalist lawyer leader lecturer manager minister officer ' +
  'president professor researcher secretary solicitor spokesman spokesperson spokeswoman worker'
).split(' ');
/** A post a person holds, with up to four words before it: `criminology course director at a university`. */
const ROLE = String.raw`(?:\p{L}[\p{L}-]{0,20} ){0,4}(?:CEO|MP|${POSTS.map((post) => `[${post[0]!.toUpperCase()}${post[0]}]${post.slice(1)}`).join('|')})(?!\p{L})[^,.;:()\n]{0,80}`;
const HONOUR = '(?: (?:CBE|OBE|KC|QC|MBE))';
const SPEAKS = `(?:said|says|wrote|writes|told|tells|added|adds|argued|argues|warned|warns|asked|claimed|claims|explained|explains|described|concluded|concludes|commented|replied|stated|insisted)`;

/** Words that make capitalised words a body, an office or a paper and not a person. */
export const NOT_A_PERSON =
  /(?:^| )(?:Act|Advocate|Agency|Association|Authority|Board|Centre|Chancellor|Chief|Commission|Commissioner|Committee|Constabulary|Council|Court|Crown|Department|Director|Force|Foundation|General|Government|Guardian|House|Inspector|Inspectorate|Institute|Justice|League|Lord Chancellor|Mail|Minister|Ministry|Monday|News|Office|Officer|Parliament|Party|Police|President|Prison|Prisons|Probation|Report|Review|Secretary|Service|Services|State|Support|Times|Treasury|Trust|Tuesday|Union|Unit|University|Wednesday|Thursday|Friday|Saturday|Sunday)(?: |$)/;
/** Words that make them a place: `New Cross`, `Downing Street`. */
const PLACE =
  /(?:^| )(?:(?:Central|East|Eastern|Great|Greater|Inner|Lower|New|North|Northern|Outer|South|Southern|Upper|West|Western) |(?:Africa|America|Arabia|Avenue|Britain|City|Coast|County|Hamlets|Ireland|Islands|Isles|Keynes|Kingdom|Kong|Midlands|Road|Square|States|Street|Valley|Wales|Yard|Zealand)(?: |$))/;
/** Words that titles of books have and that are nobody's name. */
const NO_NAME = /^(?:Chapter|Part|Phase|Volume|\p{L}+(?:tion|sion|ism)s?)$/u;
/** Capitalised words in a row, and the word before that says where. */
const CAPITALISED = new RegExp(
  String.raw`(?<![\p{L}\p{N}'-])(?<where>(?:across|around|at|in|near|outside|throughout) (?:the )?)?(?<words>${NAME_WORD}(?: (?:\p{Lu}\.? )?${SURNAME}){1,7})`,
  'gu',
);

const TITLED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<honorifics>${HONORIFIC}{1,4})(?<name>${SURNAME}(?: (?:\p{Lu}\.? )?${SURNAME}){0,2})`,
  'gu',
);
const WITH_ROLE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<name>${FULL_NAME})${HONOUR}?(?:,| is| was) (?<role>${ROLE})`,
  'gu',
);
const CAPITAL_WORD = String.raw`\p{Lu}[\p{L}'-]{0,30}`;
/** Where somebody is from, between the name and what is said: `of the Tide Trust`. */
const FROM = `,? (?:at|for|from|of) (?:the )?${CAPITAL_WORD}(?: (?:(?:for|of|on|the) ){0,2}${CAPITAL_WORD}){0,6},?`;
const SPEAKING = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<name>${FULL_NAME})${HONOUR}?(?:${FROM})? ${SPEAKS}(?!\p{L})`,
  'gu',
);

/** The people in a folded text: by title, by role, or because they speak; each place once, in no order. */
export function peopleIn(text: string): PersonInText[] {
  const found = new Map<number, PersonInText>();
  for (const pattern of [WITH_ROLE, TITLED, SPEAKING])
    for (const { index, groups, 0: whole } of text.matchAll(pattern)) {
      const written = `${groups!.honorifics ?? ''}${groups!.name}`;
      const [first = ''] = written.split(' ', 1);
      const full = OPENING.has(first.toLowerCase()) ? written.slice(first.length + 1) : written;
      const name = full.replace(HONORIFICS_BEFORE, '');
      // One word is a name only behind a title.
      if (name === full && !name.includes(' ')) continue;
      const end = index + whole.indexOf(written) + written.length;
      const role = groups!.role?.trim() ?? null;
      if (!found.has(end)) found.set(end, { name, role, start: end - full.length, end });
    }
  return [...found.values()];
}

/** Whether a folded text names a person, or has capitalised words that may be the full name of one. */
export function mayNameSomebody(text: string): boolean {
  if (peopleIn(text).length > 0) return true;
  const things = thingsIn(text);
  return Array.from(text.matchAll(CAPITALISED)).some(({ index, 0: { length }, groups }) => {
    const words = groups!.words!.replace(/'s?$/, '');
    if ((groups!.where && words === groups!.words) || PLACE.test(words)) return false;
    if (isQuoted(text, index, index + length)) return false;
    const isThing = things.some(({ start, end }) => start < index + length && index < end);
    return !isThing && isFullName(words.split(' '));
  });
}

/** Whether a stretch is the whole of what stands between quotes, as the title of a book does. */
function isQuoted(text: string, start: number, end: number): boolean {
  return /["']/.test(text.charAt(start - 1)) && text.charAt(start - 1) === text.charAt(end);
}

/**
 * Whether two words of a name are left behind what begins a sentence and behind the last word that says that it is none:
 * `Home Secretary Eve Frost`.
 */
function isFullName(words: readonly string[]): boolean {
  const opening = words.findIndex((word) => !OPENING.has(word.toLowerCase()));
  const telling = words.findLastIndex((word) => NOT_A_PERSON.test(word) || NO_NAME.test(word));
  const name = opening < 0 ? [] : words.slice(Math.max(opening, telling + 1));
  return name.length > 1 && !name.some((word) => OPENING.has(word.toLowerCase()));
}
