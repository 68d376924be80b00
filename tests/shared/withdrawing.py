"""What the tests of `withdraw` share: running it, reading what it left, packages with more to withdraw."""

import csv
import json
import re
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.validation import validate
from scripts.package.package import open_package
from tests.shared.tiny import Rows, contents, passage, tiny, write_canonical

STONE = tuple[str, str, str]


SEEN_VALID: set[str] = set()


def make(folder: Path, rows: Rows) -> Path:
    """A valid package in canonical form."""
    write_canonical(folder, rows)
    if (content := json.dumps(rows)) not in SEEN_VALID:
        assert validate(open_package(folder)).problems == []
        SEEN_VALID.add(content)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stones(folder: Path) -> set[STONE]:
    """The tombstones that are in no release yet, without those of the tiny package; each must have a proper id."""
    rows = [row for row in table(folder, "withdrawn") if row["withdrawal_id"] != "wd-aaaa2222" and not row["version"]]
    assert all(re.fullmatch("wd-[a-hjkmnp-z2-9]{8}", row["withdrawal_id"]) for row in rows)
    assert len({(row["id"], row["replaced_by"]) for row in rows}) == len(rows)
    return {(row["id"], row["reason"], row["replaced_by"]) for row in rows}


def ids(folder: Path) -> set[str]:
    return {
        cells[0]
        for path in (folder / "data").iterdir()
        if path.stem != "withdrawn"
        for cells in list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]
    }


def run(folder: Path, *words: str, reason: str = "Wrong.") -> int:
    return main(["--package", str(folder), "withdraw", *words, "--reason", reason])


def assert_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The package is valid, and `format` has nothing to do."""
    capsys.readouterr()
    assert validate(open_package(folder)).problems == []
    assert main(["--package", str(folder), "format", "--check"]) == 0
    capsys.readouterr()


def assert_refused(
    folder: Path, said: str, capsys: pytest.CaptureFixture[str], *words: str, reason: str = "Wrong."
) -> None:
    before = contents(folder)
    assert run(folder, *words, reason=reason) == 1
    output = capsys.readouterr()
    assert output.out == said
    assert output.err == "nothing was written\n"
    assert contents(folder) == before


REFERS = (
    "the row refers to what would be withdrawn; withdraw it first, or change its {}"
    " (in all such rows at once: --replaced-by ID --move)"
)


def with_more() -> Rows:
    """The tiny package with a third document, whose only statement is the only use of its publisher and speaker."""
    rows = tiny()
    rows["actors"] += [
        {
            "actor_id": "ac-third234",
            "name": "The Third",
            "kind": "media",
            "side": "third_party",
            "side_source": "What it is.",
        },
        {
            "actor_id": "ac-offic234",
            "name": "Office",
            "kind": "office",
            "side": "third_party",
            "side_source": "What it is.",
            "parent_id": "ac-third345",
        },
        {
            "actor_id": "ac-third345",
            "name": "Thirdland",
            "kind": "state",
            "side": "third_party",
            "side_source": "What it is.",
        },
    ]
    rows["sources"].append(rows["sources"][0] | {"source_id": "so-third234", "publisher_id": "ac-third234"})
    rows["citations"].append(
        {
            "citation_id": "ci-hhhh2222",
            **passage("so-paper234", "Eastland denied"),
            "source_id": "so-third234",
            "speaker_id": "ac-offic234",
            "speech": "reported",
        }
    )
    rows["statements"].append(
        {
            "statement_id": "sm-eeee2222",
            "strike_id": "st-first234",
            "citation_id": "ci-hhhh2222",
            "topic": "munition",
            "code": "munition_rocket",
            "stance": "asserts",
            "hedged": "false",
        }
    )
    return rows


MERGE = ["st-secon234", "--replaced-by", "st-first234", "--move"]


MERGE_STONES = {
    ("st-secon234", "One strike.", "st-first234"),
    ("sl-cccc2222", "Joined st-secon234 and st-first234, which are the same.", ""),
    ("sl-bbbb2222", "Repeats sl-aaaa2222 now that st-secon234 is st-first234.", "sl-aaaa2222"),
}
