import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The bundled digests of the five pages. */
export const digests = fileURLToPath(new URL('../../seed/pages', import.meta.url));

/** The bundled vocabulary. */
export const vocabulary = fileURLToPath(new URL('../../seed/vocabulary', import.meta.url));

/** The five real pages, which are not ours to publish: they stand beside the project where it is developed. */
export const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Whether the real pages are there. */
export const hasCorpus = existsSync(corpus);
