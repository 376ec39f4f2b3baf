"""What is measured: works, who does them, what must come of them, and the bars that we set ourselves."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field

import data
import queries

READINGS_24 = "*/close/*/*,*/ohlc4/*/*"
# Readings of which there are so many, for the growth.
READINGS = {
    1: "mean_absolute/close/undetermined/complete_days",
    2: "mean_absolute/close/undetermined/*",
    4: "mean_absolute/close/*/*",
    8: "mean_absolute/close/*/*,mean_absolute/ohlc4/*/*",
    12: "*/close/*/*",
    24: READINGS_24,
    36: "*/close/*/*,*/ohlc4/*/*,*/extreme/*/*",
    48: "all",
}
AXES = ("statistic", "price", "missing", "window")


@dataclass
class Job:
    """Somebody who does a work: commands that run one after the other, and what is read off their last output."""

    name: str
    how: str
    commands: list
    result: callable = None
    # Whether every number must be ours; floats may be wrong at the boundary.
    exact: bool = True


@dataclass
class Bar:
    """Our processor time is to be at most that of the best of the named peers divided by `times`."""

    words: str
    peers: tuple
    times: float


@dataclass
class Work:
    title: str
    jobs: list
    bars: list = field(default_factory=list)
    mib_max: float = None
    # Of a work that one of us alone does: what the time is divided by.
    sizes: dict = None


class Place:
    """Where things are: `data` and `out` folders, our program, the peers' Python, DuckDB's own program."""

    def __init__(self, data, out, qazyq, python, duckdb):
        self.data, self.out, self.qazyq, self.python, self.duckdb = data, out, qazyq, python, duckdb

    def peer(self, work, name, label, how, exact=True):
        command = [self.python, __file__.replace("works.py", "peers.py"), self.data, work, name]
        return Job(label, how, [command], json.loads, exact)

    def cli(self, sql, how, result, ordered=False, exact=True):
        settings = f"SET threads=1; SET preserve_insertion_order={str(ordered).lower()};"
        told = lambda text: result(json.loads(text))
        return Job("DuckDB's command line", how, [[self.duckdb, "-json", "-c", settings + sql]], told, exact)

    def ours(self, *commands, result, how="exact", exact=True):
        return Job("qazyq", how, [[self.qazyq, *map(str, command)] for command in commands], result, exact)

    def replay(self, bars, name="w2", days=3000, readings=READINGS_24, rates=(), how="exact", told=lambda of: of, exact=True):
        """One command of ours, and its totals, or what `told` makes of them."""
        output = f"{self.out}/replay.json"
        command = ["replay", "--input", f"{self.data}/{bars}", "--pegs", f"{self.data}/{name}_pegs.csv", *rates,
                   "--from", data.day(0), "--to", data.day(days - 1), "--readings", readings, "--format", "json", "--output", output]
        return self.ours(command, result=lambda _: told(totals(output)), how=how, exact=exact)

    def screen(self, bars):
        output = f"{self.out}/screen.csv"
        command = ["screen", "--input", f"{self.data}/{bars}", "--pegs", f"{self.data}/w1_pegs.csv", "--on", data.day(400),
                   "--format", "csv", "--output", output]
        return self.ours(command, result=lambda _: dict(Counter(outcomes(output).values())))


def totals(path):
    """Of each reading `[met, not_met, undetermined]`."""
    with open(path) as file:
        found = json.load(file)["readings"]
    return {"/".join(r[axis] for axis in AXES): [r["met"], r["not_met"], r["undetermined"]] for r in found}


def uncarried(found):
    """The readings that carry no price to another day: with moving pegs only these have w2's totals."""
    return {reading: of for reading, of in found.items() if "carry_forward" not in reading}


def outcomes(path):
    """Of each asset its outcome."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    column = "stability" if rows and "stability" in rows[0] else "outcome"
    return {row["asset"]: row[column] for row in rows}


def counted(rows):
    return {row["outcome"]: row["assets"] for row in rows}


def of_one_reading(path):
    (met, not_met, undetermined), = totals(path).values()
    return {k: v for k, v in (("met", met), ("not_met", not_met), ("undetermined", undetermined)) if v}


def number_of_rows(path):
    def read(_):
        import pyarrow.parquet as pq

        table = pq.read_table(path)
        vwap = sum(float(v) for v in table["vwap"].to_pylist())
        return {"rows": table.num_rows, "vwap": f"{vwap:.8e}"}

    return read


def bars(*given):
    return [Bar(*bar) for bar in given]


def works(at):
    """All works by name."""
    trades = lambda folder, n: [f"{at.data}/{folder}/{number:02d}.parquet" for number in range(n)]
    daily, one = f"{at.out}/daily.parquet", f"{at.out}/replay.json"
    last = data.day(data.W3["days"] - 1)
    ticks = at.ours(
        ["bars", "--trades", *trades("w3", data.W3["days"]), "--output", daily],
        ["replay", "--input", daily, "--pegs", f"{at.data}/w3_pegs.csv", "--from", last, "--to", last, "--readings",
         "mean_absolute/vwap/undetermined/through_assessment_day", "--format", "json", "--output", one],
        result=lambda _: of_one_reading(one))

    def bars_of(folder):
        command = ["bars", "--trades", *trades(folder, data.PACKED_FILES), "--output", daily]
        return at.ours(command, result=number_of_rows(daily), how=f"exact, from `{folder}`")

    decimals = [at.replay(f"w2_d{s}.parquet", f"w2_d{s}", how=f"DECIMAL(38,{s})") for s in data.DECIMALS]
    rates = ["--fx", f"{at.data}/w2_moving_fx.csv"]
    growth = {}
    for n, days in [*data.PARTS, (5000, 3000)]:
        file = "w2.parquet" if (n, days) == (5000, 3000) else f"grow_{n}x{days}.parquet"
        growth[f"{n:,} assets × {days:,} days"] = (at.replay(file, days=days), n * days)
    reads = {f"{count} readings": (at.replay("w2.parquet", readings=list_), 1) for count, list_ in READINGS.items()}

    return {
        "w1": Work(
            "Screen: 20,000 assets × 400 days in one Parquet file, the outcome of each on the day after the last",
            [at.screen("w1.parquet"), at.cli(queries.screen(at.data, "w1"), "doubles", counted),
             at.peer("w1", "duckdb", "DuckDB", "doubles"), at.peer("w1", "polars", "Polars", "doubles")],
            bars(("2 × DuckDB's command line", ("DuckDB's command line",), 2)), 16),
        "w1csv": Work(
            "The same from CSV",
            [at.screen("w1.csv"), at.cli(queries.screen(at.data, "w1csv"), "doubles", counted),
             at.peer("w1csv", "duckdb", "DuckDB", "doubles"), at.peer("w1csv", "polars", "Polars", "doubles")],
            bars(("3.5 × Polars", ("Polars",), 3.5))),
        "w2": Work(
            "Replay: 5,000 assets × 3,000 days in one Parquet file, 24 readings: 360 M outcomes",
            [at.replay("w2.parquet"),
             at.peer("w2", "polars_whole", "Polars", "integers"),
             at.peer("w2", "polars_floats", "Polars", "doubles", exact=False),
             at.cli(queries.replay_whole(at.data), "integers", queries.replay_totals, ordered=True),
             at.peer("w2", "duckdb_whole", "DuckDB", "integers"),
             at.peer("w2", "duckdb_floats", "DuckDB", "doubles", exact=False),
             at.peer("w2", "decode", "decoding alone", "Arrow C++", exact=None)],
            bars(("2 × Polars", ("Polars",), 2), ("12 × DuckDB", ("DuckDB", "DuckDB's command line"), 12),
                        ("1.4 × decoding alone", ("decoding alone",), 1 / 1.4)), 100),
        "w3": Work(
            "Ticks: 200 M trades of 2,000 pairs in 30 Parquet files, to exact daily vwap, to the outcome",
            [ticks, at.peer("w3", "polars", "Polars", "doubles"), at.peer("w3", "duckdb", "DuckDB", "doubles"),
             at.cli(queries.ticks(at.data, "w3"), "doubles", counted)],
            bars(("1.15 × Polars", ("Polars",), 1.15))),
        "w3part": Work(
            "Ticks, packed: 40 M trades in 6 files of packed differences, to exact daily vwap; the peer from the files of `w3`",
            [bars_of("w3_packed"), at.peer("w3part", "polars", "Polars", "doubles, from `w3`")],
            bars(("3 × Polars", ("Polars",), 3))),
        "w4": Work(
            "Klines: 50 M rows (7.1 GB) of CSV, to exact daily bars, every field checked; the peers only add up the columns",
            [at.ours(["bars", "--klines", f"{at.data}/w4.csv", "--output", daily], result=lambda _: None),
             at.peer("w4", "polars", "Polars", "doubles", exact=None), at.peer("w4", "duckdb", "DuckDB", "doubles", exact=None),
             at.cli(queries.klines(at.data), "doubles", lambda rows: rows, exact=None)],
            bars(("2.2 × Polars", ("Polars",), 2.2), ("3.5 × DuckDB", ("DuckDB", "DuckDB's command line"), 3.5))),
        "decimals": Work(
            "The same replay with 2, 6, 8 and 18 decimals, and with moving pegs",
            [at.replay("w2.parquet", how="doubles of 6 decimals"), *decimals,
             at.replay("w2_moving.parquet", "w2", how="doubles of 10 decimals, constant pegs", exact=None),
             at.replay("w2_moving.parquet", "w2_moving", rates=rates, how="the same file, moving pegs", told=uncarried)]),
        "grow": Work("Growth with assets and days", [job for job, _ in growth.values()],
                     sizes={name: size for name, (_, size) in growth.items()}),
        "readings": Work("Growth with readings", [job for job, _ in reads.values()], sizes={name: n for name, n in zip(reads, READINGS)}),
    }
