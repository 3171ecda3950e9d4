/**
 * Offsets into a text in Unicode code points, as the database counts, from offsets in UTF-16 units, as
 * JavaScript counts.
 */
export class CodePoints {
  /** The places of the second halves of surrogate pairs: each is one unit too many. */
  readonly #pairs: number[] = [];

  constructor(text: string) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0xd800 && unit <= 0xdbff) this.#pairs.push(++i);
    }
  }

  /** The number of code points before this place. */
  at(place: number): number {
    return place - countBelow(this.#pairs, place);
  }
}

/** How many of these numbers, which are in ascending order, are below a limit. */
export function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
