import { linesOf } from './lines.ts';
import type { Span } from './span.ts';
import { isProse } from './wording.ts';

/** How many characters of prose stand on a page, and in a stretch of it. */
export function proseOn(text: string) {
  const starts: number[] = [];
  const sums = [0];
  for (const line of linesOf(text)) {
    if (!isProse(line.text)) continue;
    starts.push(line.span.start);
    sums.push(sums.at(-1)! + line.text.length);
  }
  const before = (place: number) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return sums[low]!;
  };
  return { total: sums.at(-1)!, of: ({ start, end }: Span) => before(end) - before(start) };
}
