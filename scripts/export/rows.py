"""What every format writes of a table: its columns in the schema's order, its rows in the order of the primary key."""

from ..package.package import Package, Table
from ..package.schema import identifier


def all_tables(package: Package) -> list[Table]:
    """The written tables and then the computed ones, in the descriptor's order."""
    return [*package.tables.values(), *package.computed.values()]


def ordered(table: Table) -> str:
    """The SQL query that gives a table's rows, typed, in canonical order."""
    columns, key = (", ".join(map(identifier, names)) for names in (table.columns, table.key))
    return f"SELECT {columns} FROM {identifier(table.name)} ORDER BY {key}"
