"""A made-up table whose fields have only a type: the spellings and characters that are refused in any cell."""

from typing import Any

from tests.shared.cell_kinds import DAY, FLAG, Cells
from tests.shared.tiny import Rows

INSIDE = (
    "\x01\x08\x0e\x1f\x7f\x9f\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180f\u2007\u200b\u200f\u2028\u202e\u2060\u206f\u2800\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufff0\ufffb\U0001bca0\U0001bca3\U0001d173\U0001d17a\U000e0000\U000e0fff"
)
BESIDE = (
    "\u00a1\u00ac\u00ae\u034e\u0350\u061b\u061d\u115e\u1161\u17b3\u17b6\u180a\u1810\u2006\u2008\u2010\u2027\u2070\u27ff\u2801\u3163\u3165\ufdff"
    "\ufe10\ufefe\uff00\uff9f\uffa1\uffef\ufffc\U0001bc9f\U0001bca4\U0001d172\U0001d17b\U000dffff\U000e1000"
)
OUTER = " \u1680\u2000\u200a\u202f\u205f\u3000"
LATIN, OTHER = "AZaz\u00c0\u024f", "\u0370\u052f\u0531\u058f"
PAIRS = [(a, OTHER[0]) for a in LATIN] + [(LATIN[0], b) for b in OTHER[1:]]
PROBE: dict[str, Cells] = {
    "integer": (
        ["0", "-5", "+5", "9" * 18],
        ["+", "+-5", "5-", "9" * 19, "/", ":", "1_000", "1e3", "4.0", "４", "*5", ",5"],
    ),
    "number": (
        ["0", "-5", "+5", "5.", "5.09", ".5", "-.09", "9" * 30],
        [
            ".",
            "+",
            "1e3",
            "4,5",
            "NaN",
            "inf",
            "5/",
            "5:",
            ".5/",
            ".5:",
            "5./",
            "5.:",
            "5x5",
            "x5",
            "１",
            "5.5.5",
            "*5",
            ",5",
        ],
    ),
    "date": (
        DAY[0] + ["0001-09-09", "9999-12-31"],
        [
            *DAY[1],
            "2020-10-01 ",
            "2020 10 01",
            "202-10-01",
            "2020-010-01",
            "2020-10-011",
            "2O20-10-01",
            "2020-00-01",
            "infinity",
        ],
    ),
    "boolean": FLAG,
    "string": (
        [f"a{c}b" for c in OUTER if c not in INSIDE]
        + [f"a{c}b" for c in " !~\u202f\u205f" + BESIDE]
        + [f"{c}b" for c in "!\u00a1\u167f\u1681\u1fff\u2010\u2030\u205e\u2fff\u3001(,.>?A/"]
        + [f"b{c}" for c in "!~\u1681\u1fff\u2010=+@-"]
        + [f"1@{b}" for b in OTHER]
        + ["a<1", "a < b", "a<(", "a<.", "a<>", "a<[", "a<`", "a<{", "a<@"]
        + [f"{a}{b}" for a in "@[`{\u00bf\u0250" for b in OTHER if a != "@"]
        + [f"{a}{b}" for a in LATIN for b in "\u036f\u0530\u0590"]
        + [f"{b}{a}" for a in "@[`{\u00bf\u0250" for b in OTHER]
        + [f"{b}{a}" for a in LATIN for b in "\u036f\u0530\u0590"],
        [f"{c}b" for c in OUTER]
        + [f"b{c}" for c in OUTER]
        + [f"a{c}b" for c in INSIDE]
        + [f"{c}1" for c in "=+@-"]
        + [f"a<{c}b" for c in "AZaz/!?"]
        + [f"{a}{b}" for a, b in PAIRS]
        + [f"{b}{a}" for a, b in PAIRS],
    ),
}


def probe() -> tuple[dict[str, Any], Rows, list[tuple[int, str]]]:
    """The schema of the made-up table, its rows, and (line, field) of each refused cell."""
    fields = [
        {"name": f"a_{kind}", "type": kind}
        | ({"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else {})
        for kind in PROBE
    ]
    key = {
        "name": "probe_id",
        "type": "string",
        "constraints": {"required": True, "unique": True, "pattern": "^[0-9]{8}$"},
    }
    rows, refused = list[dict[str, str]](), list[tuple[int, str]]()
    for kind, both in PROBE.items():
        for cells, wrong in zip(both, (False, True), strict=True):
            for value in cells:
                rows.append({"probe_id": f"{len(rows):08}", f"a_{kind}": value})
                refused += [(len(rows) + 1, f"a_{kind}")] * wrong
    return {"fields": [key, *fields], "primaryKey": ["probe_id"]}, {"probe": rows}, refused
