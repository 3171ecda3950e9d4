import { request } from 'node:http';

/** An event as it came: its id, what sort it is, and its data, read from JSON. */
export interface Received {
  readonly id: string | null;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape that their query gives them
  readonly data: any;
}

/** A stream of server-sent events as a client sees it. */
export interface Listening {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The id that was given last, also where no event came with it. */
  lastId(): string | null;
  /** Waits for the first id. */
  opened(): Promise<void>;
  /** The next events, as many; fewer only when the stream ends before. */
  take(count: number): Promise<Received[]>;
  /** All that comes until the stream ends. */
  rest(): Promise<Received[]>;
  /** Goes away. */
  close(): void;
}

/** Asks for a stream as browsers do, by GET; resolves when its first bytes are there, or it was refused. */
export function listenTo(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const address = `${url}?${new URLSearchParams({ query })}`;
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
    asked.on('error', reject).end();
    asked.on('response', (response) => {
      response.setEncoding('utf8').on('error', () => {});
      const reader = eventsIn(response);
      let lastId: string | null = null;
      const next = async () => {
        const { done, value } = await reader.next();
        if (value?.id) lastId = value.id;
        return done ? null : value;
      };
      const take = async (count: number) => {
        const taken: Received[] = [];
        while (taken.length < count) {
          const block = await next();
          if (!block) break;
          if (block.event !== '') taken.push(block);
        }
        return taken;
      };
      response.once('readable', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          lastId: () => lastId,
          async opened() {
            while (lastId === null && (await next()));
          },
          take,
          rest: () => take(Number.POSITIVE_INFINITY),
          close: () => asked.destroy(),
        }),
      );
    });
  });
}

async function* eventsIn(source: AsyncIterable<string>): AsyncGenerator<Received> {
  let text = '';
  for await (const chunk of source) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => {
          const [, name = '', value = ''] = /^(\w*): ?(.*)$/.exec(line) ?? [];
          return [name, value];
        }),
      );
      const data = fields.get('data');
      yield {
        id: fields.get('id') ?? null,
        event: fields.get('event') ?? '',
        data: data ? JSON.parse(data) : null,
      };
    }
  }
}
