/** What a note without front matter says of itself under its title: the day, and who wrote it. */
import { publicationDay } from '../dates.ts';
import { linesOf } from '../lines.ts';
import { bylineOf, datelineOf } from '../text/bylines.ts';

/** Emphasis around a whole line, as notes set such lines. */
const AROUND = /^[*_]{1,3}|[*_]{1,3}$/g;

interface NoteHead {
  /** YYYY-MM-DD; null for none. */
  readonly day: string | null;
  readonly author: string | null;
  /** The index of the first line that is text. */
  readonly below: number;
}

/** Reads the lines above the text that give a day or a writer and nothing else. */
export function headOf(lines: readonly string[], from: number): NoteHead {
  let day: string | null = null;
  let author: string | null = null;
  let at = from;
  for (; at < lines.length; at++) {
    const [line] = linesOf(lines[at]!.trim().replace(AROUND, ''));
    if (!line || line.text === '') continue;
    const dated = publicationDay(line.text) ?? datelineOf(line)?.day ?? null;
    const writer = bylineOf(line) ?? datelineOf(line)?.writer ?? null;
    if (dated === null && writer === null) break;
    day ??= dated;
    author ??= writer?.name ?? null;
  }
  return { day, author, below: at };
}
