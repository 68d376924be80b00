"""`new` shows the rows that are near a new strike, place or document, and asks before it adds one."""

from pathlib import Path

import pytest

from scripts.checking.validation import validate
from scripts.editing.neighbours import days_of
from scripts.package.package import open_package
from tests.shared.adding import FINDINGS, NAMED, flags, new, rows
from tests.shared.speeds import quick
from tests.shared.terminal import talked
from tests.shared.tiny import tiny, write_canonical

pytestmark = pytest.mark.thorough

NETHER = {"name": "Nether Lowtown, 1 October 2020", "place-id": "Lowtown"}
FIRST = "  st-first234 (Lowtown, 1 October 2020), at the same place"
OTHERS = [
    "  st-group234 (Lowtown, 1 and 2 October 2020), at the same place",
    "  st-secon234 (Lowtown, 2 October 2020), at the same place",
]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_canonical(tmp_path / "package")


def near(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines on neighbours that the command just printed."""
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ganja, 11 October 2020", "2020-10-11", "2020-10-11"),
        ("Barda, 27 and 28 October 2020", "2020-10-27", "2020-10-28"),
        ("Ganja, between 4 and 10 October 2020", "2020-10-04", "2020-10-10"),
        ("Towns, 27 September to 10 November 2020", "2020-09-27", "2020-11-10"),
        ("Towns, 30 December 2019 to 2 January 2020", "2019-12-30", "2020-01-02"),
        ("Town, 31 June 2020", None, None),
        ("Town, October 2020", None, None),
        ("Town, 11 October", None, None),
        ("Town 2020", None, None),
    ],
)
def test_the_days_of_a_strike_are_read_from_its_name(name: str, first: str | None, last: str | None) -> None:
    assert [str(day) for day in days_of(name) or []] == [day for day in (first, last) if day]


def test_a_strike_at_a_place_and_day_that_are_there_is_shown_its_neighbours_and_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(package, "strike", *flags(NETHER)) == 1
    said = capsys.readouterr()
    assert [line for line in said.err.splitlines() if line.startswith("  ")] == [FIRST, *OTHERS]
    assert said.err.splitlines()[-2:] == [
        "if it is a different one, add --distinct REASON",
        "nothing was written",
    ]
    assert "is at the same place on the same days" in said.out
    assert said.out.endswith("if they are two strikes, link them in strike_links or add --distinct REASON\n")
    assert len(rows(package, "strikes")) == 3


def test_a_row_that_repeats_another_is_refused_with_the_line_of_the_other(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, row = 2, rows(package, "damage_counts")["dc-aaaa2222"]
    answers = {name.replace("_", "-"): value for name, value in row.items() if value and name != "claim_id"}
    for id_ in ("dc-zzzz2222", "dc-22aaaaaa"):  # sorted after and before the other
        assert new(package, "damage_count", *flags({"id": id_} | answers)) == 1
        assert capsys.readouterr().out == (
            f"data/damage_counts.csv {id_} claim_id: the new row is the same as dc-aaaa2222"
            f" (data/damage_counts.csv:{line}) in everything but its id; use that one, or correct what should differ\n"
        )


def test_a_reason_makes_it_another_strike(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(package, "strike", *flags(NETHER), "--distinct", "Told apart by the report.") == 0
    (strike,) = set(rows(package, "strikes")) - {"st-first234", "st-secon234", "st-group234"}
    added = [row for id_, row in rows(package, "decisions").items() if id_ != "de-aaaa2222"]
    assert [(row["id"], row["other_id"], row["decision"], row["reason"]) for row in added] == [
        (strike, "st-first234", "distinct", "Told apart by the report.")
    ]
    assert {p.check for p in validate(open_package(package)).problems} == {
        "every_strike_has_a_claim",
        "every_strike_has_a_report",
    }


def test_a_reason_that_names_a_person_is_refused(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(package, "strike", *flags(NETHER), "--distinct", "Velmir Tazakov says so.") == 1
    assert len(rows(package, "decisions")) == 1
    assert "reason" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "shown"),
    quick(
        [
            ("Lowtown, 3 October 2020", OTHERS),
            ("Lowtown, 4 October 2020", []),
            ("Lowtown, 30 September 2020", [FIRST, OTHERS[0]]),
            ("Lowtown, in autumn", [FIRST, *OTHERS]),
        ],
        2,
    ),
)
def test_strikes_within_a_day_of_the_named_days_are_shown(
    package: Path, name: str, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(package, "strike", "--name", name, "--place-id", "Lowtown") == 0
    assert near(capsys) == shown


@pytest.mark.parametrize(("latitude", "shown"), [("40.58", "8.9 km away"), ("40.6", "")])
def test_strikes_within_ten_kilometres_are_shown(
    tmp_path: Path, latitude: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    its = tiny()
    high = {"place_id": "pl-highto34", "name": "Hightown", "name_az": "Yuxarı", "latitude": latitude}
    its["places"].append({**its["places"][0], **high})
    its["strikes"][1] |= {"place_id": "", "level": "series"}
    its["codings"][0]["place_id"] = "pl-highto34"
    package = write_canonical(tmp_path / "package", its)
    assert new(package, "strike", "--name", "Hightown, 30 September 2020", "--place-id", "Hightown") == 0
    assert near(capsys) == ([f"  st-first234 (Lowtown, 1 October 2020), {shown}"] if shown else [])


@pytest.mark.parametrize(
    ("cells", "shown"),
    quick(
        [
            ({"name": "LOW TOWN"}, "same name, distance unknown"),
            ({"name-az": "Ashaghi"}, "same name, distance unknown"),
            ({"latitude": "40.51", "longitude": "47"}, "1.1 km away"),
            ({"latitude": "40.52", "longitude": "47"}, ""),
            ({"name": "Nether / Lowtown", "latitude": "40.5", "longitude": "47"}, "same name, at the same point"),
        ],
        4,
    ),
)
def test_places_of_the_same_name_or_near_are_shown(
    package: Path, cells: dict[str, str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    point = {"coordinate-precision": "settlement", "gazetteer": "Example 2"} if "latitude" in cells else {}
    new(package, "place", *flags(NAMED | point | cells), "--distinct", "Another town.")
    assert near(capsys) == ([f"  pl-lowto234 (Lowtown), {shown}"] if shown else [])


@pytest.mark.parametrize(
    ("cells", "shown"),
    quick(
        [
            ({"url": "https://example.org/findings#x", "title": "Findings"}, "same title and address"),
            ({"url": "https://example.org/other"}, ""),
            ({"title": "FINDINGS."}, "same title"),
            ({"url": "http://www.example.org/findings/?page=2"}, "same address"),
            ({"url": "https://m.example.org/find%69ngs/amp?utm_source=x"}, "same address"),
            ({"archived-url": "https://web.archive.org/web/2021/https://example.org/findings"}, "same address"),
        ],
        2,
    ),
)
def test_documents_of_the_same_title_or_address_are_shown(
    package: Path, cells: dict[str, str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(package, "source", *flags(FINDINGS | cells), "--distinct", "A later edition.") == 0
    assert near(capsys) == ([f"  so-watch234 (Findings), {shown}"] if shown else [])


def test_an_actor_of_the_same_name_is_shown_and_refused(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {
        "id": "ac-zzzz2345",
        "name": "the paper",
        "kind": "media",
        "side": "third_party",
        "side_source": "What it is.",
    }
    assert new(package, "actor", *flags(answers)) == 1
    said = capsys.readouterr()
    assert "  ac-paper234 (The Paper), same name" in said.err.splitlines()
    assert "ac-paper234 (The Paper) has the same name but for its spelling, and the same kind" in said.out
    assert said.out.endswith("if they are two actors, add --distinct REASON\n")
    assert new(package, "actor", *flags(answers), "--distinct", "Another paper.") == 0
    assert "Another paper." in [row["reason"] for row in rows(package, "decisions").values()]


@pytest.mark.parametrize(
    ("answers", "code", "decided"),
    [
        ({}, 1, 0),
        ({"Add it anyway?": ["yes\n"], "Why are they different?": ["Told apart by the report.\n"]}, 0, 1),
        ({"Add it anyway?": ["yes\n"]}, 1, 0),
    ],
    ids=["no", "yes", "without a reason"],
)
@pytest.mark.thorough
def test_at_the_terminal_it_asks(package: Path, answers: dict[str, list[str]], code: int, decided: int) -> None:
    terminal, ended, asked = talked(package, answers, "strike", *flags(NETHER))
    assert ended == code, terminal.said
    assert f"{FIRST}\n" in terminal.said
    assert ("Add it anyway?", "[no]") in asked
    assert len(rows(package, "decisions")) == 1 + decided
