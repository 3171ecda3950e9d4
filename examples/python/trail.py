"""From a report to the posts that cite it, page by page, with the words that do. Standard library only.

    python3 examples/python/trail.py [slug of a report]
"""

import json
import os
import sys
import urllib.request

URL = os.environ.get("CITETRAIL_URL", "http://127.0.0.1:4000") + "/graphql"

QUERY = """
query ($slug: String!, $after: String) {
  report(slug: $slug) {
    name
    publishedOn
    citingPosts(first: 2, after: $after, orderBy: PUBLISHED_ON_ASC) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node { name publishedOn authors { name } }
        relation { confidence evidence(first: 3) { nodes { quote { prefix exact suffix } } } }
      }
    }
  }
}
"""


def ask(query, **variables):
    """The data of an answer; stops with the server's words when there are errors."""
    request = urllib.request.Request(
        URL,
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"content-type": "application/json", "accept": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    if "errors" in answer:
        sys.exit("\n".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def citing_posts(slug):
    """The report, then every post that cites it, however many pages they take."""
    after = None
    while True:
        report = ask(QUERY, slug=slug, after=after)["report"]
        if report is None:
            sys.exit(f"There is no report “{slug}”.")
        page = report["citingPosts"]
        if after is None:
            yield report
        yield from page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def in_context(quote):
    """A quote in brackets between the words around it, on one line."""
    return " ".join(f"{quote['prefix'][-40:]}[{quote['exact']}]{quote['suffix'][:40]}".split())


def main():
    slug = sys.argv[1] if len(sys.argv) > 1 else "review-of-drugs-part-two"
    posts = citing_posts(slug)
    report = next(posts)
    print(f"{report['name']} ({report['publishedOn']}), cited by {report['citingPosts']['totalCount']} posts:")
    for edge in posts:
        post, relation = edge["node"], edge["relation"]
        print(f"\n{post['publishedOn'] or 'undated'}  {post['name']}  (confidence {relation['confidence']})")
        # A post that stands on several pages says the same on each.
        for quote in dict.fromkeys(in_context(piece["quote"]) for piece in relation["evidence"]["nodes"]):
            print(f"    …{quote}…")


if __name__ == "__main__":
    main()
