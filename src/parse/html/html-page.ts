/** A page of markup, rendered to the text that is read, with what its head says of the whole. */
import { dayOf } from '../dates.ts';
import type { Signature } from '../document.ts';
import { linesIn } from '../lines.ts';
import type { Opened } from '../opened.ts';
import type { Page } from '../page.ts';
import { webAddress } from '../web-address.ts';
import { isThread } from './marked-thread.ts';
import { signatureIn, withoutAddresses } from './names.ts';
import { descendants, type Match, marked } from './passages.ts';
import { type Prose, proseOn } from './prose.ts';
import { type RenderedElement, Rendering } from './rendering.ts';

/** What layouts of HTML pages read from, beside the rendered text. */
export interface HtmlPage {
  /** The rendered text of the whole page. */
  readonly text: string;
  readonly root: RenderedElement;
  /** How much prose there is, threads of comments aside. */
  readonly prose: Prose;
  /** The address that relative links lead from; null where it is unknown. */
  readonly base: string | null;
  /** The titles given for sharing and for the window, as far as there are such. */
  readonly titles: readonly string[];
  /** Whom the head names as the author; null for nobody. */
  readonly author: Signature | null;
  /** The day the head gives, as YYYY-MM-DD; null for none. */
  readonly publishedOn: string | null;
  /** The program that made the page, in lower case, as `blogger`; empty where it does not say. */
  readonly generator: string;
}

const OPENING = /^\s*<(?:[!?]|[a-z])/i;
const TAG = /<(?:!doctype html|html|head|body|main|article|section|table|div|p|h[1-6]|ul|ol)[\s>]/i;

/** What states the day of a page in RDFa, as Drupal writes it. */
const isDated: Match = ({ attributes: { property = '' } }) =>
  /^schema:date(?:Created|Published)$/.test(property);

/** Under which names heads of pages give the day. */
const PUBLISHED = [
  'article:published_time',
  'originalpublicationdate',
  'dcterms.created',
  'dcterms.issued',
  'dcterms.date',
  'dc.date',
  'dc.date.issued',
  'citation_publication_date',
  'parsely-pub-date',
  'pubdate',
  'datepublished',
  'date',
];

/** Elements whose end many sites do not write, and need not. */
const OFTEN_OPEN = new Set(
  'body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr'.split(' '),
);

/** How far into a text its markup must have shown, in characters. */
const OPENING_LENGTH = 4096;
/** How much is shown of a tag in which a page ends, in characters. */
const LONGEST_CUT_TAG = 40;

/** Whether a text is markup: it begins with some, and one of the common tags is soon met. */
export function isHtml(text: string): boolean {
  const opening = text.slice(0, OPENING_LENGTH);
  return OPENING.test(opening) && TAG.test(opening);
}

/** Renders a page. The author whom only the head names is set under the words, to have a place there. */
export function openHtml(page: Page): Opened<HtmlPage> {
  const rendering = new Rendering();
  const root = rendering.appendHtml(page.text);
  const doubts = cutOff(page.text, rendering.left);
  const elements = [...descendants(root)];
  const meta = metaOf(elements);
  const story = storyOf(elements);

  const base = elements.find(({ tag }) => tag === 'base')?.attributes.href;
  const canonical = elements.find((element) => element.tag === 'link' && marked('[rel=canonical]')(element));
  const written = [canonical?.attributes.href, meta.get('og:url')];
  const url = page.url ?? written.map((address) => webAddress(address, null)).find((found) => found) ?? null;

  const names = [meta.get('author'), authorsOf(story)].find((name) => name && !/[@/]/.test(name));
  const place = names && rendering.append(names);
  const titles = [meta.get('og:title'), elements.find(({ tag }) => tag === 'title')?.unshown];
  const stated = [...descendants(root, isThread)].find(isDated)?.attributes.content;
  const days = [...PUBLISHED.map((name) => meta.get(name)), story.datePublished, stated].map(dayOf);
  const text = withoutAddresses(rendering.text, root);
  const threads = [...descendants(root, isThread)].filter(isThread).map(({ span }) => span);
  return {
    page: { ...page, text, url },
    doubts,
    content: {
      text,
      root,
      prose: proseOn(text, threads),
      base: webAddress(base, url) ?? url,
      titles: titles.map((title) => title?.trim().replace(/\s+/g, ' ') ?? '').filter((title) => title !== ''),
      author: signatureIn(place ? linesIn(text, place)[0]! : null),
      publishedOn: days.find((day) => day !== null) ?? null,
      generator: meta.get('generator')?.toLowerCase() ?? '',
    },
  };
}

/** What tells that a page was cut off: it ends inside a tag, or inside elements that are written to be closed. */
function cutOff(html: string, left: readonly string[]): string[] {
  const last = html.lastIndexOf('<');
  const tag = html.slice(last, last + LONGEST_CUT_TAG);
  const isTag = last > html.lastIndexOf('>') && /^<[/!]?[a-z]/i.test(tag);
  const open = left.findLast((name) => !OFTEN_OPEN.has(name));
  if (!isTag && !open) return [];
  const where = isTag ? `the tag ${tag}` : `<${open}>`;
  return [`found a page that ends inside ${where}; expected one that ends with </html>`];
}

/** What the page's `meta` elements say, by name or property; the first of each counts. */
function metaOf(elements: readonly RenderedElement[]): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const { tag, attributes } of elements) {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase();
    if (tag === 'meta' && attributes.content && !meta.has(name)) meta.set(name, attributes.content);
  }
  return meta;
}

/** The description of an article that a page carries as JSON-LD; empty where it carries none that can be read. */
function storyOf(elements: readonly RenderedElement[]): Readonly<Record<string, unknown>> {
  for (const { attributes, unshown } of elements) {
    if (attributes.type?.toLowerCase() !== 'application/ld+json') continue;
    const found = [jsonIn(unshown)].flat().flatMap((data) => (isRecord(data) ? [data, data['@graph']] : []));
    const story = found.flat().find((data) => isRecord(data) && isStory(data));
    if (isRecord(story)) return story;
  }
  return {};
}

function isStory(data: Readonly<Record<string, unknown>>): boolean {
  return [data['@type']]
    .flat()
    .some((type) => typeof type === 'string' && /(?:Article|(?:Blog|Media|Forum)Posting)$/.test(type));
}

function authorsOf({ author }: Readonly<Record<string, unknown>>): string {
  const names = [author].flat().map((one) => (isRecord(one) ? one.name : one));
  return names.filter((name) => typeof name === 'string').join(', ');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
