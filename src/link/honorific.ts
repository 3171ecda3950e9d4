import type { FoldedText } from './fold.ts';

/** A title of a person. */
interface Honorific {
  /** As it is written; its full stops may be left out. */
  readonly written: string;
  /** Whose it is, as far as it tells. */
  readonly pronoun: 'he' | 'she' | null;
  /** Before which part of a name it may stand: `Sir` before `Ian Gilmore` and `Ian`, and not before `Gilmore`. */
  readonly before: readonly NamePart[];
}

type NamePart = 'whole' | 'surname' | 'given';

const HONORIFICS: readonly Honorific[] = [
  { written: 'Baroness', pronoun: 'she', before: ['whole', 'surname'] },
  { written: 'Cllr', pronoun: null, before: ['whole'] },
  { written: 'Commissioner', pronoun: null, before: ['whole', 'surname'] },
  { written: 'Councillor', pronoun: null, before: ['whole'] },
  { written: 'Dame', pronoun: 'she', before: ['whole', 'surname', 'given'] },
  { written: 'Doctor', pronoun: null, before: ['whole', 'surname'] },
  { written: 'Dr.', pronoun: null, before: ['whole', 'surname'] },
  { written: 'HHJ', pronoun: null, before: ['whole'] },
  { written: 'HMI', pronoun: null, before: ['whole'] },
  // Before two words it may be a pen-name: `Inspector Gadget`.
  { written: 'Inspector', pronoun: null, before: ['surname'] },
  { written: 'Judge', pronoun: null, before: ['whole', 'surname'] },
  { written: 'Lady', pronoun: 'she', before: ['whole', 'surname'] },
  { written: 'Lord', pronoun: 'he', before: ['whole', 'surname'] },
  { written: 'Miss', pronoun: 'she', before: ['whole', 'surname'] },
  { written: 'Mr.', pronoun: 'he', before: ['whole', 'surname'] },
  { written: 'Mrs.', pronoun: 'she', before: ['whole', 'surname'] },
  { written: 'Ms.', pronoun: 'she', before: ['whole', 'surname'] },
  { written: 'PC', pronoun: null, before: ['whole'] },
  { written: 'Prof.', pronoun: null, before: ['whole', 'surname'] },
  { written: 'Professor', pronoun: null, before: ['whole', 'surname'] },
  { written: 'Rev.', pronoun: null, before: ['whole'] },
  { written: 'Revd.', pronoun: null, before: ['whole'] },
  { written: 'Right Honourable', pronoun: null, before: ['whole'] },
  { written: 'Rt. Hon.', pronoun: null, before: ['whole'] },
  { written: 'Sir', pronoun: 'he', before: ['whole', 'given'] },
];

/** A title before a name, as a pattern: `Professor Dame` in `Professor Dame Carol Black`. */
export const HONORIFIC = `(?:${anyOf(HONORIFICS.filter(({ before }) => before.includes('whole')))} )`;
/** The titles that a name begins with. */
export const HONORIFICS_BEFORE = new RegExp(`^${HONORIFIC}+`, 'u');

const SHORT = HONORIFICS.filter(({ before }) => before.includes('surname') || before.includes('given'));
/** A title that may stand before a part of a name, from a place on. */
const SHORT_HONORIFIC = new RegExp(`${anyOf(SHORT)}(?= )`, 'yu');
const FIRST_LETTERS = new Set(SHORT.map(({ written }) => written.charCodeAt(0)));

const TELLING = HONORIFICS.filter(({ pronoun }) => pronoun !== null);
const BY_PRONOUN = Map.groupBy(TELLING, ({ pronoun }) => pronoun);
const HERS = new RegExp(String.raw`\b${anyOf(BY_PRONOUN.get('she')!)}(?= )`, 'u');
const HIS = new RegExp(String.raw`\b${anyOf(BY_PRONOUN.get('he')!)}(?= )`, 'u');

function anyOf(honorifics: readonly Honorific[]): string {
  return `(?:${honorifics.map(({ written }) => written.replaceAll('.', '\\.?')).join('|')})`;
}

/** Whose these titles are, each with a space behind it, as far as one of them tells. */
export function pronounOf(honorifics: string): 'he' | 'she' | null {
  return HERS.test(honorifics) ? 'she' : HIS.test(honorifics) ? 'he' : null;
}

/** The titles, as `honorificAt` gives them, that may stand before this part of somebody's name. */
export function honorificsBefore(
  part: NamePart,
  somebody: { readonly pronoun: 'he' | 'she' | null },
): ReadonlySet<string> {
  const allowed = HONORIFICS.filter(
    ({ before, pronoun }) =>
      before.includes(part) && (!pronoun || !somebody.pronoun || pronoun === somebody.pronoun),
  );
  return new Set(allowed.map(({ written }) => written.replaceAll('.', '')));
}

/** Whether a title may begin with a letter, given as a UTF-16 unit: to ask this first is far quicker. */
export function beginsHonorific(letter: number): boolean {
  return FIRST_LETTERS.has(letter);
}

/** The title before a part of a name that stands at a place: without full stops, and its length with them; null for none. */
export function honorificAt({ text }: FoldedText, at: number): { title: string; length: number } | null {
  SHORT_HONORIFIC.lastIndex = at;
  const [written] = SHORT_HONORIFIC.exec(text) ?? [];
  return written === undefined ? null : { title: written.replaceAll('.', ''), length: written.length };
}
