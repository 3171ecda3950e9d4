import { countBefore } from './bisection.ts';
import { countLineBreaks, type Line } from './lines.ts';
import type { Span } from './span.ts';

/** A stretch of a passage's text and the equally long stretch of the page it came from. */
interface Piece {
  readonly at: number;
  readonly span: Span;
  /** Whether only white space stood on the page between the piece before and this one. */
  readonly continues: boolean;
}

/**
 * A text made of stretches of a page, such as a body without the markers that stood between its lines.
 * What is found in it can be traced back to where it stands on the page.
 */
export class Passage {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  /**
   * Joins spans of a page, in page order: with a line break where they stand on neighbouring lines, with
   * an empty line where the page leaves one or where something was cut out.
   */
  constructor(page: string, spans: readonly Span[]) {
    const pieces: Piece[] = [];
    let text = '';
    for (const [i, span] of spans.entries()) {
      const gap = i === 0 ? '' : page.slice(spans[i - 1]!.end, span.start);
      const continues = gap.trim() === '';
      if (i > 0) text += continues && countLineBreaks(gap) === 1 ? '\n' : '\n\n';
      pieces.push({ at: text.length, span, continues });
      text += page.slice(span.start, span.end);
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** The stretch of the page from the first to the last word; null for an empty passage. */
  get extent(): Span | null {
    const first = this.#pieces[0];
    const last = this.#pieces.at(-1);
    return first && last ? { start: first.span.start, end: last.span.end } : null;
  }

  /** Where on the page a stretch of this text stands; null when something was cut out inside it. */
  onPage(start: number, end: number): Span | null {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    if (first < 0 || last < 0) return null;
    if (this.#pieces.slice(first + 1, last + 1).some((piece) => !piece.continues)) return null;
    const offset = (piece: Piece, at: number) => piece.span.start + (at - piece.at);
    return { start: offset(this.#pieces[first]!, start), end: offset(this.#pieces[last]!, end) };
  }

  /** The index of the piece that holds the character at this place of the text, by bisection; -1 in a joint. */
  #pieceAt(place: number): number {
    const at = countBefore(this.#pieces.length, (piece) => this.#pieces[piece]!.at <= place) - 1;
    const piece = this.#pieces[at];
    return piece && place < piece.at + (piece.span.end - piece.span.start) ? at : -1;
  }
}

/** The words of lines, without blank ones. */
export function passageOf(page: string, lines: readonly Line[]): Passage {
  const words = lines.filter(({ text }) => text !== '');
  return new Passage(
    page,
    words.map(({ span }) => span),
  );
}

/** Whether a stretch of a page lies inside the stretch that a passage was taken from. */
export function isIn({ start, end }: Span, { extent }: Passage): boolean {
  return extent !== null && extent.start <= start && end <= extent.end;
}
