"""Reads both graph files of a server with NetworkX; they must be one graph, as large as the manifest says."""

import io
import json
import os
import urllib.request

import networkx as nx


def export(name):
    with urllib.request.urlopen(f"{os.environ['CITETRAIL_URL']}/export/{name}") as response:
        return response.read()


gexf = nx.read_gexf(io.BytesIO(export("graph.gexf")))
graphml = nx.read_graphml(io.BytesIO(export("graph.graphml")))
counts = json.loads(export("manifest.json"))["counts"]
size = [sum(counts[what].values()) for what in ("entities", "relations")]
for graph in (gexf, graphml):
    assert graph.is_directed()
    assert [graph.number_of_nodes(), graph.number_of_edges()] == size, (graph, size)
assert set(gexf) == set(graphml)
for node in gexf:
    assert gexf.nodes[node]["name"] == graphml.nodes[node]["name"]
    assert gexf.nodes[node]["label"] == graphml.nodes[node]["label"] == gexf.nodes[node]["name"]
print(f"{size[0]} nodes, {size[1]} edges")
