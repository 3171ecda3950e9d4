import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import type { Finding, Gate } from './gate.ts';

/**
 * What breaks clients is announced: every breaking change of `schema.graphql` since the last release, or
 * before the first one since it was last committed otherwise, has its line in the changelog.
 */
export const schemaChanges: Gate = {
  title: 'Changes of the schema',
  async findings() {
    const schema = readFileSync('schema.graphql', 'utf8');
    const before = schemaBefore(schema);
    if (!before) return [{ name: 'no other version of schema.graphql is known to git' }];
    const changes = await diff(buildSchema(before.text), buildSchema(schema));
    const announced = announcements(readFileSync('CHANGELOG.md', 'utf8'));
    const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
    return [
      { name: `since ${before.version}: ${changes.length} changes, ${breaking.length} of them breaking` },
      ...breaking.map(({ message, path = '' }): Finding => {
        const field = path.split('.').slice(0, 2).join('.');
        return announced.some((line) => line.includes(field))
          ? { name: `announced: ${message}` }
          : {
              name: message,
              fault: `breaks clients; expected a line “- Breaking: …” that names \`${field}\` under Unreleased in CHANGELOG.md.`,
            };
      }),
    ];
  },
};

/** The lines under Unreleased that say what breaks. */
export function announcements(changelog: string): string[] {
  const [, unreleased = ''] = changelog.split(/^## \[Unreleased\]$/m);
  const [current = ''] = unreleased.split(/^## /m);
  return current.split('\n').filter((line) => /^(?:- )?Breaking:/.test(line));
}

/** The schema of the last release; before the first one, the last committed schema that is another one. */
function schemaBefore(schema: string): { version: string; text: string } | null {
  try {
    const release = git('tag', '--merged', 'HEAD', '--sort=-v:refname', '--list', 'v*').split('\n')[0];
    const versions = release
      ? [release]
      : git('log', '-2', '--format=%h', '--', 'schema.graphql').split('\n').filter(Boolean);
    for (const version of versions) {
      const text = git('show', `${version}:schema.graphql`);
      if (release || text !== schema) return { version, text };
    }
  } catch {
    // Without git, or its history, as in a copy of the files alone.
  }
  return null;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
