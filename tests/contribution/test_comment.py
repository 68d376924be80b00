"""`comment` prints the verdict, what to mend and the effect, and cuts what is long."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.contribution.comment import LARGEST_COMMENT, LISTED, comment
from tests.shared.commenting import EFFECT, REAL, SOUND, judged, put, structure
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT


def test_the_comment_tells_what_to_mend_and_the_effect() -> None:
    body = comment(REAL)
    assert (
        "### 8 things to fix; rules changed" in body
        and "and 5 more" in body
        and "and 6 more" in body
        and "And 7 more." in body
    )
    assert "data/victim_counts.csv:3 vc-aaaa2222 outcome=kiled: is no code" in body
    assert (
        "| `victim_counts`" in body
        and "| `10 / 10 / -` | `11 / 11 / 11` |" in body
        and "| `none` | `11 / 11 / 11 (because the rule changed)` |" in body
    )
    assert "This change alone needs at least `0.2.0` after `0.1.0`:" in body and "- minor: a row was added (1)" in body


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (SOUND, "Ready for review"),
        (SOUND | {"changes": {}}, "Not ready: the effect of the change was not computed"),
        (
            SOUND | {"changes": SOUND["changes"] | {"differences": [], "demands": {}}},
            "Checked: the data does not change",
        ),
        (SOUND | {"files": [REAL["files"][1]]}, "Ready for review"),
        (SOUND | {"files": [REAL["files"][1] | {"kind": "code"}]}, "Ready for review; code changed"),
        (REAL | {"unlisted": {}}, "3 things to fix; rules changed"),
        (SOUND | {"stale": ["x"]}, "1 thing to fix"),
        (SOUND | {"missing": ["x"], "stale": ["y"]}, "2 things to fix"),
    ],
)
def test_the_verdict(found: dict[str, Any], verdict: str) -> None:
    assert comment(found).splitlines()[2] == f"### {verdict}"


def test_the_comment_needs_nothing_that_is_installed(tmp_path: Path) -> None:
    (tmp_path / "check.json").write_text(json.dumps(REAL), encoding="utf-8")
    words = [sys.executable, "-S", "-m", "scripts", "comment", str(tmp_path / "check.json")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, comment(REAL) + "\n", "")


@pytest.mark.parametrize("sign", quick(["x", "\U0001f9e8", "\U000e0041", "\u0561", "`", "|", "\n"], 2))
def test_a_comment_is_never_longer_than_github_takes(tmp_path: Path, sign: str) -> None:
    long, many = sign * 700, 200
    found = copy.deepcopy(REAL)
    found["problems"] = [{**REAL["problems"][0], "key": long, "value": long, "message": long}] * many
    found["stale"] = found["missing"] = [long] * many
    found["rows"] = {f"{long}{i}": [10**8, 10**8] for i in range(many)}
    found["changes"]["differences"] = [
        d | {"key": long, "field": long, "old": long, "reason": long} for d in REAL["changes"]["differences"]
    ] * many
    found["changes"]["impact"] = [
        EFFECT | {"name": long, "outcome": long, "view": long, "before": dict.fromkeys(("low", "best", "high"), long)}
    ] * many
    found["changes"] |= {"demanded": long, "old": long}
    assert judged(tmp_path / "check.json", json.dumps(found, ensure_ascii=False))
    body = comment(found)
    assert re.search(r"and \d+ more\n````", body)
    assert structure(body) and "### Version required" in body


def test_of_long_lists_the_beginning_is_shown_and_the_rest_counted() -> None:
    found = put(put(REAL, ("rows",), {f"table_{i}": [0, i] for i in range(100)}), ("changes", "impact"), [EFFECT] * 100)
    body = comment(found)
    assert (
        sum(line.startswith("| `table_") for line in body.splitlines())
        == sum(line.startswith("| `Lowtown") for line in body.splitlines())
        == LISTED
    )
    assert f"And {100 - LISTED + 7} more." in body


def test_changed_cells_are_cut_after_new_rows(sign: str = "\U0001f9e8") -> None:
    cell = REAL["changes"]["differences"][0]
    found = put(SOUND, ("changes", "differences"), [cell | {"key": f"{sign * 9}{i}"} for i in range(60)])
    found["new_rows"] = [[sign * 90, f"{sign * 200} row {i}"] for i in range(200)]
    body = comment(found)
    assert all(f"{sign * 9}{i}: count_min" in body for i in range(60))
    assert re.search(r"and \d{2,} more\n````", body.split("### New rows")[1])
    found["changes"]["differences"] *= 100
    body = comment(found)
    assert re.search(r"and 5\d{3} more\n````", body.split("### Changed")[1]) and len(body.encode()) <= LARGEST_COMMENT
    assert " row 3\n" in body and " row 9\n" not in body  # a few are shown in any case
    assert structure(body)
