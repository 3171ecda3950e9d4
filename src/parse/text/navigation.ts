/** What leads around a site: menus, the trail to a page, the way to the next one. */
import { type Line, lastWords, nextWords } from '../lines.ts';
import { wordCount } from '../wording.ts';
import { lineOf } from './phrases.ts';

/** What leads to other parts of a site, or past its menus. */
const NAVIGATION = lineOf([
  '(?:skip (?:to )?(?:main |the )?(?:content|navigation|menu))+',
  String.raw`\[an error occurred while processing this directive\]`,
  'home',
  'menu',
  'navigation',
  'search(?: for)?:?',
  '(?:log|sign) ?in',
  'donate',
  'subscribe',
  '(?:latest )?news',
  'blog',
  'media(?: centre)?',
  'press releases?',
  'publications',
  'post categories:',
  'download text',
  '(?:previous|next) debate',
  'alert me about .*',
  'you are here:.*',
  String.raw`« .*\bmain\b.* »`,
]);
/** What a site says of its cookies, and what stands over that. */
const COOKIES =
  /\b(?:we|(?:this|our) (?:web)?site|they|may) (?:also )?(?:uses?|sets?|stores?)\b.{0,60}\bcookies\b|\b(?:accept|reject|manage|about|use of) (?:all |our )?cookies\b|\bcookies (?:on|from) (?:this|our|the|\p{Lu})|^are you ok with cookies\?$|^cookies?$/iu;
const MENU_GAP = /\s*[|•·]\s*|\s{2,}/;
/** In words each. */
const LONGEST_MENU_ITEM = 4;

const MONTH_AND_YEAR = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}* \d{4}`;
const WAY_ON = lineOf([
  '< ?prev(?:ious)? next ?>',
  '(?:<<|«) ?home',
  'subscribe to:.*',
  'view (?:mobile|web) version',
  'popular posts from this blog',
  String.raw`(?:previous|«|<) (?:\d{1,4} )+(?:next|»|>)`,
  `« (?:${MONTH_AND_YEAR})(?: (?:${MONTH_AND_YEAR}) »)?`,
  `(?:${MONTH_AND_YEAR}) »`,
]);
const NEIGHBOURS = /\b(?:newer|older) (?:posts?|entries)\b|\bhome\b/gi;
/** In words. */
const LONGEST_SITE_NAME = 3;

/** Longer lines are a text's, in characters. */
const LONGEST_WAY = 60;
const LONGEST_TRAIL = 240;
const LONGEST_NOTICE = 700;
const LONGEST_MENU = 400;

/** Whether a line leads to other pages: no post comes after it. */
export function isWayOn(text: string): boolean {
  if (WAY_ON.test(text.replace(/ {2,}/g, ' '))) return true;
  if (text.length >= LONGEST_WAY || !/(?:newer|older) (?:post|entr)/i.test(text)) return false;
  return !/[\p{L}\p{N}]/u.test(text.replace(NEIGHBOURS, ''));
}

/** Whether a line says where in a site the page is: `Home > News > Health`. */
export function isTrail(text: string): boolean {
  return (
    (text.length < LONGEST_WAY && /^home \| [^|]{2,40}$/i.test(text)) ||
    (text.length < LONGEST_TRAIL &&
      /^(?:home(?= ?[>»›])|[^>»›]{1,40} ?[>»›])[^>»›]{0,60}(?:[>»›][^>»›]{1,120})+$/i.test(text))
  );
}

/** Whether a line is of the notice by which a site asks to keep cookies. */
function isCookieNotice(text: string): boolean {
  return text.length < LONGEST_NOTICE && COOKIES.test(text);
}

/** Whether a line leads past or around a site: `Skip to main content`, `Home | News | About us`; or asks about cookies. */
export function isNavigation(text: string): boolean {
  if (isCookieNotice(text)) return true;
  if (isTrail(text) || (text.length < LONGEST_MENU && NAVIGATION.test(text))) return true;
  const items = /\d/.test(text) ? [] : partsOfSite(text);
  return items.length > 2 && items.every((item) => item.split(/\s+/).length <= LONGEST_MENU_ITEM);
}

/** Whether the line at this index is what a site calls itself: a few words, first on the page, over the row of its menu. */
export function isSiteName(lines: readonly Line[], at: number): boolean {
  const below = lines[nextWords(lines, at + 1)]?.text ?? '';
  return (
    lastWords(lines, at) < 0 &&
    wordCount(lines[at]!.text) <= LONGEST_SITE_NAME &&
    isNavigation(below) &&
    !isTrail(below) &&
    partsOfSite(below).length > 1
  );
}

/** The parts of the site that a menu or a trail names. */
export function partsOfSite(text: string): string[] {
  return text
    .split(isTrail(text) && !text.includes('|') ? /\s*[>»›]\s*/ : MENU_GAP)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
