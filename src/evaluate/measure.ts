/** What was found, counted. */
export interface Tally {
  /** Relations that the gold has. */
  readonly gold: number;
  /** Of these, how many were found. */
  readonly found: number;
  /** Extracted relations that match one of the gold. */
  readonly right: number;
  /** Extracted relations that contradict the gold. */
  readonly wrong: number;
}

/** A tally with what follows from it; null where there is nothing to divide by. */
export interface Measure extends Tally {
  readonly missed: number;
  /** Of what was extracted and can be judged, the share that is right. */
  readonly precision: number | null;
  /** Of what the gold has, the share that was found. */
  readonly recall: number | null;
  /** The harmonic mean of the two: 0 where either is, and where all was missed. */
  readonly f1: number | null;
}

/** Precision, recall and F1 of a tally. */
export function measureOf(tally: Tally): Measure {
  const { gold, found, right, wrong } = tally;
  const precision = ratio(right, right + wrong);
  const recall = ratio(found, gold);
  const p = precision ?? 0;
  const r = recall ?? 0;
  const f1 = precision === null && recall === null ? null : p + r === 0 ? 0 : (2 * p * r) / (p + r);
  return { ...tally, missed: gold - found, precision, recall, f1 };
}

/** Several tallies as one: every relation weighs the same. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  return {
    gold: sum(({ gold }) => gold),
    found: sum(({ found }) => found),
    right: sum(({ right }) => right),
    wrong: sum(({ wrong }) => wrong),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
