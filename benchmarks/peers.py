"""Check a package with another validator of frames: python benchmarks/peers.py NAME FOLDER.

NAME is pandas or polars, for pandera, or pointblank, dataframely or by_hand. The schemas are made from those of the
package, so all ask the same of a cell. With by_hand, dataframely also gets our row rules, translated by polars where it
can read their SQL, and the references as joins. Exits if something is refused, since the package must be valid.
"""

import sys
import warnings
from datetime import date
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

import polars

from scripts.frames.polars_frames import DTYPES, read
from scripts.package.package import Package, Table, open_package
from scripts.package.schema import STRAY, UNFIT

Field = dict[str, Any]


def conditions(field: Field) -> dict[str, Any]:
    """What a cell of a Table Schema field must meet, apart from its type and whether it may be empty."""
    constraints = field.get("constraints", {})
    bounds = {key: constraints[key] for key in ("minimum", "maximum") if key in constraints}
    if field["type"] == "date":
        bounds = {key: date.fromisoformat(day) for key, day in bounds.items()}
    kept = {key: constraints[key] for key in ("enum", "maxLength") if key in constraints}
    if "pattern" in constraints:
        kept["pattern"] = rf"\A(?:{constraints['pattern'].removeprefix('^').removesuffix('$')})\z"
    elif field["type"] == "string" and "enum" not in constraints:
        kept["unfit"] = "|".join([STRAY, *(pattern for pattern, _ in UNFIT.values())])
    return {**bounds, **kept, "required": bool(constraints.get("required"))}


def pandera(package: Package, library: str) -> None:
    """Ask pandera, with the schemas that users import."""
    from scripts.frames.frames import frame
    from scripts.frames.schemas import pandera_schema_of

    for table in package.tables.values():
        pandera_schema_of(table, library).validate(frame(table, package, library), lazy=True)


def pointblank(package: Package) -> None:
    """Ask pointblank for cells and keys."""
    import pointblank as pb

    for table in package.tables.values():
        asked = pb.Validate(read(table.path, table.fields)).rows_distinct(table.key)
        for field in table.fields:
            name, its = field["name"], conditions(field)
            if its["required"]:
                asked = asked.col_vals_not_null(name)
            if "enum" in its:
                allowed = its["enum"] if its["required"] else [*its["enum"], None]
                asked = asked.col_vals_in_set(name, allowed)
            if "pattern" in its:
                asked = asked.col_vals_regex(name, its["pattern"], na_pass=True)
            if "unfit" in its:
                asked = asked.col_vals_expr(~polars.col(name).fill_null("").str.contains(its["unfit"]))
            if "minimum" in its and "maximum" in its:
                asked = asked.col_vals_between(name, its["minimum"], its["maximum"], na_pass=True)
            if "maxLength" in its:
                asked = asked.col_vals_expr(polars.col(name).fill_null("").str.len_chars() <= its["maxLength"])
        failed = {step: rows for step, rows in asked.interrogate().n_failed().items() if rows}
        if failed:
            sys.exit(f"pointblank refuses rows of {table.name}, by step: {failed}")


def column(field: Field, is_key: bool) -> Any:
    """A dataframely column of a Table Schema field."""
    import dataframely as dy

    its = conditions(field)
    common: dict[str, Any] = {"nullable": not its["required"], "primary_key": is_key}
    bounds = {new: its[old] for old, new in (("minimum", "min"), ("maximum", "max")) if old in its}
    if field["type"] == "string":
        checks: dict[str, Any] = {}
        if "enum" in its:
            checks["codes"] = lambda cell: cell.is_in(its["enum"])
        if "unfit" in its:
            checks["unfit"] = lambda cell: ~cell.str.contains(its["unfit"])
        if "maxLength" in its:  # its own max_length counts bytes
            checks["length"] = lambda cell: cell.str.len_chars() <= its["maxLength"]
        return dy.String(**common, regex=its.get("pattern"), check=checks or None)
    kinds = {"integer": dy.Int64, "number": dy.Float64, "date": dy.Date, "boolean": dy.Bool}
    return kinds[field["type"]](**common, **bounds)


def rules(table: Table) -> dict[str, polars.Expr]:
    """The row rules of a table that polars can read as SQL, by name; a rule that is unknown for a row holds."""
    found = {}
    empty = polars.DataFrame(schema={f["name"]: DTYPES[f["type"]] for f in table.fields})
    for rule in table.schema.get("rules", []):
        try:
            asked = polars.sql_expr(rule["sql"]).fill_null(value=True)
            empty.select(asked)
        except polars.exceptions.PolarsError:
            continue
        found[rule["name"]] = asked
    return found


def dataframely(package: Package, by_hand: bool) -> None:
    """Ask dataframely for cells and keys and, by hand, for row rules and references."""
    import dataframely as dy

    frames, translated, all_rules = {}, 0, 0
    for table in package.tables.values():
        parts = {field["name"]: column(field, field["name"] in table.key) for field in table.fields}
        if by_hand:
            named = rules(table)
            translated, all_rules = translated + len(named), all_rules + len(table.schema.get("rules", []))
            parts |= {f"rule_{name}": dy.rule()(lambda cls, asked=asked: asked) for name, asked in named.items()}
        frames[table.name] = type(table.name, (dy.Schema,), parts).validate(read(table.path, table.fields))
    if by_hand:
        print(f"{translated} of {all_rules} row rules")
        references(package, frames)


def references(package: Package, frames: dict[str, Any]) -> None:
    """Look for references to rows that do not exist, by anti-joins."""
    for table in package.tables.values():
        for key in table.schema.get("foreignKeys", []):
            target, there = key["reference"]["resource"] or table.name, key["reference"]["fields"][0]
            cells = frames[table.name].select(key["fields"]).drop_nulls()
            if cells.join(frames[target], left_on=key["fields"], right_on=there, how="anti").height:
                sys.exit(f"{table.name} {key['fields'][0]}: a reference leads nowhere")


def main(name: str, folder: str) -> None:
    """Run one of them."""
    warnings.simplefilter("ignore")
    package = open_package(Path(folder))
    if name in ("pandas", "polars"):
        pandera(package, name)
    elif name == "pointblank":
        pointblank(package)
    else:
        dataframely(package, by_hand=name == "by_hand")


if __name__ == "__main__":
    main(*sys.argv[1:])
