"""The SQL is the same for every engine and means the same to each; tests of Spark itself need PySpark."""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.plant import STAGES, Ledger, plant
from scripts.__main__ import main
from scripts.checking.engine import Embedded
from scripts.checking.judge import judge
from scripts.checking.validation import validate
from scripts.export.parquet import copy_text
from scripts.package.database import connect, text_of_csv
from scripts.package.package import Package, Table, open_package
from scripts.package.schema import STRAY, TYPES, UNFIT, cell_conditions, quote, text_of, typed_columns
from tests.shared.tiny import ROOT, tiny, write

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning:pyspark.*")
PACKAGE = open_package(ROOT)
needs_spark = pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="PySpark is an extra")
without_spark = pytest.mark.skipif(importlib.util.find_spec("pyspark") is not None, reason="PySpark is installed")
# Every letter of the Basic Multilingual Plane where it may matter: by itself, first, last, in the middle, or beside a
# letter of either script.
LETTERS = [chr(point) for point in range(1, 0x10000) if not 0xD800 <= point <= 0xDFFF]
AROUND = [("", ""), ("a", ""), ("", "a"), ("a", "a"), ("б", ""), (" ", "")]
PATTERNS = {"stray": STRAY, **{kind: pattern for kind, (pattern, _) in UNFIT.items()}}


# ---- without Spark


@pytest.mark.thorough
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_the_same_in_duckdb_as_in_python(name: str) -> None:
    connection = connect()
    for before, after in AROUND:
        texts = [before + letter + after for letter in LETTERS]
        found = connection.execute(
            f"SELECT regexp_like(text, {quote(PATTERNS[name])}) FROM (SELECT unnest(?) AS text)", [texts]
        ).fetchall()
        assert [t for t, (hit,) in zip(texts, found, strict=True) if hit] == [
            t for t in texts if re.search(PATTERNS[name], t)
        ]


def test_no_pattern_uses_what_the_engines_read_differently() -> None:
    """Named classes, dots, escapes but of a backslash, look-arounds, and an end before a final line break."""
    patterns = [
        f["constraints"]["pattern"]
        for t in PACKAGE.tables.values()
        for f in t.fields
        if "pattern" in f.get("constraints", {})
    ]
    assert patterns
    for pattern in patterns:
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert not re.search(r"\[:|\\|\(\?[^:]|(?<!\[)\.|\$.", pattern.replace("\\\\", "")), pattern
    for pattern in PATTERNS.values():
        assert not re.search(r"\[:|\\[^x]|\(\?|(?<!\[)\.", pattern), pattern


def test_no_text_that_ends_with_a_line_break_fits_a_type_or_a_pattern() -> None:
    connection = connect()
    for table in PACKAGE.tables.values():
        for field in table.fields:
            for kind, sql, _ in cell_conditions(field):
                if kind in ("type", "pattern") and field["type"] != "boolean":
                    assert "$'" not in sql, "Java's $ also matches before a final line break"
                    if "[^" in sql:
                        continue  # a pattern that names what it does not allow
                    for end in ("\n", "\u0085", "\u2028"):
                        [(fits,)] = connection.execute(
                            f'SELECT {sql} FROM (SELECT ? AS "{field["name"]}")', [field["example"] + end]
                        ).fetchall()
                        assert not fits


def planted(folder: Path, stage: str) -> tuple[Package, Ledger]:
    """The tiny package with every fault of a stage, and the ledger of these faults."""
    package = write(folder, tiny())
    return package, plant(package, stage)


class Recorder(Embedded):
    """The default engine, which records its queries and, like Spark, does not know the lines of rows."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.asked: list[str] = []

    def rows(self, sql: str) -> list[dict[str, Any]]:
        self.asked.append(sql)
        return super().rows(sql)

    def line(self, rowid: int) -> int:
        return 0

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        return {}


@pytest.mark.thorough
@pytest.mark.parametrize("stage", STAGES)
def test_an_engine_that_knows_no_lines_finds_the_same_by_key_with_sql_that_spark_reads(
    tmp_path: Path, stage: str
) -> None:
    package, ledger = planted(tmp_path, stage)
    engine = Recorder(package)
    for table in package.tables.values():
        engine.load(table)
    found, account = judge(engine, package, [])
    wanted, same_account = validate(package)[:2]
    assert {(p.file, p.line, p.key, p.field, p.value, p.message) for p in found} == {
        (p.file, 0, p.key, p.field, p.value, p.message) for p in wanted
    }
    assert {(p.file, p.key) for p in wanted} == {(entry["file"], entry["key"]) for entry in ledger}
    assert account == same_account
    asked = " ".join(engine.asked + [typed_columns(table) for table in package.tables.values()])
    for table in package.tables.values():
        asked = asked.replace(text_of_csv(table), "")
    assert not re.search(r"VARCHAR|\[:|::", asked), "what Spark reads otherwise"


def test_parquet_of_text_holds_the_cells_as_they_stand(tmp_path: Path) -> None:
    rows = tiny()
    rows["victim_counts"][0]["count_min"] = "1e3 "
    package = write(tmp_path, rows)
    assert copy_text(package.tables["victim_counts"], tmp_path / "x.parquet") == len(rows["victim_counts"])
    found = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "x.parquet")])
    assert {str(column[1]) for column in found.description or []} in ({"STRING"}, {"VARCHAR"})
    assert found.fetchall()[0][list(package.tables["victim_counts"].columns).index("count_min")] == "1e3 "


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (False, "false"), (47.0, "47"), (40.5, "40.5"), (0, "0"), ("0", "0")],
)
def test_a_typed_cell_is_shown_as_its_csv_has_it(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--master", "local[1]"], "require --engine spark"),
        (["--parquet", "x"], "require --engine spark"),
        (["--export"], "require --engine spark"),
        (["--engine", "spark", "--thorough"], "--thorough reads the CSVs on one machine"),
        (["--engine", "spark", "--export"], "--parquet FOLDER"),
        (["--engine", "spark", "--export", "--parquet", "s3a://x/y"], "--parquet FOLDER"),
    ],
)
def test_what_does_not_go_together_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert main(["--package", str(ROOT), "validate", *words]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


@without_spark
def test_without_pyspark_the_command_says_how_to_install_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(ROOT), "validate", "--engine", "spark"]) == 2
    assert capsys.readouterr() == (
        "",
        "PySpark is not installed; install it, with Java 17 or later: pip install '.[spark]'\n",
    )


def test_pyspark_is_not_imported_unless_it_is_asked_for() -> None:
    listed = "print([n for n in sys.modules if n.startswith(('pyspark', 'py4j'))])"
    code = f"import sys; from scripts.__main__ import main; main(['validate']); {listed}"
    assert subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.endswith("[]\n")


# ---- with Spark


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from scripts.checking.spark import start

    session = start("local[1]")
    session.conf.set("spark.sql.shuffle.partitions", "1")
    session.conf.set("spark.sql.codegen.wholeStage", "false")
    yield session
    session.stop()


def on_spark(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    main(
        ["--package", str(folder), "validate", "--engine", "spark", "--master", "local[1]", "--output", "json", *words]
    )
    return json.loads(capsys.readouterr().out)


@pytest.mark.thorough
@needs_spark
@pytest.mark.parametrize("stage", STAGES)
def test_spark_finds_the_same_by_key(
    session: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], stage: str
) -> None:
    wanted = validate(planted(tmp_path, stage)[0]).problems
    found = on_spark(tmp_path, capsys, "--export", "--parquet", str(tmp_path / "text"))
    assert {tuple(p.values()) for p in found} == {
        (p.file, 0, p.key, p.field, p.value, p.message, p.check, p.more) for p in wanted
    }


@pytest.mark.thorough
@needs_spark
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_the_same_in_spark_as_in_python(session: Any, tmp_path: Path, name: str) -> None:
    texts = [before + letter + after for before, after in AROUND for letter in LETTERS]
    path = tmp_path / "texts.parquet"
    duckdb.connect().execute(f"COPY (SELECT unnest(?) AS text) TO {quote(str(path))} (FORMAT parquet)", [texts])
    session.read.parquet(str(path)).createOrReplaceTempView("texts")
    found = session.sql(f"SELECT text FROM texts WHERE regexp_like(text, {quote(PATTERNS[name])})").collect()
    assert sorted(row.text for row in found) == sorted(t for t in texts if re.search(PATTERNS[name], t))


@pytest.mark.thorough
@needs_spark
def test_rows_are_counted_through_all_files_of_a_table(
    session: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package, _ = planted(tmp_path, "keys")
    wanted = validate(package).problems
    (tmp_path / "text").mkdir()
    for table in package.tables.values():
        copy_text(table, tmp_path / "one.parquet")
        (tmp_path / "text" / f"{table.name}.parquet").mkdir()
        for part, condition in enumerate(("< 9", ">= 9")):
            to = tmp_path / "text" / f"{table.name}.parquet" / f"part-{part}.parquet"
            source = f"read_parquet({quote(str(tmp_path / 'one.parquet'))}, file_row_number = true)"
            rows = f"SELECT * EXCLUDE file_row_number FROM {source}"
            duckdb.connect().execute(
                f"COPY ({rows} WHERE file_row_number {condition}) TO {quote(str(to))} (FORMAT parquet)"
            )
    found = on_spark(tmp_path, capsys, "--parquet", str(tmp_path / "text"))
    assert {(p["key"], p["field"], p["message"]) for p in found} == {(p.key, p.field, p.message) for p in wanted}


@pytest.mark.thorough
@needs_spark
def test_typed_parquet_is_asked_for_keys_rules_and_checks_and_shown_as_csv_has_it(
    session: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package, _ = planted(tmp_path, "rows")
    wanted = validate(package).problems
    (tmp_path / "typed").mkdir()
    for table in package.tables.values():
        types = {f["name"]: TYPES[f["type"]] for f in table.fields}
        form = "header = true, delim = ',', quote = '\"', nullstr = ''"
        source = f"read_csv({quote(str(table.path))}, {form}, columns = {types})"
        duckdb.connect().execute(
            f"COPY (FROM {source}) TO {quote(str(tmp_path / 'typed' / f'{table.name}.parquet'))} (FORMAT parquet)"
        )
    found = on_spark(tmp_path, capsys, "--parquet", str(tmp_path / "typed"))
    assert {(p["file"], p["key"], p["field"], p["value"], p["message"]) for p in found} == {
        (p.file, p.key, p.field, p.value, p.message) for p in wanted
    }


@pytest.mark.thorough
@needs_spark
def test_parquet_that_does_not_fit_is_said_to(session: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = write(tmp_path, tiny())
    folder = tmp_path / "odd"
    folder.mkdir()
    for table in package.tables.values():
        copy_text(table, folder / f"{table.name}.parquet")
    (folder / "strikes.parquet").unlink()
    duckdb.connect().execute(
        f"COPY (SELECT 'x' AS actor_id) TO {quote(str(folder / 'actors.parquet'))} (FORMAT parquet)"
    )
    found = {
        (p["file"], p["field"], p["message"].split(" (")[0])
        for p in on_spark(tmp_path, capsys, "--parquet", str(folder))
    }
    assert ("data/strikes.csv", "", "cannot be read as Parquet") in found
    assert ("data/actors.csv", "name", "the column is missing from the Parquet; export the table again") in found
