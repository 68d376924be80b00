"""The judge: asks an engine whether the tables satisfy their schemas and the checks over tables, with the same SQL."""

from collections.abc import Iterable
from typing import Any

from ..package.package import CHECKS, Package, Table
from ..package.problem import Problem, unshown
from ..package.progress import Advance, unseen
from ..package.schema import explain, first_broken, identifier, sound
from .engine import Engine
from .questions import Question, ask, count, first, problem_at, together
from .table_checks import ask_checks
from .unanswered import Misfit

STAGES = 6


def judge(
    engine: Engine, package: Package, problems: list[Problem], advance: Advance = unseen
) -> tuple[list[Problem], str]:
    """Check every table that has no known problem.

    A table that fails one stage skips the later ones, and a check over tables runs only if all tables that it reads
    are sound: one fault gives one message. If a column has many faults of one kind, the first are shown and the rest
    counted.
    Returns all problems, including those passed in, and a line for the user that says what was checked.
    """
    tables = _faultless(package.tables.values(), problems)
    for stage in (_cells, _unique, _foreign_keys, _rules, _copies):
        problems = problems + stage(engine, tables)
        tables = _faultless(tables, problems)
        if stage is _cells:
            engine.make_typed(tables)
        advance()
    found, asked = ask_checks(engine, package, tables, CHECKS)
    advance()
    rows = sum(count(engine, [f"SELECT 1 FROM {identifier(table.name)}" for table in tables]).values())
    rules = sum(len(t.schema.get("rules", [])) for t in tables)
    return problems + found, f"{len(tables)} tables, {rows} rows, {rules} row rules, {asked} checks over tables"


def _faultless(tables: Iterable[Table], problems: list[Problem]) -> list[Table]:
    at_fault = {problem.file for problem in problems}
    return [table for table in tables if table.file not in at_fault]


def _cells(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Find the tables with a broken cell first, then their columns, then the cells and the reasons."""
    texts = [(table, sql) for table in tables if (sql := engine.as_text(table))]
    unsound = [
        f"SELECT 1 FROM ({sql}) AS text WHERE NOT ({' AND '.join(sound(field) for field in table.fields)})"
        for table, sql in texts
    ]
    return [problem for i in count(engine, unsound) for problem in _cells_of(engine, *texts[i])]


def _cells_of(engine: Engine, table: Table, text: str) -> list[Problem]:
    counted = ", ".join(f"count({first_broken(field)}) AS broken_{i}" for i, field in enumerate(table.fields))
    [counts] = engine.rows(f"SELECT {counted} FROM ({text}) AS text")
    totals = {i: total for i in range(len(table.fields)) if (total := counts[f"broken_{i}"])}
    answers = together(engine, [_broken_cells(table, i, text) for i in totals])
    shown = [_cell_problem(engine, table, row) for row in sorted(answers, key=lambda row: (row["number"], row["line"]))]
    more = [unshown([p for p in shown if p.field == table.fields[i]["name"]], total) for i, total in totals.items()]
    return shown + [problem for of_a_field in more for problem in of_a_field]


def _broken_cells(table: Table, i: int, text: str) -> str:
    """SQL for the first rows with a broken cell in field `i`, with the condition that it breaks."""
    columns = ", ".join(map(identifier, table.columns))
    broken = f"{first_broken(table.fields[i])} AS broken"
    cells = f"SELECT {i} AS number, rowid AS line, {columns}, {broken} FROM ({text}) AS text"
    found = first(f"SELECT * FROM ({cells}) AS cells WHERE broken IS NOT NULL", "line")
    return f"SELECT * FROM ({found}) AS shown"


def _cell_problem(engine: Engine, table: Table, row: dict[str, Any]) -> Problem:
    field, cells = table.fields[row["number"]], {name: row[name] or "" for name in table.columns}
    message = explain(field, row["broken"], row[field["name"]])
    return problem_at(engine, table, row["line"], cells, field["name"], message)


def _unique(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Keys and unique fields: every row after the first with the same value."""
    questions = []
    for table in tables:
        unique = {tuple(table.key)} | {(f["name"],) for f in table.fields if f.get("constraints", {}).get("unique")}
        questions += [_repeated(table, names) for names in sorted(unique)]
    return ask(engine, questions)


def _repeated(table: Table, names: tuple[str, ...]) -> Question:
    columns = ", ".join(map(identifier, names))
    given = f"FROM {identifier(table.name)} WHERE {identifier(names[0])} IS NOT NULL"
    rows = f"SELECT rowid, min(rowid) OVER (PARTITION BY {columns}) AS first {given}"
    return Question(
        table,
        names[0],
        f"SELECT rowid, first + 2 AS detail FROM ({rows}) AS keys WHERE rowid > first",
        f"is already used on line {{detail}}; give this row a different {' and '.join(names)}",
        quick=f"SELECT 1 {given} GROUP BY {columns} HAVING count(*) > 1",
    )


def _copies(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Rows that are equal to an earlier row of their table in everything but the key."""
    told = {table.name: [name for name in table.columns if name not in table.key] for table in tables}
    return ask(engine, [_copied(engine, table, told[table.name]) for table in tables if told[table.name]])


OTHERS = (
    "; if the text gives two equal counts of different people or objects, make each a subgroup that cites a passage of"
    " its own"
)


def _copied(engine: Engine, table: Table, told: list[str]) -> Question:
    columns, key, source = ", ".join(map(identifier, told)), identifier(table.key[0]), identifier(table.name)
    alike = f"OVER (PARTITION BY {columns} ORDER BY rowid)"
    rows = f"SELECT rowid, first_value({key}) {alike} AS first, row_number() {alike} AS number FROM {source}"
    if_true = OTHERS if {"citation_id", "count_min", "scope"} <= set(table.columns) else ""
    return Question(
        table,
        table.key[0],
        f"SELECT rowid, first AS detail FROM ({rows}) AS alike WHERE number > 1",
        f"the row repeats {{detail}} in everything but its {' and '.join(table.key)}; use one of the two and remove the"
        f" other, or correct the cell in which they should differ{if_true}",
        quick=f"SELECT 1 FROM {source} GROUP BY {engine.fingerprint(table, columns)} HAVING count(*) > 1",
        check="rows_are_distinct",
    )


def _foreign_keys(engine: Engine, tables: list[Table]) -> list[Problem]:
    """References to rows that do not exist; a reference to a table that has faults is not followed."""
    followed = {table.name: _references(table, {t.name for t in tables}) for table in tables}
    referring = [table for table in tables if followed[table.name]]
    questions = [
        Question(
            table,
            field,
            f"SELECT rowid, NULL AS detail FROM {identifier(table.name)} AS here WHERE {identifier(field)} IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {identifier(target)} AS there"
            f" WHERE there.{identifier(key)} = here.{identifier(field)})",
            f"no row of {target} has this {key}; add one there or correct the id",
        )
        for table in _suspects(engine, referring, [_dangling(table, followed[table.name]) for table in referring])
        for field, target, key in followed[table.name]
    ]
    return ask(engine, questions)


def _references(table: Table, present: set[str]) -> list[tuple[str, str, str]]:
    """The references of a table to those present: a field, the table that it refers to, and the field there."""
    keys = table.schema.get("foreignKeys", [])
    found = [(k["fields"][0], k["reference"]["resource"] or table.name, k["reference"]["fields"][0]) for k in keys]
    return [(field, target, key) for field, target, key in found if target in present]


def _dangling(table: Table, keys: list[tuple[str, str, str]]) -> str:
    """SQL for the rows of a table of which a reference leads nowhere."""
    joins = " ".join(
        f"LEFT JOIN {identifier(target)} AS there_{i} ON there_{i}.{identifier(key)} = here.{identifier(field)}"
        for i, (field, target, key) in enumerate(keys)
    )
    nowhere = " OR ".join(
        f"here.{identifier(field)} IS NOT NULL AND there_{i}.{identifier(key)} IS NULL"
        for i, (field, _, key) in enumerate(keys)
    )
    return f"SELECT 1 FROM {identifier(table.name)} AS here {joins} WHERE {nowhere}"


def _rules(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Row rules, with the semantics of SQL's CHECK: a row passes if the rule is unknown for it."""
    ruled = [table for table in tables if table.schema.get("rules")]
    broken = [f"SELECT 1 FROM {identifier(table.name)} WHERE NOT ({_all_rules(table)})" for table in ruled]
    questions = [
        Question(
            table,
            rule["fields"][0],
            f"SELECT rowid, NULL AS detail FROM {identifier(table.name)} WHERE NOT ({rule['sql']})",
            rule["message"],
            rule=rule["name"],
        )
        for table in _suspects(engine, ruled, broken)
        for rule in table.schema["rules"]
    ]
    return ask(engine, questions)


def _all_rules(table: Table) -> str:
    return " AND ".join(f"({rule['sql']})" for rule in table.schema["rules"])


def _suspects(engine: Engine, tables: list[Table], faulty: list[str]) -> list[Table]:
    """The tables whose query finds rows; all of them if one of the queries cannot be asked.

    To plan a query for each rule takes longer than one that looks whether any rule of a table is broken.
    """
    try:
        return [tables[i] for i in count(engine, faulty)]
    except Misfit:
        return tables
