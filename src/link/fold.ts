import type { Span } from '../parse/span.ts';

const SINGLE_QUOTES = /[‘’‚‛′´`ʼ＇]/;
const DOUBLE_QUOTES = /[“”„‟″«»＂]/;
const HYPHENS = /[‐‑‒–—―−﹣－]/;
const HYPHEN = 0x2d;

const SPACE = 0x20;
/** Stands in folded text for white space with an empty line in it: no name reaches across. */
const PARAGRAPH_BREAK = 0x0a;
const LINE_BREAK = 0x0a;
const IGNORED = 0;
const APOSTROPHE = 0x27;
const LETTER_S = 0x73;
const DECODER = new TextDecoder('utf-16le');

/*
 * What is known of each UTF-16 unit is looked up when it is first met: few texts have many of them, and to go through
 * them all would take longer than to read a page.
 */

/** What a unit folds to, case kept; combining marks and invisible characters to IGNORED. */
const FOLDED = new Uint16Array(0x1_0000);
/** The same without case, and with a space for a hyphen. */
const LOWERED = new Uint16Array(0x1_0000);
/** 1 for the units that words are made of: letters, digits, and the underscore that joins them. */
const WORD = new Uint8Array(0x1_0000);
/** 1 for the units that were met. */
const MET = new Uint8Array(0x1_0000);

/** A unit folded, with all that is asked about what it folds to known from then on. */
function foldedUnit(unit: number): number {
  if (MET[unit] === 0) meet(unit);
  return FOLDED[unit]!;
}

/** A folded unit without case, and a space for a hyphen. */
function lowered(unit: number): number {
  if (MET[unit] === 0) meet(unit);
  return LOWERED[unit]!;
}

function meet(unit: number): void {
  MET[unit] = 1;
  const folded = plainOf(String.fromCharCode(unit));
  const lower = folded.toLowerCase();
  FOLDED[unit] = folded.charCodeAt(0);
  LOWERED[unit] = lower.length === 1 ? lower.charCodeAt(0) : FOLDED[unit]!;
  WORD[unit] = /[\p{L}\p{N}_]/u.test(folded) ? 1 : 0;
  for (const known of [FOLDED[unit]!, LOWERED[unit]!]) if (MET[known] === 0) meet(known);
}

LOWERED[PARAGRAPH_BREAK] = PARAGRAPH_BREAK;
LOWERED[HYPHEN] = SPACE;
for (const unit of [PARAGRAPH_BREAK, HYPHEN]) MET[unit] = 1;
FOLDED[PARAGRAPH_BREAK] = SPACE;
FOLDED[HYPHEN] = HYPHEN;

/** A character as the plain one that it looks like; U+0000 for one that is left out. */
function plainOf(unit: string): string {
  if (/[\p{M}\p{Cf}\0]/u.test(unit)) return '\0';
  if (/\s/.test(unit)) return ' ';
  if (SINGLE_QUOTES.test(unit)) return "'";
  if (DOUBLE_QUOTES.test(unit)) return '"';
  if (HYPHENS.test(unit)) return '-';
  const [base, ...marks] = unit.normalize('NFD');
  return base && marks.every((mark) => /\p{M}/u.test(mark)) ? base : unit;
}

/** What folds to itself. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A decoder takes longer to call than to decode as many units. */
const SHORT = 200;

function stringOf(units: Uint16Array): string {
  return units.length < SHORT ? String.fromCharCode(...units) : DECODER.decode(units);
}

/**
 * A text as names are compared with it: runs of white space are one space, quotes and hyphens are the
 * plain ones, diacritics and invisible characters are gone. Case is kept.
 */
export class FoldedText {
  readonly text: string;
  /** Where each unit stood in the original, and last its length; null for an original that is as it was. */
  readonly #places: Uint32Array | null;
  #lower: Uint16Array | null = null;

  constructor(original: string) {
    // Most names are, and there are thousands of them.
    if (PLAIN.test(original)) {
      this.text = original;
      this.#places = null;
      return;
    }
    const units = new Uint16Array(original.length);
    const places = new Uint32Array(original.length + 1);
    let length = 0;
    for (let at = 0; at < original.length; ) {
      const start = at;
      let unit = foldedUnit(original.charCodeAt(at++));
      if (unit === IGNORED) continue;
      if (unit === SPACE) {
        let lineBreaks = 0;
        for (at = start; at < original.length; at++) {
          const next = original.charCodeAt(at);
          if (next === LINE_BREAK) lineBreaks++;
          else if (foldedUnit(next) !== SPACE && foldedUnit(next) !== IGNORED) break;
        }
        if (lineBreaks > 1) unit = PARAGRAPH_BREAK;
      }
      units[length] = unit;
      places[length++] = start;
    }
    places[length] = original.length;
    this.#places = places;
    this.text = stringOf(units.subarray(0, length));
  }

  get length(): number {
    return this.text.length;
  }

  /** The UTF-16 units of `text` as names are spelled: without case, and with a space for a hyphen. */
  get lower(): Uint16Array {
    if (this.#lower) return this.#lower;
    const lower = new Uint16Array(this.length);
    for (let at = 0; at < lower.length; at++) lower[at] = lowered(this.text.charCodeAt(at));
    this.#lower = lower;
    return lower;
  }

  /** `lower` as a string: `drug treatment` for both `Drug treatment` and `drug-treatment`. */
  get caseless(): string {
    return this.#places ? stringOf(this.lower) : this.text.toLowerCase().replaceAll('-', ' ');
  }

  isCapital(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    return unit !== HYPHEN && unit !== lowered(unit);
  }

  /** The places of all capitals. */
  capitals(): number[] {
    const places: number[] = [];
    for (let at = 0; at < this.length; at++) if (this.isCapital(at)) places.push(at);
    return places;
  }

  isWord(at: number): boolean {
    return WORD[this.lower[at] ?? IGNORED] === 1;
  }

  /**
   * Whether a name may begin or end here: not inside a word, where an apostrophe between letters belongs
   * to the word (`don't`) unless it begins a possessive (`Napo's`).
   */
  isBoundary(at: number): boolean {
    if (this.isWord(at - 1)) {
      if (this.isWord(at)) return false;
      return this.lower[at] !== APOSTROPHE || !this.isWord(at + 1) || this.#isPossessive(at + 1);
    }
    return !(this.isWord(at) && this.lower[at - 1] === APOSTROPHE && this.isWord(at - 2));
  }

  #isPossessive(at: number): boolean {
    return this.lower[at] === LETTER_S && !this.isWord(at + 1);
  }

  /** Where a folded unit stood in the original. */
  originOf(at: number): number {
    return this.#places ? this.#places[at]! : at;
  }

  /** Where a stretch of the folded text stood in the original, combining marks included. */
  origin(start: number, end: number): Span {
    return { start: this.originOf(start), end: this.originOf(end) };
  }
}
