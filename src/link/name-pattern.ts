/** How people's names are written in folded text, as parts of patterns. All are of bounded length. */

/** One word of a name: `Russell`, `O'Brien`, `McDonald-Smith`. */
export const NAME_WORD = String.raw`\p{Lu}(?:'\p{Lu})?\p{Ll}[\p{L}'-]{0,30}`;
/** A small word that a surname begins with: `de` in `de Souza`. */
export const PARTICLE = '(?:ap|den|[Dd](?:a|e|el|er|i|u)|[Ll][ae]|[Vv][ao]n)';
/** `Souza`, `de Souza`, `van der Berg`. */
export const SURNAME = `(?:${PARTICLE} ){0,2}${NAME_WORD}`;
/** A name of two words or more, with an initial or not: `Carol Black`, `John F. Kennedy`, `Rachel de Souza`. */
export const FULL_NAME = String.raw`${NAME_WORD} (?:\p{Lu}\.? )?${SURNAME}(?: ${NAME_WORD})?`;
