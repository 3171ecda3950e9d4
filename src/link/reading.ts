import type { Passage } from '../parse/passage.ts';
import { FoldedText } from './fold.ts';
import type { Form, Lexicon } from './lexicon.ts';
import { titleAt } from './person-name.ts';
import { type AddressInText, findAddresses } from './web-address.ts';

/** A place in a folded text at which a name or a context phrase stands. */
export interface Occurrence {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
}

/** A passage with every known name, context phrase and address in it, before anything is chosen. */
export interface Reading {
  readonly passage: Passage;
  readonly folded: FoldedText;
  /** By where they start, then by where they end. */
  readonly occurrences: readonly Occurrence[];
  readonly addresses: readonly AddressInText[];
}

/** Finds all that the lexicon knows, overlapping or not, in one pass; nothing inside an address. */
export function read(passage: Passage, { trie, forms }: Lexicon): Reading {
  const folded = new FoldedText(passage.text);
  const addresses = findAddresses(passage.text);
  const occurrences: Occurrence[] = [];
  let start = 0;
  const formsAt = (name: number, from: number, letters: number, note: (form: Form, end: number) => void) => {
    const plural = !folded.isBoundary(letters);
    if (plural && !hasPluralS(folded, letters)) return;
    const end = plural ? letters + 1 : letters;
    for (const form of forms[name]!)
      if ((form.acronym || !plural) && hasCapitals(folded, from, form)) note(form, end);
  };
  const note = (form: Form, end: number) => occurrences.push({ form, start, end });
  const noteTitled = ({ titled }: Form, end: number) => titled && note(titled, end);
  let address = 0;
  for (; start < folded.length; start++) {
    if (!folded.isBoundary(start)) continue;
    const origin = folded.originOf(start);
    while (address < addresses.length && addresses[address]!.end <= origin) address++;
    if (address < addresses.length && addresses[address]!.start <= origin) continue;
    const before = occurrences.length;
    trie.spelledFrom(folded, start, (name, letters) => formsAt(name, start, letters, note));
    const title = titleAt(folded, start);
    if (title === '') continue;
    const named = start + title.length + 1;
    trie.spelledFrom(folded, named, (name, letters) => formsAt(name, named, letters, noteTitled));
    const here = occurrences.splice(before);
    occurrences.push(...here.sort((a, b) => a.end - b.end));
  }
  return { passage, folded, occurrences, addresses };
}

function hasPluralS(folded: FoldedText, at: number): boolean {
  return folded.text[at] === 's' && folded.isBoundary(at + 1);
}

function hasCapitals(folded: FoldedText, start: number, { capitals }: Form): boolean {
  for (const at of capitals) if (!folded.isCapital(start + at)) return false;
  return true;
}
