import type { Signature } from '../parse/document.ts';
import type { Circumstances } from './alias-rule.ts';
import { choose } from './choose.ts';
import { CONFIDENCE } from './confidence.ts';
import { type Finding, finding, type Manner } from './finding.ts';
import { type Lexicon, signatureKey } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { named } from './references.ts';

const AUTHORED: Manner = { kind: 'authored_by', method: 'markup', confidence: CONFIDENCE.authorship };

/** The author or organisation whose name is the whole signature, in any case and punctuation. */
export function signedBy(signature: Signature | null, { signers }: Lexicon): Finding[] {
  if (!signature) return [];
  const known = signers.get(signatureKey(signature.name)) ?? [];
  const targets = known.map(({ entity }) => entity);
  return finding(targets, signature.span, AUTHORED);
}

/** The authors whom a byline names among other words, as in "A. Smith and B. Jones, Napo". */
export function namedInByline(byline: Reading, about: Circumstances, lexicon: Lexicon): Finding[] {
  const namings = choose(byline, about).filter(({ names }) => names[0]!.entity.kind === 'author');
  return named(byline, namings, lexicon).map((found) =>
    'target' in found ? { ...found, ...AUTHORED } : found,
  );
}
