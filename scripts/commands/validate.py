"""Check the package: bytes and header, cells and keys, rows, tables. With --thorough, ask pandera and frictionless too.

With --engine spark the same questions are asked on a cluster, of Parquet that all its workers can read; see docs/SPARK.md.
"""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..package.console import print_json
from ..package.package import open_package
from ..package.problem import number, render
from ..package.progress import progress


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--thorough", action="store_true", help="also ask pandera and frictionless")
    parser.add_argument("--output", choices=["text", "github", "json"], default="text", help="how problems are written")
    parser.add_argument(
        "--engine", choices=["duckdb", "spark"], default="duckdb", help="what runs the SQL (default: duckdb, embedded)"
    )
    parser.add_argument(
        "--master", metavar="URL", help="spark: the cluster, such as spark://host:7077 (default: local[*])"
    )
    parser.add_argument(
        "--parquet", metavar="FOLDER", help="spark: where <table>.parquet is (default: that of the bundle)"
    )
    parser.add_argument("--export", action="store_true", help="spark: first write the CSVs there, every cell as text")


def run(arguments: argparse.Namespace) -> int:
    """Validate the package in the working folder; print every problem, or an account of what was checked."""
    package = open_package(Path(arguments.package))
    if arguments.engine == "spark" or arguments.master or arguments.parquet or arguments.export:
        from ..checking.spark import CannotRun, validate_on_spark

        try:
            problems, account = validate_on_spark(package, arguments)
        except CannotRun as why:
            print(why, file=sys.stderr)
            return 2
    else:
        problems, account, connection = validate(package)
    if arguments.thorough and not problems:
        from ..checking.second_opinions import ask_frictionless, ask_pandera
        from ..derived.compute import check_computed

        with progress("asking the other judges", 3) as advance:
            problems += ask_pandera(package)
            advance()
            problems += ask_frictionless(package)
            advance()
            problems += check_computed(connection, package)
            advance()
        account += "; pandera and frictionless agree"
    if problems or arguments.output == "json":
        (print_json if arguments.output == "json" else print)(render(problems, arguments.output))
    if problems:
        print(f"{number(problems)} problem{'s' * (number(problems) > 1)}", file=sys.stderr)
    elif arguments.output != "json":
        print(f"valid: {account}")
    return 1 if problems else 0
