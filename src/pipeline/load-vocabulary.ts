/** The road of the vocabulary: files → entries → rows. Commands that read no page take this one alone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VocabularyError } from '../errors.ts';
import { shown } from '../pages.ts';
import type { Database } from '../store/database.ts';
import { refreshRanks } from '../store/ranks.ts';
import { holdsVocabulary, storeVocabulary, UNCHANGED, type VocabularyReceipt } from '../store/vocabulary.ts';

/**
 * Loads the vocabulary files of a directory, unless the graph holds just these; throws VocabularyError, with nothing
 * loaded, when one is faulty.
 */
export async function loadVocabulary(database: Database, directory: string): Promise<VocabularyReceipt> {
  const names = await readdir(directory).catch(() => {
    throw new VocabularyError(`There is no vocabulary directory ${directory}.`);
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0) {
    throw new VocabularyError(`Found no vocabulary in ${directory}; expected files such as reports.yaml.`);
  }
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
  if (await holdsVocabulary(database, texts)) return UNCHANGED;
  const { readVocabulary } = await import('../vocabulary/vocabulary.ts');
  const receipt = await storeVocabulary(
    database,
    readVocabulary(files.map((name, i) => ({ path: shown(join(directory, name)), text: texts[i]! }))),
  );
  if (receipt.changed) await refreshRanks(database.statements);
  return receipt;
}
