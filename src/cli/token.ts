import { Command, InvalidArgumentError } from 'commander';
import { isTokenScope, TOKEN_SCOPES, type TokenScope, tokenScopes } from '../model/token-scopes.ts';
import { type Run, withGraph } from './command.ts';
import { numberIn } from './numbers.ts';

const MOST_DAYS = 3_650;

export function tokenCommand(run: Run): Command {
  const scopes = tokenScopes.map((scope) => `  ${scope.padEnd(8)}${TOKEN_SCOPES[scope]}`).join('\n');
  const command = new Command('token')
    .description('Make, list and revoke the tokens with which people and programs write over the API.')
    .addHelpText(
      'after',
      `
What a token may be for:
${scopes}

A token is shown once, when it is made; the graph keeps a fingerprint of it. It is sent as a header:
  curl http://127.0.0.1:4000/graphql -H "authorization: Bearer $CITETRAIL_BEARER" …

Exit codes: 0 done, 1 there is no such token, 2 wrong usage or settings, 3 no database.

Examples:
  citetrail token create 'nightly crawl' --for ingest
  citetrail token create 'Ada, moderator' --for hide,erase --days 30
  citetrail token list
  citetrail token revoke 3f9c0a51b7de`,
    );
  command
    .command('create')
    .description('Make a token and print it, once.')
    .argument('<name>', 'whose it is: the audit log says so with everything that is written')
    .requiredOption(
      '--for <scopes>',
      `what it is for: ${tokenScopes.join(', ')}; several with commas`,
      scopesIn,
    )
    .option('--days <number>', 'for how many days it holds', numberIn({ least: 1, most: MOST_DAYS }), 90)
    .action((name: string, { for: scopes, days }: { for: readonly TokenScope[]; days: number }) =>
      run((config) =>
        withGraph(config, async ({ statements }) => {
          const { createToken } = await import('../store/tokens.ts');
          console.log(await createToken(statements, { name, scopes, days }));
          console.error(`For ${scopes.join(', ')}, for ${days} days. It is not shown again.`);
          return 0;
        }),
      ),
    );
  command
    .command('list')
    .description('List all tokens, the newest first, without their secrets.')
    .option('--json', 'print them as one JSON list')
    .action(({ json }: { json?: true }) =>
      run((config) =>
        withGraph(config, async ({ statements }) => {
          const { listTokens } = await import('../store/tokens.ts');
          const tokens = await listTokens(statements);
          if (json) console.log(JSON.stringify(tokens));
          else if (tokens.length === 0) console.log('There are no tokens.');
          for (const { id, name, scopes, expiresAt, state } of json ? [] : tokens)
            console.log(
              `${id}  ${state.padEnd(8)}until ${expiresAt}  ${scopes.join(',').padEnd(18)}  ${name}`,
            );
          return 0;
        }),
      ),
    );
  command
    .command('revoke')
    .description('End a token at once.')
    .argument('<id>', 'the id that `token list` gives')
    .action((id: string) =>
      run((config) =>
        withGraph(config, async ({ statements }) => {
          const { revokeToken } = await import('../store/tokens.ts');
          if (await revokeToken(statements, id)) {
            console.log(`${id} is revoked.`);
            return 0;
          }
          console.error(
            `citetrail: There is no token “${id}” that is not revoked; see \`citetrail token list\`.`,
          );
          return 1;
        }),
      ),
    );
  return command;
}

function scopesIn(text: string): readonly TokenScope[] {
  const scopes = text.split(',').map((scope) => scope.trim());
  const wrong = scopes.find((scope) => !isTokenScope(scope));
  if (wrong === undefined) return [...new Set(scopes as TokenScope[])];
  throw new InvalidArgumentError(`Found “${wrong}”; expected some of ${tokenScopes.join(', ')}.`);
}
