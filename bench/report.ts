import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const file = new URL('./RESULTS.md', import.meta.url);
const HEADING =
  '# What was measured\n\nEach part is written by the command it names, over the one that stood there.\n';

/** A table of results, and how to get it again. */
export interface Results {
  readonly command: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Writes a table into RESULTS.md, in place of the one of the same title. */
export function report(title: string, { command, note, columns, rows }: Results): void {
  const [cpu, ...others] = cpus();
  const machine = `${others.length + 1} × ${cpu!.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [line(columns), line(columns.map(() => '---:')), ...rows.map(line)].join('\n');
  const day = new Date().toISOString().slice(0, 10);
  const section = `## ${title}\n\n\`${command}\`, ${day}, on ${machine}. ${note}\n\n${table}\n`;
  const old = existsSync(file) ? readFileSync(file, 'utf8') : HEADING;
  const sections = old.split(/^(?=## )/m);
  const at = sections.findIndex((text) => text.startsWith(`## ${title}\n`));
  if (at < 0) sections.push(`\n${section}`);
  else sections[at] = section + (at < sections.length - 1 ? '\n' : '');
  writeFileSync(file, sections.join('').replace(/\n{3,}/g, '\n\n'));
}

/** The one in the middle of values in their order. */
export function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
