/**
 * Who asks, by network address: how many requests each has under way and how many points each may still spend. What
 * this machine asks of itself is free, as whoever can do that could do worse; what a proxy passes on is counted for
 * whom it passes it on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyaddr from 'proxy-addr';
import { type Purse, toldToWait, type Wait } from '../graphql/cost-limit.ts';
import { note } from '../telemetry/request.ts';

/** How many addresses are remembered, those that asked last. One that is forgotten has all its points again. */
const REMEMBERED = 50_000;

export interface CallerLimits {
  /** Requests under way of one address. */
  readonly atOnce: number;
  /** Streams of one address, which do not count as requests under way. */
  readonly streams: number;
  /** Points that an address may spend in one go. */
  readonly points: number;
  /** Points that it is given back each second. */
  readonly perSecond: number;
  /** Addresses and networks whose word is taken for whom they ask. */
  readonly proxies: readonly string[];
}

/** What is known of an address. */
interface Account {
  underWay: number;
  streams: number;
  points: number;
  /** When the points were that many, in milliseconds. */
  at: number;
}

/** Who is let in, and who must wait. */
export class Callers {
  readonly #limits: CallerLimits;
  readonly #isProxy: (address: string, hops: number) => boolean;
  readonly #accounts = new Map<string, Account>();
  readonly #now: () => number;

  constructor(limits: CallerLimits, now = () => performance.now()) {
    this.#limits = limits;
    this.#isProxy = proxyaddr.compile([...limits.proxies]);
    this.#now = now;
  }

  /**
   * Lets a request in and answers the purse of who asks, until the response ends; `undefined` is one without bounds.
   * A request that must wait is answered here, with 429, and null is given.
   */
  admit(request: IncomingMessage, response: ServerResponse): Purse | undefined | null {
    const place = placeOf(proxyaddr(request, this.#isProxy));
    if (place === null) return undefined;
    const account = this.#accountOf(place);
    const wait =
      account.underWay >= this.#limits.atOnce
        ? tooMany(this.#limits.atOnce, 'requests', 'under way', 1)
        : this.#spend(account, 1);
    if (wait) {
      refuse(response, wait);
      return null;
    }
    let counted: 'underWay' | 'streams' = 'underWay';
    account[counted]++;
    response.once('close', () => account[counted]--);
    let paid = 1;
    return {
      spend: (points) => {
        const wait = this.#spend(account, Math.max(0, points - paid));
        if (!wait) paid = 0;
        return wait;
      },
      stream: () => {
        if (account.streams >= this.#limits.streams)
          return tooMany(this.#limits.streams, 'streams', 'open', 10);
        account[counted]--;
        counted = 'streams';
        account[counted]++;
        return null;
      },
    };
  }

  #accountOf(place: string): Account {
    const { points } = this.#limits;
    const account = this.#accounts.get(place) ?? { underWay: 0, streams: 0, points, at: this.#now() };
    // The map is in the order of use: who asked last stands at its end.
    this.#accounts.delete(place);
    this.#accounts.set(place, account);
    if (this.#accounts.size > REMEMBERED) this.#accounts.delete(this.#accounts.keys().next().value!);
    return account;
  }

  #spend(account: Account, cost: number): Wait | null {
    const { points: most, perSecond } = this.#limits;
    const now = this.#now();
    account.points = Math.min(most, account.points + ((now - account.at) / 1000) * perSecond);
    account.at = now;
    if (cost <= account.points) {
      account.points -= cost;
      return null;
    }
    const left = Math.floor(account.points);
    const seconds = Math.ceil((cost - account.points) / perSecond);
    return {
      message: `This costs ${cost} points, and ${left} are left; ${perSecond} come back each second. Try again in ${seconds} s.`,
      seconds,
      figures: { cost, left, most, perSecond },
    };
  }
}

const tooMany = (allowed: number, what: string, are: string, seconds: number): Wait => ({
  message: `${allowed} ${what} of this address are ${are}; expected at most that many.`,
  seconds,
  figures: { allowed },
});

function refuse(response: ServerResponse, wait: Wait): void {
  const { message, seconds } = wait;
  note({ code: toldToWait(wait).code });
  response
    .writeHead(429, {
      'retry-after': String(seconds),
      'content-type': 'application/json',
      connection: 'close',
    })
    .end(`${JSON.stringify({ errors: [{ message, extensions: toldToWait(wait) }] })}\n`);
}

/** What counts as one asker: an address, or of version 6 the network that one customer has. Null is this machine. */
function placeOf(address: string): string | null {
  const found = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (found?.range() === 'loopback') return null;
  return found instanceof ipaddr.IPv6 ? found.parts.slice(0, 4).join(':') : (found?.toString() ?? address);
}
