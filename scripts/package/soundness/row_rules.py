"""Row rules: SQL that a schema brings with it, which may be a boolean over the fields of one row and nothing else."""

import json
import re
from functools import lru_cache
from typing import Any

from ..closed import asker

LONGEST = 1000  # characters of a rule
KINDS = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
# What DuckDB's parser calls the parts of a boolean over one row. Not among them: subqueries, windows, stars, lambdas,
# parameters, places of columns, lists and structures.
CLASSES = {
    "BETWEEN",
    "CASE",
    "CAST",
    "COLUMN_REF",
    "COMPARISON",
    "CONJUNCTION",
    "CONSTANT",
    "FUNCTION",
    "OPERATOR",
    "TYPE",
}
OPERATORS = {
    *("OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_COALESCE", "OPERATOR_NULLIF"),
    *("COMPARE_IN", "COMPARE_NOT_IN", "OPERATOR_CAST"),
}
TYPES = {*KINDS.values(), *("INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "FLOAT", "DECIMAL", "TIMESTAMP")}
# Functions that give no more than they are given: replace, repeat or printf could fill the memory, uninterrupted.
FUNCTIONS = {
    *(
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "||",
        "abs",
        "ceil",
        "ceiling",
        "floor",
        "round",
        "trunc",
        "sign",
        "mod",
        "divide",
    ),
    *("greatest", "least", "nullif", "coalesce", "concat", "concat_ws", "lower", "upper", "trim", "ltrim", "rtrim"),
    *(
        "length",
        "strlen",
        "substr",
        "substring",
        "left",
        "right",
        "reverse",
        "strpos",
        "instr",
        "position",
        "split_part",
    ),
    *("starts_with", "ends_with", "prefix", "suffix", "contains", "~~", "!~~", "~~*", "!~~*", "like_escape"),
    *("not_like_escape", "regexp_like", "regexp_matches", "regexp_full_match", "date_part", "date_diff", "datediff"),
    *("year", "month", "day", "dayofweek", "dayofyear", "quarter", "make_date", "to_days", "to_months", "to_years"),
}
EMPTY = ("where_clause", "group_expressions", "group_sets", "having", "sample", "qualify", "modifiers")
REMEDY = "write a boolean over the fields of one row, such as count_min <= count_max"

# The SQL, and the name and Table Schema type of each field of its table.
Rule = tuple[str, tuple[tuple[str, str], ...]]


class _Refused(Exception):
    """The rule is something else than a boolean over one row; the message says what."""


@lru_cache(maxsize=100)
def faults_of_rules(rules: tuple[Rule, ...]) -> dict[int, str]:
    """What is wrong with the SQL of row rules, and how to fix it, by the rule's place; nothing is run."""
    found, asked = {}, []
    for i, ((sql, columns), parsed) in enumerate(zip(rules, _parsed(tuple(sql for sql, _ in rules)), strict=True)):
        try:
            expression, names = _read(sql, parsed, {name for name, _ in columns})
            if not _is_boolean(expression, dict(columns)):
                asked.append((i, sql, [column for column in columns if column[0] in names]))
        except _Refused as why:
            found[i] = f"its SQL {why}; {REMEDY}"
    return found | {i: f"its SQL {why}; {REMEDY}" for i, why in _not_boolean(asked)}


def _parsed(rules: tuple[str, ...]) -> list[str]:
    """Each rule, negated as when rows are checked, as DuckDB parses it, in JSON."""
    import duckdb

    sql = "SELECT json_serialize_sql(text, skip_null := true, skip_empty := true) FROM unnest(?) AS asked(text)"
    try:
        texts = [f"SELECT NOT ({rule[:LONGEST]})" for rule in rules]
        return [row[0] for row in asker().execute(sql, [texts]).fetchall()] if rules else []
    except duckdb.Error as error:  # one that cannot be parsed at all is refused for itself
        if len(rules) == 1:
            return [json.dumps({"error": True, "error_message": str(error).splitlines()[0]})]
        return [_parsed((rule,))[0] for rule in rules]


def _read(sql: str, parsed: str, known: set[str]) -> tuple[Any, set[str]]:
    """The expression of a rule and the fields that it names; raises _Refused if it is anything else."""
    if len(sql) > LONGEST:
        raise _Refused(f"is longer than {LONGEST} characters")
    try:
        answer = json.loads(parsed)
    except RecursionError:
        raise _Refused("is nested too deeply") from None
    if answer["error"]:
        raise _Refused(f"cannot be parsed ({' '.join(answer['error_message'].split())[:200]})")
    expression = _expression(answer)
    return expression, _walk(expression, known)


def _expression(answer: dict[str, Any]) -> Any:
    """The one expression that a parsed SELECT without tables negates; raises _Refused if there is more."""
    nodes = [statement["node"] for statement in answer["statements"]]
    if len(nodes) != 1:
        raise _Refused("is more than one statement")
    [node] = nodes
    if node["type"] != "SELECT_NODE" or node["from_table"]["type"] != "EMPTY" or node["cte_map"].get("map"):
        raise _Refused("is a query")
    if any(node.get(part) for part in EMPTY) or len(node["select_list"]) != 1:
        raise _Refused("is more than one expression")
    [negated] = node["select_list"]
    if negated["type"] != "OPERATOR_NOT" or negated.get("alias"):
        raise _Refused("closes a bracket that it did not open")
    return negated["children"][0]


def _walk(part: Any, known: set[str]) -> set[str]:
    """The fields that an expression names; raises _Refused at the first part that is not allowed."""
    waiting, found = [part], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if fault := _fault(part, known) if "class" in part else None:
                raise _Refused(fault)
            found |= set(part.get("column_names", ()))
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def _fault(part: dict[str, Any], names: set[str]) -> str | None:
    kind = part["class"]
    if kind not in CLASSES or (kind == "OPERATOR" and part["type"] not in OPERATORS) or part.get("filter"):
        word = {"SUBQUERY": "a query", "WINDOW": "a window function"}.get(
            kind, str(part["type"]).lower().replace("_", " ")
        )
        return f"contains {word}, which a row rule may not"
    if kind == "FUNCTION" and (part["function_name"].lower() not in FUNCTIONS or part.get("schema")):
        return f"calls {part['function_name'][:40]}, which a row rule may not"
    if kind == "COLUMN_REF" and (len(part["column_names"]) != 1 or part["column_names"][0] not in names):
        return f"names {'.'.join(part['column_names'])[:60]}, which is not a field of the table"
    if kind == "CAST":
        cast = part.get("type_expr", {}).get("type_name") or part.get("cast_type", {}).get("id", "")
        if str(cast).upper() not in TYPES:
            return f"casts to {str(cast)[:40]}, which a row rule may not"
    return "gives a name with AS" if part.get("alias") and kind != "CONSTANT" else None


def _is_boolean(part: dict[str, Any], kinds: dict[str, str]) -> bool:
    """Whether an expression is plainly a boolean that fits the fields' types, so that DuckDB need not be asked."""
    if part["class"] == "CONJUNCTION" or part["type"] == "OPERATOR_NOT":
        return all(_is_boolean(child, kinds) for child in part["children"])
    if part["class"] == "COMPARISON" or part["type"] == "COMPARE_IN":
        compared = {_kind(child, kinds) for child in part.get("children") or (part["left"], part["right"])}
        return len(compared) == 1 and None not in compared
    return _kind(part, kinds) == "boolean"


def _kind(part: dict[str, Any], kinds: dict[str, str]) -> str | None:
    """The Table Schema type of a field, a plain text or number, or a test for NULL; None for anything else."""
    if part["type"] in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL") and part["children"][0]["class"] == "COLUMN_REF":
        return "boolean"
    if part["class"] == "COLUMN_REF":
        return kinds.get(part["column_names"][0])
    literal = part.get("literal", {}).get("kind") if part["class"] == "CONSTANT" else None
    return {"STRING": "string", "INTEGER": "integer"}.get(str(literal))


def _not_boolean(rules: list[tuple[int, str, list[tuple[str, str]]]]) -> list[tuple[int, str]]:
    """Of expressions with their fields, those that cannot be bound or are not boolean, with what is wrong."""
    import duckdb

    if not rules:
        return []
    try:
        described = asker().execute(f"DESCRIBE SELECT {', '.join(_one_row(*rule) for rule in rules)}").fetchall()
    except duckdb.Error as error:
        if len(rules) > 1:
            return [found for rule in rules for found in _not_boolean([rule])]
        why = " ".join(str(error).partition("\n\n")[0].split())
        return [(rules[0][0], f"does not fit the fields ({why.partition(': ')[2][:200]})")]
    return [(int(name[5:]), f"is of type {kind}, not BOOLEAN") for name, kind, *_ in described if kind != "BOOLEAN"]


def _one_row(number: int, sql: str, columns: list[tuple[str, str]]) -> str:
    """An expression over one row of unknown values, as a column."""
    row = ", ".join(f'CAST(NULL AS {KINDS[kind]}) AS "{name}"' for name, kind in columns) or "NULL"
    return f"(SELECT ({sql}) FROM (SELECT {row}) AS one) AS rule_{number}"


def fault_of_message(message: str, names: set[str], kind: str = "a field of the table") -> str | None:
    """What is wrong with the message of a rule, which may have only such names in braces, and how to fix it."""
    unescaped = message.replace("{{", "").replace("}}", "")
    if re.search("[{}]", re.sub("{[^{}]*}", "", unescaped)):
        return "its message cannot be filled (it has a single brace); write a brace that is text twice: {{ or }}"
    wrong = [name for name in re.findall("{([^{}]*)}", unescaped) if name not in names]
    return f"its message has {{{wrong[0][:40]}}}, which is not {kind}; correct the name in braces" if wrong else None
