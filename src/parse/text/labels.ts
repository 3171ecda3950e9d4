/** The labels or tags that a site lists over a post or under it. */
import { wordCount } from '../wording.ts';

/** What says that labels follow, with a colon. */
const NAMED =
  /^(?:labels|tags|categor(?:y|ies)|(?:this entry was )?posted in|(?:story )?filed under|published in|tagged(?: with)?) ?:/i;
/** What says so without one, and may as well begin a sentence or a title. */
const FILED =
  /^(?:this entry was posted (?:on|by) .{4,160} and is filed under|(?:this entry was )?posted in|(?:story )?filed under|tagged(?: with)?)\s/i;
/** The labels beside a post's time or day and its own address: `Posted at 14:29 in DIP, Napo | Permalink`. */
const BESIDE_ADDRESS =
  /^(?:posted at \d{1,2}:\d{2}(?: [ap]m)? in|\d{1,2} \p{L}{3,9} \d{4} \|) ([^|]{1,80}?) \| permalink\b/iu;
/** The same a second time on the line. */
const AND_TAGGED = / ?[|•·]?(?: and)? tagged(?: with)?:? /i;
/** Where a list of labels ends and something else of the line begins. */
const BEHIND = /[|•·]| [—–-] |\. (?:Bookmark|You can)\b|\.$| by \p{Lu}/u;
/** In words. */
const LONGEST_LABEL = { capital: 7, small: 3 };
/** What no label begins with, though the rest of a sentence may. */
const SMALL_WORD = /^(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|over|she|he|they|it|the|to|up|with) /;

/**
 * The labels or tags that a line lists: `Labels: DIP, Napo`, `Tagged DIP, Napo`. None for any other line, nor for a
 * sentence or title that begins with such a word: `Tagged offenders will be followed`.
 */
export function labelsIn(text: string): string[] {
  const beside = BESIDE_ADDRESS.exec(text)?.[1];
  if (beside) return labelsIn(`Labels: ${beside}`);
  const named = NAMED.exec(text)?.[0];
  const opening = named ?? FILED.exec(text)?.[0];
  if (opening === undefined) return [];
  const list = text.slice(opening.length).replace(AND_TAGGED, ', ');
  const listed = list.split(BEHIND, 1)[0]!;
  const isStopped = list === `${listed}.`;
  const labels = listed
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  return named !== undefined || labels.every(isLabel) ? labels : [];

  function isLabel(label: string): boolean {
    const isCapital = /^[\p{Lu}\p{N}]/u.test(label);
    return (
      !SMALL_WORD.test(label) &&
      (isCapital || !isStopped) &&
      wordCount(label) <= LONGEST_LABEL[isCapital ? 'capital' : 'small']
    );
  }
}
