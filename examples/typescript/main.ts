/**
 * Who comments under the posts that cite a report, and what they cite in turn. Every field below is checked against
 * the schema: misspell one and the compiler says so.
 *
 *     npm install && npm run types && npm start
 */
import { ask, graphql } from './graphql.ts';

const Discussion = graphql(`
  query Discussion($slug: String!) {
    report(slug: $slug) {
      name
      citingPosts(first: 10, orderBy: PUBLISHED_ON_DESC) {
        nodes {
          name
          publishedOn
          comments(first: 20, where: { has: { kinds: [CITES] } }) {
            nodes {
              authorName
              cites(first: 5) { nodes { target { name } confidence } }
            }
          }
        }
      }
    }
  }
`);

const { report } = await ask(Discussion, { slug: process.argv[2] ?? 'review-of-drugs-part-two' });
if (!report) throw new Error('There is no such report.');
console.log(`${report.name}: ${report.citingPosts.nodes.length} posts cite it`);
for (const { name, publishedOn, comments } of report.citingPosts.nodes) {
  console.log(`\n${publishedOn ?? 'undated'}  ${name}`);
  for (const { authorName, cites } of comments.nodes) {
    for (const { target, confidence } of cites.nodes) {
      console.log(`  ${authorName ?? 'somebody'} cites ${target.name} (${confidence.toFixed(2)})`);
    }
  }
}
