"""The peers of `scripts/bench-parse`: DuckDB, Polars and Python's own JSON do what `measure` does.

    peers.py PROGRAM decimal|double one|all TIMES klines FOLDER | answer FILE

Prints as many lines of seconds as TIMES says, then what came of the last: of files, `name,day,open,high,low,close,
volume,base volume,vwap`; of an answer, `id,day,open,high,low,close,volume,market cap`. The time is from the call to the
rows in Python's hands; starting Python and importing the library is not in it.
"""

import json
import os
import pathlib
import sys
import time
from decimal import Decimal

program, kind, threads, times, what, path = sys.argv[1:]
if threads == "one":
    os.environ["POLARS_MAX_THREADS"] = "1"

COLUMNS = [
    "open_time", "open", "high", "low", "close", "volume",
    "close_time", "quote_volume", "trades", "taker_volume", "taker_quote_volume", "ignored",
]  # fmt: skip
FIGURES = ["open", "high", "low", "close", "volume", "quote_volume"]
DAY = 86_400_000


def duckdb_klines():
    import duckdb

    figure = {"decimal": "DECIMAL(38,18)", "double": "DOUBLE"}[kind]
    types = {name: figure if name in FIGURES else "VARCHAR" for name in COLUMNS} | {"open_time": "BIGINT"}
    schema = "{" + ", ".join(f"'{name}': '{type}'" for name, type in types.items()) + "}"
    paths = f"'{path}/*.csv'"
    query = f"""
        SELECT parse_filename(filename), open_time // {DAY} AS day,
               arg_min(open, open_time), max(high), min(low), arg_max(close, open_time),
               sum(quote_volume) AS quote, sum(volume) AS base, CASE WHEN base > 0 THEN quote / base END
        FROM read_csv({paths}, header = false, auto_detect = false, delim = ',', columns = {schema}, filename = true)
        GROUP BY filename, day ORDER BY filename, day
    """
    connection = connected(duckdb)
    return lambda: connection.sql(query).fetchall()


def duckdb_answer():
    import duckdb

    figure = {"decimal": "DECIMAL(38,18)", "double": "DOUBLE"}[kind]
    figures = ", ".join(f"{name} {figure}" for name in ["open", "high", "low", "close", "volume", "market_cap"])
    asset = f"STRUCT(quotes STRUCT(time_open VARCHAR, quote STRUCT(USD STRUCT({figures})))[])"
    query = f"""
        WITH assets AS (
            SELECT unnest(map_entries(data)) AS entry
            FROM read_json('{path}', format = 'unstructured', maximum_object_size = 1_000_000_000,
                           columns = {{'data': 'MAP(VARCHAR, {asset})'}})
        ), rows AS (SELECT entry.key AS id, unnest(entry.value.quotes) AS row FROM assets)
        SELECT id, row.time_open[:10]::DATE, row.quote.USD.open, row.quote.USD.high, row.quote.USD.low,
               row.quote.USD.close, row.quote.USD.volume, row.quote.USD.market_cap
        FROM rows
    """
    connection = connected(duckdb)
    return lambda: connection.sql(query).fetchall()


def connected(duckdb):
    connection = duckdb.connect()
    if threads == "one":
        connection.execute("SET threads = 1")
    return connection


def polars_klines():
    import polars as pl

    figure = {"decimal": pl.Decimal(38, 18), "double": pl.Float64}[kind]
    types = {name: figure if name in FIGURES else pl.String for name in COLUMNS} | {"open_time": pl.Int64}

    def days():
        quote, base = pl.col("quote_volume").sum(), pl.col("volume").sum()
        return (
            pl.scan_csv(f"{path}/*.csv", has_header=False, schema=types, include_file_paths="file")
            .group_by("file", (pl.col("open_time") // DAY).alias("day"))
            .agg(
                pl.col("open").first(),
                pl.col("high").max(),
                pl.col("low").min(),
                pl.col("close").last(),
                quote.alias("quote"),
                base.alias("base"),
                pl.when(base > 0).then(quote / base).alias("vwap"),
            )
            .sort("file", "day")
            .collect()
            .rows()
        )

    return days


def python_answer():
    parse = {"decimal": Decimal, "double": float}[kind]

    def bars():
        said = json.loads(pathlib.Path(path).read_bytes(), parse_float=parse)
        names = ["open", "high", "low", "close", "volume", "market_cap"]
        return [
            (key, row["time_open"][:10], *(row["quote"]["USD"][name] for name in names))
            for key, asset in said["data"].items()
            for row in asset["quotes"]
        ]

    return bars


def text(value):
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def main():
    work = globals()[f"{program}_{what}"]()
    for _ in range(int(times)):
        start = time.perf_counter()
        rows = work()
        print(f"{time.perf_counter() - start:.6f}")
    for first, day, *figures in rows:
        print(",".join([pathlib.Path(str(first)).name, text(day), *map(text, figures)]))


main()
