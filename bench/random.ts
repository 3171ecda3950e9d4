/** Numbers that look random and are the same in every run: mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `count`; small ones more often, as `skew` grows from 1. */
  below(count: number, skew = 1): number {
    return Math.floor(count * this.next() ** skew);
  }

  pick<T>(items: readonly T[], skew = 1): T {
    return items[this.below(items.length, skew)]!;
  }
}
