"""Makes the files beside it: what other programs write.

    python -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python make.py

The files are committed, and the tests expect what stands in them; another version of a writer may write other bytes, but
must write the same values.
"""

import datetime as dt
import os
from decimal import Decimal as D, getcontext

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

getcontext().prec = 200
os.chdir(os.path.dirname(os.path.abspath(__file__)))

DAYS = [dt.date(2023, 3, 10 + n) for n in range(5)]
MIDNIGHTS = [dt.datetime(d.year, d.month, d.day) for d in DAYS]
CLOSES = [D("0.9994698831"), D("0.9715"), None, D("1.0000670335"), D("-0.0000000001")]


def table(**columns):
    return pa.table(columns)


days = pa.array(DAYS, pa.date32())
closes = pa.array(CLOSES, pa.decimal128(38, 10))

# Decimals, however they are stored.
pq.write_table(
    table(day=days, close=closes, market_cap=pa.array([D("9" * 30 + ".99"), D(0), None, D("-1.5"), D(1)], pa.decimal128(38, 2))),
    "pyarrow-decimal128-snappy.parquet", compression="snappy", write_page_checksum=True)
pq.write_table(
    table(day=days,
          close=pa.array([D("1." + "0" * 37 + "1"), D("-" + "9" * 38 + "." + "9" * 38), None, D(0), D("0.5")], pa.decimal256(76, 38)),
          volume=pa.array([D("9" * 76), D("9" * 60), None, D("-1"), D(12)], pa.decimal256(76, 0))),
    "pyarrow-decimal256-zstd.parquet", compression="zstd")
pq.write_table(
    table(day=days,
          open=pa.array([D("0.9715"), D("-99999.9999"), None, D(0), D(1)], pa.decimal128(9, 4)),
          close=pa.array([D("0.9715"), D("-99999999999999.9999"), None, D(0), D(1)], pa.decimal128(18, 4))),
    "pyarrow-decimal-integers.parquet", compression="none", store_decimal_as_integer=True)

# Binary floating point.
pq.write_table(
    table(day=pa.array(MIDNIGHTS, pa.timestamp("us", "UTC")),
          open=pa.array([0.1, 16777217.0, None, 1e-7, 3.4028234663852886e38], pa.float32()),
          close=pa.array([0.1, 0.30000000000000004, float("nan"), float("inf"), 1e-7], pa.float64()),
          volume=pa.array([1e22, 123456789012345680.0, -0.0, 5e-324, 1.7976931348623157e308], pa.float64())),
    "pyarrow-floats-gzip.parquet", compression="gzip")

# Days, however they are told. The last of `late` is not midnight.
late = MIDNIGHTS[:4] + [MIDNIGHTS[4] + dt.timedelta(microseconds=1)]
pq.write_table(
    table(date32=days,
          date64=pa.array(DAYS, pa.date64()),
          seconds=pa.array(MIDNIGHTS, pa.timestamp("s")),
          ms=pa.array(MIDNIGHTS, pa.timestamp("ms")),
          us=pa.array(MIDNIGHTS, pa.timestamp("us")),
          ns=pa.array(MIDNIGHTS, pa.timestamp("ns")),
          ms_utc=pa.array(MIDNIGHTS, pa.timestamp("ms", "UTC")),
          us_utc=pa.array(MIDNIGHTS, pa.timestamp("us", "UTC")),
          ns_almaty=pa.array(MIDNIGHTS, pa.timestamp("ns", "Asia/Almaty")),
          late=pa.array(late, pa.timestamp("us", "UTC")),
          text=pa.array([str(d) for d in DAYS]),
          text_z=pa.array([f"{d}T00:00:00Z" for d in DAYS], pa.large_string()),
          number=pa.array([int(d.strftime("%Y%m%d")) for d in DAYS], pa.int32()),
          unix=pa.array([int(m.replace(tzinfo=dt.timezone.utc).timestamp()) for m in MIDNIGHTS], pa.int64()),
          last_instant=pa.array([m + dt.timedelta(microseconds=86399999000) for m in MIDNIGHTS], pa.timestamp("us", "UTC")),
          close=closes),
    "pyarrow-days.parquet", compression="none", use_dictionary=False)
pq.write_table(table(day=pa.array(MIDNIGHTS, pa.timestamp("ns")), close=closes),
               "pyarrow-int96.parquet", use_deprecated_int96_timestamps=True)

# Types, of which some can be no figure.
pq.write_table(
    table(day=days,
          int8=pa.array([1, -128, None, 127, 0], pa.int8()),
          uint32=pa.array([4294967295, 0, None, 1, 2], pa.uint32()),
          int64=pa.array([-9223372036854775808, 9223372036854775807, None, 0, 1], pa.int64()),
          uint64=pa.array([18446744073709551615, 0, None, 1, 2], pa.uint64()),
          text=pa.array(["0.9715", " 1,234.5 ", None, "6.42E+11", "теңге"]),
          category=pa.array(["0.5", "0.25", None, "0.5", "0.5"]).dictionary_encode(),
          nothing=pa.nulls(5),
          yes=pa.array([True, False, None, True, True]),
          time=pa.array([dt.time(1), None, None, None, None], pa.time64("us")),
          half=pa.array([1.5, None, None, None, None], pa.float16()),
          bytes=pa.array([b"0.5", b"\xff", None, b"", b"1"], pa.binary()),
          fixed=pa.array([b"abcd"] * 5, pa.binary(4)),
          tags=pa.array([["a"], [], None, ["b", "c"], None], pa.list_(pa.string())),
          place=pa.array([{"x": 1.5, "y": {"z": [1]}}] * 5),
          names=pa.array([[("a", 1)]] * 5, pa.map_(pa.string(), pa.int32())),
          close=closes),
    "pyarrow-types.parquet", compression="snappy")

# Several assets in several row groups, the second of one row; pages of version 2, some values of each chunk in a page.
many = [(m, i, D(n) / 10 ** 4 if n % 7 else None) for n, (m, i) in enumerate((m, i) for m in MIDNIGHTS for i in (825, 3408, 4943))]
parts = table(id=pa.array([i for _, i, _ in many], pa.int32()),
              day=pa.array([m for m, _, _ in many], pa.timestamp("ms", "UTC")),
              close=pa.array([c for _, _, c in many], pa.decimal128(18, 4)))
with pq.ParquetWriter("pyarrow-groups-v2.parquet", parts.schema, compression="zstd", data_page_version="2.0",
                      data_page_size=16, write_batch_size=2) as writer:
    for begin, end in [(0, 7), (7, 8), (8, 15)]:
        writer.write_table(parts.slice(begin, end - begin))

# Other ways to encode and to compress.
deltas = table(day=days, id=pa.array([825, 825, 825, 825, 825], pa.int64()),
               open=pa.array([1, -2, None, 4, 10**15], pa.int64()),
               close=pa.array(["0.9715", "1", None, "0.99", ""]),
               volume=pa.array([0.1, 0.2, None, 0.4, 0.5]))
pq.write_table(deltas, "pyarrow-delta-v2.parquet", compression="zstd", use_dictionary=False, data_page_version="2.0",
               column_encoding={"day": "DELTA_BINARY_PACKED", "id": "DELTA_BINARY_PACKED", "open": "DELTA_BINARY_PACKED",
                                "close": "DELTA_LENGTH_BYTE_ARRAY", "volume": "BYTE_STREAM_SPLIT"})
pq.write_table(table(day=days, close=pa.array(["1", "12", "123", None, "1234"])), "pyarrow-delta-byte-array.parquet",
               use_dictionary=False, column_encoding={"close": "DELTA_BYTE_ARRAY"})
pq.write_table(table(day=days, close=closes), "pyarrow-brotli.parquet", compression={"day": "snappy", "close": "brotli"})

# Encrypted, with the footer and with columns alone.
class Keys(pe.KmsClient):
    def __init__(self, _): super().__init__()
    def wrap_key(self, key, _): return key.hex()
    def unwrap_key(self, key, _): return bytes.fromhex(key)

factory = pe.CryptoFactory(Keys)
for name, plain in [("footer", False), ("columns", True)]:
    config = pe.EncryptionConfiguration(footer_key="f", column_keys={"c": ["close"]}, plaintext_footer=plain,
                                        double_wrapping=False)
    properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), config)
    with pq.ParquetWriter(f"pyarrow-encrypted-{name}.parquet", pa.schema([("day", pa.date32()), ("close", closes.type)]),
                          encryption_properties=properties) as writer:
        writer.write_table(table(day=days, close=closes))

# Nothing but columns.
pq.write_table(table(day=days, close=closes).slice(0, 0), "pyarrow-no-rows.parquet")

# DuckDB: its own writer, which packs the second file otherwise.
duckdb.sql("""
    create table bars as select
        (date '2023-03-10' + n::int)::date as day,
        (timestamp '2023-03-10 00:00:00' + to_days(n::int))::timestamp as at,
        case when n % 2 = 0 then 'USDC' else 'DAI' end as symbol,
        case when n = 2 then null else (1 - n / 10000)::decimal(18, 10) end as close,
        (n * 1000000007::hugeint)::decimal(38, 0) as market_cap,
        n / 3.0::double as vwap,
        n::utinyint as units,
    from range(6) t(n)""")
duckdb.sql("copy bars to 'duckdb-snappy.parquet' (format parquet, row_group_size 2)")
duckdb.sql("copy bars to 'duckdb-v2-zstd.parquet' (format parquet, parquet_version v2, compression zstd)")

# Polars: its own writer too.
pl.DataFrame({
    "day": DAYS,
    "at": MIDNIGHTS,
    "symbol": pl.Series(["USDC"] * 5, dtype=pl.Categorical),
    "close": pl.Series(CLOSES, dtype=pl.Decimal(38, 10)),
    "volume": [1.5, 0.1, None, float("nan"), 1e15],
    "count": pl.Series([1, 2, None, 4, 5], dtype=pl.UInt16),
}).write_parquet("polars-zstd.parquet", row_group_size=3)
