"""What `check --json` writes, with something in every place, and what a comment on it may hold."""

import contextlib
import copy
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from scripts.__main__ import main
from scripts.contribution.comment import MARK

# What check --json writes, with something in every place; tests/contribution/test_check_output.py tells that it does.
EFFECT = {
    "strike_id": "st-first234",
    "name": "Lowtown, 1 October 2020",
    "outcome": "injured",
    "view": "all",
    "before": {"low": 10, "best": 10, "high": None},
    "after": {"low": 11, "best": 11, "high": 11},
    "cause": "data",
}


REAL: dict[str, Any] = {
    "rewritten": ["CODEBOOK.md"],
    "stale": ["data/strikes.csv"],
    "looked_at": ["valid: 16 tables"],
    "problems": [
        {
            "file": "data/victim_counts.csv",
            "line": 3,
            "key": "vc-aaaa2222",
            "field": "outcome",
            "value": "kiled",
            "message": "is no code",
            "check": "",
        }
    ],
    "unchecked": ["citations: not compared"],
    "base": "0123456789",
    "head": "9876543210",
    "files": [
        {"kind": "rules", "path": "schemas/strikes.schema.json", "what": "changed"},
        {"kind": "other", "path": "README.md", "what": "added"},
    ],
    "reasons": {"changes/why.md": "The passage says so.\n\nIt is on page 3."},
    "new_rows": [["The Paper (so-paper234)", "words 3 to 9, the ministry, quoted: Lowtown: killed 3"]],
    "context": {"vc-aaaa2222": "killed 5; Lowtown; The Paper"},
    "rows": {"victim_counts": [4, 5]},
    "missing": ["changes/ has no new file"],
    "unlisted": {"problems": 5, "differences": 6, "impact": 7, "files": 8, "new_rows": 9},
    "changes": {
        "old": "0.1.0",
        "new": "0.1.0",
        "step": "minor",
        "demanded": "0.2.0",
        "demands": {"row_added": 1, "value_changed": 1, "row_withdrawn": 1},
        "differences": [
            {
                "kind": "value_changed",
                "table": "victim_counts",
                "key": "vc-aaaa2222",
                "field": "count_min",
                "old": 4,
                "new": 5,
                "step": "patch",
            },
            {
                "kind": "row_withdrawn",
                "table": "strikes",
                "key": "st-a",
                "reason": "Twice.",
                "replaced_by": ["st-b"],
                "step": "patch",
            },
            {
                "kind": "constraint_tightened",
                "table": "strikes",
                "field": "name",
                "old": {"maxLength": None},
                "new": {"maxLength": 60},
                "step": "major",
            },
        ],
        "impact": [EFFECT, EFFECT | {"before": None, "cause": "rule"}],
    },
}


SOUND = REAL | {"stale": [], "problems": [], "missing": [], "unlisted": {}, "files": []}


def printed(file: Path) -> tuple[int, str, str]:
    """What the command gives for a file: exit code, standard output, standard error."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main(["comment", str(file)])
    return code, out.getvalue(), errors.getvalue()


def judged(file: Path, content: str | bytes) -> bool:
    """Whether a comment is printed; either that or one line, never anything else."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, body, errors = printed(file)
    if code:
        assert (code, body, errors.count("\n")) == (1, "", 1) and len(errors) < 300
        return False
    assert body.startswith(f"{MARK}\n\n###") and not errors
    assert len(body.encode()) < 65_000 and len(body.encode("utf-16-le")) // 2 < 65_000
    return True


def put(found: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy with a different value in a place, or without that place if the value is DROPPED."""
    if not path:
        return new
    found = copy.deepcopy(found)
    at = found
    for name in path[:-1]:
        at = at[name]
    if new is DROPPED:
        del at[path[-1]]
    else:
        at[path[-1]] = new
    return found


DROPPED = object()


OURS = [  # every text outside of code that a comment may hold
    r"(\d+ things? to fix|Ready for review|Checked: the data does not change)(; rules changed)?(; code changed)?",
    r"Commit |, compared with ",
    r"(, where it left main)?\. None of its code was run: main's code, rules and schemas judge it as data\.",
    r"Not checked|The reason given|(Rules|Code|Other files) changed: read these|Changed and withdrawn rows",
    r"What the model and its rules were, and are now|New rows, in the order of the text",
    r"Effect on the estimates|Version required",
    r"Fix these and push again\. | shows the same on your machine, and fixes what it can automatically\.",
    r"table|rows before|rows after|strike|outcome|whose voices|low / best / high before|after|\d+|",
    r"No estimate changes\.|And \d+ more\.|This change alone needs at least | after ",
    r":|(?:major|minor|patch|none): [^()`]*\(\d+\)",
]


BLOCKS = {
    f"{name}_{side}"
    for name in "heading paragraph bullet_list list_item table thead tbody tr th td".split()
    for side in ("open", "close")
}


def leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from leaves(token.children or [])


def structure(body: str) -> list[str]:
    """The texts of a comment that are in code; asserts that all other text is the comment's own."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(body)
    assert (tokens[0].type, tokens[0].content.strip(), body.splitlines()[0]) == ("html_block", MARK, MARK)
    code = []
    for token in leaves(tokens[1:]):
        if token.type in ("code_inline", "fence"):
            assert token.type == "code_inline" or (token.markup, token.info) == ("````", "text")
            code.append(token.content)
        elif token.type == "text":
            assert any(re.fullmatch(ours, token.content) for ours in OURS), token.content
        else:
            assert token.type in BLOCKS | {"inline", "softbreak"}, token
            assert not token.type.startswith("heading") or token.tag == "h3"
            assert set(token.attrs) <= {"style"}
    return code
