/** One thing that was tried, and why it does not hold, if it does not. */
export interface Finding {
  readonly name: string;
  readonly fault?: string;
  /** Why it could not be tried here. */
  readonly skipped?: string;
}

/** Something that clients count on: tries it, and answers what it found. */
export interface Gate {
  readonly title: string;
  findings(): Promise<readonly Finding[]>;
}
