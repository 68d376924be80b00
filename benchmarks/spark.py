"""Time `validate` in DuckDB and on a Spark of two workers on this machine: python benchmarks/spark.py [CLAIMS ...] [--write].

Generates a valid package of each size (default: 10000 and 100000 claims), exports its tables as text, and validates it as whole processes.
Prints a Markdown table with machine and versions; with --write, also into docs/SPARK.md. Run it where PySpark is installed.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "SPARK.md"
MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
CLUSTER = "local-cluster[2,1,2048]"


def measured(words: list[str]) -> tuple[float, float]:
    """Seconds that a command takes, and the peak memory in GB of its largest process; exits where it fails."""
    code = ("import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True, text=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode and done.stdout[-500:] + done.stderr[-2000:])")
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr}")
    return time.perf_counter() - start, int(done.stdout) / 1e6


def row(claims: int, folder: Path) -> list[str]:
    """A line of the table: the size, and both engines' seconds and memory."""
    subprocess.run([sys.executable, "benchmarks/generate.py", str(folder), "--claims", str(claims)], cwd=ROOT, check=True, capture_output=True)
    files = list((folder / "data").glob("*.csv"))
    lines, size = 0, sum(path.stat().st_size for path in files)
    for path in files:
        with path.open("rb") as file:
            lines += sum(1 for _ in file) - 1
    validate = ["-m", "scripts", "--package", str(folder), "validate"]
    seconds, memory = measured(validate)
    spark = [*validate, "--engine", "spark", "--master", CLUSTER, "--parquet", str(folder / "text")]
    exported, _ = measured([*spark, "--export"])
    again, _ = measured(spark)
    return [f"{claims:,}", f"{lines:,}", f"{size / 1e6:,.0f} MB", f"{seconds:.1f} s", f"{memory:.2f} GB", f"{again:.0f} s", f"{exported - again:.0f} s"]


def table(sizes: list[int]) -> str:
    """The figures as Markdown."""
    head = ["claims", "rows", "CSV", "DuckDB", "its memory", "Spark", "its export"]
    rows = []
    for claims in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(row(claims, Path(scratch) / "package"))
            shutil.rmtree(Path(scratch) / "package")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    said = (f"Measured by `python benchmarks/spark.py {' '.join(map(str, sizes))}`: {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()},"
            f" Python {platform.python_version()}, DuckDB {version('duckdb')}, PySpark {version('pyspark')} on `{CLUSTER}`; load {os.getloadavg()[2]:.1f}"
            " of others and of this.")
    lines = [head, [":---:" if name == "CSV" else "---:" for name in head], *rows]
    return f"{said}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--write", action="store_true", help="put the table into docs/SPARK.md")
    arguments = parser.parse_args()
    found = table(arguments.claims)
    print(found)
    if arguments.write:
        PAGE.write_text(MARKED.sub(lambda marks: f"{marks[1]}{found}{marks[2]}", PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
