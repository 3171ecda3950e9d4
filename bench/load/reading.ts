/** What readers do while others write: questions whose answers do not change, files, ill will, and going away. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HOSTILE_QUERIES } from '../../tests/hostile/queries.ts';
import type { Random } from '../random.ts';
import type { Workload } from '../requests/workloads.ts';
import { type Ledger, Refusal } from './ledger.ts';
import { type Answer, type Asked, dataOf, type LoadedServer, refusalIn } from './server.ts';

/** A question and the answer that it had before the load, which it has to have ever after. */
export interface Question {
  readonly kind: string;
  readonly asked: Asked;
  readonly expected: string;
  /** The tag of an answer that a client keeps. */
  etag?: string | undefined;
}

/** How often each kind of question is asked beside the trail, which is asked as often as this says. */
const SHARES: Readonly<Record<string, number>> = { W1: 6, W2: 2, W4: 2, W7a: 1, W7b: 1 };
const USUAL = 3;
/** With how many variables each is asked. */
const VARIED = 12;
const MOST_WAIT = 40;

/** The answer as it was sent, but for what stands under `extensions`. */
const bare = (answer: Answer) => JSON.stringify(dataOf(answer));

/** The trail by way of a field that has no compiled statement, so that loaders answer it. */
function loaded({ query, variables }: Asked): Asked {
  const inner = query.slice(query.indexOf('{', query.indexOf('report(')), -1);
  return {
    query: `query Loaded($ids: [ID!]!) { nodes(ids: $ids) { ... on Report ${inner} } }`,
    variables: { ids: [`report:${(variables as { slug: string }).slug}`] },
  };
}

/** Draws questions and asks each once. */
export async function askedBefore(
  server: LoadedServer,
  workloads: readonly Workload[],
  random: Random,
): Promise<Question[]> {
  const questions: Question[] = [];
  const ask = async (kind: string, asked: Asked) => {
    const expected = bare(await server.post(asked));
    questions.push({ kind, asked, expected });
    return expected;
  };
  for (const { name, what, query, variables } of workloads)
    for (let i = 0; i < VARIED; i++) {
      const asked = { query, variables: variables(random) };
      const answer = await ask(`${name}: ${what}`, asked);
      if (name !== 'W1') continue;
      const [report] = JSON.parse(await ask('W1, answered by loaders', loaded(asked))).nodes;
      if (JSON.stringify({ report }) !== answer) throw new Error('Loaders give another trail.');
    }
  return questions;
}

/** How many files the server sends at once, unless it is set otherwise. */
const FILES = 2;
/** How long it may take to notice that one has no taker any more, in milliseconds. */
const LET_GO = 3_000;

/** The files that are being taken: one more than the server sends at once is refused, as it must be. */
export class Files {
  #underWay = 0;

  async during<T>(take: () => Promise<T>): Promise<T> {
    const others = this.#underWay++;
    try {
      return await take();
    } catch (fault) {
      if (fault instanceof Refusal && fault.code === 'BUSY' && others >= FILES)
        throw new Refusal(fault.code, true);
      throw fault;
    } finally {
      setTimeout(() => this.#underWay--, LET_GO);
    }
  }
}

/** Goes on reading until told to end; each of these is a client. */
export class Reader {
  readonly #server: LoadedServer;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #drawn: readonly Question[];
  readonly #files: Files;

  constructor(
    server: LoadedServer,
    ledger: Ledger,
    random: Random,
    questions: readonly Question[],
    files: Files,
  ) {
    this.#server = server;
    this.#files = files;
    this.#ledger = ledger;
    this.#random = random;
    this.#drawn = questions.flatMap((question) =>
      Array.from({ length: SHARES[question.kind.split(':')[0]!] ?? USUAL }, () => ({ ...question })),
    );
  }

  async once(): Promise<void> {
    const chance = this.#random.next();
    if (chance < 0.12) await this.#meanIll();
    else if (chance < 0.2) await this.#goAway();
    else if (chance < 0.35) await this.#askAgain();
    else await this.ask(this.#random.pick(this.#drawn));
  }

  /** Asks and compares; answers whether it was right. */
  async ask({ kind, asked, expected }: Question): Promise<boolean> {
    const done = await this.#ledger.enter(kind, async () => {
      expectSame(bare(await this.#server.post(asked)), expected);
      return true;
    });
    return done !== null;
  }

  /** Asks by GET, with the tag of what it keeps. */
  async #askAgain(): Promise<void> {
    const question = this.#random.pick(this.#drawn);
    const { asked, expected, etag } = question;
    await this.#ledger.enter('any of these by GET, with If-None-Match', async () => {
      const began = performance.now();
      const answer = await this.#server.get(asked, etag ? { 'if-none-match': etag } : {});
      if (answer.status === 304) {
        if (answer.text !== '' || !etag) throw new Error('A 304 with a body, or to one who keeps nothing.');
        return;
      }
      expectSame(bare(answer), expected);
      // A database that came back between the tag and the answer leaves the answer without one.
      if (!answer.headers.etag && !this.#ledger.excuses(began, performance.now()))
        throw new Error('An answer to a GET without a tag.');
      question.etag = answer.headers.etag;
    });
  }

  /** Asks what must be refused, with just this status and code. */
  async #meanIll(): Promise<void> {
    const { name, answer: expected, ...asked } = this.#random.pick(HOSTILE_QUERIES);
    await this.#ledger.enter('hostile queries', async () => {
      const { status, text } = await this.#server.post(asked);
      const [error] = JSON.parse(text).errors ?? [];
      const found = `${status} ${error?.extensions?.code ?? (error ? '-' : 'no error')}`;
      if (found !== expected) throw new Error(`“${name}” came to ${found}; expected ${expected}.`);
    });
  }

  /** Asks, and is gone before the answer is whole; now and then from a file or a stream. */
  async #goAway(): Promise<void> {
    await this.#ledger.enter('clients that go away half way', async () => {
      const chance = this.#random.next();
      if (chance < 0.1) await this.#files.during(() => this.#leave('/export/edges.jsonl'));
      else if (chance < 0.2)
        await this.#leave(
          `/graphql?${new URLSearchParams({ query: 'subscription { documentStored { document { id } } }' })}`,
          { accept: 'text/event-stream' },
        );
      else await this.#server.abandon(this.#random.pick(this.#drawn).asked, this.#random.below(MOST_WAIT));
    });
  }

  /** Takes some bytes of what is sent, and no more. */
  async #leave(path: string, headers: Record<string, string> = {}): Promise<void> {
    const response = await this.#server.open(path, { headers });
    response.on('error', () => {});
    if (response.statusCode !== 200) throw await refusalOf(response);
    await new Promise((resolve) => response.once('data', resolve).once('close', resolve));
    response.destroy();
  }
}

/** Takes a whole file; answers how many of its lines hold a text. Throws when what came is not what its digest says. */
export async function wholeFile(server: LoadedServer, path: string, counted: string): Promise<number> {
  const response = await server.open(path);
  if (response.statusCode !== 200) throw await refusalOf(response);
  const hash = createHash('sha256');
  let rest = '';
  let count = 0;
  try {
    for await (const chunk of response) {
      hash.update(chunk);
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop()!;
      for (const line of lines) if (line.includes(counted)) count++;
    }
  } catch {
    throw new Refusal('broken off');
  }
  if (rest !== '') throw new Error(`${path} ends in the middle of a line.`);
  const digest = `sha-256=:${hash.digest('base64')}:`;
  if (response.trailers['repr-digest'] !== digest)
    throw new Error(`${path} has the digest ${response.trailers['repr-digest']}; what came has ${digest}.`);
  return count;
}

async function refusalOf(response: IncomingMessage): Promise<Error> {
  const text = Buffer.concat(await response.toArray()).toString();
  return (
    refusalIn(JSON.parse(text).errors) ??
    new Error(`It came to ${response.statusCode}: ${text.slice(0, 500)}`)
  );
}

function expectSame(found: string, expected: string): void {
  if (found === expected) return;
  const at = Array.from(expected).findIndex((sign, i) => found[i] !== sign);
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 120);
  throw new Error(`Another answer than before: …${around(found)}…; expected …${around(expected)}…`);
}
