"""Mutants of a regular expression: each anchor, quantifier, class, letter and alternative changed, one at a time."""

import re
from collections import Counter
from collections.abc import Iterator

PART = re.compile(r"\[\^?(?:\\.|[^\]\\])+\]|\{\d+(?:,\d*)?\}|\\x[0-9a-f]{2}|\\.|.", re.DOTALL)
ITEM = re.compile(r"((?:\\x[0-9a-f]{2}|\\.|[^\\])-(?:\\x[0-9a-f]{2}|\\.|[^\\])|\\x[0-9a-f]{2}|\\.|.)", re.DOTALL)


def regex_mutants(pattern: str) -> list[tuple[str, str]]:
    """Name and pattern of every mutant of a pattern, each with one change."""
    parts = PART.findall(pattern)
    found = [
        (f"{visible(part)} -> {visible(other) or 'nothing'}", _joined(parts, i, other))
        for i, part in enumerate(parts)
        for other in _others(part)
    ]
    found += [
        (f"without {visible(''.join(parts[start:end]))}", _joined(parts, start, "", end))
        for start, end in _alternatives(parts)
    ]
    return numbered({other: what for what, other in reversed(found) if other != pattern and _compiles(other)})


def _joined(parts: list[str], i: int, other: str, end: int | None = None) -> str:
    return "".join([*parts[:i], other, *parts[i + 1 if end is None else end :]])


def _compiles(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


def _others(part: str) -> list[str]:
    if part in "^$?":
        return [""]
    if part in "*+":
        return ["+" if part == "*" else "*", ""]
    if part.startswith("["):
        return _other_classes(part)
    if len(part) > 1 and part[0] == "{":
        ends = [int(n) for n in part[1:-1].split(",") if n]
        moved = [[*ends[:i], n + step, *ends[i + 1 :]] for i, n in enumerate(ends) for step in (-1, 1)]
        return ["{" + ",".join(map(str, numbers)) + "}" for numbers in moved]
    return [] if part in "()|" else ["."]


def _other_classes(part: str) -> list[str]:
    """A class without each of its members, with each end of its ranges moved by one, and negated."""
    negated, items = ("^", part[2:-1]) if part[1] == "^" else ("", part[1:-1])
    members = ITEM.findall(items)
    others = [[*members[:i], *members[i + 1 :]] for i in range(len(members))]
    for i, member in enumerate(members):
        if ends := re.fullmatch(r"(\\x..|.)-(\\x..|.)", member, re.DOTALL):
            low, high = (int(end[2:], 16) if len(end) == 4 else ord(end) for end in ends.groups())
            moved = [(low - 1, high), (low + 1, high), (low, high - 1), (low, high + 1)]
            others += [
                [*members[:i], f"{_escaped(a)}-{_escaped(b)}", *members[i + 1 :]] for a, b in moved if 0 <= a <= b
            ]
    return [f"[{negated}{''.join(other)}]" for other in others if other] + [
        "[" + ("" if negated else "^") + items + "]"
    ]


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 32 or 126 < code < 160 else ("\\" if chr(code) in r"\]^-[" else "") + chr(code)


def _alternatives(parts: list[str]) -> Iterator[tuple[int, int]]:
    """Where each alternative of a pattern begins and ends, including its bar."""
    for i, part in enumerate(parts):
        if part == "|":
            yield _reach(parts, i, -1), i + 1
            yield i, _reach(parts, i, 1)


def _reach(parts: list[str], i: int, step: int) -> int:
    """Where the alternative on one side of a bar ends."""
    depth, opens = 0, "(" if step > 0 else ")"
    i += step
    while 0 <= i < len(parts) and (depth or parts[i] not in "()|" or parts[i] == opens):
        depth += (parts[i] == opens) - (parts[i] in "()" and parts[i] != opens)
        i += step
    return i if step > 0 else i + 1


def numbered(found: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of name and mutant, from names by mutant; a name used more than once gets numbers."""
    often, seen, named = Counter(found.values()), Counter(), []
    for mutant, what in found.items():
        seen[what] += 1
        named.append((f"{what} ({seen[what]})" if often[what] > 1 else what, mutant))
    return named


def visible(text: str) -> str:
    """A text in plain ASCII."""
    return "".join(c if c.isprintable() and c.isascii() else c.encode("unicode_escape").decode() for c in text)
