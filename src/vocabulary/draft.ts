/**
 * CANDIDATES → CURATED FILES. Comes in: names that pages use and the vocabulary lacks. Goes out: the YAML of their
 * entries, to be completed by hand and read as it stands. Never happens here: knowing more than the name tells.
 */
import type { Candidate } from '../link/candidates.ts';
import type { POLICY_TYPES } from '../model/entities/policy.ts';
import type { REPORT_GENRES } from '../model/entities/report.ts';
import { ENTITY_KINDS, entityKinds } from '../model/entities.ts';
import { slugify } from '../model/slug.ts';
import { isFullName } from '../parse/wording.ts';

/** What a report is, by the last word of its name; any other is a review. */
const GENRES: Readonly<Record<string, keyof typeof REPORT_GENRES>> = {
  inspection: 'inspection',
  paper: 'white_paper',
  strategy: 'strategy',
  study: 'study',
  survey: 'study',
  evaluation: 'study',
};
/** What a policy is, by the last word of its name; any other is a policy and no more. */
const TYPES: Readonly<Record<string, keyof typeof POLICY_TYPES>> = {
  act: 'law',
  bill: 'law',
  order: 'sentence',
  orders: 'sentence',
  requirement: 'sentence',
  requirements: 'sentence',
  programme: 'programme',
  program: 'programme',
  scheme: 'scheme',
  project: 'scheme',
  pilot: 'scheme',
  initiative: 'scheme',
};

/** The files, one for each kind that there are candidates of, with a line `---` between them. */
export function draftOf(candidates: readonly Candidate[]): string {
  return entityKinds
    .map((kind) => candidates.filter((candidate) => candidate.kind === kind))
    .filter((ofKind) => ofKind.length > 0)
    .map(fileOf)
    .join('\n---\n');
}

function fileOf(candidates: readonly Candidate[]): string {
  const { kind } = candidates[0]!;
  const slugs = new Set<string>();
  const entries = candidates.map((candidate) => entryOf(candidate, slugs));
  return `# For ${ENTITY_KINDS[kind].plural}.yaml.\nkind: ${kind}\nentries:\n${entries.join('\n\n')}`;
}

/** An entry under the places where the name stands; each value in quotes, for names hold any sign. */
function entryOf(candidate: Candidate, slugs: Set<string>): string {
  const { acronym, role, contexts } = candidate;
  const name = JSON.stringify(candidate.name);
  const [context] = contexts;
  const source = `page ${context?.file ?? '(unnamed)'}${context?.date ? `, ${context.date} post` : ''}`;
  return [
    ...contexts.map(({ words }) => `  # ${words}`),
    `  - slug: ${newSlug(candidate.name, slugs)}`,
    `    name: ${name}`,
    ...ownLines(candidate),
    `    summary: ${JSON.stringify(role ? `${role} (to be written).` : 'To be written.')}`,
    `    source: ${JSON.stringify(source)}`,
    ...(acronym ? ['    aliases:', `      - { text: ${JSON.stringify(acronym)}, with: [${name}] }`] : []),
  ].join('\n');
}

/** A slug that is not taken yet: `tide-trust`, then `tide-trust-2`. */
function newSlug(name: string, taken: Set<string>): string {
  const slug = slugify(name);
  let free = slug;
  for (let count = 2; taken.has(free); count++) free = `${slug}-${count}`;
  taken.add(free);
  return free;
}

/** The column that entries of a kind have to themselves, as far as the last word of the name says it. */
function ownLines({ kind, name }: Candidate): string[] {
  const words = name.replace(/ \d{4}$/, '').split(' ');
  const last = words.at(-1)!.toLowerCase();
  if (kind === 'author') return [`    type: ${isFullName(name) ? 'person' : 'pseudonym'}`];
  if (kind === 'report') return [`    genre: ${GENRES[last] ?? 'review'}`];
  if (kind === 'policy') return [`    type: ${TYPES[last] ?? 'policy'}`];
  return [];
}
