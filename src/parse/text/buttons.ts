/** The buttons under a comment on Blogger, with which it is answered or deleted. */

/** A button's label that stands before other words of its line. */
export interface Button {
  /** Whether it is the button of a reply, which cannot be answered itself. */
  readonly reply: boolean;
  /** In characters. */
  readonly length: number;
}

/** The button label a line begins with, with or without words glued to it; null when it begins with none. */
export function buttonAt(text: string): Button | null {
  const answerable = /^Reply\s?Delete/.exec(text);
  if (answerable) return { reply: false, length: answerable[0].length };
  if (!text.startsWith('Delete') || isWordDelete(text.slice('Delete'.length))) return null;
  return { reply: true, length: 'Delete'.length };
}

/** Whether what follows `Delete` makes it a word of a sentence rather than a label with a text glued to it. */
function isWordDelete(rest: string): boolean {
  return /^(?:[drs](?![\p{L}\p{N}])|rious|[\s.,;:!?)-])/u.test(rest);
}

/** Whether a line is the buttons under a comment and nothing else: `ReplyDelete`, `Reply Delete`, `Delete`. */
export function isButtons(text: string): boolean {
  return /^(?:Reply|(?:Reply\s?)?Delete)$/.test(text);
}

/** Where the buttons begin that a line of a comment ends with; -1 when it ends with none. */
export function buttonsAtEnd(text: string): number {
  return text.slice(-'Reply Delete'.length).search(/Reply\s?Delete$/) < 0 ? -1 : text.lastIndexOf('Reply');
}

/** Whether a comment ends with a line, because the line is buttons or ends with them. */
export function endsInButtons(text: string): boolean {
  return isButtons(text) || buttonsAtEnd(text) >= 0;
}
