import { countBefore } from '../parse/bisection.ts';
import type { Passage } from '../parse/passage.ts';
import type { Span } from '../parse/span.ts';
import { FoldedText } from './fold.ts';
import { beginsHonorific, honorificAt } from './honorific.ts';
import type { Form, Lexicon } from './lexicon.ts';
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
  // Where the words begin that are looked up: at `start`, or behind a title there.
  let from = 0;
  const note = (name: number, letters: number) => {
    const plural = !folded.isBoundary(letters);
    if (plural && !hasPluralS(folded, letters)) return;
    const end = plural ? letters + 1 : letters;
    for (const known of forms[name]!) {
      const form = from === start ? known : known.titled;
      if (form && (form.acronym || !plural) && hasCapitals(folded, from, form))
        occurrences.push({ form, start, end });
    }
  };
  let address = 0;
  for (; start < folded.length; start++) {
    if (!folded.isBoundary(start)) continue;
    const origin = folded.originOf(start);
    while (address < addresses.length && addresses[address]!.end <= origin) address++;
    if (address < addresses.length && addresses[address]!.start <= origin) continue;
    from = start;
    trie.spelledFrom(folded, start, note);
    if (!beginsHonorific(folded.text.charCodeAt(start))) continue;
    const honorific = honorificAt(folded, start);
    if (!honorific) continue;
    from = start + honorific.length + 1;
    const before = occurrences.length;
    trie.spelledFrom(folded, from, note);
    if (before === occurrences.length) continue;
    const here = occurrences.findLastIndex((occurrence) => occurrence.start < start) + 1;
    occurrences.push(...occurrences.splice(here).sort((a, b) => a.end - b.end));
  }
  return { passage, folded, occurrences, addresses };
}

/** Where a pattern, with the flag `g`, stands in the folded text; nothing that begins inside an address. */
export function matchesIn({ folded, addresses }: Reading, pattern: RegExp): RegExpExecArray[] {
  return Array.from(folded.text.matchAll(pattern)).filter(({ index }) => {
    const origin = folded.originOf(index);
    const last = addresses[countBefore(addresses.length, (at) => addresses[at]!.start <= origin) - 1];
    return !last || last.end <= origin;
  });
}

/** Where on the page a stretch of the folded text stands; null where something was cut out inside it. */
export function onPage({ passage, folded }: Reading, { start, end }: Span): Span | null {
  const origin = folded.origin(start, end);
  return passage.onPage(origin.start, origin.end);
}

function hasPluralS(folded: FoldedText, at: number): boolean {
  return folded.text[at] === 's' && folded.isBoundary(at + 1);
}

function hasCapitals(folded: FoldedText, start: number, { capitals }: Form): boolean {
  for (const at of capitals) if (!folded.isCapital(start + at)) return false;
  return true;
}
