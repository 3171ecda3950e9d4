/**
 * What careful reading finds on pages, written down by hand: the measure for what extraction finds. The form
 * of the file is told in docs/extraction.md.
 */
import { CitetrailError } from '../errors.ts';
import type { EdgeKind } from '../model/edges.ts';
import type { EntityKind } from '../model/entities.ts';
import { goldFile, type WrittenGold } from './gold-schema.ts';

/** A file that is no gold, or contradicts itself: nothing is scored. */
export class GoldError extends CitetrailError {
  readonly code = 'BAD_GOLD';
}

/** A line of a page, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

interface GoldDocument {
  readonly id: string;
  /** Its first and its last eight words, or all of a shorter text. */
  readonly opening: string;
  readonly closing: string;
  /** Where its text begins, on each page that shows it. */
  readonly places: readonly [Place, ...Place[]];
}

export interface GoldPost extends GoldDocument {
  readonly title: string | null;
  /** YYYY-MM-DD; null where the page gives none. */
  readonly date: string | null;
}

export interface GoldComment extends GoldDocument {
  readonly post: string;
  /** 1-based, as one reads down the page. */
  readonly position: number;
  /** The position of the comment it answers; null at top level. */
  readonly parent: number | null;
  readonly signature: string | null;
}

export interface GoldEntity {
  readonly id: string;
  /** The kind it has, and others that count as right. */
  readonly kinds: readonly EntityKind[];
  readonly names: readonly string[];
  /** Whether an annotator might well leave it out. */
  readonly marked: boolean;
}

export interface GoldEdge {
  readonly kind: EdgeKind;
  /** The source, and others that count as right. */
  readonly sources: readonly [string, ...string[]];
  readonly targets: readonly [string, ...string[]];
  readonly evidence: string;
  readonly place: Place;
  /** Whether a careful second annotator might drop it, or an end of it. */
  readonly marked: boolean;
}

/** Text that looks like an entity and is none. */
export interface Trap {
  readonly text: string;
  readonly why: string;
  /** The lines meant, each by the beginning of its file's name; none for every line. */
  readonly places: readonly Place[];
}

export interface Gold {
  readonly posts: readonly GoldPost[];
  readonly comments: readonly GoldComment[];
  readonly entities: readonly GoldEntity[];
  readonly edges: readonly GoldEdge[];
  readonly traps: readonly Trap[];
  /** The names of the pages, in alphabetical order. */
  readonly files: readonly string[];
}

/** Reads a gold file's text; throws GoldError that names every fault, a line each. */
export function readGold(name: string, written: string): Gold {
  let found: unknown;
  try {
    found = JSON.parse(written);
  } catch (error) {
    throw new GoldError(`${name} is not JSON: ${(error as Error).message}; expected a gold file.`);
  }
  const form = goldFile.safeParse(found);
  const faults = form.success
    ? idFaults(form.data)
    : form.error.issues.map(
        ({ path, message }) => `${shownPath(path)} is ${shownAt(found, path)}; expected ${message}`,
      );
  if (faults.length > 0) throw new GoldError(faults.map((fault) => `${name}: ${fault}`).join('\n'));
  return goldFrom(form.data!);
}

function idFaults({ posts, comments, entities, edges }: WrittenGold): string[] {
  const faults: string[] = [];
  const known = new Set<string>();
  for (const [list, items] of Object.entries({ posts, comments, entities })) {
    for (const [i, { id }] of items.entries()) {
      if (known.has(id)) faults.push(`${list}[${i}].id is “${id}”; expected an id that nothing else has`);
      known.add(id);
    }
  }
  const postIds = new Set(posts.map(({ id }) => id));
  const check = (place: string, id: string, ids = known, what = 'a post, comment or entity of this file') => {
    if (!ids.has(id)) faults.push(`${place} is “${id}”; expected the id of ${what}`);
  };
  for (const [i, { reproduces }] of posts.entries()) {
    for (const [j, { entity }] of reproduces.entries()) check(`posts[${i}].reproduces[${j}].entity`, entity);
  }
  for (const [i, { post }] of comments.entries()) {
    check(`comments[${i}].post`, post, postIds, 'a post of this file');
  }
  for (const [i, { source, target, accept_sources, accept_targets }] of edges.entries()) {
    check(`edges[${i}].source`, source);
    check(`edges[${i}].target`, target);
    for (const [j, id] of accept_sources.entries()) check(`edges[${i}].accept_sources[${j}]`, id);
    for (const [j, id] of accept_targets.entries()) check(`edges[${i}].accept_targets[${j}]`, id);
  }
  return faults;
}

function goldFrom(form: WrittenGold): Gold {
  const entities = form.entities.map(
    ({ id, kind, alt_kinds, name, aliases, generic, minor }): GoldEntity => ({
      id,
      kinds: [kind, ...alt_kinds],
      names: [name, ...aliases],
      marked: generic || minor,
    }),
  );
  const posts = form.posts.map(({ id, title, date, occurrences, first_8_words, last_8_words }): GoldPost => {
    const [first, ...others] = occurrences.map(({ file, body_lines: [line] }) => ({ file, line }));
    return { id, title, date, opening: first_8_words, closing: last_8_words, places: [first!, ...others] };
  });
  const comments = form.comments.map(
    ({
      id,
      post,
      position,
      parent_position,
      signature,
      file,
      lines,
      first_8_words,
      last_8_words,
    }): GoldComment => ({
      id,
      post,
      position,
      parent: parent_position,
      signature,
      opening: first_8_words,
      closing: last_8_words,
      places: [{ file, line: lines[0] }],
    }),
  );
  const markedIds = new Set(entities.filter(({ marked }) => marked).map(({ id }) => id));
  const edges = form.edges.map(
    ({ source, kind, target, evidence, file, line, ...edge }): GoldEdge => ({
      kind,
      sources: [source, ...edge.accept_sources],
      targets: [target, ...edge.accept_targets],
      evidence,
      place: { file, line },
      marked: edge.judgement || edge.generic || edge.minor || markedIds.has(source) || markedIds.has(target),
    }),
  );
  const reproductions = form.posts.flatMap(({ id, reproduces }) =>
    reproduces.map(
      ({ entity, file, lines: [line] }): GoldEdge => ({
        kind: 'reproduces',
        sources: [id],
        targets: [entity],
        evidence: form.entities.find((known) => known.id === entity)?.name ?? entity,
        place: { file, line },
        marked: markedIds.has(entity),
      }),
    ),
  );
  const traps = form.not_entities.map(({ text, where, why }): Trap => {
    const places = Array.from(where.matchAll(/([^\s:,;]+):(\d+)/g), ([, file, line]) => ({
      file: file!,
      line: Number(line),
    }));
    return { text, why, places };
  });
  const files = [
    ...[...posts, ...comments].flatMap(({ places }) => places.map(({ file }) => file)),
    ...edges.map(({ place }) => place.file),
  ];
  return {
    posts,
    comments,
    entities,
    edges: [...edges, ...reproductions],
    traps,
    files: [...new Set(files)].sort(),
  };
}

function shownPath(path: readonly PropertyKey[]): string {
  const shown = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return shown.replace(/^\./, '') || 'the whole';
}

function shownAt(found: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], found);
  if (typeof value === 'string') return `“${value}”`;
  if (typeof value !== 'object') return value === undefined ? 'missing' : String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}
