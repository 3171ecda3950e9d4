/** Bodies, reports and policies that a text names by capitalised words with a telling one among them. */
export interface ThingInText {
  readonly kind: 'organisation' | 'report' | 'policy';
  readonly name: string;
  /** Where it stands in the folded text, without an article. */
  readonly start: number;
  readonly end: number;
}

/** What the last word of a name says about the thing; of two words, where one alone says too little. */
const LAST_WORDS: Readonly<Record<ThingInText['kind'], ReadonlySet<string>>> = {
  report: new Set(
    'report review inquiry enquiry inspection study survey paper strategy evaluation'.split(' '),
  ),
  policy: new Set(
    (
      'act bill order orders programme program scheme project initiative fund pilot policy requirement ' +
      'requirements framework plan charter protocol guidelines'
    ).split(' '),
  ),
  organisation: new Set(
    (
      'agency alliance association authority board centre charity college commission commissioner committee ' +
      'company consortium constabulary council court department federation force forum foundation group ' +
      'inspectorate institute league limited ltd ministry network office ombudsman partnership party plc police ' +
      'service services society taskforce team trust tribunal union unit university'
    ).split(' '),
  ),
};
/** Of two words, those that need no third before them to be a body's: `home office`. */
const TELLING_ALONE = new Set('committee commission council federation inspectorate office'.split(' '));
/** What a body's name begins with when the telling word is not its last: `Ministry of Defence`. */
const FIRST_WORDS =
  /^(?:(?:Royal|National|Independent|Joint|Scottish|Welsh|European|British|Select|London|Open) )*(?:Academy|Agency|Association|Bureau|Centre|Chamber|Church|College|Commission|Committee|Council|Department|Faculty|Federation|Foundation|Inspectorate|Institute|Institution|Ministry|Office|School|Society|Trust|Union|University) (?:of|for|on|against) /u;

const WORD = String.raw`\p{Lu}[\p{L}'&-]{0,30}`;
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}\p{N}'-])${WORD}(?:(?:,? (?:of the|for the|on the|to the|in the|of|for|on|against|to|in|and|&))? ${WORD}){1,9}(?: (?:19|20)\d\d)?(?![\p{L}\p{N}])`,
  'gu',
);
/** What begins a sentence or stands before a name and is not part of it. */
const LEADING =
  /^(?:(?:A|All|Although|An|And|Any|As|At|But|By|Dear|Did|Does|Every|For|From|He|Her(?! Majesty)|His(?! Majesty)|How|However|I|If|In|Is|It|Its|Like|Many|Most|My|No|Not|Now|On|Or|Our|She|Since|So|Some|That|The|Their|Then|There|These|They|This|Those|Though|To|Under|Unlike|Until|We|Were|What|When|Where|While|Who|Why|With|You|Your)(?: the| an?)? )+/u;

/** The bodies, reports and policies named in a folded text, in its order. */
export function thingsIn(text: string): ThingInText[] {
  return Array.from(text.matchAll(PHRASE)).flatMap(({ index, 0: phrase }) => {
    const leading = LEADING.exec(phrase)?.[0].length ?? 0;
    return partsOf(phrase.slice(leading).replace(/'s?$/, ''), index + leading);
  });
}

/** A phrase as one name, or, where `and` joins two of them, as two. */
function partsOf(phrase: string, start: number): ThingInText[] {
  const joint = / and (?:the )?/.exec(phrase);
  if (joint) {
    const behind = joint.index + joint[0].length;
    const [one, other] = [phrase.slice(0, joint.index), phrase.slice(behind)];
    if (kindOf(one) && kindOf(other)) return [...partsOf(one, start), ...partsOf(other, start + behind)];
  }
  const kind = kindOf(phrase);
  return kind ? [{ kind, name: phrase, start, end: start + phrase.length }] : [];
}

function kindOf(phrase: string): ThingInText['kind'] | null {
  if (!/ /.test(phrase) || !/\p{Ll}/u.test(phrase)) return null;
  if (/ (?:of|for|on|to|in|and|&|the)$/.test(phrase)) return null;
  const last = phrase
    .replace(/ \d{4}$/, '')
    .split(' ')
    .at(-1)!
    .toLowerCase();
  for (const [kind, words] of Object.entries(LAST_WORDS))
    if (words.has(last)) return kind as ThingInText['kind'];
  return FIRST_WORDS.test(phrase) ? 'organisation' : null;
}

/** Whether a name consists of words that say what it is without capitals too: `Prison Reform Trust`, `Drug Testing Order`. */
export function tellsInLowerCase(kind: ThingInText['kind'], name: string): boolean {
  const words = name.split(' ');
  if (!words.slice(0, -1).every(isPlain)) return false;
  const last = words.at(-1)!.toLowerCase();
  if (kind !== 'organisation') return words.length > 2 && LAST_WORDS[kind].has(last);
  if (!isPlain(words.at(-1)!)) return false;
  if (words.length < 3) return words.length === 2 && TELLING_ALONE.has(last);
  return LAST_WORDS.organisation.has(last) || FIRST_WORDS.test(name);
}

/** Whether a word of a name has no other capital than its first, or joins two that have. */
function isPlain(word: string): boolean {
  return /^(?:\p{Lu}\p{Ll}+|of|for|on|and|the)$/u.test(word);
}
