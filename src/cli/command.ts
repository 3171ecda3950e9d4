import type { Config } from '../config.ts';
import { DatabaseError } from '../errors.ts';
import type { Database } from '../store/database.ts';

/** Runs what a command does, with the settings; its answer is the exit code. */
export type Run = (command: (config: Config) => Promise<number>) => Promise<void>;

/**
 * Opens the database, ready for use: migrated, the vocabulary loaded. Hands it over and closes it. Throws DatabaseError
 * when it cannot be had, or is lost on the way.
 */
export async function withGraph<T>(config: Config, use: (database: Database) => Promise<T>): Promise<T> {
  const [{ loadVocabulary }, { reason }, { openDatabase }, { migrate }, { unanswered }] = await Promise.all([
    import('../pipeline/load-vocabulary.ts'),
    import('../store/database.ts'),
    import('../store/open-database.ts'),
    import('../store/migrate.ts'),
    import('../store/unanswered.ts'),
  ]);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    embeddedMemory: config.embeddedMemory,
    poolSize: config.databasePool,
    connectTime: config.connectTime,
  });
  try {
    await migrate(database);
    const vocabulary = await loadVocabulary(database, config.vocabulary);
    if (vocabulary.changed) {
      const { entities, edgesAdded, edgesRemoved } = vocabulary;
      const gone = edgesRemoved > 0 ? `, ${edgesRemoved} taken back` : '';
      console.error(`Vocabulary: ${entities} entities, ${edgesAdded} standing relations added${gone}.`);
    }
    return await use(database);
  } catch (cause) {
    if (!unanswered(cause)) throw cause;
    throw new DatabaseError(
      `Lost the database (${database.location}): ${reason(cause)}. What was done before is kept; run it again to go on.`,
      { cause },
    );
  } finally {
    await database.close();
  }
}

/** How a process is told to stop, with the exit code that a shell expects then: Ctrl-C, and what services send. */
const STOPS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Says when the process is told to stop. */
interface Interruption {
  readonly signal: AbortSignal;
  /** What to exit with, once it was. */
  readonly exitCode: number;
}

/** Ends when the process is told to stop, having said so; told again, it stops at once. */
export function untilInterrupted(words: string): Interruption {
  const controller = new AbortController();
  let exitCode: number = STOPS.SIGINT;
  for (const [name, code] of Object.entries(STOPS)) {
    process.on(name, () => {
      // Left to the system, a second signal would not end the first process of a container.
      if (controller.signal.aborted) process.exit(code);
      exitCode = code;
      console.error(words);
      controller.abort();
    });
  }
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
  };
}
