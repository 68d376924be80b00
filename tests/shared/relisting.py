"""Lists of ids and figures to recheck: a package that moved from the tiny one, and what the command says of a list."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from scripts.__main__ import main
from tests.shared.tiny import Rows, tiny


def stone(number: int, id_: str, replaced_by: str = "", reason: str = "Wrong.", version: str = "") -> dict[str, str]:
    """A tombstone."""
    named = {"withdrawal_id": f"wd-{number:04}test", "id": id_, "reason": reason}
    return named | {"replaced_by": replaced_by, "version": version}


def moved() -> Rows:
    """The tiny package after corrections.

    A toll of 4 is 6; an injured count went through a chain to a new row; a subgroup was merged into another claim; a
    count of houses was split, another withdrawn; an accusation is of somebody else; a strike has another name.
    """
    rows = tiny()
    counts = {row["claim_id"]: row for row in rows["victim_counts"]}
    counts["vc-aaaa2222"] |= {"count_min": "6", "count_max": "6"}
    new = counts["vc-cccc2222"] | {"claim_id": "vc-eeee2222", "count_min": "11"}
    kept = [row for id_, row in counts.items() if id_ not in ("vc-bbbb2222", "vc-cccc2222")]
    rows["victim_counts"] = [*kept, new]
    whole = rows["damage_counts"][0]
    parts = {"dc-cccc2222": "5", "dc-dddd2222": "7"}
    rows["damage_counts"] = [whole | {"claim_id": id_, "count_min": n, "count_max": n} for id_, n in parts.items()]
    rows["statements"][0]["party_id"] = "ac-eastl234"
    rows["strikes"][2]["name"] = "Lowtown, early on 2 October 2020"
    rows["withdrawn"] += [
        stone(1, "vc-bbbb2222", "vc-aaaa2222", "Counted twice."),
        stone(2, "vc-cccc2222", "vc-mmmm2222", "Misread.", "0.8.1"),
        stone(3, "vc-mmmm2222", "vc-eeee2222", "Misread again."),
        stone(4, "dc-aaaa2222", "dc-cccc2222", "Two kinds."),
        stone(5, "dc-aaaa2222", "dc-dddd2222", "Two kinds."),
        stone(6, "dc-bbbb2222", "", "Not said."),
    ]
    return rows


def rechecked(file: Path, old: Path, new: Path, *words: str) -> tuple[int, str, str]:
    """The exit code of recheck, and what it printed on both streams."""
    out, err = io.StringIO(), io.StringIO()
    asked = ["--package", str(new), "recheck", str(file), "--since", str(old), *words]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(asked)
    return code, out.getvalue(), err.getvalue()


def found(file: Path, old: Path, new: Path, *words: str) -> dict[str, Any]:
    """What recheck says as JSON."""
    code, out, err = rechecked(file, old, new, "--output", "json", *words)
    assert (code in (0, 1), err) == (True, ""), err
    value: dict[str, Any] = json.loads(out)
    assert value["holds"] is (code == 0)
    return value


def listed(folder: Path, text: str) -> Path:
    """A list of that text."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path
