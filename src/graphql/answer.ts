import type { ExecutionResult } from 'graphql';

/** An answer whose data may be JSON text already; they are read from it only where someone looks at them. */
export type Answer = ExecutionResult & { readonly json?: string; readonly stringify?: () => string };

/** An answer whose data are text. */
export function answerOf(json: string, extensions?: ExecutionResult['extensions']): Answer {
  return {
    get data() {
      return JSON.parse(json);
    },
    ...(extensions && { extensions }),
    json,
    stringify: () => `{"data":${json}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`,
  };
}

/** The answer with more beside it. */
export function extended(answer: Answer, more: Readonly<Record<string, unknown>>): Answer {
  const extensions = { ...answer.extensions, ...more };
  return answer.json === undefined ? { ...answer, extensions } : answerOf(answer.json, extensions);
}
