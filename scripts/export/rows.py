"""The rows that every format writes: columns in the order of the schema, rows sorted by primary key."""

from ..package.package import Package, Table
from ..package.schema import identifier


def all_tables(package: Package) -> list[Table]:
    """The written tables, then the computed ones, each in the order of the descriptor."""
    return [*package.tables.values(), *package.computed.values()]


def ordered(table: Table) -> str:
    """The SQL query for a table's typed rows, sorted by primary key."""
    columns, key = (", ".join(map(identifier, names)) for names in (table.columns, table.key))
    return f"SELECT {columns} FROM {identifier(table.name)} ORDER BY {key}"
