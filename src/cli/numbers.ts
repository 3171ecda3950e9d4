/** Numbers as options are given them, and as people are told them. */
import { InvalidArgumentError } from 'commander';

/** What an option takes: numbers from `least` to `most`, both included. */
interface Range {
  readonly least: number;
  readonly most: number;
  /** Whether `0.5` is one. */
  readonly parts?: boolean;
}

/** Reads the number that an option is given; where it is none, says what was expected instead. */
export function numberIn({ least, most, parts = false }: Range): (written: string) => number {
  return (written) => {
    const number = /^\d*\.?\d+$/.test(written) ? Number(written) : Number.NaN;
    if (number >= least && number <= most && (parts || Number.isInteger(number))) return number;
    const sort = parts ? 'a number' : 'a whole number';
    throw new InvalidArgumentError(`Expected ${sort} from ${least} to ${most}.`);
  };
}

/** A number with its noun: `1 post`, `2 posts`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** All counts together. */
export function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
