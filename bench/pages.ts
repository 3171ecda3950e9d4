/** Pages of a made-up blog: posts with titles, dates and threads, that name what the vocabulary knows. */
import { Random } from './random.ts';

/** How many posts a page shows. */
export const POSTS_PER_PAGE = 10;
const PARAGRAPHS = 2;
const SENTENCES = 4;
const WORDS = 14;
/** One in so many sentences names something known. */
const NAMING = 5;
const MOST_COMMENTS = 6;
const DAYS = 9000;

const SYLLABLES =
  'ba be bi bo da de di do fa fe fi ga go ha he ka ke ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve wa we'.split(
    ' ',
  );
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Words as often as in a language: a few make up most of every text. */
const LEXICON_WORDS = 20_000;
const SKEW = 4;
const LEXICON = lexicon(new Random(1));

function lexicon(random: Random): string[] {
  const words = new Set<string>();
  while (words.size < LEXICON_WORDS) {
    const syllables = Array.from({ length: 2 + random.below(2) }, () => random.pick(SYLLABLES));
    words.add(syllables.join('') + random.pick(['', 'n', 's', 'r', 'l', 'm']));
  }
  return [...words];
}

/** The text of a page with ten posts; the same seed and names always give the same. */
export function pageOf(seed: number, names: readonly string[]): string {
  const random = new Random(seed);
  const word = () => random.pick(LEXICON, SKEW);
  const sentence = (words: number) => {
    const all = Array.from({ length: words }, word);
    if (random.below(NAMING) === 0) all.splice(1 + random.below(words - 2), 0, random.pick(names, 3));
    const text = all.join(' ');
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (sentences: number) => Array.from({ length: sentences }, () => sentence(WORDS)).join(' ');
  const title = () => {
    const words = Array.from({ length: 4 }, word).map((w) => w[0]!.toUpperCase() + w.slice(1));
    return words.join(' ');
  };
  const comment = (number: number, indent: string) =>
    `${indent}${number}. ${sentence(WORDS)} ${sentence(WORDS)}\n\n${indent}   ${random.pick(names, 3).split(' ')[0]}\n\n${indent}   ReplyDelete\n`;
  const thread = () => {
    const count = random.below(MOST_COMMENTS);
    if (count === 0) return 'No comments:\n';
    const all = Array.from({ length: count }, (_, i) => {
      const replies = random.below(4) === 0 ? `    Replies\n${comment(1, '      ')}` : '';
      return comment(i + 1, '  ') + replies;
    });
    return `${count} comments:\n\n${all.join('')}`;
  };
  const posts = Array.from({ length: POSTS_PER_PAGE }, () => {
    const day = new Date(Date.UTC(2000, 0, 1 + random.below(DAYS)));
    const date = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
    const body = Array.from({ length: PARAGRAPHS }, () => paragraph(SENTENCES)).join('\n\n');
    return `${date}\n\n${title()}\n\n${body}\n\n${thread()}`;
  });
  return `${posts.join('\n')}\n`;
}
