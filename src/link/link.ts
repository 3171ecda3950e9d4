/**
 * Comes in: a parsed page, and a gazetteer with the names and addresses of what is known.
 * Goes out: the same page with every place at which one of its texts refers to something known: by name,
 * by description, by what it is once it has been named, by web address or by signature; and the places where names and rules leave it open what is meant.
 * Never happens here: reading or writing anything, changing the page or the gazetteer, guessing.
 */
import { countBefore } from '../parse/bisection.ts';
import type { Link, ParsedPage, ParsedPost } from '../parse/document.ts';
import { Passage } from '../parse/passage.ts';
import type { Span } from '../parse/span.ts';
import { isAddress } from '../parse/wording.ts';
import { addressed, givenNamesOf } from './addressee.ts';
import type { Circumstances } from './alias-rule.ts';
import { bodiesMeant, mentionedAgain } from './anaphora.ts';
import { namedInByline, signedBy } from './authorship.ts';
import { choose } from './choose.ts';
import { definitionsIn, underDefinitions } from './definitions.ts';
import { described } from './description.ts';
import { type Finding, settle } from './finding.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import type { LinkedPage, LinkedPost, Voice } from './linked-page.ts';
import { type Reading, read } from './reading.ts';
import { linked, named, reproduced } from './references.ts';
import { titlesOverTexts } from './reproduction.ts';
import { carriedIn, type Setting } from './voice.ts';

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
  const [body, ...note] = readAll([post.body, post.note]);
  const texts = [body!, ...note];
  const comments = post.comments.map((comment) => ({ comment, text: read(comment.body, lexicon) }));

  const date = post.publishedOn;
  const about = { date, phrases: phrasesIn([...title, ...byline, ...texts]) };
  const discussed = phrasesIn(comments.map(({ text }) => text));
  const thread = { date, phrases: new Set([...about.phrases, ...discussed]) };
  const defined = definitionsIn([...title, ...texts], about, lexicon);
  const references = (reading: Reading, links: readonly Link[], setting?: Setting) =>
    referencesIn(underDefinitions(reading, defined), links, lexicon, about, setting);

  const signed = signedBy(post.byline, lexicon);
  const writers =
    signed.length > 0 ? signed : byline.flatMap((reading) => namedInByline(reading, about, lexicon));
  const called = givenNamesOf(
    writers.flatMap((found) => ('target' in found ? [found.target] : [])),
    post.comments.map(({ signature }) => signature),
    lexicon,
  );
  const guest = post.guest?.span ?? null;
  return {
    post,
    ...settle([
      ...writers,
      ...title.flatMap((reading) => references(reading, [])).filter((found) => !isPost(found)),
      ...references(body!, post.links, { isComment: false, isUnderAddress: false, guest }),
      ...note.flatMap((reading) => references(reading, [])),
    ]),
    comments: comments.map(({ comment, text }, i) => {
      const said = { ...thread, date: comment.publishedOn ?? date };
      const own = new Map([...defined, ...definitionsIn([text], said, lexicon)]);
      // The one that it answers, by its position, or else the one above it on the page.
      const above = post.comments[comment.parent === null ? i - 1 : comment.parent - 1];
      const isUnderAddress = !!above && isAddress(above.body.text.trim());
      const setting = { isComment: true, isUnderAddress, guest: null };
      return {
        comment,
        ...settle([
          ...signedBy(comment.signature, lexicon),
          ...referencesIn(underDefinitions(text, own), comment.links, lexicon, said, setting),
          ...addressed(text, called),
        ]),
      };
    }),
  };
}

function phrasesIn(readings: readonly Reading[]): Set<string> {
  return new Set(readings.flatMap(({ occurrences }) => occurrences.map(({ form }) => form.text)));
}

function referencesIn(
  reading: Reading,
  links: readonly Link[],
  lexicon: Lexicon,
  about: Circumstances,
  setting?: Setting,
): Finding[] {
  const namings = choose(reading, about);
  const again = bodiesMeant(reading, about, lexicon);
  const titles = titlesOverTexts(reading, namings);
  const found = [
    ...named(reading, namings, lexicon),
    ...mentionedAgain(reading, namings, again),
    ...described(reading, namings, again, about, lexicon),
    ...linked(reading, links, lexicon),
    ...reproduced(reading, titles),
  ];
  const carried = setting && found.length > 0 ? carriedIn(reading, titles, setting) : [];
  const own: Voice = setting?.isComment ? 'commenter' : 'author';
  return found.map((place) =>
    'target' in place ? { ...place, voice: beginsInside(place.span, carried) ? 'reproduced' : own } : place,
  );
}

/** Whether a place begins in one of these stretches, which stand in the order of the page. */
function beginsInside({ start }: Span, stretches: readonly Span[]): boolean {
  const last = stretches[countBefore(stretches.length, (at) => stretches[at]!.start <= start) - 1];
  return !!last && start < last.end;
}

/** A title that is the name of a post is the post's own. */
function isPost(found: Finding): boolean {
  return 'target' in found && found.target.kind === 'post';
}
