"""Makes trades/ beside it: trades as other programs write them, and what stands in them as CSV: asset, time in nanoseconds,
price, quantity; empty is absent.

    python -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python trades.py
"""

import os
import random
from decimal import Decimal as D

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

os.chdir(os.path.dirname(os.path.abspath(__file__)))
os.makedirs("trades", exist_ok=True)
os.chdir("trades")
random.seed(600)

T0 = 1_678_406_400_000_000_000
ASSETS = ["USDC/USD", "DAI/USD", "теңге"]


def spelt(value):
    if value is None:
        return ""
    text = format(D(repr(value)) if isinstance(value, float) else D(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def expect(name, rows):
    with open(f"{name}.csv", "w") as to:
        for asset, time, price, quantity in rows:
            to.write(f"{asset},{time},{spelt(price)},{spelt(quantity)}\n")


def rows(many, price, quantity, per_unit=1_000):
    return [(ASSETS[n * n % 3], T0 + n * 61 * 10 ** 9 // per_unit * per_unit + n % 7 * per_unit, price(n), quantity(n)) for n in range(many)]


# Floating point of two scales in one column, with some that fit neither, nulls, and a dictionary of assets.
def price(n):
    if n % 97 == 5:
        return None
    if n % 211 == 9:
        return 1 / (n + 1)
    return round(0.9 + n / 10 ** 4, 4) if n < 400 else round(60000 + n / 100, 2)


made = rows(900, price, lambda n: round(n / 10 ** 3 + 0.001, 3))
table = pa.table({"ts": pa.array([r[1] for r in made], pa.int64()), "asset": pa.array([r[0] for r in made]),
                  "price": pa.array([r[2] for r in made]), "qty": pa.array([r[3] for r in made])})
pq.write_table(table, "pyarrow-floats.parquet", compression="zstd", row_group_size=350, use_dictionary=["asset"])
expect("pyarrow-floats", made)

# Decimals as differences; times in µs.
made = rows(500, lambda n: D(n * 7919 % 10 ** 6) / 10 ** 4, lambda n: D(n) / 10 ** 8)
table = pa.table({"time": pa.array([r[1] // 1000 for r in made], pa.timestamp("us", "UTC")), "pair": pa.array([r[0] for r in made]),
                  "price": pa.array([r[2] for r in made], pa.decimal128(18, 4)), "quantity": pa.array([r[3] for r in made], pa.decimal128(18, 8))})
pq.write_table(table, "pyarrow-delta.parquet", compression="none", store_decimal_as_integer=True, use_dictionary=["pair"],
               column_encoding={"time": "DELTA_BINARY_PACKED", "price": "DELTA_BINARY_PACKED", "quantity": "DELTA_BINARY_PACKED"})
expect("pyarrow-delta", made)

# One asset without a column; integers of milliseconds; texts and wide decimals.
made = [("", time, p, q) for _, time, p, q in rows(120, lambda n: D(n) * D("0.25"), lambda n: D(10) ** 30 * n + 1, 10 ** 6)]
table = pa.table({"time": pa.array([r[1] // 10 ** 6 for r in made]), "price": pa.array([str(r[2]) for r in made]),
                  "amount": pa.array([r[3] for r in made], pa.decimal128(38, 0))})
pq.write_table(table, "pyarrow-one.parquet")
expect("pyarrow-one", made)

# Polars' writer and DuckDB's.
made = rows(300, lambda n: round(1 + n / 10 ** 5, 5), lambda n: float(n % 13))
frame = pl.DataFrame({"ts": pl.Series([r[1] for r in made], dtype=pl.Datetime("ns")), "symbol": [r[0] for r in made],
                      "price": [r[2] for r in made], "qty": [r[3] for r in made]})
frame.write_parquet("polars.parquet", row_group_size=130)
expect("polars", made)
arrow = frame.to_arrow()
duckdb.sql("copy (select * from arrow) to 'duckdb.parquet' (format parquet, parquet_version v2)")
expect("duckdb", made)
