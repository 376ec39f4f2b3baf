"""What is looked at beside the times: the boundary set, windows that floats get wrong, and our own work, row by row."""

import json
import pathlib
import subprocess
import sys
from decimal import Decimal
from itertools import product

import boundary as edge
import queries
import works
from tables import row

# What differs and must not.
differing = []


def boundary(at):
    """The boundary set: how many of each family the engines and we get wrong."""
    folder = pathlib.Path(at.data)
    assets = edge.make(folder)
    told = edge.ask(folder, assets)
    if at.qazyq != "-":
        command, output = at.screened(
            "boundary_bars.parquet", "boundary", edge.DAYS, "--fx", f"{at.data}/boundary_fx.csv"
        )
        subprocess.run([at.qazyq, *command], check=True, stdout=subprocess.DEVNULL)
        met = {int(asset): {"met": True, "not_met": False}.get(word) for asset, word in works.outcomes(output).items()}
        told = {"qazyq": edge.wrong(assets, met)} | told
        if sum(told["qazyq"].values()):
            differing.append("boundary: qazyq")
    families = sorted({family for family, _ in assets})
    print("\n### boundary\n")
    row("engine, form", *families, f"wrong of {len(assets):,}")
    row("---", *["---:"] * (len(families) + 1))
    for name, wrong in told.items():
        failed = isinstance(wrong, str)
        row(name, *([wrong] if failed else (str(n) for n in (*(wrong[f] for f in families), sum(wrong.values())))))
    print()
    row("family, asset", "exactly", "outcome", "in DuckDB's doubles", "in Polars'")
    row(*["---"] * 5)
    for family, (asset, exact, met, duckdb, polars) in edge.examples(folder, assets).items():
        row(f"{family}, {asset}", exact, "met" if met else "not met", duckdb, polars)


def asked(at, work, name):
    """What a peer answers, untimed."""
    line = [sys.executable, "-m", "peers", at.data, work, name]
    return json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)


def klines_are_right(at):
    """Our daily bars against DuckDB's decimals, day by day."""
    import pyarrow.parquet as pq

    if at.qazyq == "-":
        return
    asked(at, "w4", "days")
    ours, exact = pq.read_table(f"{at.out}/klines.parquet"), pq.read_table(f"{at.data}/w4_days.parquet")
    # A bar's volume is money, and days that the file has not whole give no bar.
    named = {name: name for name in ("open", "high", "low", "close")} | {"volume": "quote"}
    by_day = {day: row for day, row in zip(exact["date"].to_pylist(), exact.to_pylist())}
    days = ours["day"].to_pylist()
    inner = exact["date"].to_pylist()[1:-1]
    same = {
        name: [day in by_day and Decimal(v) == by_day[day][of] for day, v in zip(days, ours[name].to_pylist())]
        for name, of in named.items()
    }
    wrong = {name: sum(not s for s in of) for name, of in same.items()}
    print(f"- daily bars of ours: {len(days):,}; whole days in decimals: {len(inner):,}; differing: {wrong}")
    if days != inner or sum(wrong.values()):
        differing.append("w4: daily bars")


def moving_is_right(at):
    """Our totals with moving pegs, the last replay of `decimals`, between those of floats with a little less and more."""
    if at.qazyq == "-":
        return
    bounds = asked(at, "moving", "bounds")
    met = {reading: of[0] for reading, of in works.totals(f"{at.out}/replay.json").items()}
    outside = [reading for reading, (fewest, most) in bounds.items() if not fewest <= met[reading] <= most]
    print(
        f"- moving pegs: {len(bounds) - len(outside)} of {len(bounds)} totals between what doubles make of 1 % ± 1e-12"
    )
    if outside:
        differing.append(f"decimals: moving pegs, {outside}")


def wrong_windows(at):
    """How many windows floats get wrong."""
    found = asked(at, "w2", "wrong")
    print("\nWindows that Polars' doubles get wrong, each counted once:\n")
    row("", *queries.MISSING)
    row("---", *["---:"] * len(queries.MISSING))
    for statistic, price in product(queries.STATISTICS, queries.PRICES):
        row(f"{statistic}/{price}", *(f"{found[f'{missing}_{price}_{statistic}']:,}" for missing in queries.MISSING))


# What follows the table of a work; `boundary` has none.
AFTER = {"boundary": boundary, "w2": wrong_windows, "decimals": moving_is_right, "w4": klines_are_right}
