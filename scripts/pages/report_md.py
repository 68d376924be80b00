"""The report of a release: its contents, how its sources lean, how its codings agree, what was left out."""

from typing import TYPE_CHECKING, Any

from ..export.imprint import imprint_line
from ..package.package import Package
from ..package.schema import identifier, quote

if TYPE_CHECKING:
    import duckdb


def overview(package: Package, connection: "duckdb.DuckDBPyConnection") -> str:
    """The text of REPORT.md, in Markdown, from a valid package and its computed database."""
    parts = [
        f"# What {package.descriptor['name']} contains",
        imprint_line(package),
        "Computed at build time. The figures count rows: claims and where they come from. None of them says how many"
        " people were killed.",
        "## Tables",
        _counts(connection, package),
        f"Of `tallies`: {package.computed['tallies'].schema['description']}",
        "## Documents",
        _table(connection, "document, publisher, side, published, citations, claims", _DOCUMENTS),
        "## How the sources lean",
        "By the territory that was struck, by the speaker's side, by the side of the publication, and by whether the"
        " strike was during the war. What one side's documents mention most is not what happened most.",
        _table(
            connection,
            "by, value, strikes, groups, claims, documents, excerpts, voices, languages, denials, admissions",
            _BALANCE,
        ),
        "## Who is said to be responsible",
        "Strikes on which a text blames Armenia or Nagorno-Karabakh by name are counted there and, once more, under"
        " armenian, which joins both. A strike of which two sides are accused is counted under each. So do not add the"
        " rows.",
        _table(connection, "accused side, grade, strikes and groups, contested, in a contested group", _GRADES),
        "## How the two codings agree",
        f"{package.computed['agreement'].schema['description']} {_UNDEFINED}",
        _table(connection, "round, scope, field, units, agreeing, alpha, from, to, F1", _AGREEMENT),
        _table(connection, "round, decision in adjudication, passages", _DECISIONS),
        _audited(connection),
        package.computed["error_rates"].schema["description"],
        _table(
            connection,
            "draw, speakers, claims read, that differ, rate, from, to",
            "SELECT * FROM error_rates ORDER BY ALL",
        ),
        "## What was read and left out",
        _table(connection, "reason, passages", _EXCLUSIONS),
    ]
    return "\n\n".join(parts) + "\n"


_DOCUMENTS = """
SELECT title, actors.name, coalesce(side, 'unknown'), coalesce(CAST(published_on AS VARCHAR), 'undated'),
    (SELECT count(*) FROM citations AS c WHERE c.source_id = s.source_id),
    (SELECT count(*) FROM claims AS c WHERE c.source_id = s.source_id)
FROM sources AS s JOIN actors ON actors.actor_id = s.publisher_id ORDER BY title
"""
_UNDEFINED = "Where a cell is empty, no unit was compared, or all units have one value, for which alpha is undefined."
_BALANCE = "SELECT * FROM balance ORDER BY ALL"
_GRADES = """
SELECT accused, grade, count(*), count(*) FILTER (WHERE contested), count(*) FILTER (WHERE group_denials > 0)
FROM strike_grades GROUP BY 1, 2 ORDER BY 1, 2
"""
_AGREEMENT = """
SELECT round, scope, field, units, agreeing, alpha, alpha_low, alpha_high, f1 FROM agreement
WHERE scope NOT LIKE 'so-%' ORDER BY round, scope, field
"""
_DECISIONS = "SELECT round, decision, count(*) FROM adjudications GROUP BY 1, 2 ORDER BY 1, 2"
_EXCLUSIONS = "SELECT reason, count(*) FROM exclusions GROUP BY 1 ORDER BY 2 DESC, 1"


def _counts(connection: "duckdb.DuckDBPyConnection", package: Package) -> str:
    names = [*package.tables, *package.computed]
    sql = " UNION ALL ".join(
        f"SELECT {i} AS number, {quote(name)} AS name, count(*) AS rows FROM {identifier(name)}"
        for i, name in enumerate(names)
    )
    return _table(connection, "table, rows", f"SELECT name, rows FROM ({sql}) ORDER BY number")


def _audited(connection: "duckdb.DuckDBPyConnection") -> str:
    [(audited, citations)] = connection.execute(
        "SELECT (SELECT count(DISTINCT citation_id) FROM audits), (SELECT count(*) FROM citations)"
    ).fetchall()
    return f"A person has audited {audited} of {citations} citations."


def _table(connection: "duckdb.DuckDBPyConnection", heads: str, sql: str) -> str:
    answer = connection.execute(sql)
    names, rows = heads.split(", "), answer.fetchall()
    if len(names) != len(answer.description or []):  # every figure after it would stand in another column
        raise ValueError(f"a table of the report has {len(names)} heads for another number of columns: {heads}")
    lines = [names, ["---"] * len(names), *[[_cell(value) for value in row] for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|")
