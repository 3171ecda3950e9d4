import type { PGlite } from '@electric-sql/pglite';

/** A statement that connections parse once, however often it is run. */
export interface Prepared {
  /** Tells it from all others; at most 60 letters, digits, `-` and `_`. */
  readonly name: string;
  readonly text: string;
}

/** How many prepared statements a connection holds at most: each is kept there with its plan. */
export const MOST_PREPARED = 100;

/** The prepared statements of an embedded database, which has a single connection and no protocol for them. */
export class EmbeddedStatements {
  readonly #client: PGlite;
  readonly #names = new Set<string>();

  constructor(client: PGlite) {
    this.#client = client;
  }

  /** Runs a statement; its rows come with their columns in order. */
  async run({ name, text }: Prepared, values: readonly unknown[]): Promise<unknown[][]> {
    // All in one go, and in the order of calls: no other statement comes in between.
    const commands = [...this.#ready(name, text), `execute "${name}"${argumentsOf(values)}`];
    try {
      const results = await this.#client.exec(commands.join('; '), { rowMode: 'array' });
      return results.at(-1)!.rows as unknown as unknown[][];
    } catch (error) {
      if (commands.length > 1) {
        // It may be there, if it failed only when it was run.
        this.#names.delete(name);
        await this.#client.exec(`deallocate "${name}"`).catch(() => {});
      }
      throw error;
    }
  }

  #ready(name: string, text: string): string[] {
    if (this.#names.has(name)) return [];
    const [oldest] = this.#names;
    const full = this.#names.size >= MOST_PREPARED && oldest !== undefined;
    if (full) this.#names.delete(oldest);
    this.#names.add(name);
    return [...(full ? [`deallocate "${oldest}"`] : []), `prepare "${name}" as ${text}`];
  }
}

function argumentsOf(values: readonly unknown[]): string {
  return values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
}

/** A value as SQL has it; the statement says of which type it is. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return literal(`{${value.map(element).join()}}`);
  return `'${String(value).replaceAll("'", "''")}'`;
}

function element(value: unknown): string {
  return `"${String(value).replace(/[\\"]/g, '\\$&')}"`;
}
