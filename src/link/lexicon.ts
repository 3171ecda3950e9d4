import { type CompiledRule, compileRule } from './alias-rule.ts';
import { bodiesByNoun } from './called-body.ts';
import { FoldedText } from './fold.ts';
import {
  type Address,
  type EntityRef,
  entityKey,
  type Gazetteer,
  type KnownReport,
  type Name,
} from './gazetteer.ts';
import { honorificAt } from './honorific.ts';
import { mainTitles } from './main-title.ts';
import { NameTrie } from './name-trie.ts';
import { isLoneName, shortNames, standsAlone } from './person-name.ts';
import { partsBySeries, reportsByOwner, type Writer, writersOf } from './report-index.ts';
import { spelledOut } from './spelling.ts';
import { stemsOf } from './subject.ts';
import { type Location, locationOf } from './web-address.ts';

/** A name of an entity, with its rule made ready. */
export interface KnownName {
  readonly entity: EntityRef;
  readonly rule: CompiledRule;
}

/** One way of writing a name or a context phrase, and all that it may stand for. */
export interface Form {
  /** Folded, case kept. */
  readonly text: string;
  /** At which letters a text must have a capital. */
  readonly capitals: readonly number[];
  /** Whether a plural s may follow, as in `PCCs`. */
  readonly acronym: boolean;
  /** Empty for a phrase that only alias rules ask for. */
  readonly names: KnownName[];
  /** The same words behind a title, which is then part of the name: `Mr Russell`. */
  titled?: Form;
}

/** A web address of an entity. */
export interface KnownAddress {
  readonly entity: EntityRef;
  readonly location: Location;
}

/** An author or organisation and a name to sign with. */
export interface Signer {
  readonly entity: EntityRef;
  readonly key: string;
}

/** A gazetteer made ready for reading texts. */
export interface Lexicon {
  readonly trie: NameTrie;
  /** By the trie's numbers: the forms that differ in case alone. */
  readonly forms: readonly (readonly Form[])[];
  /** The trie's numbers, by the letters that lead to them. */
  readonly spellings: ReadonlyMap<string, number>;
  /** By host and path. */
  readonly addresses: ReadonlyMap<string, readonly KnownAddress[]>;
  /** Authors and organisations by the `signatureKey` of each name that is theirs in any text. */
  readonly signers: ReadonlyMap<string, readonly Signer[]>;
  /** The texts of all names of an entity, by its key. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>;
  /** All ways of writing an entity's names, folded, by its key. */
  readonly formsOf: ReadonlyMap<string, readonly string[]>;
  /** Bodies by what they are called once they have been named, each with its names that end so, folded. */
  readonly bodies: ReadonlyMap<string, readonly { readonly entity: EntityRef; readonly text: string }[]>;
  /** By the key of who wrote, led or published them. */
  readonly reportsOf: ReadonlyMap<string, readonly KnownReport[]>;
  /** The parts of each report that has several, the oldest first, by its key. */
  readonly partsOf: ReadonlyMap<string, readonly KnownReport[]>;
  /** What the names of a report speak of, as stems of words, by its key. */
  readonly subjects: ReadonlyMap<string, ReadonlySet<string>>;
  /** The people who wrote or led reports, by each of their whole names, folded. */
  readonly writers: ReadonlyMap<string, readonly Writer[]>;
}

/** What stands before the first word and behind the last. */
const AROUND_WORDS = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;
/** The last word of a name that is made of capitals. */
const ACRONYM = /(?:^|[ -])\p{Lu}{2,}$/u;

const lexicons = new WeakMap<Gazetteer, Lexicon>();

/** The gazetteer made ready: worked out at its first use and kept as long as it lives. */
export function lexiconOf(gazetteer: Gazetteer): Lexicon {
  const known = lexicons.get(gazetteer);
  if (known) return known;
  const lexicon = compile(gazetteer);
  lexicons.set(gazetteer, lexicon);
  return lexicon;
}

function compile({ names: given, addresses, reports }: Gazetteer): Lexicon {
  const names = [...given, ...mainTitles(given, reports)];
  const forms = new Forms();
  const named = Map.groupBy(names, ({ entity }) => entityKey(entity));
  const namesOf = new Map([...named].map(([key, its]) => [key, its.map(({ text }) => text)]));
  const formsOf = new Map<string, string[]>();
  const add = (name: Name, form: Form, rule: CompiledRule) => {
    form.names.push({ entity: name.entity, rule });
    for (const phrase of name.rule.with ?? []) forms.of(phrase);
  };
  for (const name of spelledOut(names)) {
    const form = forms.of(name.text);
    add(name, form, ruleOf(name, namesOf));
    keep(formsOf, name, form);
  }
  for (const name of shortNames(names)) {
    const form = forms.of(name.text);
    if (name.honorifics) {
      // What somebody wrote down for these words counts before what a whole name was shortened to.
      form.titled ??= { ...form, names: [] };
      add(name, form.titled, { ...behindHonorific(name, name.honorifics), conditions: 0 });
    } else {
      // Here a whole name that stands there counts as much as a rule of another's that asks for one thing: in doubt, neither.
      add(name, form, ruleOf(name, namesOf));
      keep(formsOf, name, form);
    }
  }
  const { byLetters } = forms;
  const spellings = [...byLetters.keys()].filter((letters) => letters !== '').sort();
  return {
    trie: new NameTrie(spellings),
    forms: spellings.map((letters) => byLetters.get(letters)!),
    spellings: new Map(spellings.map((letters, number) => [letters, number])),
    addresses: Map.groupBy(located(addresses), ({ location }) => location.page),
    signers: Map.groupBy([...byLetters.values()].flat().flatMap(signers), ({ key }) => key),
    namesOf,
    formsOf,
    bodies: bodiesByNoun(
      formsOf,
      [...named.values()].map(([name]) => name!.entity).filter(({ kind }) => kind === 'organisation'),
    ),
    reportsOf: reportsByOwner(reports),
    partsOf: partsBySeries(reports),
    subjects: new Map(
      reports.map(({ entity }) => {
        const key = entityKey(entity);
        return [key, new Set((namesOf.get(key) ?? []).flatMap(stemsOf))];
      }),
    ),
    writers: writersOf(reports, namesOf),
  };
}

function keep(formsOf: Map<string, string[]>, { entity }: Name, { text }: Form): void {
  const known = formsOf.get(entityKey(entity));
  if (known) known.push(text);
  else formsOf.set(entityKey(entity), [text]);
}

/** The rule of a name, and for a name of one word that it stands alone. */
function ruleOf(name: Name, namesOf: Lexicon['namesOf']): CompiledRule {
  const rule = compileRule(name.rule);
  if (!isLoneName(name)) return rule;
  const all = namesOf.get(entityKey(name.entity)) ?? [];
  const own = new Set(all.flatMap((text) => text.toLowerCase().split(' ')));
  return { ...rule, holds: (site) => standsAlone(site.text, site.start, site.end, own) && rule.holds(site) };
}

/** The rule of a name, and that one of these titles stands before it. */
function behindHonorific(name: Name, honorifics: ReadonlySet<string>): CompiledRule {
  const rule = compileRule(name.rule);
  return {
    ...rule,
    holds: (site) => {
      const honorific = honorificAt(site.text, site.start);
      return honorific !== null && honorifics.has(honorific.title) && rule.holds(site);
    },
  };
}

/** The forms there are, each once. */
class Forms {
  /** By the letters that lead to them. */
  readonly byLetters = new Map<string, Form[]>();
  readonly #written = new Map<string, Form>();

  /** The form of a text, added if it is new. */
  of(text: string): Form {
    const known = this.#written.get(text);
    if (known) return known;
    const folded = new FoldedText(text.trim());
    const form = this.#written.get(folded.text) ?? this.#add(folded);
    this.#written.set(text, form);
    return form;
  }

  #add(folded: FoldedText): Form {
    const form = {
      text: folded.text,
      capitals: folded.capitals(),
      acronym: ACRONYM.test(folded.text),
      names: [],
    };
    this.#written.set(form.text, form);
    const alike = this.byLetters.get(folded.caseless);
    if (alike) alike.push(form);
    else this.byLetters.set(folded.caseless, [form]);
    return form;
  }
}

function located(addresses: readonly Address[]): KnownAddress[] {
  return addresses.flatMap(({ entity, url }) => {
    const location = locationOf(url);
    return location ? [{ entity, location }] : [];
  });
}

function signers({ text, names }: Form): Signer[] {
  const signing = names.filter(
    ({ entity: { kind }, rule }) => (kind === 'author' || kind === 'organisation') && !rule.contextual,
  );
  if (signing.length === 0) return [];
  const key = signatureKey(text);
  return signing.map(({ entity }) => ({ entity, key }));
}

/** What signatures and names are compared by: their words, without case or punctuation around. */
export function signatureKey(text: string): string {
  return new FoldedText(text).caseless.replace(AROUND_WORDS, '');
}
