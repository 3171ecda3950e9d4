import type { ParsedPage } from '../../src/parse/document.ts';

/** What a page says, without where it says it: what stands in a fixture's JSON file. */
export function asPrinted({ parser, posts }: ParsedPage) {
  return {
    parser,
    posts: posts.map((post) => ({
      title: post.title,
      publishedOn: post.publishedOn,
      byline: post.byline?.name ?? null,
      labels: post.labels,
      guest: post.guest?.name ?? null,
      note: post.note?.text ?? null,
      body: post.body.text.split('\n'),
      comments: post.comments.map(({ position, parent, signature, publishedOn, body }) => ({
        position,
        parent,
        publishedOn,
        signature: signature?.name ?? null,
        body: body.text.split('\n'),
      })),
    })),
  };
}
