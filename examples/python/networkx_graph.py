"""The whole citation graph in NetworkX: what is cited most, and which documents belong together.

    pip install networkx
    python3 examples/python/networkx_graph.py
"""

import os
import urllib.request

import networkx as nx

URL = os.environ.get("CITETRAIL_URL", "http://127.0.0.1:4000")

# GraphML keeps parallel edges apart by their ids: this is a MultiDiGraph where there are any.
with urllib.request.urlopen(f"{URL}/export/graph.graphml?kinds=cites,reproduces,responds_to") as response:
    graph = nx.read_graphml(response)

print(f"{graph.number_of_nodes()} documents, {graph.number_of_edges()} relations")

print("\nMost important by PageRank over citations:")
simple = nx.DiGraph(graph)
ranked = sorted(nx.pagerank(simple).items(), key=lambda item: -item[1])
for node, rank in ranked[:5]:
    print(f"  {rank:.4f}  {graph.nodes[node]['label']}")

print("\nGroups of documents that cite the same things:")
groups = nx.community.louvain_communities(simple.to_undirected(), seed=1)
for group in sorted(groups, key=len, reverse=True)[:3]:
    kinds = sorted({graph.nodes[node]["kind"] for node in group})
    print(f"  {len(group)} documents ({', '.join(kinds)}), among them {graph.nodes[min(group)]['label']}")
