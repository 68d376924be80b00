"""The page of messages: everything that a command may tell a contributor to mend, taken from schemas, checks and code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .engine import read_sql
from .package import Package
from .schema import cell_conditions

HERE = Path(__file__).parent
# In the order in which a contributor meets them: what is done, and the modules that speak.
CHAPTERS = {
    "Opening the package": ("package", "engine"),
    "Adding a row: new": ("new", "questions", "locate"),
    "Files: check, format and validate": ("tree", "form", "report", "format", "spreadsheet"),
    "Keys": ("judge",),
    "Names, quotes and addresses: check": ("privacy",),
    "Citations and documents: cite, and check --texts": ("cite", "coverage"),
    "What a change does: check, diff and comment": ("check", "snapshot", "diff", "comment"),
    "Withdrawing a row: withdraw and resolve": ("withdraw", "resolve"),
    "Checking on a cluster: validate --engine spark": ("spark",),
    "Releasing: build, verify and release": ("build", "verify", "release", "bump"),
}
QUIET = {"help", "description", "epilog", "prog", "metavar"}  # arguments of a parser: --help shows them
NO_MESSAGE = re.compile(r"\\|\(\?|^\||_csv\(|\b(SELECT|UNION|INSERT|UPDATE|DELETE|CREATE|ATTACH|PRAGMA|JOIN)\b|^SET ")  # a pattern, SQL, a table's head
WORD = re.compile(r"[a-z]{2,}(?![\w‹(.])")
FEWEST = 4  # words; less is no message


def messages(package: Package) -> str:
    """docs/MESSAGES.md as Markdown text."""
    parts = [
        "# What the commands say",
        "Generated from schemas, checks and code by `python -m scripts format`; do not edit. A message about data is preceded by file and line, id, field"
        " and value, such as `data/victim_counts.csv:118 vc-7k3mq2xd count_max=4:`. What stands in ‹ › is filled in.",
        *(f"## {title}\n\n{_list(_spoken(names))}" for title, names in CHAPTERS.items()),
        f"## Cells\n\n{_list(_cells(package))}",
        *(f"## Rows of {t.name}\n\n{_list(_filled(r['message']) for r in t.schema['rules'])}" for t in package.tables.values() if t.schema.get("rules")),
        f"## Tables together\n\n{_list(_filled(read_sql(path)[0]) for path in sorted((HERE / 'checks').glob('*.sql')))}",
    ]
    return "\n\n".join(parts) + "\n"


def _list(lines: Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines))


def _filled(message: str) -> str:
    return message.replace("{}", "‹…›").replace("{", "‹").replace("}", "›")


def _cells(package: Package) -> Iterator[str]:
    """What may be said of a cell by its field's type and constraints, an example each."""
    seen = set()
    for table in package.tables.values():
        for field in table.fields:
            for kind, _, message in cell_conditions(field):
                if (kind, field["type"] if kind == "type" else "") not in seen:
                    seen.add((kind, field["type"] if kind == "type" else ""))
                    yield f"{message} (here of `{table.name}.{field['name']}`)"


def _spoken(names: tuple[str, ...]) -> Iterator[str]:
    """The texts that stand in modules' code, with names for what fills them, in the order of the code."""
    for name in names:
        tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
        constants = {t.id: node.value for node in tree.body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)}
        for node in _texts(tree):
            said = " ".join(_text(node, constants).split()).removeprefix("‹path›: ").removeprefix("‹…›: ").lstrip("(;# ")
            if len(WORD.findall(re.sub("‹.*?›", "", said))) >= FEWEST and not NO_MESSAGE.search(said):
                yield _filled(said)


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    """Every text under a node, the longest only: no docstring, no help of a parser, no part of an f-string, no constant with a type."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.keyword) and node.arg in QUIET:
        return
    if isinstance(node, ast.Assert | ast.Subscript | ast.AnnAssign):
        return
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("split", "compile"):
        return  # a list of words, or a pattern
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _text(node: ast.expr, constants: dict[str, ast.expr]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name) and node.id in constants:
        return _text(constants[node.id], {})
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, constants) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, constants) or f"‹{_name(node.value)}›"
    return ""


def _name(node: ast.expr) -> str:
    """A name for what an expression puts into a text."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return "number" if called == "len" else _name(node.args[0]) if node.args and called != "join" else "…"
    if isinstance(node, ast.Subscript):
        return _name(node.slice) if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str) else _name(node.value)
    if isinstance(node, ast.Constant):
        return str(node.value).replace("_", " ")
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "…")
    return name.strip("_").replace("_", " ")
