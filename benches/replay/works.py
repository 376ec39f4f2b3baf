"""What is measured: works, who does them, what must come of them, and the bars that we set ourselves."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field

import data
import queries

READINGS_24 = "*/close/*/*,*/ohlc4/*/*"
# Lists of so many readings, for the growth.
READINGS = {
    1: "mean_absolute/close/undetermined/complete_days",
    2: "mean_absolute/close/undetermined/*",
    4: "mean_absolute/close/*/*",
    8: "mean_absolute/close/*/*,mean_absolute/ohlc4/*/*",
    12: "*/close/*/*",
    24: READINGS_24,
    36: f"{READINGS_24},*/extreme/*/*",
    48: "all",
}
AXES = ("statistic", "price", "missing", "window")
CLI = "DuckDB's command line"
MORE_MAX = 1.5


@dataclass
class Job:
    """Somebody who does a work: commands that run one after the other, and what came of them, read off what the last of
    them printed or wrote."""

    name: str
    how: str
    commands: list
    result: callable
    # Whether every number must be the true one: floats may be wrong at the boundary, and None is not compared at all.
    exact: bool | None = True
    # The `how` of a job of the same work that this one may take MORE_MAX times as long as.
    beside: str | None = None


@dataclass
class Bar:
    """Our processor time is to be that of the best of the named peers divided by `times`, or less."""

    words: str
    peers: tuple
    times: float


@dataclass
class Work:
    title: str
    jobs: list
    bars: list = field(default_factory=list)
    mib_max: float | None = None
    # Where the jobs are one work in several sizes: how large each is.
    sizes: dict | None = None


class Place:
    """Where things are: folders of data and of what comes out, our program, the peers' Python, and DuckDB's program."""

    def __init__(self, data, out, qazyq, python, duckdb):
        self.data, self.out, self.qazyq, self.python, self.duckdb = data, out, qazyq, python, duckdb

    def peer(self, work, name, label, how="doubles", exact=True):
        return Job(label, how, [[self.python, "-m", "peers", self.data, work, name]], json.loads, exact)

    def cli(self, sql, result, how="doubles", exact=True):
        settings = "SET threads=1; SET preserve_insertion_order=false;"
        return Job(
            CLI, how, [[self.duckdb, "-json", "-c", settings + sql]], lambda told: result(json.loads(told)), exact
        )

    def ours(self, *commands, result, how="exact", exact=True, beside=None):
        return Job("qazyq", how, [[self.qazyq, *command] for command in commands], result, exact, beside)

    def replayed(self, bars, pegs, first, last, readings, *rates):
        """Our command, and where it writes."""
        output = f"{self.out}/replay.json"
        span = ["--from", data.day(first), "--to", data.day(last), "--readings", readings]
        return [
            "replay",
            "--input",
            bars,
            "--pegs",
            f"{self.data}/{pegs}",
            *rates,
            *span,
            *written(output, "json"),
        ], output

    def replay(self, bars, pegs="w2", days=3000, readings=READINGS_24, rates=(), result=lambda of: of, **job):
        """Our replay of one file."""
        command, output = self.replayed(f"{self.data}/{bars}", f"{pegs}_pegs.csv", 0, days - 1, readings, *rates)
        return self.ours(command, result=lambda _: result(totals(output)), **job)

    def screened(self, bars, pegs, day, *rates):
        """Our command for a day, and where it writes."""
        output = f"{self.out}/screen.csv"
        command = ["screen", "--input", f"{self.data}/{bars}", "--pegs", f"{self.data}/{pegs}_pegs.csv", *rates]
        return [*command, "--on", data.day(day), *written(output, "csv")], output

    def screen(self, bars):
        command, output = self.screened(bars, "w1", queries.W1_LAST + 1 - data.DAY0)
        return self.ours(command, result=lambda _: dict(Counter(outcomes(output).values())))


def written(output, form):
    return ["--format", form, "--output", output]


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
    (of,) = totals(path).values()
    return {outcome: n for outcome, n in zip(("met", "not_met", "undetermined"), of) if n}


def mean_prices(path):
    """How many bars there are, and what their mean prices add up to."""
    import pyarrow.parquet as pq

    prices = pq.read_table(path)["vwap"].to_pylist()
    return {"rows": len(prices), "vwap": f"{sum(map(float, prices)):.8e}"}


def works(at):
    """All works by name."""
    return {
        "w1": Work(
            "Screen: 20,000 assets × 400 days in one Parquet file, the outcome of each on the day after the last",
            [
                at.screen("w1.parquet"),
                at.cli(queries.screen(at.data, "w1"), counted),
                at.peer("w1", "duckdb", "DuckDB"),
                at.peer("w1", "polars", "Polars"),
            ],
            [Bar(f"2 × {CLI}", (CLI,), 2)],
            mib_max=16,
        ),
        "w1csv": Work(
            "The same from CSV",
            [
                at.screen("w1.csv"),
                at.cli(queries.screen(at.data, "w1csv"), counted),
                at.peer("w1csv", "duckdb", "DuckDB"),
                at.peer("w1csv", "polars", "Polars"),
            ],
            [Bar("3.5 × Polars", ("Polars",), 3.5)],
        ),
        "w2": Work(
            "Replay: 5,000 assets × 3,000 days in one Parquet file, 24 readings: 360 M outcomes",
            [
                at.replay("w2.parquet"),
                at.peer("w2", "polars_whole", "Polars", "integers"),
                at.peer("w2", "polars_floats", "Polars", exact=False),
                at.peer("w2", "duckdb_whole", "DuckDB", "integers"),
                at.peer("w2", "duckdb_floats", "DuckDB", exact=False),
                at.peer("w2", "decode", "decoding alone", "Arrow C++", exact=None),
            ],
            [
                Bar("2 × Polars", ("Polars",), 2),
                Bar("12 × DuckDB", ("DuckDB",), 12),
                Bar("1.4 × decoding alone", ("decoding alone",), 1 / 1.4),
            ],
            mib_max=100,
        ),
        "lake": Work(
            "The same replay from the lake's own columns, a folder of files that are mapped; the peers read their Parquet",
            [at.replay("w2_lake/columns/bars"), at.peer("w2", "polars_whole", "Polars", "integers")],
            [Bar("6 × Polars", ("Polars",), 6)],
        ),
        "decimals": decimals(at),
        "grow": growth(at),
        "readings": Work(
            "Growth with readings",
            [at.replay("w2.parquet", readings=of) for of in READINGS.values()],
            sizes={f"{count} readings": count for count in READINGS},
        ),
        **ticks(at),
        "w4": Work(
            "Klines: 50 M rows (7.1 GB) of CSV to exact daily bars, every field checked; the peers only add up columns",
            [
                at.ours(
                    ["bars", "--klines", f"{at.data}/w4.csv", "--output", f"{at.out}/klines.parquet"],
                    result=lambda _: None,
                    exact=None,
                ),
                at.peer("w4", "polars", "Polars"),
                at.peer("w4", "duckdb", "DuckDB"),
                at.cli(queries.klines(at.data), lambda rows: queries.klines_sums(rows[0])),
            ],
            [Bar("2.2 × Polars", ("Polars",), 2.2), Bar("3.5 × DuckDB", ("DuckDB", CLI), 3.5)],
        ),
    }


def ticks(at):
    """From trades to outcomes, two commands; and from packed trades to bars."""
    bars, days = f"{at.out}/daily.parquet", data.W3["days"]

    def made_of(folder, files):
        return ["bars", "--trades", *(f"{at.data}/{folder}/{n:02d}.parquet" for n in range(files)), "--output", bars]

    reading = "mean_absolute/vwap/undetermined/through_assessment_day"
    decided, output = at.replayed(bars, "w3_pegs.csv", days - 1, days - 1, reading)
    packed = at.ours(
        made_of("w3_packed", data.PACKED_FILES), result=lambda _: mean_prices(bars), how="exact, packed differences"
    )
    return {
        "w3": Work(
            "Ticks: 200 M trades of 2,000 pairs in 30 Parquet files, to exact daily vwap, to the outcome",
            [
                at.ours(made_of("w3", days), decided, result=lambda _: of_one_reading(output)),
                at.peer("w3", "polars", "Polars"),
                at.peer("w3", "duckdb", "DuckDB"),
                at.cli(queries.ticks(at.data), counted),
            ],
            [Bar("1.15 × Polars", ("Polars",), 1.15)],
        ),
        "w3part": Work(
            "Ticks, packed: the 40 M trades of six days, to exact daily vwap; the peer reads the files of `w3`",
            [packed, at.peer("w3part", "polars", "Polars")],
            [Bar("3 × Polars", ("Polars",), 3)],
        ),
    }


def decimals(at):
    """What other data cost us, of which the outcomes are w2's: unpacking the files included."""
    rates = ["--fx", f"{at.data}/w2_moving_fx.csv"]
    plain, constant = "doubles of 6 decimals", "doubles of 10 decimals, constant pegs"
    return Work(
        "The same replay with 2, 6, 8 and 18 decimals, and with moving pegs",
        [
            at.replay("w2.parquet", how=plain),
            *(
                at.replay(f"w2_d{scale}.parquet", f"w2_d{scale}", how=f"DECIMAL(38,{scale})", beside=plain)
                for scale in data.DECIMALS
            ),
            at.replay("w2_moving.parquet", how=constant, exact=None),
            at.replay(
                "w2_moving.parquet",
                "w2_moving",
                rates=rates,
                result=uncarried,
                how="doubles of 10 decimals, moving pegs",
                beside=constant,
            ),
        ],
    )


def growth(at):
    """Parts of w2 and the whole of it."""
    files = {(n, days): f"grow_{n}x{days}.parquet" for n, days in data.PARTS} | {(5000, 3000): "w2.parquet"}
    return Work(
        "Growth with assets and days",
        [at.replay(file, days=days) for (_, days), file in files.items()],
        sizes={f"{n:,} assets × {days:,} days": n * days for n, days in files},
    )
