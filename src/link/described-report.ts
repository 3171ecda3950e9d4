import { parseDate } from '../parse/dates.ts';
import type { Span } from '../parse/span.ts';
import type { Circumstances } from './alias-rule.ts';
import { type EntityRef, entityKey, type KnownReport } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { stemOf, stemsOf } from './subject.ts';

type Genre = KnownReport['genre'];

/** What texts call reports of each sort. */
export const NOUNS: Readonly<Record<string, readonly Genre[]>> = {
  report: ['review', 'inspection', 'study', 'white_paper'],
  review: ['review', 'inspection', 'study'],
  inquiry: ['review'],
  commission: ['review'],
  taskforce: ['review'],
  inspection: ['inspection'],
  thematic: ['inspection'],
  strategy: ['strategy'],
  plan: ['strategy'],
  'white paper': ['white_paper'],
  paper: ['white_paper', 'study'],
  study: ['study'],
  research: ['study'],
  analysis: ['study', 'article'],
  evaluation: ['study'],
  guidance: ['guidance'],
  article: ['article'],
  column: ['article'],
  interview: ['article'],
  'press release': ['press_release'],
  recommendations: ['review', 'inspection'],
  findings: ['review', 'inspection', 'study'],
};
/** Words between owner and noun that say nothing of the subject. */
const PLAIN_WORDS = new Set(
  (
    'big comprehensive critical damning detailed devastating excellent final first full huge hefty important ' +
    'independent influential joint landmark last latest lengthy major massive much-needed much-praised new official ' +
    'own published recent recently scathing second seminal thematic thorough two-part whole wide-ranging ' +
    'long-awaited excoriating ground-breaking groundbreaking far-reaching inspection research review strategy government'
  ).split(' '),
);
const ORDINALS = ['first', 'second'];
const TOPIC_BEHIND = /^ (?:into|on|of|about) (?:the )?(?<topic>[\p{L}'-]+(?: [\p{L}'-]+){0,4})/iu;

/** `of 2019`, `from March 2019`, `(2019)`. */
const YEAR_BEHIND = /^ (?:(?:in|of|from|dated) (?:\p{L}+ )?|\((?:\p{L}+ )?)(?<year>(?:19|20)\d\d)(?!\d)/u;

/** How long after its publication a body's report is the one that everybody means, in months. */
const MONTHS_CURRENT = 3;

/** Words that describe a report, and those that it can be: one, several in doubt, or none. */
export interface Description extends Span {
  readonly targets: readonly EntityRef[];
}

/** What a description says of the report. */
export interface Clues {
  readonly genres: readonly Genre[];
  /** The words between owner and noun. */
  readonly words: readonly string[];
  /** The text behind the noun. */
  readonly after: string;
  readonly year: string | undefined;
}

/**
 * The reports of an author or a body that a description can mean: one, several in doubt, or none. Where it leaves
 * several, the one that the document names is meant.
 */
export function reportsBy(
  owner: EntityRef,
  clues: Clues,
  { date, phrases }: Circumstances,
  lexicon: Lexicon,
): EntityRef[] {
  const key = entityKey(owner);
  const owned = (lexicon.reportsOf.get(key) ?? []).filter(
    (report) => clues.genres.includes(report.genre) && isAbout(report, clues, lexicon),
  );
  const year = yearSaid(clues, date);
  const closest = mostAbout(owned, clues, lexicon);
  const dated = year ? closest.filter(({ published }) => published?.date.startsWith(year)) : closest;
  const isPerson = owner.kind === 'author';
  const meant = isPerson ? byPerson(dated, clues, date) : year ? dated : outLately(dated, date);
  if (meant.length === 1) return meant.map(({ entity }) => entity);
  const named = (meant.length > 0 ? meant : dated).filter(({ entity }) =>
    lexicon.formsOf.get(entityKey(entity))?.some((name) => phrases.has(name)),
  );
  return (named.length === 1 ? named : meant).map(({ entity }) => entity);
}

/** The one report that an author or a body brought out on a day, or in a year, this or the last; null for none or several. */
export function reportOf(
  owner: EntityRef,
  said: { readonly day?: string; readonly year?: string; readonly which?: string },
  { date }: Circumstances,
  { reportsOf }: Lexicon,
): EntityRef | null {
  const day = said.day === undefined ? null : parseDate(said.day);
  const when = day ?? said.year ?? (said.which && date ? yearBefore(date, said.which) : undefined);
  if (!when) return null;
  const [report, ...others] = (reportsOf.get(entityKey(owner)) ?? []).filter(
    ({ genre, published }) => NOUNS.findings!.includes(genre) && published?.date.startsWith(when),
  );
  return report && others.length === 0 ? report.entity : null;
}

/** A person's report: of a series, the part that was out by then; of several apart, the one by its number or all. */
function byPerson(
  owned: readonly KnownReport[],
  { words }: Clues,
  date: string | null,
): readonly KnownReport[] {
  const whole = owned.find((report) => owned.some((other) => isPartOf(other, report)));
  if (!date && whole && owned.every((report) => report === whole || isPartOf(report, whole))) return [whole];
  const out = owned.filter(({ published }) => !date || !published || published.date <= date);
  const parts = out.filter((report) => report !== whole);
  if (parts.length === 0) return out;
  if (whole && words.includes('two-part')) return [whole];
  const asked = ORDINALS.findIndex((ordinal) => words.includes(ordinal));
  // A part that is asked for is one of a series, whatever else the person wrote; it may be announced and not out yet.
  const ofSeries = owned.filter(({ series }) => series !== null);
  if (asked >= 0) return inOrder(ofSeries.length > 1 ? ofSeries : parts).slice(asked, asked + 1);
  return whole && parts.every((part) => isPartOf(part, whole)) ? inOrder(parts).slice(-1) : parts;
}

/** Reports by the day on which they came out. */
function inOrder(reports: readonly KnownReport[]): readonly KnownReport[] {
  return reports.toSorted((a, b) => ((a.published?.date ?? '') < (b.published?.date ?? '') ? -1 : 1));
}

/** The year in which a report came out, where the text says it before or behind the noun. */
function yearSaid({ words, after, year }: Clues, date: string | null): string | undefined {
  return (
    words.find((word) => /^(?:19|20)\d\d$/.test(word)) ??
    YEAR_BEHIND.exec(after)?.groups?.year ??
    (year && date ? yearBefore(date, year) : undefined)
  );
}

/** A body's reports that are new. */
function outLately(owned: readonly KnownReport[], date: string | null): readonly KnownReport[] {
  if (!date) return [];
  return owned.filter(
    ({ published }) =>
      published &&
      published.precision !== 'year' &&
      published.date <= date &&
      date < monthsAfter(published.date),
  );
}

function yearBefore(date: string, which: string): string {
  return String(Number(date.slice(0, 4)) - (which.toLowerCase() === 'last' ? 1 : 0));
}

function monthsAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + MONTHS_CURRENT);
  return day.toISOString().slice(0, 10);
}

/** Whether nothing that a description says of the subject is foreign to the names of the report. */
function isAbout({ entity }: KnownReport, { words, after, year }: Clues, { subjects }: Lexicon): boolean {
  const stems = subjects.get(entityKey(entity));
  const isKnown = (word: string) => stems?.has(stemOf(word)) ?? false;
  const behind = TOPIC_BEHIND.exec(after)?.groups?.topic;
  return (
    words.every((word) => PLAIN_WORDS.has(word) || /^\d{4}$/.test(word) || isKnown(word)) &&
    (!behind ||
      year !== undefined ||
      YEAR_BEHIND.test(after) ||
      stemsOf(behind).some((stem) => stems?.has(stem)))
  );
}

/** Those of the reports whose names share most with the subject that a description gives behind its noun. */
function mostAbout(reports: readonly KnownReport[], { after }: Clues, { subjects }: Lexicon) {
  const behind = TOPIC_BEHIND.exec(after)?.groups?.topic;
  if (!behind || reports.length < 2) return reports;
  const stems = stemsOf(behind);
  const shared = reports.map(
    ({ entity }) => stems.filter((stem) => subjects.get(entityKey(entity))?.has(stem)).length,
  );
  const most = Math.max(...shared);
  return reports.filter((_, at) => shared[at] === most);
}

/** Whether words that say which part is meant say the first: `first`, `one`, `1`. */
export function isFirstPart(which: string): boolean {
  return /^(?:first|one|1)$/i.test(which);
}

function isPartOf({ series }: KnownReport, whole: KnownReport): boolean {
  return series !== null && entityKey(series) === entityKey(whole.entity);
}
