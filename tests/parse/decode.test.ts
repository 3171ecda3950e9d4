import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';

const ORIGIN = { file: 'pages/one.txt', url: 'https://example.org/one' };
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, endian: 'le' | 'be') => {
  const bytes = new DataView(new ArrayBuffer(text.length * 2 + 2));
  for (const [at, unit] of [...`\uFEFF${text}`.split('')].entries()) {
    bytes.setUint16(at * 2, unit.charCodeAt(0), endian === 'le');
  }
  return new Uint8Array(bytes.buffer);
};

describe('decode reads', () => {
  test.each([
    ['plain UTF-8', utf8('Café “open”\n'), 'Café “open”\n'],
    ['UTF-8 without its byte order mark', utf8('\uFEFFCafé'), 'Café'],
    ['little-endian UTF-16 that says so', utf16('Café 🎈', 'le'), 'Café 🎈'],
    ['big-endian UTF-16 that says so', utf16('Café 🎈', 'be'), 'Café 🎈'],
    ['bytes that are not UTF-8 as windows-1252', Uint8Array.of(0x93, 0x43, 0x61, 0x66, 0xe9, 0x94), '“Café”'],
    ['line endings and no-break spaces as they are', utf8('a\r\nb\rc\u00a0d'), 'a\r\nb\rc\u00a0d'],
    ['a stray NUL as a replacement character', utf8('a\0b'), 'a\uFFFDb'],
    ['a lone surrogate as a replacement character', utf16('a\uD83Db', 'le'), 'a\uFFFDb'],
    ['marks of writing direction as they are', utf8('\u200Fא\u200E 1'), '\u200Fא\u200E 1'],
    ['UTF-8 with a broken byte', Uint8Array.of(...utf8('Café “open”'), 0xe2, 0x80), 'Café “open”\uFFFD'],
  ])('%s', (_, bytes, text) => {
    expect(decode(bytes, ORIGIN).text).toBe(text);
  });

  const windows1251 = Uint8Array.of(0xcc, 0xe8, 0xf0);
  test.each([
    ['a meta element', '<meta charset=windows-1251>', 'Мир'],
    ['an older meta element', '<meta http-equiv="x" content="text/html; charset=windows-1251">', 'Мир'],
    ['an XML declaration', '<?xml version="1.0" encoding="windows-1251"?>', 'Мир'],
    ['nothing', '<p>', 'Ìèð'],
    ['UTF-8 by mistake', '<meta charset="utf-8">', 'Ìèð'],
    ['an encoding that nobody knows', '<meta charset="klingon">', 'Ìèð'],
    ['words outside of markup', 'charset=windows-1251', 'Ìèð'],
    ['words inside of it', '<p>charset=windows-1251', 'Ìèð'],
  ])('bytes that are not UTF-8 where the encoding is declared by %s', (_, opening, text) => {
    expect(decode(Uint8Array.of(...utf8(opening), ...windows1251), ORIGIN).text).toBe(opening + text);
  });

  test('UTF-8 that is declared to be something else', () => {
    expect(decode(utf8('<meta charset="iso-8859-1">Café'), ORIGIN).text).toContain('Café');
  });

  test('the fingerprint from the bytes and the origin as given', () => {
    const bytes = utf8('\uFEFFCafé');
    expect(decode(bytes, ORIGIN)).toMatchObject({
      ...ORIGIN,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });
});

describe('decode refuses', () => {
  test.each([
    ['a file compressed with gzip', gzipSync('Hello'), /compressed with gzip; expected text/],
    ['a zip archive', Uint8Array.of(0x50, 0x4b, 3, 4, 20), /zip archive; expected text/],
    ['a PDF document', utf8('%PDF-1.7\n'), /PDF document; expected text/],
    [
      'an image, however short',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 46, 46),
      /PNG image; expected text/,
    ],
    ['a photograph', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), /JPEG image; expected text/],
    ['a document of another sort', utf8('{\\rtf1 Hello}'), /RTF document; expected text/],
    [
      'bytes that no encoding of text has, and no control characters',
      Uint8Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 0x81 : 0x41)),
      /binary: 20 of its 60 characters/,
    ],
    ['an empty file', utf8(''), /blank.*0 bytes/],
    ['a blank file', utf8(' \n\u00a0\t\r\n'), /blank.*7 bytes.*expected text/],
    ['a file that is mostly NUL', utf8('a\0\0\0b\0\0\0'), /binary: 6 of its 8 characters/],
    ['a file of control characters', Uint8Array.from({ length: 64 }, (_, i) => i), /binary.*expected text/],
    ['UTF-16 that does not say so', utf16('Hello there', 'le').slice(2), /binary/],
  ])('%s', (_, bytes, message) => {
    const reading = () => decode(bytes, ORIGIN);
    expect(reading).toThrow(PageError);
    expect(reading).toThrow(message);
  });

  test('a file above the limit, and none at it', () => {
    expect(() => decode(utf8('12345'), ORIGIN, 4)).toThrow(/has 5 bytes; expected at most 4/);
    expect(decode(utf8('1234'), ORIGIN, 4).text).toBe('1234');
    expect(() => decode(new Uint8Array(5 * 1024 * 1024 + 1).fill(65), ORIGIN)).toThrow(PageError);
  });
});
