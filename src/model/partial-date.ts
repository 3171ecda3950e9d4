/** A date as far as it is known. */
export interface PartialDate {
  /** YYYY-MM-DD: the first day it can mean, or, for an end, the last. */
  readonly date: string;
  readonly precision: 'day' | 'month' | 'year';
}
