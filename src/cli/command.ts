import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';

/** Runs what a command does, with the settings; its answer is the exit code. */
export type Run = (command: (config: Config) => Promise<number>) => Promise<void>;

/** Opens the database, ready for use: migrated, the vocabulary loaded. Hands it over and closes it. */
export async function withGraph<T>(config: Config, use: (database: Database) => Promise<T>): Promise<T> {
  const [{ loadVocabulary }, { openDatabase }, { migrate }] = await Promise.all([
    import('../pipeline/load-vocabulary.ts'),
    import('../store/database.ts'),
    import('../store/migrate.ts'),
  ]);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePool,
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
  } finally {
    await database.close();
  }
}

/** What a shell expects of a program that was told to stop with Ctrl-C. */
export const INTERRUPTED = 130;

/** Ends when the process is interrupted, having said so; interrupted again, it stops at once. */
export function untilInterrupted(words: string): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    console.error(words);
    controller.abort();
  });
  return controller.signal;
}

/** A number with its noun: `1 post`, `2 posts`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
