/** What requests that write are given: a database that can be written to, and who they are as far as a token says. */
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { RequestError } from '../errors.ts';
import type { TokenScope } from '../model/token-scopes.ts';
import { PageReader } from '../pipeline/page-reader.ts';
import { type Submission, type Submitted, submitPage } from '../pipeline/submit.ts';
import { type Database, type Statements, writing } from '../store/database.ts';
import { refreshRanks } from '../store/ranks.ts';
import { onPrimary } from '../store/replicas.ts';
import { type Bearer, bearerOf } from '../store/tokens.ts';

/** How long after a page was stored reports are ranked anew, in milliseconds: many may come one after another. */
const RANKED_AFTER = 2_000;

export interface WriteSettings {
  /** Of a user who may write. */
  readonly database: Database;
  /** The largest page, in bytes. */
  readonly pageBytes: number;
  /** Is told of what went wrong behind an answer that was given already. */
  readonly failed: (error: unknown) => void;
}

/** Reads what an operation that writes answers with where it was written, not from a copy that may be behind. */
export function readWhereWritten(): Plugin {
  return {
    onExecute({ args: { document, operationName }, executeFn, setExecuteFn }) {
      if (getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION)
        setExecuteFn((args) => onPrimary(() => executeFn(args)));
    },
  };
}

/** Writes for those who bring a token. */
export class Writes {
  readonly #settings: WriteSettings;
  readonly #reader = new PageReader();
  #ranking: NodeJS.Timeout | undefined;

  constructor(settings: WriteSettings) {
    this.#settings = settings;
  }

  /** Who brings a request, where their token lets them do this. Throws RequestError where not. */
  async bearer(request: Request, scope: TokenScope): Promise<Bearer> {
    const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ', 2);
    if (scheme?.toLowerCase() !== 'bearer' || !token)
      throw new RequestError(
        'UNAUTHORISED',
        'This needs a token; expected a header `Authorization: Bearer …`.',
      );
    const bearer = await bearerOf(this.#settings.database.statements, token);
    if (!bearer.scopes.includes(scope))
      throw new RequestError(
        'FORBIDDEN',
        `The token is for ${bearer.scopes.join(', ') || 'nothing'}; expected one for ${scope}.`,
      );
    return bearer;
  }

  async submit(submission: Submission, bearer: Bearer): Promise<Submitted & { readonly repeated: boolean }> {
    const { database, pageBytes: maxBytes } = this.#settings;
    const submitted = await submitPage({ database, reader: this.#reader, maxBytes }, submission, bearer);
    if (submitted.changed && !submitted.repeated) this.#rankLater();
    return submitted;
  }

  /** Does something in a transaction of the store. */
  write<T>(act: (tx: Statements) => Promise<T>): Promise<T> {
    return writing(this.#settings.database.statements, act);
  }

  async close(): Promise<void> {
    if (this.#ranking) await this.#rank();
    await this.#reader.close();
  }

  #rankLater(): void {
    this.#ranking ??= setTimeout(() => void this.#rank(), RANKED_AFTER).unref();
  }

  async #rank(): Promise<void> {
    clearTimeout(this.#ranking);
    this.#ranking = undefined;
    await refreshRanks(this.#settings.database.statements).catch(this.#settings.failed);
  }
}
