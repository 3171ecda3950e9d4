import { Command } from 'commander';
import { type Run, withGraph } from './command.ts';
import { numberIn } from './numbers.ts';

/** More entries than anybody reads. */
const MOST = 1_000_000;

export function auditCommand(run: Run): Command {
  return new Command('audit')
    .description(
      'Say what was written over the API or erased, by whom and why, and which tokens were made: the newest entries of the audit log, the newest last.',
    )
    .option('--last <number>', 'how many entries', numberIn({ least: 1, most: MOST }), 50)
    .option('--json', 'print each entry as a line of JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 said, 2 wrong usage or settings, 3 no database.\n\nExamples:\n  citetrail audit\n  citetrail audit --last 1000 --json | jq \'select(.action == "hide")\'',
    )
    .action(({ last, json }: { last: number; json?: true }) =>
      run((config) =>
        withGraph(config, async ({ statements }) => {
          const { listDeeds } = await import('../store/audit.ts');
          const deeds = await listDeeds(statements, last);
          for (const deed of deeds) {
            const { at, actor, action, subject, detail } = deed;
            const why = typeof detail.reason === 'string' ? `: ${detail.reason}` : '';
            console.log(
              json ? JSON.stringify(deed) : `${at}  ${actor}  ${action}${subject ? ` ${subject}` : ''}${why}`,
            );
          }
          if (deeds.length === 0 && !json)
            console.log('Nothing was written over the API or erased, and no token was made.');
          return 0;
        }),
      ),
    );
}
