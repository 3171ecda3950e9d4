/** What came of every request of a load: how long it took, what was refused while it might be, and what was wrong. */

/** How long the program may go on refusing once the database is back, in milliseconds. */
export const RECOVERY = 2_000;
/** How many wrong answers are kept in words; all are counted. */
const KEPT = 20;

/** An answer that a client may meet while the database is away: it says what is amiss and that asking again may help. */
export class Refusal extends Error {
  readonly code: string;
  /** Whether it is right with a database that is well, too. */
  readonly isDue: boolean;
  constructor(code: string, isDue = false) {
    super(`Refused with ${code}.`);
    this.code = code;
    this.isDue = isDue;
  }
}

interface Account {
  readonly times: number[];
  refused: number;
}

export interface Line {
  readonly kind: string;
  readonly answered: number;
  readonly refused: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export class Ledger {
  readonly #accounts = new Map<string, Account>();
  readonly refusals = new Map<string, number>();
  readonly wrong: string[] = [];
  wrongCount = 0;
  /** When the database was stopped, and when it let somebody in again, by the clock of `performance`. */
  #away: number | null = null;
  #back: number | null = null;

  /** The database is about to be stopped. */
  leave(): void {
    this.#away = performance.now();
  }

  /** The database lets somebody in again. */
  comeBack(): void {
    this.#back = performance.now();
  }

  /** Whether something that went on from one time to another may have met the database away. */
  excuses(began: number, ended: number): boolean {
    if (this.#away === null || ended < this.#away) return false;
    return this.#back === null || began <= this.#back + RECOVERY;
  }

  /** Does something and enters what came of it; answers null where it was refused or wrong. */
  async enter<T>(kind: string, act: () => Promise<T>): Promise<T | null> {
    const account = this.#accountOf(kind);
    const began = performance.now();
    try {
      const done = await act();
      account.times.push(performance.now() - began);
      return done;
    } catch (fault) {
      if (fault instanceof Refusal && (fault.isDue || this.excuses(began, performance.now()))) {
        account.refused++;
        this.refusals.set(fault.code, (this.refusals.get(fault.code) ?? 0) + 1);
      } else this.fail(`${kind}: ${fault instanceof Error ? fault.message : fault}`);
      return null;
    }
  }

  /** The same again and again until it is answered; null only where it was wrong. `again` says whether an answer may have been lost. */
  async insist<T>(kind: string, act: (again: boolean) => Promise<T>): Promise<T | null> {
    for (let again = false; ; again = true) {
      const wrong = this.wrongCount;
      const done = await this.enter(kind, () => act(again));
      if (done !== null || this.wrongCount > wrong) return done;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  fail(what: string): void {
    this.wrongCount++;
    if (this.wrong.length < KEPT) {
      this.wrong.push(what);
      console.error(`WRONG: ${what.slice(0, 1_000)}`);
    }
  }

  lines(): Line[] {
    return [...this.#accounts].map(([kind, { times, refused }]) => {
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
      return { kind, answered: times.length, refused, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
    });
  }

  #accountOf(kind: string): Account {
    let account = this.#accounts.get(kind);
    if (!account) {
      account = { times: [], refused: 0 };
      this.#accounts.set(kind, account);
    }
    return account;
  }
}
