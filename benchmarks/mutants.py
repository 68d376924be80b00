"""Mutants: every small change of a rule of this package, by which it would be dropped, loosened, tightened or turned round.

A rule is a constraint, type or key of a field, a row rule, a check over tables, or one of the lexical guards of scripts/schema.py.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot import exp

from scripts import schema, validate
from scripts.engine import read_sql
from scripts.package import Package, Schema, Table

NO_CODE = "no_such_code"
UNLIKE = "not_this"


@dataclass(frozen=True)
class Mutant:
    """One change of one rule: of a table's schema, of a check's SQL (None: dropped), or of a pattern in scripts/schema.py."""

    kind: str
    place: str  # a table, a check, or a constant
    name: str
    schema: Schema | None = None
    sql: str | None = None
    pattern: str | None = None


def mutants(package: Package) -> list[Mutant]:
    """Every mutant, in the order of the tables, the checks and the constants; no two are the same rule."""
    of_tables = [mutant for table in package.tables.values() for mutant in _of_table(package, table)]
    of_checks = [mutant for path in sorted(validate.CHECKS.glob("*.sql")) for mutant in _of_check(path.stem, *read_sql(path), package)]
    return of_tables + of_checks + list(_of_constants())


# ---- fields, keys and row rules, in a table's schema

def _of_table(package: Package, table: Table) -> Iterator[Mutant]:
    for i, field in enumerate(table.fields):
        for kind, what, changed in _of_field(field):
            if kind == "unique" or _asked(changed) != _asked(field):
                yield Mutant(kind, table.name, f"{table.name}.{field['name']} {what}", _with(table.schema, "fields", i, changed))
    yield Mutant("key", table.name, f"{table.name} primaryKey dropped", {k: v for k, v in table.schema.items() if k != "primaryKey"})
    yield Mutant("key", table.name, f"{table.name} primaryKey -> {table.columns[1]}", {**table.schema, "primaryKey": table.columns[1:2]})
    for i, key in enumerate(table.schema.get("foreignKeys", [])):
        name, there = f"{table.name}.{key['fields'][0]} foreign key", key["reference"]["resource"] or table.name
        yield Mutant("foreign key", table.name, f"{name} dropped", _with(table.schema, "foreignKeys", i, None))
        for other in [t for t in package.tables.values() if t.name in (table.name, "places", "strikes") and t.name != there][:2]:
            elsewhere = {**key, "reference": {"resource": "" if other is table else other.name, "fields": other.key}}
            yield Mutant("foreign key", table.name, f"{name} {there} -> {other.name}", _with(table.schema, "foreignKeys", i, elsewhere))
    for i, rule in enumerate(table.schema.get("rules", [])):
        name = f"{table.name}.{rule['name']}"
        yield Mutant("row rule", table.name, f"{name} dropped", _with(table.schema, "rules", i, None))
        told = [*rule["fields"][1:], next(c for c in table.columns if c not in rule["fields"])]
        yield Mutant("row rule", table.name, f"{name} told of {rule['fields'][0]} -> {told[0]}", _with(table.schema, "rules", i, {**rule, "fields": told}))
        for what, sql in sql_mutants(rule["sql"], _types([table])):
            yield Mutant("row rule", table.name, f"{name} {what}", _with(table.schema, "rules", i, {**rule, "sql": sql}))


def _asked(field: dict[str, Any]) -> list[tuple[str, str]]:
    """What is asked of a field's cells, whatever is said when the answer is no."""
    return [(name, sql) for name, sql, _ in schema.cell_conditions(field)]


def _with(whole: Schema, part: str, i: int, changed: dict[str, Any] | None) -> Schema:
    """A schema in which one field, key or rule is another, or none."""
    return {**whole, part: [*whole[part][:i], *([changed] if changed else []), *whole[part][i + 1 :]]}


def _of_field(field: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, name and field of each mutant of a field."""
    for name, value in field.get("constraints", {}).items():
        yield name, f"{name} dropped", _constrained(field, name, None)
        if name == "enum":
            for code in value:
                yield name, f"enum without {code}", _constrained(field, name, [c for c in value if c != code])
            yield name, f"enum with {NO_CODE}", _constrained(field, name, [*value, NO_CODE])
        elif name == "pattern":
            for what, pattern in regex_mutants(value):
                yield name, f"pattern {what}", _constrained(field, name, pattern)
        elif not isinstance(value, bool):
            for other in (value - 1, value + 1):
                yield name, f"{name} {value} -> {other}", _constrained(field, name, other)
    if not field.get("constraints", {}).get("required"):
        yield "required", "required added", _constrained(field, "required", True)
    if field["type"] != "string":
        yield "type", f"type {field['type']} -> string", {**field, "type": "string"}
    for name in ("trueValues", "falseValues") if field["type"] == "boolean" else ():
        yield "type", f"{name} with {NO_CODE}", {**field, name: [*field[name], NO_CODE]}
        yield "type", f"{name} emptied", {**field, name: []}


def _constrained(field: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    changed = deepcopy(field)
    changed.setdefault("constraints", {})[name] = value
    if value is None:
        del changed["constraints"][name]
    return changed


def _types(tables: list[Table]) -> dict[str, str]:
    return {field["name"]: field["type"] for table in tables for field in table.fields}


# ---- regular expressions

TOKEN = re.compile(r"\[\^?(?:\\.|[^\]\\])+\]|\{\d+(?:,\d*)?\}|\\x[0-9a-f]{2}|\\.|.", re.DOTALL)
ITEM = re.compile(r"((?:\\x[0-9a-f]{2}|\\.|[^\\])-(?:\\x[0-9a-f]{2}|\\.|[^\\])|\\x[0-9a-f]{2}|\\.|.)", re.DOTALL)


def regex_mutants(pattern: str) -> list[tuple[str, str]]:
    """Name and pattern of every mutant of a pattern: each anchor, quantifier, class, letter and alternative changed, one at a time."""
    tokens = TOKEN.findall(pattern)
    found = [(f"{_visible(token)} -> {_visible(other) or 'nothing'}", _joined(tokens, i, other)) for i, token in enumerate(tokens) for other in _other_tokens(token)]
    found += [(f"without {_visible(''.join(tokens[start:end]))}", _joined(tokens, start, "", end)) for start, end in _alternatives(tokens)]
    return _numbered({other: what for what, other in reversed(found) if other != pattern and _compiles(other)})


def _numbered(found: dict[str, str]) -> list[tuple[str, str]]:
    """Name and mutant, from names by mutants; names that are used more than once get numbers."""
    often, seen, named = Counter(found.values()), Counter(), []
    for mutant, what in found.items():
        seen[what] += 1
        named.append((f"{what} ({seen[what]})" if often[what] > 1 else what, mutant))
    return named


def _joined(tokens: list[str], i: int, other: str, end: int | None = None) -> str:
    return "".join([*tokens[:i], other, *tokens[i + 1 if end is None else end :]])


def _compiles(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


def _other_tokens(token: str) -> list[str]:
    if token in "^$?":
        return [""]
    if token in "*+":
        return ["+" if token == "*" else "*", ""]
    if token.startswith("["):
        return _other_classes(token)
    if len(token) > 1 and token[0] == "{":
        ends = [int(n) for n in token[1:-1].split(",") if n]
        moved = [[*ends[:i], n + step, *ends[i + 1 :]] for i, n in enumerate(ends) for step in (-1, 1)]
        return ["{" + ",".join(map(str, numbers)) + "}" for numbers in moved]
    return [] if token in "()|" else ["."]


def _other_classes(token: str) -> list[str]:
    """A class without each of its members, with each end of its ranges one further in or out, and turned round."""
    negated, items = ("^", token[2:-1]) if token[1] == "^" else ("", token[1:-1])
    members = ITEM.findall(items)
    others = [[*members[:i], *members[i + 1 :]] for i in range(len(members))]
    for i, member in enumerate(members):
        if ends := re.fullmatch(r"(\\x..|.)-(\\x..|.)", member, re.DOTALL):
            low, high = (int(end[2:], 16) if len(end) == 4 else ord(end) for end in ends.groups())
            moved = [(low - 1, high), (low + 1, high), (low, high - 1), (low, high + 1)]
            others += [[*members[:i], f"{_escaped(a)}-{_escaped(b)}", *members[i + 1 :]] for a, b in moved if 0 <= a <= b]
    return [f"[{negated}{''.join(other)}]" for other in others if other] + ["[" + ("" if negated else "^") + items + "]"]


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 32 or 126 < code < 160 else ("\\" if chr(code) in r"\]^-[" else "") + chr(code)


def _alternatives(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where each alternative of a pattern begins and ends, with the bar that goes with it."""
    for i, token in enumerate(tokens):
        if token == "|":
            yield _reach(tokens, i, -1), i + 1
            yield i, _reach(tokens, i, 1)


def _reach(tokens: list[str], i: int, step: int) -> int:
    """Where the alternative beside a bar ends, on one side."""
    depth, opens = 0, "(" if step > 0 else ")"
    i += step
    while 0 <= i < len(tokens) and (depth or tokens[i] not in "()|" or tokens[i] == opens):
        depth += (tokens[i] == opens) - (tokens[i] in "()" and tokens[i] != opens)
        i += step
    return i if step > 0 else i + 1


# ---- SQL, as a tree

DIALECT = "duckdb"
COMPARED = {exp.EQ: "= <> <= >=", exp.NEQ: "<> = < >", exp.LT: "< <= >= <>", exp.LTE: "<= < > =", exp.GT: "> >= <= <>", exp.GTE: ">= > < ="}
SIGNS: dict[str, type[exp.Expression]] = {"=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}
SWAPPED: dict[type[exp.Expression], type[exp.Expression]] = {exp.And: exp.Or, exp.Or: exp.And, exp.Min: exp.Max, exp.Max: exp.Min, exp.Least: exp.Greatest,
                                                     exp.Greatest: exp.Least, exp.Add: exp.Sub, exp.Sub: exp.Add}


def sql_mutants(sql: str, types: dict[str, str]) -> list[tuple[str, str]]:
    """Name and SQL of every mutant of a query or a condition; `types` are those of the columns that are not text."""
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
    return _numbered(found)


def _changes(node: exp.Expression, types: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """What can be done to a node, in words, and the function that does it to its copy."""
    told = node.sql(DIALECT)
    shown = told if len(told) < 60 else f"{told[:40]} … {told[-18:]}"
    if type(node) in COMPARED:
        for sign in _neighbours(node, types):
            yield f"{shown}: {COMPARED[type(node)].split()[0]} -> {sign}", lambda n, sign=sign: _put(n, SIGNS[sign](this=n.this, expression=n.expression))
        for side in ("this", "expression"):
            if isinstance(node.args[side], exp.Column):
                yield f"{shown}: {node.args[side].sql(DIALECT)} -> NULL", lambda n, side=side: n.set(side, exp.Null())
    if type(node) in SWAPPED:
        other = SWAPPED[type(node)]
        yield f"{shown}: {type(node).__name__.upper()} -> {other.__name__.upper()}", lambda n, other=other: _put(n, other(**n.args))
    if isinstance(node, exp.And | exp.Or):
        for side in ("this", "expression"):
            yield f"{_short(node.args[side])}: dropped", lambda n, side=side: _put(n, n.args["expression" if side == "this" else "this"])
    if isinstance(node, exp.Not):
        yield f"{shown}: NOT dropped", lambda n: _put(n, n.this)
    elif _is_condition(node) and not isinstance(node.parent, exp.Not):
        yield f"{shown}: NOT added", lambda n: _put(n, exp.Not(this=exp.Paren(this=n.copy())))
    if isinstance(node, exp.Literal) and not isinstance(node.parent, exp.Select):
        for other in ([exp.Literal.string(UNLIKE)] if node.is_string else [exp.Literal.number(int(node.this) + step) for step in (1, -1)]):
            yield f"{_short(node.parent)}: {told} -> {other.sql(DIALECT)}", lambda n, other=other: _put(n, other.copy())
    if isinstance(node, exp.In):
        for i, member in enumerate(node.expressions if len(node.expressions) > 1 else []):
            yield f"{shown}: without {member.sql(DIALECT)}", lambda n, i=i: n.set("expressions", [e for j, e in enumerate(n.expressions) if j != i])
    yield from _changes_of_queries(node, shown)


def _changes_of_queries(node: exp.Expression, shown: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, exp.Join):
        yield f"{shown}: LEFT", lambda n: n.set("side", "LEFT")
        if node.args.get("on"):
            yield f"{shown}: ON dropped", lambda n: (n.set("on", exp.true()), None)[1]
    if isinstance(node, exp.Union):
        for side in ("this", "expression"):
            if not isinstance(node.find_ancestor(exp.With), exp.With) or not node.find_ancestor(exp.With).recursive or side == "expression" or "claimed" in str(node.parent.alias):
                yield f"UNION without {_short(node.args[side])}", lambda n, side=side: _put(n, n.args["expression" if side == "this" else "this"])
    if isinstance(node, exp.Select):
        for part in ("where", "having", "group"):
            if node.args.get(part):
                yield f"{_short(node.args[part])}: dropped", lambda n, part=part: (n.set(part, None), None)[1]
        for i, column in enumerate(node.expressions if node.parent is None else []):
            if not isinstance(column.unalias(), exp.Literal):
                yield f"selected {column.sql(DIALECT)} -> NULL", lambda n, i=i: _nothing(n.expressions[i])
    if isinstance(node, exp.Group) and len(node.expressions) > 1:
        for i, column in enumerate(node.expressions):
            yield f"{shown}: without {column.sql(DIALECT)}", lambda n, i=i: n.set("expressions", [e for j, e in enumerate(n.expressions) if j != i])
    if isinstance(node, exp.Coalesce):
        yield f"{shown}: coalesce dropped", lambda n: _put(n, n.this)


def _put(node: exp.Expression, other: exp.Expression) -> exp.Expression:
    """Put another node in a node's place; returns it."""
    if node.parent is None:
        other.pop() if other.parent is not None else None
        return other
    if isinstance(other, exp.Connector) and isinstance(node.parent, exp.Connector) and type(other) is not type(node.parent):
        other = exp.Paren(this=other)
    node.replace(other)
    return other


def _nothing(column: exp.Expression) -> None:
    column.replace(exp.alias_(exp.Null(), column.alias_or_name))


def _short(node: exp.Expression) -> str:
    text = node.sql(DIALECT)
    return text if len(text) < 60 else f"{text[:40]} … {text[-18:]}"


def _is_condition(node: exp.Expression) -> bool:
    return isinstance(node, exp.Exists | exp.In | exp.Is) or (isinstance(node, exp.Column) and isinstance(node.parent, exp.Connector))


def _neighbours(node: exp.Expression, types: dict[str, str]) -> list[str]:
    """The signs that a comparison is changed to: of codes and other texts, only those that can tell them apart."""
    others = COMPARED[type(node)].split()[1:]
    sides = [side.this if isinstance(side, exp.Paren) else side for side in (node.this, node.expression)]
    ordered = any(isinstance(side, exp.Predicate | exp.Not | exp.Connector) or types.get(side.name, "string") != "string" or side.is_number for side in sides)
    ids = all(isinstance(side, exp.Column) for side in sides) and isinstance(node, exp.NEQ | exp.LT | exp.GT)
    return others if ordered or (ids and node.find_ancestor(exp.Join, exp.Select) is None) or isinstance(node, exp.LT) else others[:1]


# ---- checks and constants

def _of_check(name: str, message: str, sql: str, package: Package) -> Iterator[Mutant]:
    yield Mutant("check", name, f"{name} dropped")
    tables = [table for table in package.tables.values() if re.search(rf"\b{table.name}\b", sql)]
    for what, mutated in sql_mutants(sql, _types(tables)):
        yield Mutant("check", name, f"{name} {what}", sql=f"-- {message}\n{mutated}\n")


def constants() -> dict[str, str]:
    """The patterns of scripts/schema.py by their names."""
    return {f"GUARDS[{kind}]": pattern for kind, pattern in schema.GUARDS.items()} | {
        "STRAY": schema.STRAY} | {f"UNFIT[{kind}]": pattern for kind, (pattern, _) in schema.UNFIT.items()}


def _of_constants() -> Iterator[Mutant]:
    for name, pattern in constants().items():
        yield Mutant("guard", name, f"{name} dropped", pattern="" if name.startswith("GUARDS") else "x^")
        for what, other in regex_mutants(pattern):
            if not name.startswith("GUARDS") or other.removesuffix("$") != pattern.removesuffix("$"):  # its end is looked for in any case
                yield Mutant("guard", name, f"{name} {what}", pattern=other)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() and c.isascii() else c.encode("unicode_escape").decode() for c in text)
