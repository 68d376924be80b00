"""Mutants of a SQL query or condition: one comparison, connector, literal, join or clause of its tree changed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlglot
from sqlglot import exp

from tests.mutation.pattern_mutants import numbered

UNLIKE = "not_this"
DIALECT = "duckdb"
COMPARED = {
    exp.EQ: "= <> <= >=",
    exp.NEQ: "<> = < >",
    exp.LT: "< <= >= <>",
    exp.LTE: "<= < > =",
    exp.GT: "> >= <= <>",
    exp.GTE: ">= > < =",
}
SIGNS: dict[str, type[exp.Expression]] = {
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
SWAPPED: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.And: exp.Or,
    exp.Or: exp.And,
    exp.Min: exp.Max,
    exp.Max: exp.Min,
    exp.Least: exp.Greatest,
    exp.Greatest: exp.Least,
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
}


def sql_mutants(sql: str, types: dict[str, str]) -> list[tuple[str, str]]:
    """Name and SQL of every mutant of a query or condition; `types` gives the type of each column."""
    whole = sqlglot.parse_one(sql, dialect=DIALECT)
    same = whole.sql(DIALECT)
    found: dict[str, str] = {}
    for i, node in enumerate(whole.walk()):
        for what, change in _changes(node, types):
            copy = whole.copy()
            mutated = change(next(n for j, n in enumerate(copy.walk()) if j == i))
            text = (mutated if mutated is not None and mutated.parent is None else copy).sql(DIALECT)
            if text != same and text not in found:
                found[text] = what
    return numbered(found)


def _changes(node: exp.Expression, types: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Each possible change of a node: a description, and the function that makes it in a copy."""
    told = node.sql(DIALECT)
    shown = told if len(told) < 60 else f"{told[:40]} … {told[-18:]}"
    if type(node) in COMPARED:
        yield from _changes_of_comparisons(node, shown, types)
    if type(node) in SWAPPED:
        other = SWAPPED[type(node)]
        yield (
            f"{shown}: {type(node).__name__.upper()} -> {other.__name__.upper()}",
            lambda n, other=other: _put(n, other(**n.args)),
        )
    if isinstance(node, exp.And | exp.Or):
        for side in ("this", "expression"):
            yield (
                f"{_short(node.args[side])}: dropped",
                lambda n, side=side: _put(n, n.args["expression" if side == "this" else "this"]),
            )
    if isinstance(node, exp.Not):
        yield f"{shown}: NOT dropped", lambda n: _put(n, n.this)
    elif _is_condition(node) and not isinstance(node.parent, exp.Not):
        yield f"{shown}: NOT added", lambda n: _put(n, exp.Not(this=exp.Paren(this=n.copy())))
    if isinstance(node, exp.Literal) and not isinstance(node.parent, exp.Select):
        for other in (
            [exp.Literal.string(UNLIKE)]
            if node.is_string
            else [exp.Literal.number(format(Decimal(node.this) + step, "f")) for step in (1, -1)]
        ):
            yield f"{_short(node.parent)}: {told} -> {other.sql(DIALECT)}", lambda n, other=other: _put(n, other.copy())
    if isinstance(node, exp.In):
        for i, member in enumerate(node.expressions if len(node.expressions) > 1 else []):
            yield (
                f"{shown}: without {member.sql(DIALECT)}",
                lambda n, i=i: n.set("expressions", [e for j, e in enumerate(n.expressions) if j != i]),
            )
    yield from _changes_of_queries(node, shown)


def _changes_of_comparisons(node: exp.Expression, shown: str, types: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for sign in _neighbours(node, types):
        yield (
            f"{shown}: {COMPARED[type(node)].split()[0]} -> {sign}",
            lambda n, sign=sign: _put(n, SIGNS[sign](this=n.this, expression=n.expression)),
        )
    for side in ("this", "expression"):
        if isinstance(node.args[side], exp.Column):
            yield f"{shown}: {node.args[side].sql(DIALECT)} -> NULL", lambda n, side=side: n.set(side, exp.Null())


def _changes_of_queries(node: exp.Expression, shown: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, exp.Join):
        yield f"{shown}: LEFT", lambda n: n.set("side", "LEFT")
        if node.args.get("on"):
            yield f"{shown}: ON dropped", lambda n: (n.set("on", exp.true()), None)[1]
    if isinstance(node, exp.Union):
        for side in ("this", "expression"):
            if side == "expression" or not _recursive(node):
                yield (
                    f"UNION without {_short(node.args[side])}",
                    lambda n, side=side: _put(n, n.args["expression" if side == "this" else "this"]),
                )
    if isinstance(node, exp.Select):
        for part in ("where", "having", "group"):
            if node.args.get(part):
                yield f"{_short(node.args[part])}: dropped", lambda n, part=part: (n.set(part, None), None)[1]
        for i, column in enumerate(node.expressions if node.parent is None else []):
            if not isinstance(column.unalias(), exp.Literal):
                yield f"selected {column.sql(DIALECT)} -> NULL", lambda n, i=i: _nothing(n.expressions[i])
    if isinstance(node, exp.Group) and len(node.expressions) > 1:
        for i, column in enumerate(node.expressions):
            yield (
                f"{shown}: without {column.sql(DIALECT)}",
                lambda n, i=i: n.set("expressions", [e for j, e in enumerate(n.expressions) if j != i]),
            )
    if isinstance(node, exp.Coalesce):
        yield f"{shown}: coalesce dropped", lambda n: _put(n, n.this)


def _recursive(union: exp.Expression) -> bool:
    """Whether a union is a recursive query, which cannot run without its first part."""
    return isinstance(union.parent, exp.CTE) and any(t.name == union.parent.alias for t in union.find_all(exp.Table))


def _put(node: exp.Expression, other: exp.Expression) -> exp.Expression:
    """Replace a node by another, and return the new one."""
    if node.parent is None:
        other.pop() if other.parent is not None else None
        return other
    if (
        isinstance(other, exp.Connector)
        and isinstance(node.parent, exp.Connector)
        and type(other) is not type(node.parent)
    ):
        other = exp.Paren(this=other)
    node.replace(other)
    return other


def _nothing(column: exp.Expression) -> None:
    column.replace(exp.alias_(exp.Null(), column.alias_or_name))


def _short(node: exp.Expression) -> str:
    text = node.sql(DIALECT)
    return text if len(text) < 60 else f"{text[:40]} … {text[-18:]}"


def _is_condition(node: exp.Expression) -> bool:
    return isinstance(node, exp.Exists | exp.In | exp.Is) or (
        isinstance(node, exp.Column) and isinstance(node.parent, exp.Connector)
    )


def _neighbours(node: exp.Expression, types: dict[str, str]) -> list[str]:
    """The signs that a comparison is changed to; codes and other texts have no order, so they get one only."""
    others = COMPARED[type(node)].split()[1:]
    sides = [side.this if isinstance(side, exp.Paren) else side for side in (node.this, node.expression)]
    ordered = any(
        isinstance(side, exp.Predicate | exp.Not | exp.Connector)
        or types.get(side.name, "string") != "string"
        or side.is_number
        for side in sides
    )
    ids = all(isinstance(side, exp.Column) for side in sides) and isinstance(node, exp.NEQ | exp.LT | exp.GT)
    return (
        others
        if ordered or (ids and node.find_ancestor(exp.Join, exp.Select) is None) or isinstance(node, exp.LT)
        else others[:1]
    )
