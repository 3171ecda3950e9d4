import { wordsOf } from '../store/showing.ts';

const MONTHS = 'March April May June July August September October November December'.split(' ');
const DAYS = 28;

const wordsIn = (i: number, part: number, count: number) => wordsOf(10_000 + 10 * i + part, count).join(' ');

/** The day of a post; seven thousand posts have days of their own before 2026. */
function dayOf(i: number): string {
  const month = Math.floor(i / DAYS);
  return `${1 + (i % DAYS)} ${MONTHS[month % MONTHS.length]} ${2000 + Math.floor(month / MONTHS.length)}`;
}

const postText = (i: number) => `${dayOf(i)}

Notes of Day ${i}

On that day Napo wrote to the Home Office: ${wordsIn(i, 0, 30)}.

The Home Office answered: ${wordsIn(i, 1, 30)}.
`;

/** The text of a page with one post of its own, a thread, longer by some comments, and something that the vocabulary knows. */
export function pageText(i: number, later = 0): string {
  const others = Array.from(
    { length: later },
    (_, k) => `
  ${k + 2}. Nobody asked Napo: ${wordsIn(i, 4 + k, 15)}.

    ReplyDelete
`,
  );
  return `${postText(i)}
${2 + later} comments:

  1. The Prison Service knew it: ${wordsIn(i, 2, 15)}.

    ReplyDelete
    Replies
    1. It did not: ${wordsIn(i, 3, 15)}.

      Delete
${others.join('')}`;
}

/** The text of a page that shows some of these posts below each other, without their threads. */
export const archiveText = (posts: readonly number[]) =>
  `Showing posts with label Days. Show all posts
Showing posts with label Days. Show all posts

${posts.map(postText).join('\n')}`;
