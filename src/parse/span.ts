/** A stretch of a page's text: `start` up to, not including, `end`, in UTF-16 units as JavaScript counts. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
