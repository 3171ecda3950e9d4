"""Which reports are cited when: a table of years by report, in pandas.

    pip install pandas pyarrow
    python3 examples/python/pandas_tables.py
"""

import io
import os
import urllib.request

import pandas as pd

URL = os.environ.get("CITETRAIL_URL", "http://127.0.0.1:4000")


def table(name):
    with urllib.request.urlopen(f"{URL}/export/{name}") as response:
        return pd.read_parquet(io.BytesIO(response.read()))


edges = table("edges.parquet?kinds=cites")
reports = table("entities.parquet?kinds=report")

edges["year"] = pd.to_datetime(edges["occurredOn"]).dt.year.astype("Int64")
cited = edges.merge(reports, left_on="target", right_on="id", suffixes=("", "_report"))
years = cited.pivot_table(index="name", columns="year", values="id", aggfunc="count", fill_value=0)
years["all"] = years.sum(axis=1)
print(years.sort_values("all", ascending=False).head(10).to_string())

print("\nHow the citations were found:")
print(edges.explode("methods").groupby("methods")["confidence"].describe()[["count", "mean", "min"]])
