"""Shared by the tests of frames: the tables, their values in each library, and the failures of a schema."""

import csv
import functools
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas
import pandera.errors
import polars

from scripts import load, pandera_schema
from scripts.package.package import open_package
from tests.shared.computed_rows import computed_csvs
from tests.shared.tiny import ROOT

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))


WRITTEN = [resource["name"] for resource in DESCRIPTOR["resources"]]


COMPUTED = [resource["name"] for resource in DESCRIPTOR["computedResources"]]


FRAMES = ["pandas", "polars", "polars lazy"]


DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string", "date": "datetime64[s]"}


POLARS = {
    "integer": polars.Int64,
    "number": polars.Float64,
    "boolean": polars.Boolean,
    "string": polars.String,
    "date": polars.Date,
}


AS_POLARS: dict[str, Any] = dict(zip(DTYPES.values(), POLARS.values(), strict=True)) | {"float64": polars.Float64}


VALUES: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "string": str,
    "boolean": {"true": True, "false": False}.get,
    "date": lambda text: datetime.strptime(text, "%Y-%m-%d"),
}


@functools.cache
def computed_files() -> "tempfile.TemporaryDirectory[str]":
    """A folder with the real package's descriptor, schemas and computed tables, so they are computed only once."""
    folder = tempfile.TemporaryDirectory()
    shutil.copytree(ROOT / "schemas", Path(folder.name, "schemas"))
    shutil.copy(ROOT / "datapackage.json", folder.name)
    package = open_package(Path(folder.name))
    for name, text in computed_csvs(open_package(ROOT)).items():
        package.computed[name].path.parent.mkdir(exist_ok=True)
        package.computed[name].path.write_text(text, encoding="utf-8", newline="")
    return folder


def where(table: str) -> str | None:
    """The folder from which a table of the real package is loaded: None, the checkout, unless it is computed."""
    return computed_files().name if table in COMPUTED else None


@functools.cache
def loaded(table: str) -> pandas.DataFrame:
    """A table of the real package; tests that change it take a copy."""
    return load(table, where(table))


def fields(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))[
        "fields"
    ]
    return found


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def values(frame: pandas.DataFrame, column: str) -> list[Any]:
    """The values of a column in Python: None if unknown, dates as dates."""
    found = [None if pandas.isna(value) else value for value in frame[column]]
    return [value.date() if isinstance(value, datetime) else value for value in found]


def converted(frame: pandas.DataFrame, kind: str) -> Any:
    """A pandas frame as one of the three supported kinds of frame."""
    if kind == "pandas":
        return frame
    types = {str(name): AS_POLARS.get(str(dtype), polars.String) for name, dtype in frame.dtypes.items()}
    eager = polars.DataFrame({str(name): values(frame, str(name)) for name in frame.columns}, schema=types)
    return eager.lazy() if kind == "polars lazy" else eager


def schema_for(kind: str, table: str, package: Path | None = None) -> Any:
    return pandera_schema(table, package, backend="pandas" if kind == "pandas" else "polars")


def cases(error: pandera.errors.SchemaErrors, index: list[Any] | None = None) -> set[tuple[str, str, Any]]:
    """The failures that pandera reports, as (check, column, row); the column is empty for checks of whole rows.

    `index` gives the row labels of row numbers that polars reports.
    """
    records = (
        error.failure_cases.to_dict("records")
        if isinstance(error.failure_cases, pandas.DataFrame)
        else error.failure_cases.to_dicts()
    )
    labels = index if isinstance(error.failure_cases, polars.DataFrame) else None
    return {
        (
            case["check"],
            case["column"] if case["schema_context"] == "Column" else "",
            case["index"] if labels is None or case["index"] is None else labels[case["index"]],
        )
        for case in records
    }


def refused(schema: Any, frame: pandas.DataFrame, kind: str) -> set[tuple[str, str, Any]]:
    """The failures of a frame of a kind, none if the schema accepts it; rows by the labels of the pandas frame."""
    try:
        schema.validate(converted(frame, kind), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return cases(error, frame.index.tolist())
    return set()


def failures(frame: pandas.DataFrame, table: str, kind: str) -> set[tuple[str, str, Any]]:
    """The failures of a frame, at least one."""
    found = refused(schema_for(kind, table), frame, kind)
    assert found
    return found
