"""Spark: runs `validate` on a cluster, on Parquet that all workers can read. Needs the extra `spark`."""

import argparse
import warnings
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..package.listings import queries
from ..package.package import Package, Table
from ..package.problem import Problem
from ..package.schema import identifier, quote, text_of, typed_columns
from .unanswered import Broken, Misfit

# With these settings Spark reads the SQL as DuckDB does: "…" quotes a name, a backslash is literal, an invalid cast
# fails, and only a query itself limits its recursion.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.cteRecursionRowLimit": "-1",
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
AT_ONCE = 8  # questions per statement: planning more takes longer than answering them
TYPES = {"string": "string", "integer": "bigint", "number": "double", "date": "date", "boolean": "boolean"}


class CannotRun(Exception):
    """The command cannot run with these options; the message says why and what to do."""


def validate_on_spark(package: Package, arguments: argparse.Namespace) -> tuple[list[Problem], str]:
    """Validate on the cluster and the Parquet that the arguments name.

    Returns all problems, and a line that says what was checked; raises CannotRun.
    """
    from ..package.progress import progress
    from .judge import STAGES, judge

    _check_usage(arguments)
    folder = str(arguments.parquet or _bundled(package))
    if "://" not in folder:
        folder = str(Path(folder).resolve())  # a worker has a different working folder
    problems = export_text(package, Path(folder)) if arguments.export else []
    had = import_module("pyspark.sql").SparkSession.getActiveSession()
    session = start(arguments.master or "local[*]")
    try:
        engine = Cluster(session)
        with progress("validating", len(package.tables) + STAGES) as advance:
            for table in package.tables.values():
                if table.file not in {problem.file for problem in problems}:
                    problems += engine.load(table, f"{folder}/{table.name}.parquet")
                advance()
            return judge(engine, package, problems, advance)
    finally:
        if had is None:
            session.stop()


def _check_usage(arguments: argparse.Namespace) -> None:
    if arguments.engine != "spark":
        raise CannotRun("--master, --parquet and --export require --engine spark")
    if arguments.thorough:
        raise CannotRun("--thorough reads the CSVs on one machine; remove it, or remove --engine spark")
    if arguments.export and (not arguments.parquet or "://" in arguments.parquet):
        raise CannotRun(
            "--export writes to a folder on this machine; name one that the workers can read: --parquet FOLDER"
        )
    if find_spec("pyspark") is None:
        raise CannotRun("PySpark is not installed; install it, with Java 17 or later: pip install '.[spark]'")


def _bundled(package: Package) -> Path:
    """The Parquet folder of a release, or of the newest bundle in a checkout; raises CannotRun."""
    from ..package.files import newest

    built = newest(package.root / "dist", package.descriptor["name"])[:1]
    folders = [package.root / "parquet", *(path / "parquet" for path in built)]
    found = next((folder for folder in folders if folder.is_dir()), None)
    if found is None:
        raise CannotRun("no Parquet was found; run python -m scripts build, or name a folder: --parquet FOLDER")
    return found


def export_text(package: Package, folder: Path) -> list[Problem]:
    """Write well-formed CSVs as Parquet of text cells, unchecked and in line order; returns the others' problems."""
    from ..export.parquet import copy_text
    from ..package.csv_form import check_form, read

    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    for table in package.tables.values():
        problems += check_form(table) or read(table, partial(copy_text, table, folder / f"{table.name}.parquet"))
    return problems


def start(master: str) -> Any:
    """A session on a cluster, or the one that is already running; raises CannotRun."""
    # PySpark warns about its use of pandas, which plays no part here
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    builder = import_module("pyspark.sql").SparkSession.builder.master(master).appName("validate")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # PySpark and Py4J have their own errors for a missing Java and a silent cluster
        raise CannotRun(
            f"Spark does not start on {master} ({str(error).splitlines()[0][:200]}); it needs Java 17 or later"
        ) from None
    session.sparkContext.setLogLevel("ERROR")
    import_module("logging").getLogger("SQLQueryContextLogger").disabled = True  # the same text is raised
    return session


class Cluster:
    """Spark as an engine (see engine.Engine); it does not know the lines of rows."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.at_once = AT_ONCE
        self.hands = 1
        self.text: set[str] = set()

    def load(self, table: Table, path: str) -> list[Problem]:
        """Open a table's Parquet, a file or a folder of files; returns the problems found."""
        try:
            frame = self.session.read.parquet(path)
        except _analysis_exception() as error:
            why, remedy = str(error).splitlines()[0], "export it, or name its folder with --parquet"
            return [Problem(table.file, 0, "", "", "", f"cannot be read as Parquet ({why}); {remedy}")]
        problems = _misfitting(table, dict(frame.dtypes))
        if not problems:
            if all(kind == "string" for _, kind in frame.dtypes):
                self.text.add(table.name)
            rows = frame.selectExpr(f"{self._rowid(frame)} AS rowid", *map(identifier, table.columns))
            rows.createOrReplaceTempView(self._came(table))
        return problems

    def _rowid(self, frame: Any) -> str:
        """SQL that numbers the rows from 0 across the files in name order, whichever worker reads them."""
        if len(frame.inputFiles()) < 2:
            return "_metadata.row_index"
        counts = sorted(tuple(row) for row in frame.groupBy("_metadata.file_path").count().collect())
        before, cases = 0, []
        for name, count in counts:
            cases.append(f"WHEN {quote(name)} THEN {before}")
            before += count
        return f"_metadata.row_index + CASE _metadata.file_path {' '.join(cases)} END"

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """See Engine."""
        frame = self.plan(sql)
        try:
            return [row.asDict() for row in frame.collect()]
        except import_module("pyspark.errors").PySparkException as error:
            raise Broken(str(error).splitlines()[0]) from None

    def plan(self, sql: str) -> Any:
        """See Engine; returns the frame, which is not computed yet."""
        try:
            return self.session.sql(sql)
        except _analysis_exception() as error:
            raise Misfit(str(error).splitlines()[0]) from None

    def as_text(self, table: Table) -> str | None:
        """See Engine; tables with the schema's types were checked before they were exported."""
        return f"SELECT * FROM {self._came(table)}" if table.name in self.text else None

    def fingerprint(self, table: Table, columns: str) -> str:
        """See Engine."""
        return f"hash({columns})"

    def make_typed(self, tables: list[Table]) -> None:
        """See Engine."""
        for table in tables:
            columns = typed_columns(table) if table.name in self.text else ", ".join(map(identifier, table.columns))
            self.session.sql(f"SELECT rowid, {columns} FROM {self._came(table)}").createOrReplaceTempView(table.name)
        for view, sql in queries(tables).items():
            self.session.sql(sql).createOrReplaceTempView(view)

    def cells(self, table: Table, rowids: set[int]) -> dict[int, dict[str, str]]:
        """See Engine."""
        wanted = ", ".join(map(str, sorted(rowids)))
        rows = self.rows(f"SELECT * FROM {self._came(table)} WHERE rowid IN ({wanted})")
        return {row["rowid"]: {name: text_of(row[name]) for name in table.columns} for row in rows}

    def _came(self, table: Table) -> str:
        """The name of the view of a table as it was loaded, with a rowid."""
        return f"raw_{table.name}"

    def line(self, rowid: int) -> int:
        """See Engine."""
        return 0

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """See Engine."""
        return {}


def _analysis_exception() -> type[Exception]:
    return import_module("pyspark.errors").AnalysisException


def _misfitting(table: Table, kinds: dict[str, str]) -> list[Problem]:
    """Problems of columns that are missing, or neither all text nor all of the schema's types."""
    missing = [name for name in table.columns if name not in kinds]
    if missing:
        message = "the column is missing from the Parquet; export the table again"
        return [Problem(table.file, 0, "", name, "", message) for name in missing]
    if all(kinds[name] == "string" for name in table.columns):
        return []
    again = "export the table again"
    return [
        Problem(table.file, 0, "", name, "", f"is {kinds[name]} in the Parquet but {kind} in the schema; {again}")
        for name, kind in ((f["name"], f["type"]) for f in table.fields)
        if kinds[name] != TYPES[kind]
    ]
