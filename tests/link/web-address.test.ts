import { describe, expect, test } from 'vitest';
import { findAddresses, locationOf } from '../../src/link/web-address.ts';

describe('an address in a text', () => {
  test.each([
    ['plain', 'see https://example.org/a/b now', ['https://example.org/a/b']],
    ['at the end of a sentence', 'It is http://example.org/a.', ['http://example.org/a']],
    ['in brackets', 'here (https://example.org/a), there', ['https://example.org/a']],
    ['with brackets of its own', 'https://example.org/a_(b)', ['https://example.org/a_(b)']],
    ['in typographic quotes', '“https://example.org/a”', ['https://example.org/a']],
    ['in angle brackets', '<https://example.org/a>', ['https://example.org/a']],
    ['with the word before run into it', 'Replyhttps://example.org/a', ['https://example.org/a']],
    ['without scheme', 'at www.example.org/a, or', ['www.example.org/a']],
    ['without scheme or www', 'at news.example.co.uk/a!', ['news.example.co.uk/a']],
    ['of e-mail', 'write to a.bell@example.org.', ['a.bell@example.org']],
    ['none in a sentence run into the next', 'It ended.They left at 9.30 e.g. then', []],
    ['none in a handle', 'ask @napo.', []],
    ['several', 'www.a.org https://b.org/c\nd.com', ['www.a.org', 'https://b.org/c', 'd.com']],
  ])('%s', (_, text, expected) => {
    expect(findAddresses(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test('of e-mail leads to no web page', () => {
    expect(findAddresses('a.bell@example.org').map(({ location }) => location)).toEqual([null]);
  });

  test.each(['a', 'a.', 'a@', 'www.', 'http://', 'https://a.b', '(', 'a.com(', 'a@a.', 'a.com ', ').'])(
    'is looked for in time linear in the text: %s',
    (piece) => {
      // A quadratic search would take minutes.
      expect(findAddresses(piece.repeat(50_000)).length).toBeGreaterThanOrEqual(0);
    },
  );
});

describe('two addresses lead to the same page', () => {
  const page = 'https://www.example.co.uk/news/a-story-12';
  test.each([
    ['http', 'http://www.example.co.uk/news/a-story-12'],
    ['no www', 'https://example.co.uk/news/a-story-12'],
    ['no scheme', 'www.example.co.uk/news/a-story-12'],
    ['a closing slash', 'https://www.example.co.uk/news/a-story-12/'],
    ['capitals in the host', 'https://WWW.Example.co.uk/news/a-story-12'],
    ['a query and a fragment', 'https://www.example.co.uk/news/a-story-12?utm_source=x#top'],
    ['an AMP host', 'https://amp.example.co.uk/news/a-story-12'],
    ['an AMP path', 'https://www.example.co.uk/amp/news/a-story-12'],
    ['an AMP path at the end', 'https://www.example.co.uk/news/a-story-12/amp/'],
    ['an AMP file', 'https://www.example.co.uk/news/a-story-12.amp?x=1'],
    ['Google’s AMP viewer', 'https://www.google.com/amp/s/www.example.co.uk/news/a-story-12'],
    [
      'Google’s AMP viewer in another country',
      'https://google.co.uk/amp/s/amp.example.co.uk/amp/news/a-story-12',
    ],
    ['Google’s AMP viewer without TLS', 'https://www.google.com/amp/www.example.co.uk/news/a-story-12'],
    ['the AMP cache', 'https://www-example-co-uk.cdn.ampproject.org/c/s/www.example.co.uk/news/a-story-12'],
    [
      'the AMP cache’s viewer',
      'https://www-example-co-uk.cdn.ampproject.org/v/s/www.example.co.uk/news/a-story-12.amp?a=b#c',
    ],
    ['the AMP cache by its host alone', 'https://www-example-co-uk.cdn.ampproject.org/news/a-story-12'],
    [
      'the AMP cache in Google’s viewer',
      'https://www.google.com/amp/s/www-example-co-uk.cdn.ampproject.org/c/s/www.example.co.uk/news/a-story-12',
    ],
    [
      'a copy in the archive',
      'https://web.archive.org/web/20210901120000/https://www.example.co.uk/news/a-story-12',
    ],
    ['a copy in the archive by its host', 'http://archive.org/web/2021*/www.example.co.uk/news/a-story-12'],
    [
      'Google’s redirect',
      'https://www.google.com/url?sa=t&q=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12&usg=x',
    ],
    [
      'a redirect elsewhere',
      'https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.co.uk%2Fnews%2Fa-story-12',
    ],
    [
      'an archived redirect',
      'https://web.archive.org/web/2021/https://out.example.org/redirect?url=https%3A%2F%2Fexample.co.uk%2Fnews%2Fa-story-12',
    ],
    [
      'a copy that lost a slash',
      'https://web.archive.org/web/20210901/http:/www.example.co.uk/news/a-story-12',
    ],
    [
      'the National Archives’ copy',
      'https://webarchive.nationalarchives.gov.uk/20130101/http://www.example.co.uk/news/a-story-12',
    ],
    [
      'the National Archives’ copy at its new place',
      'https://webarchive.nationalarchives.gov.uk/ukgwa/20130101120000mp_/https://www.example.co.uk/news/a-story-12',
    ],
    [
      'the National Archives’ latest copy',
      'http://webarchive.nationalarchives.gov.uk/+/www.example.co.uk/news/a-story-12',
    ],
    [
      'the Scottish archive’s copy',
      'https://webarchive.nrscotland.gov.uk/20210901120000/https://www.example.co.uk/news/a-story-12',
    ],
    [
      'the British Library’s copy',
      'https://www.webarchive.org.uk/wayback/archive/20210901/https://www.example.co.uk/news/a-story-12',
    ],
    ['a copy at archive.ph', 'https://archive.ph/2021/https://www.example.co.uk/news/a-story-12'],
    ['a copy at archive.today', 'https://archive.today/newest/https://www.example.co.uk/news/a-story-12'],
    ['a copy at archive.is without a day', 'http://archive.is/https://www.example.co.uk/news/a-story-12'],
    [
      'a link that Outlook looked at',
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12&data=05',
    ],
    [
      'YouTube’s redirect',
      'https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12',
    ],
    [
      'a redirect that says so',
      'https://news.example.org/redirect?url=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12',
    ],
  ])('with %s', (_, address) => {
    expect(locationOf(address)?.page).toBe(locationOf(page)?.page);
  });

  test('doubled dashes of the AMP cache are dashes', () => {
    expect(locationOf('https://my--site-org.cdn.ampproject.org/a')?.page).toBe('my-site.org/a');
  });

  test.each([
    ['another page', 'https://www.example.co.uk/news/a-story-13'],
    ['another host', 'https://news.example.co.uk/news/a-story-12'],
    ['a part of the path', 'https://www.example.co.uk/news'],
    ['a search for it', 'https://www.google.com/search?q=www.example.co.uk%2Fnews%2Fa-story-12'],
    ['a word in the path that begins with amp', 'https://www.example.co.uk/ampere/news/a-story-12'],
    [
      'a way to share it on Facebook',
      'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12',
    ],
    [
      'a way to share it on Twitter',
      'https://twitter.com/intent/tweet?url=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12',
    ],
    [
      'a way to log in to it',
      'https://www.example.co.uk/login?redirect=https%3A%2F%2Fwww.example.co.uk%2Fnews%2Fa-story-12',
    ],
    ['a list of the archive’s copies', 'https://archive.ph/Ab1Cd'],
  ])('not with %s', (_, address) => {
    expect(locationOf(address)?.page).not.toBe(locationOf(page)?.page);
  });

  test.each(['', 'https://', 'http://[', `https://example.org/${'a'.repeat(5000)}`])(
    'and what is no address leads nowhere',
    (address) => {
      expect(locationOf(address)).toBeNull();
    },
  );

  test('a blog’s, which each country sees under a name of its own', () => {
    const home = locationOf('https://quay.blogspot.com/2014/03/lamp.html')?.page;
    for (const abroad of ['blogspot.co.uk', 'blogspot.ie', 'blogspot.com.au'])
      expect(locationOf(`http://quay.${abroad}/2014/03/lamp.html`)?.page).toBe(home);
    expect(locationOf('http://shed.blogspot.co.uk/2014/03/lamp.html')?.page).not.toBe(home);
    expect(locationOf('http://quay.blogspot.example.org/2014/03/lamp.html')?.page).not.toBe(home);
  });
});
