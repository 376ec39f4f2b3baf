"""DuckDB's queries, for its command line and from Python; and what every peer's totals of the replay are made of.

An asset-day is an assessment date of an asset, from its first row to its last. A window that ends on a day is
`through_assessment_day` of that day and `complete_days` of the next, so that each is counted once: of the windows of an
asset all but the one that ends on its last day are also those of `complete_days`.

The days of an asset are laid out without gaps: each row is told again on the missing days behind it, ten of them at most.
Sums over 30 such rows serve both missing-day rules; `undetermined` also asks that all 30 rows be of their own day.
"""

from collections import Counter
from itertools import product

DAY0 = 19000
W1_LAST = DAY0 + 399  # the day before the assessment date
CARRY = 10
ASSETS = 5000  # of w2
# Of w2 as many parts are replayed one after the other: what is laid out stays small. Of 1, 5, 10, 20 and 50 parts, 10 take
# the least time, a fifth less than 1 with Polars.
PARTS = 10

STATISTICS = ("mean_absolute", "mean_signed", "every_day")
PRICES = ("close", "ohlc4")
MISSING = ("undetermined", "carry_forward")
WINDOWS = ("complete_days", "through_assessment_day")
# Floats, and integers of millionths, whose ohlc4 is four times as large.
FLOATS = {"close": "close", "ohlc4": "(open+high+low+close)/4"}
WHOLE = {"close": ("close6", 1), "ohlc4": ("(open6+high6+low6+close6)", 4)}


def tally(days, windows, ending):
    """Totals of each reading: `[met, not_met, undetermined]`.

    `days` are the asset-days; `windows` and `ending` count all windows and those that end on an asset's last day, by
    missing rule (known) and by `missing_price_statistic` (met)."""
    out = {}
    for statistic, price, missing, window in product(STATISTICS, PRICES, MISSING, WINDOWS):
        without = ending if window == "complete_days" else {}
        known, met = (
            int(windows[name]) - int(without.get(name, 0)) for name in (missing, f"{missing}_{price}_{statistic}")
        )
        out[f"{statistic}/{price}/{missing}/{window}"] = [met, known - met, days - known]
    return out


def counts(conditions):
    """Columns that count the windows in which each reading is known and met; `conditions` by price and statistic."""
    known = {"undetermined": "unbroken AND own=30", "carry_forward": "unbroken"}
    named = dict(known)
    for missing, rule in known.items():
        named |= {
            f"{missing}_{price}_{statistic}": f"{rule} AND {condition}"
            for (price, statistic), condition in conditions.items()
        }
    return ", ".join(f"count(*) FILTER (WHERE {condition}) AS {name}" for name, condition in named.items())


def parts():
    """The first and the last asset of each part."""
    return [(first, first + ASSETS // PARTS - 1) for first in range(0, ASSETS, ASSETS // PARTS)]


def part_of(file, first, last):
    return f"(SELECT * FROM '{file}' WHERE asset BETWEEN {first} AND {last})"


def replay_floats(data, first, last):
    """Window frames over doubles, partitioned by asset."""
    number = f"(date - DATE '1970-01-01') - {DAY0}"
    deviations = ", ".join(f"({price})/peg-1 AS d_{name}" for name, price in FLOATS.items())
    sums = ", ".join(
        f"sum(abs(d_{p})) OVER w a_{p}, sum(d_{p}) OVER w s_{p}, sum(CAST(abs(d_{p})>0.01 AS INT)) OVER w b_{p}"
        for p in PRICES
    )
    conditions = {}
    for p in PRICES:
        conditions |= {
            (p, "mean_absolute"): f"a_{p}/30<=0.01",
            (p, "mean_signed"): f"abs(s_{p})/30<=0.01",
            (p, "every_day"): f"b_{p}=0",
        }
    return f"""WITH
     r AS (SELECT asset, {number} AS row, open, high, low, close,
       lead({number}) OVER (PARTITION BY asset ORDER BY date) AS next
       FROM {part_of(f"{data}/w2.parquet", first, last)}),
     g AS (SELECT asset, row, next IS NULL AS ending, coalesce(next - row, 1) AS step, open, high, low, close,
       unnest(range(row, least(coalesce(next, row + 1), row + {CARRY + 1}))) AS day FROM r),
     e AS (SELECT asset, row, step, ending, day, {deviations} FROM g JOIN '{data}/w2_assets.parquet' USING (asset)),
     x AS (SELECT ending, CASE WHEN day=row THEN step ELSE 0 END AS step, lag(day, 29) OVER w = day-29 AS unbroken,
       sum(CAST(day=row AS INT)) OVER w AS own, {sums} FROM e
       WINDOW w AS (PARTITION BY asset ORDER BY day ROWS BETWEEN 29 PRECEDING AND CURRENT ROW))
    SELECT ending, sum(step) AS days, {counts(conditions)} FROM x GROUP BY ending ORDER BY ending"""


def replay_whole(data, first, last):
    """Prefix sums of integers over the rows as the file has them, without partitions: exact, and only on one thread."""
    over = "OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    deviations = ", ".join(f"{price}-{times}*peg6 AS d_{name}" for name, (price, times) in WHOLE.items())
    sums = ", ".join(
        f"sum(abs(d_{p})) {over} a_{p}, sum(d_{p}) {over} s_{p}, "
        f"sum(CAST(abs(d_{p})*100>{WHOLE[p][1]}*peg6 AS INT)) {over} b_{p}"
        for p in PRICES
    )
    differences = ", ".join(
        f"{c}-lag({c}, 30, 0) OVER () AS {c}" for c in ["own"] + [f"{k}_{p}" for p in PRICES for k in "asb"]
    )
    conditions = {}
    for p in PRICES:
        limit = f"{30 * WHOLE[p][1]}*peg6"
        conditions |= {
            (p, "mean_absolute"): f"a_{p}*100<={limit}",
            (p, "mean_signed"): f"abs(s_{p})*100<={limit}",
            (p, "every_day"): f"b_{p}=0",
        }
    return f"""WITH
     r AS (SELECT asset, CAST((date - DATE '1970-01-01') - {DAY0} AS INT) AS row, open6, high6, low6, close6,
       CAST(lead(date - DATE '1970-01-01') OVER () - {DAY0} AS INT) AS below, lead(asset) OVER () AS other
       FROM {part_of(f"{data}/w2_e6.parquet", first, last)}),
     n AS (SELECT *, CASE WHEN other=asset THEN below END AS next FROM r),
     g AS (SELECT asset, row, next IS NULL AS ending, coalesce(next - row, 1) AS step, open6, high6, low6, close6,
       unnest(range(row, least(coalesce(next, row + 1), row + {CARRY + 1}))) AS day FROM n),
     e AS (SELECT g.asset AS asset, row, step, ending, day, peg6, {deviations}
       FROM g JOIN '{data}/w2_assets.parquet' a ON g.asset=a.asset),
     x AS (SELECT ending, peg6, CASE WHEN day=row THEN step ELSE 0 END AS step,
       lag(asset, 29) OVER () = asset AND lag(day, 29) OVER () = day-29 AS unbroken,
       sum(CAST(day=row AS INT)) {over} own, {sums} FROM e),
     y AS (SELECT ending, peg6, step, unbroken, {differences} FROM x)
    SELECT ending, sum(step) AS days, {counts(conditions)} FROM y GROUP BY ending ORDER BY ending"""


def replay_totals(parts):
    """Of the two rows that the queries give for each part of the assets."""
    windows, ending = Counter(), Counter()
    for part in parts:
        for row in part:
            windows.update({name: int(n) for name, n in row.items()})
        ending.update({name: int(n) for name, n in part[-1].items()})
    return tally(windows["days"], windows, ending)


def read_csv(path, types, header):
    """A table function that guesses nothing."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    rules = f"header={str(header).lower()}, auto_detect=false, delim=',', columns={{{columns}}}"
    return f"read_csv('{path}', {rules}" + ("" if header else ", quote='', escape=''") + ")"


SCREEN = {"date": "DATE", "asset": "UINTEGER"}
SCREEN |= dict.fromkeys(("open", "high", "low", "close", "volume", "mcap"), "DOUBLE")


def outcome(known, met):
    return f"CASE WHEN {known} THEN CASE WHEN {met} THEN 'met' ELSE 'not_met' END ELSE 'undetermined' END"


def screen(data, kind):
    source = f"'{data}/w1.parquet'" if kind == "w1" else read_csv(f"{data}/w1.csv", SCREEN, header=True)
    return f"""WITH
     s AS (SELECT asset, count(close) n, avg(abs(close/peg-1)) m
       FROM {source} t JOIN '{data}/w1_assets.parquet' a USING (asset)
       WHERE date BETWEEN DATE '1970-01-01' + {W1_LAST - 29} AND DATE '1970-01-01' + {W1_LAST} GROUP BY asset)
    SELECT {outcome("n=30", "m<=0.01")} AS outcome, count(*) AS assets
     FROM '{data}/w1_assets.parquet' LEFT JOIN s USING (asset) GROUP BY outcome"""


def ticks(data):
    return f"""WITH
     v AS (SELECT asset, ts // 86400000000000 AS day, sum(price*qty)/sum(qty) AS p
       FROM '{data}/w3/*.parquet' GROUP BY asset, day),
     s AS (SELECT asset, count(*) n, avg(abs(p/peg-1)) m
       FROM v JOIN '{data}/w3_assets.parquet' USING (asset) GROUP BY asset)
    SELECT {outcome("n=30", "m<=0.01")} AS outcome, count(*) AS assets FROM s GROUP BY outcome"""


KLINE = "open_time open high low close volume close_time quote_volume count taker_base taker_quote ign".split()
KLINE_WHOLE = {"open_time", "close_time", "count", "ign"}


def kline_rows(data, amount):
    return read_csv(f"{data}/w4.csv", {k: "BIGINT" if k in KLINE_WHOLE else amount for k in KLINE}, header=False)


def klines(data):
    sums = ", ".join(f'sum("{name}") AS "{name}"' for name in KLINE)
    return f"SELECT count(*) AS rows, {sums} FROM {kline_rows(data, 'DOUBLE')}"


def klines_sums(row):
    """Sums of doubles hang on the order in which they are made: nine digits of them."""
    return {k: f"{float(v):.8e}" if k in KLINE and k not in KLINE_WHOLE else int(v) for k, v in row.items()}


def kline_days(data):
    """Exact daily bars."""
    return f"""SELECT DATE '1970-01-01' + CAST(open_time // 86400000 AS INT) AS date,
       arg_min(open, open_time) AS open, max(high) AS high, min(low) AS low, arg_max(close, open_time) AS close,
       sum(volume) AS volume, sum(quote_volume) AS quote
     FROM {kline_rows(data, "DECIMAL(38,8)")} GROUP BY open_time // 86400000 ORDER BY date"""
