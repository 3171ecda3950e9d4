/** Wakes those who follow what is stored. The database is listened to as long as anybody does. */
import type { Stop } from './listening.ts';

/** The least time between two rings, in milliseconds: pages stored in between are looked for together. */
const APART = 200;

/** One who follows. */
export interface Follower {
  /** Waits until something may have been stored since it last came back, at most so long, or until it is ended. */
  rung(most: number, ended: AbortSignal): Promise<void>;
  leave(): void;
}

export class Bell {
  readonly #listen: (heard: () => void) => Stop;
  readonly #followers = new Set<() => void>();
  #stop: Stop | undefined;
  #rang = 0;
  #ringing: NodeJS.Timeout | undefined;

  constructor(listen: (heard: () => void) => Stop) {
    this.#listen = listen;
  }

  follow(): Follower {
    let due = false;
    let wake = () => {};
    const ring = () => {
      due = true;
      wake();
    };
    this.#followers.add(ring);
    this.#stop ??= this.#listen(() => this.#ring());
    return {
      async rung(most, ended) {
        if (!due && !ended.aborted) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, most);
            const done = () => {
              clearTimeout(timer);
              ended.removeEventListener('abort', done);
              resolve();
            };
            wake = done;
            ended.addEventListener('abort', done);
          });
        }
        due = false;
      },
      leave: () => {
        this.#followers.delete(ring);
        if (this.#followers.size > 0) return;
        this.#stop?.();
        this.#stop = undefined;
      },
    };
  }

  #ring(): void {
    if (this.#ringing) return;
    this.#ringing = setTimeout(
      () => {
        this.#ringing = undefined;
        this.#rang = performance.now();
        for (const ring of this.#followers) ring();
      },
      Math.max(0, this.#rang + APART - performance.now()),
    );
  }
}
