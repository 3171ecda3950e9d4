/** How often something is said of the progress where there is no terminal, in milliseconds. */
const PLAIN_EVERY = 10_000;
/** How often the line on a terminal is drawn anew, in milliseconds. */
const DRAWN_EVERY = 100;
/** How many characters wide the bar is. */
const BAR = 20;

/** How a run shows how far it is. */
interface ProgressOptions {
  /** What is counted, in the plural. */
  readonly what?: string;
  /** Whether to say nothing. */
  readonly quiet?: boolean | undefined;
}

/** Says how far a run is: a line with a bar on a terminal, elsewhere a plain line every ten seconds. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #what: string;
  readonly #quiet: boolean;
  readonly #started = performance.now();
  #done = 0;
  #drawn: number;
  #total: number | null = null;

  constructor(stream: NodeJS.WriteStream, { what = 'pages', quiet = false }: ProgressOptions = {}) {
    this.#stream = stream;
    this.#what = what;
    this.#quiet = quiet;
    this.#drawn = stream.isTTY ? Number.NEGATIVE_INFINITY : this.#started;
  }

  /** Says how many there will be, as soon as that is known: then the time left is told too. */
  expect(total: number | null): void {
    this.#total = total;
  }

  /** Prints something about a page that is done, above the line. */
  pageDone(print: () => void): void {
    this.clear();
    print();
    this.reach(this.#done + 1);
  }

  /** So many are done by now. */
  reach(done: number): void {
    this.#done = done;
    const now = performance.now();
    if (this.#quiet || now - this.#drawn < (this.#stream.isTTY ? DRAWN_EVERY : PLAIN_EVERY)) return;
    this.#drawn = now;
    const line = progressLine(done, this.#total, (now - this.#started) / 1000, this.#what);
    if (!this.#stream.isTTY) this.#stream.write(`${line}\n`);
    else this.#stream.write(`\r\x1b[2K${this.#total === null ? '' : `${bar(done, this.#total)} `}${line}`);
  }

  clear(): void {
    if (this.#stream.isTTY && !this.#quiet) this.#stream.write('\r\x1b[2K');
  }
}

/** How far a run is: how many are done, how many a second, and the time left where their number is known. */
export function progressLine(done: number, total: number | null, seconds: number, what = 'pages'): string {
  const rate = done / seconds;
  const of = `${done.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`} ${what}`;
  const left = total === null ? '' : `, ${duration((total - done) / rate)} left`;
  return `${of}, ${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')} a second${left}`;
}

/** What is done as a part of a whole: `[#####---------------]`. */
function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR : Math.round((BAR * Math.min(done, total)) / total);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}]`;
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
