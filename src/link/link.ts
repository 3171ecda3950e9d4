/**
 * Comes in: a parsed page, and a gazetteer with the names and addresses of what is known.
 * Goes out: the same page with every place at which one of its texts refers to something known: by name,
 * by web address or by signature; and the places where names and rules leave it open what is meant.
 * Never happens here: reading or writing anything, changing the page or the gazetteer, guessing.
 */
import type { ParsedPage, ParsedPost } from '../parse/document.ts';
import { Passage, type Span } from '../parse/passage.ts';
import type { Circumstances } from './alias-rule.ts';
import { namedInByline, signedBy } from './authorship.ts';
import { choose } from './choose.ts';
import { type Finding, settle } from './finding.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import type { LinkedPage, LinkedPost } from './linked-page.ts';
import { type Reading, read } from './reading.ts';
import { linked, named, reproduced } from './references.ts';

/** Ties the texts of a page to what they refer to. The same page and gazetteer always give the same. */
export function link(parsed: ParsedPage, gazetteer: Gazetteer): LinkedPage {
  const lexicon = lexiconOf(gazetteer);
  const posts = parsed.posts.map((post) => linkPost(parsed.page.text, post, lexicon));
  return { parsed, gazetteer: gazetteer.version, posts };
}

function linkPost(page: string, post: ParsedPost, lexicon: Lexicon): LinkedPost {
  const readAll = (passages: readonly (Passage | null)[]) =>
    passages.filter((passage) => passage !== null).map((passage) => read(passage, lexicon));
  const at = (place: Span | null | undefined) => (place ? new Passage(page, [place]) : null);
  const title = readAll([at(post.titleSpan)]);
  const byline = readAll([at(post.byline?.span)]);
  const texts = readAll([post.body, post.note]);
  const comments = post.comments.map((comment) => ({ comment, texts: readAll([comment.body]) }));

  const date = post.publishedOn;
  const about = { date, phrases: phrasesIn([...title, ...byline, ...texts]) };
  const discussed = phrasesIn(comments.flatMap(({ texts }) => texts));
  const thread = { date, phrases: new Set([...about.phrases, ...discussed]) };
  const signed = signedBy(post.byline, lexicon);
  return {
    post,
    ...settle([
      ...(signed.length > 0 ? signed : byline.flatMap((reading) => namedInByline(reading, about))),
      ...referencesIn(title, lexicon, about).filter((found) => !isPost(found)),
      ...referencesIn(texts, lexicon, about),
    ]),
    comments: comments.map(({ comment, texts }) => ({
      comment,
      ...settle([...signedBy(comment.signature, lexicon), ...referencesIn(texts, lexicon, thread)]),
    })),
  };
}

function phrasesIn(readings: readonly Reading[]): Set<string> {
  return new Set(readings.flatMap(({ occurrences }) => occurrences.map(({ form }) => form.text)));
}

function referencesIn(readings: readonly Reading[], lexicon: Lexicon, about: Circumstances): Finding[] {
  return readings.flatMap((reading) => {
    const namings = choose(reading, about);
    return [...named(reading, namings), ...linked(reading, lexicon), ...reproduced(reading, namings)];
  });
}

/** A title that is the name of a post is the post's own. */
function isPost(found: Finding): boolean {
  return 'target' in found && found.target.kind === 'post';
}
