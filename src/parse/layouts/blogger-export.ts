import { feedDate } from '../feed/day.ts';
import { type FeedEntry, markup, NO_TEXT } from '../feed/entry.ts';
import { bloggerName } from '../feed/formats.ts';
import { elementsNamed, fieldOf, type XmlElement } from '../feed/xml-elements.ts';
import { webAddress } from '../web-address.ts';
import type { FeedLayout } from './layout.ts';

const KIND = 'http://schemas.google.com/g/2005#kind';

/**
 * All that a blog held when it was taken out of Blogger, in the older form (a category gives the kind) and the newer
 * one (`blogger:type`). Settings, templates, pages, drafts and what was deleted are left out.
 */
export const bloggerExport: FeedLayout = {
  name: 'blogger-export',
  version: 3,
  description: 'A file that Blogger exports: its live posts and the comments on them.',
  recognise(text) {
    const isBlogger = /schemas\.google\.com\/blogger\/20(?:08\/kind#|18)/.test(text);
    return isBlogger && text.includes('<feed') ? 1 : 0;
  },
  read(_, text) {
    return elementsNamed(text, 'entry').flatMap((entry) => {
      const kind = kindOf(entry);
      if (!isLive(entry) || (kind !== 'post' && kind !== 'comment')) return [];
      return [entryOf(entry, kind === 'comment')];
    });
  },
};

/** `post`, `comment`, `settings`, … */
function kindOf(entry: XmlElement): string | null {
  const category = entry.children.find(({ attributes }) => attributes.scheme === KIND);
  return category?.attributes.term?.split('#')[1] ?? fieldOf(entry, 'blogger:type')?.toLowerCase() ?? null;
}

function isLive(entry: XmlElement): boolean {
  const control = entry.children.find(({ name }) => name === 'app:control');
  const isDraft = control && fieldOf(control, 'app:draft') === 'yes';
  return (
    !isDraft && (fieldOf(entry, 'blogger:status') ?? 'LIVE') === 'LIVE' && !fieldOf(entry, 'blogger:trashed')
  );
}

function entryOf(entry: XmlElement, isComment: boolean): FeedEntry {
  const link = (rel: string) =>
    entry.children.find(({ name, attributes }) => name === 'link' && attributes.rel === rel)?.attributes.href;
  const answered = entry.children.filter(({ name }) => name === 'thr:in-reply-to');
  const answers = [
    bloggerName(link('related')),
    bloggerName(fieldOf(entry, 'blogger:inReplyTo')),
    ...answered.map(({ attributes }) => bloggerName(attributes.ref)),
    bloggerName(fieldOf(entry, 'blogger:parent')),
  ];
  const author = entry.children.find(({ name }) => name === 'author');
  const labels = entry.children.filter(
    ({ name, attributes }) => name === 'category' && attributes.scheme !== KIND,
  );
  const name = bloggerName(fieldOf(entry, 'id'));
  return {
    names: name ? [name] : [],
    answers: isComment ? answers.filter((answer) => answer !== null) : null,
    url: webAddress(link('alternate'), null),
    title: isComment ? null : markup(fieldOf(entry, 'title')),
    answeredTitle: null,
    ...feedDate(fieldOf(entry, 'published')),
    author: author ? fieldOf(author, 'name') : null,
    labels: isComment ? [] : labels.flatMap(({ attributes }) => attributes.term ?? []),
    body: markup(fieldOf(entry, 'content')) ?? NO_TEXT,
  };
}
