/**
 * Documents that a server knows by their ids, so that a request need not hold them, a short address names a query for
 * good, and a server can refuse all others. An id that begins with `sha256:` is that of its text; others are what the
 * tool that made them says.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';

/** Texts of documents by their ids. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const FILE = z.record(z.string().min(1), z.string());

/** The id that a document has by its text. */
export const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Reads a file of documents: one JSON object, ids to texts. Throws ConfigError that names every fault of it. */
export function readTrustedDocuments(file: string, schema: GraphQLSchema): TrustedDocuments {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`Cannot read the trusted documents in ${file}: ${(cause as Error).message}`, {
      cause,
    });
  }
  const read = FILE.safeParse(found);
  if (!read.success)
    throw new ConfigError(`${file} holds no trusted documents; expected one JSON object of ids and texts.`);
  const documents = new Map(Object.entries(read.data));
  const faults = Array.from(documents, ([id, text]) => faultOf(id, text, schema)).filter(
    (fault) => fault !== null,
  );
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  return documents;
}

/** What is wrong with a document; null where nothing is. */
export function faultOf(id: string, text: string, schema: GraphQLSchema): string | null {
  if (id.startsWith('sha256:') && id !== idOf(text))
    return `${id} is not the id of its text; expected ${idOf(text)}`;
  try {
    const errors = validate(schema, parse(text));
    return errors.length > 0 ? `${id}: ${errors.map(({ message }) => message).join(' ')}` : null;
  } catch (error) {
    return `${id}: ${(error as Error).message}`;
  }
}

/** Answers requests that name a document; with `only`, refuses those that bring one. */
export function trustedDocuments(documents: TrustedDocuments, only: boolean): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    extractPersistedOperationId: (params, request) => idAsked(params as Asked, request),
    getPersistedOperation: (id) => documents.get(id) ?? documents.get(`sha256:${id}`) ?? null,
    customErrors: {
      notFound: refusal(404, 'DOCUMENT_NOT_FOUND', 'There is no trusted document of that id.'),
      keyNotFound: refusal(
        400,
        'BAD_BODY',
        'There is neither a query nor the id of a trusted document; expected one.',
      ),
      persistedQueryOnly: refusal(
        403,
        'DOCUMENT_NOT_TRUSTED',
        'This server answers trusted documents only; expected the id of one as documentId, and no query.',
      ),
    },
  }) as Plugin;
}

/** What a request may name a document by: as GraphQL over HTTP has it, or as Apollo's clients do. */
interface Asked {
  readonly documentId?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

function idAsked({ documentId, extensions }: Asked, { method, url }: Request): string | null {
  const id =
    (method === 'GET' ? new URL(url).searchParams.get('documentId') : documentId) ??
    extensions?.persistedQuery?.sha256Hash;
  return typeof id === 'string' ? id : null;
}

const refusal = (status: number, code: string, message: string) => () =>
  new GraphQLError(message, { extensions: { code, http: { status } } });
