"""The page of questions in a release: docs/QUESTIONS.md with the answers that its queries give."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import PackageError

if TYPE_CHECKING:
    import duckdb

PAGE = "docs/QUESTIONS.md"
# The query that is run; DuckDB reads what SQLite does, and so one database answers for both.
RUN = re.compile(r"^```sql (sqlite|wrong)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
TITLES = {"sqlite": "Answer", "wrong": "What it gives"}
LISTED = 40  # rows of an answer


def answered(page: str, connection: "duckdb.DuckDBPyConnection") -> str:
    """The page with a table of rows after each query, from the computed database of a valid package.

    Raises PackageError if a query cannot be run on the package's tables.
    """
    return RUN.sub(lambda block: f"{block[0]}\n{TITLES[block[1]]}:\n\n{_table(connection, block[2])}\n\n", page)


def _table(connection: "duckdb.DuckDBPyConnection", query: str) -> str:
    import duckdb

    try:
        rows = rows_of(connection, query)
    except duckdb.Error as error:
        why = str(error).partition("\n")[0]
        raise PackageError(f"{PAGE}: a query cannot be run on these tables ({why}); correct the query") from None
    if not rows:
        return "No row."
    lines = [
        list(rows[0]),
        ["---"] * len(rows[0]),
        *[[_cell(value) for value in row.values()] for row in rows[:LISTED]],
    ]
    more = f"\n\n{len(rows) - LISTED} more rows." if len(rows) > LISTED else ""
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + more


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value).replace("|", "\\|")
