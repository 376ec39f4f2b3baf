"""Runs works round by round, holds what came of them against each other, and prints the tables.

    run.py DATA OUT PROGRAM DUCKDB WORK…

PROGRAM is our own; where it is `-` the peers run alone. DUCKDB is the program of that name. ROUNDS and CORE come from
the environment. Every round runs each job once, so that what else the machine does falls on all alike; a round before
them is not counted, and in it the results are compared. Ends with code 1 where numbers differ that must not.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys

import checks
import works
from tables import row

HERE = pathlib.Path(__file__).parent
ROUNDS, CORE = int(os.environ.get("ROUNDS", "3")), os.environ.get("CORE", str(os.cpu_count() - 1))


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
        checks.differing.append(f"{name}: {job.name}, {job.how}")
    off = [distance(found.get(key), of) for key, of in truth.items()]
    return f"{sum(map(bool, off))} of {len(off)} totals differ, by {sum(off):,}"


def distance(found, true):
    """How many asset-days, assets or sums are told otherwise."""
    if isinstance(true, list) and isinstance(found, list):
        return sum(abs(a - b) for a, b in zip(found, true)) // 2
    if isinstance(true, int) and isinstance(found, int):
        return abs(found - true)
    return int(found != true)


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
    row("", "figures", "CPU s", "user", "system", "wall", "MiB", "× best peer", "result")
    row("---", "---", *["---:"] * 6, "---")
    for job in jobs:
        m = medians[id(job)]
        seconds = (f"{m[k]:.3f}" for k in ("cpu", "user", "sys", "wall"))
        ratio = f"{m['cpu'] / fastest:.2f}" if fastest else "–"
        row(job.name, job.how, *seconds, f"{m['mib']:.0f}", ratio, compare(name, job, first[id(job)], truth))
    bars(work, jobs, medians)


def bars(work, jobs, medians):
    """Which of the bars are met."""
    ours = [medians[id(job)] for job in jobs if job.name == "qazyq"]
    if not ours:
        return
    print()
    times_of = {job.how: medians[id(job)]["cpu"] for job in jobs}
    for job in jobs:
        if job.beside:
            more = times_of[job.how] / times_of[job.beside]
            said = "met" if more <= works.MORE_MAX else "not met"
            print(f"- {job.how}: {more:.2f} × the time of {job.beside}, at most {works.MORE_MAX}: {said}")
    for bar in work.bars:
        times = best(work, medians, bar.peers) / ours[0]["cpu"]
        least = bar.times >= 1
        found = f"{times:.2f} ×" if least else f"{1 / times:.2f} × its time"
        print(f"- at {'least' if least else 'most'} {bar.words}: {found}, {'met' if times >= bar.times else 'not met'}")
    if work.mib_max:
        mib = ours[0]["mib"]
        print(f"- at most {work.mib_max} MiB: {mib:.1f}, {'met' if mib <= work.mib_max else 'not met'}")


def sized(work, jobs, medians):
    """Time over size: where growth is linear, what is added is in proportion to the size."""
    row("", "CPU s", "ms a million", "MiB")
    row("---", "---:", "---:", "---:")
    for job, (words, size) in zip(jobs, work.sizes.items()):
        m = medians[id(job)]
        rate = f"{m['cpu'] / size * 1e9:.1f}" if size > 1000 else "–"
        row(words, f"{m['cpu']:.3f}", rate, f"{m['mib']:.0f}")


if __name__ == "__main__":
    folder, out, qazyq, duckdb, *given = sys.argv[1:]
    at = works.Place(folder, out, qazyq, sys.executable, duckdb)
    known = works.works(at)
    for name in given:
        if name in known and any(job.commands[0][0] != "-" for job in known[name].jobs):
            measure(name, known[name], out)
        if name in checks.AFTER:
            checks.AFTER[name](at)
    for what in checks.differing:
        print(f"differs: {what}", file=sys.stderr)
    sys.exit(bool(checks.differing))
