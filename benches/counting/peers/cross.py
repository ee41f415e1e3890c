"""A weighted cross table by DuckDB and polars: cross.py FOLDER ROUNDS

The columns are in memory before the clock starts; each program holds the weights in the type
in which it sums fastest without an overflow.
"""

import sys
from pathlib import Path

import duckdb
import numpy
import polars

from timing import rounds, say

folder, count = Path(sys.argv[1]), int(sys.argv[2])
g = numpy.fromfile(folder / "group.i16", dtype="<i2")
c = numpy.fromfile(folder / "choice.i16", dtype="<i2")
w = numpy.fromfile(folder / "weight.u32", dtype="<u4")


def cells(program, rows):
    for group, choice, people, weight in sorted(rows):
        if group > 0 and choice > 0:
            say("cell", program, group, choice, people, int(weight))


columns = {"g": g, "c": c, "w": w.astype("int32")}
db = duckdb.connect()
db.execute("CREATE TABLE answers AS SELECT * FROM columns")


def sql(figures):
    return lambda: db.execute(f"SELECT g, c, {figures} FROM answers GROUP BY g, c").fetchall()


cells("DuckDB", rounds("DuckDB: n, Σw", count, sql("count(*), sum(w)")))
rounds("DuckDB: n, Σw, Σw²", count, sql("count(*), sum(w), sum(w::BIGINT * w)"))
rounds("DuckDB: n alone", count, sql("count(*)"))
db.close()

frame = polars.DataFrame({"g": g, "c": c, "w": w.astype("int64")})
n, weight, squares = polars.len(), polars.col("w").sum(), (polars.col("w") ** 2).sum().alias("w2")


def grouped(*figures):
    # Of its ways to run a query, the streaming engine is the quickest here.
    return lambda: frame.lazy().group_by("g", "c").agg(*figures).collect(engine="streaming")


cells("polars", rounds("polars: n, Σw", count, grouped(n, weight)).rows())
rounds("polars: n, Σw, Σw²", count, grouped(n, weight, squares))
rounds("polars: n alone", count, grouped(n))
