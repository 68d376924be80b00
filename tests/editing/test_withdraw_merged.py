"""`withdraw --replaced-by ID --move` merges two rows: references, doubles, notes and links."""

from pathlib import Path

import pytest

from tests.shared.tiny import Rows, contents, tiny
from tests.shared.withdrawing import (
    MERGE,
    MERGE_STONES,
    assert_refused,
    assert_sound,
    ids,
    make,
    run,
    stones,
    table,
    with_more,
)

pytestmark = pytest.mark.thorough

MERGED = (
    "data/strike_links.csv sl-bbbb2222 strike_id: st-secon234 -> st-first234\n"
    "data/strike_links.csv sl-cccc2222 other_id: st-secon234 -> st-first234\n"
    "data/strike_reports.csv sr-bbbb2222 strike_id: st-secon234 -> st-first234\n"
    "data/strikes.csv st-secon234: withdrawn, replaced by st-first234: One strike.\n"
    "data/strike_links.csv sl-cccc2222: withdrawn: Joined st-secon234 and st-first234, which are the same.\n"
    "data/strike_links.csv sl-bbbb2222: withdrawn, replaced by sl-aaaa2222:"
    " Repeats sl-aaaa2222 now that st-secon234 is st-first234.\n"
)


def test_a_merge_moves_every_reference_and_drops_links_to_itself_and_doubles(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(package, *MERGE, reason="One strike.") == 0
    assert capsys.readouterr().out == MERGED
    assert stones(package) == MERGE_STONES
    assert [row["strike_id"] for row in table(package, "strike_reports")] == [
        "st-first234",
        "st-first234",
        "st-group234",
    ]
    assert [row["link_id"] for row in table(package, "strike_links")] == ["sl-aaaa2222"]
    assert_sound(package, capsys)


def test_a_merge_moves_claims_and_the_crosswalk_too(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "st-first234", "--replaced-by", "st-secon234", "--move") == 0
    for name in ("victim_counts", "damage_counts", "statements", "strike_reports", "crosswalk"):
        assert "st-first234" not in (package / f"data/{name}.csv").read_text(encoding="utf-8")
    assert [row["strike_id"] for row in table(package, "crosswalk")] == ["st-secon234"]
    assert_sound(package, capsys)


def test_a_repeat_of_a_citation_that_is_merged_with_it_goes(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "ci-dddd2222", "--replaced-by", "ci-aaaa2222", "--move") == 0
    assert capsys.readouterr().out == (
        "data/exclusions.csv ex-aaaa2222 citation_id: ci-dddd2222 -> ci-aaaa2222\n"
        "data/citations.csv ci-dddd2222: withdrawn, replaced by ci-aaaa2222: Wrong.\n"
        "data/exclusions.csv ex-aaaa2222: withdrawn: Joined ci-dddd2222 and ci-aaaa2222, which are the same.\n"
    )
    assert_sound(package, capsys)


def test_any_row_can_be_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path, with_more())
    assert run(folder, "ac-third345", "--replaced-by", "ac-watch234", "--move") == 0
    assert capsys.readouterr().out == (
        "data/actors.csv ac-offic234 parent_id: ac-third345 -> ac-watch234\n"
        "data/actors.csv ac-third345: withdrawn, replaced by ac-watch234: Wrong.\n"
    )
    assert_sound(folder, capsys)


def test_real_strikes_that_may_be_the_same_are_merged(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merged = 0
    for link in [row for row in table(real, "strike_links") if row["relation"] == "may_be_same"][:3]:
        before = contents(real)
        code = run(real, link["other_id"], "--replaced-by", link["strike_id"], "--move", reason="One strike.")
        merged += code == 0
        assert code == 0 or contents(real) == before
        if code == 0:
            assert link["link_id"] not in ids(real)
            assert (link["other_id"], "One strike.", link["strike_id"]) in stones(real)
    assert merged
    assert_sound(real, capsys)


def with_notes(of_new: str = "Hit twice.") -> Rows:
    """The tiny package with notes on two strikes that are the same."""
    rows = tiny()
    rows["strikes"][0]["notes"] = of_new
    rows["strikes"][2]["notes"] = "Seen from afar."
    return rows


LOST = "data/strikes.csv st-secon234 notes: is lost: Seen from afar. (to keep it: --keep notes)\n"


def test_notes_that_a_merge_loses_are_said_and_kept_if_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "lost", with_notes())
    assert run(folder, *MERGE) == 0
    assert LOST in capsys.readouterr().out
    assert table(folder, "strikes")[0]["notes"] == "Hit twice."
    folder = make(tmp_path / "kept", with_notes())
    assert run(folder, *MERGE, "--keep", "notes") == 0
    said = capsys.readouterr().out
    assert "data/strikes.csv st-first234 notes: Hit twice. -> Hit twice. Seen from afar.\n" in said
    assert "is lost" not in said
    assert table(folder, "strikes")[0]["notes"] == "Hit twice. Seen from afar."
    assert_sound(folder, capsys)


def test_a_cell_that_the_other_row_lacks_is_kept_if_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path, with_notes(""))
    assert run(folder, *MERGE, "--keep", "notes", "name") == 0
    row = table(folder, "strikes")[0]
    assert (row["name"], row["notes"]) == ("Lowtown, 2 October 2020", "Seen from afar.")
    assert_sound(folder, capsys)


def test_fields_to_keep_that_do_not_exist_or_do_not_fit_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path, with_notes("x" * 490))
    assert_refused(
        folder, "--keep note: is not a field of strikes; did you mean notes?\n", capsys, *MERGE, "--keep", "note"
    )
    before = contents(folder)
    assert run(folder, *MERGE, "--keep", "notes") == 1
    assert "is longer than 500 characters; shorten it" in capsys.readouterr().out
    assert contents(folder) == before
    assert run(folder, "st-secon234", "--keep", "notes") == 2
    assert contents(folder) == before


def test_a_link_between_strikes_without_a_day_in_common_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    third = {"strike_id": "st-third234", "name": "Lowtown, 3 October 2020"}
    rows["strikes"].append(rows["strikes"][2] | third)
    report = {
        "report_id": "sr-dddd2222",
        "strike_id": "st-third234",
        "date_start": "2020-10-03",
        "date_end": "2020-10-03",
    }
    rows["strike_reports"].append(rows["strike_reports"][1] | report)
    rows["victim_counts"].append(rows["victim_counts"][2] | {"claim_id": "vc-eeee2222", "strike_id": "st-third234"})
    rows["victim_counts"][-1] |= {"outcome": "missing"}
    folder = make(tmp_path, rows)
    assert run(folder, "st-third234", "--replaced-by", "st-first234", "--move") == 0
    assert (
        "data/strike_links.csv sl-cccc2222: st-first234 may be the same as st-secon234, but no report gives both the"
        " same day; withdraw the link if it is not\n"
    ) in capsys.readouterr().out
