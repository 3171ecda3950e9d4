/** A word as entries may have it, and what finds it there. */
export interface Spelling {
  readonly word: string;
  readonly term: string;
}

/** How many letters may be wrong: one in so many, but always one. */
const LETTERS_PER_ERROR = 4;

/** The spellings that a word with a typing error, or its beginning, stands for: those with fewest errors. */
export function meantBy(word: string, known: readonly Spelling[]): Spelling[] {
  const most = Math.max(1, Math.floor(word.length / LETTERS_PER_ERROR));
  const errors = known.map((spelling) => errorsBetween(word, spelling.word));
  const fewest = Math.min(...errors);
  return fewest <= most ? known.filter((_, i) => errors[i] === fewest) : [];
}

/** How many letters are missing, too many, wrong, or swapped with the next. A word cut short is one error. */
function errorsBetween(typed: string, word: string): number {
  if (word.startsWith(typed)) return 1;
  let [beforeLast, last]: number[][] = [[], Array.from({ length: word.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1];
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      row.push(
        Math.min(
          last![j]! + 1,
          row[j - 1]! + 1,
          last![j - 1]! + (same ? 0 : 1),
          swapped ? beforeLast![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last![word.length]!;
}
