/**
 * The command line. Data goes to standard output, everything about the run to standard error. Commands load
 * what they work with when they run, so that help and wrong usage are answered at once.
 */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { CitetrailError, DatabaseError } from '../errors.ts';
import '../pipeline/module-formats.ts';
import { auditCommand } from './audit.ts';
import { candidatesCommand } from './candidates.ts';
import { documentsCommand } from './documents.ts';
import { eraseCommand } from './erase.ts';
import { evaluateCommand } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { ingestCommand } from './ingest.ts';
import { queryCommand } from './query.ts';
import { serveCommand } from './serve.ts';
import { statusCommand } from './status.ts';
import { tokenCommand } from './token.ts';

/** What the exit code says. 1, from a command, is: done, but some pages were skipped. */
const EXIT = { usage: 2, database: 3, fault: 70, signalled: 128 } as const;

// A reader that has enough, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

if (existsSync('.env')) process.loadEnvFile('.env');

const program = new Command('citetrail')
  .description('Reads the pages of a policy debate into a graph of who wrote what and what cites what.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT.usage))
  .showHelpAfterError('(see `citetrail --help`)')
  .addHelpText(
    'after',
    `
Examples:
  citetrail serve
  citetrail query '{ reports(first: 5, orderBy: RANK_DESC) { nodes { name } } }' --format table
  citetrail export graph.gexf --out citations.gexf --where kinds=cites

Settings come from the environment, or from a file .env: see docs/configuration.md.

Exit codes: 0 done, 1 done but not all of it (pages skipped, errors in an answer, a measure missed), 2 wrong
usage or settings, 3 no database, 70 a fault of the program, 130 interrupted, 143 told to stop. Each command's help says its own.`,
  );

for (const command of [
  serveCommand(run),
  ingestCommand(run),
  statusCommand(run),
  queryCommand(run),
  exportCommand(run),
  evaluateCommand(run),
  candidatesCommand(run),
  documentsCommand(run),
  tokenCommand(run),
  eraseCommand(run),
  auditCommand(run),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

await program.parseAsync();

/** Runs a command with the settings; what goes wrong is told in a sentence. */
async function run(command: (config: Config) => Promise<number>): Promise<void> {
  try {
    const { readConfig } = await import('../config.ts');
    const code = await command(readConfig(process.env));
    process.exitCode = code;
    // Told to stop, it does not wait for a reader that takes nothing.
    if (code > EXIT.signalled) process.exit();
  } catch (error) {
    if (error instanceof CitetrailError) {
      console.error(`citetrail: ${error.message}`);
      // What is left of a database that does not answer is not waited for.
      if (error instanceof DatabaseError) process.exit(EXIT.database);
      process.exitCode = EXIT.usage;
    } else {
      const { faultOf } = await import('../telemetry/fault.ts');
      const { error: sort, sqlState, stack } = faultOf(error);
      // A database's words hold values, such as the text of a page.
      const words = sqlState ? `${sort}, SQLSTATE ${sqlState}\n${stack}` : error;
      console.error('citetrail: a fault of the program:', words);
      process.exitCode = EXIT.fault;
    }
  }
}
