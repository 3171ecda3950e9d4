import { PageError } from '../../errors.ts';
import type { Page } from '../page.ts';

/** How far into a file its first elements must have come, in characters. */
export const OPENING_LENGTH = 4096;
const ROOT = /<(rss|feed|rdf:RDF)[\s>]/;
/** How JSON begins, rather than words in brackets: with a name and what it is, perhaps in a list. */
const JSON_OPENING = /^(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:/;

/** Whether a text is a feed, or XML or JSON that would be read as nothing else. */
export function isFeed(text: string): boolean {
  const opening = text.slice(0, OPENING_LENGTH).trimStart();
  if (JSON_OPENING.test(opening)) return true;
  const isXml = /^<\?xml\s/.test(opening) || (opening.startsWith('<') && ROOT.test(opening));
  return isXml && !/<(?:!doctype )?html[\s>]/i.test(opening);
}

/** Hands on the text of a feed or an export; PageError for a file that is cut off or declares entities. */
export function openFeed(page: Page): { readonly page: Page; readonly content: string } {
  const opening = page.text.slice(0, OPENING_LENGTH);
  const root = ROOT.exec(opening);
  if (root && opening.slice(0, root.index).includes('<!ENTITY')) {
    throw new PageError('Found a feed that declares entities of its own; expected one that does not.');
  }
  if (root && !withoutRemarks(page.text).endsWith(`</${root[1]}>`)) {
    throw new PageError(`Found a feed that is cut off; expected it to end with </${root[1]}>.`);
  }
  return { page, content: page.text };
}

/** XML without what may stand behind its root: white space, comments such as caches leave, instructions. */
function withoutRemarks(xml: string): string {
  let rest = xml.trimEnd();
  for (;;) {
    const opening = rest.endsWith('-->') ? '<!--' : rest.endsWith('?>') ? '<?' : null;
    const start = opening === null ? -1 : rest.lastIndexOf(opening);
    if (start < 0) return rest;
    rest = rest.slice(0, start).trimEnd();
  }
}
