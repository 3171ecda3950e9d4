import { Command } from 'commander';
import { RequestError } from '../errors.ts';
import { type Run, withGraph } from './command.ts';

export function eraseCommand(run: Run): Command {
  return new Command('erase')
    .description(
      'Erase an author for good: the entity, its relations, and its names in all that is kept of pages.',
    )
    .argument('<id>', 'the id of the author, such as author:carol-black')
    .requiredOption('--reason <text>', 'why, for the audit log: best without the name')
    .addHelpText(
      'after',
      `
This cannot be undone. What the author wrote stays, unsigned, and neither a page nor the vocabulary brings the author
back. It takes as long as it must: on a large graph, longer than a request to the API may. Told to stop, it changes
nothing. See docs/writing.md.

Exit codes: 0 erased, 1 there is no such author, 2 wrong usage or settings, 3 no database.

Examples:
  citetrail erase author:carol-black --reason 'asked to be, 3 May'`,
    )
    .action((id: string, { reason }: { reason: string }) =>
      run(async (config) => {
        const [{ parseEntityId }, { expectReason }, { eraseAuthor }, { writing }] = await Promise.all([
          import('../read/ids.ts'),
          import('../store/audit.ts'),
          import('../store/erasure.ts'),
          import('../store/database.ts'),
        ]);
        const { slug } = parseEntityId(id, 'author');
        const erasure = { slug, reason: expectReason(reason), actor: 'command line' };
        return withGraph(config, async ({ statements }) => {
          try {
            await writing(statements, (tx) => eraseAuthor(tx, erasure));
          } catch (error) {
            if (!(error instanceof RequestError && error.code === 'NOT_FOUND')) throw error;
            console.error(`citetrail: ${error.message}`);
            return 1;
          }
          console.log('The author is erased.');
          return 0;
        });
      }),
    );
}
