import { createRequire } from 'node:module';
import { Help } from 'commander';

/** Loads layouts when help with them is asked for, and at once, as commander waits for no promise. */
const load = createRequire(import.meta.url);

/** The names of all layouts with what each is for, under what pages are written in. */
export function layoutsHelp(): string {
  const { MEDIA } = load('../parse/media.ts') as typeof import('../parse/media.ts');
  const help = new Help();
  help.prepareContext({ helpWidth: process.stdout.columns });
  const longest = Math.max(...MEDIA.flatMap(({ layouts }) => layouts.map(({ name }) => name.length)));
  return MEDIA.flatMap(({ name: medium, layouts }) => [
    `Layouts of ${medium}:`,
    ...layouts.map(({ name, description }) => help.formatItem(name, longest, description, help)),
    '',
  ]).join('\n');
}
