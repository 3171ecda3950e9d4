/** What pages may load and do: content security policies. */

const ALWAYS = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'self'",
};

/** A policy that lets a page load from this server only, and what it needs beside. */
export function policy(beside: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...ALWAYS, ...beside })
    .map(([what, from]) => `${what} ${from}`)
    .join('; ');
}
