import type { Span } from '../parse/span.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Reference, Unsure } from './linked-page.ts';
import { onPage, type Reading } from './reading.ts';

/** What a place on the page says, or leaves open. */
export type Finding = Reference | Unsure;

/** A reference but for its target and place. */
export type Manner = Omit<Reference, 'target' | 'span' | 'voice'>;

/** The reference to the one entity that a place can mean, or the doubt between several; none without a place. */
export function finding(targets: readonly EntityRef[], span: Span | null, manner: Manner): Finding[] {
  const [target, ...others] = new Map(targets.map((entity) => [entityKey(entity), entity])).values();
  if (!target || !span) return [];
  return others.length > 0 ? [{ targets: [target, ...others], span }] : [{ ...manner, target, span }];
}

/** What a stretch of the folded text says, or leaves open, by its words. */
export function findingIn(
  reading: Reading,
  words: Span,
  targets: readonly EntityRef[],
  said: Pick<Manner, 'kind' | 'confidence'>,
): Finding[] {
  return finding(targets, onPage(reading, words), { ...said, method: 'text_match' });
}

/** What was found in a document, in page order; that it names its own authors is no mention. */
export function settle(findings: readonly Finding[]): { references: Reference[]; unsure: Unsure[] } {
  const sorted = findings.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const references = sorted.filter((found) => 'target' in found);
  const authored = references.filter(({ kind }) => kind === 'authored_by');
  const authors = new Set(authored.map(({ target }) => entityKey(target)));
  return {
    references: references.filter(
      ({ kind, target }) => kind !== 'mentions' || !authors.has(entityKey(target)),
    ),
    unsure: sorted.filter((found) => 'targets' in found),
  };
}
