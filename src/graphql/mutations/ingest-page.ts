import { PageError, RequestError } from '../../errors.ts';
import type { Submitted } from '../../pipeline/submit.ts';
import type { RowOf } from '../../read/entity-row.ts';
import { expectText } from '../../store/checked.ts';
import { builder } from '../builder.ts';
import { CaptureRef, ENTITY_REFS } from '../refs.ts';

const LONGEST_KEY = 200;
/** The longest name of a file, and the longest address, in characters. */
const LONGEST_PLACE = 2_000;

type IngestShape = Submitted & { readonly repeated: boolean };

const UnsureWords = builder.objectRef<IngestShape['unsure'][number]>('UnsureWords').implement({
  description: 'Words that name several entities alike, so that none was taken.',
  fields: (t) => ({
    words: t.exposeString('words', { description: 'The words, as they stand on the page.' }),
    candidates: t.exposeIDList('candidates', { description: 'The ids of what they may mean.' }),
  }),
});

const SimilarPosts = builder.objectRef<IngestShape['similar'][number]>('SimilarPosts').implement({
  description: 'Two posts that share words and were kept apart: for a curator to decide.',
  fields: (t) => ({
    post: t.id({ description: 'The id of the post on the page.', resolve: ({ post }) => `post:${post}` }),
    to: t.id({ description: 'The id of the other.', resolve: ({ to }) => `post:${to}` }),
    howMuch: t.exposeFloat('howMuch', {
      description: 'The share of the shorter text that stands in the longer one, from 0 to 1.',
    }),
  }),
});

const IngestPagePayload = builder.objectRef<IngestShape>('IngestPagePayload').implement({
  description: 'What became of a page that was sent.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'Whether anything was new: false where the page was held already, read in this very way.',
    }),
    repeated: t.exposeBoolean('repeated', {
      description: 'Whether the page was sent under this key before, and this is what was answered then.',
    }),
    layout: t.exposeString('parser', { description: 'The layout that read it, with its version.' }),
    capture: t.field({
      type: CaptureRef,
      description: 'The page as it was read; null where all that stands on it is hidden.',
      nullable: true,
      resolve: ({ sha256 }, _args, { loaders }) => loaders.findCapture(sha256),
    }),
    posts: t.field({
      type: [ENTITY_REFS.post],
      description: 'The posts that stand on the page, in its order; without hidden ones.',
      resolve: async ({ posts }, _args, { loaders }) => {
        const found = await Promise.all(posts.map((slug) => loaders.findEntity('post', slug)));
        return found.filter((post): post is RowOf<'post'> => post !== null);
      },
    }),
    postsAdded: t.exposeInt('postsAdded', { description: 'How many posts are new.' }),
    commentsAdded: t.exposeInt('commentsAdded', { description: 'How many comments are new.' }),
    relationsAdded: t.exposeInt('edgesAdded', { description: 'How many relations are new.' }),
    relationsRemoved: t.exposeInt('edgesRemoved', {
      description: 'How many relations no page says any more.',
    }),
    unsure: t.field({
      type: [UnsureWords],
      description: 'Words of which it was left open what they mean.',
      resolve: ({ unsure }) => [...unsure],
    }),
    similar: t.field({
      type: [SimilarPosts],
      description: 'Posts that are like others and were kept apart.',
      resolve: ({ similar }) => [...similar],
    }),
  }),
});

const IngestPageInput = builder.inputType('IngestPageInput', {
  description: 'A page to read: its text, or its bytes.',
  fields: (t) => ({
    text: t.string({ description: 'The page as text: a text dump, HTML, a feed or a note.' }),
    base64: t.string({
      description: 'The page as bytes in base64, where its encoding is to be found out. Not beside `text`.',
    }),
    file: t.string({
      description: 'What the page is called, as its captures will say: at most 2,000 characters.',
    }),
    url: t.string({ description: 'The address of the page, at most 2,000 characters.' }),
    layout: t.string({ description: 'The layout to read it as; without it, it is recognised.' }),
    idempotencyKey: t.string({
      required: true,
      description:
        'A word of your own for this page, at most 200 characters. Sent again under it, the page is answered as it was the first time; kept for thirty days.',
    }),
  }),
});

builder.mutationField('ingestPage', (t) =>
  t.field({
    type: IngestPagePayload,
    description:
      'Reads a page into the graph, whole or not at all. A page that is held already changes nothing. Needs a token for `ingest`.',
    args: { input: t.arg({ type: IngestPageInput, required: true, description: 'The page.' }) },
    resolve: async (_root, { input }, { writes, request }) => {
      const bearer = await writes.bearer(request, 'ingest');
      const key = expectText('idempotencyKey', input.idempotencyKey, LONGEST_KEY);
      const file = input.file ? expectText('file', input.file, LONGEST_PLACE) : null;
      const page = { bytes: bytesOf(input), file, url: addressOf(input.url) };
      return writes.submit({ page, layout: input.layout ?? undefined, key }, bearer);
    },
  }),
);

function bytesOf({
  text,
  base64,
}: {
  readonly text?: string | null | undefined;
  readonly base64?: string | null | undefined;
}): Uint8Array {
  const given = [text, base64].filter((one) => typeof one === 'string');
  if (given.length !== 1)
    throw new RequestError(
      'BAD_PAGE',
      `The page is given ${given.length === 0 ? 'neither as `text` nor as `base64`' : 'twice'}; expected one of \`text\` and \`base64\`.`,
    );
  if (typeof text === 'string') return new TextEncoder().encode(text);
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64!))
    throw new PageError('`base64` has characters that are none of base64.');
  return Buffer.from(base64!, 'base64');
}

function addressOf(url: string | null | undefined): string | null {
  if (!url) return null;
  if (URL.canParse(url) && /^https?:/.test(url)) return expectText('url', url, LONGEST_PLACE);
  throw new RequestError(
    'BAD_PAGE',
    'The `url` is no address; expected one that begins with http:// or https://.',
  );
}
