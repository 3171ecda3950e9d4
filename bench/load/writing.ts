/** What writers do, and one who hears of it: pages that are sent, and sent again, documents that are hidden and shown. */
import { pageText } from '../../tests/pipeline/page-text.ts';
import { listenTo } from '../../tests/support/event-source.ts';
import { type Ledger, Refusal } from './ledger.ts';
import { type Asked, dataOf, type LoadedServer, refusalIn } from './server.ts';

const INGEST = `mutation ($input: IngestPageInput!) { ingestPage(input: $input) {
  changed repeated postsAdded commentsAdded relationsAdded posts { id comments { nodes { id } } } } }`;
/** What each page adds to the graph: see `pageText`. */
const ADDED = { postsAdded: 1, commentsAdded: 2, relationsAdded: 5 };
/** How long a stream may take to tell of a page, in milliseconds, beside a database that is away. */
const TOLD = 15_000;

interface Sent {
  readonly changed: boolean;
  readonly repeated: boolean;
  readonly postsAdded: number;
  readonly commentsAdded: number;
  readonly relationsAdded: number;
  readonly posts: readonly {
    readonly id: string;
    readonly comments: { readonly nodes: readonly { readonly id: string }[] };
  }[];
}

/** What is stored by all writers together. */
export class Stored {
  /** How many pages were begun to be sent, and how many are told to be stored. */
  begun = 0;
  done = 0;
  /** The ids of their documents. */
  readonly documents: string[] = [];
}

export class Writer {
  readonly #server: LoadedServer;
  readonly #ledger: Ledger;
  readonly #stored: Stored;
  readonly #headers: Record<string, string>;

  constructor(server: LoadedServer, ledger: Ledger, stored: Stored, token: string) {
    this.#server = server;
    this.#ledger = ledger;
    this.#stored = stored;
    this.#headers = { authorization: `Bearer ${token}` };
  }

  /** Sends a page and looks whether what it says can be read; some pages again. Answers its documents, the post first. */
  async page(i: number): Promise<readonly string[] | null> {
    this.#stored.begun++;
    const sent = await this.#ledger.insist('a page is sent', async (again) => {
      const sent = await this.#send(i);
      expectAdded(sent, true);
      if (sent.repeated && !again) throw new Error('A page that was never sent is called a repetition.');
      return sent;
    });
    if (!sent) return null;
    const [post] = sent.posts;
    const documents = [post!.id, ...post!.comments.nodes.map(({ id }) => id)];
    this.#stored.done++;
    this.#stored.documents.push(...documents);
    await this.#ledger.insist('what a page says is read', () => this.expectShown(i, documents, true));
    if (i % 3 === 0)
      await this.#ledger.insist('a page is sent again, under its key', async () => {
        const { repeated, ...again } = await this.#send(i);
        const { repeated: _, ...first } = sent;
        if (!repeated || JSON.stringify(again) !== JSON.stringify(first))
          throw new Error(
            `It came to ${JSON.stringify({ repeated, ...again })}; at first ${JSON.stringify(first)}.`,
          );
      });
    if (i % 9 === 0)
      await this.#ledger.insist('a page is sent again, under another key', async () => {
        const again = await this.#send(i, 'another');
        expectAdded(again, false);
        if (again.posts[0]!.id !== post!.id) throw new Error(`${post!.id} became ${again.posts[0]!.id}.`);
      });
    return documents;
  }

  /** Sends a page and waits until a listener heard of it; hides its post, looks that nobody sees it, and shows it again. */
  async hideAndShow(i: number, listener: Listener): Promise<void> {
    const documents = await this.page(i);
    if (!documents) return;
    // What is hidden before a stream comes to it is told to nobody.
    const deadline = performance.now() + TOLD;
    while (!documents.every((id) => listener.heard.has(id))) {
      const now = performance.now();
      if (now > deadline && !this.#ledger.excuses(now - TOLD, now))
        return this.#ledger.fail(`The stream does not tell of ${documents}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const asked = {
      query: 'query ($id: ID!) { entity(id: $id) { name relations(first: 5) { totalCount nodes { id } } } }',
      variables: { id: documents[0] },
    };
    const kept = await this.#ledger.insist('a post is read and kept', async () => {
      const answer = await this.#server.get(asked);
      const data = dataOf(answer);
      if (data.entity === null) throw new Error('A post that is shown cannot be read.');
      return { etag: answer.headers.etag, data: JSON.stringify(data) };
    });
    if (!kept) return;
    await this.#decide('hide', documents[0]!);
    await this.#ledger.insist('what is hidden is looked for', async () => {
      const answer = await this.#server.get(asked, kept.etag ? { 'if-none-match': kept.etag } : {});
      if (answer.status === 304) throw new Error('The tag of a hidden post is said to hold.');
      if (dataOf(answer).entity !== null) throw new Error(`A hidden post is shown: ${answer.text}`);
      await this.expectShown(i, documents, false);
      return true;
    });
    await this.#decide('unhide', documents[0]!);
    await this.#ledger.insist('what is shown again is read', async () => {
      const data = JSON.stringify(dataOf(await this.#server.get(asked)));
      if (data !== kept.data) throw new Error(`It was ${kept.data}; hidden and shown again it is ${data}`);
      await this.expectShown(i, documents, true);
      return true;
    });
  }

  /** Throws unless a page's documents are there by their ids and by search, or are not. */
  async expectShown(i: number, documents: readonly string[], isShown: boolean): Promise<true> {
    const { nodes, search } = await this.#server.data({
      query:
        'query ($ids: [ID!]!, $q: String!) { nodes(ids: $ids) { id } search(query: $q, first: 5) { nodes { id } } }',
      variables: { ids: documents, q: `Notes of Day ${i}` },
    });
    const found = nodes.map((node: { id: string } | null) => node?.id ?? null);
    const expected = documents.map((id) => (isShown ? id : null));
    if (JSON.stringify(found) !== JSON.stringify(expected))
      throw new Error(`There are ${JSON.stringify(found)}; expected ${JSON.stringify(expected)}.`);
    if (search.nodes.some(({ id }: { id: string }) => id === documents[0]) !== isShown)
      throw new Error(`Search ${isShown ? 'does not find' : 'finds'} ${documents[0]}.`);
    return true;
  }

  async #decide(what: 'hide' | 'unhide', id: string): Promise<void> {
    await this.#ledger.insist('a document is hidden or shown', async (again) => {
      const data = await this.#write({
        query: `mutation ($input: HideInput!) { ${what}(input: $input) { id changed } }`,
        variables: { input: { id, reason: 'the load' } },
      });
      if (data[what].id !== id || (!data[what].changed && !again))
        throw new Error(`To ${what} ${id} came to ${JSON.stringify(data)}.`);
      return true;
    });
  }

  async #send(i: number, prefix = 'load'): Promise<Sent> {
    const input = { text: pageText(i), file: `${i}.txt`, idempotencyKey: `${prefix}-${i}` };
    return (await this.#write({ query: INGEST, variables: { input } })).ingestPage;
  }

  #write(asked: Asked) {
    return this.#server.data(asked, this.#headers);
  }
}

function expectAdded({ changed, postsAdded, commentsAdded, relationsAdded, posts }: Sent, isNew: boolean) {
  const found = JSON.stringify([changed, postsAdded, commentsAdded, relationsAdded, posts.length]);
  const expected = JSON.stringify(isNew ? [true, ...Object.values(ADDED), 1] : [false, 0, 0, 0, 1]);
  if (found !== expected) throw new Error(`A page came to ${found}; expected ${expected}.`);
}

/** One who hears of all that is stored, and goes on where a stream ended. */
export class Listener {
  /** How often each document was told of. */
  readonly heard = new Map<string, number>();
  /** How many streams it took. */
  streams = 0;
  #isDone = false;
  #close = () => {};
  #lastId: string | null = null;
  readonly #server: LoadedServer;
  readonly #ledger: Ledger;

  constructor(server: LoadedServer, ledger: Ledger) {
    this.#server = server;
    this.#ledger = ledger;
  }

  /** Listens until told to end; resolves with the first stream's beginning. */
  async begin(): Promise<void> {
    await new Promise<void>((resolve) => {
      void this.#listen(resolve);
    });
  }

  end(): void {
    this.#isDone = true;
    this.#close();
  }

  /** Throws unless each of these documents was told of once, and nothing else. */
  expectHeard(documents: readonly string[]): void {
    const missed = documents.filter((id) => !this.heard.has(id));
    const twice = [...this.heard].filter(([, times]) => times > 1).map(([id]) => id);
    const stored = new Set(documents);
    const others = [...this.heard.keys()].filter((id) => !stored.has(id));
    if (missed.length + twice.length + others.length > 0)
      throw new Error(
        `The stream missed ${missed.slice(0, 5)} (${missed.length}), told twice of ${twice.slice(0, 5)} (${twice.length}), and of ${others.length} that nobody stored.`,
      );
  }

  async #listen(opened: () => void): Promise<void> {
    while (!this.#isDone) {
      await this.#ledger.enter('streams', () => this.#hearOne(opened));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Hears one stream to its end. */
  async #hearOne(opened: () => void): Promise<void> {
    this.streams++;
    const stream = await listenTo(
      `${this.#server.url}/graphql`,
      'subscription { documentStored { document { id } } }',
      this.#lastId ? { 'last-event-id': this.#lastId } : {},
    );
    this.#close = () => stream.close();
    try {
      await stream.opened();
      this.#lastId = stream.lastId() ?? this.#lastId;
      opened();
      for (;;) {
        const [event] = await stream.take(1);
        this.#lastId = stream.lastId() ?? this.#lastId;
        if (!event || event.event === 'complete') return;
        const { data, errors } = event.data;
        if (errors) throw refusalIn(errors) ?? new Error(JSON.stringify(errors));
        const { id } = data.documentStored.document;
        this.heard.set(id, (this.heard.get(id) ?? 0) + 1);
      }
    } catch (fault) {
      if (this.#isDone) return;
      throw (fault as { code?: string }).code === 'ECONNRESET' ? new Refusal('broken off') : fault;
    }
  }
}
