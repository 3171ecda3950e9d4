import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ConfigError } from '../errors.ts';
import type { Run } from './command.ts';
import { counted } from './numbers.ts';

interface Options {
  readonly out?: string;
}

export function documentsCommand(run: Run): Command {
  return new Command('documents')
    .description(
      'Gather the queries of a client into a file of trusted documents, each under the id of its text.',
    )
    .argument(
      '<files...>',
      'GraphQL files, one document each, or JSON files of ids and texts as generators write them',
    )
    .option('--out <file>', 'where to write them; standard output without it')
    .addHelpText(
      'after',
      `
A server that is told of the file answers requests that name a document by its id:
  CITETRAIL_DOCUMENTS=documents.json citetrail serve
  curl 'http://127.0.0.1:4000/graphql?documentId=sha256:…&variables=…' -H 'accept: application/json'
With CITETRAIL_ONLY_TRUSTED=on it answers no others.

Exit codes: 0 written, 2 wrong usage, or a document that does not fit the schema: then nothing is written.

Examples:
  citetrail documents queries/*.graphql --out documents.json
  citetrail documents persisted-documents.json queries/trail.graphql --out documents.json`,
    )
    .action((files: string[], options: Options) => run(() => gather(files, options)));
}

async function gather(files: readonly string[], { out }: Options): Promise<number> {
  const [{ schema }, { faultOf, idOf }] = await Promise.all([
    import('../graphql/schema.ts'),
    import('../graphql/trusted-documents.ts'),
  ]);
  const found = files.flatMap((file) => documentsIn(file, idOf).map((document) => ({ file, ...document })));
  const faults = found.flatMap(({ file, id, text }) => {
    const fault = faultOf(id, text, schema);
    return fault === null ? [] : [`${file}: ${fault}`];
  });
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const documents = Object.fromEntries(found.map(({ id, text }) => [id, text]));
  const json = `${JSON.stringify(documents, null, 2)}\n`;
  if (out === undefined) process.stdout.write(json);
  else {
    await writeFile(out, json).catch((cause) => {
      throw new ConfigError(`Cannot write ${out}: ${cause.message}`, { cause });
    });
    console.error(`${out}: ${counted(Object.keys(documents).length, 'document')}.`);
  }
  return 0;
}

function documentsIn(file: string, idOf: (text: string) => string): { id: string; text: string }[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`Cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
  if (!file.endsWith('.json')) return [{ id: idOf(text), text }];
  try {
    return Object.entries(JSON.parse(text) as Record<string, string>).map(([id, text]) => ({
      // Generators that take the same digest write it without its name.
      id: idOf(text) === `sha256:${id}` ? idOf(text) : id,
      text,
    }));
  } catch (cause) {
    throw new ConfigError(`${file} is not one JSON object of ids and texts.`, { cause });
  }
}
