"""Libraries of data frames: Parquet with its types, and CSVs with the arguments that the README gives."""

import json
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .plain import Reading, table

Read = tuple[str, dict[str, Reading]]
CSV = {"dtype_backend": "numpy_nullable", "keep_default_na": False, "na_values": [""]}


def parquets(release: Path) -> list[Path]:
    return sorted(release.glob("parquet/*.parquet"))


def csvs(release: Path) -> list[Path]:
    return sorted([*release.glob("data/*.csv"), *release.glob("computed/*.csv")])


def each(paths: list[Path], read: Callable[[Path], Reading]) -> dict[str, Reading]:
    return {path.stem: read(path) for path in paths}


def pandas_parquet(release: Path) -> Read:
    import pandas as pd

    types = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}

    def read(path: Path) -> Reading:
        frame = pd.read_parquet(path)
        # pandas has no type for days; their column holds dates
        said = {
            str(name): types.get(str(kind), str(kind)) for name, kind in frame.dtypes.items() if str(kind) != "object"
        }
        return table(map(str, frame.columns), frame.itertuples(index=False), said)

    return version("pandas"), each(parquets(release), read)


def pandas_csv(release: Path) -> Read:
    import pandas as pd

    def read(path: Path) -> Reading:
        frame = pd.read_csv(path, **CSV)  # type: ignore[call-overload]
        return table(map(str, frame.columns), frame.itertuples(index=False))

    return version("pandas"), each(csvs(release), read)


def polars_parquet(release: Path) -> Read:
    import polars as pl

    types = {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean", "Date": "date"}

    def read(path: Path) -> Reading:
        frame = pl.scan_parquet(path).collect()
        return table(
            frame.columns, frame.rows(), {name: types.get(str(kind), str(kind)) for name, kind in frame.schema.items()}
        )

    return version("polars"), each(parquets(release), read)


def polars_csv(release: Path) -> Read:
    import polars as pl

    def read(path: Path) -> Reading:
        frame = pl.read_csv(path, infer_schema_length=None, try_parse_dates=True)
        return table(frame.columns, frame.rows())

    return version("polars"), each(csvs(release), read)


def pyarrow_parquet(release: Path) -> Read:
    from pyarrow import parquet

    types = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}

    def read(path: Path) -> Reading:
        found = parquet.read_table(path)
        return table(
            found.column_names,
            _rows(found),
            {field.name: types.get(str(field.type), str(field.type)) for field in found.schema},
        )

    return version("pyarrow"), each(parquets(release), read)


def pyarrow_csv(release: Path) -> Read:
    from pyarrow import csv

    def read(path: Path) -> Reading:
        found = csv.read_csv(path, convert_options=csv.ConvertOptions(strings_can_be_null=True, null_values=[""]))
        return table(found.column_names, _rows(found))

    return version("pyarrow"), each(csvs(release), read)


def _rows(found: Any) -> Iterator[list[Any]]:
    for row in found.to_pylist():
        yield list(row.values())


def duckdb_parquet(release: Path) -> Read:
    return _duckdb(parquets(release), typed=True)


def duckdb_csv(release: Path) -> Read:
    return _duckdb(csvs(release), typed=False)


def _duckdb(paths: list[Path], typed: bool) -> Read:
    import duckdb

    types = {"VARCHAR": "string", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}

    def read(path: Path) -> Reading:
        found = duckdb.sql(f"SELECT * FROM '{path}'")
        said = (
            {name: types.get(str(kind), str(kind)) for name, kind in zip(found.columns, found.types, strict=True)}
            if typed
            else None
        )
        return table(found.columns, found.fetchall(), said)

    return version("duckdb"), each(paths, read)


def geopandas_map(release: Path) -> Read:
    import geopandas

    frame = geopandas.read_file(release / "strikes.geojson")
    places = frame.geometry
    frame["latitude"], frame["longitude"] = places.y, places.x
    shown = frame.drop(columns=["id", "geometry"])
    return version("geopandas"), {"strikes.geojson": table(map(str, shown.columns), shown.itertuples(index=False))}


def croissant(release: Path) -> Read:
    import mlcroissant

    dataset = mlcroissant.Dataset(str(release / "croissant.json"))
    described = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    found = {}
    for records in described["recordSet"]:
        columns = [field["name"] for field in records["field"]]
        rows = [[_text(value) for value in record.values()] for record in dataset.records(records["@id"])]
        found[records["name"]] = table(columns, rows)
    return version("mlcroissant"), found


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value
