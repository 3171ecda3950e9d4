import { HONORIFIC, HONORIFICS_BEFORE } from './honorific.ts';
import { FULL_NAME, SURNAME } from './name-pattern.ts';
import { OPENING } from './person-name.ts';

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

const TITLED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<honorifics>${HONORIFIC}{1,4})(?<name>${SURNAME}(?: (?:\p{Lu}\.? )?${SURNAME}){0,2})`,
  'gu',
);
const WITH_ROLE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<name>${FULL_NAME})${HONOUR}?(?:,| is| was) (?<role>${ROLE})`,
  'gu',
);
const SPEAKING = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<name>${FULL_NAME})${HONOUR}? ${SPEAKS}(?!\p{L})`,
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
