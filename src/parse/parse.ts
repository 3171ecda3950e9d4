/**
 * PAGE → DOCUMENT. In comes a page's text; out go the posts on it, each with its comments, every word of
 * them traceable to its place on the page. The layout that recognises the page most surely reads it.
 *
 * Never here: a look at a file, the network or the database, a guess at what a name means, or a word that
 * is not on the page. The work grows with the page's length and no faster.
 */
import { ConfigError, PageError } from '../errors.ts';
import type { ParsedPage } from './document.ts';
import type { Layout } from './layouts/layout.ts';
import { LAYOUTS } from './layouts/registry.ts';
import { type Line, linesOf } from './lines.ts';
import type { Page } from './page.ts';

/** Takes a page apart, by the named layout or else by the surest; a page that shows no post is an error. */
export function parse(page: Page, layout?: string): ParsedPage {
  const lines = linesOf(page.text);
  const chosen = layout === undefined ? recognise(lines) : getLayout(layout);
  const posts = chosen.read(page, lines).filter(({ title, body }) => title !== null || body.text !== '');
  if (posts.length === 0) {
    throw new PageError(`The page shows no post when read as ${chosen.name}; expected at least one.`);
  }
  return { page, parser: `${chosen.name}/${chosen.version}`, posts };
}

function recognise(lines: readonly Line[]): Layout {
  const sure = LAYOUTS.map((layout) => ({ layout, confidence: layout.recognise(lines) }));
  const surest = sure.reduce((best, next) => (next.confidence > best.confidence ? next : best));
  if (surest.confidence > 0) return surest.layout;
  throw new PageError(
    `No layout recognises the page of ${lines.length} lines; expected one of ${layoutNames()}.`,
  );
}

function getLayout(name: string): Layout {
  const layout = LAYOUTS.find((known) => known.name === name);
  if (layout) return layout;
  throw new ConfigError(`Found the layout "${name}"; expected one of ${layoutNames()}.`);
}

function layoutNames(): string {
  return LAYOUTS.map(({ name }) => name).join(', ');
}
