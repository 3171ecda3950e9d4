import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { type Entry, gazetteerOf, postOf, said, written } from './written-page.ts';

const saidIn = (body: string, names: readonly Entry[]) => said(link(written({ body }), gazetteerOf(names)));

function unsureIn(body: string, names: readonly Entry[]): string[] {
  const linked = link(written({ body }), gazetteerOf(names));
  return postOf(linked).unsure.map(
    ({ targets, span }) =>
      `"${linked.parsed.page.text.slice(span.start, span.end)}": ${targets.map(({ slug }) => slug).join(', ')}`,
  );
}

describe('of overlapping names', () => {
  const services: Entry[] = [
    ['organisation:probation-service', 'Probation Service'],
    ['organisation:nps', 'National Probation Service'],
  ];
  test.each<[string, Entry[], string, string[]]>([
    [
      'the longer one counts',
      services,
      'The National Probation Service is now the Probation Service.',
      [
        'mentions organisation:nps "National Probation Service"',
        'mentions organisation:probation-service "Probation Service"',
      ],
    ],
    [
      'the longer one counts where they overlap in part',
      [
        ['organisation:a', 'Home Office'],
        ['policy:b', 'Office Drugs Unit'],
      ],
      'the Home Office Drugs Unit',
      ['mentions policy:b "Office Drugs Unit"'],
    ],
    [
      'the first one counts where they are equally long',
      [
        ['organisation:a', 'North East'],
        ['policy:b', 'East Side'],
      ],
      'North East Side',
      ['mentions organisation:a "North East"'],
    ],
    [
      'an organisation swallows names of any kind inside its own',
      [
        ['organisation:unit', 'Durham Checkpoint Unit'],
        ['policy:checkpoint', 'Checkpoint'],
        ['report:unit', 'Checkpoint Unit'],
      ],
      'the Durham Checkpoint Unit',
      ['mentions organisation:unit "Durham Checkpoint Unit"'],
    ],
    [
      'a report leaves the authors, organisations and policies inside its name',
      [
        ['report:reply', 'Napo on TR'],
        ['organisation:napo', 'Napo'],
        ['policy:tr', 'TR'],
        ['author:on', 'on'],
      ],
      'see Napo on TR',
      [
        'mentions organisation:napo "Napo"',
        'cites report:reply "Napo on TR"',
        'mentions author:on "on"',
        'mentions policy:tr "TR"',
      ],
    ],
    [
      'a report swallows the reports and posts inside its name',
      [
        ['report:reply', 'A reply to the Drugs Review'],
        ['report:review', 'Drugs Review'],
        ['post:review', 'the Drugs'],
      ],
      'A reply to the Drugs Review',
      ['cites report:reply "A reply to the Drugs Review"'],
    ],
    [
      'what reaches out of a report’s name does not count',
      [
        ['report:review', 'Review of Drugs'],
        ['policy:drugs', 'Drugs Act'],
      ],
      'the Review of Drugs Act',
      ['cites report:review "Review of Drugs"'],
    ],
    [
      'an organisation inside a report swallows what is inside its own name',
      [
        ['report:r', 'Inquiry into Prison Reform Trust'],
        ['organisation:t', 'Prison Reform Trust'],
        ['policy:p', 'Prison Reform'],
      ],
      'Inquiry into Prison Reform Trust',
      ['cites report:r "Inquiry into Prison Reform Trust"', 'mentions organisation:t "Prison Reform Trust"'],
    ],
    [
      'one whose rule does not hold swallows nothing',
      [['organisation:nps', 'National Probation Service', { from: '2014-06-01' }], services[0]!],
      'the National Probation Service',
      ['mentions organisation:probation-service "Probation Service"'],
    ],
  ])('%s', (_, names, body, expected) => {
    expect(saidIn(body, names)).toEqual(expected);
  });
});

describe('of entities with the same name', () => {
  test('the one whose rule sets more conditions counts', () => {
    const names: Entry[] = [
      ['organisation:impact-charity', 'IMPACT'],
      ['policy:impact', 'IMPACT', { with: ['Bristol'] }],
    ];
    expect(saidIn('IMPACT in Bristol', names)).toEqual(['mentions policy:impact "IMPACT"']);
    expect(saidIn('IMPACT in Leeds', names)).toEqual(['mentions organisation:impact-charity "IMPACT"']);
    expect(unsureIn('IMPACT in Bristol', names)).toEqual([]);
  });

  test('none counts where the rules do not decide, and that is said', () => {
    const names: Entry[] = [
      ['author:john-smith-mp', 'John Smith'],
      ['author:john-smith-po', 'John Smith'],
      ['policy:smith', 'Smith'],
    ];
    expect(saidIn('as John Smith says', names)).toEqual([]);
    expect(unsureIn('as John Smith says', names)).toEqual(['"John Smith": john-smith-mp, john-smith-po']);
  });

  test('a report and a policy of the same name are in each other’s way too', () => {
    const names: Entry[] = [
      ['report:transforming', 'Transforming Rehabilitation'],
      ['policy:transforming', 'Transforming Rehabilitation'],
    ];
    expect(saidIn('Transforming Rehabilitation', names)).toEqual([]);
    expect(unsureIn('Transforming Rehabilitation', names)).toHaveLength(1);
  });

  test('several names of one entity are no doubt', () => {
    const names: Entry[] = [
      ['policy:dip', 'DIP'],
      ['policy:dip', 'Dip'],
      ['policy:dip', 'DIP', { notBefore: ['switch'] }],
    ];
    expect(saidIn('a DIP worker', names)).toEqual(['mentions policy:dip "DIP"']);
    expect(unsureIn('a DIP worker', names)).toEqual([]);
  });
});
