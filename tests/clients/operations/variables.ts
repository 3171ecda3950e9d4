const REPORT = 'report:review-of-drugs-part-two';
const POST = 'post:rain-falls-on-probation-parade';

/** What each operation is asked with, by its name; the graph of the bundled pages has an answer. */
export const VARIABLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  reportPageQuery: { slug: 'review-of-drugs-part-two' },
  reportPageCitingPostsQuery: { id: REPORT, count: 2 },
  entityCardQuery: { ids: [REPORT, POST, 'author:carol-black', 'organisation:napo'] },
  entityCardRefetchQuery: { id: 'policy:transforming-rehabilitation' },
  relationRowQuery: { id: REPORT },
  relationRowEvidenceQuery: {
    id: 'relation:post/rain-falls-on-probation-parade:cites:report/review-of-drugs-part-two',
    count: 2,
  },
  relationRowNewestQuery: { id: REPORT, count: 2, kinds: ['CITES'] },
  relationRowOldestQuery: { id: REPORT, count: 2 },
  searchBoxQuery: { query: 'probation', from: [REPORT] },
  searchBoxPageQuery: { query: 'probation', count: 2 },
  searchBoxWalkQuery: { from: [REPORT], count: 2 },
  threadViewQuery: { slug: 'rain-falls-on-probation-parade' },
  threadViewCommentsQuery: { id: POST, count: 2 },
  reportListQuery: { where: { genres: ['REVIEW'] } },
  reportListPageQuery: { count: 2, where: {} },
};
