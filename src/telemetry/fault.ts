/** The code of a database's or network's fault, wherever in its causes it stands. Its words are never told: they hold values. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, cause } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : sqlStateOf(cause);
}
