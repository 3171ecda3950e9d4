/** An evaluation as people read it: a table, then every difference where it stands on the page. */
import type { DocumentFault, Exactness } from './documents.ts';
import { type Evaluation, KINDS_OF_JUDGEMENT } from './evaluation.ts';
import type { Place } from './gold.ts';
import type { Measure } from './measure.ts';
import type { KindResult, Share } from './relations.ts';

/** Gives words a colour, or leaves them as they are. */
export type Paint = (colour: 'red' | 'green' | 'yellow' | 'bold' | 'dim', words: string) => string;

const HEADINGS = ['', 'gold', 'found', 'missed', 'wrong', 'unjudged', 'P', 'R', 'F1', 'P*', 'R*', 'F1*'];

/** The whole report, lines of text. */
export function reportOf(evaluation: Evaluation, paint: Paint): string {
  const { kinds, together, standing } = evaluation;
  const [judgement, plainKinds] = [true, false].map((taken) =>
    kinds.filter(({ kind }) => KINDS_OF_JUDGEMENT.has(kind) === taken),
  ) as [KindResult[], KindResult[]];
  const unjudged = plainKinds.reduce((sum, kind) => sum + kind.unjudged, 0);
  const rows = [
    ...plainKinds.map((result) => row(result.kind, result)),
    row('together', { ...together, unjudged }),
    ...(judgement.length > 0 ? [['take judgement:']] : []),
    ...judgement.map((result) => row(result.kind, result)),
  ];
  return [
    exactnessLine('posts', evaluation.posts, paint),
    exactnessLine('comments', evaluation.comments, paint),
    '',
    ...table([HEADINGS, ...rows]).map((line, i) => (i === 0 ? paint('bold', line) : line)),
    paint('dim', '* without what a careful second annotator might drop'),
    ...shares(
      'to what the graph knows: how many of the gold were found',
      plainKinds.flatMap(({ kind, known }) => (known.gold > 0 ? [{ kind, ...known }] : [])),
      paint,
    ),
    ...shares(
      'standing relations, between entities: how many of the gold the vocabulary has',
      standing,
      paint,
    ),
    ...differences(evaluation, paint),
  ].join('\n');
}

function exactnessLine(name: string, { gold, exact, beyond }: Exactness, paint: Paint): string {
  const good = exact === gold && beyond === 0;
  const tooMany = beyond > 0 ? `, ${beyond} too many` : '';
  return `${name.padEnd(9)} ${paint(good ? 'green' : 'red', `${exact} of ${gold} exact${tooMany}`)}`;
}

function shares(
  heading: string,
  kinds: readonly (Share & { readonly kind: string })[],
  paint: Paint,
): string[] {
  if (kinds.length === 0) return [];
  return [
    '',
    paint('bold', heading),
    ...table(kinds.map(({ kind, gold, found }) => [kind, `${found} of ${gold}`])),
  ];
}

function row(name: string, { all, unmarked, unjudged }: Omit<KindResult, 'kind' | 'known'>): string[] {
  const shares = ({ precision, recall, f1 }: Measure) =>
    [precision, recall, f1].map((share) => share?.toFixed(3) ?? '–');
  const counts = [all.gold, all.found, all.missed, all.wrong, unjudged].map(String);
  return [name, ...counts, ...shares(all), ...shares(unmarked)];
}

/** Rows in columns: the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

function differences(
  { posts, comments, misses, standingMisses, falseHits, unjudged }: Evaluation,
  paint: Paint,
): string[] {
  const told: { readonly place: Place | null; readonly words: string }[] = [
    ...[...posts.faults, ...comments.faults].map((fault) => ({
      place: fault.place,
      words: faultWords(fault, paint),
    })),
    ...misses.map(({ place, quote, source, kind, target, marked, known }) => ({
      place,
      words:
        `${paint('yellow', 'missed')}  “${quote}”: expected ${source} ${kind} ${target}` +
        (known ? '' : ', which the graph does not know') +
        (marked ? paint('dim', ' (marked)') : ''),
    })),
    ...standingMisses.map(({ place, quote, source, kind, target }) => ({
      place,
      words: `${paint('dim', 'standing')} “${quote}”: expected ${source} ${kind} ${target} in the vocabulary`,
    })),
    ...falseHits.map(({ place, quote, source, kind, target, expected }) => ({
      place,
      words: `${paint('red', 'wrong')}   “${quote}”: found ${source} ${kind} ${target}; expected ${expected}`,
    })),
    ...unjudged.map(({ place, quote, source, kind, target }) => ({
      place,
      words: `${paint('dim', 'unjudged')} “${quote}”: found ${source} ${kind} ${target}, which the gold does not know`,
    })),
  ];
  const byFile = Map.groupBy(told, ({ place }) => place?.file ?? 'on no page');
  return [...byFile]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, found]) => [
      '',
      paint('bold', file),
      ...found
        .toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0))
        .map(({ place, words }) => `${String(place?.line ?? '').padStart(6)}  ${words}`),
    ]);
}

function faultWords({ id, found, expected }: DocumentFault, paint: Paint): string {
  return `${paint('red', 'inexact')} ${id ?? 'not in the gold'}: found ${found}; expected ${expected}`;
}
