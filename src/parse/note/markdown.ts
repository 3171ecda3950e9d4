/**
 * Markdown → markup, as far as notes need it: headings, lists, quotations, code, emphasis and links. What is
 * not known is left as it is written, so that no word is lost. Linear in the text.
 */

const LINK =
  /(?<mark>[*_]{0,3})!?\[(?<words>[^[\]\n]{1,500})\]\((?<url>(?:[^\s()<>]|\([^\s()<>]{0,500}\)){1,2000})(?: "[^"\n]{0,500}")?\)\k<mark>|<(?<address>https?:\/\/[^\s<>]{1,2000})>/g;
const EMPHASIS =
  /(?<![\p{L}\p{N}*_\\`])(?<mark>\*{1,3}|_{1,3}|`)(?=[^\s*_`])(?<words>[^*_`\n]{1,1000})(?<=\S)\k<mark>(?![\p{L}\p{N}*_`])/gu;
const ESCAPE = /\\([\\`*_{}[\]()#+.!<>-])/g;

const HEADING = /^(?<marks>#{1,6})\s+(?<words>\S.*)$/;
const ITEM = /^(?<indent>\s*)(?<mark>[-*+]|\d{1,9}[.)])\s+(?<words>\S.*)$/;
/** What opens a block of code, perhaps with the name of its language: "```js". A word in backticks opens none. */
const FENCE = /^\s{0,3}(?<mark>`{3,}(?=[^`]*$)|~{3,})(?<behind>.*)$/;
const QUOTATION = /^\s{0,3}(?:>\s?)+/;
const RULE = /^\s{0,3}(?:(?:\*\s*){3,80}|(?:-\s*){3,80}|(?:_\s*){3,80})$/;

/** A heading's depth, from 1, and its words. */
export interface Heading {
  readonly depth: number;
  readonly words: string;
}

/** A list item: how far its mark is indented, and the words behind it. */
export interface Item {
  readonly indent: number;
  readonly mark: string;
  readonly words: string;
}

/** The heading that a line is; null for any other line. */
export function headingOf(line: string): Heading | null {
  const { marks, words } = HEADING.exec(line)?.groups ?? {};
  return marks && words ? { depth: marks.length, words: words.trim() } : null;
}

/** The list item that a line begins; null for any other line. */
export function itemOf(line: string): Item | null {
  const { indent, mark, words } = ITEM.exec(line)?.groups ?? {};
  if (indent === undefined || !mark || !words) return null;
  return { indent: indent.replaceAll('\t', '    ').length, mark, words };
}

/** For each line whether it stands in a block that is taken as it is written, or opens or closes one. */
export function fencedLines(lines: readonly string[]): (false | 'opens' | 'within' | 'closes')[] {
  /** The mark that opened the block; it is closed by the same, as long or longer, and nothing behind. */
  let open: string | null = null;
  return lines.map((line) => {
    const { mark, behind } = FENCE.exec(line)?.groups ?? {};
    if (open === null) {
      open = mark ?? null;
      return mark !== undefined && 'opens';
    }
    if (!mark?.startsWith(open) || behind!.trim() !== '') return 'within';
    open = null;
    return 'closes';
  });
}

/** The markup of lines of Markdown. The numbers of lists stay: they may be a report's own. */
export function markupOf(lines: readonly string[]): string {
  const fenced = fencedLines(lines);
  const blocks = lines.map((line, at) => {
    if (fenced[at] === 'within') return `${escaped(line)}\n`;
    if (fenced[at]) return fenced[at] === 'opens' ? '<pre>' : '</pre>';
    return blockOf(line);
  });
  return blocks.join('');
}

function blockOf(line: string): string {
  if (line.trim() === '' || RULE.test(line)) return '<p></p>';
  const heading = headingOf(line);
  if (heading) return `<h2>${inline(heading.words)}</h2>`;
  const words = line.replace(QUOTATION, '');
  const item = itemOf(words);
  if (item) return `<div></div>${/\d/.test(item.mark) ? `${item.mark} ` : ''}${inline(item.words)}\n`;
  return /(?: {2}|\\)$/.test(words.slice(-2))
    ? `${inline(words.replace(/\\$/, ''))}<br>`
    : `${inline(words)}\n`;
}

function inline(text: string): string {
  let markup = '';
  let done = 0;
  for (const { index, groups, 0: all } of text.matchAll(LINK)) {
    const { words, url, address } = groups!;
    const href = escaped(url ?? address ?? '').replaceAll('"', '&quot;');
    const link = `<a href="${href}">${plain(words ?? address ?? '')}</a>`;
    markup += plain(text.slice(done, index)) + link;
    done = index + all.length;
  }
  return markup + plain(text.slice(done));
}

/** The words without the marks of emphasis, twice for one inside the other. */
function plain(text: string): string {
  const words = text.replace(EMPHASIS, '$<words>').replace(EMPHASIS, '$<words>');
  return escaped(words.replace(ESCAPE, '$1'));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
