import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { gazetteerOf, postOf, type Written, written } from './written-page.ts';

const gazetteer = gazetteerOf([
  ['organisation:napo', 'Napo'],
  ['organisation:hmi', 'HMI'],
  ['organisation:board', 'Board'],
  ['report:scheme', 'Pioneering scheme cuts reoffending again'],
]);
const prose = 'It was tried in one county and then in another, and nobody could say how it had gone. '.repeat(
  4,
);

/** Whose words the names in a text are, as `name: voice`, in the order of the page. */
function voices(page: Written, comment?: number): string[] {
  const linked = link(written(page), gazetteer);
  const document = comment === undefined ? postOf(linked) : postOf(linked).comments[comment]!;
  return document.references
    .filter(({ kind }) => kind === 'mentions')
    .map(({ target, voice }) => `${target.slug}: ${voice}`);
}

describe('in a post', () => {
  test.each<[string, Written, string[]]>([
    [
      'the words are its author’s',
      { title: 'Napo', body: 'On HMI.', note: 'The Board.' },
      ['napo: author', 'hmi: author', 'board: author'],
    ],
    // Pages 001 to 004 hand over to what they carry with a colon and a dash.
    [
      'what is handed over to is another’s',
      { body: `Napo says this:-\n\nA Title\n\nHMI ${prose}` },
      ['napo: author', 'hmi: reproduced'],
    ],
    // Page 002 puts a divider behind it.
    [
      'up to a divider',
      { body: `From Napo:-\n\nHMI ${prose}\n\n--oo00oo--\n\nThe Board is wrong.` },
      ['napo: author', 'hmi: reproduced', 'board: author'],
    ],
    [
      'or to the name of who wrote it',
      { body: `Here it is:-\n\nHMI ${prose}\n\nNapo HQ\n\nThe Board is wrong.`, guest: 'Napo HQ' },
      ['hmi: reproduced', 'napo: reproduced', 'board: reproduced'],
    ],
    [
      'what stands between dividers is another’s',
      { body: `Napo.\n\n*****\n\nHMI ${prose}\n\n*****\n\nThe Board.` },
      ['napo: author', 'hmi: reproduced', 'board: author'],
    ],
    ['a last divider ends nothing', { body: `Napo.\n\n*****\n\nHMI` }, ['napo: author', 'hmi: author']],
    [
      'what stands behind the title of a report is another’s',
      { body: `Napo.\n\nPioneering scheme cuts reoffending again\n\nHMI ${prose}` },
      ['napo: author', 'hmi: reproduced'],
    ],
    [
      'a colon hands over to a title with prose',
      { body: `This from Napo:\n\nA Fine Title\n\nHMI ${prose}` },
      ['napo: author', 'hmi: reproduced'],
    ],
    [
      'a colon before a list does not',
      { body: `Napo found:\n\n• HMI was late\n• the Board was not` },
      ['napo: author', 'hmi: author', 'board: author'],
    ],
    // Page 003 quotes an inspector by the paragraph.
    [
      'a paragraph of quotation is another’s',
      { body: `Napo said.\n\n“HMI ${prose}”\n\nThe Board.` },
      ['napo: author', 'hmi: reproduced', 'board: author'],
    ],
    [
      'a phrase in quotes is the author’s',
      { body: '“Napo” is a name, “HMI” another.' },
      ['napo: author', 'hmi: author'],
    ],
    [
      'a line marked as quoted is another’s',
      { body: 'Napo.\n\n> HMI wrote that\n\nThe Board.' },
      ['napo: author', 'hmi: reproduced', 'board: author'],
    ],
    [
      'what stands behind a dateline is another’s',
      { body: `Napo.\n\nAnn Marsh\n\nFriday 6 August 2021, 12.01am, Tide Times\n\nHMI ${prose}` },
      ['napo: author', 'hmi: reproduced'],
    ],
  ])('%s', (_, page, expected) => {
    expect(voices(page)).toEqual(expected);
  });
});

describe('in a comment', () => {
  const address = 'https://example.org/news/1';
  test.each<[string, string, string[]]>([
    ['the words are the commenter’s', 'Napo, I say.', ['napo: commenter']],
    // Pages 003 and 004 have texts pasted under and above the address they come from.
    ['what is pasted under a lone address is another’s', `${address}\n\nNapo ${prose}`, ['napo: reproduced']],
    ['a remark under an address is not', `${address}\n\nNapo again.`, ['napo: commenter']],
    ['what is pasted above one is another’s', `Napo ${prose}\n\n${address}`, ['napo: reproduced']],
    [
      'unless somebody speaks for themselves',
      `Napo ${prose} I think we know.\n\n${address}`,
      ['napo: commenter'],
    ],
    [
      'or only in what is quoted',
      `Napo said “I think we know.” ${prose}\n\n${address}`,
      ['napo: reproduced'],
    ],
  ])('%s', (_, text, expected) => {
    expect(voices({ comments: [{ text }] }, 0)).toEqual(expected);
  });

  test('what answers a comment that is an address alone is from there', () => {
    const comments = [{ text: address }, { text: `Napo ${prose}` }, { text: `HMI ${prose}` }];
    expect(voices({ comments }, 1)).toEqual(['napo: reproduced']);
    expect(voices({ comments }, 2)).toEqual(['hmi: commenter']);
  });
});

test('who signed has no voice', () => {
  const linked = link(written({ byline: 'Napo', body: 'Hm.' }), gazetteer);
  expect(postOf(linked).references).toMatchObject([{ kind: 'authored_by' }]);
  expect(postOf(linked).references[0]).not.toHaveProperty('voice');
});
