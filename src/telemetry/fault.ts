/** The code of a database's or network's fault, wherever in its causes it stands. Its words are never told: they hold values. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, cause } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : sqlStateOf(cause);
}

/** What may be told of a fault of the program: its sort and place, no values. */
export function faultOf(error: unknown) {
  const { name, stack } = error as Error;
  const sqlState = sqlStateOf(error);
  const frames = stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  return {
    error: name ?? typeof error,
    ...(sqlState && { sqlState }),
    ...(frames && { stack: frames }),
  };
}
