"""The rules of the computed tables, on small packages worked out by hand: what is claimed, and the answer that is known.

Westland is on the side of Azerbaijan, Eastland on that of Armenia; both, and all who speak of them, are made up.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.derive import computed_csvs
from scripts.passage import fingerprint
from scripts.validate import validate

from .tiny import COUNT, Rows, tiny, write

Row = dict[str, str]
Compute = Callable[[Rows], Rows]

WEST, WEST_MINISTRY, WEST_AIDE, WEST_PRESS, WEST_NGO = "ac-westland", "ac-westmini", "ac-westaide", "ac-westpres", "ac-westngos"
EAST, EAST_MINISTRY, EAST_ARMY, EAST_PRESS, EAST_FORMER = "ac-eastland", "ac-eastmini", "ac-eastarmy", "ac-eastpres", "ac-eastform"
ENCLAVE, ENCLAVE_OFFICE, EITHER_ARMY = "ac-enclaves", "ac-encloffi", "ac-eitherar"
WATCH, INSPECTORS, INSTITUTE = "ac-watchngo", "ac-inspecto", "ac-institut"
LEXICON, NOBODY, VILLAGER = "ac-lexicons", "ac-nobodyxx", "ac-villager"
PAPERS = ("ac-paperone", "ac-papertwo", "ac-paperthr", "ac-paperfou", "ac-paperfiv", "ac-papersix")
PAPER, OTHER_PAPER, THIRD_PAPER = PAPERS[:3]

# kind, side, parent
ACTORS = {
    WEST: ("state", "azerbaijan", ""),
    WEST_MINISTRY: ("office", "azerbaijan", WEST),
    WEST_AIDE: ("office", "azerbaijan", WEST_MINISTRY),
    WEST_PRESS: ("media", "azerbaijan", ""),
    WEST_NGO: ("ngo", "azerbaijan", ""),
    EAST: ("state", "armenia", ""),
    EAST_MINISTRY: ("office", "armenia", EAST),
    EAST_ARMY: ("armed_force", "armenia", EAST),
    EAST_PRESS: ("media", "armenia", ""),
    EAST_FORMER: ("former_official", "armenia", ""),
    ENCLAVE: ("state", "nagorno_karabakh", ""),
    ENCLAVE_OFFICE: ("office", "nagorno_karabakh", ENCLAVE),
    EITHER_ARMY: ("armed_force", "armenia_or_nagorno_karabakh", ""),
    WATCH: ("ngo", "third_party", ""),
    INSPECTORS: ("igo", "third_party", ""),
    INSTITUTE: ("research", "third_party", ""),
    LEXICON: ("encyclopedia", "third_party", ""),
    NOBODY: ("unnamed", "", ""),
    VILLAGER: ("resident", "", ""),
    **dict.fromkeys(PAPERS, ("media", "third_party", "")),
}
LOWTOWN, HIGHTOWN = "pl-lowto234", "pl-hightown"
STRIKE, SECOND, THIRD, SERIES, CAMPAIGN = "st-firstone", "st-secondon", "st-thirdone", "st-theserie", "st-campaign"


# Building


def case() -> Rows:
    """A package without a claim: one strike on Lowtown, which Azerbaijan held; Hightown was held by Nagorno-Karabakh."""
    lowtown = tiny()["places"][0]
    rows: Rows = {table: [] for table in tiny()}
    rows["places"] = [lowtown, {**lowtown, "place_id": HIGHTOWN, "name": "Hightown", "held_by": "nagorno_karabakh"}]
    strike(rows, STRIKE)
    return rows


def new_id(rows: Rows, table: str, prefix: str) -> str:
    """An id in the order of making: its last four letters count the table's rows."""
    number = len(rows[table])
    return f"{prefix}-test" + "".join(chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0))


def strike(rows: Rows, strike_id: str, level: str = "strike", place: str = LOWTOWN, part_of: str = "") -> None:
    """Add a strike or group, and its link to the group that it is part of."""
    rows["strikes"].append({"strike_id": strike_id, "name": strike_id, "level": level, "place_id": place})
    if part_of:
        part(rows, strike_id, part_of)


def part(rows: Rows, strike_id: str, group: str) -> None:
    """Link a strike or group to a group."""
    link = {"link_id": new_id(rows, "strike_links", "sl"), "strike_id": strike_id, "other_id": group, "relation": "part_of"}
    rows["strike_links"].append(link)


def source(rows: Rows, publisher: str, on: str = "2020-10-05", language: str = "en") -> str:
    """Add a document, undated where `on` is empty; return its id."""
    id_ = new_id(rows, "sources", "so")
    rows["sources"].append({**tiny()["sources"][0], "source_id": id_, "publisher_id": publisher, "published_on": on, "language": language})
    return id_


def citation(rows: Rows, source_id: str, speaker: str = "", speech: str = "", via: str = "", start: int | None = None) -> str:
    """Add a passage after the last, or at `start`; the publisher speaks in its own voice, anybody else is reported."""
    id_ = new_id(rows, "citations", "ci")
    publisher = next(row["publisher_id"] for row in rows["sources"] if row["source_id"] == source_id)
    speech = speech or ("relayed" if via else "reported" if speaker else "own_voice")
    where = 10 * len(rows["citations"]) if start is None else start
    rows["citations"].append({"citation_id": id_, "source_id": source_id, "passage_sha256": fingerprint([id_]), "passage_words": "1",
                              "passage_start": str(where), "speaker_id": speaker or publisher, "via_id": via, "speech": speech})
    return id_


def claim(rows: Rows, cited: str, number: int | None, qualifier: str = "exact", of: str = STRIKE, **cells: str) -> str:
    """Add a count of people, killed in total where `cells` do not say otherwise; return its id."""
    least = "" if number is None else str(number)
    id_ = new_id(rows, "victim_counts", "vc")
    rows["victim_counts"].append({"claim_id": id_, "strike_id": of, "citation_id": cited, "outcome": "killed", **COUNT, "qualifier": qualifier,
                                  "count_min": least, "count_max": least if qualifier in ("exact", "about") else "", **cells})
    return id_


def says(rows: Rows, publisher: str, speaker: str, number: int | None, on: str = "2020-10-05", speech: str = "", **cells: str) -> str:
    """Add a document of its own with one count in it, of the publication itself where there is no speaker."""
    return claim(rows, citation(rows, source(rows, publisher, on), speaker, speech), number, **cells)


def statement(rows: Rows, cited: str, stance: str, party: str = EAST_ARMY, of: str = STRIKE, role: str = "fired") -> str:
    """Add a statement of responsibility; return its id."""
    id_ = new_id(rows, "statements", "sm")
    rows["statements"].append({"statement_id": id_, "strike_id": of, "citation_id": cited, "topic": "responsibility", "party_id": party,
                               "party_role": role, "stance": stance, "hedged": "false"})
    return id_


def holds(rows: Rows, publisher: str, speaker: str, stance: str, speech: str = "", via: str = "", party: str = EAST_ARMY, of: str = STRIKE) -> None:
    """Add a document of its own with one statement of responsibility in it."""
    statement(rows, citation(rows, source(rows, publisher), speaker, speech, via), stance, party, of)


def report(rows: Rows, cited: str, day: str = "", place: str = "", of: str = STRIKE) -> None:
    """Add what a citation says of when and where."""
    rows["strike_reports"].append({"report_id": new_id(rows, "strike_reports", "sr"), "strike_id": of, "citation_id": cited, "date_start": day,
                                   "date_end": day, "date_precision": "day" if day else "unknown", "place_id": place, "basis": "stated"})


def dates(rows: Rows, publisher: str, speaker: str, day: str, on: str = "2020-10-05", speech: str = "", place: str = "") -> None:
    """Add a document of its own that gives a date or a place, and says that some were killed."""
    cited = citation(rows, source(rows, publisher, on), speaker, speech)
    report(rows, cited, day, place)
    claim(rows, cited, None, "unquantified")


def actor(actor_id: str) -> Row:
    """An actor's row."""
    kind, side, parent = ACTORS[actor_id]
    return {"actor_id": actor_id, "name": actor_id.removeprefix("ac-").capitalize(), "kind": kind, "side": side, "parent_id": parent}


def finish(rows: Rows) -> None:
    """Add the actors that are used, leave out the places that are not, report every strike that has no report."""
    used = {value for its_rows in rows.values() for row in its_rows for value in row.values()}
    used |= {ACTORS[name][2] for name in used & set(ACTORS)}
    used |= {ACTORS[name][2] for name in used & set(ACTORS)}
    rows["actors"] = [actor(name) for name in ACTORS if name in used]
    reported = {row["strike_id"] for row in rows["strike_reports"]}
    for its_strike in rows["strikes"]:
        if its_strike["strike_id"] not in reported:
            report(rows, rows["citations"][0]["citation_id"], of=its_strike["strike_id"])
    placed = {row["place_id"] for row in rows["strikes"] + rows["strike_reports"]}
    rows["places"] = [row for row in rows["places"] if row["place_id"] in placed]


def computed(folder: Path, rows: Rows) -> Rows:
    """The computed tables of the rows as a package, which is valid."""
    finish(rows)
    package = write(folder, rows)
    assert validate(package)[0] == []
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in computed_csvs(package).items()}


@pytest.fixture
def compute(tmp_path: Path) -> Compute:
    """Compute the tables of a case in a folder of the test's own."""
    return lambda rows: computed(tmp_path, rows)


# Reading


def cells(row: Row, names: str) -> str:
    """Some cells of a row in one line, a dash for an empty one."""
    return " ".join(row[name] or "-" for name in names.split())


def estimate(tables: Rows, view: str = "all", of: str = STRIKE, outcome: str = "killed") -> Row:
    """The estimate of a strike."""
    key = {"strike_id": of, "view": view, "outcome": outcome}
    return next(row for row in tables["strike_estimates"] if key.items() <= row.items())


def views(tables: Rows) -> set[str]:
    """The views in which the first strike has an estimate."""
    return {row["view"] for row in tables["strike_estimates"] if row["strike_id"] == STRIKE}


def range_of(tables: Rows, view: str = "all") -> str:
    """Low, best and high of the first strike."""
    return cells(estimate(tables, view), "low best high")


def grades(tables: Rows, names: str = "accused grade") -> list[str]:
    """Some cells of the first strike's grades."""
    return [cells(row, names) for row in tables["strike_grades"] if row["strike_id"] == STRIKE]


def given_of(tables: Rows, aspect: str, names: str) -> list[str]:
    """Some cells of what is given of the first strike's date or place, best first."""
    rows = [row for row in tables["strike_dates"] if (row["strike_id"], row["aspect"]) == (STRIKE, aspect)]
    return [cells(row, names) for row in sorted(rows, key=lambda row: int(row["position"]))]


# strike_estimates: voices


def test_a_figure_of_one_office_echoed_by_six_papers_is_one_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        says(rows, paper, WEST_MINISTRY, 4)
    row = estimate(compute(rows))
    assert cells(row, "rule basis low best high best_voices voices claims sides") == "e1 total 4 4 4 1 1 6 1"


def test_a_figure_echoed_by_six_papers_does_not_outvote_two_voices(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        says(rows, paper, WEST_MINISTRY, 4, on="2020-10-08")
    says(rows, WATCH, WATCH, 6, speech="own_finding")
    says(rows, PAPER, INSPECTORS, 6)
    assert cells(estimate(compute(rows)), "low best high best_voices best_is_tie voices") == "4 6 6 2 false 3"


def test_offices_of_one_state_are_one_voice(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST, WEST_MINISTRY, WEST_AIDE):
        says(rows, PAPER, speaker, 4)
    assert cells(estimate(compute(rows)), "best_voices voices claims") == "1 1 3"


def test_an_aide_supersedes_the_ministry_of_the_same_state(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, OTHER_PAPER, WEST_AIDE, 7, on="2020-10-06")
    assert range_of(compute(rows)) == "7 7 7"


def test_a_medium_is_a_voice_of_its_own_for_its_own_finding(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 5, speech="own_finding")
    says(rows, OTHER_PAPER, "", 5)
    tables = compute(rows)
    assert cells(estimate(tables), "best best_voices voices sides") == "5 2 2 1"
    assert cells(estimate(tables, "third_party"), "best best_voices voices claims") == "5 1 1 1"


@pytest.mark.parametrize("publisher", [PAPER, LEXICON, NOBODY, WEST_PRESS])
def test_what_a_publication_asserts_without_attribution_is_one_voice_with_all_the_rest(compute: Compute, publisher: str) -> None:
    rows = case()
    says(rows, publisher, "", 5)
    says(rows, OTHER_PAPER, "", 5)
    says(rows, THIRD_PAPER, "", 5)
    assert cells(estimate(compute(rows)), "best best_voices voices claims sides") == "5 1 1 3 0"


def test_unattributed_claims_enter_no_sides_view(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 5)
    says(rows, WEST_PRESS, "", 6)
    says(rows, EAST_PRESS, "", 7)
    assert views(compute(rows)) == {"all"}


# strike_estimates: what is counted


def test_persons_and_civilians_are_pooled(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, population="civilians")
    says(rows, PAPER, EAST_MINISTRY, 4, population="persons")
    says(rows, PAPER, INSPECTORS, 6, population="persons")
    assert cells(estimate(compute(rows)), "low best high best_voices claims") == "4 4 6 2 3"


def test_a_subgroup_beside_a_total_changes_nothing(compute: Compute) -> None:
    rows = case()
    cited = citation(rows, source(rows, PAPER), WEST_MINISTRY)
    claim(rows, cited, 2, scope="subgroup", demographic="women", part_of=claim(rows, cited, 4))
    says(rows, OTHER_PAPER, EAST_MINISTRY, 1, scope="subgroup", demographic="children")
    says(rows, OTHER_PAPER, INSPECTORS, 9, scope="unclear")
    assert cells(estimate(compute(rows)), "basis low best high claims voices") == "total 4 4 4 4 3"


def test_only_subgroups_give_low_alone_by_the_largest(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 2, scope="subgroup", demographic="women")
    says(rows, PAPER, WEST_MINISTRY, 3, scope="subgroup", demographic="children")
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis low best high claims unquantified_claims") == "subgroup 3 - - 3 1"
    assert cells(row, "high_open best_is_tie best_voices best_claim_id") == "- - - -"


def test_only_unquantified_claims_leave_everything_empty_but_the_numbers_of_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", wording="several")
    says(rows, PAPER, EAST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis claims unquantified_claims voices sides") == "none 2 2 2 2"
    assert cells(row, "low best high high_open best_is_tie best_voices best_claim_id parts") == "- - - - - - - -"


def test_a_number_of_unclear_scope_alone_gives_no_range(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, scope="unclear")
    row = estimate(compute(rows))
    assert cells(row, "low best high claims unquantified_claims") == "- - - 1 0"
    assert row["basis"] == "none"


def test_outcomes_are_estimated_apart(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, 11, on="2020-10-06", outcome="injured")
    tables = compute(rows)
    assert range_of(tables) == "4 4 4"
    assert cells(estimate(tables, outcome="injured"), "low best high") == "11 11 11"


def test_nought_killed_is_a_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 0)
    assert cells(estimate(compute(rows)), "basis low best high best_voices") == "total 0 0 0 1"


# strike_estimates: one document, several documents


def test_of_two_figures_in_one_document_both_bound_and_the_last_in_the_text_is_best(compute: Compute) -> None:
    rows = case()
    document = source(rows, PAPER)
    last = claim(rows, citation(rows, document, WEST_MINISTRY, start=90), 94)
    claim(rows, citation(rows, document, WEST_MINISTRY, start=10), 93)
    claim(rows, citation(rows, document, WEST_MINISTRY, start=50), 97)
    row = estimate(compute(rows))
    assert cells(row, "low best high best_voices best_is_tie voices claims") == "93 94 97 1 false 1 3"
    assert row["best_claim_id"] == last


def test_a_later_document_of_the_same_office_revises_the_toll(compute: Compute) -> None:
    rows = case()
    later = says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-09")
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, OTHER_PAPER, WEST_MINISTRY, 3, on="2020-10-07")
    row = estimate(compute(rows))
    assert cells(row, "low best high best_voices best_is_tie claims") == "6 6 6 1 false 3"
    assert row["best_claim_id"] == later


def test_a_later_document_does_not_revise_the_toll_of_another_voice(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, EAST_MINISTRY, 6, on="2020-10-09")
    assert range_of(compute(rows)) == "6 6 9"


def test_a_later_word_without_a_number_revises_nothing(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, None, on="2020-10-09", qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 2, on="2020-10-09", scope="subgroup")
    assert range_of(compute(rows)) == "9 9 9"


def test_an_undated_document_neither_supersedes_nor_is_superseded(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-09")
    says(rows, OTHER_PAPER, WEST_MINISTRY, 3, on="")
    assert cells(estimate(compute(rows)), "low best high voices claims") == "3 6 6 1 3"


def test_an_undated_document_loses_ties(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, EAST_MINISTRY, 3, on="")
    says(rows, PAPER, WEST_MINISTRY, 9)
    says(rows, PAPER, INSPECTORS, 1, on="")
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "1 9 9 true"


def test_unattributed_claims_supersede_only_within_their_publication(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 9, on="2020-10-05")
    says(rows, PAPER, "", 7, on="2020-10-07")
    says(rows, OTHER_PAPER, "", 5, on="2020-10-06")
    assert cells(estimate(compute(rows)), "low best high best_voices voices claims") == "5 7 7 1 1 3"


@pytest.mark.parametrize("speeches", [("own_finding", "own_voice"), ("own_voice", "own_finding")])
def test_a_mediums_finding_and_its_unattributed_claims_do_not_supersede_each_other(compute: Compute, speeches: tuple[str, str]) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 9, on="2020-10-05", speech=speeches[0])
    says(rows, PAPER, PAPER, 4, on="2020-10-08", speech=speeches[1])
    assert cells(estimate(compute(rows)), "low best high voices") == "4 4 9 2"


def test_an_unnamed_speaker_does_not_supersede_the_finding_of_the_publisher(compute: Compute) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 9, on="2020-10-05", speech="own_finding")
    says(rows, WATCH, NOBODY, 4, on="2020-10-08")
    assert cells(estimate(compute(rows)), "low best high voices") == "4 4 9 2"


# strike_estimates: ranges, open figures, ties


@pytest.mark.parametrize("qualifier", ["at_least", "more_than"])
def test_an_open_figure_is_the_high_and_marked_open(compute: Compute, qualifier: str) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier=qualifier)
    says(rows, PAPER, EAST_MINISTRY, 8)
    assert cells(estimate(compute(rows)), "low high high_open") == "8 10 true"


def test_a_greater_closed_figure_closes_the_high(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 12, qualifier="about")
    assert cells(estimate(compute(rows)), "low high high_open") == "10 12 false"


def test_a_closed_figure_as_great_as_the_open_one_leaves_the_high_open(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 10)
    assert cells(estimate(compute(rows)), "low best high high_open best_voices") == "10 10 10 true 2"


def test_the_best_of_a_range_is_its_least(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, qualifier="range", count_max="8")
    assert cells(estimate(compute(rows)), "low best high high_open") == "5 5 8 false"


def test_a_tie_is_marked_and_goes_to_the_later_publication(compute: Compute) -> None:
    rows = case()
    later = says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-06")
    says(rows, PAPER, EAST_MINISTRY, 4, on="2020-10-05")
    row = estimate(compute(rows))
    assert cells(row, "low best high best_is_tie best_voices") == "4 9 9 true 1"
    assert row["best_claim_id"] == later


def test_a_tie_on_one_day_goes_to_the_smaller_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9)
    says(rows, PAPER, EAST_MINISTRY, 4)
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "4 4 9 true"


def test_more_voices_win_over_a_later_publication_and_a_tie_below_them_is_not_marked(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, EAST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, INSPECTORS, 4, on="2020-10-20")
    says(rows, PAPER, WATCH, 5, on="2020-10-20")
    assert cells(estimate(compute(rows)), "low best high best_is_tie best_voices") == "4 9 9 false 2"


# strike_estimates: views


def test_each_sides_voices_alone_give_its_view(compute: Compute) -> None:
    rows = case()
    for speaker, number in ((WEST_MINISTRY, 4), (EAST_MINISTRY, 1), (ENCLAVE_OFFICE, 2), (EITHER_ARMY, 2), (WATCH, 7), (VILLAGER, 9)):
        says(rows, PAPER, speaker, number)
    tables = compute(rows)
    assert cells(estimate(tables), "low best high best_voices voices claims sides") == "1 2 9 2 6 6 3"
    assert cells(estimate(tables, "azerbaijani"), "low best high best_voices voices claims sides") == "4 4 4 1 1 1 1"
    assert cells(estimate(tables, "armenian"), "low best high best_voices voices claims sides") == "1 2 2 2 3 3 1"
    assert cells(estimate(tables, "third_party"), "low best high best_voices voices claims sides") == "7 7 7 1 1 1 1"


def test_a_view_has_a_row_only_where_a_voice_of_the_side_speaks(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 4)
    says(rows, WEST_PRESS, VILLAGER, 5)
    assert views(compute(rows)) == {"all", "armenian"}


# strike_estimates: parts


def nested() -> Rows:
    """A campaign of three strikes: two in a series, the third by itself, the first linked to the campaign twice over."""
    rows = case()
    strike(rows, CAMPAIGN, "campaign", "")
    strike(rows, SERIES, "series", LOWTOWN, part_of=CAMPAIGN)
    strike(rows, SECOND, part_of=SERIES)
    strike(rows, THIRD, part_of=CAMPAIGN)
    part(rows, STRIKE, SERIES)
    part(rows, STRIKE, CAMPAIGN)
    return rows


def test_the_sum_over_the_strikes_of_nested_groups_stands_beside_the_estimate(compute: Compute) -> None:
    rows = nested()
    for of, number in ((STRIKE, 4), (SECOND, 5), (THIRD, 2), (SERIES, 30), (CAMPAIGN, 100)):
        says(rows, PAPER, WEST_MINISTRY, number, of=of)
    says(rows, PAPER, EAST_MINISTRY, 1, of=SECOND, on="2020-10-01")
    tables = compute(rows)
    assert cells(estimate(tables, of=CAMPAIGN), "low best high parts parts_low parts_best parts_high") == "100 100 100 3 7 11 11"
    assert cells(estimate(tables, of=SERIES), "low best high parts parts_low parts_best parts_high") == "30 30 30 2 5 9 9"
    assert cells(estimate(tables, "azerbaijani", SERIES), "parts parts_low parts_best parts_high") == "2 9 9 9"
    assert cells(estimate(tables), "low best high parts parts_low parts_best parts_high") == "4 4 4 - - - -"


def test_a_part_without_a_best_figure_adds_its_low_alone_and_one_without_any_adds_nothing(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, of=CAMPAIGN, qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 4, of=STRIKE)
    says(rows, PAPER, WEST_MINISTRY, 3, of=SECOND, scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, of=THIRD, qualifier="unquantified")
    row = estimate(compute(rows), of=CAMPAIGN)
    assert cells(row, "basis low best high parts parts_low parts_best parts_high") == "none - - - 2 7 4 7"


def test_a_group_of_which_nobody_speaks_has_no_estimate(compute: Compute) -> None:
    rows = nested()
    for of in (STRIKE, SECOND, THIRD):
        says(rows, PAPER, WEST_MINISTRY, 4, of=of)
    says(rows, PAPER, WEST_MINISTRY, 20, of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES, outcome="injured")
    killed = {row["strike_id"] for row in compute(rows)["strike_estimates"] if row["outcome"] == "killed"}
    assert killed == {STRIKE, SECOND, THIRD, CAMPAIGN}


# strike_estimates: a property


class Spoken(NamedTuple):
    """A count at random: in which of the documents, by whom, how."""

    document: int
    speaker: str
    number: int
    more: int
    qualifier: str
    scope: str

    def add_to(self, rows: Rows, documents: list[str]) -> None:
        """Add the count, and a citation of its own, to one of the documents."""
        document = documents[self.document % len(documents)]
        speech = "own_finding" if self.speaker == WATCH else ""
        number = None if self.qualifier == "unquantified" else self.number
        most = {"count_max": str(self.number + self.more)} if self.qualifier == "range" else {}
        claim(rows, citation(rows, document, self.speaker, speech), number, self.qualifier, scope=self.scope, **most)


SPEAKERS = ["", WEST, WEST_AIDE, EAST_MINISTRY, ENCLAVE_OFFICE, WATCH, VILLAGER]
QUALIFIERS = ["exact", "at_least", "more_than", "about", "range", "unquantified"]
SPOKEN = st.builds(Spoken, st.integers(0, 3), st.sampled_from(SPEAKERS), st.integers(0, 9), st.integers(1, 5), st.sampled_from(QUALIFIERS),
                   st.sampled_from(["total", "total", "total", "subgroup", "unclear"]))
DAYS = st.lists(st.sampled_from(["", "2020-10-05", "2020-10-06", "2020-11-01"]), min_size=1, max_size=4)


def in_order(row: Row) -> bool:
    """Whether the figures of an estimate are in order, or rightly empty."""
    if row["basis"] != "total":
        return not (row["best"] or row["high"] or row["best_claim_id"]) and bool(row["low"]) == (row["basis"] == "subgroup")
    return int(row["low"]) <= int(row["best"]) <= int(row["high"])


@settings(max_examples=40, deadline=None)
@given(spoken=st.lists(SPOKEN, min_size=1, max_size=12), days=DAYS)
def test_low_is_not_above_best_nor_best_above_high(tmp_path_factory: pytest.TempPathFactory, spoken: list[Spoken], days: list[str]) -> None:
    rows = case()
    documents = [source(rows, paper, day) for paper, day in zip(PAPERS, days, strict=False)]
    for one in spoken:
        one.add_to(rows, documents)
    cited = {row["source_id"] for row in rows["citations"]}
    rows["sources"] = [row for row in rows["sources"] if row["source_id"] in cited]
    estimates = computed(tmp_path_factory.mktemp("random"), rows)["strike_estimates"]
    assert [row for row in estimates if not in_order(row)] == []
    counts = {row["claim_id"]: row["count_min"] for row in rows["victim_counts"] if row["scope"] == "total"}
    assert [row for row in estimates if row["best"] and counts[row["best_claim_id"]] != row["best"]] == []


# strike_grades: conceded


@pytest.mark.parametrize("speaker", [EAST, EAST_MINISTRY, EAST_ARMY, ENCLAVE_OFFICE])
def test_a_body_in_office_of_the_accused_side_concedes(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    assert grades(compute(rows), "accused rule grade contested voices accusations admissions") == ["armenian g1 conceded false 1 0 1"]


@pytest.mark.parametrize("publisher", [EAST_PRESS, NOBODY, PAPER])
def test_an_admission_in_any_publication_but_the_other_sides_concedes(compute: Compute, publisher: str) -> None:
    rows = case()
    holds(rows, publisher, EAST_MINISTRY, "admits")
    assert grades(compute(rows)) == ["armenian conceded"]


@pytest.mark.parametrize("via", [EAST_PRESS, OTHER_PAPER, NOBODY])
def test_an_admission_through_anybody_but_the_other_side_concedes(compute: Compute, via: str) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", via=via)
    assert grades(compute(rows)) == ["armenian conceded"]


def test_a_former_official_does_not_concede(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_FORMER, "admits")
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


def test_an_admission_in_the_other_sides_publication_does_not_concede(compute: Compute) -> None:
    rows = case()
    holds(rows, WEST_PRESS, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


@pytest.mark.parametrize("via", [WEST_MINISTRY, WEST_PRESS])
def test_an_admission_relayed_by_the_other_side_does_not_concede(compute: Compute, via: str) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", via=via)
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


@pytest.mark.parametrize("speaker", [WEST_MINISTRY, INSPECTORS, VILLAGER])
def test_nobody_concedes_for_another_side(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    assert grades(compute(rows)) == ["armenian single_voice"]


# strike_grades: corroborated


@pytest.mark.parametrize("speaker", [WATCH, INSPECTORS])
@pytest.mark.parametrize("publisher", ["", PAPER, LEXICON])
def test_a_third_partys_own_finding_in_its_own_or_a_third_partys_document_corroborates(compute: Compute, speaker: str, publisher: str) -> None:
    rows = case()
    holds(rows, publisher or speaker, speaker, "confirms", "own_finding")
    assert grades(compute(rows), "accused grade voices accusations") == ["armenian corroborated 1 1"]


@pytest.mark.parametrize(("publisher", "speaker", "stance", "speech"), [
    (WEST_PRESS, WATCH, "confirms", "own_finding"),
    (EAST_PRESS, WATCH, "confirms", "own_finding"),
    (NOBODY, WATCH, "confirms", "own_finding"),
    (WATCH, WATCH, "accuses", "own_finding"),
    (WATCH, WATCH, "confirms", "own_voice"),
    (PAPER, WATCH, "confirms", "reported"),
    (PAPER, WATCH, "confirms", "quoted"),
    (WEST_NGO, WEST_NGO, "confirms", "own_finding"),
    (INSTITUTE, INSTITUTE, "confirms", "own_finding"),
    (PAPER, PAPER, "confirms", "own_finding"),
    (PAPER, WEST_MINISTRY, "confirms", "own_finding"),
])
def test_anything_else_does_not_corroborate(compute: Compute, publisher: str, speaker: str, stance: str, speech: str) -> None:
    rows = case()
    holds(rows, publisher, speaker, stance, speech)
    assert grades(compute(rows)) == ["armenian single_voice"]


def test_a_denial_by_its_own_finding_does_not_corroborate(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "denies", "own_finding")
    assert grades(compute(rows), "grade contested voices denials") == ["single_voice false 1 1"]


def test_a_concession_is_stronger_than_a_corroboration_and_that_than_many_voices(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    tables = compute(rows)
    assert grades(tables, "grade voices") == ["corroborated 2"]
    holds(rows, PAPER, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "grade voices accusations admissions") == ["conceded 3 2 1"]


# strike_grades: voices, denials, groups


def test_two_voices_that_accuse_are_multiple(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, VILLAGER, "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["multiple_voices 2 2"]


def test_offices_of_one_state_that_accuse_are_a_single_voice(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, OTHER_PAPER, WEST_AIDE, "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["single_voice 1 2"]


def test_publications_that_accuse_in_their_own_voice_are_a_single_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        holds(rows, paper, "", "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["single_voice 1 6"]


def test_a_voice_that_denies_is_not_one_that_accuses(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    assert grades(compute(rows), "grade contested voices accusations denials") == ["single_voice true 1 1 1"]


def test_a_denial_relayed_by_the_other_side_contests(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WEST_PRESS, EAST_MINISTRY, "denies", via=WEST_MINISTRY)
    assert grades(compute(rows), "grade contested denials") == ["single_voice true 1"]


@pytest.mark.parametrize("speaker", [WEST_MINISTRY, WATCH, VILLAGER])
def test_a_denial_by_anybody_but_the_accused_side_does_not_contest(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, speaker, "denies")
    assert grades(compute(rows), "contested denials") == ["false 1"]


def test_a_concession_may_be_contested(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_ARMY, "admits")
    holds(rows, PAPER, ENCLAVE_OFFICE, "denies")
    assert grades(compute(rows), "grade contested") == ["conceded true"]


def test_armenia_and_nagorno_karabakh_are_one_accused_side(compute: Compute) -> None:
    rows = case()
    for party in (EAST_ARMY, ENCLAVE_OFFICE, EITHER_ARMY):
        holds(rows, PAPER, WEST_MINISTRY, "accuses", party=party)
    assert grades(compute(rows), "accused voices accusations") == ["armenian 1 3"]


def test_each_accused_side_has_a_grade(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["notes"] = "Each side lays the strike at the other's door."
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, PAPER, EAST_MINISTRY, "accuses", party=WEST)
    holds(rows, PAPER, VILLAGER, "accuses", party=WEST)
    holds(rows, PAPER, WEST_MINISTRY, "denies", party=WEST)
    expected = ["armenian single_voice false 1 1 0", "azerbaijani multiple_voices true 2 2 1"]
    assert grades(compute(rows), "accused grade contested voices accusations denials") == expected


def test_a_denial_without_an_accusation_and_a_supporter_have_no_grade(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    statement(rows, rows["citations"][0]["citation_id"], "accuses", party=WATCH, role="supported")
    assert compute(rows)["strike_grades"] == []


def test_a_groups_grade_does_not_pass_to_its_parts_but_its_denials_are_counted_beside(compute: Compute) -> None:
    rows = nested()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=SERIES)
    holds(rows, PAPER, VILLAGER, "denies", of=SERIES)
    tables = compute(rows)
    names = "strike_id grade contested voices denials group_denials"
    campaign, first = f"{CAMPAIGN} corroborated true 1 1 0", f"{STRIKE} single_voice false 1 0 2"
    assert [cells(row, names) for row in tables["strike_grades"]] == [campaign, first]


def test_a_grade_of_a_part_does_not_pass_to_its_group(compute: Compute) -> None:
    rows = nested()
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    holds(rows, PAPER, WEST_MINISTRY, "accuses", of=CAMPAIGN)
    tables = compute(rows)
    names = "strike_id grade contested group_denials"
    assert [cells(row, names) for row in tables["strike_grades"]] == [f"{CAMPAIGN} single_voice false 0", f"{STRIKE} corroborated true 0"]


# strike_dates


def test_the_date_that_most_voices_report_is_best_and_the_others_stay(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02", on="2020-10-04")
    dates(rows, PAPER, VILLAGER, "2020-10-02", on="2020-10-04")
    dates(rows, WATCH, WATCH, "2020-10-01", on="2020-12-11", speech="own_finding")
    names = "position date_start date_end voices reports first_hand_reports latest_publication"
    expected = ["1 2020-10-02 2020-10-02 2 2 0 2020-10-04", "2 2020-10-01 2020-10-01 1 1 1 2020-12-11"]
    assert given_of(compute(rows), "date", names) == expected


def test_a_date_echoed_by_six_papers_is_of_one_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        dates(rows, paper, WEST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-03")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03")
    assert given_of(compute(rows), "date", "date_start voices reports") == ["2020-10-03 2 2", "2020-10-02 1 6"]


def test_a_tie_of_dates_goes_to_first_hand_speech_before_the_later_publication(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-12-20")
    dates(rows, WATCH, WATCH, "2020-10-02", on="2020-12-11", speech="own_finding")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-12-21")
    assert given_of(compute(rows), "date", "date_start") == ["2020-10-02", "2020-10-03", "2020-10-01"]


def test_a_tie_of_dates_goes_to_the_later_publication_then_to_the_earlier_date(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-10-05")
    dates(rows, PAPER, INSPECTORS, "2020-10-02", on="2020-10-05")
    dates(rows, PAPER, VILLAGER, "2020-10-04", on="2020-10-06")
    assert given_of(compute(rows), "date", "date_start") == ["2020-10-04", "2020-10-02", "2020-10-03", "2020-10-01"]


def test_dates_and_places_are_counted_apart(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", place=LOWTOWN)
    dates(rows, PAPER, EAST_MINISTRY, "", place=HIGHTOWN)
    dates(rows, PAPER, VILLAGER, "", place=HIGHTOWN)
    dates(rows, PAPER, INSPECTORS, "2020-10-02")
    tables = compute(rows)
    assert given_of(tables, "place", "place_id voices date_start") == [f"{HIGHTOWN} 2 -", f"{LOWTOWN} 1 -"]
    assert given_of(tables, "date", "date_start voices place_id") == ["2020-10-01 1 -", "2020-10-02 1 -"]


# disagreement


def test_disagreement_measures_the_live_totals(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 20, on="2020-10-01")
    says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, "", 4)
    says(rows, OTHER_PAPER, "", 4)
    says(rows, WATCH, WATCH, 5, speech="own_finding")
    says(rows, PAPER, ENCLAVE_OFFICE, 6, qualifier="range", count_max="9")
    says(rows, PAPER, VILLAGER, 1, scope="subgroup")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices lowest highest spread share_disagreeing modal_confidence") == "5 4 4 9 5 0.5 0.6"


def test_three_voices_with_three_figures_disagree_by_two_thirds(compute: Compute) -> None:
    rows = case()
    for speaker, number in ((WEST_MINISTRY, 3), (EAST_MINISTRY, 5), (WATCH, 10)):
        says(rows, PAPER, speaker, number)
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices lowest highest spread share_disagreeing modal_confidence") == "3 3 3 10 7 0.667 0.333"


def test_one_voice_agrees_with_itself_and_without_a_best_figure_there_is_no_row(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, WEST_MINISTRY, 2, outcome="injured", scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, outcome="missing", qualifier="unquantified")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "outcome claims voices spread share_disagreeing modal_confidence") == "killed 1 1 0 0 1"


def test_disagreement_keeps_a_mediums_finding_beside_its_unattributed_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 9, on="2020-10-05", speech="own_finding")
    says(rows, PAPER, "", 4, on="2020-10-08")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices spread share_disagreeing modal_confidence") == "2 2 5 0.5 0.5"


# claims and balance


def mixed() -> Rows:
    """Counts of people and houses and statements, by four sides and none, on two territories and in two languages."""
    rows = case()
    strike(rows, SECOND, place=HIGHTOWN)
    relayed = citation(rows, source(rows, PAPER), WEST_MINISTRY, via=WEST_PRESS)
    claim(rows, relayed, 4)
    claim(rows, relayed, 1, of=SECOND)
    statement(rows, relayed, "accuses")
    rows["damage_counts"] = [{**tiny()["damage_counts"][0], "strike_id": STRIKE, "citation_id": relayed}]
    foreign = source(rows, EAST_PRESS, language="hy")
    statement(rows, citation(rows, foreign, EAST_MINISTRY), "denies")
    claim(rows, citation(rows, foreign), 5)
    claim(rows, citation(rows, foreign, VILLAGER), 6, of=SECOND)
    report(rows, relayed, "2020-10-01", LOWTOWN)
    return rows


def test_claims_has_a_row_for_every_count_and_statement(compute: Compute) -> None:
    rows = mixed()
    claims = compute(rows)["claims"]
    written = [row["claim_id"] for row in rows["victim_counts"] + rows["damage_counts"]] + [row["statement_id"] for row in rows["statements"]]
    assert sorted(row["claim_id"] for row in claims) == sorted(written)
    assert Counter(row["resource"] for row in claims) == {"victim_counts": 4, "damage_counts": 1, "statements": 2}


def test_a_claim_stands_with_its_strike_date_territory_voice_and_relay(compute: Compute) -> None:
    row = next(row for row in compute(mixed())["claims"] if row["resource"] == "damage_counts")
    assert cells(row, "strike_id date_start date_end place_name territory") == f"{STRIKE} 2020-10-01 2020-10-01 Lowtown azerbaijan"
    assert cells(row, "object extent count_min outcome") == "house damaged 12 -"
    assert cells(row, "publisher_name speaker_name speaker_side via_name") == "Paperone Westmini azerbaijan Westpres"
    assert cells(row, "voice voice_name") == f"{WEST} Westland"


def test_a_claim_takes_the_date_that_most_voices_report(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-10-09")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-02")
    assert {row["date_start"] for row in compute(rows)["claims"]} == {"2020-10-02"}


def test_the_territory_of_a_group_is_that_of_its_best_reported_place(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    for speaker, place in ((WEST_MINISTRY, LOWTOWN), (VILLAGER, HIGHTOWN), (INSPECTORS, HIGHTOWN)):
        report(rows, citation(rows, source(rows, PAPER), speaker), place=place, of=CAMPAIGN)
    tables = compute(rows)
    assert [cells(row, "strike_id territory place_id") for row in tables["claims"]] == [f"{CAMPAIGN} nagorno_karabakh -"]
    assert [row["value"] for row in tables["balance"] if row["grouping"] == "territory"] == ["nagorno_karabakh"]


def test_a_group_without_any_place_has_no_territory_and_counts_as_several(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    tables = compute(rows)
    assert [cells(row, "strike_id territory") for row in tables["claims"]] == [f"{CAMPAIGN} -"]
    assert [row["value"] for row in tables["balance"] if row["grouping"] == "territory"] == ["several"]


def test_the_territory_of_a_strike_is_its_places_whatever_is_reported(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "", place=HIGHTOWN)
    assert [row["territory"] for row in compute(rows)["claims"]] == ["azerbaijan"]


def test_balance_counts_by_the_side_of_the_voice_and_by_territory(compute: Compute) -> None:
    names = "grouping value strikes claims sources voices languages denials"
    assert [cells(row, names) for row in compute(mixed())["balance"]] == [
        "side armenian 1 1 1 1 1 1",
        "side azerbaijani 2 4 1 1 1 0",
        "side unattributed 1 1 1 1 1 0",
        "side unknown 1 1 1 1 1 0",
        "territory azerbaijan 1 5 2 3 2 1",
        "territory nagorno_karabakh 1 2 2 2 2 0",
    ]


@pytest.mark.parametrize("grouping", ["side", "territory"])
def test_balance_adds_up_to_the_claims(compute: Compute, grouping: str) -> None:
    tables = compute(mixed())
    assert sum(int(row["claims"]) for row in tables["balance"] if row["grouping"] == grouping) == len(tables["claims"]) == 7


def test_no_computed_table_depends_on_the_order_of_rows(compute: Compute) -> None:
    rows = mixed()
    tables = compute(rows)
    assert compute({table: its_rows[::-1] for table, its_rows in rows.items()}) == tables
