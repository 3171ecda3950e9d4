import { countBefore } from '../bisection.ts';
import { linesOf } from '../lines.ts';
import type { Span } from '../span.ts';
import { isProse } from '../wording.ts';

/** How much prose stands on a page, in characters. */
export interface Prose {
  readonly total: number;
  /** In a stretch of it; none in one that ends before it begins. */
  of(span: Span): number;
}

/** Measures the prose of a page outside these stretches of it, which are in page order. */
export function proseOn(text: string, outside: readonly Span[]): Prose {
  const starts: number[] = [];
  const sums = [0];
  let next = 0;
  for (const line of linesOf(text)) {
    const { start } = line.span;
    while (next < outside.length && outside[next]!.end <= start) next++;
    if (!isProse(line.text) || (next < outside.length && outside[next]!.start <= start)) continue;
    starts.push(start);
    sums.push(sums.at(-1)! + line.text.length);
  }
  const before = (place: number) => sums[countBefore(starts.length, (at) => starts[at]! < place)]!;
  return { total: sums.at(-1)!, of: ({ start, end }) => Math.max(0, before(end) - before(start)) };
}
