"""The codebook: every table, field, code, rule and check in words, generated from the schemas and SQL files."""

from typing import Any

from ..export.imprint import imprint_line
from ..package.package import CHECKS, RULES, Package, Table
from ..package.sql_files import read_sql

VOICES = "voices.sql"


def codebook(package: Package) -> str:
    """The text of CODEBOOK.md, in Markdown, from only the schemas, the checks and the rules of computed tables."""
    parts = [
        f"# Codebook of {package.descriptor['name']}",
        imprint_line(package),
        "Generated from `schemas/`, `scripts/checks/` and `scripts/derived/` in the repository by"
        " `python -m scripts format`; do not edit.",
        "Unknown is empty and never 0. Ids are opaque and never reused. Counts are of people, never names.",
        "## Tables",
        "\n".join(_row(t) for t in (*package.tables.values(), *package.computed.values())),
        *(_table(t) for t in package.tables.values()),
        "# Computed tables",
        "Computed from the tables above by the rules below. They are in every release and are never edited.",
        f"## Voices and sides\n\n{read_sql(RULES / VOICES)[0]}",
        f"## Rules that several tables share\n\n{_shared(package)}",
        *(_table(t) for t in package.computed.values()),
        "# Checks over tables",
        "Each check states what must be true. Its message says what is wrong and how to fix it.",
        "\n".join(f"- `{path.stem}`: {read_sql(path)[0]}" for path in sorted(CHECKS.glob("*.sql"))),
    ]
    return "\n\n".join(parts) + "\n"


def _shared(package: Package) -> str:
    """The rules of queries that computed tables use and that are not tables themselves."""
    own = {f"{name}.sql" for name in package.computed} | {VOICES}
    return "\n".join(f"- `{p.name}`: {read_sql(p)[0]}" for p in sorted(RULES.glob("*.sql")) if p.name not in own)


def _row(table: Table) -> str:
    return f"- [`{table.name}`](#{table.name}): {table.schema['description'].split('. ')[0].rstrip('.')}."


def _table(table: Table) -> str:
    parts = [f"## {table.name}", table.schema["description"]]
    rule = RULES / f"{table.name}.sql"
    if table.computed and rule.exists():
        parts.append(f"**Rule.** {read_sql(rule)[0]}")
    parts.append(f"Key: {', '.join(f'`{name}`' for name in table.key)}.")
    parts.append(
        "| field | type | meaning | example |\n|---|---|---|---|\n" + "\n".join(_field(table, f) for f in table.fields)
    )
    parts += [_codes(f) for f in table.fields if "categories" in f]
    if rules := table.schema.get("rules"):
        parts.append("Rules for each row:\n\n" + "\n".join(f"- `{r['name']}`: `{r['sql']}`" for r in rules))
    return "\n\n".join(parts)


def _field(table: Table, field: dict[str, Any]) -> str:
    constraints = field.get("constraints", {})
    notes = [field["description"]]
    notes += [f"Unit: {field['unit']}."] if "unit" in field else []
    notes += ["Required."] if constraints.get("required") else []
    notes += [
        f"From {constraints['minimum']}." for _ in [0] if "minimum" in constraints and "maximum" not in constraints
    ]
    if "maximum" in constraints:
        least = f"From {constraints['minimum']} to" if "minimum" in constraints else "Up to"
        notes.append(f"{least} {constraints['maximum']}.")
    notes += [
        f"Refers to `{k['reference']['resource'] or table.name}`."
        for k in table.schema.get("foreignKeys", [])
        if k["fields"] == [field["name"]]
    ]
    cells = [f"`{field['name']}`", field["type"], " ".join(notes), f"`{field['example']}`"]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _codes(field: dict[str, Any]) -> str:
    lines = [
        f"  - `{c['value']}`: {c['label']}" + (f" (broader: `{c['broader']}`)" if "broader" in c else "")
        for c in field["categories"]
    ]
    return f"Codes of `{field['name']}`:\n\n" + "\n".join(lines)
