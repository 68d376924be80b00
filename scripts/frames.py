"""Tables as pandas frames with nullable types, and pandera schemas compiled from Table Schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .package import Package, Table, home, open_package
from .schema import STRAY_PYTHON, UNFIT

if TYPE_CHECKING:
    import pandas
    import pandera.pandas

DTYPES: dict[str, Any] = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


def load(table: str, package: str | Path | None = None) -> "pandas.DataFrame":
    """A table as a pandas frame with nullable types: Int64, Float64, boolean, string, datetime64[s].

    `table` is a table's name, computed ones included. `package` is a release's folder or a checkout; without it, the
    package that this code ships with. Unknown values are <NA> or NaT, never 0. Raises KeyError for a name that the
    package does not have.
    """
    opened = open_package(Path(package) if package else home())
    return frame(_named(opened, table), opened)


def pandera_schema(table: str, package: str | Path | None = None) -> "pandera.pandas.DataFrameSchema":
    """The pandera schema of a table, to check a frame that `load` returned or a user's own part of it.

    Columns, types, constraints and row rules are those of the Table Schema; keys to other tables are not checked, since a
    frame alone cannot show them. Raises KeyError for a name that the package does not have.
    """
    return pandera_schema_of(_named(open_package(Path(package) if package else home()), table))


def _named(package: Package, name: str) -> Table:
    tables = {**package.tables, **package.computed}
    if name not in tables:
        raise KeyError(f"no table {name!r}; there are {', '.join(tables)}")
    return tables[name]


def frame(table: Table, package: Package | None = None) -> "pandas.DataFrame":
    """Read a valid table into a typed frame; a computed one that has no file is computed from `package`."""
    import io

    import pandas

    if table.computed and not table.path.exists() and package:
        from .derive import computed_csvs

        where: Any = io.StringIO(computed_csvs(package)[table.name])
    else:
        where = table.path
    text = pandas.read_csv(where, dtype="string", keep_default_na=False, na_values=[""])
    return text.assign(**{f["name"]: _typed(text[f["name"]], f["type"]) for f in table.fields})


def _typed(column: "pandas.Series[Any]", kind: str) -> "pandas.Series[Any]":
    import pandas

    if kind == "date":
        return pandas.to_datetime(column, format="%Y-%m-%d").astype(DTYPES[kind])
    if kind == "boolean":
        return column.map({"true": True, "false": False}).astype("boolean")
    return column if kind == "string" else pandas.to_numeric(column).astype(DTYPES[kind])


def pandera_schema_of(table: Table) -> "pandera.pandas.DataFrameSchema":
    """Compile a table's Table Schema to pandera: columns, types, constraints, keys of its own, row rules."""
    import pandera.pandas as pa

    columns = {f["name"]: pa.Column(DTYPES[f["type"]], _constraints(f), nullable=not f.get("constraints", {}).get("required", False),
                                    unique=f.get("constraints", {}).get("unique", False)) for f in table.fields}
    rules = [pa.Check(_rule(rule["sql"]), name=rule["name"], error=rule["name"]) for rule in table.schema.get("rules", [])]
    return pa.DataFrameSchema(columns, checks=rules, strict=True, ordered=True, unique=table.key, name=table.name)


def _constraints(field: dict[str, Any]) -> list[Any]:
    import pandera.pandas as pa

    made: dict[str, Any] = {
        "enum": lambda values: pa.Check.isin(values),
        "pattern": lambda pattern: pa.Check(lambda s: s.str.fullmatch(pattern), name=f"pattern {pattern}"),
        "minimum": pa.Check.ge,
        "maximum": pa.Check.le,
        "minLength": lambda n: pa.Check.str_length(min_value=n),
        "maxLength": lambda n: pa.Check.str_length(max_value=n),
    }
    constraints = field.get("constraints", {})
    checks = [made[name](value) for name, value in constraints.items() if name in made]
    patterns = {"stray characters": STRAY_PYTHON} if field["type"] == "string" else {}
    if field["type"] == "string" and not constraints.keys() & {"enum", "pattern"}:
        patterns |= {kind.replace("_", " "): pattern for kind, (pattern, _) in UNFIT.items()}
    return checks + [_without(kind, pattern) for kind, pattern in patterns.items()]


def _without(kind: str, pattern: str) -> Any:
    import pandera.pandas as pa

    return pa.Check(lambda s: ~s.str.contains(pattern, regex=True), name=f"no {kind}")


def _rule(sql: str) -> Any:
    """A row rule as a function of a frame: its SQL, asked of the frame itself, an unknown answer passing."""

    def holds(rows: "pandas.DataFrame") -> "pandas.Series[bool]":
        import pandas

        from .engine import connect

        with connect() as connection:
            connection.register("rows", rows)
            answers = connection.execute(f"SELECT coalesce(({sql}), true) FROM rows").fetchall()
        return pandas.Series([answer for (answer,) in answers], index=rows.index, dtype=bool)

    return holds
