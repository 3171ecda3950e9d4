import { wordsOf } from '../store/showing.ts';

/** The text of a page with one post of its own, a thread, and something that the vocabulary knows. */
export function pageText(i: number): string {
  const words = (part: number, count: number) => wordsOf(10_000 + 10 * i + part, count).join(' ');
  return `${1 + (i % 28)} March ${2000 + Math.floor(i / 28)}

Notes of Day ${i}

On that day Napo wrote to the Home Office: ${words(0, 30)}.

The Home Office answered: ${words(1, 30)}.

2 comments:

  1. The Prison Service knew it: ${words(2, 15)}.

    ReplyDelete
    Replies
    1. It did not: ${words(3, 15)}.

      Delete
`;
}
