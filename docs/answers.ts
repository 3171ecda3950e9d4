/** How many lines of an answer are shown. */
const LINES = 40;

/** The longest text in an answer that is shown whole, and what is shown of a cursor. */
const LONGEST = 160;
const CURSOR = 12;

/** How wide a list or an object may be to stand on one line. */
const WIDTH = 100;

/** Asks the API, and gives the answer with its errors if it has any. */
export type Ask = (query: string) => Promise<object>;

/** Asks over HTTP. */
export function askAt(url: string): Ask {
  return async (query) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as object;
  };
}

/** Asks what must have an answer: throws when there are errors, or nothing is there. */
export function expectingAnswers(ask: Ask): Ask {
  return async (query) => {
    const answer = (await ask(query)) as { errors?: unknown; data?: Record<string, unknown> | null };
    if (answer.errors || !answer.data || Object.values(answer.data).includes(null)) {
      throw new Error(`Expected an answer to\n${query}\nfound ${JSON.stringify(answer)}`);
    }
    return answer;
  };
}

/** A page whose GraphQL blocks each have their answer behind them, in place of what stood there before. */
export async function withAnswers(page: string, ask: Ask): Promise<string> {
  const parts = page.split(/(```graphql\n[\s\S]*?\n```\n)(?:\n```json\n[\s\S]*?\n```\n)?/);
  const answered = parts.map(async (part) => {
    const query = /^```graphql\n([\s\S]*)\n```\n$/.exec(part)?.[1];
    return query === undefined ? part : `${part}\n${block(await ask(query))}`;
  });
  return (await Promise.all(answered)).join('');
}

/** An answer as a block of JSON; of a long one the beginning, closed so that it still reads as JSON. */
export function block(answer: object): string {
  const lines = laidOut(answer, '', '').split('\n');
  const shown = lines.length <= LINES + 5 ? lines : cut(lines.slice(0, LINES));
  return `\`\`\`json\n${shown.join('\n')}\n\`\`\`\n`;
}

/** Ends lines of JSON with `…` and closes what they left open. */
function cut(lines: readonly string[]): string[] {
  const open: string[] = [];
  for (const line of lines) {
    const indent = /^ */.exec(line)![0];
    if (/^ *[\]}],?$/.test(line)) open.pop();
    else if (/[[{]$/.test(line)) open.push(indent + (line.endsWith('[') ? ']' : '}'));
  }
  return [...lines, `${'  '.repeat(open.length)}…`, ...open.reverse()];
}

/** JSON with short lists and objects on one line, and long texts cut. */
function laidOut(value: unknown, indent: string, name: string): string {
  if (typeof value === 'string') {
    const longest = /cursor$/i.test(name) ? CURSOR : LONGEST;
    return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => laidOut(item, inner, name))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${laidOut(item, inner, key)}`);
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' '];
  if (parts.length === 0) return open + close;
  const line = `${open}${space}${parts.join(', ')}${space}${close}`;
  if (!line.includes('\n') && indent.length + name.length + line.length <= WIDTH) return line;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
