"""Listings: views over many tables, built from their schemas, so that no SQL lists tables or references by hand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .addresses import comparable
from .package import Table
from .schema import identifier, quote

Listings = dict[str, list[tuple[str, str]]]  # by the view's name: each table that it reads, and the SELECT on it


def listings(tables: Iterable[Table]) -> Listings:
    """The views over some tables, built from their schemas.

    every_id (resource, id) has the id of every row of every table. references_to_<table> (resource, id, field, value)
    has every cell that refers to a row of the table; id is the id of the cell's own row. every_address (resource, id,
    field, value, address) has every cell of a field called url or …_url, and its comparable form.
    """
    found: Listings = defaultdict(list)
    for table in tables:
        for view, columns in _selected(table):
            found[view].append((table.name, f"SELECT {quote(table.name)} AS resource, {columns}"))
    return dict(found)


def _selected(table: Table) -> Iterator[tuple[str, str]]:
    """For each view on a table: the view's name, and the columns and source of its SELECT."""
    source, id_ = identifier(table.name), identifier(table.key[0])
    yield "every_id", f"{id_} AS id FROM {source}"
    for name in table.columns:
        if name == "url" or name.endswith("_url"):
            cell = identifier(name)
            address = f"{quote(name)} AS field, {cell} AS value, {comparable(cell)} AS address"
            yield "every_address", f"{id_} AS id, {address} FROM {source} WHERE {cell} IS NOT NULL"
    for key in table.schema.get("foreignKeys", []):
        name, cell = key["fields"][0], identifier(key["fields"][0])
        yield (
            f"references_to_{key['reference']['resource'] or table.name}",
            f"{id_} AS id, {quote(name)} AS field, {cell} AS value FROM {source} WHERE {cell} IS NOT NULL",
        )


def queries(tables: Iterable[Table]) -> dict[str, str]:
    """The SQL query of each view, by the view's name."""
    return {view: " UNION ALL ".join(sql for _, sql in parts) for view, parts in listings(tables).items()}


def statements(tables: Iterable[Table]) -> str:
    """The SQL statements that create the views in a database with the tables, joined by semicolons."""
    return ";\n".join(f"CREATE VIEW {identifier(view)} AS {sql}" for view, sql in queries(tables).items())


def read_by(sql: str, views: Listings) -> set[str]:
    """Every word in a query, and the tables behind every view among them."""
    words = set(re.findall(r"\w+", sql))
    return words | {table for view in words & views.keys() for table, _ in views[view]}
