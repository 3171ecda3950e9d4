import { exec } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding, Gate } from './gate.ts';

const clients = import.meta.dirname;
const run = promisify(exec);

/** Where the docs say that the server is. */
const SERVER = 'http://127.0.0.1:4000';

/** A way that the docs go: its files by name, and its commands, what installs packages left out. */
interface Way {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  readonly commands: readonly string[];
}

/**
 * `docs/typed-client.md` as it is pasted: each way in an empty folder, against the server, with the packages of the
 * clients in place of those that it installs.
 */
export function pasted(url: string): Gate {
  return {
    title: 'docs/typed-client.md, as pasted',
    async findings() {
      const ways = waysOf(readFileSync(join(clients, '../../docs/typed-client.md'), 'utf8'));
      const tried = await Promise.all(ways.map((way) => follow(way, new URL(url).origin)));
      return [
        { name: 'two ways', ...(ways.length !== 2 && { fault: `Found ${ways.length}.` }) },
        ...tried.flat(),
      ];
    },
  };
}

/** The sections that have files. A file is the block behind a line that ends with a colon and names it. */
function waysOf(page: string): Way[] {
  return page
    .split(/^## /m)
    .map((section) => {
      const blocks = [...section.matchAll(/(?:^(.*):\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)];
      const files = blocks
        .filter(([, , language]) => language !== 'sh')
        .map(([, lead = '', , text]): [string, string] => [
          /`([\w./-]+\.(?:json|tsx?))`/.exec(lead)![1]!,
          text!,
        ]);
      const commands = blocks
        .filter(([, , language]) => language === 'sh')
        .flatMap(([, , , text]) => text!.trim().split('\n'))
        .filter((line) => !line.startsWith('npm '));
      return { title: section.split('\n', 1)[0]!, files: new Map(files), commands };
    })
    .filter(({ files }) => files.size > 0);
}

async function follow({ title, files, commands }: Way, server: string): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'citetrail-pasted-'));
  const findings: Finding[] = [];
  try {
    symlinkSync(join(clients, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text.replaceAll(SERVER, server));
    }
    const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
    for (const command of commands) {
      const name = `${title.split(':', 1)[0]}: ${command}`;
      const fault = await run(command.replaceAll(SERVER, server), {
        cwd: folder,
        env: { ...process.env, PATH: path, NO_COLOR: '1' },
      }).then(
        () => undefined,
        ({ stdout, stderr }) => `${stdout}${stderr}`,
      );
      findings.push({ name, ...(fault !== undefined && { fault }) });
    }
    return findings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
