import { parseEntityId } from '../../read/ids.ts';
import { expectReason } from '../../store/audit.ts';
import { eraseAuthor } from '../../store/erasure.ts';
import { builder } from '../builder.ts';

const EraseAuthorPayload = builder.objectRef<{ readonly erased: boolean }>('EraseAuthorPayload').implement({
  description: 'What came of erasing an author.',
  fields: (t) => ({
    erased: t.exposeBoolean('erased', {
      description: 'True: where there is no such author, there is an error.',
    }),
  }),
});

const EraseAuthorInput = builder.inputType('EraseAuthorInput', {
  description: 'An author to erase.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The id of the author: `author:carol-black`.' }),
    reason: t.string({
      required: true,
      description: 'Why, for the audit log: at most 500 characters, and best without the name.',
    }),
  }),
});

builder.mutationField('eraseAuthor', (t) =>
  t.field({
    type: EraseAuthorPayload,
    description:
      'Erases an author for good: the entity, its relations, and its names in all that is kept of pages. What the author wrote stays, unsigned. Neither a page nor the vocabulary brings the author back. Needs a token for `erase`.',
    args: { input: t.arg({ type: EraseAuthorInput, required: true, description: 'Whom, and why.' }) },
    resolve: async (_root, { input }, { writes, request }) => {
      const { actor } = await writes.bearer(request, 'erase');
      const { slug } = parseEntityId(input.id, 'author');
      await writes.write((tx) => eraseAuthor(tx, { slug, reason: expectReason(input.reason), actor }));
      return { erased: true };
    },
  }),
);
