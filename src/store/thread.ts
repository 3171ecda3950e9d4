/** A comment as far as its place in a thread goes: itself and the comment it answers, by lasting keys. */
export interface Placed {
  readonly key: string;
  /** Null at top level. */
  readonly parent: string | null;
}

/**
 * The thread that two readings of it give together, in reading order. The longer reading sets the order; a
 * comment only the other one has comes right behind the one it followed there. Nothing is dropped, so a
 * page that was cut short takes nothing away, and reading the same thread again changes nothing.
 */
export function mergeThreads<T extends Placed>(known: readonly T[], read: readonly T[]): T[] {
  const [base, other] = read.length > known.length ? [read, known] : [known, read];
  const merged = new Map<string | null, T[]>([[null, []]]);
  const keys = new Set(base.map(({ key }) => key));
  let before: string | null = null;
  for (const comment of other) {
    if (keys.has(comment.key)) before = comment.key;
    else merged.set(before, [...(merged.get(before) ?? []), comment]);
  }
  return [...merged.get(null)!, ...base.flatMap((comment) => [comment, ...(merged.get(comment.key) ?? [])])];
}

/** How deep each comment of a thread stands, 0 at top level; parents come before their replies. */
export function depths(thread: readonly Placed[]): Map<string, number> {
  const depth = new Map<string, number>();
  for (const { key, parent } of thread) depth.set(key, parent === null ? 0 : (depth.get(parent) ?? -1) + 1);
  return depth;
}
