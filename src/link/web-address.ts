import type { Span } from '../parse/span.ts';
import { siteOf } from '../parse/web-address.ts';
import { wrappedIn } from './wrapped-address.ts';

/** A web or e-mail address in a text. */
export interface AddressInText extends Span {
  /** The web page it leads to; null for an e-mail address. */
  readonly location: Location | null;
}

/** What web addresses are compared by. */
export interface Location {
  /** Host and path, without what only says how the page is served: scheme, `www.`, AMP, a blog's country, closing slash. */
  readonly page: string;
  readonly query: URLSearchParams;
}

/** An address inside a word, that is between white space: whole, of e-mail, or without its scheme. */
const ADDRESS = new RegExp(
  [
    String.raw`(?<web>(?:https?:\/\/|(?<![\p{L}\p{N}.])www\.)[^<>"“”«»]+)`,
    String.raw`(?<mail>(?<![^<>()[\],;:])[^@<>()[\],;:]+@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+)`,
    String.raw`(?<bare>(?<![\p{L}\p{N}.@-])(?:[a-z\d-]+\.)+(?:com|org|net|uk|gov|eu|io|info)(?![\p{L}\p{N}-])(?:\/[^<>"“”«»]*)?)`,
  ].join('|'),
  'giu',
);
const CLOSING = new Set('.,;:!?\'’"”…]}*');
/** Longer addresses are taken for noise: unwrapping them would cost time. */
const LONGEST_ADDRESS = 4096;
const MOST_WRAPPERS = 3;

/** The addresses in a text, in order; punctuation around them is left out. */
export function findAddresses(text: string): AddressInText[] {
  const found: AddressInText[] = [];
  // There is no address without a dot inside a word, and prose has few of those.
  for (let dot = text.indexOf('.'); dot >= 0; ) {
    let start = dot;
    let end = dot + 1;
    if (!isSpaceAt(text, end)) {
      while (!isSpaceAt(text, start - 1)) start--;
      while (!isSpaceAt(text, end)) end++;
      for (const address of addressesIn(text.slice(start, end), start)) found.push(address);
    }
    dot = text.indexOf('.', end);
  }
  return found;
}

/** Whether there is white space here, or no text at all. */
function isSpaceAt(text: string, at: number): boolean {
  return !/\S/.test(text.charAt(at));
}

function addressesIn(word: string, offset: number): AddressInText[] {
  return Array.from(word.matchAll(ADDRESS), ({ index, groups, 0: found }) => {
    const address = withoutClosing(found);
    const start = offset + index;
    const location = groups!.mail === undefined ? locationOf(address) : null;
    return { start, end: start + address.length, location };
  });
}

/** Drops the punctuation that ends the sentence around an address; a bracket only where none was opened. */
function withoutClosing(address: string): string {
  let end = address.length;
  const opens = address.includes('(');
  while (CLOSING.has(address[end - 1]!) || (address[end - 1] === ')' && !opens)) end--;
  return address.slice(0, end);
}

/** Where a web address leads, whoever serves it; null where it is none. */
export function locationOf(address: string): Location | null {
  if (address.length > LONGEST_ADDRESS) return null;
  let url = parsed(address);
  for (let wrappers = 0; url && wrappers < MOST_WRAPPERS; wrappers++) {
    const wrapped = wrappedIn(url);
    if (wrapped === null) break;
    url = parsed(wrapped);
  }
  if (!url) return null;
  const path = url.pathname.split('/').filter((part) => part !== '' && part !== 'amp');
  return { page: [siteOf(url), ...path].join('/').replace(/\.amp(?:\.html)?$/, ''), query: url.searchParams };
}

/** A web address taken apart, with or without its scheme; a copy's may have lost a slash. */
function parsed(address: string): URL | null {
  return URL.parse(`https://${address.replace(/^https?:\/*/i, '')}`);
}
