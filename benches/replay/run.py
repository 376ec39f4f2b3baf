"""Runs works round by round, holds what came of them against each other, and prints the tables.

    run.py DATA OUT PROGRAM DUCKDB WORK…

PROGRAM is our own; where it is `-` the peers run alone. DUCKDB is the program of that name. ROUNDS and CORE are read from the
environment. Every round runs each job once, so that what else the machine does falls on all alike; a round before them is
not counted, and in it the results are compared. Ends with code 1 where numbers differ that must not.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys

import works
from works import Place

HERE = pathlib.Path(__file__).parent
ROUNDS, CORE = int(os.environ.get("ROUNDS", "3")), os.environ.get("CORE", str(os.cpu_count() - 1))
differing = []


def run(job, out):
    """What it took, all its commands together; and what came of it."""
    told, total = f"{out}/told", {"wall": 0, "user": 0, "sys": 0, "mib": 0}
    for command in job.commands:
        line = ["taskset", "-c", CORE, sys.executable, "-I", "-S", str(HERE / "measured.py"), told, *command]
        took = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        if took["code"]:
            raise RuntimeError(f"`{' '.join(command)[:300]}` ended with code {took['code']}")
        total = {k: max(v, took[k]) if k == "mib" else v + took[k] for k, v in total.items()}
    return total | {"cpu": total["user"] + total["sys"]}, job.result(pathlib.Path(told).read_text())


def compare(name, job, found, truth):
    """Words on what came of a job beside what is true."""
    if job.exact is None or truth is None:
        return "not compared"
    truth = {key: truth.get(key) for key in found} if len(found) < len(truth) else truth
    if found == truth:
        return "the same"
    if job.exact:
        differing.append(f"{name}: {job.name}, {job.how}")
    of = [sum(abs(a - b) for a, b in zip(found[k], truth[k])) // 2 if isinstance(truth[k], list) else int(found.get(k) != truth[k])
          for k in truth]
    return f"{sum(1 for n in of if n)} of {len(of)} totals differ, by {sum(of):,}"


def reference(jobs, first):
    """Ours if we ran, else the first exact peer's."""
    exact = [job for job in jobs if job.exact and id(job) in first]
    ours = [job for job in exact if job.name == "qazyq"]
    whole = [job for job in exact if "doubles" not in job.how]
    return first[id((ours + whole + exact)[0])] if exact else None


def best(work, medians, names):
    return min((medians[id(job)]["cpu"] for job in work.jobs if job.name in names and id(job) in medians), default=None)


def measure(name, work, out):
    """Prints the table of a work."""
    first, runs = {}, {}
    jobs = [job for job in work.jobs if job.commands[0][0] != "-"]
    for number in range(ROUNDS + 1):
        for job in jobs:
            took, found = run(job, out)
            if number == 0:
                first[id(job)] = found
            else:
                runs.setdefault(id(job), []).append(took)
                with open(f"{out}/runs.jsonl", "a") as file:
                    file.write(json.dumps({"work": name, "job": job.name, "how": job.how} | took) + "\n")
    medians = {key: {k: statistics.median(r[k] for r in took) for k in took[0]} for key, took in runs.items()}

    print(f"\n### {name}\n\n{work.title}.\n")
    if work.sizes:
        sized(work, jobs, medians)
    else:
        table(name, work, jobs, medians, first)
    print(flush=True)


def table(name, work, jobs, medians, first):
    peers = [job.name for job in jobs if job.name not in ("qazyq", "decoding alone")]
    fastest, truth = best(work, medians, peers), reference(jobs, first)
    print("| | figures | CPU s | user | system | wall | MiB | × best peer | result |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    for job in jobs:
        m = medians[id(job)]
        ratio = f"{m['cpu'] / fastest:.2f}" if fastest else "–"
        said = compare(name, job, first[id(job)], truth)
        print(f"| {job.name} | {job.how} | {m['cpu']:.3f} | {m['user']:.3f} | {m['sys']:.3f} | {m['wall']:.3f} | {m['mib']:.0f} "
              f"| {ratio} | {said} |")
    bars(work, jobs, medians)


def bars(work, jobs, medians):
    """Which of the bars are met."""
    ours = [medians[id(job)] for job in jobs if job.name == "qazyq"]
    if not ours or not (work.bars or work.mib_max):
        return
    print()
    for bar in work.bars:
        times = best(work, medians, bar.peers) / ours[0]["cpu"]
        reached = f"{times:.2f} ×" if bar.times >= 1 else f"{1 / times:.2f} × its time"
        sign = "at least" if bar.times >= 1 else "at most"
        print(f"- {sign} {bar.words}: {reached}, {'met' if times >= bar.times else 'not met'}")
    if work.mib_max:
        print(f"- at most {work.mib_max} MiB: {ours[0]['mib']:.1f}, {'met' if ours[0]['mib'] <= work.mib_max else 'not met'}")


def sized(work, jobs, medians):
    """Time over size: linear growth has one quotient."""
    print("| | CPU s | for a million | MiB |\n| --- | ---: | ---: | ---: |")
    for job, (words, size) in zip(work.jobs, work.sizes.items()):
        if job in jobs:
            m = medians[id(job)]
            rate = f"{m['cpu'] / size * 1e6 * 1e3:.1f} ms" if size > 1000 else "–"
            print(f"| {words} | {m['cpu']:.3f} | {rate} | {m['mib']:.0f} |")


def boundary(at):
    """The boundary set: how many of each family the engines and we get wrong."""
    import boundary as edge

    folder = pathlib.Path(at.data)
    assets = edge.make(folder)
    told = edge.ask(folder, assets)
    if at.qazyq != "-":
        output = f"{at.out}/boundary.csv"
        command = [at.qazyq, "screen", "--input", f"{at.data}/boundary_bars.parquet", "--pegs", f"{at.data}/boundary_pegs.csv",
                   "--fx", f"{at.data}/boundary_fx.csv", "--on", works.data.day(edge.DAYS), "--format", "csv", "--output", output]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        met = {int(asset): {"met": True, "not_met": False}.get(word) for asset, word in works.outcomes(output).items()}
        told = {"qazyq": edge.wrong(assets, met)} | told
        if sum(told["qazyq"].values()):
            differing.append("boundary: qazyq")
    families = sorted({family for family, _ in assets})
    print(f"\n### boundary\n\n| engine, form | {' | '.join(families)} | wrong of {len(assets):,} |")
    print(f"| --- |{' ---: |' * (len(families) + 1)}")
    for name, wrong in told.items():
        cells = [wrong, *[""] * len(families)] if isinstance(wrong, str) else [*(wrong[f] for f in families), sum(wrong.values())]
        print(f"| {name.replace('|', chr(92) + '|')} | {' | '.join(map(str, cells))} |")
    print("\n| family, asset | exactly | outcome | in DuckDB's doubles | in Polars' |\n| --- | --- | --- | --- | --- |")
    for family, (asset, exact, met, duckdb, polars) in edge.examples(folder, assets).items():
        print(f"| {family}, {asset} | {exact} | {'met' if met else 'not met'} | {duckdb} | {polars} |")


def klines_are_right(at):
    """Our daily bars against DuckDB's decimals, day by day."""
    import pyarrow.parquet as pq

    ours, exact = pq.read_table(f"{at.out}/daily.parquet"), pq.read_table(f"{at.data}/w4_days.parquet")
    same = {name: [v == w for v, w in zip(ours[name].to_pylist(), exact[name].to_pylist())]
            for name in ("open", "high", "low", "close", "volume") if name in ours.column_names}
    wrong = {name: sum(not s for s in of) for name, of in same.items()}
    print(f"- daily bars of ours: {ours.num_rows:,}; in decimals: {exact.num_rows:,}; differing: {wrong}")
    if ours.num_rows != exact.num_rows or sum(wrong.values()):
        differing.append("w4: daily bars")


def moving_is_right(at):
    """Our totals with moving pegs, the last replay of `decimals`, between those of floats with a little less and more."""
    line = [sys.executable, str(HERE / "peers.py"), at.data, "moving", "bounds"]
    bounds = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    met = {reading: of[0] for reading, of in works.totals(f"{at.out}/replay.json").items()}
    outside = [reading for reading, (fewest, most) in bounds.items() if not fewest <= met[reading] <= most]
    print(f"- moving pegs: {len(bounds) - len(outside)} of {len(bounds)} totals between what doubles make of 1 % ± 1e-12")
    if outside:
        differing.append(f"decimals: moving pegs, {outside}")


def wrong_windows(at):
    """How many windows floats get wrong."""
    line = [sys.executable, str(HERE / "peers.py"), at.data, "w2", "wrong"]
    found = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    print("\nWindows that Polars' doubles get wrong, each counted once:\n\n| reading | wrong |\n| --- | ---: |")
    for name, number in found.items():
        print(f"| {name} | {number:,} |")


if __name__ == "__main__":
    folder, out, qazyq, duckdb, *given = sys.argv[1:]
    at = Place(folder, out, qazyq, sys.executable, duckdb)
    known = works.works(at)
    for name in given or [*known, "boundary"]:
        if name == "boundary":
            boundary(at)
            continue
        if all(job.commands[0][0] == "-" for job in known[name].jobs):
            continue
        measure(name, known[name], out)
        if name == "w2":
            wrong_windows(at)
        if name == "decimals":
            moving_is_right(at)
        if name == "w4" and qazyq != "-":
            subprocess.run([sys.executable, str(HERE / "peers.py"), folder, "w4", "days"], check=True, stdout=subprocess.DEVNULL)
            klines_are_right(at)
    for what in differing:
        print(f"differs: {what}", file=sys.stderr)
    sys.exit(bool(differing))
