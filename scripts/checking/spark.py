"""Spark: the questions of `validate`, asked on a cluster, of Parquet that all its workers can read. Needs the extra `spark`."""

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
from .unanswered import Misfit

# What makes Spark read the SQL as DuckDB does: "…" is a name, a backslash is one, a cast of what does not fit fails; and a recursion is
# bounded by its own query alone.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.cteRecursionRowLimit": "-1",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
AT_ONCE = 8  # questions in a statement: more take longer to plan than to answer
TYPES = {"string": "string", "integer": "bigint", "number": "double", "date": "date", "boolean": "boolean"}


class CannotRun(Exception):
    """The command cannot be run as it was given; the message says why and what to do."""


def validate_on_spark(package: Package, arguments: argparse.Namespace) -> tuple[list[Problem], str]:
    """As `validate.validate`, on the cluster and the Parquet that the arguments name; raises CannotRun."""
    from ..package.progress import progress
    from .judge import STAGES, judge

    _check_usage(arguments)
    folder = str(arguments.parquet or _bundled(package))
    if "://" not in folder:
        folder = str(Path(folder).resolve())  # a worker has another working folder
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
        raise CannotRun("--master, --parquet and --export go with --engine spark")
    if arguments.thorough:
        raise CannotRun("--thorough reads the CSVs on one machine; leave it out, or leave out --engine spark")
    if arguments.export and (not arguments.parquet or "://" in arguments.parquet):
        raise CannotRun(
            "--export writes to a folder of this machine; name one that the workers see too: --parquet FOLDER"
        )
    if find_spec("pyspark") is None:
        raise CannotRun("PySpark is not installed; install it, with a Java of 17 or later: pip install '.[spark]'")


def _bundled(package: Package) -> Path:
    """The folder of Parquet of a release, or of the bundle that was built last in a checkout."""
    from ..package.files import newest

    folders = [package.root / "parquet", *(path / "parquet" for path in newest(package.root / "dist")[:1])]
    found = next((folder for folder in folders if folder.is_dir()), None)
    if found is None:
        raise CannotRun("there is no Parquet here; run python -m scripts build, or name a folder: --parquet FOLDER")
    return found


def export_text(package: Package, folder: Path) -> list[Problem]:
    """Write every CSV whose form is right as Parquet with the cells as text, unchecked, in the order of its lines; the other ones' problems."""
    from ..export.parquet import copy_text
    from ..package.csv_form import check_form, read

    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    for table in package.tables.values():
        problems += check_form(table) or read(table, partial(copy_text, table, folder / f"{table.name}.parquet"))
    return problems


def start(master: str) -> Any:
    """A session on a cluster: the running one where there is one; raises CannotRun."""
    warnings.filterwarnings(
        "ignore", category=FutureWarning, module="pyspark"
    )  # of what it does with pandas, which is not asked here
    builder = import_module("pyspark.sql").SparkSession.builder.master(master).appName("validate")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (
        Exception
    ) as error:  # PySpark and Py4J raise each their own where Java is missing or the cluster does not answer
        raise CannotRun(
            f"Spark does not start on {master} ({str(error).splitlines()[0][:200]}); it needs a Java of 17 or later"
        ) from None
    session.sparkContext.setLogLevel("ERROR")
    import_module("logging").getLogger("SQLQueryContextLogger").disabled = True  # what it says is raised as well
    return session


class Cluster:
    """Spark as an engine (see engine.Engine) for the questions of `validate`; it knows no lines."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.at_once = AT_ONCE
        self.text: set[str] = set()

    def load(self, table: Table, path: str) -> list[Problem]:
        """Open a table's Parquet, a file or a folder of them; its problems where that cannot be."""
        try:
            frame = self.session.read.parquet(path)
        except _analysis_exception() as error:
            why = str(error).splitlines()[0]
            return [
                Problem(
                    table.file,
                    0,
                    "",
                    "",
                    "",
                    f"cannot be read as Parquet ({why}); export it, or name its folder with --parquet",
                )
            ]
        problems = _misfitting(table, dict(frame.dtypes))
        if not problems:
            if all(kind == "string" for _, kind in frame.dtypes):
                self.text.add(table.name)
            frame.selectExpr(f"{self._rowid(frame)} AS rowid", *map(identifier, table.columns)).createOrReplaceTempView(
                self._came(table)
            )
        return problems

    def _rowid(self, frame: Any) -> str:
        """SQL that counts the rows from 0, through the files in the order of their names: it does not depend on who reads them."""
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
        return [row.asDict() for row in self.plan(sql).collect()]

    def plan(self, sql: str) -> Any:
        """See Engine; gives the frame, which nobody has computed yet."""
        try:
            return self.session.sql(sql)
        except _analysis_exception() as error:
            raise Misfit(str(error).splitlines()[0]) from None

    def as_text(self, table: Table) -> str | None:
        """See Engine; what was exported with the schema's types was checked before."""
        return f"SELECT * FROM {self._came(table)}" if table.name in self.text else None

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
        """The view of a table as it came, with a rowid."""
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
    """Columns that are missing, or neither all text nor of the schema's types."""
    missing = [name for name in table.columns if name not in kinds]
    if missing:
        return [
            Problem(table.file, 0, "", name, "", "the column is missing in its Parquet; export it anew")
            for name in missing
        ]
    if all(kinds[name] == "string" for name in table.columns):
        return []
    return [
        Problem(
            table.file,
            0,
            "",
            f["name"],
            "",
            f"is {kinds[f['name']]} in its Parquet where the schema has {f['type']}; export it anew",
        )
        for f in table.fields
        if kinds[f["name"]] != TYPES[f["type"]]
    ]
