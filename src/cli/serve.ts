import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import { levelOf } from '../telemetry/levels.ts';
import { type Run, untilInterrupted, withGraph } from './command.ts';
import { ingestPages, summary } from './ingest.ts';
import { counted, totalOf } from './numbers.ts';
import { openReading } from './read-database.ts';

/**
 * How much a server's memory may grow, in hundredths of what is in use, before what is not is given back. Left alone,
 * it grows by hundreds of megabytes of rows sent long ago, on a machine that has room for them.
 */
const HEAP_GROWTH = 20;

/**
 * How long after it is told to stop the process ends at the latest, beside what it goes on answering, in milliseconds.
 * Five seconds are promised: what is left is for a process that is busy when its time is over.
 */
const STOPPED = 4_500;

export function serveCommand(run: Run): Command {
  return new Command('serve')
    .description(
      'Serve the graph as a GraphQL API with GraphiQL. An empty graph first reads the bundled pages.',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 told to stop, 2 wrong settings or a port in use, 3 no database, 130 and 143 told so twice.\n\nExamples:\n  citetrail serve\n  PORT=8080 CITETRAIL_DATA=my-graph citetrail serve',
    )
    .action(() =>
      run((config) =>
        withGraph(config, async (database) => {
          await fillWhenEmpty(database, config);
          setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
          const [{ startServer }, { createLog }, { EXAMPLES }] = await Promise.all([
            import('../server.ts'),
            import('../telemetry/log.ts'),
            import('../graphql/examples.ts'),
          ]);
          const log = createLog(levelOf(config.log));
          const reading = await openReading(database, config, log);
          const server = await startServer(reading, config, { owner: database, log });
          const where = config.onlyTrusted
            ? `The API is at ${server.url}/graphql. It answers trusted documents only, so the explorer and GraphiQL are off.`
            : `The explorer is at ${server.url}/, the API and GraphiQL at ${server.url}/graphql; open them in a browser. ` +
              `GraphiQL’s first tab is “${EXAMPLES[0].name}”.`;
          console.log(`${where}\nStop it with Ctrl-C.`);
          await toldToStop(config.drain);
          await server.close();
          if (reading !== database) await reading.close();
          return 0;
        }),
      ),
    );
}

async function fillWhenEmpty(database: Database, config: Config): Promise<void> {
  const [{ stats }, { shown }] = await Promise.all([import('../read/stats.ts'), import('../pages.ts')]);
  const { pages, entities, relations } = await stats(database.statements);
  if (pages === 0) {
    console.log(`The graph is empty: reading the pages in ${shown(config.pages)}.`);
    const totals = await ingestPages(database, [config.pages], {
      maxBytes: config.pageBytes,
      print: (outcome) => {
        if ('skipped' in outcome) console.error(`${outcome.file}: skipped: ${outcome.skipped.message}`);
      },
    });
    console.log(summary(totals));
  } else {
    console.log(
      `The graph holds ${counted(pages, 'page')}, ${counted(entities.post ?? 0, 'post')}, ` +
        `${counted(totalOf(relations), 'relation')} (${database.location}).`,
    );
  }
}

/** Comes when the process is told to stop; from then on it has so long to do so, whatever still goes on. */
async function toldToStop(drain: number): Promise<void> {
  const { signal } = untilInterrupted('Stopping: finishing answers under way. Once more ends at once.');
  await once(signal, 'abort');
  setTimeout(() => process.exit(), drain + STOPPED).unref();
}
