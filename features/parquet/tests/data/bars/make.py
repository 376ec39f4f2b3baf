"""Makes the files beside it: bars of several assets as other programs write them, and what stands in them as CSV.

    python -m venv venv && venv/bin/pip install -r ../requirements.txt && venv/bin/python make.py

Every table has its rows twice: in NAME.parquet as its writer has them, and in NAME.csv as exact texts, in the same order:
asset, day, currency, open, high, low, close, vwap, volume, market_cap; empty is absent.
"""

import datetime as dt
import os
import random
from decimal import Decimal as D, getcontext

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

getcontext().prec = 200
os.chdir(os.path.dirname(os.path.abspath(__file__)))
random.seed(600)

COLUMNS = ["open", "high", "low", "close", "vwap", "volume", "market_cap"]
ASSETS = ["USDC", "теңге-coin", "DAI", "7", "A" * 40]
DAY0 = dt.date(2023, 3, 1)


def spelt(value):
    """The shortest text of a number, without an exponent."""
    if value is None:
        return ""
    if isinstance(value, float):
        if value != value:
            return ""
        value = D(repr(value))
    if isinstance(value, int):
        value = D(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def expect(name, rows):
    """Rows are dicts; a figure may be a text, which then stands as it is."""
    with open(f"{name}.csv", "w") as to:
        to.write(",".join(["asset", "day", "currency"] + COLUMNS) + "\n")
        for row in rows:
            figures = [row.get(c) if isinstance(row.get(c), str) else spelt(row.get(c)) for c in COLUMNS]
            to.write(",".join([str(row["asset"]), str(row["day"]), row.get("currency") or ""] + figures) + "\n")


def rows(many, assets=ASSETS, by_day=True, **figures):
    """Rows of assets and days in either order; a figure is a function of the row's number."""
    n, days = 0, -(-many // len(assets))
    pairs = [(a, d) for d in range(days) for a in assets] if by_day else [(a, d) for a in assets for d in range(days)]
    made = []
    for n, (asset, day) in enumerate(pairs[:many]):
        made.append({"asset": asset, "day": DAY0 + dt.timedelta(day)} | {c: f(n) for c, f in figures.items()})
    return made


def holes(every, value):
    return lambda n: None if n % every == every - 1 else value(n)


def price(n):
    return round(0.9 + (n * 7919 % 2003) / 10 ** 4, 4)


def digits(n, scale=10):
    return D(n * 1_000_003 % 10 ** 9 + 9 * 10 ** 9) / D(10) ** scale


def texts(made, **types):
    return pa.table({c: pa.array([r.get(c) for r in made], t) for c, t in types.items()})


def write(name, made, table, **options):
    pq.write_table(table, f"{name}.parquet", **options)
    expect(name, made)


date, text, f64 = pa.date32(), pa.string(), pa.float64()

# Dictionaries, pages of the first version, several row groups by day, whose days are in their statistics.
made = rows(420, open=holes(7, price), close=price, volume=holes(2, lambda n: float(n % 5 * 1000)))
table = texts(made, asset=text, day=date, open=f64, close=f64, volume=f64)
write("pyarrow-dictionary-zstd", made, table, compression="zstd", row_group_size=150)

# No dictionary; pages of the second version with some values each; nulls in runs.
made = rows(300, assets=[3, 1, 4, 15, 92], open=lambda n: None if n // 40 % 2 else price(n), close=price,
            high=lambda n: None, vwap=holes(3, lambda n: 1 / (n + 1)))
table = texts(made, asset=pa.uint32(), day=date, open=f64, close=f64, high=f64, vwap=f64)
write("pyarrow-plain-v2-snappy", made, table, compression="snappy", use_dictionary=False, data_page_version="2.0",
      data_page_size=256, write_batch_size=16, row_group_size=170)

# The same, unpacked, with checksums, and one asset behind the other.
made = rows(200, by_day=False, open=holes(5, price), close=price)
table = texts(made, asset=text, day=date, open=f64, close=f64)
write("pyarrow-plain-none", made, table, compression="none", use_dictionary=False, write_page_checksum=True)

# Columns that cannot be absent, a dictionary that is given up in the middle, and a day that is a time.
made = rows(500, close=lambda n: n * 1.000001, low=lambda n: 0.1)
for row in made:
    row["day"] = row["day"]
schema = pa.schema([pa.field("asset", text, False), pa.field("date", pa.timestamp("us", "UTC"), False),
                    pa.field("low", f64, False), pa.field("close", f64, False)])
table = pa.table({"asset": [r["asset"] for r in made],
                  "date": pa.array([dt.datetime(r["day"].year, r["day"].month, r["day"].day, tzinfo=dt.timezone.utc) for r in made], schema.field("date").type),
                  "low": pa.array([r["low"] for r in made]), "close": pa.array([r["close"] for r in made])}, schema)
write("pyarrow-required-gzip", made, table, compression="gzip", dictionary_pagesize_limit=1024, data_page_size=512,
      write_batch_size=32)

# Differences, in 32 and 64 bits, and texts behind their lengths; integers as figures.
far = [0, -1, 2 ** 63 - 1, -2 ** 63 + 1, 10 ** 15]
near = [0, 2 ** 31 - 1, -2 ** 31, 5, 6]
made = rows(333, open=holes(11, lambda n: far[n % 5]), high=lambda n: near[n % 5], close=lambda n: 10_000 + n * n,
            volume=holes(4, lambda n: n * 10 ** 12))
table = texts(made, asset=text, day=date, open=pa.int64(), high=pa.int32(), close=pa.int64(), volume=pa.int64())
delta = {c: "DELTA_BINARY_PACKED" for c in ("day", "open", "high", "close", "volume")} | {"asset": "DELTA_LENGTH_BYTE_ARRAY"}
for version in ("1.0", "2.0"):
    write(f"pyarrow-delta-v{version[0]}", made, table, compression="zstd", use_dictionary=False,
          data_page_version=version, data_page_size=700, write_batch_size=50, column_encoding=delta)

# The first bytes of all values, then the second, …
made = rows(260, open=holes(9, price), high=lambda n: n % 7, low=holes(3, lambda n: n * 10 ** 10),
            close=holes(2, lambda n: digits(n)), volume=lambda n: float(n))
table = texts(made, asset=text, day=date, open=f64, high=pa.int32(), low=pa.int64(), close=pa.decimal128(38, 10), volume=f64)
write("pyarrow-split", made, table, compression="snappy", use_dictionary=False, data_page_size=600, write_batch_size=30,
      column_encoding={c: "BYTE_STREAM_SPLIT" for c in ("open", "high", "low", "close", "volume")} | {"asset": "PLAIN", "day": "PLAIN"})

# Decimals of every size; some figures need 128 bits, some more.
made = rows(240, open=holes(6, lambda n: digits(n, 4) if n < 90 else D(n)), high=lambda n: digits(n, 10),
            low=lambda n: D(n) * 10 ** 25 + D("0.0000000001") if n % 50 == 7 else D(n),
            close=holes(8, lambda n: -digits(n, 18)), volume=lambda n: D(10) ** 50 * n + 1 if n % 40 == 39 else D(n),
            market_cap=lambda n: D(-n) / 100, vwap=lambda n: D(n) / 10 ** 3)
table = texts(made, asset=text, day=date, open=pa.decimal128(15, 4), high=pa.decimal128(38, 10), low=pa.decimal128(38, 10),
              close=pa.decimal128(20, 18), volume=pa.decimal256(60, 0), market_cap=pa.decimal128(9, 2), vwap=pa.decimal128(7, 3))
write("pyarrow-decimals", made, table, compression="zstd")
write("pyarrow-decimals-integers", made, table, compression="zstd", store_decimal_as_integer=True, use_dictionary=False)

# Texts: of several scales, of more digits than 128 bits have, with an exponent, and some that are no amounts. Days and currencies as texts.
odd = {11: "n/a", 12: "", 13: "1e5", 14: "0." + "0" * 38 + "1", 15: "9" * 58 + ".5", 16: " 1.50 "}
spelt_as = {11: "", 12: "", 13: "100000", 14: odd[14], 15: odd[15], 16: "1.5"}
made = rows(180, open=holes(5, lambda n: f"{n}.{n % 10}0"), close=lambda n: odd.get(n, f"0.{n:018d}"),
            market_cap=lambda n: str(10 ** 30 + n))
for n, row in enumerate(made):
    row["currency"] = ["USD", "EUR", None][n // 30 % 3]
table = pa.table({c: pa.array([str(r[c]) if r.get(c) is not None else None for r in made]) for c in ("asset", "day", "currency", "open", "close", "market_cap")})
table = table.rename_columns(["asset", "date", "currency", "open", "close", "mcap"])
shown = [r | {"open": r["open"] and spelt(D(r["open"])),
              "close": spelt_as.get(n, r["close"]) if n in odd else spelt(D(r["close"])), } for n, r in enumerate(made)]
pq.write_table(table, "pyarrow-texts.parquet", compression="zstd")
expect("pyarrow-texts", shown)
pq.write_table(table, "pyarrow-texts-plain.parquet", compression="none", use_dictionary=False, row_group_size=70)
expect("pyarrow-texts-plain", shown)

# Categories of a whole table, which stand before each of its small parts: more names than a part has rows.
made = rows(200, assets=[f"coin-{n}" for n in range(40)], close=price)
table = pa.table({"asset": pa.array([r["asset"] for r in made]).dictionary_encode(), "day": [r["day"] for r in made],
                  "close": pa.array([r["close"] for r in made], f64)})
write("pyarrow-categories", made, table, row_group_size=16)

# Binary32, unsigned integers, and times as the oldest writers have them.
made = rows(130, open=holes(9, lambda n: n / 10), high=lambda n: 4_294_967_295 - n, low=lambda n: 2 ** 64 - 1 - n,
            volume=lambda n: [1e-7, 16777216.0, 3.4028235e38, 0.1, 123456.79][n % 5])
table = pa.table({"asset": [r["asset"] for r in made],
                  "day": pa.array([dt.datetime(r["day"].year, r["day"].month, r["day"].day) for r in made], pa.timestamp("ns")),
                  "open": pa.array([r["open"] for r in made], pa.float32()), "high": pa.array([r["high"] for r in made], pa.uint32()),
                  "low": pa.array([r["low"] for r in made], pa.uint64()), "volume": pa.array([r["volume"] for r in made], pa.float32())})
write("pyarrow-narrow-int96", made, table, use_deprecated_int96_timestamps=True)

# DuckDB's writer and Polars'.
made = rows(390, open=holes(4, price), close=holes(9, lambda n: digits(n)), volume=lambda n: n * 10 ** 9)
frame = pl.DataFrame({"asset": pl.Series([r["asset"] for r in made], dtype=pl.String), "day": [r["day"] for r in made],
                      "open": pl.Series([r["open"] for r in made], dtype=pl.Float64),
                      "close": pl.Series([r["close"] for r in made], dtype=pl.Decimal(38, 10)),
                      "volume": pl.Series([r["volume"] for r in made], dtype=pl.Int64)})
for packing in ("zstd", "snappy", "uncompressed"):
    frame.write_parquet(f"polars-{packing}.parquet", compression=packing, row_group_size=160, data_page_size=512)
    expect(f"polars-{packing}", made)
arrow = texts(made, asset=text, day=date, open=f64, close=pa.decimal128(18, 10), volume=pa.int64())
duckdb.sql("create table bars as select * from arrow")
duckdb.sql("copy bars to 'duckdb-v1-snappy.parquet' (format parquet, row_group_size 2048)")
duckdb.sql("copy bars to 'duckdb-v2-zstd.parquet' (format parquet, parquet_version v2, compression zstd, row_group_size 2048)")
for name in ("duckdb-v1-snappy", "duckdb-v2-zstd"):
    expect(name, made)
