"""1,600 assets whose mean deviation over 30 days is exactly 1 %, or one unit beside it: made, and put to other engines.

    boundary.py FOLDER          makes boundary.parquet, and for us boundary_{bars.parquet,pegs.csv,fx.csv}
    boundary.py FOLDER ask      prints how many of each family every engine gets wrong, as JSON

| family of 200 | | |
| --- | --- | --- |
| A | every day exactly 1 % off, constant peg | met |
| B | four decimals, peg 1, the deviations add up to exactly 30 % | met |
| C | as B, other pegs | met |
| D | as B, one tick less | met |
| E | as B, one tick more | not met |
| F | 18 decimals, 1e-18 too much on one day | not met |
| G | the peg moves every day, and every day is exactly 1 % off | met |
| H | pegs that 3 divides, deviations of 1/300, 3/300 and 5/300: no finite decimals | met |
"""

import csv
import decimal
import json
import math
import pathlib
import random
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import data

CURRENCIES = pathlib.Path(__file__).parents[2] / "crates/exact/src/currencies.txt"
PEGS = [Decimal(peg) for peg in ("1", "0.01", "0.25", "0.5", "2", "3.6725", "10", "100", "1.2345")]
DAYS = 30
OF_A_FAMILY = 200


def cases():
    """Of each asset its family and `(close, worth)` of each day."""
    decimal.getcontext().prec = 60
    rnd = random.Random(data.SEED)

    def sign():
        return rnd.choice((-1, 1))

    def ticks():
        """30 counts of 1/10,000 that add up to 3,000."""
        counts = [100] * DAYS
        for _ in range(200):
            i, j = rnd.randrange(DAYS), rnd.randrange(DAYS)
            moved = rnd.randint(0, counts[i])
            counts[i] -= moved
            counts[j] += moved
        return counts

    def around(peg, counts):
        return [(peg + sign() * peg * Decimal(k) / 10000, peg) for k in counts]

    def a():
        peg = rnd.choice(PEGS)
        return [(peg + sign() * peg / 100, peg) for _ in range(DAYS)]

    def b():
        return around(Decimal(1), ticks())

    def c():
        peg = rnd.choice(PEGS[1:])
        return around(peg, ticks())

    def d():
        counts = ticks()
        counts[rnd.choice([i for i in range(DAYS) if counts[i]])] -= 1
        return around(Decimal(1), counts)

    def e():
        counts = ticks()
        counts[0] += 1
        return around(Decimal(1), counts)

    def f():
        days = [(1 + Decimal(k) / 10000, Decimal(1)) for k in ticks()]
        days[0] = (days[0][0] + Decimal("1e-18"), Decimal(1))
        return days

    def g():
        worths = (Decimal(rnd.randint(5000, 30000)) / 10000 for _ in range(DAYS))
        return [(worth + sign() * worth / 100, worth) for worth in worths]

    def h():
        days = []
        for _ in range(DAYS // 3):
            peg = Decimal(3 * rnd.randint(1, 50))
            days += [(peg + sign() * peg * k / 300, peg) for k in (1, 3, 5)]
        rnd.shuffle(days)
        return days

    return [(make.__name__.upper(), make()) for make in (a, b, c, d, e, f, g, h) for _ in range(OF_A_FAMILY)]


def truth(days):
    return sum(abs(Fraction(close) / Fraction(worth) - 1) for close, worth in days) / DAYS <= Fraction(1, 100)


def make(folder):
    """For the engines one table with the worth beside the close; for us bars, pegs and rates."""
    assets = cases()
    if (folder / "boundary_fx.csv").exists():
        return assets
    rows = [
        (asset, day, close, worth) for asset, (_, days) in enumerate(assets) for day, (close, worth) in enumerate(days)
    ]
    asset, day, close, worth = zip(*rows)
    exact, asset = data.pa.decimal128(38, 18), data.pa.array(asset, data.pa.uint32())
    close, worth = (data.pa.array([v.quantize(Decimal("1e-18")) for v in column], exact) for column in (close, worth))
    assert all(Decimal(v.as_py()) == row[k] for k, column in ((2, close), (3, worth)) for v, row in zip(column, rows))
    doubles = {f"{name}_f": [float(row[k]) for row in rows] for k, name in ((2, "close"), (3, "peg"))}
    table = data.pa.table(
        {"asset": asset, "day": data.pa.array(day, data.pa.int32()), "close": close, "peg": worth} | doubles
    )
    data.pq.write_table(table, folder / "boundary.parquet")

    pairs = list(moving(assets))
    quotes = {asset: quote for asset, _, quote in pairs}
    bars = {"asset": asset, "date": data.dates([data.DAY0 + row[1] for row in rows])}
    bars |= {name: close for name in data.PRICES} | {"currency": [quotes.get(row[0], "USD") for row in rows]}
    data.pq.write_table(data.pa.table(bars), folder / "boundary_bars.parquet")
    bases = {asset: base for asset, base, _ in pairs}

    def peg(asset, days):
        # Family H's peg moves between a case's tens of days as well: see `moving`.
        return f"1 {bases[asset]}" if asset in bases else format(days[0][1], "f")

    data.write_pegs(folder, "boundary", (peg(asset, days) for asset, (_, days) in enumerate(assets)))
    with open(folder / "boundary_fx.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("date", "base", "quote", "rate"))
        for asset, base, quote in pairs:
            out.writerows((data.day(n), base, quote, worth) for n, (_, worth) in enumerate(assets[asset][1]))
    return assets


def moving(assets):
    """A pair of currencies for each asset whose worth moves: it is one unit of the first, and quoted in the second."""
    codes = [line for line in CURRENCIES.read_text().split() if len(line) == 3 and line.isupper()]
    free = ((base, quote) for quote in ("USD", "EUR", "KZT") for base in codes if base != quote)
    for asset, (_, days) in enumerate(assets):
        if len({worth for _, worth in days}) > 1:
            yield asset, *next(free)


# --- the engines' answers


def duckdb_form(condition):
    def answers(path):
        import duckdb

        return dict(duckdb.execute(f"SELECT asset, {condition} FROM '{path}' GROUP BY asset").fetchall())

    return answers


def polars_form(condition):
    def answers(path):
        import polars as pl

        found = pl.scan_parquet(path).group_by("asset").agg(met=condition(pl.col, pl.lit)).collect(engine="streaming")
        return dict(found.iter_rows())

    return answers


def doubles(condition):
    def answers(path):
        table = data.pq.read_table(path)
        close, peg = (table[name].to_numpy().reshape(-1, DAYS) for name in ("close_f", "peg_f"))
        return dict(enumerate(map(bool, condition(close, peg))))

    return answers


def of_decimals(figure):
    def answers(path):
        table = data.pq.read_table(path, columns=["close", "peg"]).to_pydict()
        rows = list(zip(table["close"], table["peg"]))
        parts = (rows[k : k + DAYS] for k in range(0, len(rows), DAYS))
        return dict(enumerate(figure(part) for part in parts))

    return answers


def in_context(days):
    """Python's `decimal` as it is set when nothing is set."""
    with decimal.localcontext(decimal.Context(prec=28)):
        return sum(abs(close / peg - 1) for close, peg in days) / DAYS <= Decimal("0.01")


def in_millionths(days):
    closes, pegs = ([round(float(v) * 1e6) for v in column] for column in zip(*days))
    return sum(abs(close - peg) for close, peg in zip(closes, pegs)) * 100 <= DAYS * pegs[0]


def numpy():
    return data.np


ENGINES = {
    "DuckDB, DOUBLE: avg(abs(close/peg-1))": duckdb_form("avg(abs(close_f/peg_f-1))<=0.01"),
    "Polars, Float64: the same": polars_form(lambda c, _: (c("close_f") / c("peg_f") - 1).abs().mean() <= 0.01),
    "NumPy, float64: the same": doubles(lambda close, peg: numpy().abs(close / peg - 1).mean(1) <= 0.01),
    "Python, float and math.fsum: the same": doubles(
        lambda close, peg: [math.fsum(abs(x / y - 1) for x, y in zip(*row)) / DAYS <= 0.01 for row in zip(close, peg)]
    ),
    "NumPy, float64: mean(abs(close-peg)/peg)": doubles(
        lambda close, peg: (numpy().abs(close - peg) / peg).mean(1) <= 0.01
    ),
    "DuckDB, DOUBLE: sum(abs(close-peg)) <= 0.3 peg": duckdb_form("sum(abs(close_f-peg_f))<=0.3*min(peg_f)"),
    "DuckDB, DOUBLE: rounded to 12 digits": duckdb_form("round(avg(abs(close_f/peg_f-1)),12)<=0.01"),
    "NumPy, float64: 1e-12 tolerated": doubles(lambda close, peg: numpy().abs(close / peg - 1).mean(1) <= 0.01 + 1e-12),
    "DuckDB, DECIMAL(38,18): the ratio (a DOUBLE there)": duckdb_form("avg(abs(close/peg-1))<=0.01"),
    "Polars, Decimal(38,18): the ratio": polars_form(
        lambda c, lit: (c("close") / c("peg") - 1).abs().mean() <= lit(Decimal("0.01"))
    ),
    "DuckDB, DECIMAL(38,18): without division, one peg": duckdb_form("sum(abs(close-peg))*100<=30*min(peg)"),
    "Polars, Decimal(38,18): without division, one peg": polars_form(
        lambda c, lit: (c("close") - c("peg")).abs().sum() * lit(Decimal(100)) <= c("peg").min() * lit(Decimal(30))
    ),
    "Python, decimal of 28 digits: the ratio": of_decimals(in_context),
    "integers of millionths, one peg": of_decimals(in_millionths),
    "Python, fractions": of_decimals(truth),
}


def wrong(assets, answers):
    """Of each family, how many of the answers (by asset; None where there is none) are not the truth."""
    return Counter(family for asset, (family, days) in enumerate(assets) if answers.get(asset) is not truth(days))


def ask(folder, assets):
    told = {}
    for name, engine in ENGINES.items():
        try:
            told[name] = wrong(assets, engine(folder / "boundary.parquet"))
        except Exception as error:
            # That an engine cannot do it is an answer.
            told[name] = str(error).splitlines()[0]
    return told


def examples(folder, assets):
    """Of each family an asset that DuckDB's doubles get wrong: the true figure, and the one that each engine has."""
    path = folder / "boundary.parquet"
    import duckdb
    import polars as pl

    figure = dict(duckdb.execute(f"SELECT asset, avg(abs(close_f/peg_f-1)) FROM '{path}' GROUP BY asset").fetchall())
    c = pl.col
    polars = (
        pl.scan_parquet(path)
        .group_by("asset")
        .agg((c("close_f") / c("peg_f") - 1).abs().mean())
        .collect(engine="streaming")
    )
    polars, found = dict(polars.iter_rows()), {}
    for asset, (family, days) in enumerate(assets):
        right = truth(days)
        if (figure[asset] <= 0.01) is not right and family not in found:
            exact = sum(abs(Fraction(close) / Fraction(peg) - 1) for close, peg in days) / DAYS
            found[family] = [asset, str(exact), right, repr(figure[asset]), repr(polars[asset])]
    return found


if __name__ == "__main__":
    where = pathlib.Path(sys.argv[1])
    made = make(where)
    if sys.argv[2:] == ["ask"]:
        print(json.dumps({"wrong": ask(where, made), "examples": examples(where, made)}))
