import type { FoldedText } from './fold.ts';

/**
 * Names in a tree of their letters, without case. Nodes are numbered level by level, so that the children
 * of a node stand side by side and three flat arrays hold it all.
 */
export class NameTrie {
  /** The letter that leads to each node. */
  readonly #letters: Uint16Array;
  /** The first child of each node; the children end where those of the next node begin. */
  readonly #children: Uint32Array;
  /** Which name ends at each node; -1 for none. */
  readonly #names: Int32Array;

  /** Takes names that are in ascending order of their UTF-16 units, without doubles. */
  constructor(names: readonly string[]) {
    const letters = [0];
    const children: number[] = [];
    const ends: number[] = [];
    // The names that go through each node: from which one on, and up to which.
    const froms = [0];
    const tos = [names.length];
    const depths = [0];
    for (let node = 0; node < froms.length; node++) {
      const from = froms[node]!;
      const to = tos[node]!;
      const depth = depths[node]!;
      const endsHere = names[from]?.length === depth;
      ends.push(endsHere ? from : -1);
      children.push(froms.length);
      for (let low = endsHere ? from + 1 : from; low < to; ) {
        const letter = names[low]!.charCodeAt(depth);
        let high = low + 1;
        while (high < to && names[high]!.charCodeAt(depth) === letter) high++;
        letters.push(letter);
        froms.push(low);
        tos.push(high);
        depths.push(depth + 1);
        low = high;
      }
    }
    children.push(froms.length);
    this.#letters = Uint16Array.from(letters);
    this.#children = Uint32Array.from(children);
    this.#names = Int32Array.from(ends);
  }

  /** Reports every name that the text spells from this place on, shortest first, with where it ends. */
  spelledFrom(text: FoldedText, start: number, report: (name: number, end: number) => void): void {
    const { lower } = text;
    const letters = this.#letters;
    const children = this.#children;
    const names = this.#names;
    let node = 0;
    for (let at = start; ; at++) {
      const name = names[node]!;
      if (name >= 0) report(name, at);
      if (at === lower.length) return;
      const letter = lower[at]!;
      let child = children[node]!;
      let last = children[node + 1]! - 1;
      while (child < last) {
        const middle = (child + last) >> 1;
        if (letters[middle]! < letter) child = middle + 1;
        else last = middle;
      }
      if (child > last || letters[child] !== letter) return;
      node = child;
    }
  }
}
