import { type CompiledRule, compileRule } from './alias-rule.ts';
import { FoldedText } from './fold.ts';
import type { Address, EntityRef, Gazetteer } from './gazetteer.ts';
import { NameTrie } from './name-trie.ts';
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
  /** By host and path. */
  readonly addresses: ReadonlyMap<string, readonly KnownAddress[]>;
  /** Authors and organisations by the `signatureKey` of each name that is theirs in any text. */
  readonly signers: ReadonlyMap<string, readonly Signer[]>;
}

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

function compile({ names, addresses }: Gazetteer): Lexicon {
  const forms = new Map<string, Form>();
  for (const { entity, text, rule } of names) {
    formOf(text, forms).names.push({ entity, rule: compileRule(rule) });
    for (const phrase of rule.with ?? []) formOf(phrase, forms);
  }
  const byLetters = Map.groupBy(forms.values(), ({ text }) => new FoldedText(text).caseless);
  const spellings = [...byLetters.keys()].filter((letters) => letters !== '').sort();
  return {
    trie: new NameTrie(spellings),
    forms: spellings.map((letters) => byLetters.get(letters)!),
    addresses: Map.groupBy(located(addresses), ({ location }) => location.page),
    signers: Map.groupBy([...forms.values()].flatMap(signers), ({ key }) => key),
  };
}

function formOf(text: string, forms: Map<string, Form>): Form {
  const folded = new FoldedText(text.trim());
  const known = forms.get(folded.text);
  if (known) return known;
  const letters = Array.from({ length: folded.length }, (_, at) => at);
  const form = {
    text: folded.text,
    capitals: letters.filter((at) => folded.isCapital(at)),
    acronym: ACRONYM.test(folded.text),
    names: [],
  };
  forms.set(form.text, form);
  return form;
}

function located(addresses: readonly Address[]): KnownAddress[] {
  return addresses.flatMap(({ entity, url }) => {
    const location = locationOf(url);
    return location ? [{ entity, location }] : [];
  });
}

function signers({ text, names }: Form): Signer[] {
  const key = signatureKey(text);
  return names
    .filter(
      ({ entity: { kind }, rule }) => (kind === 'author' || kind === 'organisation') && !rule.contextual,
    )
    .map(({ entity }) => ({ entity, key }));
}

/** What signatures and names are compared by: their words, without case or punctuation around. */
export function signatureKey(text: string): string {
  const folded = new FoldedText(text);
  let start = 0;
  let end = folded.length;
  while (start < end && !folded.isWord(start)) start++;
  while (end > start && !folded.isWord(end - 1)) end--;
  return folded.caseless.slice(start, end);
}
