"""Runs `measure` and its peers in turn, holds what came of them against each other, and prints how long each took.

    compare.py MEASURE INPUT ROUNDS

Each round runs each of them once, in a process of its own, so that what else the machine does falls on all of them alike.
A process does the work several times: its first time is told apart. Ends with code 1 where figures that must be the
same are not.
"""

import csv
import os
import pathlib
import platform
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import duckdb
import polars

measure, given, rounds = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
peers = [sys.executable, pathlib.Path(__file__).parent / "peers.py"]

# Work, what it is done with, how often a process does it, the rows.
WORK = {
    "one": ("klines", given / "one", 3),
    "files": ("klines", given / "files", 5),
    "answer": ("answer", given / "answer.json", 10),
}
KLINES = ["open", "high", "low", "close", "volume", "vwap"]

# Name, figures, command, whether every digit must be ours.
OURS = ("qazyq", "exact", None, True)
OF_KLINES = [
    OURS,
    ("DuckDB", "DECIMAL(38,18)", "duckdb decimal", True),
    ("Polars", "Decimal(38,18)", "polars decimal", True),
    ("DuckDB", "DOUBLE", "duckdb double", False),
    ("Polars", "Float64", "polars double", False),
]
OF_ANSWER = [
    OURS,
    ("Python's json", "Decimal", "python decimal", True),
    ("DuckDB", "DECIMAL(38,18)", "duckdb decimal", False),
    ("Rust's serde_json", "f64", "answer-f64", False),
    ("Python's json", "float", "python double", False),
    ("DuckDB", "DOUBLE", "duckdb double", False),
]


def ran(command, threads, what, path, times):
    """How long it took each time, and what came of it."""
    if command is None or command == "answer-f64":
        line = [measure, command or what, str(times), path]
    else:
        line = [*peers, *command.split(), threads, str(times), what, path]
    told = subprocess.run(line, capture_output=True, text=True, check=True).stdout.splitlines()
    return [float(seconds) for seconds in told[:times]], list(csv.reader(told[times:]))


def day(text):
    return str(date(1970, 1, 1) + timedelta(days=int(text))) if text.isdecimal() else text


def figures(rows, what, ours):
    """By what a row is of, its figures as exact numbers."""
    found = {}
    for name, of_day, *texts in rows:
        numbers = [Fraction(text) if text else None for text in texts]
        if what == "klines" and not ours:
            # The base volume serves for the exact quotient alone.
            *rest, quote, base, vwap = numbers
            numbers = [*rest, quote, vwap, quote / base if base else None]
        found[name, day(of_day)] = numbers
    return found


def differences(ours, theirs, what):
    """Which figures differ, how often, and by how much of themselves at most."""
    told = []
    places = {"klines": [[place] for place in range(6)], "answer": [range(6)]}[what]
    for group in places:
        pairs = [(ours[key][place], theirs[key][place]) for key in ours for place in group]
        # Of nothing traded there is no mean price.
        off = [abs(b / a - 1) if a and b else 1 for a, b in pairs if a != b]
        if off:
            name = KLINES[group[0]] if what == "klines" else "figures"
            told.append(f"{name} {len(off):,} of {len(pairs):,}, up to {float(max(off)):.0e}")
    return "; ".join(told) or "none"


def is_exact(ours, theirs, what):
    """Whether all figures are the same; of mean prices, whether the sums divide to ours."""
    if what == "answer":
        return ours == theirs
    return ours.keys() == theirs.keys() and all(
        theirs[key][:5] == numbers[:5] and theirs[key][6] == numbers[5] for key, numbers in ours.items()
    )


def counted(what, path):
    """Rows and bytes."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    read = [file.read_bytes() for file in files]
    mark = b"\n" if what == "klines" else b'"time_open"'
    return sum(bytes.count(mark) for bytes in read), sum(map(len, read))


def table(what, path, times, programs):
    rows, size = counted(what, path)
    took, said = defaultdict(list), {}
    for _ in range(rounds):
        for program in programs:
            for threads in ["one", "all"]:
                # What has one thread in any case runs once.
                if threads == "all" and not (program[2] or "").startswith(("duckdb", "polars")):
                    continue
                seconds, told = ran(program[2], threads, what, path, times)
                took[program, threads].append(seconds)
                said[program, threads] = figures(told, what, program[2] is None)

    print(f"\n{path.name}: {rows:,} rows, {size / 1e6:.1f} MB; {rounds} rounds of {times}\n")
    print("| | figures | threads | best | median | first | rows/s | MB/s | differing from ours |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    ours, wrong = said[OURS, "one"], False
    in_order = sorted(took, key=lambda ran: (ran[1] == "all", programs.index(ran[0])))
    for program, threads in in_order:
        runs = took[program, threads]
        theirs = said[program, threads]
        if ours.keys() != theirs.keys():
            differing, wrong = "other rows", True
        elif program == OURS:
            differing = ""
        else:
            differing = differences(ours, theirs, what)
            if program[3] and not is_exact(ours, theirs, what):
                differing, wrong = f"MUST NOT: {differing}", True
        all_runs = [seconds for run in runs for seconds in run]
        best, median = min(all_runs), statistics.median(all_runs)
        first = statistics.median(run[0] for run in runs)
        count = "1" if threads == "one" else str(os.cpu_count())
        print(
            f"| {program[0]} | {program[1]} | {count} | {best:.3f} s | {median:.3f} s | {first:.3f} s"
            f" | {rows / best / 1e6:.2f} M | {size / best / 1e6:.0f} | {differing} |"
        )
    return wrong


def main():
    print(f"DuckDB {duckdb.__version__}, Polars {polars.__version__}, Python {platform.python_version()}")
    wrong = False
    for what, path, times in WORK.values():
        if path.exists():
            wrong |= table(what, path, times, OF_KLINES if what == "klines" else OF_ANSWER)
    sys.exit(wrong)


main()
