/**
 * PAGE → DOCUMENT. In comes a page's text; out go the posts on it, each with its comments, every word of
 * them traceable to its place on the page: markup is rendered to plain text first. The layout that
 * recognises the page most surely reads it.
 *
 * Never here: a look at a file, the network or the database, a guess at what a name means, or a word that
 * is not on the page. The work grows with the page's length and no faster.
 */
import { ConfigError, PageError } from '../errors.ts';
import type { ParsedPage } from './document.ts';
import type { Layout, Medium } from './layouts/layout.ts';
import { countLineBreaks } from './lines.ts';
import { MEDIA } from './media.ts';
import type { Page } from './page.ts';

/** How much less sure a page is read that may have lost something. */
const DOUBTFUL = 0.5;

/** A layout, and how surely it is the one. */
interface Choice {
  readonly layout: Layout<unknown, unknown>;
  readonly confidence: number;
}

/** Takes a page apart, by the named layout or else by the surest; a page that shows no post is an error. */
export function parse(source: Page, name?: string): ParsedPage {
  const medium = MEDIA.find(({ holds }) => holds(source.text))!;
  const named = name === undefined ? null : getLayout(name, medium);
  const { page: opened, content, doubts = [] } = medium.open(source);
  const { layout, confidence: sure } = named ?? recognise(medium, opened, content);
  const confidence = doubts.length > 0 ? sure * DOUBTFUL : sure;
  const { page, posts: found } = medium.place(opened, layout.read(opened, content));
  const posts = found.filter(({ title, body }) => title !== null || body.text !== '');
  if (posts.length === 0) {
    throw new PageError(`The page shows no post when read as ${layout.name}; expected at least one.`);
  }
  return { page, parser: `${layout.name}/${layout.version}`, confidence, doubts, posts };
}

function recognise(medium: Medium<unknown, unknown>, { text }: Page, content: unknown): Choice {
  const sure = medium.layouts.map((layout) => ({ layout, confidence: layout.recognise(content) }));
  const surest = sure.reduce((best, next) => (next.confidence > best.confidence ? next : best));
  if (surest.confidence > 0) return surest;
  const lines = countLineBreaks(text.trim()) + 1;
  throw new PageError(
    `No layout recognises the page of ${lines} ${lines === 1 ? 'line' : 'lines'} of ${medium.name}; ` +
      `expected one of ${namesOf(medium.layouts)}.`,
  );
}

function getLayout(name: string, medium: Medium<unknown, unknown>): Choice {
  const layout = medium.layouts.find((known) => known.name === name);
  if (layout) return { layout, confidence: 1 };
  const all = MEDIA.flatMap(({ layouts }) => layouts);
  if (!all.some((known) => known.name === name)) {
    throw new ConfigError(`Found the layout "${name}"; expected one of ${namesOf(all)}.`);
  }
  throw new PageError(
    `The page is ${medium.name}, which the layout ${name} does not read; ` +
      `expected one of ${namesOf(medium.layouts)}.`,
  );
}

function namesOf(layouts: readonly Layout<unknown, unknown>[]): string {
  return layouts.map(({ name }) => name).join(', ');
}
