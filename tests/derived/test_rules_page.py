"""docs/RULES.md: every figure of its worked examples is computed from what the page gives."""

import re
from pathlib import Path

from tests.shared.actors import (
    EAST_ARMY,
    EAST_MINISTRY,
    EAST_PRESS,
    EITHER_ARMY,
    ENCLAVE_OFFICE,
    INSPECTORS,
    INSTITUTE,
    OTHER_PAPER,
    PAPER,
    VILLAGER,
    WATCH,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.deriving import (
    HIGHTOWN,
    LOWTOWN,
    Row,
    case,
    citation,
    claim,
    computed,
    dates,
    holds,
    new_id,
    part,
    source,
    strike,
)
from tests.shared.tiny import ROOT, Rows

PAGE = (ROOT / "docs" / "RULES.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
WHO = {
    "Ministry of Westland": WEST_MINISTRY,
    "Ministry of Eastland": EAST_MINISTRY,
    "Army of Eastland": EAST_ARMY,
    "Office of the Enclave": ENCLAVE_OFFICE,
    "Eastland or the Enclave": EITHER_ARMY,
    "Press of Westland": WEST_PRESS,
    "Press of Eastland": EAST_PRESS,
    "the Paper": PAPER,
    "the Other Paper": OTHER_PAPER,
    "the Watchers": WATCH,
    "the Inspectors": INSPECTORS,
    "the Institute": INSTITUTE,
    "a resident": VILLAGER,
}
AT = {"azerbaijan": LOWTOWN, "nagorno_karabakh": HIGHTOWN}
Table = list[Row]


def tables(section: str) -> list[Table]:
    """The tables of a section, as rows by column."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", SECTIONS[section], re.MULTILINE):
        header, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()]
        found.append([dict(zip(header, row, strict=True)) for row in rows])
    return found


def period(row: Row) -> str:
    """A computed date as the page writes it."""
    return row["date_start"] if row["date_end"] == row["date_start"] else f"{row['date_start']} to {row['date_end']}"


def speech(who: str) -> str:
    return "own_finding" if who == "the Watchers" else "own_voice" if who in ("the Paper", "the Other Paper") else ""


def ids(named: list[str]) -> dict[str, str]:
    """An id for each strike or group."""
    return {name: f"st-example{chr(ord('a') + at)}" for at, name in enumerate(dict.fromkeys(named))}


def strikes(table: Table) -> tuple[Rows, dict[str, str]]:
    """The strikes and groups of a table, with their links; a group is what something is part of."""
    rows = case()
    rows["strikes"] = []
    named = ids([row["strike or group"] for row in table])
    wholes = {row["part of"] for row in table}
    for row in table:
        name = row["strike or group"]
        level = row.get("level") or ("series" if name in wholes else "strike")
        place = AT[row.get("place held by", "azerbaijan")] if name not in wholes else ""
        strike(rows, named[name], level, place)
        rows["strikes"][-1]["name"] = name
    for row in table:
        if row["part of"]:
            part(rows, named[row["strike or group"]], named[row["part of"]])
        if other := row.get("may be the same as"):
            ends = {"strike_id": named[row["strike or group"]], "other_id": named[other], "relation": "may_be_same"}
            rows["strike_links"].append({"link_id": new_id(rows, "strike_links", "sl"), **ends})
    return rows, named


def test_dates(tmp_path: Path) -> None:
    given, results = tables("Dates")
    rows = case()
    for row in given:
        first, _, last = row["date"].partition(" to ")
        dates(rows, PAPER, WHO[row["who"]], first, row["published"], "reported", end=last, basis=row["basis"])
    found = [row for row in computed(tmp_path, rows)["strike_dates"] if row["aspect"] == "date"]
    assert results == [
        {"position": row["position"], "date": period(row), "voices": row["voices"], "tie": row["is_tie"]}
        for row in found
    ]


def test_in_the_war_and_on_whose_territory(tmp_path: Path) -> None:
    [table] = tables("In the war, and on whose territory")
    rows, named = strikes(table)
    for row in table:
        for day, who in zip(row["reported dates"].split("; "), (WEST_MINISTRY, EAST_MINISTRY), strict=False):
            first, _, last = day.partition(" to ")
            dates(rows, PAPER, who, first, "2020-12-20", end=last, of=named[row["strike or group"]])
    found = {row["strike_id"]: row for row in computed(tmp_path, rows, must_be_valid=False)["strike_summary"]}
    for row in table:
        result = found[named[row["strike or group"]]]
        assert (row["in_war"], row["territory"]) == (result["in_war"], result["territory"]), row


def test_estimates(tmp_path: Path) -> None:
    given, results = tables("Estimates: rule e2")
    rows, claims = case(), []
    for row in given:
        qualifier, number, of = re.fullmatch(r"(at least )?(\d+)( \w+)?", row["killed"]).groups("")
        cited = citation(rows, source(rows, WHO[row["read in"]], row["published"]), WHO[row["who"]], speech(row["who"]))
        rows["citations"][-1]["said_on"] = row["said on"]
        cells = {"population": "civilians" if of == " civilians" else "persons"}
        if of == " children":
            cells |= {"scope": "subgroup", "demographic": "children"}
        claims.append(claim(rows, cited, int(number), "at_least" if qualifier else "exact", **cells))
    found = computed(tmp_path, rows)
    fallen = {row["claim_id"]: row["fallen_to"] for row in found["claims"]}
    assert [row["stands"] for row in given] == [str(not fallen[id_]).lower() for id_ in claims]
    columns = {"open": "high_open", "votes": "best_votes", "tie": "best_is_tie", "voted": "best_basis"}
    assert results == [
        {name: row[columns.get(name, name)] for name in results[0]}
        for row in sorted(found["strike_estimates"], key=lambda row: (row["population"], row["view"]))
    ]


def test_what_may_be_summed(tmp_path: Path) -> None:
    table, results = tables("What may be summed: `countable`")
    rows, named = strikes(table)
    for row in table:
        of = named[row["strike or group"]]
        first, _, last = row["days"].partition(" to ")
        dates(rows, PAPER, WEST_MINISTRY, first, end=last, of=of)
        if row["killed"]:
            claim(rows, citation(rows, source(rows, PAPER), WEST_MINISTRY), int(row["killed"]), of=of)
        else:
            rows["victim_counts"][-1]["outcome"] = "injured"
    found = computed(tmp_path, rows, must_be_valid=False)
    summary = {row["strike_id"]: row["killed_countable"] for row in found["strike_summary"]}
    assert [row["countable"] for row in table] == [summary[named[row["strike or group"]]] for row in table]
    columns = {
        "with a figure": "strikes_with_figure",
        "possibly the same": "strikes_possibly_same",
        "groups summed": "groups_summed",
        "groups kept out": "groups_kept_out",
    }
    key = {"tally_id": "strikes azerbaijan in_war killed all all"}
    [row] = [row for row in found["tallies"] if key.items() <= row.items()]
    assert results == [{name: row[columns.get(name, name)] for name in results[0]}]


def test_who_fired(tmp_path: Path) -> None:
    given, results = tables("Who fired: rule g2")
    rows = case()
    named = ids([row["strike"] for row in given])
    rows["strikes"] = []
    for id_ in named.values():
        strike(rows, id_)
    for row in given:
        told = WHO[row["read in"]], WHO[row["who"]], row["says"], speech(row["who"])
        holds(rows, *told, party=WHO[row["of whom"]], of=named[row["strike"]])
    names = {id_: name for name, id_ in named.items()}
    columns = {
        "accused by sides": "accused_by_sides",
        "confirmations in a party's publication": "confirmations_read_at_a_party",
        "adverse admissions": "adverse_admissions",
    }
    assert results == [
        {name: names[row["strike_id"]] if name == "strike" else row[columns.get(name, name)] for name in results[0]}
        for row in computed(tmp_path, rows, must_be_valid=False)["strike_grades"]
    ]


def test_no_figure_stands_outside_the_tables() -> None:
    prose = "\n".join(line for line in PAGE.splitlines() if not line.startswith("|"))
    for allowed in ("27 September to 10 November 2020", "rule e2", "rule g2"):
        assert prose.count(allowed) == 1
        prose = prose.replace(allowed, "")
    assert re.findall(r".*\d.*", prose) == []


def test_every_section_is_computed() -> None:
    source_code = Path(__file__).read_text(encoding="utf-8")
    assert [section for section in SECTIONS if f'tables("{section}")' not in source_code] == []
