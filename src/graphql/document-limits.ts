/**
 * How large a document may be: its tokens, how deep its fields nest, how many aliases and directives it has. What a
 * fragment holds counts wherever it is spread. Documents are refused before anything is read, and the verdict is
 * kept with the parsed document.
 */
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
  type ValidationRule,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

export interface DocumentLimits {
  /** Names, values and signs of the text. */
  readonly tokens: number;
  /** Fields within fields; those that ask about the schema do not count. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

/** What a selection of fields comes to, fragments included. */
interface Extent {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

/** Refuses documents beyond the limits, with a code and the figures. */
export function documentLimits(limits: DocumentLimits): Plugin {
  const rule = extentRule(limits);
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source: string, options: ParseOptions) => parseUpTo(limits.tokens, source, options)),
    onValidate: ({ addValidationRule }) => addValidationRule(rule),
  };
}

/** How deep brackets of any sort may nest: what reads documents calls itself for each, and has so much room for that. */
const MOST_NESTED = 200;

function parseUpTo(maxTokens: number, source: string, options: ParseOptions) {
  expectReadable(source, maxTokens);
  return parse(source, { ...options, maxTokens });
}

/** Looks at the signs of a document one after another, which takes no room however they nest. */
function expectReadable(text: string, maxTokens: number): void {
  const lexer = new Lexer(new Source(text));
  let [tokens, nested, deepest] = [0, 0, 0];
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (tokens > maxTokens)
      throw new GraphQLError(`The document has more than ${maxTokens} tokens; expected at most that many.`, {
        extensions: { code: 'TOO_MANY_TOKENS', allowed: maxTokens },
      });
    if (OPENING.has(token.kind)) nested += 1;
    else if (CLOSING.has(token.kind)) nested -= 1;
    deepest = Math.max(deepest, nested);
  }
  if (deepest > MOST_NESTED)
    throw new GraphQLError(`The document nests brackets ${deepest} deep; expected at most ${MOST_NESTED}.`, {
      extensions: { code: 'TOO_DEEP', found: deepest, allowed: MOST_NESTED },
    });
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

const REFUSALS = [
  ['depth', 'TOO_DEEP', 'The document nests fields'],
  ['aliases', 'TOO_MANY_ALIASES', 'The document has aliases in number'],
  ['directives', 'TOO_MANY_DIRECTIVES', 'The document has directives in number'],
] as const;

function extentRule(limits: DocumentLimits): ValidationRule {
  return function DocumentExtent(context) {
    const known = new Map<FragmentDefinitionNode, Extent>();
    const extentOf = ({ selections }: SelectionSetNode): Extent => {
      let [depth, aliases, directives] = [0, 0, 0];
      for (const selection of selections) {
        const within = extentWithin(selection);
        const isField = selection.kind === Kind.FIELD;
        depth = Math.max(depth, within.depth + (isField ? 1 : 0));
        aliases += within.aliases + (isField && selection.alias ? 1 : 0);
        directives += within.directives + (selection.directives?.length ?? 0);
      }
      return { depth, aliases, directives };
    };
    const nothing: Extent = { depth: 0, aliases: 0, directives: 0 };
    const extentWithin = (selection: SelectionSetNode['selections'][number]): Extent => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return extentOfFragment(selection.name.value);
      const { selectionSet } = selection;
      const isAboutSchema = selection.kind === Kind.FIELD && selection.name.value.startsWith('__');
      if (!selectionSet) return nothing;
      return isAboutSchema ? { ...extentOf(selectionSet), depth: 0 } : extentOf(selectionSet);
    };
    const extentOfFragment = (name: string): Extent => {
      const fragment = context.getFragment(name);
      if (!fragment) return nothing;
      const seen = known.get(fragment);
      if (seen) return seen;
      // One that leads back to itself is refused for that; here it must only come to an end.
      known.set(fragment, nothing);
      const extent = extentOf(fragment.selectionSet);
      known.set(fragment, extent);
      return extent;
    };
    return {
      OperationDefinition(operation) {
        const extent = extentOf(operation.selectionSet);
        for (const [what, code, words] of REFUSALS) {
          const [found, allowed] = [extent[what], limits[what]];
          if (found <= allowed) continue;
          const message = `${words} ${found}${what === 'depth' ? ' deep' : ''}; expected at most ${allowed}.`;
          context.reportError(
            new GraphQLError(message, { nodes: operation, extensions: { code, found, allowed } }),
          );
        }
      },
    };
  };
}
