"""Small packages worked out by hand, and their computed tables.

Westland is on the side of Azerbaijan and Eastland on the side of Armenia. Both are made up, and so is every speaker.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from scripts.checking.validation import validate
from scripts.derived.compute import compute_each, csv_of
from scripts.package.database import open_database
from scripts.package.package import Package
from scripts.texts.words import fingerprint
from tests.shared.actors import ACTORS, EAST_ARMY, actor
from tests.shared.tiny import COUNT, TINY, Rows, write

Row = dict[str, str]
Compute = Callable[[Rows], Rows]

LOWTOWN, HIGHTOWN = "pl-lowto234", "pl-hightown"
STRIKE, SECOND, THIRD, SERIES, CAMPAIGN = "st-firstone", "st-secondon", "st-thirdone", "st-theserie", "st-campaign"


def case() -> Rows:
    """A package without claims: one strike on Lowtown, held by Azerbaijan; Hightown is held by Nagorno-Karabakh."""
    lowtown = dict(TINY["places"][0])
    rows: Rows = {table: [] for table in TINY}
    hightown = {"place_id": HIGHTOWN, "name": "Hightown", "name_az": "Yuxarı", "latitude": "40.7"}
    rows["places"] = [lowtown, {**lowtown, **hightown, "held_by": "nagorno_karabakh"}]
    strike(rows, STRIKE)
    return rows


def nested() -> Rows:
    """A campaign of three strikes: two in a series, the third directly in it, the first linked to it twice."""
    rows = case()
    strike(rows, CAMPAIGN, "campaign", "")
    strike(rows, SERIES, "series", LOWTOWN, part_of=CAMPAIGN)
    strike(rows, SECOND, part_of=SERIES)
    strike(rows, THIRD, part_of=CAMPAIGN)
    part(rows, STRIKE, SERIES)
    part(rows, STRIKE, CAMPAIGN)
    return rows


def new_id(rows: Rows, table: str, prefix: str) -> str:
    """An id whose last four letters count the table's rows."""
    number = len(rows[table])
    return f"{prefix}-test" + "".join(chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0))


def strike(rows: Rows, strike_id: str, level: str = "strike", place: str = LOWTOWN, part_of: str = "") -> None:
    """Add a strike or group, and its link to its group if `part_of` names one."""
    rows["strikes"].append({"strike_id": strike_id, "name": strike_id, "level": level, "place_id": place})
    if part_of:
        part(rows, strike_id, part_of)


def part(rows: Rows, strike_id: str, group: str) -> None:
    """Link a strike or group to a group."""
    link = {
        "link_id": new_id(rows, "strike_links", "sl"),
        "strike_id": strike_id,
        "other_id": group,
        "relation": "part_of",
    }
    rows["strike_links"].append(link)


def source(rows: Rows, publisher: str, on: str = "2020-10-05", language: str = "en") -> str:
    """Add a document, undated if `on` is empty; return its id."""
    id_ = new_id(rows, "sources", "so")
    told = {"source_id": id_, "title": id_, "publisher_id": publisher, "language": language}
    day = {"published_on": on, "published_basis": "stated" if on else ""}
    rows["sources"].append({**TINY["sources"][0], **told, **day})
    return id_


def citation(
    rows: Rows,
    source_id: str,
    speaker: str = "",
    speech: str = "",
    via: str = "",
    start: int | None = None,
    said_on: str = "",
) -> str:
    """Add a passage after the last one or at `start`; the publisher speaks in its own voice, others are reported."""
    id_ = new_id(rows, "citations", "ci")
    publisher = next(row["publisher_id"] for row in rows["sources"] if row["source_id"] == source_id)
    speech = speech or ("relayed" if via else "reported" if speaker else "own_voice")
    where = 10 * len(rows["citations"]) if start is None else start
    rows["citations"].append(
        {
            "citation_id": id_,
            "source_id": source_id,
            "passage_sha256": fingerprint([id_]),
            "passage_words": "1",
            "passage_start": str(where),
            "speaker_id": speaker or publisher,
            "via_id": via,
            "speech": speech,
            "said_on": said_on,
        }
    )
    return id_


def claim(rows: Rows, cited: str, number: int | None, qualifier: str = "exact", of: str = STRIKE, **cells: str) -> str:
    """Add a count of people, by default the total killed; return its id."""
    least = "" if number is None else str(number)
    id_ = new_id(rows, "victim_counts", "vc")
    rows["victim_counts"].append(
        {
            "claim_id": id_,
            "strike_id": of,
            "citation_id": cited,
            "outcome": "killed",
            **COUNT,
            "qualifier": qualifier,
            "count_min": least,
            "count_max": least if qualifier in ("exact", "about") else "",
            **cells,
        }
    )
    return id_


def says(
    rows: Rows,
    publisher: str,
    speaker: str,
    number: int | None,
    on: str = "2020-10-05",
    speech: str = "",
    via: str = "",
    said_on: str = "",
    **cells: str,
) -> str:
    """Add a document with one count, by the publication itself if there is no speaker; return the id of the count."""
    cited = citation(rows, source(rows, publisher, on), speaker, speech, via, said_on=said_on)
    return claim(rows, cited, number, **cells)


def statement(
    rows: Rows,
    cited: str,
    stance: str,
    party: str = EAST_ARMY,
    of: str = STRIKE,
    role: str = "fired",
    hedged: bool = False,
) -> str:
    """Add a statement of responsibility; return its id."""
    id_ = new_id(rows, "statements", "sm")
    rows["statements"].append(
        {
            "statement_id": id_,
            "strike_id": of,
            "citation_id": cited,
            "topic": "responsibility",
            "party_id": party,
            "party_role": role,
            "stance": stance,
            "hedged": str(hedged).lower(),
        }
    )
    return id_


def holds(
    rows: Rows,
    publisher: str,
    speaker: str,
    stance: str,
    speech: str = "",
    via: str = "",
    party: str = EAST_ARMY,
    of: str = STRIKE,
    hedged: bool = False,
) -> None:
    """Add a document with one statement of responsibility."""
    cited = citation(rows, source(rows, publisher), speaker, speech, via)
    statement(rows, cited, stance, party, of, hedged=hedged)


def report(
    rows: Rows, cited: str, day: str = "", place: str = "", of: str = STRIKE, end: str = "", basis: str = "stated"
) -> None:
    """Add the date and place that a citation gives; the last day is the first if there is no `end`."""
    rows["strike_reports"].append(
        {
            "report_id": new_id(rows, "strike_reports", "sr"),
            "strike_id": of,
            "citation_id": cited,
            "date_start": day,
            "date_end": end or day,
            "date_precision": "days" if end else "day" if day else "unknown",
            "place_id": place,
            "basis": basis,
        }
    )


def dates(
    rows: Rows,
    publisher: str,
    speaker: str,
    day: str,
    on: str = "2020-10-05",
    speech: str = "",
    place: str = "",
    end: str = "",
    basis: str = "stated",
    of: str = STRIKE,
) -> None:
    """Add a document that gives a date or a place and says that some were killed."""
    cited = citation(rows, source(rows, publisher, on), speaker, speech)
    report(rows, cited, day, place, of, end, basis)
    claim(rows, cited, None, "unquantified", of)


def finish(rows: Rows) -> None:
    """Add the used actors, drop the unused places, and add a report to every strike without one."""
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


class Computed(dict[str, list[Row]]):
    """The computed tables of a valid package, each computed, with those before it, when a test first asks for it."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self.connection = open_database(package)
        self.tables = compute_each(self.connection, package)
        self.names = list(package.computed)

    def __missing__(self, name: str) -> list[Row]:
        for table in self.tables:
            self[table.name] = list(csv.DictReader(io.StringIO(csv_of(self.connection, table))))
            if table.name == name:
                return self[name]
        raise KeyError(name)

    def whole(self) -> dict[str, list[Row]]:
        """Every table, to be compared with those of another package."""
        return {name: self[name] for name in self.names}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Computed) and self.whole() == other.whole()

    __hash__ = None


def computed(folder: Path, rows: Rows, must_be_valid: bool = True) -> Rows:
    """The computed tables of the rows as a package, which is checked to be valid unless that is known already."""
    finish(rows)
    package = write(folder, rows, pages=False)
    assert not must_be_valid or validate(package).problems == []
    return Computed(package)
