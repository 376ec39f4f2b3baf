"""Makes what `scripts/bench-parse` measures with: always the same bytes.

    input.py OUT [FOLDER]

OUT/one/candles.csv    1,000,000 minutes of one pair: the rows of the archives in FOLDER (`*.tar.zst`, unpacked to
                       OUT/files) or else of the sample among the tests' data, again and again, the times made to follow
OUT/files/*.csv        the archives' own files, where FOLDER is given
OUT/answer.json        an answer of CoinMarketCap's OHLCV: 100 assets, 100 days
"""

import itertools
import json
import pathlib
import random
import shutil
import subprocess
import sys
from datetime import date, timedelta

ROWS = 1_000_000
MINUTE = 60_000
# 2020-01-01T00:00:00Z
FIRST = 1_577_836_800_000
SAMPLE = pathlib.Path(__file__).parents[2] / "tests/data/USDCUSDT-1m-2023-03-11.csv"


def unpack(folder, out):
    """Each archive's files, side by side under names of their own."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for archive in sorted(folder.glob("*.tar.zst")):
        subprocess.run(["tar", "--zstd", "-xf", archive, "-C", out], check=True)
    for path in sorted(out.rglob("*.csv")):
        path.rename(out / path.name)
    for path in out.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def rows(paths):
    for path in paths:
        for line in path.read_text().splitlines():
            fields = line.split(",")
            if len(fields) == 12 and fields[0].isdecimal():
                yield fields


def candles(paths, out):
    found = itertools.cycle(list(rows(paths)))
    with out.open("w", newline="") as file:
        for n, fields in enumerate(itertools.islice(found, ROWS)):
            opens = FIRST + n * MINUTE
            file.write(",".join([str(opens), *fields[1:6], str(opens + MINUTE - 1), *fields[7:]]) + "\n")


def answer(out):
    chance = random.Random(600)
    data = {}
    for asset in range(1, 101):
        price = 10 ** chance.uniform(-4, 4)
        quotes = []
        for n in range(100):
            day = (date(2025, 1, 1) + timedelta(days=n)).isoformat()
            opens, price = price, price * chance.uniform(0.97, 1.03)
            low, high = sorted([opens, price])
            figures = {
                "open": opens,
                "high": high * chance.uniform(1, 1.01),
                "low": low * chance.uniform(0.99, 1),
                "close": price,
                "volume": 10 ** chance.uniform(4, 10),
                "market_cap": 10 ** chance.uniform(6, 12),
            }
            quotes.append(
                {
                    "time_open": f"{day}T00:00:00.000Z",
                    "time_close": f"{day}T23:59:59.999Z",
                    "time_high": f"{day}T03:53:00.000Z",
                    "time_low": f"{day}T02:43:00.000Z",
                    "quote": {"USD": {**figures, "timestamp": f"{day}T23:59:59.999Z"}},
                }
            )
        data[str(asset)] = {"id": asset, "name": f"Asset {asset}", "symbol": f"A{asset}", "quotes": quotes}
    status = {"timestamp": "2025-05-01T00:00:00.000Z", "error_code": 0, "error_message": None, "credit_count": 100}
    out.write_text(json.dumps({"status": status, "data": data}, separators=(",", ":")))


def main(out, folder=None):
    out = pathlib.Path(out)
    (out / "one").mkdir(parents=True, exist_ok=True)
    paths = [SAMPLE]
    if folder:
        unpack(pathlib.Path(folder), out / "files")
        paths = sorted((out / "files").iterdir())
    candles(paths, out / "one/candles.csv")
    answer(out / "answer.json")


main(*sys.argv[1:])
