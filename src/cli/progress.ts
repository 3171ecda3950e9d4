/** A line on a terminal that says how far a run is; nothing where the stream is no terminal. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #pages = 0;
  #drawn = Number.NEGATIVE_INFINITY;
  #total: number | null = null;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Says how many pages there will be, as soon as that is known: then the time left is told too. */
  expect(total: number | null): void {
    this.#total = total;
  }

  /** Prints something about a page that is done, above the line. */
  pageDone(print: () => void): void {
    this.#pages++;
    this.clear();
    print();
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#drawn < 100) return;
    this.#drawn = now;
    this.#stream.write(progressLine(this.#pages, this.#total, (now - this.#started) / 1000));
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}

/** How far a run is: pages done, pages a second, and the time left where the number of pages is known. */
export function progressLine(pages: number, total: number | null, seconds: number): string {
  const rate = pages / seconds;
  const done = `${pages.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`} pages`;
  const left = total === null ? '' : `, ${duration((total - pages) / rate)} left`;
  return `${done}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second${left}`;
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
