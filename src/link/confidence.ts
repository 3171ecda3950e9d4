/**
 * How sure it is that words mean an entity, by the way it was found: from 0 to 1, a rank order set by hand and no
 * measured probability. docs/extraction.md tells curators of it.
 */
export const CONFIDENCE = {
  /** The page itself leads there; what is left to doubt is whether what stood there is there still. */
  link: 0.99,
  /** The page itself says who wrote; what is left to doubt is whether two people share the name. */
  authorship: 0.98,
  /** A name of several words is hardly ever chance. */
  severalWords: 0.95,
  /** A name of one word, or an acronym, may have another sense. */
  oneWord: 0.85,
  /** A title above a text says whose text it is, but not where it ends or what was left out. */
  reproduction: 0.8,
  /** A name that needs its surroundings to count rests on a rule. */
  inContext: 0.75,
  /** `the Black review` is no name: whose, what sort and when leave one of the reports that are known. */
  description: 0.65,
  /** `the committee` is the only one that is named, of those that are known. */
  anaphora: 0.65,
  /** `well said, Ronnie` may be to another of that name. */
  givenName: 0.65,
} as const;
