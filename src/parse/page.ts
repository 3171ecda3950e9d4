import { createHash } from 'node:crypto';

/** A page as it was read: its text, and the fingerprint and origin of its bytes. */
export interface Page {
  /** Well-formed Unicode, without a byte order mark and without NUL; otherwise as found. */
  readonly text: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  /** The path as it was given; null for standard input. */
  readonly file: string | null;
  /** The page's own address, where it is known. */
  readonly url: string | null;
}

/** Fingerprint of bytes: SHA-256, in hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
