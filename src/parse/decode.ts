import { PageError } from '../errors.ts';
import { type Page, sha256 } from './page.ts';

/** The largest page that is read unless told otherwise, in bytes. */
export const LARGEST_PAGE = 5 * 1024 * 1024;

/** A text may hold this share of control characters and still be one; a single stray one is let pass. */
const CONTROL_SHARE = 0.02;

/** What begins like this is no text, whatever it holds; the numbers are the first bytes. */
const NOT_TEXT: readonly (readonly [what: string, bytes: readonly number[]])[] = [
  ['compressed with gzip', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['compressed with bzip2', [0x42, 0x5a, 0x68, 0x39]],
  ['compressed with xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['compressed with zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an RTF document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['a document or mail of old Office', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a database of SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
];

/** How far into a page its encoding may be declared, in bytes. */
const DECLARATION_LENGTH = 2048;

/**
 * The text of a page from its bytes: in the encoding of its byte order mark; or in UTF-8 when it is that;
 * or in the encoding that its markup declares; or in windows-1252. Whatever is no text is refused.
 */
export function decode(
  bytes: Uint8Array,
  origin: Pick<Page, 'file' | 'url'>,
  largest: number = LARGEST_PAGE,
): Page {
  if (bytes.length > largest) {
    throw new PageError(`The page has ${bytes.length} bytes; expected at most ${largest}.`);
  }
  const [found] = NOT_TEXT.find(([, start]) => start.every((byte, at) => bytes[at] === byte)) ?? [];
  if (found) throw new PageError(`The page is ${found}; expected text, so unpack or convert it first.`);
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
  const text = new TextDecoder().decode(bytes);
  return isMostlyRead(text) ? text : decoderOf(declaredEncoding(bytes)).decode(bytes);
}

/** Whether bytes were UTF-8, but for a few broken ones: of all beyond ASCII, more was read than not. */
function isMostlyRead(text: string): boolean {
  let read = 0;
  let unread = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) unread++;
    else if (code > 127) read++;
  }
  return unread === 0 || unread < read;
}

/** The encoding that an XML declaration or a `meta` element names, in lower case; null for none. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const opening = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_LENGTH)).toLowerCase();
  if (!opening.trimStart().startsWith('<')) return null;
  const declarations = opening.split('<').filter((tag) => tag.startsWith('meta') || tag.startsWith('?xml'));
  const named = declarations.map(
    (tag) => /(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w:.-]+)/.exec(tag)?.[1],
  );
  return named.find((name) => name !== undefined) ?? null;
}

/** A page that is not in UTF-8 though it says so, or in an encoding nobody knows, is read as windows-1252. */
function decoderOf(encoding: string | null): TextDecoder {
  const western = new TextDecoder('windows-1252');
  if (encoding === null || /^(?:utf|unicode)/.test(encoding)) return western;
  try {
    return new TextDecoder(encoding);
  } catch {
    return western;
  }
}

/** How many characters no text has: all control characters but tabs and the ends of lines (one as mainframes had it) and pages. */
function countControls(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32) || (code >= 127 && code < 160 && code !== 133)) count++;
  }
  return count;
}
