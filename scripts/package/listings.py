"""Listings: views over many tables, made from their schemas, so that no SQL lists tables or references by hand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .package import Table
from .schema import identifier, quote

Listings = dict[str, list[tuple[str, str]]]  # by the view's name: each table that it reads, and what it selects there


def listings(tables: Iterable[Table]) -> Listings:
    """The views that the schemas of some tables make.

    every_id (resource, id): the id of every row of every table. references_to_<table> (resource, id, field, value):
    every cell that refers to a row of the table, with the id of the row that it is in.
    """
    found: Listings = defaultdict(list)
    for table in tables:
        for view, columns in _selected(table):
            found[view].append((table.name, f"SELECT {quote(table.name)} AS resource, {columns}"))
    return dict(found)


def _selected(table: Table) -> Iterator[tuple[str, str]]:
    """What each view selects of a table, beside its name."""
    source, id_ = identifier(table.name), identifier(table.key[0])
    yield "every_id", f"{id_} AS id FROM {source}"
    for key in table.schema.get("foreignKeys", []):
        name, cell = key["fields"][0], identifier(key["fields"][0])
        yield (
            f"references_to_{key['reference']['resource'] or table.name}",
            f"{id_} AS id, {quote(name)} AS field, {cell} AS value FROM {source} WHERE {cell} IS NOT NULL",
        )


def queries(tables: Iterable[Table]) -> dict[str, str]:
    """The query of each view, by the view's name."""
    return {view: " UNION ALL ".join(sql for _, sql in parts) for view, parts in listings(tables).items()}


def statements(tables: Iterable[Table]) -> str:
    """The statements that make the views, in a database that has the tables."""
    return ";\n".join(f"CREATE VIEW {identifier(view)} AS {sql}" for view, sql in queries(tables).items())


def read_by(sql: str, views: Listings) -> set[str]:
    """Every name in a query, and the tables that are read by the views which it names."""
    words = set(re.findall(r"\w+", sql))
    return words | {table for view in words & views.keys() for table, _ in views[view]}
