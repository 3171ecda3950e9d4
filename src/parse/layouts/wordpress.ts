import { withoutCaptions } from '../html/edges.ts';
import type { HtmlPage } from '../html/html-page.ts';
import { findPosts, type PostMarks, readPost } from '../html/marked-posts.ts';
import { descendants, type Match, marked } from '../html/passages.ts';
import type { Layout } from './layout.ts';

const isBody = marked('.entry-content', '.post-content', '.wp-block-post-content', '.e-content', '.entry');
const isHentry = marked('.hentry');

const isTitle = marked('.entry-title', '.post-title', '.wp-block-post-title', 'h1', 'h2');
/** The oldest theme gives the posts of an archive smaller titles. */
const isOldTitle: Match = ({ tag, id }) => tag === 'h3' && /^post-\d+$/.test(id ?? '');

const MARKS: PostMarks = {
  post: marked('.hentry', '.type-post', '.post', 'article'),
  // The class `entry` is a text's, but where it stands beside `hentry`.
  body: (element) => isBody(element) && !isHentry(element),
  title: (element) => isTitle(element) || isOldTitle(element),
  dateHeader: () => false,
  furniture: marked(
    ...['.sharedaddy', '.jp-relatedposts', '.wpcnt', '.entry-meta', '.entry-footer', '.postmetadata'],
    ...['.post-navigation', '.page-links', '.addtoany_share_save_container', '.more-link'],
  ),
  textIn: withoutCaptions,
};
const isForOne: Match = ({ tag, classes }) => tag === 'body' && classes.includes('single');
/** Of the prose on a page. */
const SMALLEST_SHARE = 0.3;

const isTemplate = marked('.hentry', '.type-post', '.comment-list', '.commentlist', '.wp-block-post-content');

/** A WordPress page, of one post or several, in any theme that keeps the usual class names. */
export const wordpress: Layout<HtmlPage> = {
  name: 'wordpress',
  version: 6,
  description: 'HTML of a WordPress site: a post with its threaded comments, or several posts.',
  recognise({ root, prose, generator }) {
    const elements = [...descendants(root)];
    if (!elements.some(MARKS.body) || !elements.some(MARKS.post)) return 0;
    // On a page for one post whose prose stands elsewhere, only what it points to is marked.
    const marked = elements.filter(MARKS.post).reduce((sum, { span }) => sum + prose.of(span), 0);
    if (elements.some(isForOne) && marked < SMALLEST_SHARE * prose.total) return 0.2;
    if (generator.includes('wordpress')) return 0.95;
    return elements.some(isTemplate) ? 0.9 : 0.5;
  },
  read(page, html) {
    const posts = findPosts(page, html, MARKS).map((found) => readPost(page, html, found, MARKS));
    const [post, ...others] = posts;
    if (!post || others.length > 0) return posts;
    // What the head of a page says is said of its only post.
    const { url, publishedOn, byline } = post;
    return [
      {
        ...post,
        url: url ?? page.url,
        publishedOn: publishedOn ?? html.publishedOn,
        byline: byline ?? html.author,
      },
    ];
  },
};
