/** What a token lets its bearer do. */
export const TOKEN_SCOPES = {
  ingest: 'Read pages into the graph.',
  hide: 'Hide documents, and show them again.',
  erase: 'Erase authors.',
} as const;

export type TokenScope = keyof typeof TOKEN_SCOPES;

export const tokenScopes = Object.keys(TOKEN_SCOPES) as TokenScope[];

export function isTokenScope(text: string): text is TokenScope {
  return Object.hasOwn(TOKEN_SCOPES, text);
}
