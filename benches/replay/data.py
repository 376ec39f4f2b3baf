"""Makes the data of the benchmark: nothing of it is real, all of it comes out the same each time.

    data.py FOLDER SET…        w1 w2 w3 grow decimals moving packed; what is there already is left alone

| set | what | rows |
| --- | --- | --- |
| w1 | 20,000 assets × 400 days, day by day: Parquet and CSV, with volumes and capitalisations | 7.9 M |
| w2 | 5,000 assets × 3,000 days, asset by asset: Parquet of doubles, and of integers for the peers | 14.9 M |
| grow | parts of w2: a quarter and a half of its assets, and of its days | |
| decimals | w2 as DECIMAL(38, s) for s = 2, 6, 8, 18, peg and prices multiplied alike, so that the outcomes are w2's | |
| moving | w2 pegged to the euro and quoted in dollars, with a rate of each working day | |
| w3 | 200 M trades of 2,000 pairs, a file a day for 30 days | 200 M |
| packed | the first six days of w3 as integers, packed as differences | 40 M |

Every price is an integer of millionths. What an asset is like is drawn once:

  tick   1e-4 (40 %), 1e-5 (20 %), 1e-6 (40 %)
  peg    1 (70 %), else one of PEGS
  sigma  of the daily close around the peg: log-uniform in [0.0003, 0.05], AR(1) with 0.9; bias N(0, 0.3 sigma)
  range  |N(0, 0.4 sigma)| above and below open and close; the open is the close of the day before
  gaps   no day is missing (60 % of assets), 0.5 % of days (30 %), 5 % (10 %)
"""

import csv
import pathlib
import sys
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

SEED = 20260101
DAY0 = 19000  # of all sets, as days since 1970-01-01: 2022-01-08
PEGS = np.array([0.01, 0.25, 0.5, 2.0, 3.6725, 10.0, 100.0, 1.2345])
PRICES = ("open", "high", "low", "close")
# Digits behind the point, and by what millionths are multiplied. A large factor without small divisors fills all digits.
DECIMALS = {2: 1, 6: 1, 8: 97, 18: 999_999_999_989}
# Assets and days of the parts of w2.
PARTS = [(1250, 3000), (2500, 3000), (5000, 750), (5000, 1500)]
PACKED_FILES = 6
# Trades that are made at a time: each day of w3.
W3 = {"rows": 200_000_000, "pairs": 2000, "days": 30}


def day(number):
    """The civil day of a set's day, as text."""
    return (date(1970, 1, 1) + timedelta(DAY0 + number)).isoformat()


def generator(number):
    return np.random.Generator(np.random.SFC64(SEED + number))


def assets(rng, n):
    tick = rng.choice([100, 10, 1], n, p=[0.4, 0.2, 0.4]).astype(np.int64)
    peg = np.where(rng.random(n) < 0.7, 1.0, PEGS[rng.integers(0, len(PEGS), n)])
    peg = np.rint(peg * 1e6).astype(np.int64)
    tick = np.where(peg < 1_000_000, 1, tick)
    sigma = np.exp(rng.uniform(np.log(0.0003), np.log(0.05), n))
    missing = rng.choice([0, 0.005, 0.05], n, p=[0.6, 0.3, 0.1])
    return peg, tick, sigma, missing


def bars(rng, n, days, peg, tick, sigma):
    """Open, high, low and close in millionths, a row an asset and a column a day."""
    bias = rng.normal(0, 1, n) * 0.3 * sigma
    shock = rng.normal(0, 1, (n, days)) * (sigma * np.sqrt(1 - 0.81))[:, None]
    level = np.empty((n, days))
    level[:, 0] = rng.normal(0, 1, n) * sigma
    for t in range(1, days):
        level[:, t] = 0.9 * level[:, t - 1] + shock[:, t]
    del shock
    price = peg[:, None] * (1 + bias[:, None] + level)
    del level
    step = tick[:, None]
    close = np.maximum(np.rint(price / step).astype(np.int64) * step, step)
    del price
    opened = np.empty_like(close)
    opened[:, 1:], opened[:, 0] = close[:, :-1], close[:, 0]
    width = (peg * sigma * 0.4)[:, None]

    def away():
        return np.rint(np.abs(rng.normal(0, 1, close.shape)) * width / step).astype(np.int64) * step

    high = np.maximum(opened, close) + away()
    low = np.maximum(np.minimum(opened, close) - away(), step)
    return opened, high, low, close


def doubles(millionths):
    """The nearest double of each decimal: one division of two exact numbers."""
    return pa.array(millionths.astype(np.float64) / 1e6)


def dates(days):
    return pa.array(days, pa.int32()).cast(pa.date32())


def decimal(millionths):
    """An integer of millionths as a plain decimal."""
    return format(Decimal(int(millionths)).scaleb(-6).normalize(), "f")


def write_assets(folder, name, peg, tick):
    """What assets are pegged to: a table for the peers, and our file of pegs."""
    columns = {"asset": pa.array(np.arange(len(peg), dtype=np.uint32)), "peg": doubles(peg), "peg6": peg, "tick6": tick}
    pq.write_table(pa.table(columns), folder / f"{name}_assets.parquet")
    write_pegs(folder, name, map(decimal, peg))


def write_pegs(folder, name, pegs):
    rows = [("asset", "peg"), *enumerate(pegs)]
    with open(folder / f"{name}_pegs.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def write(table, path, **options):
    options = {"compression": "zstd", "compression_level": 3, "row_group_size": 1 << 18} | options
    pq.write_table(table, path, **options)


def w1(folder, n=20_000, days=400):
    rng = generator(1)
    peg, tick, sigma, missing = assets(rng, n)
    write_assets(folder, "w1", peg, tick)
    ohlc = bars(rng, n, days, peg, tick, sigma)
    there = (rng.random((n, days)) >= missing[:, None]).T
    holes = np.where(rng.random(n) < 0.15, 0.02, 0.0)[:, None]
    volume = np.rint(np.exp(rng.normal(13, 2, (n, days))))
    cap = np.exp(rng.normal(18, 1.5, n))[:, None] * (1 + 0.01 * rng.normal(0, 1, (n, days)))
    figures = {"volume": volume, "mcap": np.rint(cap)}
    absent = {name: rng.random((n, days)) < holes for name in figures}
    number, asset = np.meshgrid(np.arange(days, dtype=np.int32) + DAY0, np.arange(n, dtype=np.uint32), indexing="ij")
    columns = {"date": dates(number[there]), "asset": asset[there]}
    columns |= {name: doubles(values.T[there]) for name, values in zip(PRICES, ohlc)}
    columns |= {name: pa.array(f.T[there], mask=absent[name].T[there]) for name, f in figures.items()}
    table = pa.table(columns)
    write(table, folder / "w1.parquet")
    pyarrow.csv.write_csv(table, folder / "w1.csv")


def w2(folder, n=5000, days=3000):
    rng = generator(2)
    peg, tick, sigma, missing = assets(rng, n)
    write_assets(folder, "w2", peg, tick)
    ohlc = bars(rng, n, days, peg, tick, sigma)
    there = rng.random((n, days)) >= missing[:, None]
    asset, number = np.meshgrid(np.arange(n, dtype=np.uint32), np.arange(days, dtype=np.int32) + DAY0, indexing="ij")
    keys = {"asset": asset[there], "date": dates(number[there])}
    ohlc = {name: values[there] for name, values in zip(PRICES, ohlc)}
    write(pa.table(keys | {name: doubles(v) for name, v in ohlc.items()}), folder / "w2.parquet")
    write(pa.table(keys | {f"{name}6": v for name, v in ohlc.items()}), folder / "w2_e6.parquet")


def grow(folder):
    table = pq.read_table(folder / "w2.parquet")
    for n, days in PARTS:
        first = date(1970, 1, 1) + timedelta(DAY0)
        kept = pc.and_(pc.less(table["asset"], n), pc.less(table["date"], first + timedelta(days)))
        write(table.filter(kept), folder / f"grow_{n}x{days}.parquet")


def again(folder, name, columns):
    """Writes w2 anew, a group of rows at a time: `columns` makes the columns of a table of integers."""
    file, out = pq.ParquetFile(folder / "w2_e6.parquet"), None
    for group in range(file.num_row_groups):
        table = file.read_row_group(group)
        table = pa.table({"asset": table["asset"], "date": table["date"], **columns(table)})
        out = out or pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd", compression_level=3)
        out.write_table(table, row_group_size=1 << 18)
    out.close()


def decimals(folder):
    peg = pq.read_table(folder / "w2_assets.parquet")["peg6"].to_numpy()
    for scale, factor in DECIMALS.items():
        unit = pa.scalar(Decimal(factor).scaleb(-scale))

        def columns(table):
            whole = {name: table[f"{name}6"].cast(pa.decimal128(19, 0)) for name in PRICES}
            return {name: pc.multiply(v, unit).cast(pa.decimal128(38, scale)) for name, v in whole.items()}

        again(folder, f"w2_d{scale}", columns)
        write_pegs(folder, f"w2_d{scale}", (format(Decimal(int(p) * factor).scaleb(-scale), "f") for p in peg))


def rates(days):
    """Dollars for a euro, in ten-thousandths: of each day that one of the latest working day, and whether it is its own."""
    rng = generator(4)
    first = DAY0 - 5  # a Monday before the first day, which is a Saturday
    latest, out = 10_900, []
    for number in range(first, DAY0 + days):
        own = (number + 3) % 7 < 5
        if own:
            latest = int(np.clip(latest + rng.integers(-60, 61), 9_500, 12_500))
        out.append((number, latest, own))
    return out


def moving(folder, days=3000):
    table = rates(days)
    with open(folder / "w2_moving_fx.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("date", "base", "quote", "rate"))
        out.writerows((day(n - DAY0), "EUR", "USD", f"{Decimal(rate).scaleb(-4)}") for n, rate, own in table if own)
    of_day = np.array([rate for n, rate, _ in table if n >= DAY0], dtype=np.int64)

    def columns(table):
        rate = of_day[table["date"].cast(pa.int32()).to_numpy() - DAY0]
        # Both factors and their product are exact, so that the quotient is the nearest double.
        prices = {name: pa.array((table[f"{name}6"].to_numpy() * rate) / 1e10) for name in PRICES}
        return prices | {"currency": pa.array(["USD"] * len(rate)).dictionary_encode()}

    again(folder, "w2_moving", columns)
    peg = pq.read_table(folder / "w2_assets.parquet")["peg6"].to_numpy()
    write_pegs(folder, "w2_moving", (f"{decimal(p)} EUR" for p in peg))


def w3(folder, rows=W3["rows"], n=W3["pairs"], days=W3["days"]):
    rng = generator(3)
    peg, tick, sigma, _ = assets(rng, n)
    write_assets(folder, "w3", peg, tick)
    bias = rng.normal(0, 1, n) * 0.3 * sigma
    weight = 1 / (rng.permutation(n) + 10.0)
    share = np.cumsum(weight) / weight.sum()
    drawn = np.searchsorted(share, (np.arange(65536) + 0.5) / 65536).clip(0, n - 1).astype(np.uint32)
    level, per_day = np.zeros(n), rows // days
    (folder / "w3").mkdir(exist_ok=True)
    for number in range(days):
        level = 0.9 * level + rng.normal(0, 1, n) * sigma * np.sqrt(1 - 0.81)
        pair = drawn[rng.integers(0, 65536, per_day, dtype=np.uint16)]
        time = np.sort(rng.integers(0, 86_400_000_000, per_day, dtype=np.int64)) * 1000
        middle, width, step = peg * (1 + bias + level), peg * sigma * 0.2, tick[pair]
        price = middle[pair] + width[pair] * rng.standard_normal(per_day, dtype=np.float32)
        price = np.maximum(np.rint(price / step).astype(np.int64) * step, step)
        quantity = np.exp(rng.standard_normal(per_day, dtype=np.float32) * 1.5 + 5)
        quantity = np.rint(quantity * 1e4).astype(np.int64) + 1
        columns = {"ts": time + (DAY0 + number) * 86_400_000_000_000, "asset": pair}
        columns |= {"price": doubles(price), "qty": pa.array(quantity / 1e4)}
        path = folder / "w3" / f"{number:02d}.parquet"
        write(pa.table(columns), path, compression_level=1, row_group_size=1 << 20, use_dictionary=["asset"])


def packed(folder):
    """Times and amounts as integers, each told by its difference from the one before: small, and cheap to read."""
    (folder / "w3_packed").mkdir(exist_ok=True)
    for number in range(PACKED_FILES):
        table = pq.read_table(folder / "w3" / f"{number:02d}.parquet")

        def scaled(name, digits):
            whole = np.rint(table[name].to_numpy() * 10.0**digits).astype(np.int64)
            unit = pa.scalar(Decimal(1).scaleb(-digits))
            return pc.multiply(pa.array(whole).cast(pa.decimal128(19, 0)), unit).cast(pa.decimal128(18, digits))

        columns = {"ts": table["ts"], "asset": table["asset"], "price": scaled("price", 6), "qty": scaled("qty", 4)}
        packing = {name: "DELTA_BINARY_PACKED" for name in columns}
        write(
            pa.table(columns),
            folder / "w3_packed" / f"{number:02d}.parquet",
            compression="none",
            compression_level=None,
            row_group_size=1 << 20,
            use_dictionary=False,
            column_encoding=packing,
            store_decimal_as_integer=True,
        )


# What each set leaves, by which it is known to be there.
SETS = {
    "w1": (w1, ["w1.parquet", "w1.csv", "w1_pegs.csv"]),
    "w2": (w2, ["w2.parquet", "w2_e6.parquet", "w2_pegs.csv"]),
    "grow": (grow, [f"grow_{n}x{days}.parquet" for n, days in PARTS]),
    "decimals": (decimals, [f"w2_d{scale}_pegs.csv" for scale in DECIMALS]),
    "moving": (moving, ["w2_moving_pegs.csv"]),
    "w3": (w3, ["w3_pegs.csv", f"w3/{W3['days'] - 1:02d}.parquet"]),
    "packed": (packed, [f"w3_packed/{PACKED_FILES - 1:02d}.parquet"]),
}


def make(folder, name):
    run, files = SETS[name]
    if all((folder / file).exists() for file in files):
        return
    # Tables of assets that another run has left are enough to write our pegs of.
    table = folder / f"{name}_assets.parquet"
    if all((folder / file).exists() for file in files if not file.endswith("_pegs.csv")) and table.exists():
        write_pegs(folder, name, map(decimal, pq.read_table(table)["peg6"].to_numpy()))
        return
    print(f"making {name}", file=sys.stderr, flush=True)
    run(folder)


if __name__ == "__main__":
    where = pathlib.Path(sys.argv[1])
    where.mkdir(parents=True, exist_ok=True)
    for given in sys.argv[2:]:
        make(where, given)
