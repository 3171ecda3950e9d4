import { Command } from 'commander';
import { type Run, withGraph } from './command.ts';
import { counted, totalOf } from './numbers.ts';

export function statusCommand(run: Run): Command {
  return new Command('status')
    .description('Say what the graph holds, and where it is.')
    .option('--json', 'print it as one JSON object')
    .addHelpText(
      'after',
      '\nExit codes: 0 said, 2 wrong usage or settings, 3 no database.\n\nExamples:\n  citetrail status\n  citetrail status --json | jq .entities',
    )
    .action((options: { json?: true }) =>
      run((config) =>
        withGraph(config, async (database) => {
          const [{ ENTITY_KINDS, entityKinds }, { stats }] = await Promise.all([
            import('../model/entities.ts'),
            import('../read/stats.ts'),
          ]);
          const held = await stats(database.statements);
          if (options.json) {
            console.log(JSON.stringify({ location: database.location, ...held }));
            return 0;
          }
          console.log(
            `${database.location}: ${counted(held.pages, 'page')} read, the last new one ${held.lastRead?.toISOString() ?? 'never'}`,
          );
          for (const kind of entityKinds) {
            console.log(
              `  ${ENTITY_KINDS[kind].plural.padEnd(16)}${(held.entities[kind] ?? 0).toLocaleString('en')}`,
            );
          }
          const relations = Object.entries(held.relations).sort(([, a], [, b]) => b - a);
          console.log(
            `  relations       ${totalOf(held.relations).toLocaleString('en')}, on ${counted(held.evidence, 'quote')}`,
          );
          for (const [kind, count] of relations) {
            console.log(`    ${kind.padEnd(18)}${count.toLocaleString('en')}`);
          }
          return 0;
        }),
      ),
    );
}
