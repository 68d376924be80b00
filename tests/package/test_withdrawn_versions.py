"""Withdrawn versions: what the list in the descriptor may hold, and who says that a version was withdrawn."""

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from scripts import load
from scripts.frames.opening import WARNED, WithdrawnVersionWarning
from scripts.package.package import PackageError, open_package
from tests.shared.differing import Edit, descriptor, diff, make
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

ENTRY = {"version": "0.1.0", "reason": "A toll was wrong.", "severity": "moderate", "replacedBy": "0.2.0"}
SAID = "version 0.1.0 was withdrawn (moderate: do not use what the reason names): A toll was wrong; use 0.2.0"
LISTED = "withdrawnVersions"


def listed(*entries: Any) -> Edit:
    return descriptor(lambda d: d.update({LISTED: [*entries]}))


def of_version(version: str, *entries: Any) -> Edit:
    return descriptor(lambda d: d.update({"version": version, LISTED: [*entries]}))


FAULTS: list[tuple[Any, str]] = [
    ("0.1.0", "withdrawnVersions: is not a list of objects"),
    (["0.1.0"], "withdrawnVersions: is not a list of objects"),
    ([ENTRY, ENTRY], "withdrawnVersions: has 0.1.0 twice"),
    ([ENTRY | {"version": "0.1"}], "withdrawnVersions version: is missing or is not the number of a release"),
    ([ENTRY | {"replacedBy": "next"}], "withdrawnVersions replacedBy: is missing or is not the number of a release"),
    ([ENTRY | {"replacedBy": "0.1.0-dev"}], "withdrawnVersions replacedBy: is missing or is not the number"),
    ([ENTRY | {"reason": " "}], "withdrawnVersions reason: is missing or is not a text"),
    ([ENTRY | {"severity": "bad"}], "withdrawnVersions severity: is missing or is not one of high, moderate, low"),
    ([ENTRY | {"severity": ["low"]}], "withdrawnVersions severity: is missing or is not one of high, moderate, low"),
    ([ENTRY | {"why": "x"}], "withdrawnVersions: has 'why', which is not one of version, reason, severity"),
    ([ENTRY | {"replacedBy": "0.0.9"}], "withdrawnVersions: replaces 0.1.0 by 0.0.9, which is not later"),
    ([ENTRY, ENTRY | {"version": "0.2.0", "replacedBy": "0.3.0"}], "by 0.2.0, which is withdrawn too"),
]


@pytest.mark.parametrize(("value", "fault"), quick(FAULTS, 3))
def test_a_malformed_list_is_refused_with_the_cure(value: Any, fault: str, tmp_path: Path) -> None:
    folder = make(tmp_path / "package", None, descriptor(lambda d: d.update({LISTED: value})))
    with pytest.raises(PackageError) as refused:
        open_package(folder)
    assert fault in str(refused.value)


def test_all_faults_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "package", None, listed(ENTRY | {"severity": "bad"}, ENTRY | {"version": "1"}))
    with pytest.raises(PackageError) as refused:
        open_package(folder)
    assert "severity" in str(refused.value) and "withdrawnVersions version" in str(refused.value)


def test_the_first_versions_are_withdrawn_as_the_changelog_asked() -> None:
    entries = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))[LISTED]
    assert [(entry["version"], entry["severity"], entry["replacedBy"]) for entry in entries] == [
        (version, "high", "0.3.0") for version in ("0.1.0", "0.1.1", "0.2.0")
    ]


def test_load_warns_once_of_a_withdrawn_version_and_says_why(tmp_path: Path) -> None:
    folder = make(tmp_path / "package", None, of_version("0.1.0", ENTRY))
    WARNED.clear()
    with pytest.warns(WithdrawnVersionWarning) as seen:
        load("actors", folder)
        load("strikes", folder)
    assert [str(one.message) for one in seen] == [SAID]
    assert seen[0].filename == __file__


def test_load_does_not_warn_of_another_version(tmp_path: Path) -> None:
    WARNED.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load("actors", make(tmp_path / "package", None, of_version("0.3.0", ENTRY)))
        other = descriptor(lambda d: d.update(name="another", version="0.1.1", withdrawnVersions=[]))
        load("actors", make(tmp_path / "another", None, other))


def test_an_old_release_is_known_to_be_withdrawn_by_newer_code(tmp_path: Path) -> None:
    folder = make(tmp_path / "package", None, of_version("0.1.1"))
    command = f"from scripts import load; load('actors', {str(folder)!r})"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "WithdrawnVersionWarning: version 0.1.1 was withdrawn (high: do not use it or pass it on)" in done.stderr


def test_diff_says_on_standard_error_that_a_version_was_withdrawn(tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, of_version("0.1.0"))
    new = make(tmp_path / "new", None, of_version("0.3.0", ENTRY))
    code, out, err = diff(old, new)
    assert (code, err) == (1, SAID + "\n")
    assert json.loads(out)[LISTED] == [ENTRY]
