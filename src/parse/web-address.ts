/** Under which name of a blog's host readers of a country saw it. */
const BLOG_ABROAD = /\.blogspot(?:\.com?)?\.[a-z]{2,3}$/;

/** The absolute web address that is written here; null for any other kind of address, or none. */
export function webAddress(written: string | undefined, base: string | null): string | null {
  if (!written || written.startsWith('#')) return null;
  const url = URL.parse(written.trim(), base ?? undefined);
  return url && /^https?:$/.test(url.protocol) ? url.href.toWellFormed() : null;
}

/**
 * The host by which sites are told apart: without `www.`, and what only says to whom a page is served, as telephones
 * (`m.`) or readers in a country (`quay.blogspot.co.uk` is `quay.blogspot.com`).
 */
export function siteOf({ hostname }: URL): string {
  return hostname.replace(/^(?:(?:www|amp|m)\.)+/, '').replace(BLOG_ABROAD, '.blogspot.com');
}
