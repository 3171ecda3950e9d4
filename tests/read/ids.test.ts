import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestError } from '../../src/errors.ts';
import { edgeKinds } from '../../src/model/edges.ts';
import { entityKinds } from '../../src/model/entities.ts';
import { slugify } from '../../src/model/slug.ts';
import { parseId, relationId } from '../../src/read/ids.ts';
import { runs } from '../support/runs.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 120 });
const longWord = fc.string({ unit: fc.constantFrom('a', 'é', '-'), maxLength: 200 });
const entity = fc.record({ kind: fc.constantFrom(...entityKinds), slug: text.map(slugify) });

test('whatever a title is, its slug can stand in an id, is not too long, and is its own slug', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.lorem({ maxCount: 40 }), longWord), (title) => {
      const slug = slugify(title);
      expect(slug.length).toBeLessThanOrEqual(80);
      expect(parseId(`post:${slug}`)).toEqual({ of: 'entity', entity: { kind: 'post', slug } });
      expect(slugify(slug)).toBe(slug);
    }),
    { numRuns: runs(500) },
  );
});

test('a relation’s id says its ends, its kind and what tells it from others', () => {
  const qualifier = fc.string({ unit: 'grapheme' }).map((words) => words.replaceAll(':', ''));
  fc.assert(
    fc.property(
      entity,
      fc.constantFrom(...edgeKinds),
      entity,
      qualifier,
      (source, kind, target, qualifier) => {
        const id = relationId(source, kind, target, qualifier);
        expect(parseId(id)).toEqual({ of: 'relation', source, kind, target, qualifier });
      },
    ),
    { numRuns: runs(300) },
  );
});

test('any text is an id or BAD_ID, and an id holds nothing that its parts do not say', () => {
  const part = fc.oneof(
    fc.constantFrom('relation', 'evidence', 'capture', 'post', 'report/a', 'cites', 'a'.repeat(64), '17', ''),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const id = parts.join(':');
      try {
        const parsed = parseId(id);
        if (parsed.of === 'entity') expect(`${parsed.entity.kind}:${parsed.entity.slug}`).toBe(id);
        if (parsed.of === 'evidence') expect(`evidence:${parsed.number}`).toBe(id);
        if (parsed.of === 'capture') expect(`capture:${parsed.sha256}`).toBe(id);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        expect(error.code).toBe('BAD_ID');
        expect(error.message.length).toBeLessThan(500);
      }
    }),
    { numRuns: runs(500) },
  );
});
