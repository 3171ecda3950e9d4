/**
 * Reports that a text calls by whose they are: `the Black review`, `her report`, `the inspectorate's recent
 * inspection`. Whose, what sort and when must leave one report; otherwise nothing is said.
 */

import type { Span } from '../parse/span.ts';
import type { Circumstances } from './alias-rule.ts';
import type { BodyMeant } from './anaphora.ts';
import type { Naming } from './choose.ts';
import { CONFIDENCE } from './confidence.ts';
import { type Clues, type Description, isFirstPart, NOUNS, reportOf, reportsBy } from './described-report.ts';
import { type Finding, findingIn } from './finding.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import { HONORIFIC } from './honorific.ts';
import type { Lexicon } from './lexicon.ts';
import { partsByNumber } from './numbered-part.ts';
import { personName } from './person-name.ts';
import { bodyMeant, personMeant } from './pronoun.ts';
import { matchesIn, type Reading } from './reading.ts';

const NOUN = String.raw`(?<noun>${Object.keys(NOUNS)
  .toSorted((a, b) => b.length - a.length)
  .map((noun) => noun.replace(' ', '[ -]'))
  .join('|')})(?![\p{L}\p{N}-])(?! (?:report|review|inspection|paper|strategy)s?(?!\p{L}))`;
const BETWEEN = String.raw`(?<between>(?: [\p{Ll}\p{N}][\p{L}\p{N}'-]*){0,3}?)`;
const BEHIND_OWNER = new RegExp(`^(?<possessive>'s|')?${BETWEEN} ${NOUN}`, 'iu');
/** When something came out, as a genitive: `last month's`, `August's`, `yesterday's`. */
const WHEN = String.raw`(?:last|this) \p{L}+'s|(?:yesterday|today|january|february|march|april|may|june|july|august|september|october|november|december)'s`;
const BEFORE_OWNER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<article>${WHEN}|the|this|that|a|an) (?<between>(?:[\p{L}\p{N}'-]+ ){0,3}?)${NOUN}(?<topic>(?: (?:of|into|on|about) [\p{L} -]{3,40}?)??) (?:from|of|(?:(?:led|written|conducted|chaired|headed|published|issued|produced|authored|made|carried out|undertaken) (?:(?:in|last|this|on) [\p{L}\p{N} ]{1,20} )?)?by) (?:the )?(?:(?:House of )?(?:Commons|Lords) |${HONORIFIC}{1,3})?$`,
  'iu',
);
const SAID =
  '(?:said|say|says|told|found|finds|warned|warns|recommended|called|concluded|concludes|reported|asked|argued|urged|proposed|showed)(?![\\p{L}])';
/** `said it in 2013`, `told us the same in October 2017`, `actually said last year`, `reported on 3 May 2019`. */
const SAID_WHEN = new RegExp(
  String.raw`^(?: \p{L}+){0,2}? ${SAID}(?: [\p{L}'-]+){0,5}? (?:in (?:\p{Lu}\p{Ll}+ )?(?<year>(?:19|20)\d\d)(?!\d)|(?<which>last|this) year(?!\p{L})|on (?<day>\d{1,2}(?:st|nd|rd|th)? \p{Lu}\p{Ll}+ (?:19|20)\d\d)(?!\d))`,
  'u',
);
const SAYS = new RegExp(String.raw`^(?: \p{Ll}+)? ${SAID}`, 'u');
/** `In a report published today the …`, before who says something in it. */
const IN_REPORT = new RegExp(
  String.raw`(?<![\p{L}\p{N}])in (?:an?|its|their)(?<between>(?: [\p{L}-]+){0,2}?) ${NOUN}(?: (?:published|released|issued|out)(?: \p{L}+){0,3}?)?,? (?:the )?$`,
  'iu',
);
/** Which part of a series: `the first half of`, `part two of`. */
const PART = `(?:the )?(?:(?<ordinal>first|second|latter) (?:part|half|phase|stage|volume)|part (?<number>one|two|1|2)) of `;
const PART_BEFORE = new RegExp(String.raw`(?<![\p{L}\p{N}])${PART}(?:the )?${HONORIFIC}{0,3}$`, 'iu');
const PRONOUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${PART})?(?<pronoun>her|his|whose|its|(?:yesterday|today)'s)${BETWEEN} ${NOUN}`,
  'giu',
);
const OF_ITS_OWN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])an?${BETWEEN} ${NOUN} of (?<pronoun>her|his|its) own(?!\p{L})`,
  'giu',
);
/** `the Bell one`, where it ends what is said. */
const ONE_BEHIND = /^ one(?=["'”)\]]*(?:[.,;:!?]|$))/u;
const ONE_BEFORE = new RegExp(String.raw`(?<![\p{L}\p{N}])the ${HONORIFIC}{0,3}$`, 'iu');
const INDEFINITE = /(?:^|[^\p{L}\p{N}])(?:a|an|any|another|each|every|no|other|previous|earlier|next) $/iu;
const YEAR_BEFORE = /(?:^|[^\p{L}])(?<which>last|this) year's (?:new )?$/iu;

/** How far around an owner the words of a description reach, in characters. */
const REACH = 120;
/** How far before an owner `by` or `of` stands at most, for titles between, in characters. */
const REACH_OF_BY = 40;

/** One `cites` for each report that is described, where no name of a report stands in the same words. */
export function described(
  reading: Reading,
  namings: readonly Naming[],
  again: readonly BodyMeant[],
  about: Circumstances,
  lexicon: Lexicon,
): Finding[] {
  if (lexicon.reportsOf.size === 0) return [];
  const owners = namings.flatMap(({ start, end, names: [name, ...others] }) =>
    others.length > 0 || !lexicon.reportsOf.has(entityKey(name!.entity))
      ? []
      : [{ start, end, entity: name!.entity }],
  );
  const all = [...owners, ...again, ...surnamesIn(reading, about, lexicon)];
  const found = [
    ...all.flatMap((owner) => besideOwner(reading, owner, about, lexicon)),
    ...byPronoun(reading, namings, again, about, lexicon),
    ...partsByNumber(reading, namings, about, lexicon),
  ];
  // Per place in the text: whether a report is named there.
  const taken = new Uint8Array(reading.folded.length);
  for (const { start, end, names } of namings)
    if (names.some(({ entity: { kind } }) => kind === 'report')) taken.fill(1, start, end);
  return found.flatMap((description) => {
    const { start, end, targets } = description;
    if (targets.length === 0 || taken.subarray(start, end).includes(1)) return [];
    taken.fill(1, start, end);
    return findingIn(reading, description, targets, { kind: 'cites', confidence: CONFIDENCE.description });
  });
}

interface Owner extends Span {
  readonly entity: EntityRef;
}

/** Surnames of authors who are named in full elsewhere in the document. */
function surnamesIn(reading: Reading, { phrases }: Circumstances, { writers }: Lexicon): Owner[] {
  const named = new Set([...phrases].flatMap((phrase) => writers.get(phrase) ?? []));
  return [...named].flatMap(({ entity, surname }) =>
    matchesIn(reading, surname()).map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      entity,
    })),
  );
}

function besideOwner(
  { folded }: Reading,
  owner: Owner,
  about: Circumstances,
  lexicon: Lexicon,
): Description[] {
  const { text } = folded;
  const before = text.slice(Math.max(0, owner.start - REACH), owner.start);
  const behind = text.slice(owner.end, owner.end + REACH);
  const part = PART_BEFORE.exec(before);
  const own = BEHIND_OWNER.exec(behind);
  if (own) {
    if (!own.groups!.possessive && INDEFINITE.test(before) && owner.entity.kind !== 'author') return [];
    const clues = {
      ...cluesOf(own, part),
      after: behind.slice(own[0].length),
      year: YEAR_BEFORE.exec(before)?.groups?.which,
    };
    const targets = reportsBy(owner.entity, clues, about, lexicon);
    const start = owner.start - (part?.[0].length ?? 0);
    return [{ start, end: owner.end + own[0].length, targets }];
  }
  const one = owner.entity.kind === 'author' && ONE_BEFORE.test(before) ? ONE_BEHIND.exec(behind) : null;
  if (one) {
    const clues = { genres: NOUNS.review!, words: [], after: '', year: undefined };
    const targets = reportsBy(owner.entity, clues, about, lexicon);
    return [{ start: owner.start, end: owner.end + one[0].length, targets }];
  }
  const said = SAID_WHEN.exec(behind);
  const outThen = said && reportOf(owner.entity, said.groups!, about, lexicon);
  if (outThen) return [{ start: owner.start, end: owner.end + said[0].length, targets: [outThen] }];
  const inReport = owner.entity.kind === 'organisation' && SAYS.test(behind) ? IN_REPORT.exec(before) : null;
  if (inReport) {
    const targets = reportsBy(
      owner.entity,
      { ...cluesOf(inReport), after: '', year: undefined },
      about,
      lexicon,
    );
    return [{ start: owner.start - inReport[0].length, end: owner.end, targets }];
  }
  const theirs = / (?:by|from|of) /i.test(before.slice(-REACH_OF_BY)) ? BEFORE_OWNER.exec(before) : null;
  if (!theirs) return [];
  const isVague =
    /^an?$/i.test(theirs.groups!.article!) && !/(?:recent|new|latest)/i.test(theirs.groups!.between!);
  if (isVague && owner.entity.kind !== 'author') return [];
  const year = /^(last|this) year's$/i.exec(theirs.groups!.article!)?.[1];
  const clues = { ...cluesOf(theirs), after: theirs.groups!.topic ?? '', year };
  const targets = reportsBy(owner.entity, clues, about, lexicon);
  return [{ start: owner.start - theirs[0].length, end: owner.end, targets }];
}

/** `her review`, where the last person spoken of wrote one; `its report`, where the last body published it lately. */
function byPronoun(
  reading: Reading,
  namings: readonly Naming[],
  again: readonly BodyMeant[],
  about: Circumstances,
  lexicon: Lexicon,
): Description[] {
  const { text } = reading.folded;
  const unknown = blanked(text, namings);
  const named = namings.map(({ start, end, names }) => ({
    start,
    end,
    entities: names.map(({ entity }) => entity),
  }));
  const meantAgain = again.map(({ start, end, entity }) => ({ start, end, entities: [entity] }));
  const people = named.filter(({ entities }) => entities[0]!.kind === 'author');
  const bodies = [
    ...named.filter(({ entities }) => entities[0]!.kind === 'organisation'),
    ...meantAgain,
  ].sort((a, b) => a.end - b.end);
  return [...matchesIn(reading, PRONOUN), ...matchesIn(reading, OF_ITS_OWN)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const pronoun = match.groups!.pronoun!.toLowerCase();
    // A report that came out yesterday is that of whichever body was spoken of.
    const isOfBody = pronoun === 'its' || pronoun.endsWith("'s");
    const meant = isOfBody ? bodyMeant(span, bodies) : personMeant(pronoun, span, unknown, people);
    const [entity, ...others] = meant?.entities ?? [];
    if (!entity || others.length > 0 || !isCalled(entity, pronoun, lexicon)) return [];
    const clues = {
      ...cluesOf(match, match),
      after: text.slice(span.end, span.end + REACH),
      year: undefined,
    };
    const targets = reportsBy(entity, clues, about, lexicon);
    return [{ ...span, targets }];
  });
}

/** A text with these places blanked out, which stand in its order and may stand inside one another. */
function blanked(text: string, places: readonly Span[]): string {
  let [blank, at] = ['', 0];
  for (const { start, end } of places) {
    if (end <= at) continue;
    blank += text.slice(at, Math.max(at, start)) + '_'.repeat(end - Math.max(at, start));
    at = end;
  }
  return blank + text.slice(at);
}

/** Whether a person may be spoken of by this pronoun, as far as titles tell. */
function isCalled(person: EntityRef, pronoun: string, { namesOf }: Lexicon): boolean {
  if (pronoun !== 'her' && pronoun !== 'his') return true;
  const [known] = (namesOf.get(entityKey(person)) ?? []).flatMap((name) => personName(name)?.pronoun ?? []);
  return !known || (known === 'she') === (pronoun === 'her');
}

function cluesOf(
  { groups }: RegExpExecArray,
  part: RegExpExecArray | null = null,
): Pick<Clues, 'genres' | 'words'> {
  const noun = groups!.noun!.toLowerCase().replace('-', ' ');
  const words = groups!
    .between!.toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const which = part?.groups?.ordinal ?? part?.groups?.number;
  if (which) words.push(isFirstPart(which) ? 'first' : 'second');
  return { genres: NOUNS[noun]!, words };
}
