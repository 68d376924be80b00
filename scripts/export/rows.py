"""The tables that every format writes, and the rows of their codebook."""

from collections.abc import Iterator

from ..package.package import Package, Table


def all_tables(package: Package) -> list[Table]:
    """The written tables, then the computed ones, each in the order of the descriptor."""
    return [*package.tables.values(), *package.computed.values()]


def codebook(package: Package) -> Iterator[tuple[str | None, ...]]:
    """Table, field, title, type, unit and description of every table, whose field is None, and of every field."""
    for table in all_tables(package):
        yield table.name, None, table.schema["title"], "table", None, table.schema["description"]
        for field in table.fields:
            yield table.name, field["name"], field["title"], field["type"], field.get("unit"), field["description"]


def codes(package: Package) -> Iterator[tuple[str, str, str, str]]:
    """Table, field, code and label of every code of every field."""
    for table in all_tables(package):
        for field in table.fields:
            for code in field.get("categories", []):
                yield table.name, field["name"], code["value"], code["label"]
