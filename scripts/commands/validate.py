"""Check the package: bytes and headers of files, cells, keys, rules for rows, and checks over tables.

Prints every problem with its file, line, id, field, value and remedy. With --engine spark, the same checks run on a
cluster, on Parquet files that all workers can read; see docs/SPARK.md.
"""

import argparse
import sys
from pathlib import Path

from ..checking.spark import CannotRun, validate_on_spark
from ..checking.tracked import tracked_sheets
from ..checking.validation import only_validate, validate
from ..package.console import print_json
from ..package.package import PackageError, open_package, problems_of
from ..package.problem import number, render
from ..package.progress import progress


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="also check with pandera and frictionless, and check the computed tables (default: do not)",
    )
    parser.add_argument(
        "--output",
        choices=["text", "github", "json"],
        default="text",
        help="how problems are printed: lines of text, GitHub annotations, or a JSON list (default: text)",
    )
    parser.add_argument(
        "--engine",
        choices=["duckdb", "spark"],
        default="duckdb",
        help="what runs the checks (default: duckdb, which needs no server)",
    )
    parser.add_argument(
        "--master",
        metavar="URL",
        help="spark: address of the cluster, such as spark://host:7077 (default: local[*], this machine)",
    )
    parser.add_argument(
        "--parquet",
        metavar="FOLDER",
        help="spark: folder with <table>.parquet, such as /shared/nk2020 (default: that of the release last built)",
    )
    parser.add_argument(
        "--export",
        action="store_true",
        help="spark: first write the CSV files to the folder of --parquet, with every cell as text",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print every problem, or a summary of what was checked; returns 0, 1 for a problem, 2 if Spark cannot run."""
    root, account = Path(arguments.package), ""
    try:
        package = open_package(root)
        if arguments.engine == "spark" or arguments.master or arguments.parquet or arguments.export:
            problems, account = validate_on_spark(package, arguments)
        elif arguments.thorough:
            problems, account, connection = validate(package)
        else:
            problems, account = only_validate(package)
        problems += tracked_sheets(root)
        if arguments.thorough and not problems:
            from ..checking.aside import ask_aside
            from ..derived.compute import check_computed

            with progress("checking with pandera and frictionless", 3) as advance:
                problems += ask_aside(package, advance)
                problems += check_computed(connection, package)
                advance()
    except CannotRun as why:
        print(why, file=sys.stderr)
        return 2
    except PackageError as error:
        if arguments.output == "text":
            raise
        problems = problems_of(error, root)
    if arguments.thorough and not problems:
        account += "; pandera and frictionless agree"
    if problems or arguments.output == "json":
        (print_json if arguments.output == "json" else print)(render(problems, arguments.output))
    if problems:
        print(f"{number(problems)} problem{'s' * (number(problems) > 1)}", file=sys.stderr)
    elif arguments.output != "json":
        print(f"valid: {account}")
    return 1 if problems else 0
