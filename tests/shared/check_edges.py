"""Edges of checks over tables: packages that lie just inside and just outside of each."""

from scripts.engine import read_sql
from scripts.judge import CHECKS
from tests.shared.faults import CASES, Change, adding, setting
from tests.shared.tiny import TINY, Rows, tiny

FIRST_IDS = [next(iter(rows[0].values())) for table, rows in TINY.items() if table != "withdrawn"]
PASSAGE = TINY["citations"][3]["passage_sha256"]

# What each check finds in its case of tests/faults.py, and in packages just inside and just outside of it.

Told = tuple[str, str, str, str, dict[str, str]]  # table, id, field, value, and what else its message names


def also(*changes: Change) -> Change:
    """One change after the other."""
    def change(rows: Rows) -> None:
        for each in changes:
            each(rows)

    return change


def case(check: str) -> Change:
    """The change that breaks a check in tests/faults.py."""
    return CASES[check][2]


def copying(table: str, index: int, **cells: str) -> Change:
    """A change that adds a copy of a row, with other cells."""
    return lambda rows: rows[table].append({**rows[table][index], **cells})


def dropping(table: str, index: int) -> Change:
    """A change that removes a row."""
    return lambda rows: rows[table].pop(index)


def chained(steps: int, round_: bool) -> Change:
    """A chain of so many links between groups, or a circle of so many."""
    names = [f"st-{i:08}" for i in range(steps + (not round_))]

    def change(rows: Rows) -> None:
        for name in names:
            rows["strikes"].append({**rows["strikes"][1], "strike_id": name, "name": name})
            rows["strike_reports"].append({**rows["strike_reports"][2], "report_id": f"sr{name[2:]}", "strike_id": name})
        for i in range(steps):
            rows["strike_links"].append({"link_id": f"sl-{i:08}", "strike_id": names[i], "other_id": names[(i + 1) % len(names)], "relation": "part_of"})
        if not round_:
            rows["victim_counts"].append({**rows["victim_counts"][0], "claim_id": "vc-00000000", "strike_id": names[-1]})

    return change


def descended(steps: int) -> Change:
    """An actor with so many parents above each other."""
    def change(rows: Rows) -> None:
        for i in range(steps):
            parent = f"ac-{i + 1:08}" if i + 1 < steps else "ac-eastl234"
            rows["actors"].append({"actor_id": f"ac-{i:08}", "name": f"Unit {i}", "kind": "office", "side": "armenia", "parent_id": parent})
        rows["statements"][0]["party_id"] = "ac-00000000"

    return change


def _part(of: str, table: str = "victim_counts", **cells: str) -> Change:
    """A count that is a part of another, and differs from it in some cells."""
    prefix = "vc" if table == "victim_counts" else "dc"
    return lambda rows: rows[table].append({**next(r for r in rows[table] if r["claim_id"] == of), "claim_id": f"{prefix}-yyyy2222", "scope": "subgroup",
                                            "part_of": of, **cells})


EDGES: dict[str, list[tuple[Change, list[Told]]]] = {
    "a_child_is_on_the_side_of_its_parent": [
        (case("a_child_is_on_the_side_of_its_parent"), [("actors", "ac-minis234", "side", "third_party", {"parent": "Westland"})]),
        (setting("actors", 2, side="armenia"), [("actors", "ac-minis234", "side", "armenia", {"parent": "Westland"})]),
        (setting("actors", 2, side=""), [("actors", "ac-minis234", "side", "", {"parent": "Westland"})]),
        (setting("actors", 5, side=""), [("actors", "ac-minis234", "side", "azerbaijan", {"parent": "Westland"})]),
        (also(setting("actors", 2, side=""), setting("actors", 5, side="")), []),
    ],
    "a_firing_party_does_not_hold_the_place": [
        (case("a_firing_party_does_not_hold_the_place"), [("statements", "sm-aaaa2222", "party_id", "ac-westl234", {"party": "Westland", "place": "Lowtown"})]),
        (also(case("a_firing_party_does_not_hold_the_place"), setting("strikes", 0, notes="The document says so.")), []),
        (setting("statements", 0, party_id="ac-westl234", party_role="supported"), []),
        (setting("statements", 2, party_id="ac-westl234"), []),
        *[(also(setting("places", 0, held_by=held_by, country="AM" if held_by == "armenia" else "AZ"), setting("actors", 0, side=side, kind="office"),
        setting("actors", 1, side=side), setting("statements", 3, party_role="supported")), told)
          for held_by, side, told in [
              ("armenia", "armenia_or_nagorno_karabakh",
               [("statements", "sm-aaaa2222", "party_id", "ac-army2345", {"party": "Army of Eastland", "place": "Lowtown"})]),
              ("nagorno_karabakh", "armenia_or_nagorno_karabakh",
               [("statements", "sm-aaaa2222", "party_id", "ac-army2345", {"party": "Army of Eastland", "place": "Lowtown"})]),
              ("azerbaijan", "armenia_or_nagorno_karabakh", []), ("armenia", "nagorno_karabakh", []), ("armenia", "", [])]],
    ],
    "a_part_belongs_to_a_group": [
        (case("a_part_belongs_to_a_group"), [("strike_links", link, "other_id", "st-group234", {}) for link in ("sl-aaaa2222", "sl-bbbb2222")]),
        (setting("strikes", 1, level="campaign"), []),
    ],
    "a_part_has_the_object_of_its_total": [
        (case("a_part_has_the_object_of_its_total"),
         [("damage_counts", "dc-bbbb2222", "part_of", "dc-aaaa2222", {"object": "vehicle", "part_of": "dc-aaaa2222", "other": "house"})]),
        (setting("damage_counts", 1, object="building"),
         [("damage_counts", "dc-bbbb2222", "part_of", "dc-aaaa2222", {"object": "building", "part_of": "dc-aaaa2222", "other": "house"})]),
    ],
    "a_part_has_the_outcome_of_its_total": [
        (case("a_part_has_the_outcome_of_its_total"),
         [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"outcome": "injured", "part_of": "vc-aaaa2222", "other": "killed"})]),
        (_part("vc-cccc2222", outcome="hospitalised"), []),
        (_part("vc-aaaa2222", outcome="hospitalised"), [("victim_counts", "vc-yyyy2222", "part_of", "vc-aaaa2222",
                                                         {"outcome": "hospitalised", "part_of": "vc-aaaa2222", "other": "killed"})]),
        (_part("vc-cccc2222", outcome="killed"),
         [("victim_counts", "vc-yyyy2222", "part_of", "vc-cccc2222", {"outcome": "killed", "part_of": "vc-cccc2222", "other": "injured"})]),
    ],
    "a_part_is_dated_inside_its_group": [
        (case("a_part_is_dated_inside_its_group"), [("strike_links", "sl-bbbb2222", "other_id", "st-group234", {})]),
        # the part is reported inside once and outside once: what is told is that no report lies inside
        (also(case("a_part_is_dated_inside_its_group"), copying("strike_reports", 1, report_id="sr-dddd2222", date_start="2020-10-01",
         date_end="2020-10-01")), []),
        (also(case("a_part_is_dated_inside_its_group"), copying("strike_reports", 2, report_id="sr-dddd2222", date_start="2020-10-02", date_end="2020-10-03",
                                                                date_precision="days"), setting("strike_reports", 0, date_end="2020-10-01")), []),
        (setting("strike_reports", 2, date_start="2020-10-02", date_precision="day"), [("strike_links", "sl-aaaa2222", "other_id", "st-group234", {})]),
        (setting("strike_reports", 2, date_start="2020-09-30", date_end="2020-10-03"), []),
        (setting("strike_reports", 2, date_start="", date_end="", date_precision="unknown"), []),
        (setting("strike_reports", 1, date_start="", date_end="", date_precision="unknown"), []),
        (also(setting("strike_reports", 2, date_end="2020-10-01", date_precision="day"), setting("strike_links", 1, relation="may_be_same")), []),
    ],
    "a_part_is_not_above_its_total": [
        (case("a_part_is_not_above_its_total"), [("victim_counts", "vc-bbbb2222", "count_min", "9", {"part_of": "vc-aaaa2222", "total": "4"})]),
        (setting("victim_counts", 1, count_min="4", count_max="4"), []),
        (setting("victim_counts", 1, count_min="5", count_max="5"),
         [("victim_counts", "vc-bbbb2222", "count_min", "5", {"part_of": "vc-aaaa2222", "total": "4"})]),
        (setting("damage_counts", 1, count_min="13", count_max="13"),
         [("damage_counts", "dc-bbbb2222", "count_min", "13", {"part_of": "dc-aaaa2222", "total": "12"})]),
        (setting("damage_counts", 1, count_min="12", count_max="12"), []),
        (_part("vc-cccc2222", count_min="99"), []),
    ],
    "a_part_is_of_the_same_strike_document_and_speaker": [
        (case("a_part_is_of_the_same_strike_document_and_speaker"), [("damage_counts", "dc-bbbb2222", "part_of", "dc-aaaa2222", {"part_of": "dc-aaaa2222"})]),
        (setting("victim_counts", 1, strike_id="st-group234"), [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})]),
        (setting("victim_counts", 1, citation_id="ci-dddd2222"), []),
        (setting("victim_counts", 1, citation_id="ci-cccc2222"), [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})]),
        (also(copying("citations", 6, citation_id="ci-yyyy2222", speaker_id="ac-minis234", speech="reported"), setting("victim_counts", 1,
         citation_id="ci-yyyy2222")),
         [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})]),
    ],
    "a_passage_lies_in_its_text": [
        (case("a_passage_lies_in_its_text"), [("citations", "ci-eeee2222", "passage_start", "59", {"text_words": "60"})]),
        (setting("sources", 0, text_words="67", text_sha256="0" * 64), []),
        (setting("sources", 0, text_words="66", text_sha256="0" * 64), [("citations", "ci-eeee2222", "passage_start", "59", {"text_words": "66"})]),
    ],
    "a_repeat_is_of_the_same_source": [
        (case("a_repeat_is_of_the_same_source"), [("exclusions", "ex-aaaa2222", "repeats", "ci-gggg2222", {"repeats": "ci-gggg2222"})]),
        (setting("exclusions", 0, citation_id="ci-gggg2222"), [("exclusions", "ex-aaaa2222", "repeats", "ci-aaaa2222", {"repeats": "ci-aaaa2222"})]),
        (adding("exclusions", exclusion_id="ex-bbbb2222", citation_id="ci-gggg2222", reason="no_claim"), []),
    ],
    "a_replacement_can_be_found": [
        (case("a_replacement_can_be_found"), [("withdrawn", "wd-aaaa2222", "replaced_by", "vc-nowhere2", {})]),
        (setting("withdrawn", 0, replaced_by=""), []),
        *[(adding("withdrawn", withdrawal_id="wd-bbbb2222", id="vc-yyyy2222", reason="Moved.", replaced_by=id_), []) for id_ in [*FIRST_IDS, "vc-zzzz2222"]],
    ],
    "a_report_is_not_later_than_its_document": [
        (case("a_report_is_not_later_than_its_document"), [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-05", {"published_on": "2020-10-03"})]),
        (setting("strike_reports", 1, date_start="2020-10-03", date_end="2020-10-03"), []),
        (setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"),
         [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]),
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"), setting("sources", 0, published_on="")), []),
        (setting("strike_reports", 1, date_start="", date_end="", date_precision="unknown"), []),
        # the same document has an earlier date of the same strike as well
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"), copying("strike_reports", 0, report_id="sr-dddd2222",
         strike_id="st-secon234")), []),
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"), copying("strike_reports", 0, report_id="sr-dddd2222",
         strike_id="st-secon234"),
              setting("strike_reports", 0, date_start="2020-10-05", date_end="2020-10-05")),
         [("strike_reports", "sr-aaaa2222", "date_start", "2020-10-05", {"published_on": "2020-10-03"})]),
        # two dates after the document: the first report and the first date are told
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"),
              copying("strike_reports", 1, report_id="sr-dddd2222", date_start="2020-10-06", date_end="2020-10-06")),
         [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]),
        # the same, beside a report without a date whose id comes first
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"),
              copying("strike_reports", 1, report_id="sr-00000000", date_start="", date_end="", date_precision="unknown")),
         [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]),
        # another document of the same day tells of the same strike, and dates it earlier
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"), setting("sources", 1, published_on="2020-10-03"),
              copying("strike_reports", 2, report_id="sr-dddd2222", strike_id="st-secon234")),
         [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]),
        # another document, later, tells of the same strike
        (also(setting("strike_reports", 1, date_start="2020-10-04", date_end="2020-10-04"), copying("strike_reports", 2, report_id="sr-dddd2222",
         strike_id="st-secon234")),
         [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]),
    ],
    "an_answer_is_to_an_accusation": [
        (case("an_answer_is_to_an_accusation"), [("statements", "sm-zzzz2222", "answers", "sm-cccc2222", {"answers": "sm-cccc2222", "other": "denies"})]),
        (setting("statements", 2, answers="sm-dddd2222"), []),
        (setting("statements", 2, answers="sm-bbbb2222", topic="munition", party_id="", party_role="", code="munition_rocket"), []),
    ],
    "an_answer_is_to_the_same_strike_and_topic": [
        (case("an_answer_is_to_the_same_strike_and_topic"), [("statements", "sm-cccc2222", "answers", "sm-bbbb2222", {"answers": "sm-bbbb2222"})]),
        (setting("statements", 2, strike_id="st-group234"), [("statements", "sm-cccc2222", "answers", "sm-aaaa2222", {"answers": "sm-aaaa2222"})]),
        (setting("statements", 2, strike_id="st-group234", answers=""), []),
    ],
    "citations_are_distinct": [
        (case("citations_are_distinct"), [("citations", "ci-zzzz2222", "passage_sha256", PASSAGE, {"first": "ci-dddd2222"})]),
        *[(copying("citations", 3, citation_id="ci-zzzz2222", **cells), []) for cells in (
            {"source_id": "so-watch234"}, {"passage_sha256": "0" * 64}, {"passage_start": "1"}, {"speaker_id": "ac-westl234"}, {"speech": "quoted"},
            {"via_id": "ac-paper234", "speech": "relayed"})],
        (also(setting("citations", 3, speech="relayed", via_id="ac-paper234"), copying("citations", 3, citation_id="ci-zzzz2222", via_id="ac-watch234")), []),
        (also(setting("citations", 3, speech="relayed", via_id="ac-paper234"), copying("citations", 3, citation_id="ci-zzzz2222")),
         [("citations", "ci-zzzz2222", "passage_sha256", PASSAGE, {"first": "ci-dddd2222"})]),
        (copying("citations", 3, citation_id="ci-0000aaaa"), [("citations", "ci-dddd2222", "passage_sha256", PASSAGE, {"first": "ci-0000aaaa"})]),
    ],
    "every_actor_has_a_root": [
        (case("every_actor_has_a_root"), [("actors", "ac-army2345", "parent_id", "ac-eastl234", {}),
         ("actors", "ac-eastl234", "parent_id", "ac-army2345", {})]),
        (descended(9), []),
        (descended(10), [("actors", "ac-00000000", "parent_id", "ac-00000001", {})]),
    ],
    "every_actor_is_used": [
        (case("every_actor_is_used"), [("actors", "ac-zzzz2222", "actor_id", "ac-zzzz2222", {})]),
        *[(also(case("every_actor_is_used"), change), []) for change in (
            setting("sources", 0, publisher_id="ac-zzzz2222"), setting("citations", 0, speaker_id="ac-zzzz2222"), setting("citations", 0,
                via_id="ac-zzzz2222", speech="relayed"),
            setting("statements", 3, party_id="ac-zzzz2222"), setting("codings", 0, speaker_id="ac-zzzz2222"), setting("codings", 0, via_id="ac-zzzz2222"),
            setting("codings", 0, party_id="ac-zzzz2222"))],
        (also(case("every_actor_is_used"), adding("actors", actor_id="ac-yyyy2222", name="Child", kind="ngo", parent_id="ac-zzzz2222"), setting("sources", 0,
         publisher_id="ac-yyyy2222")), []),
    ],
    "every_citation_is_used": [
        (case("every_citation_is_used"), [("citations", "ci-dddd2222", "citation_id", "ci-dddd2222", {})]),
        (copying("citations", 3, citation_id="ci-zzzz2222"), [("citations", "ci-zzzz2222", "citation_id", "ci-zzzz2222", {})]),
        *[(also(case("every_citation_is_used"), change), []) for change in (
            setting("victim_counts", 1, citation_id="ci-dddd2222"), setting("damage_counts", 1, citation_id="ci-dddd2222"), setting("statements", 1,
                citation_id="ci-dddd2222"),
            setting("strike_reports", 0, citation_id="ci-dddd2222"))],
    ],
    "every_place_is_used": [
        (case("every_place_is_used"), [("places", "pl-zzzz2222", "place_id", "pl-zzzz2222", {})]),
        *[(also(case("every_place_is_used"), setting(table, 0, place_id="pl-zzzz2222")), []) for table in ("strikes", "strike_reports", "codings")],
    ],
    "every_source_is_used": [
        (case("every_source_is_used"), [("sources", "so-zzzz2222", "source_id", "so-zzzz2222", {})]),
        (also(case("every_source_is_used"), setting("citations", 0, source_id="so-zzzz2222")), []),
    ],
    "every_strike_has_a_claim": [
        (case("every_strike_has_a_claim"), [("strikes", "st-secon234", "strike_id", "st-secon234", {})]),
        (also(case("every_strike_has_a_claim"), adding("strike_links", link_id="sl-zzzz2222", strike_id="st-secon234", other_id="st-group234",
         relation="may_be_same")),
         [("strikes", "st-secon234", "strike_id", "st-secon234", {})]),
        *[(also(case("every_strike_has_a_claim"), change), []) for change in (
            copying("victim_counts", 0, claim_id="vc-zzzz2222", strike_id="st-secon234"), copying("damage_counts", 0, claim_id="dc-zzzz2222",
                strike_id="st-secon234"),
            copying("statements", 0, statement_id="sm-zzzz2222", strike_id="st-secon234"))],
        (chained(9, False), []),
        (chained(10, False), [("strikes", "st-00000000", "strike_id", "st-00000000", {})]),
        (case("links_have_no_cycle"), []),  # it comes to an end
    ],
    "every_strike_has_a_report": [
        (case("every_strike_has_a_report"), [("strikes", "st-secon234", "strike_id", "st-secon234", {})]),
        (dropping("strike_reports", 2), [("strikes", "st-group234", "strike_id", "st-group234", {})]),
    ],
    "links_are_distinct": [
        (case("links_are_distinct"), [("strike_links", "sl-zzzz2222", "other_id", "st-first234", {"first": "sl-cccc2222"})]),
        (copying("strike_links", 0, link_id="sl-zzzz2222"), [("strike_links", "sl-zzzz2222", "other_id", "st-group234", {"first": "sl-aaaa2222"})]),
        (copying("strike_links", 0, link_id="sl-zzzz2222", relation="may_be_same"), []),
        (copying("strike_links", 0, link_id="sl-zzzz2222", strike_id="st-group234", other_id="st-first234"), []),  # a cycle, which another check tells
        (copying("strike_links", 2, link_id="sl-0000aaaa"), [("strike_links", "sl-cccc2222", "other_id", "st-secon234", {"first": "sl-0000aaaa"})]),
    ],
    "links_have_no_cycle": [
        (case("links_have_no_cycle"), [("strike_links", "sl-yyyy2222", "other_id", "st-group234", {"steps": "2"}),
         ("strike_links", "sl-zzzz2222", "other_id", "st-other234", {"steps": "2"})]),
        (also(case("links_have_no_cycle"), lambda rows: rows["strike_links"][-1].update(relation="may_be_same")), []),
        # two circles through one link: the shorter is told
        (also(case("links_have_no_cycle"), lambda rows: rows["strikes"].append({**rows["strikes"][1], "strike_id": "st-third234", "name": "A third group"}),
              adding("strike_links", link_id="sl-wwww2222", strike_id="st-other234", other_id="st-third234", relation="part_of"),
              adding("strike_links", link_id="sl-xxxx2222", strike_id="st-third234", other_id="st-group234", relation="part_of")),
         [("strike_links", "sl-wwww2222", "other_id", "st-other234", {"steps": "3"}), ("strike_links", "sl-xxxx2222", "other_id", "st-third234",
         {"steps": "3"}),
          ("strike_links", "sl-yyyy2222", "other_id", "st-group234", {"steps": "2"}), ("strike_links", "sl-zzzz2222", "other_id", "st-other234",
           {"steps": "2"})]),
        *[(chained(links, True), [("strike_links", f"sl-{i:08}", "other_id", f"st-{i:08}", {"steps": str(min(links, 10))}) for i in range(links)])
          for links in (9, 10, 11)],
        (chained(9, False), []),
        (chained(10, False), [("strike_links", "sl-00000000", "other_id", "st-00000000", {"steps": "10"})]),
        (also(chained(10, False), case("links_have_no_cycle")), [("strike_links", "sl-yyyy2222", "other_id", "st-group234", {"steps": "2"}),
         ("strike_links", "sl-zzzz2222", "other_id", "st-other234", {"steps": "2"})]),  # what runs in a circle is told first
    ],
    "own_voice_is_the_publications": [
        (case("own_voice_is_the_publications"), [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234", {})]),
        (also(case("own_voice_is_the_publications"), setting("actors", 4, kind="media")), [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234", {})]),
        (also(case("own_voice_is_the_publications"), setting("actors", 4, kind="media"), setting("sources", 0, author="A wire")), []),
        (also(case("own_voice_is_the_publications"), setting("sources", 0, author="A wire")), [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234", {})]),
        (setting("citations", 1, speaker_id="ac-army2345"), [("citations", "ci-bbbb2222", "speaker_id", "ac-army2345", {})]),
    ],
    "what_is_repeated_is_coded": [
        (case("what_is_repeated_is_coded"), [("exclusions", "ex-bbbb2222", "repeats", "ci-dddd2222", {"repeats": "ci-dddd2222"})]),
        *[(also(case("what_is_repeated_is_coded"), change), []) for change in (
            setting("victim_counts", 1, citation_id="ci-dddd2222"), setting("damage_counts", 1, citation_id="ci-dddd2222"), setting("statements", 1,
                citation_id="ci-dddd2222"),
            setting("strike_reports", 0, citation_id="ci-dddd2222"))],
        (adding("exclusions", exclusion_id="ex-bbbb2222", citation_id="ci-eeee2222", reason="no_claim"), []),
    ],
    "withdrawn_ids_are_not_in_use": [
        (case("withdrawn_ids_are_not_in_use"), [("withdrawn", "wd-aaaa2222", "id", "vc-bbbb2222", {})]),
        *[(setting("withdrawn", 0, id=id_, replaced_by=""), [("withdrawn", "wd-aaaa2222", "id", id_, {})]) for id_ in FIRST_IDS],
    ],
}


def of_check(check: str) -> list[tuple[str, Rows, list[tuple[str, str, str, str, str]]]]:
    """Name, rows and faults (table, id, field, value, message) of every package that is about one check."""
    message, found = read_sql(CHECKS / f"{check}.sql")[0], []
    for number, (change, told) in enumerate([*EDGES[check], (lambda rows: None, [])], 1):
        rows = tiny()
        change(rows)
        found.append((f"{check} {number}", rows, [(*place, message.format(**details)) for *place, details in told]))
    return found
