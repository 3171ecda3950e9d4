/**
 * Reports that a text calls by whose they are: `the Black review`, `her report`, `the inspectorate's recent
 * inspection`. Whose, what sort and when must leave one report; otherwise nothing is said.
 */
import type { Circumstances } from './alias-rule.ts';
import type { Naming } from './choose.ts';
import { type Clues, NOUNS, reportsBy } from './described-report.ts';
import { type Finding, finding } from './finding.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { peopleIn } from './people.ts';
import { personName, TITLE } from './person-name.ts';
import type { Reading } from './reading.ts';

const NOUN = String.raw`(?<noun>${Object.keys(NOUNS)
  .toSorted((a, b) => b.length - a.length)
  .map((noun) => noun.replace(' ', '[ -]'))
  .join('|')})(?![\p{L}\p{N}-])(?! (?:report|review|inspection|paper|strategy)s?(?!\p{L}))`;
const BETWEEN = String.raw`(?<between>(?: [\p{Ll}\p{N}][\p{L}\p{N}'-]*){0,3}?)`;
const BEHIND_OWNER = new RegExp(`^(?<possessive>'s|')?${BETWEEN} ${NOUN}`, 'iu');
/** When something came out, as a genitive: `last month's`, `August's`, `yesterday's`. */
const WHEN = String.raw`(?:last|this) \p{L}+'s|(?:yesterday|today|january|february|march|april|may|june|july|august|september|october|november|december)'s`;
const BEFORE_OWNER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<article>${WHEN}|the|this|that|a|an) ?(?<between>(?:[\p{L}\p{N}'-]+ ){0,3}?)${NOUN}(?<topic>(?: (?:of|into|on|about) [\p{L} -]{3,40}?)?) (?:by|from|(?:led|written|conducted|chaired|headed|published|issued|produced|authored|carried out|undertaken) by) (?:the )?${TITLE}{0,3}$`,
  'iu',
);
const PRONOUN = new RegExp(String.raw`(?<![\p{L}\p{N}])(?<pronoun>her|his)${BETWEEN} ${NOUN}`, 'giu');
const INDEFINITE = /(?:^|[^\p{L}\p{N}])(?:a|an|any|another|each|every|no|other|previous|earlier|next) $/iu;
const YEAR_BEFORE = /(?:^|[^\p{L}])(?<which>last|this) year's (?:new )?$/iu;

/** How far around an owner the words of a description reach, in characters. */
const REACH = 120;
/** How far before an owner `by` stands at most, for titles between, in characters. */
const REACH_OF_BY = 40;
/** How far back the person stands whom a pronoun means, in characters. */
const PRONOUN_REACH = 600;
const DESCRIPTION_CONFIDENCE = 0.65;

interface Description {
  readonly start: number;
  readonly end: number;
  readonly targets: readonly EntityRef[];
}

/** One `cites` for each report that is described, where no name of a report stands in the same words. */
export function described(
  reading: Reading,
  namings: readonly Naming[],
  about: Circumstances,
  lexicon: Lexicon,
): Finding[] {
  if (lexicon.reportsOf.size === 0) return [];
  const owners = namings.flatMap(({ start, end, names: [name, ...others] }) =>
    others.length > 0 || !lexicon.reportsOf.has(entityKey(name!.entity))
      ? []
      : [{ start, end, entity: name!.entity }],
  );
  const all = [...owners, ...surnamesIn(reading, about, lexicon)];
  const found = [
    ...all.flatMap((owner) => besideOwner(reading, owner, about, lexicon)),
    ...byPronoun(reading, namings, about, lexicon),
  ];
  // Per place in the text: whether a report is named there.
  const taken = new Uint8Array(reading.folded.length);
  for (const { start, end, names } of namings)
    if (names.some(({ entity: { kind } }) => kind === 'report')) taken.fill(1, start, end);
  return found.flatMap(({ start, end, targets }) => {
    if (taken.subarray(start, end).includes(1)) return [];
    taken.fill(1, start, end);
    const origin = reading.folded.origin(start, end);
    return finding(targets, reading.passage.onPage(origin.start, origin.end), () => ({
      kind: 'cites',
      method: 'text_match',
      confidence: DESCRIPTION_CONFIDENCE,
    }));
  });
}

interface Owner {
  readonly start: number;
  readonly end: number;
  readonly entity: EntityRef;
}

/** Surnames of authors who are named in full elsewhere in the document. */
function surnamesIn({ folded }: Reading, { phrases }: Circumstances, { writers }: Lexicon): Owner[] {
  return writers
    .filter(({ names }) => names.some((name) => phrases.has(name)))
    .flatMap(({ entity, surname }) =>
      Array.from(folded.text.matchAll(surname), ({ index, 0: found }) => ({
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
  const own = BEHIND_OWNER.exec(behind);
  if (own) {
    if (!own.groups!.possessive && INDEFINITE.test(before) && owner.entity.kind !== 'author') return [];
    const clues = {
      ...cluesOf(own),
      after: behind.slice(own[0].length),
      year: YEAR_BEFORE.exec(before)?.groups?.which,
    };
    const targets = reportsBy(owner.entity, clues, about.date, lexicon);
    return targets.length > 0 ? [{ start: owner.start, end: owner.end + own[0].length, targets }] : [];
  }
  const theirs = / (?:by|from) /i.test(before.slice(-REACH_OF_BY)) ? BEFORE_OWNER.exec(before) : null;
  if (!theirs) return [];
  const isVague =
    /^an?$/i.test(theirs.groups!.article!) && !/(?:recent|new|latest)/i.test(theirs.groups!.between!);
  if (isVague && owner.entity.kind !== 'author') return [];
  const year = /^(last|this) year's$/i.exec(theirs.groups!.article!)?.[1];
  const clues = { ...cluesOf(theirs), after: theirs.groups!.topic ?? '', year };
  const targets = reportsBy(owner.entity, clues, about.date, lexicon);
  return targets.length > 0 ? [{ start: owner.start - theirs[0].length, end: owner.end, targets }] : [];
}

/** `her review`, where the last person spoken of wrote one. */
function byPronoun(
  { folded }: Reading,
  namings: readonly Naming[],
  about: Circumstances,
  lexicon: Lexicon,
): Description[] {
  const people = namings.filter(({ names }) => names[0]!.entity.kind === 'author');
  if (people.length === 0) return [];
  let passed = 0;
  return Array.from(folded.text.matchAll(PRONOUN)).flatMap((match) => {
    const start = match.index;
    while (passed < people.length && people[passed]!.end <= start) passed++;
    const last = people[passed - 1];
    if (!last || last.names.length > 1 || start - last.end > PRONOUN_REACH) return [];
    const { entity } = last.names[0]!;
    const since = folded.text.slice(last.end, start);
    const end = start + match[0].length;
    const pronoun = (lexicon.namesOf.get(entityKey(entity)) ?? []).flatMap(
      (name) => personName(name)?.pronoun ?? [],
    )[0];
    if (pronoun && (pronoun === 'she') !== (match.groups!.pronoun!.toLowerCase() === 'her')) return [];
    if (peopleIn(since).length > 0) return [];
    const clues = { ...cluesOf(match), after: folded.text.slice(end, end + REACH), year: undefined };
    const targets = reportsBy(entity, clues, about.date, lexicon);
    return targets.length > 0 ? [{ start, end, targets }] : [];
  });
}

function cluesOf({ groups }: RegExpExecArray): Pick<Clues, 'genres' | 'words'> {
  const noun = groups!.noun!.toLowerCase().replace('-', ' ');
  const words = groups!
    .between!.toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  return { genres: NOUNS[noun]!, words };
}
