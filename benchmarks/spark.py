"""Time `validate` in DuckDB and in Spark with two workers on this machine.

python benchmarks/spark.py [CLAIMS ...] [--write]

Generates a valid package of each size (default: 20000 and 185000 claims), exports its tables as text, and validates
it with both engines as whole processes. Prints a Markdown table with machine and versions; --write also puts it into
docs/SPARK.md. PySpark must be installed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import ROOT, machine, measured

PAGE = ROOT / "docs" / "SPARK.md"
MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
EXPORT = """
import sys
from pathlib import Path
from scripts.package.package import open_package
from scripts.checking.spark import export_text
sys.exit("not valid" if export_text(open_package(Path(sys.argv[1])), Path(sys.argv[2])) else 0)
"""
CLUSTER = "local-cluster[2,1,2048]"


@dataclass(frozen=True)
class Size:
    """Figures of one size: seconds of DuckDB, Parquet export and Spark; DuckDB's peak memory in GB; CSV in MB."""

    claims: int
    rows: int
    csv: float
    duckdb: float
    memory: float
    export: float
    spark: float


def measure(claims: int, folder: Path) -> Size:
    """Generate a package and validate it with both engines."""
    subprocess.run(
        [sys.executable, "benchmarks/generate.py", str(folder), "--claims", str(claims)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    files = list((folder / "data").glob("*.csv"))
    lines = 0
    for path in files:
        with path.open("rb") as file:
            lines += sum(1 for _ in file) - 1
    validate = ["-m", "scripts", "--package", str(folder), "validate"]
    seconds, memory = measured(validate)
    export, _ = measured(["-c", EXPORT, str(folder), str(folder / "text")])
    spark, _ = measured([*validate, "--engine", "spark", "--master", CLUSTER, "--parquet", str(folder / "text")])
    return Size(claims, lines, sum(path.stat().st_size for path in files) / 1e6, seconds, memory / 1e3, export, spark)


def table(sizes: list[Size]) -> str:
    """The figures as Markdown."""
    head = ["claims", "rows", "CSV", "DuckDB", "DuckDB's memory", "Parquet export", "Spark"]
    rows = [
        [
            f"{s.claims:,}",
            f"{s.rows:,}",
            f"{s.csv:,.0f} MB",
            f"{s.duckdb:.1f} s",
            f"{s.memory:.2f} GB",
            f"{s.export:.1f} s",
            f"{s.spark:.0f} s",
        ]
        for s in sizes
    ]
    command = f"python benchmarks/spark.py {' '.join(str(s.claims) for s in sizes)}"
    said = (
        f"Measured with `{command}`, whole processes, one run each, Spark on `{CLUSTER}`:"
        f" {machine('duckdb', 'pyspark')}. Load of the machine, including this benchmark: {os.getloadavg()[2]:.1f}."
    )
    lines = [head, ["---:"] * len(head), *rows]
    return f"{said}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + f"\n\n{pays(sizes)}\n"


def pays(sizes: list[Size]) -> str:
    """The size from which Spark would be faster, from each engine's start-up time and time per million rows."""
    small, large = min(sizes, key=lambda s: s.rows), max(sizes, key=lambda s: s.rows)
    millions = (large.rows - small.rows) / 1e6
    duckdb, spark = (large.duckdb - small.duckdb) / millions, (large.spark - small.spark) / millions
    begins = small.spark - spark * small.rows / 1e6
    said = [
        f"Between the smallest and the largest size, each further million rows takes DuckDB {duckdb:.1f} s and Spark on"
        f" these cores {spark:.1f} s. Before its first row, Spark takes {begins:.0f} s."
    ]
    for times in (1, 4, 16, 64):
        gain = duckdb - spark / times
        where = f"is faster from {begins / gain:,.0f} million rows" if gain > 0 else "is never faster"
        said.append(
            f"With {times} times these cores, if they divide its time per row by {times}, it {where}."
            if times > 1
            else f"Here Spark {where}."
        )
    return " ".join(said)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[20_000, 185_000])
    parser.add_argument("--write", action="store_true", help="put the table into docs/SPARK.md")
    arguments = parser.parse_args()
    sizes = []
    for claims in arguments.claims:
        with tempfile.TemporaryDirectory() as scratch:
            sizes.append(measure(claims, Path(scratch) / "package"))
    found = table(sizes)
    print(found)
    if arguments.write:
        PAGE.write_text(
            MARKED.sub(lambda marks: f"{marks[1]}{found}{marks[2]}", PAGE.read_text(encoding="utf-8")), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
