"""Listings: views over many tables, built from their schemas, so that no SQL lists tables or references by hand.

Addresses are listed in the form in which they are compared: one document, asked for in different ways, has one of them.
That rule is a SQL expression, so that checks, `new` and every engine use the same one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .package import Table
from .schema import identifier, quote

Listings = dict[str, list[tuple[str, str]]]  # by the view's name: each table that it reads, and the SELECT on it
# What comes before the address of a document in that of a copy of it, in a web archive or a cache.
COPIES = (
    r"(web[.])?archive[.]org/(web|save)/([0-9*]+[a-z_]*/)?",
    r"archive[.](ph|today|is|li|fo|vn|md)/([0-9]{4,14}|newest|oldest|o/[^/]+)/",
    r"webcache[.]googleusercontent[.]com/search[?]q=cache:([^:/]*:)?",
    r"(www[.])?google[.][a-z.]+/amp/(s/)?",
    r"[a-z0-9-]+[.]cdn[.]ampproject[.]org/([a-z]/)?(s/)?",
)
# Hosts that serve the same pages, to telephones for example.
HOSTS = r"www[0-9]?|m|mobile|amp|wap"
# Parameters that say where a reader came from, or in which form the page is wanted.
TRACES = (
    r"utm_[^=&]*|[a-z]*clid|[gw]braid|igsh|igshid|msclkid|mc_[ce]id|_ga|_gl|_hs[a-z]+|ref|ref_src|ref_url|cmp|cmpid|ocid|spm|mkt_tok"
    r"|amp|amp_[^=&]*|usqp|outputtype"
)
RUNS = 8  # runs of such parameters that others separate
# Percent signs before characters of UTF-8 of at most three bytes; engines fail on others, or decode them differently.
SPELT = (
    r"^([^%]|%[2-7][0-9A-Fa-f]|%([Cc][2-9A-Fa-f]|[Dd][0-9A-Fa-f])%[89ABab][0-9A-Fa-f]"
    r"|%[Ee][1-9A-Ca-cE-Fe-f](%[89ABab][0-9A-Fa-f]){2})*$"
)


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


def comparable(cell: str) -> str:
    """SQL for the comparable form of an address, from SQL for the address: host, path and query, as `new` reads them.

    It has no scheme, port, fragment, `www.`, mobile host, archive in front, AMP mark, trace, or slash at the end, and
    its percent-encoded letters are decoded.
    """
    text = _decoded(_without(cell, "#.*$"))
    for _ in range(2):  # an archive's copy of a copy
        text = _replaced(text, f"(?i)^https?://({'|'.join(COPIES)})(https?:/+)?", "http://")
    text = _without(text, "(?i)^https?:/+")
    host, rest = _first(text, "^[^/?:]+"), _without(text, "^[^/?]+")
    path, query = _first(rest, "^[^?]*"), _without(rest, "^[^?]*[?]*")
    whole = f"concat({_host(host)}, {_path(path)}, '?', {_query(query)})"
    return _without(whole, "[?]$")


def _decoded(text: str) -> str:
    """An address with its percent-encoded characters decoded; as it is, if one of them is no character."""
    plus = f"replace({text}, '+', '%2B')"  # which some engines decode to a space
    return f"CASE WHEN {_first(text, SPELT)} <> '' THEN url_decode({plus}) ELSE {text} END"


def _host(host: str) -> str:
    prefix = quote(rf"^(({HOSTS})[.])*([^.]+[.].+)$")
    return f"regexp_extract(replace(lower({host}), '.m.', '.'), {prefix}, 3)"


def _path(path: str) -> str:
    path = _replaced(f"replace(replace({path}, '//', '/'), '//', '/')", "(?i)^/amp(/|$)", "/")
    return _without(path, "(?i)(/index)?([./]amp)?([.]html?)?/*$")


def _query(query: str) -> str:
    query = f"concat('&', replace(replace({query}, '&amp;', '&'), '&', '&&'), '&')"
    for _ in range(RUNS):
        query = _without(query, f"(?i)(&({TRACES})(=[^&]*)?&)+")
    return _without(_without(f"replace({query}, '&&', '&')", "^&+"), "&+$")


def _first(text: str, pattern: str) -> str:
    return f"regexp_extract({text}, {quote(pattern)}, 0)"


def _replaced(text: str, pattern: str, by: str) -> str:
    return f"regexp_replace({text}, {quote(pattern)}, {quote(by)})"


def _without(text: str, pattern: str) -> str:
    return _replaced(text, pattern, "")
