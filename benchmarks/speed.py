"""Time `validate` and the tools that a user could choose instead.

python benchmarks/speed.py [--claims N ...] [--beyond N] [--runs N] [--write]

Generates packages of several sizes. Each validator reads the same files as a whole process, in alternating runs, so
other load on the machine affects all of them. Prints a table; --write also writes benchmarks/README.md and its plots,
which needs matplotlib. The environment is that of requirements-dev.lock and requirements-benchmarks.lock.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import ROOT, machine, measured

PAGE, PLOT = ROOT / "benchmarks" / "README.md", ROOT / "benchmarks" / "speed.svg"
OURS, FLOOR, RIVAL = "nk2020-strikes", "DuckDB's typed read", "frictionless"

MEASURED = ("duckdb", "frictionless", "datapackage", "pandera", "pandas", "polars", "pointblank", "dataframely")
PEERS = ["benchmarks/peers.py"]

DATAPACKAGE = """
import sys, warnings
warnings.simplefilter("ignore")
from datapackage import Package
for resource in Package(sys.argv[1]).resources:
    for row in resource.iter(keyed=True):
        pass
    if resource.schema.foreign_keys:
        resource.check_relations()
"""
TYPED = """
import sys
from pathlib import Path
import duckdb
from scripts.package.package import open_package
from scripts.package.schema import TYPES, quote
connection = duckdb.connect()
for table in open_package(Path(sys.argv[1])).tables.values():
    columns = {field["name"]: TYPES[field["type"]] for field in table.fields}
    form = f"header=true, delim=',', quote='\\"', escape='\\"', nullstr='', columns={columns}"
    source = f"read_csv({quote(str(table.path))}, auto_detect=false, {form})"
    connection.execute(f"CREATE TABLE {table.name} AS FROM {source}")
"""


@dataclass
class Judge:
    """A way to validate a package: its name, what it checks, its command and its measurements.

    `words` are the arguments of Python, with {} for the folder. Seconds and megabytes are by number of rows.
    """

    name: str
    checks: str
    words: list[str]
    seconds: dict[int, list[float]] = field(default_factory=dict)
    megabytes: dict[int, float] = field(default_factory=dict)

    def run(self, folder: Path, rows: int) -> None:
        """Validate a package of so many rows in its own process, and note seconds and peak memory; exits on failure."""
        seconds, megabytes = measured([word.format(folder) for word in self.words])
        self.seconds.setdefault(rows, []).append(seconds)
        self.megabytes[rows] = max(self.megabytes.get(rows, 0), megabytes)

    def median(self, rows: int) -> float | None:
        """The median of its runs on so many rows in seconds, or None without a run."""
        return statistics.median(self.seconds[rows]) if rows in self.seconds else None


def judges() -> list[Judge]:
    """All validators, ours first."""
    return [
        Judge(
            OURS,
            "bytes, cells, keys, references, row rules, checks over tables",
            ["-m", "scripts", "--package", "{}", "validate"],
        ),
        Judge(RIVAL, "cells, keys, references", ["-m", "frictionless", "validate", "{}/datapackage.json"]),
        Judge(
            "datapackage",
            "cells, keys, references",
            ["-c", DATAPACKAGE.replace("{", "{{").replace("}", "}}"), "{}/datapackage.json"],
        ),
        Judge("pandera, pandas", "typed cells, keys, row rules", [*PEERS, "pandas", "{}"]),
        Judge("pandera, polars", "typed cells, keys, row rules", [*PEERS, "polars", "{}"]),
        Judge("pointblank", "typed cells, keys", [*PEERS, "pointblank", "{}"]),
        Judge("dataframely", "typed cells, keys", [*PEERS, "dataframely", "{}"]),
        Judge("dataframely, by hand", "typed cells, keys, references, row rules", [*PEERS, "by_hand", "{}"]),
        Judge(FLOOR, "types as DuckDB reads them", ["-c", TYPED.replace("{", "{{").replace("}", "}}"), "{}"]),
    ]


def measure(all_judges: list[Judge], claims: list[int], beyond: list[int], runs: int) -> dict[int, str]:
    """Run every validator on packages of these sizes, OURS and FLOOR also on those beyond; returns CSV sizes."""
    sizes = {}
    for number in [*claims, *beyond]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = ROOT
            if number:
                folder = Path(scratch) / "package"
                subprocess.run(
                    [sys.executable, "benchmarks/generate.py", str(folder), "--claims", str(number)],
                    cwd=ROOT,
                    check=True,
                    capture_output=True,
                )
            files = list((folder / "data").glob("*.csv"))
            rows = sum(path.read_bytes().count(b"\n") - 1 for path in files)
            sizes[rows] = f"{sum(path.stat().st_size for path in files) / 1e6:,.1f} MB"
            for turn in range(runs):
                for judge in all_judges:
                    if number in claims or judge.name in (OURS, FLOOR):
                        print(f"{rows:,} rows, run {turn + 1} of {runs}: {judge.name}", file=sys.stderr)
                        judge.run(folder, rows)
    return sizes


def tables(all_judges: list[Judge], sizes: dict[int, str]) -> str:
    """Seconds and memory as a Markdown table, one row per validator."""
    head = f"| | checks | {' | '.join(f'{rows:,} rows ({size})' for rows, size in sizes.items())} |"
    lines = [head, f"| --- | --- |{' ---: |' * len(sizes)}"]
    for judge in all_judges:
        cells = [
            f"{seconds:.2f} s, {judge.megabytes[rows]:,.0f} MB" if (seconds := judge.median(rows)) else ""
            for rows in sizes
        ]
        lines.append(f"| {judge.name} | {judge.checks} | {' | '.join(cells)} |")
    return "\n".join(lines)


def verdict(all_judges: list[Judge], sizes: dict[int, str]) -> str:
    """The comparison as a Markdown list, one item per size."""
    by_name = {judge.name: judge for judge in all_judges}
    ours, rival, floor = (by_name[name] for name in (OURS, RIVAL, FLOOR))
    said = []
    for rows in sizes:
        mine, theirs, least = ours.median(rows), rival.median(rows), floor.median(rows)
        compared = f"{theirs / mine:.0f} times faster than frictionless, " if mine and theirs else ""
        if mine and least:
            said.append(
                f"- {rows:,} rows: {compared}{mine / least:.1f} times the time of DuckDB's own typed read,"
                f" {ours.megabytes[rows]:,.0f} MB."
            )
    return "\n".join(said)


def draw(all_judges: list[Judge]) -> None:
    """Write the plots of seconds and megabytes against rows."""
    import matplotlib as mpl
    from matplotlib import pyplot

    mpl.rcParams |= {"svg.hashsalt": "nk2020-strikes", "svg.fonttype": "none", "font.family": "sans-serif"}
    figure, places = pyplot.subplots(1, 2, figsize=(12.5, 4.2), layout="constrained")
    for axes, title, unit in zip(places, ("Time of the whole process", "Peak memory"), ("seconds", "MB"), strict=True):
        for judge in all_judges:
            points = {
                rows: judge.median(rows) if unit == "seconds" else judge.megabytes[rows]
                for rows in sorted(judge.seconds)
            }
            ours, floor = judge.name == OURS, judge.name == FLOOR
            axes.plot(
                points.keys(),
                points.values(),
                marker="o",
                markersize=4,
                label=judge.name,
                linewidth=2.6 if ours else 1.4,
                linestyle="--" if floor else "-",
                color="black" if ours else "grey" if floor else None,
            )
        axes.set(xscale="log", yscale="log", xlabel="rows", ylabel=unit, title=title)
        axes.grid(visible=True, which="major", color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
    figure.legend(*places[0].get_legend_handles_labels(), loc="outside right center", frameon=False, fontsize=9)
    figure.savefig(PLOT, metadata={"Date": None})


def page(all_judges: list[Judge], sizes: dict[int, str], command: str, runs: int) -> str:
    """benchmarks/README.md."""
    return f"""# Benchmarks

<!-- written by python benchmarks/speed.py --write; do not edit -->

## `validate` compared with others

Measured with `{command}`: whole processes, medians of {runs} alternating runs, the same files for all, warm file cache.
{machine(*MEASURED)}.
Load of the machine over the last quarter of an hour, including this benchmark: {os.getloadavg()[2]:.1f}.

{tables(all_judges, sizes)}

{verdict(all_judges, sizes)}

![Time and peak memory against rows, both on logarithmic scales, with the figures of the table]({PLOT.name})

The first column of figures is for the real data. The others are for packages made by `generate.py`. The pandera
schemas come from `pandera_schema`. They include the row rules, but know no other table. Those of pointblank and
dataframely are made by `peers.py` from the same Table Schemas; by hand, the row rules and the references are added to
dataframely. All of these read the files with polars or pandas, and none looks at their bytes, gives a line, or asks the
checks over tables. DuckDB's own typed read checks only what its casts refuse, so it is the minimum for a validator
built on it.

## The other benchmarks

Run `make .venv/dev` first. `speed.py` also needs the packages in `requirements-benchmarks.lock`, and `spark.py` those
in `requirements-spark.lock`.

- `.venv/bin/python benchmarks/commands.py` times the commands on the real data, as whole processes.
- `.venv/bin/python benchmarks/generate.py FOLDER --claims N [--seed S] [--edits K]` makes a valid package of any
  size, with the same bytes every time and the proportions of the real data. With `--edits`, it also makes K edits
  and prints a list of them.
- `.venv/bin/python benchmarks/plant.py FOLDER STAGE` adds errors of every kind of one stage to a package, and
  prints a list of them.
- `.venv/bin/python benchmarks/diffs.py N [K]` generates two packages of N claims that differ by K edits, and
  measures `diff` between them: seconds and peak memory of the whole process.
- `.venv/bin/python benchmarks/growth.py [CLAIMS ...] [--limit SECONDS] [--write]` measures how the time and memory of
  each command grow with the data, for [GROWTH.md](GROWTH.md).
- `.venv/bin/python benchmarks/contributions.py` counts the steps and times the commands of two contributions, from
  a fresh clone to a passing check.
- `.venv/bin/python benchmarks/spark.py [CLAIMS ...] [--write]` times `validate --engine spark`, for
  [docs/SPARK.md](../docs/SPARK.md).
- `.venv/bin/python benchmarks/explorer.py [CLAIMS ...] [--write]` measures the size and speed of the explorer in a real
  browser, for [docs/EXPLORER.md](../docs/EXPLORER.md).
"""


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--claims",
        type=int,
        nargs="*",
        default=[0, 2_000, 20_000, 185_000],
        metavar="N",
        help="sizes in claims; 0 is the real data",
    )
    parser.add_argument(
        "--beyond", type=int, nargs="*", default=[], metavar="N", help="sizes only for ours and DuckDB's typed read"
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--write", action="store_true", help="write benchmarks/README.md and its plots")
    arguments = parser.parse_args()
    all_judges = judges()
    sizes = measure(all_judges, arguments.claims, arguments.beyond, arguments.runs)
    print(tables(all_judges, sizes), verdict(all_judges, sizes), sep="\n\n")
    if arguments.write:
        draw(all_judges)
        words = [word for word in sys.argv[1:] if word != "--write"]
        PAGE.write_text(
            page(all_judges, sizes, " ".join(["python benchmarks/speed.py", *words]), arguments.runs), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
