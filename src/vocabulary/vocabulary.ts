/**
 * CURATED FILES → VOCABULARY. Comes in: the texts of YAML files, one kind of entity each. Goes out: their
 * entries, each relation with the place of its words in the file, so that a curated edge has evidence like
 * any other. Never happens here: reading files, or half a vocabulary: all faults are told at once.
 */
import { VocabularyError } from '../errors.ts';
import type { AliasRule } from '../model/alias.ts';
import { allowsEnds, type EdgeKind, edgeRules } from '../model/edges.ts';
import type { AUTHOR_TYPES } from '../model/entities/author.ts';
import type { POLICY_TYPES } from '../model/entities/policy.ts';
import type { REPORT_GENRES } from '../model/entities/report.ts';
import type { EntityKind } from '../model/entities.ts';
import type { PartialDate } from '../model/partial-date.ts';
import { fold } from '../model/slug.ts';
import { readYaml, type YamlFile } from '../parse/note/yaml-file.ts';
import { type Page, sha256 } from '../parse/page.ts';
import type { Span } from '../parse/span.ts';
import { type VocabularyName, vocabularyFile, type WrittenFile } from './schema.ts';

export type { VocabularyName } from './schema.ts';

/** A standing relation from the entry to another entry. */
export interface VocabularyRelation {
  readonly kind: EdgeKind;
  readonly target: { readonly kind: EntityKind; readonly slug: string };
  readonly role: string | null;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
  /** Where the fact comes from, where that is not the source of the entry. */
  readonly source: string | null;
  /** Where its words stand in the file, braces included. */
  readonly span: Span;
}

/** What an entry of each kind says beyond what all say. */
export interface VocabularyColumns {
  readonly author: { readonly type: keyof typeof AUTHOR_TYPES };
  readonly organisation: Record<never, never>;
  readonly report: { readonly genre: keyof typeof REPORT_GENRES; readonly published: PartialDate | null };
  readonly policy: {
    readonly type: keyof typeof POLICY_TYPES;
    readonly started: PartialDate | null;
    readonly ended: PartialDate | null;
  };
}

/** A curated entity of one kind. */
interface EntryOf<K extends keyof VocabularyColumns> {
  readonly kind: K;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly url: string | null;
  /** Where the facts come from: a web address, a title, or a page of the corpus. */
  readonly source: string;
  readonly columns: VocabularyColumns[K];
  readonly names: readonly VocabularyName[];
  readonly relations: readonly VocabularyRelation[];
  /** Where the entry stands in the file. */
  readonly span: Span;
}

/** A curated entity: told apart by its kind. */
export type VocabularyEntry = { [K in keyof VocabularyColumns]: EntryOf<K> }[keyof VocabularyColumns];

/** One file with its entries, in the order of the file. */
export interface VocabularyFile {
  readonly page: Page;
  readonly entries: readonly VocabularyEntry[];
}

/** Every curated entity there is. */
export interface Vocabulary {
  readonly files: readonly VocabularyFile[];
}

/** A part of the vocabulary with where it stands, as `file:line`. */
interface Placed<T> {
  readonly part: T;
  readonly place: string;
}

interface PlacedEntry extends Placed<VocabularyEntry> {
  readonly names: readonly Placed<VocabularyName>[];
  readonly relations: readonly PlacedRelation[];
}

interface PlacedRelation extends Placed<VocabularyRelation> {
  /** As written in the file. */
  readonly words: string;
}

/** Reads vocabulary files. Throws one error that lists every fault, a line each. */
export function readVocabulary(files: readonly { path: string; text: string }[]): Vocabulary {
  const faults: string[] = [];
  const placed: PlacedEntry[] = [];
  const read = files.map(({ path, text }): VocabularyFile => {
    const yaml = readYaml(path, text, vocabularyFile);
    faults.push(...yaml.faults);
    const entries = yaml.value ? placeEntries(yaml.value, yaml, text) : [];
    placed.push(...entries);
    return { page: { text, sha256: sha256(text), file: path, url: null }, entries: entries.map(partOf) };
  });
  // What is not defined here may be defined in a file that could not be read.
  const complete = faults.length === 0;
  faults.push(...slugFaults(placed), ...relationFaults(placed), ...nameFaults(placed));
  if (complete) faults.push(...targetFaults(placed));
  if (faults.length > 0) throw new VocabularyError(faults.join('\n'));
  return { files: read };
}

/** A name as a sentence has it: `Payment by results` has its capital for no other reason than that it begins a list's line. */
function inSentence(name: string): string {
  return /^\p{Lu}[\p{Ll}'’-]+(?: [^\p{Lu}]+)+$/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
}

function placeEntries(file: WrittenFile, yaml: YamlFile<WrittenFile>, text: string): PlacedEntry[] {
  return file.entries.map((written, i) => {
    const { slug, name, match_name, summary, url, source, aliases, relations, ...columns } = written;
    const spanOf = (...path: PropertyKey[]) => yaml.spanOf(['entries', i, ...path]);
    const names = aliases.map((part, j) => ({ part, place: yaml.placeOf(spanOf('aliases', j)) }));
    if (match_name === 'true' && !name.includes('(')) {
      names.unshift({
        part: { text: file.kind === 'policy' ? inSentence(name) : name, rule: {} },
        place: yaml.placeOf(spanOf('name')),
      });
    }
    const placedRelations = relations.map((relation, j) => {
      const span = spanOf('relations', j);
      return {
        part: { ...relation, span },
        place: yaml.placeOf(span),
        words: text.slice(span.start, span.end),
      };
    });
    const span = spanOf();
    const common = { slug, name, summary, url, source, span };
    const lists = { names: names.map(partOf), relations: placedRelations.map(partOf) };
    // The schema pairs each kind with its columns; the compiler cannot follow that through the union.
    const part = { kind: file.kind, ...common, columns, ...lists } as VocabularyEntry;
    return { part, place: yaml.placeOf(span), names, relations: placedRelations };
  });
}

function partOf<T>({ part }: Placed<T>): T {
  return part;
}

function idOf({ kind, slug }: { kind: string; slug: string }): string {
  return `${kind}:${slug}`;
}

function slugFaults(entries: readonly PlacedEntry[]): string[] {
  const groups = Map.groupBy(entries, ({ part }) => idOf(part));
  return [...groups].flatMap(([id, [first, ...others]]) =>
    others.map(({ place }) => `${place}: found ${id} again, expected it once (it is at ${first!.place})`),
  );
}

function relationFaults(entries: readonly PlacedEntry[]): string[] {
  return entries.flatMap(({ part: source, relations }) =>
    relations.flatMap(({ part: { kind, target }, place, words }) => {
      const faults: string[] = [];
      if (!words.startsWith('{') || words.includes('\n')) {
        faults.push(`${place}: relations: found a mapping over lines, expected { … } on one line`);
      }
      if (!allowsEnds(kind, source.kind, target.kind)) {
        const allowed = edgeRules().filter((rule) => rule.kind === kind);
        const ends = allowed.map((rule) => `${rule.sourceKind} → ${rule.targetKind}`).join(', ');
        faults.push(`${place}: found ${kind} for ${source.kind} → ${target.kind}, expected one of ${ends}`);
      }
      return faults;
    }),
  );
}

function targetFaults(entries: readonly PlacedEntry[]): string[] {
  const ids = new Set(entries.map(({ part }) => idOf(part)));
  return entries
    .flatMap(({ relations }) => relations)
    .filter(({ part }) => !ids.has(idOf(part.target)))
    .map(
      ({ part, place }) => `${place}: found ${idOf(part.target)}, expected an entity that an entry defines`,
    );
}

/** Two entities may share a name only where their rules tell them apart. */
function nameFaults(entries: readonly PlacedEntry[]): string[] {
  const all = entries.flatMap(({ part, names }) => names.map((name) => ({ id: idOf(part), ...name })));
  const groups = Map.groupBy(all, ({ part }) => fold(part.text));
  return [...groups.values()].flatMap((group) =>
    group.flatMap((name, i) =>
      group
        .slice(0, i)
        .filter(({ id, part }) => id !== name.id && !areApart(part.rule, name.part.rule))
        .map(
          ({ id, place }) =>
            `${name.place}: found ${JSON.stringify(name.part.text)} for ${name.id} and, at ${place}, for ${id}, ` +
            'expected from and until, or after, before or with, to tell them apart',
        ),
    ),
  );
}

function areApart(one: AliasRule, other: AliasRule): boolean {
  if (one.until && other.from && one.until < other.from) return true;
  if (other.until && one.from && other.until < one.from) return true;
  return (['after', 'before', 'with'] as const).some(
    (condition) => JSON.stringify(one[condition]) !== JSON.stringify(other[condition]),
  );
}
