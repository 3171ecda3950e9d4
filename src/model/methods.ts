/** How an edge was found, from the surest to the least sure. */
export const EXTRACTION_METHODS = {
  curated: 'A curator wrote it down, with a source.',
  markup: 'The layout of the page says it: a signature, a byline, a place in the thread.',
  link: 'The document links to the address of the other end.',
  text_match: 'The document names the other end by one of its known names.',
} as const;

export type ExtractionMethod = keyof typeof EXTRACTION_METHODS;

export const extractionMethods = Object.keys(EXTRACTION_METHODS) as ExtractionMethod[];
