"""One peer, one work, one process: prints what came of it as a line of JSON.

    peers.py DATA WORK PEER

One thread each. What a peer is given to do is in each case no more than what we do: see docs/performance.md.
"""

import datetime
import json
import os
import sys

os.environ["POLARS_MAX_THREADS"] = "1"

import queries
from queries import CARRY, DAY0, KLINE, KLINE_WHOLE, W1_LAST

PEERS = {}


def peer(work, name):
    def add(function):
        PEERS[work, name] = function
        return function

    return add


# --- DuckDB from Python


def duckdb_rows(*queries, ordered=False):
    """Of each query its rows."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads=1")
    connection.execute(f"SET preserve_insertion_order={str(ordered).lower()}")
    for sql in queries:
        found = connection.execute(sql)
        names = [column[0] for column in found.description or ()]
        yield [dict(zip(names, row)) for row in found.fetchall()]


def by_outcome(rows):
    return {row["outcome"]: row["assets"] for row in rows}


@peer("w1", "duckdb")
def _(data):
    return by_outcome(*duckdb_rows(queries.screen(data, "w1")))


@peer("w1csv", "duckdb")
def _(data):
    return by_outcome(*duckdb_rows(queries.screen(data, "w1csv")))


@peer("w2", "duckdb_floats")
def _(data):
    return queries.replay_totals(duckdb_rows(*(queries.replay_floats(data, *part) for part in queries.parts())))


@peer("w2", "duckdb_whole")
def _(data):
    each = (queries.replay_whole(data, *part) for part in queries.parts())
    return queries.replay_totals(duckdb_rows(*each, ordered=True))


@peer("w3", "duckdb")
def _(data):
    return by_outcome(*duckdb_rows(queries.ticks(data)))


@peer("w4", "duckdb")
def _(data):
    return queries.klines_sums(*next(duckdb_rows(queries.klines(data))))


@peer("w4", "days")
def _(data):
    """What the days of the klines are, in decimals: made once, to hold our bars against."""
    made = f"{data}/w4_days.parquet"
    if not os.path.exists(made):
        list(duckdb_rows(f"COPY ({queries.kline_days(data)}) TO '{made}' (FORMAT parquet)"))
    return {"made": made}


# --- Polars


def outcome(days):
    import polars as pl

    met = pl.when(pl.col("m") <= 0.01).then(pl.lit("met")).otherwise(pl.lit("not_met"))
    return pl.when(pl.col("n") == days).then(met).otherwise(pl.lit("undetermined"))


def polars_screen(data, rows):
    import polars as pl

    c = pl.col
    pegs = pl.scan_parquet(f"{data}/w1_assets.parquet").select("asset", "peg")
    first, last = (datetime.date(1970, 1, 1) + datetime.timedelta(day) for day in (W1_LAST - 29, W1_LAST))
    sums = (
        rows.filter(c("date").is_between(first, last))
        .join(pegs, on="asset")
        .group_by("asset")
        .agg(n=c("close").count(), m=(c("close") / c("peg") - 1).abs().mean())
    )
    outcomes = pegs.join(sums, on="asset", how="left").select(outcome=outcome(30)).collect(engine="streaming")
    return dict(outcomes.group_by("outcome").len().iter_rows())


@peer("w1", "polars")
def _(data):
    import polars as pl

    return polars_screen(data, pl.scan_parquet(f"{data}/w1.parquet"))


@peer("w1csv", "polars")
def _(data):
    import polars as pl

    figures = {name: pl.Float64 for name in ("open", "high", "low", "close", "volume", "mcap")}
    return polars_screen(data, pl.scan_csv(f"{data}/w1.csv", schema={"date": pl.Date, "asset": pl.UInt32} | figures))


def laid_out(rows, columns, keep):
    """Rows by day without gaps: each again on the missing days behind it, at most CARRY of them. `step` adds up to the
    asset-days."""
    import polars as pl

    c = pl.col
    rows = rows.with_columns(row=c("date").to_physical() - DAY0)
    same = c("asset").shift(-1) == c("asset")
    rows = rows.select(
        "asset", "row", *keep, step=pl.when(same).then(c("row").shift(-1) - c("row")).otherwise(1), **columns
    )
    until = c("row") + pl.min_horizontal("step", pl.lit(CARRY + 1))
    return rows.with_columns(day=pl.int_ranges("row", until, dtype=pl.Int32)).explode("day")


def rolled(laid, keep):
    """Sums that roll over all rows, and where a window holds neither a gap nor a second asset."""
    import polars as pl

    c = pl.col
    unbroken = (c("day").shift(29) == c("day") - 29) & (c("asset").shift(29) == c("asset"))
    sums = [
        unbroken.fill_null(False).alias("unbroken"),
        (c("asset").shift(-1) != c("asset")).fill_null(True).alias("ending"),
        (c("day") == c("row")).cast(pl.Int32).rolling_sum(30).alias("own"),
        *keep,
    ]
    for price in queries.PRICES:
        d, beyond = c(f"d_{price}"), c(f"beyond_{price}").cast(pl.Int32)
        sums += [
            d.abs().rolling_sum(30).alias(f"mean_absolute_{price}"),
            d.rolling_sum(30).abs().alias(f"mean_signed_{price}"),
            beyond.rolling_sum(30).alias(f"every_day_{price}"),
        ]
    return laid.select(sums)


def masked(data, file, peg, laid, after, within, keep=()):
    """Of each part of the assets its asset-days, and a mask of its windows for each rule and reading. `laid` are the columns
    to lay out, `after` those made of them."""
    import polars as pl

    c = pl.col
    pegs = pl.read_parquet(f"{data}/w2_assets.parquet")[peg]
    known = {"undetermined": c("unbroken") & (c("own") == 30), "carry_forward": c("unbroken")}
    masks = dict(known)
    for missing, rule in known.items():
        for price in queries.PRICES:
            for statistic in ("mean_absolute", "mean_signed"):
                masks[f"{missing}_{price}_{statistic}"] = rule & within(price, c(f"{statistic}_{price}"))
            masks[f"{missing}_{price}_every_day"] = rule & (c(f"every_day_{price}") == 0)
    for part in queries.parts():
        rows = pl.scan_parquet(f"{data}/{file}.parquet").filter(c("asset").is_between(*part))
        rows = rows.with_columns(pl.lit(pegs).gather(c("asset")).alias(peg))
        table = laid_out(rows, laid, keep)
        for columns in after:
            table = table.with_columns(**columns)
        table = table.collect()
        days = table.select(pl.when(c("day") == c("row")).then("step").otherwise(0).sum()).item()
        yield days, rolled(table.lazy(), keep).select("ending", **masks).collect()


def polars_replay(*query):
    from collections import Counter

    import polars as pl

    days, every, ending = 0, Counter(), Counter()
    for of_part, masks in masked(*query):
        names = pl.col([name for name in masks.columns if name != "ending"])
        days += of_part
        every.update(masks.select(names.sum()).row(0, named=True))
        ending.update(masks.select((names & pl.col("ending")).sum()).row(0, named=True))
    return queries.tally(days, every, ending)


def in_floats(data):
    import polars as pl

    c = pl.col
    deviations = {"d_close": c("close") / c("peg") - 1}
    deviations["d_ohlc4"] = (c("open") + c("high") + c("low") + c("close")) / 4 / c("peg") - 1
    beyond = {f"beyond_{price}": c(f"d_{price}").abs() > 0.01 for price in queries.PRICES}
    return data, "w2", "peg", deviations, [beyond], lambda _, sum: sum / 30 <= 0.01


def in_integers(data):
    import polars as pl

    c, peg, times = pl.col, pl.col("peg6"), {"close": 1, "ohlc4": 4}
    deviations = {"d_close": c("close6") - peg, "d_ohlc4": c("open6") + c("high6") + c("low6") + c("close6") - 4 * peg}
    beyond = {f"beyond_{price}": c(f"d_{price}").abs() * 100 > times[price] * peg for price in queries.PRICES}
    return data, "w2_e6", "peg6", deviations, [beyond], lambda p, sum: sum * 100 <= 30 * times[p] * peg, ("peg6",)


@peer("w2", "polars_floats")
def _(data):
    return polars_replay(*in_floats(data))


@peer("w2", "polars_whole")
def _(data):
    return polars_replay(*in_integers(data))


@peer("moving", "bounds")
def _(data):
    """With moving pegs, the fewest and the most asset-days that may meet, as far as floats can tell."""
    import polars as pl

    import data as sets

    c = pl.col
    rates = pl.Series([rate / 10_000 for number, rate, _ in sets.rates(3000) if number >= DAY0])
    prices = {"p_close": c("close"), "p_ohlc4": (c("open") + c("high") + c("low") + c("close")) / 4}
    worth = c("peg") * pl.lit(rates).gather(c("day"))
    deviations = {f"d_{price}": c(f"p_{price}") / worth - 1 for price in queries.PRICES}

    def met(limit):
        beyond = {f"beyond_{price}": c(f"d_{price}").abs() > limit for price in queries.PRICES}
        within = lambda _, sum: sum / 30 <= limit
        return polars_replay(data, "w2_moving", "peg", prices, [deviations, beyond], within, ("peg",))

    fewest, most = met(0.01 - 1e-12), met(0.01 + 1e-12)
    return {reading: [fewest[reading][0], most[reading][0]] for reading in fewest}


@peer("w2", "wrong")
def _(data):
    """Windows that Polars' floats get wrong: each window counted once, as `through_assessment_day`."""
    from collections import Counter

    found = Counter()
    for (_, floats), (_, exact) in zip(masked(*in_floats(data)), masked(*in_integers(data))):
        found.update({name: int((floats[name] != exact[name]).sum()) for name in exact.columns if name.count("_") > 1})
    return found


@peer("w2", "decode")
def _(data):
    """Reading the columns alone, into memory that is used again, by Arrow's C++: no replay of this file can be faster."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(f"{data}/w2.parquet")
    return {"rows": sum(file.read_row_group(group, use_threads=False).num_rows for group in range(file.num_row_groups))}


def polars_vwap(data, files):
    import polars as pl

    c = pl.col
    trades = pl.scan_parquet([f"{data}/{file}" for file in files])
    return trades.group_by("asset", day=c("ts") // 86_400_000_000_000).agg(
        p=(c("price") * c("qty")).sum() / c("qty").sum()
    )


@peer("w3", "polars")
def _(data):
    import polars as pl

    c = pl.col
    pegs = pl.scan_parquet(f"{data}/w3_assets.parquet").select("asset", "peg")
    daily = polars_vwap(data, ["w3/*.parquet"]).join(pegs, on="asset")
    sums = daily.group_by("asset").agg(n=pl.len(), m=(c("p") / c("peg") - 1).abs().mean())
    return dict(sums.select(outcome=outcome(30)).group_by("outcome").len().collect(engine="streaming").iter_rows())


@peer("w3part", "polars")
def _(data):
    import data as sets

    daily = polars_vwap(data, [f"w3/{number:02d}.parquet" for number in range(sets.PACKED_FILES)]).collect(
        engine="streaming"
    )
    return {"rows": daily.height, "vwap": f"{daily['p'].sum():.8e}"}


@peer("w4", "polars")
def _(data):
    import polars as pl

    schema = {name: pl.Int64 if name in KLINE_WHOLE else pl.Float64 for name in KLINE}
    rows = pl.scan_csv(f"{data}/w4.csv", has_header=False, schema=schema, quote_char=None)
    # The sum of the times does not fit 64 bits, and Polars would tell it modulo 2^64.
    sums = [pl.col(name).cast(pl.Int128).sum() if name.endswith("_time") else pl.col(name).sum() for name in KLINE]
    return queries.klines_sums(
        rows.select(pl.len().alias("rows"), *sums).collect(engine="streaming").row(0, named=True)
    )


if __name__ == "__main__":
    print(json.dumps(PEERS[sys.argv[2], sys.argv[3]](sys.argv[1])))
