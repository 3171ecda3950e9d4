import { parseEntityId } from '../../read/ids.ts';
import { expectReason } from '../../store/audit.ts';
import type { Statements } from '../../store/database.ts';
import { type Decision, hide, unhide } from '../../store/hiding.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';

interface HideShape {
  readonly id: string;
  readonly changed: boolean;
}

const HidePayload = builder.objectRef<HideShape>('HidePayload').implement({
  description: 'What came of hiding a document, or of showing it again.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id of the document.' }),
    changed: t.exposeBoolean('changed', {
      description: 'Whether that changed anything: false where it was so already.',
    }),
  }),
});

const HideInput = builder.inputType('HideInput', {
  description: 'A decision about a document.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The id of a report, post or comment.' }),
    reason: t.string({ required: true, description: 'Why, for the audit log: at most 500 characters.' }),
  }),
});

builder.mutationFields((t) => ({
  hide: t.field({
    type: HidePayload,
    description:
      'Hides a document from all that is read, and with it what stands under it: the comments of a post, the replies to a comment. Pages go on being read into it. Needs a token for `hide`.',
    args: { input: t.arg({ type: HideInput, required: true, description: 'Which, and why.' }) },
    resolve: (_root, { input }, context) => decide(hide, input, context),
  }),
  unhide: t.field({
    type: HidePayload,
    description:
      'Shows a document again that was hidden. What else is hidden for itself, or stands under something hidden, stays so. Needs a token for `hide`.',
    args: { input: t.arg({ type: HideInput, required: true, description: 'Which, and why.' }) },
    resolve: (_root, { input }, context) => decide(unhide, input, context),
  }),
}));

async function decide(
  act: (tx: Statements, decision: Decision) => Promise<boolean>,
  input: { readonly id: string; readonly reason: string },
  { writes, request }: Context,
): Promise<HideShape> {
  const { actor } = await writes.bearer(request, 'hide');
  const decision = { ...parseEntityId(input.id), reason: expectReason(input.reason), actor };
  return { id: input.id, changed: await writes.write((tx) => act(tx, decision)) };
}
