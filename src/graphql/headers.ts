/** What requests and answers say of an answer in their headers. */

/** A request asks what it would cost: `only` has it counted, and nothing read. */
export const COST = 'x-citetrail-cost';

/** A request asks which of its fields were not compiled, and why. */
export const EXPLAIN = 'x-citetrail-explain';

/** `Vary` with more names of what an answer varies with; each stands there once, whatever its case. */
export function varyingWith(vary: string | null | undefined, names: readonly string[]): string {
  const others = (vary ?? '').split(/, */).filter((name) => name && !names.includes(name.toLowerCase()));
  return [...others, ...names].join(', ');
}
