#!/bin/sh
# The graph with curl: the most cited reports, the posts that cite one of them, and tables to keep.
#
#     sh examples/curl.sh [folder for the files]
set -eu
url=${CITETRAIL_URL:-http://127.0.0.1:4000}
folder=${1:-.}

echo '# The most cited reports, as a table: Accept: text/csv flattens the one list of a query.'
curl --fail-with-body --silent --show-error --get "$url/graphql" \
  --header 'Accept: text/csv' \
  --data-urlencode 'query={ reports(first: 5, orderBy: RANK_DESC) { nodes { id rank citedBy { totalCount } } } }'

echo
echo '# One of them, as JSON, with the words that cite it.'
curl --fail-with-body --silent --show-error "$url/graphql" \
  --header 'Content-Type: application/json' \
  --data '{
    "query": "query ($slug: String!) { report(slug: $slug) { name citingPosts(first: 2) { edges { node { name publishedOn } relation { evidence(first: 1) { nodes { quote { exact } } } } } } } }",
    "variables": { "slug": "review-of-drugs-part-two" }
  }'

echo
echo '# All citations by posts since 2021, as a file.'
curl --fail-with-body --silent --show-error --get "$url/export/edges.csv" \
  --data kinds=cites --data types=post,report --data occurredFrom=2021-01-01 \
  --output "$folder/citations.csv"
echo "$folder/citations.csv: $(wc -l < "$folder/citations.csv") lines"
