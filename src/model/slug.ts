/** The longest a slug made from a title gets, in characters. */
const LONGEST = 80;

/** Text in plain lower-case letters, digits and single spaces: for comparing and ordering names. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’'‘`´]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A readable identifier made from a title or from opening words: `rain-falls-on-probation-parade`. */
export function slugify(text: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug.length <= LONGEST) return slug || 'untitled';
  const lastWord = slug.lastIndexOf('-', LONGEST);
  return slug.slice(0, lastWord > 0 ? lastWord : LONGEST);
}
