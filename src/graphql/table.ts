/**
 * Makes a table of an answer: its one list of things becomes rows, what is nested in them dotted columns. Works on
 * the query and its answer alone, so that it serves answers of any server.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { CitetrailError } from '../errors.ts';

/** The answer to this query is no table. */
export class TableError extends CitetrailError {
  readonly code = 'NOT_A_TABLE';
}

/** A query that cannot be read. */
export class QueryError extends CitetrailError {
  readonly code = 'BAD_QUERY';
}

/** Rows of cells in the order of the columns; a list of values is one cell. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Reads a query; throws QueryError with the place of the fault. */
export function readQuery(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    throw new QueryError(`The query cannot be read: line ${line}, column ${column}: ${error.message}`);
  }
}

/** The table that an answer makes; throws TableError when it has no list, or several. */
export function tableOf(document: DocumentNode, operationName: string | null, data: unknown): Table {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new QueryError('The query has several operations; expected the name of one.');
  const fieldsOf = fieldsIn(document);
  const missing: string[] = [];
  const lists = listsIn(operation.selectionSet, data, [], fieldsOf, missing);
  const [list, ...others] = lists;
  if (!list) {
    const why = missing.length > 0 ? `, for \`${missing.join('`, `')}\` is null` : '';
    throw new TableError(`The answer has no rows to make a table of${why}; expected one list of objects.`);
  }
  if (others.length > 0) {
    const names = lists.map(({ path }) => `\`${path.join('.')}\``).join(', ');
    throw new TableError(
      `The answer has ${lists.length} lists, ${names}; expected one. Ask for them one at a time.`,
    );
  }
  const paths = columnsIn(list.selection, [], fieldsOf, list.path);
  return {
    columns: paths.map((path) => path.join('.')),
    rows: list.rows.map((row) => paths.map((path) => valueAt(row, path))),
  };
}

type FieldsOf = (selection: SelectionSetNode) => readonly FieldNode[];

/** The fields of a selection, those of its fragments included, as if all of them applied. */
function fieldsIn(document: DocumentNode): FieldsOf {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      return fragment ? fieldsOf(fragment) : [];
    });
  return fieldsOf;
}

interface FoundList {
  readonly path: readonly string[];
  readonly selection: SelectionSetNode;
  readonly rows: readonly unknown[];
}

const keyOf = (field: FieldNode) => field.alias?.value ?? field.name.value;

const memberOf = (value: unknown, key: string): unknown => (value as Record<string, unknown> | null)?.[key];

/** The outermost lists of objects in an answer; tells where there is nothing. */
function listsIn(
  selection: SelectionSetNode,
  value: unknown,
  path: readonly string[],
  fieldsOf: FieldsOf,
  missing: string[],
): FoundList[] {
  return fieldsOf(selection).flatMap((field) => {
    if (!field.selectionSet) return [];
    const here = [...path, keyOf(field)];
    const found = memberOf(value, keyOf(field));
    if (Array.isArray(found)) return [{ path: here, selection: field.selectionSet, rows: found }];
    if (found === null || found === undefined) {
      missing.push(here.join('.'));
      return [];
    }
    return listsIn(field.selectionSet, found, here, fieldsOf, missing);
  });
}

/** The places in a row that have a value, each once, in the order in which they are asked for. */
function columnsIn(
  selection: SelectionSetNode,
  path: readonly string[],
  fieldsOf: FieldsOf,
  list: readonly string[],
): (readonly string[])[] {
  const columns = fieldsOf(selection).flatMap((field) => {
    const here = [...path, keyOf(field)];
    if (!field.selectionSet) return [here];
    if (['nodes', 'edges'].includes(field.name.value)) {
      throw new TableError(
        `Each row of \`${list.join('.')}\` has rows of its own, \`${here.join('.')}\`; expected one list of rows. ` +
          'Ask for their `totalCount`, or for them alone.',
      );
    }
    return columnsIn(field.selectionSet, here, fieldsOf, list);
  });
  return [...new Map(columns.map((column) => [column.join('.'), column])).values()];
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value ?? null;
  if (!Array.isArray(value)) return valueAt(memberOf(value, key), rest);
  return value.flatMap((item) => valueAt(item, [key, ...rest]));
}
