"""A diff compares rows by key and typed values, shows the effect on estimates, and agrees as text and as JSON."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from scripts.__main__ import main
from scripts.comparing.changelog import data_section
from scripts.comparing.difference import changes_of
from scripts.comparing.recipe import ORDER
from scripts.comparing.wording import READERS, account
from scripts.package.package import open_package
from tests.shared.differing import (
    AS_THEY_ARE,
    NOTHING_CHANGED,
    SECOND_RULE,
    UNREFERENCED,
    VERSION,
    at,
    changed,
    changes,
    columns,
    constraint,
    derived,
    descriptor,
    diff,
    found,
    make,
    moved,
    resource,
    schema,
    stone,
    without,
)
from tests.shared.tiny import TINY, tiny


def test_old_and_new_values_stand_in_the_difference(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new",
        changed("sources", 0, published_on="2020-10-04"),
        constraint("strikes", "notes", "maxLength", 501),
    )
    assert changes(tiny_package, new)["differences"] == [
        {
            "kind": "constraint_loosened",
            "table": "strikes",
            "field": "notes",
            "old": {"maxLength": 500},
            "new": {"maxLength": 501},
            "step": "minor",
        },
        {
            "kind": "value_changed",
            "table": "sources",
            "key": "so-paper234",
            "field": "published_on",
            "old": "2020-10-03",
            "new": "2020-10-04",
            "step": "patch",
        },
    ]


@pytest.mark.parametrize(("version", "demanded"), [("0.4.1", "0.5.0"), ("1.4.1", "2.0.0")])
def test_the_demanded_version_counts_from_that_of_old(
    version: str, demanded: str, tmp_path: Path, tiny_package: Path
) -> None:
    old = make(tmp_path / "old", None, descriptor(lambda d: d.update(version=version)))
    value = changes(old, make(tmp_path / "new", without(tiny(), "cw-aaaa2222")))
    assert (value["old"], value["new"], value["step"], value["demanded"]) == (
        version,
        open_package(tiny_package).version,
        "major",
        demanded,
    )


# Rows: by key, and typed.


def test_row_order_quotes_and_number_spelling_make_no_difference(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new",
        {
            table: list(reversed(rows))
            for table, rows in changed("places", 0, latitude="40.50", longitude="47.0").items()
        },
    )
    path = new / "data" / "strikes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(rows[0])
        file.write("".join(",".join(f'"{cell}"' if cell else "" for cell in row) + "\n" for row in rows[1:]))
    assert changes(tiny_package, new) == NOTHING_CHANGED


def test_a_tombstone_tells_reason_and_every_replacement(tmp_path: Path, tiny_package: Path) -> None:
    rows = stone(
        stone(without(tiny(), "vc-cccc2222"), "vc-cccc2222", "vc-aaaa2222", "Two counts in one."),
        "vc-cccc2222",
        "vc-dddd2222",
        "Two counts in one.",
    )
    gone = [
        d for d in changes(tiny_package, make(tmp_path / "new", rows))["differences"] if d["kind"] == "row_withdrawn"
    ]
    assert len(gone) == 1
    assert (gone[0]["key"], gone[0]["reason"], gone[0]["step"]) == ("vc-cccc2222", "Two counts in one.", "patch")
    assert sorted(gone[0]["replaced_by"]) == ["vc-aaaa2222", "vc-dddd2222"]
    assert gone[0]["old"]["count_min"] == 10
    assert gone[0]["old"]["count_max"] is None


def test_an_unreferenced_row_withdrawn_with_a_tombstone_demands_a_patch(tmp_path: Path, tiny_package: Path) -> None:
    assert changes(tiny_package, make(tmp_path / "new", UNREFERENCED))["step"] == "patch"


def test_a_claim_withdrawn_together_with_its_own_citation_demands_a_patch(tmp_path: Path) -> None:
    old = tiny()
    old["citations"].append(old["citations"][6] | {"citation_id": "ci-zzzz2222"})
    old["victim_counts"].append(old["victim_counts"][2] | {"claim_id": "vc-yyyy2222", "citation_id": "ci-zzzz2222"})
    value = changes(
        make(tmp_path / "old", old), make(tmp_path / "new", stone(stone(tiny(), "ci-zzzz2222"), "vc-yyyy2222"))
    )
    assert found(value, tombstones=False) == [
        at("row_withdrawn", "citations", "", "ci-zzzz2222"),
        at("row_withdrawn", "victim_counts", "", "vc-yyyy2222"),
    ]
    assert value["step"] == "patch"


def test_a_tombstone_that_is_taken_away_is_a_lost_row(tmp_path: Path, tiny_package: Path) -> None:
    value = changes(tiny_package, make(tmp_path / "new", without(tiny(), "wd-aaaa2222")))
    assert (found(value), value["step"]) == ([at("row_lost", "withdrawn", "", "wd-aaaa2222")], "major")


def test_a_row_to_which_only_a_lost_row_referred_is_withdrawn_and_the_other_lost(
    tmp_path: Path, tiny_package: Path
) -> None:
    value = changes(
        tiny_package, make(tmp_path / "new", stone(without(tiny(), "dc-aaaa2222", "dc-bbbb2222"), "dc-aaaa2222"))
    )
    assert found(value, tombstones=False) == [
        at("row_lost", "damage_counts", "", "dc-bbbb2222"),
        at("row_withdrawn", "damage_counts", "", "dc-aaaa2222"),
    ]
    assert value["step"] == "major"


def test_a_row_to_which_a_row_of_its_own_table_still_referred_is_removed_while_referenced(
    tmp_path: Path, tiny_package: Path
) -> None:
    rows = stone(without(changed("damage_counts", 1, part_of="", scope="total"), "dc-aaaa2222"), "dc-aaaa2222")
    value = changes(tiny_package, make(tmp_path / "new", rows))
    assert at("row_removed_while_referenced", "damage_counts", "", "dc-aaaa2222") in found(value)
    assert value["step"] == "major"


def test_rows_of_a_renamed_table_and_field_are_still_compared(tmp_path: Path, tiny_package: Path) -> None:
    rows = changed("strikes", 0, notes="By night.") | {"audits": [TINY["audits"][0] | {"auditor": "nobody"}]}
    new = make(
        tmp_path / "new",
        rows,
        columns("strikes", AS_THEY_ARE | {"notes": "remarks"}),
        resource("audits", name="checkings"),
    )
    assert found(changes(tiny_package, new)) == sorted(
        [
            at("table_renamed", "audits"),
            at("field_renamed", "strikes", "remarks"),
            at("value_changed", "strikes", "remarks", "st-first234"),
            at("value_changed", "checkings", "auditor", "au-aaaa2222"),
        ]
    )


def test_a_moved_file_demands_nothing_and_is_a_difference(tmp_path: Path, tiny_package: Path) -> None:
    code, out, _ = diff(tiny_package, make(tmp_path / "new", None, moved("audits", "data/more/audits.csv")))
    assert (code, json.loads(out)["step"], json.loads(out)["demanded"]) == (1, "none", VERSION)


# Impact.


def figures(low: int | None, best: int | None, high: int | None) -> dict[str, int | None]:
    return {"low": low, "best": best, "high": high}


def test_a_revised_toll_moves_its_estimates_and_the_largest_stand_first(tmp_path: Path, tiny_package: Path) -> None:
    rows = changed("victim_counts", 3, count_min="15", count_max="15")
    for place, count in ((0, "6"), (2, "13")):
        rows["victim_counts"][place]["count_min"] = count
    rows["victim_counts"][0]["count_max"] = "6"
    impact = changes(tiny_package, make(tmp_path / "new", rows))["impact"]
    first, group = (
        {"strike_id": "st-first234", "name": "Lowtown, 1 October 2020"},
        {"strike_id": "st-group234", "name": "Lowtown, 1 and 2 October 2020"},
    )
    assert impact == [
        *[
            group
            | {
                "outcome": "killed",
                "population": "all",
                "view": view,
                "before": figures(5, 5, 5),
                "after": figures(15, 15, 15),
                "cause": "data",
            }
            for view in ("all", "third_party")
        ],
        *[
            first
            | {
                "outcome": "injured",
                "population": "all",
                "view": view,
                "before": figures(10, 10, 10),
                "after": figures(13, 13, 13),
                "cause": "data",
            }
            for view in ("all", "azerbaijan")
        ],
        *[
            first
            | {
                "outcome": "killed",
                "population": population,
                "view": view,
                "before": figures(4, 4, 4),
                "after": figures(6, 6, 6),
                "cause": "data",
            }
            for population in ("all", "civilians")
            for view in ("all", "azerbaijan")
        ],
    ]


def pooled(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The effects on estimates of everybody."""
    return [effect for effect in value["impact"] if effect["population"] == "all"]


def test_an_estimate_that_comes_or_goes_has_one_side_only(tmp_path: Path, tiny_package: Path) -> None:
    new = make(tmp_path / "new", UNREFERENCED)
    assert [(e["outcome"], e["view"], e["before"], e["after"]) for e in pooled(changes(tiny_package, new))] == [
        ("injured", "all", figures(10, 10, 10), None),
        ("injured", "azerbaijan", figures(10, 10, 10), None),
    ]
    assert [(e["outcome"], e["view"], e["before"], e["after"]) for e in pooled(changes(new, tiny_package))] == [
        ("injured", "all", None, figures(10, 10, 10)),
        ("injured", "azerbaijan", None, figures(10, 10, 10)),
    ]


def test_the_effect_of_a_changed_rule_is_told_apart_from_that_of_data(tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, derived())
    new = make(tmp_path / "new", changed("victim_counts", 3, count_min="9", count_max="9"), SECOND_RULE)
    value = changes(old, new)
    assert value["step"] == "major"
    assert [d for d in value["differences"] if d["kind"] == "rule_changed"] == [
        {"kind": "rule_changed", "table": "strike_estimates", "old": "e2", "new": "e3", "step": "major"}
    ]
    effects = [(e["strike_id"], e["outcome"], e["view"], e["before"], e["after"], e["cause"]) for e in pooled(value)]
    assert effects[:2] == [
        ("st-group234", "killed", view, figures(4, 5, 5), figures(8, 9, 9), "data") for view in ("all", "third_party")
    ]
    assert effects[2:] == [
        ("st-first234", "injured", "all", figures(10, 10, 10), figures(9, 10, 10), "rule"),
        ("st-first234", "injured", "azerbaijan", figures(10, 10, 10), figures(9, 10, 10), "rule"),
        ("st-first234", "killed", "all", figures(4, 4, 4), figures(3, 4, 4), "rule"),
        ("st-first234", "killed", "azerbaijan", figures(4, 4, 4), figures(3, 4, 4), "rule"),
        ("st-group234", "killed", "all", figures(5, 5, 5), figures(4, 5, 5), "rule"),
        ("st-group234", "killed", "third_party", figures(5, 5, 5), figures(4, 5, 5), "rule"),
    ]


def test_a_changed_rule_alone_moves_by_the_rule_alone(tmp_path: Path) -> None:
    value = changes(make(tmp_path / "old", None, derived()), make(tmp_path / "new", None, SECOND_RULE))
    assert found(value) == [at("rule_changed", "strike_estimates")]
    assert {e["cause"] for e in value["impact"]} == {"rule"}


def test_text_and_changelog_say_what_the_json_says(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new",
        stone(
            without(changed("victim_counts", 3, count_min="7", count_max="7"), "vc-cccc2222"),
            "vc-cccc2222",
            "vc-aaaa2222",
        ),
    )
    value = changes(tiny_package, new)
    for line in (
        "victim_counts vc-dddd2222: count_min was 5, is now 7",
        "victim_counts vc-cccc2222: withdrawn: It was misread; use vc-aaaa2222 instead",
    ):
        assert line in account(changes_of(value)).splitlines()
        assert f"- {line}" in data_section(changes_of(value)).splitlines()
    effect = "Lowtown, 1 and 2 October 2020, killed, all: 5 / 5 / 5 -> 7 / 7 / 7"
    assert f"  {effect}" in account(changes_of(value)).splitlines()
    assert f"- {effect}" in data_section(changes_of(value)).splitlines()
    assert account(changes_of(changes(tiny_package, tiny_package))) == f"nothing changed since {VERSION}"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("0.6.0", "changes from 0.5.0 to 0.6.0: patch; only corrections"),
        ("0.6.0-dev+abc", "changes from 0.5.0 to 0.6.0-dev+abc: patch; the new version must be at least 0.5.1"),
    ],
)
def test_only_what_is_not_released_is_told_its_version(new: str, said: str, tmp_path: Path, tiny_package: Path) -> None:
    folder = make(tmp_path / "new", changed("victim_counts", 3, count_min="7", count_max="7"))
    value = changes(tiny_package, folder) | {"old": "0.5.0", "new": new, "demanded": "0.5.1"}
    assert account(changes_of(value)).splitlines()[0] == said


def test_every_step_has_words_for_readers() -> None:
    assert list(READERS) == ORDER[::-1]


@pytest.mark.parametrize("output", ["text", "markdown", "json"])
def test_what_is_withheld_is_withheld_in_both_directions(
    tmp_path: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = []
    for name, text, count in (("one", "Told by Velmir Tazakov.", "5"), ("other", "Told by a resident.", "7")):
        rows = stone(changed("victim_counts", 0, count_min=count, count_max=count), f"cw-{name}2222"[:11], reason=text)
        rows["strikes"][0] |= {"name": text, "notes": text}
        rows["crosswalk"].append(rows["crosswalk"][0] | {"crosswalk_id": f"cw-{name}3333"[:11], "external_id": text})
        folders.append(
            make(tmp_path / name, rows, schema("strikes", lambda value, text=text: value.update(title=text)))
        )
    for old, new in (folders, reversed(folders)):
        main(["--package", str(tmp_path), "diff", str(old), str(new), "--output", output])
        said = capsys.readouterr().out
        assert "Tazakov" not in said
        assert said.count("[withheld]") >= (5 if output == "json" else 3), said
