import { expect } from 'vitest';
import type { ParsedPage } from '../../src/parse/document.ts';
import type { Passage } from '../../src/parse/passage.ts';
import type { Span } from '../../src/parse/span.ts';
import { words } from './words.ts';

/** Expects every word that was read from a page to be found again where it says it stands. */
export function expectTraceable({ page, posts }: ParsedPage): void {
  const onPage = ({ start, end }: Span) => page.text.slice(start, end);
  for (const post of posts) {
    if (post.titleSpan) expect(onPage(post.titleSpan)).toBe(post.title);
    for (const { name, span } of [post.byline, post.guest, ...post.comments.map((c) => c.signature)].flatMap(
      (signature) => signature ?? [],
    )) {
      expect(onPage(span)).toBe(name);
    }
    for (const passage of [post.body, post.note, ...post.comments.map(({ body }) => body)]) {
      if (passage) expectLinesOnPage(passage, onPage);
    }
  }
}

function expectLinesOnPage(passage: Passage, onPage: (span: Span) => string): void {
  let start = 0;
  for (const line of passage.text.split('\n')) {
    const end = start + line.length;
    if (line !== '') expect(onPage(passage.onPage(start, end)!)).toBe(line);
    if (line !== '' && start > 0 && passage.onPage(0, end)) {
      expect(words(onPage(passage.onPage(0, end)!))).toEqual(words(passage.text.slice(0, end)));
    }
    start = end + 1;
  }
}
