import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { type Run, withGraph } from './command.ts';

interface Options {
  readonly variables?: string;
  readonly operation?: string;
  readonly url?: string;
  readonly format: 'json' | 'csv' | 'table';
}

/** An answer as GraphQL over HTTP has it. */
interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly { readonly line: number; readonly column: number }[];
  }[];
}

export function queryCommand(run: Run): Command {
  return new Command('query')
    .description('Ask the graph a GraphQL query: this database, or any server of Citetrail.')
    .argument('[query]', 'the query itself, a file with it, or - for standard input', '-')
    .option('--variables <json>', 'values of its variables: JSON, or a file with it')
    .option('--operation <name>', 'which operation to run, where the query has several')
    .option('--url <address>', 'ask this server instead of the database')
    .addOption(
      new Option('--format <format>', 'json: the whole answer; csv and table: the rows of its one list')
        .choices(['json', 'csv', 'table'])
        .default('json'),
    )
    .addHelpText(
      'after',
      `
Errors go to standard error. In a table, nested things are dotted columns, and lists are joined in one cell.

Exit codes: 0 answered, 1 answered with errors, 2 wrong usage, or no table in the answer, 3 no database or server.

Examples:
  citetrail query '{ reports(first: 5, orderBy: RANK_DESC) { nodes { name rank } } }' --format table
  citetrail query trail.graphql --variables '{"slug": "review-of-drugs-part-two"}'
  citetrail query '{ posts { groupBy(keys: [YEAR]) { keys count } } }' --format csv > posts-by-year.csv
  echo '{ stats { pages } }' | citetrail query --url http://127.0.0.1:4000/graphql | jq .data`,
    )
    .action((query: string, options: Options) => run((config) => answer(query, options, config)));
}

async function answer(argument: string, options: Options, config: Config): Promise<number> {
  const { readQuery, tableOf } = await import('../graphql/table.ts');
  const query = await queryIn(argument);
  const document = readQuery(query);
  const body = {
    query,
    variables: options.variables === undefined ? undefined : await variablesIn(options.variables),
    operationName: options.operation,
  };
  const { data, errors } = options.url
    ? await askServer(options.url, body, config)
    : await askDatabase(config, body);
  for (const { message, path, locations } of errors ?? []) {
    const place = path
      ? `${path.join('.')}: `
      : locations?.map(({ line, column }) => `line ${line}, column ${column}: `).join('');
    console.error(`citetrail: ${place ?? ''}${message}`);
  }
  if (data !== undefined && data !== null) {
    if (options.format === 'json') {
      console.log(JSON.stringify(errors ? { data, errors } : { data }, null, 2));
    } else {
      const table = tableOf(document, options.operation ?? null, data);
      if (options.format === 'csv') {
        const { csvLines } = await import('../export/csv.ts');
        process.stdout.write(csvLines([table.columns, ...table.rows]));
      } else {
        const { drawTable } = await import('./draw-table.ts');
        const { stdout } = process;
        const bold = (head: string) => styleText('bold', head, { stream: stdout });
        console.log(drawTable(table, stdout.isTTY ? stdout.columns : null, bold));
      }
    }
  }
  return errors ? 1 : 0;
}

/** The text of a query: what has a brace is one, anything else names a file. */
async function queryIn(argument: string): Promise<string> {
  if (argument === '-') return text(process.stdin);
  return argument.includes('{') ? argument : read(argument, 'a query, or a file with one');
}

async function variablesIn(argument: string): Promise<unknown> {
  const written =
    argument.trimStart().startsWith('{') && !existsSync(argument)
      ? argument
      : await read(argument, 'variables as a JSON object, or a file with one');
  try {
    const variables: unknown = JSON.parse(written);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return variables;
  } catch {
    // Told of below: what is no JSON is no object either.
  }
  const { ConfigError } = await import('../errors.ts');
  throw new ConfigError(`The variables are “${written.trim()}”; expected a JSON object.`);
}

async function read(path: string, expected: string): Promise<string> {
  const { ConfigError } = await import('../errors.ts');
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new ConfigError(`Cannot read “${path}”: ${why}; expected ${expected}.`, { cause });
  });
}

function askDatabase(config: Config, body: object): Promise<Answer> {
  return withGraph(config, async (database) => {
    const [{ createGraphQLHandler }, { Writes }, { logged }, { apiSettings }] = await Promise.all([
      import('../graphql/yoga.ts'),
      import('../graphql/writes.ts'),
      import('../graphql/errors.ts'),
      import('../config.ts'),
    ]);
    const log = (fault: object) => console.error(JSON.stringify({ level: 'error', ...fault }));
    const writes = new Writes({
      database,
      pageBytes: config.pageBytes,
      failed: (error) => logged(error, log),
    });
    const handler = createGraphQLHandler({ database, writes, ...apiSettings(config), log });
    const response = await handler.fetch('http://citetrail/graphql', request(body, config));
    const answer = (await response.json()) as Answer;
    await writes.close();
    return answer;
  });
}

async function askServer(url: string, body: object, config: Config): Promise<Answer> {
  const { ConfigError, DatabaseError } = await import('../errors.ts');
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new ConfigError(`--url is “${url}”; expected an address such as http://127.0.0.1:4000/graphql.`);
  }
  const response = await fetch(url, request(body, config)).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new DatabaseError(`Cannot reach ${url}: ${cause}`, { cause: error });
  });
  const said = await response.text();
  try {
    return JSON.parse(said) as Answer;
  } catch {
    throw new DatabaseError(
      `${url} answered ${response.status} with “${said.slice(0, 60).trim()}”; expected the answer of a GraphQL server.`,
    );
  }
}

function request(body: object, { bearer }: Config): RequestInit {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  };
}
