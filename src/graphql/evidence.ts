import { builder } from './builder.ts';
import { captureAt, column, compiled } from './compile/compiled.ts';
import { CaptureRef, EvidenceRef, NodeRef } from './refs.ts';

const TextQuote = builder
  .objectRef<{ exact: string; prefix: string; suffix: string }>('TextQuote')
  .implement({
    description: 'Words with what stands around them, as in the W3C Web Annotation model.',
    fields: (t) => ({
      exact: t.exposeString('exact', { description: 'The words themselves, exactly as printed.' }),
      prefix: t.exposeString('prefix', { description: 'Up to 64 characters that stand before them.' }),
      suffix: t.exposeString('suffix', { description: 'Up to 64 characters that stand behind them.' }),
    }),
  });

const TextPosition = builder.objectRef<{ start: number; end: number }>('TextPosition').implement({
  description: 'A stretch of a capture’s text, counted in Unicode code points.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Where it begins, from 0.' }),
    end: t.exposeInt('end', { description: 'Where it ends: the first place behind it.' }),
  }),
});

EvidenceRef.implement({
  description:
    'The exact words that a relation rests on: on a page, or, where a curator wrote it down, in the vocabulary.',
  interfaces: [NodeRef],
  fields: (t) => ({
    quote: t.field({
      type: TextQuote,
      description: 'The words.',
      resolve: (evidence) => evidence,
      ...compiled((asked, row) => asked.object(row)),
    }),
    position: t.field({
      type: TextPosition,
      description: 'Where they stand in the text of the capture.',
      resolve: (evidence) => evidence,
      ...compiled((asked, row) => asked.object(row)),
    }),
    capture: t.field({
      type: CaptureRef,
      description: 'The page they stand on, or the file of the vocabulary.',
      resolve: ({ captureId }, _args, { loaders }) => loaders.capture(captureId),
      ...compiled((asked, row) => captureAt(asked, row.column('captureId')!)),
    }),
    // Not compiled: row by row, a statement would read the whole text for each of the words in it.
    verified: t.boolean({
      description: 'Whether the words stand at their position in the stored text, checked as you ask.',
      resolve: ({ id }, _args, { loaders }) => loaders.verified(id),
    }),
  }),
});

CaptureRef.implement({
  description:
    'A page, or a file of the vocabulary, as it was read: frozen, so that quotes can be checked again.',
  interfaces: [NodeRef],
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'The address of the page; null where unknown.',
      nullable: true,
    }),
    file: t.exposeString('file', {
      description: 'The file it was read from, as it was named then; null for standard input.',
      nullable: true,
    }),
    sha256: t.exposeString('sha256', { description: 'Fingerprint of its bytes: SHA-256, in hexadecimal.' }),
    retrievedAt: t.expose('retrievedAt', { type: 'DateTime', description: 'When it was first read.' }),
    parser: t.exposeString('parser', {
      description: 'The layout that read it, with its version; `vocabulary/…` for a file of the vocabulary.',
    }),
    text: t.string({
      description: 'The whole text of the page.',
      resolve: ({ id }, _args, { loaders }) => loaders.captureText(id),
      ...column('text'),
    }),
  }),
});
