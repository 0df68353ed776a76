"""What src/test/mutation/run found, against the list of survivors and their reasons (reports/mutation/survivors.csv).

Prints a table by unit and one by class, then every survivor without a reason; exit code 1 if there is one or a unit did not finish.
A line is known by its text, so that the list outlives lines that move; several survivors of one kind on one line are one row with a count.
--update writes the list anew: reasons are kept, rows of mutations that are killed now go, rows without a reason come.
"""

import csv
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

FOUND = Path("target/mutation")
UNITS = Path("src/test/mutation/units")
REASONS = Path("reports/mutation/survivors.csv")
KEY = ["class", "method", "mutator", "source"]
COLUMNS = ["class", "method", "mutator", "count", "source", "reason"]


def key(row):
    """A survivor without the numbers that move: (class, method, mutator, text of the line) from a row of PIT's mutations.csv."""
    file, name, mutator, method, line = row[:5]
    package = name.rsplit(".", 1)[0]
    source = Path("src/main/java", *package.split("."), file).read_text().splitlines()[int(line) - 1].strip()
    return (
        file.removesuffix(".java"),
        re.sub(r"^lambda\$|\$\d+$", "", method),
        re.sub(r"^.*\.|Mutator(_\w+)?$", "", mutator),
        source,
    )


def unit_names():
    lines = UNITS.read_text().splitlines()
    return [line.split()[0] for line in lines if not line.startswith("#")]


def main(update):
    with REASONS.open() as f:
        listed = {tuple(r[k] for k in KEY): (int(r["count"]), r["reason"]) for r in csv.DictReader(f)}
    seconds = dict(line.split()[:2] for line in (FOUND / "seconds").read_text().splitlines())
    survivors = Counter()
    by_unit, by_class = defaultdict(Counter), defaultdict(Counter)
    unfinished = []
    for unit in unit_names():
        file = FOUND / unit / "mutations.csv"
        if not file.exists():
            unfinished.append(unit)
            continue
        found = Counter()
        with file.open() as f:
            for row in csv.reader(f):
                name, status = row[0].removesuffix(".java"), row[5]
                if status in ("SURVIVED", "NO_COVERAGE"):
                    found[key(row)] += 1
                    continue
                state = {"KILLED": "killed", "TIMED_OUT": "timed out", "MEMORY_ERROR": "timed out"}.get(status)
                if state is None:
                    unfinished.append(f"{unit}: {','.join(row)}")
                by_unit[unit][state] += 1
                by_class[name][state] += 1
        for k, n in found.items():
            count, reason = listed.get(k, (0, ""))
            known = min(n, count) if reason else 0
            for counts in by_unit[unit], by_class[k[0]]:
                counts["reason given"] += known
                counts["no reason"] += n - known
        survivors += found

    table("unit", by_unit, seconds)
    table("class", by_class, None)
    total = sum(int(s) for u, s in seconds.items() if u in by_unit)
    print(f"{total} seconds of one thread; two at a time.\n")
    missing = [k for k, n in survivors.items() if n > (listed.get(k, (0, ""))[0] if listed.get(k, (0, ""))[1] else 0)]
    out = csv.writer(sys.stdout, lineterminator="\n")
    for k in sorted(missing):
        out.writerow([*k[:3], survivors[k], k[3], ""])
    for u in unfinished:
        print("not finished:", u)
    if update:
        new = REASONS.with_suffix(".new")
        with new.open("w") as f:
            writer = csv.writer(f, lineterminator="\n")
            writer.writerow(COLUMNS)
            for k in sorted(survivors):
                writer.writerow([*k[:3], survivors[k], k[3], listed.get(k, (0, ""))[1]])
        os.replace(new, REASONS)
    return 1 if missing or unfinished else 0


def table(first, rows, seconds):
    states = ["killed", "timed out", "reason given", "no reason"]
    columns = [first] + (["seconds"] if seconds else []) + ["mutations"] + states
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    total = Counter()
    for name, counts in [*(rows.items() if seconds else sorted(rows.items())), ("all", total)]:
        cells = [name if seconds or counts is total else f"`{name}`"]
        cells += [seconds.get(name, "")] if seconds else []
        cells += [sum(counts.values())] + [counts[s] for s in states]
        print("| " + " | ".join(map(str, cells)) + " |")
        if counts is not total:
            total.update(counts)
    print()


if __name__ == "__main__":
    sys.exit(main("--update" in sys.argv[1:]))
