import { isMap, isNode, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Span } from '../span.ts';

type Path = readonly PropertyKey[];

/** A YAML file read against a schema. */
export interface YamlFile<T> {
  /** Null when there are faults. */
  readonly value: T | null;
  /** Each says where it is, what was found and what was expected. */
  readonly faults: readonly string[];
  /** Where the text of a part of the file stands, or of the innermost part that holds it. */
  readonly spanOf: (path: Path) => Span;
  /** `file:line` of a place in the text. */
  readonly placeOf: (span: Span) => string;
}

/**
 * Reads a YAML text against a schema whose messages say what is expected. Scalars come as strings: whether
 * `2021` is a year or a name is for the schema to say.
 */
export function readYaml<S extends z.ZodType>(path: string, text: string, schema: S): YamlFile<z.infer<S>> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const placeOf = ({ start }: Span) => `${path}:${lineCounter.linePos(start).line}`;

  /** The node at a path, or the innermost one on the way there. */
  const nodeAt = (keys: Path) => {
    let found: unknown = document.contents;
    for (const key of keys) {
      const next: unknown = isMap(found) || isSeq(found) ? found.get(key, true) : undefined;
      if (!isNode(next)) break;
      found = next;
    }
    return found;
  };
  const spanOfNode = (node: unknown): Span => {
    const [start, end] = (isNode(node) && node.range) || [0, text.length];
    return { start, end };
  };
  const spanOf = (keys: Path) => spanOfNode(nodeAt(keys));
  const spanOfKey = (keys: Path, key: string) => {
    const node = nodeAt(keys);
    return spanOfNode(isMap(node) && node.items.find((item) => String(item.key) === key)?.key);
  };

  const broken = document.errors.map(
    ({ pos: [start, end], message }) =>
      `${placeOf({ start, end })}: found text that is not YAML (${message}), expected a mapping`,
  );
  // Text that stands elsewhere in the file has no place of its own to point to.
  visit(document, {
    Alias: (_, node) => {
      broken.push(`${placeOf(spanOfNode(node))}: found *${node.source}, expected the text itself`);
    },
  });
  if (broken.length > 0) return { value: null, faults: broken, spanOf, placeOf };

  const written: unknown = document.toJS();
  const result = schema.safeParse(written);
  if (result.success) return { value: result.data, faults: [], spanOf, placeOf };
  const faults = result.error.issues.flatMap((issue) => {
    const { path: keys, message: expected } = issue;
    const field = keys.filter((key) => typeof key === 'string').join('.');
    const fault = (span: Span, found: string) =>
      `${placeOf(span)}: ${field && `${field}: `}found ${found}, expected ${expected}`;
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => fault(spanOfKey(keys, key), key))
      : [fault(spanOf(keys), describe(valueAt(written, keys)))];
  });
  return { value: null, faults, spanOf, placeOf };
}

function valueAt(written: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => Object(value)[key], written);
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : JSON.stringify(value);
}
