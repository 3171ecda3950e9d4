import { PageError } from '../errors.ts';
import { type Page, sha256 } from './page.ts';

/** The largest page that is read unless told otherwise, in bytes. */
export const LARGEST_PAGE = 5 * 1024 * 1024;

/** A text may hold this share of control characters and still be one; a single stray one is let pass. */
const CONTROL_SHARE = 0.02;

/**
 * The text of a page from its bytes: UTF-8, UTF-16 where a byte order mark says so, and windows-1252 where
 * the bytes are not valid UTF-8. Whatever is no text is refused.
 */
export function decode(
  bytes: Uint8Array,
  origin: Pick<Page, 'file' | 'url'>,
  largest: number = LARGEST_PAGE,
): Page {
  if (bytes.length > largest) {
    throw new PageError(`The page has ${bytes.length} bytes; expected at most ${largest}.`);
  }
  const text = textOf(bytes);
  const controls = countControls(text);
  if (controls > 1 && controls > text.length * CONTROL_SHARE) {
    throw new PageError(
      `The page is binary: ${controls} of its ${text.length} characters are control characters; expected text.`,
    );
  }
  if (text.trim() === '') {
    throw new PageError(`The page is blank: it has ${bytes.length} bytes and no word; expected text.`);
  }
  return {
    text: text.toWellFormed().replaceAll('\0', '\uFFFD'),
    sha256: sha256(bytes),
    file: origin.file,
    url: origin.url,
  };
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** How many characters no text has: all control characters but tabs and the ends of lines and pages. */
function countControls(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32) || code === 127) count++;
  }
  return count;
}
