"""Answers from a file of JSON lines into columns: load.py FILE ROUNDS

polars and DuckDB keep the codes of a multiple choice as a list, not as columns of ticks.
"""

import sys

import duckdb
import polars

from timing import rounds

file, count = sys.argv[1], int(sys.argv[2])
# The first 2,000 lines hold every key in every type.
rounds("polars.read_ndjson", count, lambda: polars.read_ndjson(file, infer_schema_length=2000))
db = duckdb.connect()
rounds(
    "DuckDB read_json",
    count,
    lambda: db.execute(
        f"CREATE OR REPLACE TABLE answers AS SELECT * FROM "
        f"read_json('{file}', format = 'newline_delimited', sample_size = 2000)"
    ),
)
