import { type Shown, Words } from './likeness.ts';
import type { PostRecord } from './record.ts';

/** How many words name a post that has no title. */
const NAME_WORDS = 8;

/** A post as all pages so far, this one included, have shown it. */
export interface Standing extends Shown {
  readonly name: string;
  readonly byline: string | null;
  readonly labels: readonly string[];
  readonly body: string;
}

/** A post as this page alone shows it. */
export function standingOf({ title, publishedOn, url, byline, labels, body }: PostRecord): Standing {
  const shown = { title, publishedOn, url, byline, labels: [...new Set(labels)].sort(), body };
  return { ...shown, name: nameOf(shown), words: new Words(body) };
}

/** A post as two readings of it show it, whichever came first. */
export function together(a: Standing, b: Standing): Standing {
  const body = fuller(a.body, b.body);
  const title = plainer(a.title, b.title);
  return {
    title,
    publishedOn: a.publishedOn ?? b.publishedOn,
    url: plainer(a.url, b.url),
    byline: plainer(a.byline, b.byline),
    labels: [...new Set([...a.labels, ...b.labels])].sort(),
    body,
    words: body === a.body ? a.words : b.words,
    name: nameOf({ title, body }),
  };
}

/** The name of a post: its title, or its opening words. */
function nameOf({ title, body }: { title: string | null; body: string }): string {
  if (title) return title;
  const words = body.split(/\s+/, NAME_WORDS + 1);
  return words.length <= NAME_WORDS ? words.join(' ') : `${words.slice(0, NAME_WORDS).join(' ')}…`;
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** The fuller of two readings of a text, whichever came first. */
export function fuller(a: string, b: string): string {
  const more = countWords(b) - countWords(a) || b.length - a.length;
  return more > 0 || (more === 0 && b > a) ? b : a;
}

/** The plainer of two readings of a title or a name, whichever came first: it has no site's name beside it. */
export function plainer(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  const less = a.length - b.length;
  return less > 0 || (less === 0 && b > a) ? b : a;
}
