"""The checks over tables a second time, in plain Python, written from what each says and not from its SQL: a judge to judge the judge.

Each takes the tables as rows of text, all of them sound in themselves, and gives table and id of the rows at fault.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from tests.shared.tiny import Rows

Row = dict[str, str]
Found = Iterator[tuple[str, str]]
COUNTS, CLAIMS = ("victim_counts", "damage_counts"), ("victim_counts", "damage_counts", "statements")
HELD = {"armenia_or_nagorno_karabakh": {"armenia", "nagorno_karabakh"}}


def by_id(rows: Rows, table: str) -> dict[str, Row]:
    return {next(iter(row.values())): row for row in rows[table]}


def used(rows: Rows, *columns: tuple[str, str]) -> set[str]:
    """Every value that stands in the columns."""
    return {row[name] for table, name in columns for row in rows[table]}


def a_child_is_on_the_side_of_its_parent(rows: Rows) -> Found:
    actors = by_id(rows, "actors")
    for id_, actor in actors.items():
        if actor["parent_id"] and actor["side"] != actors[actor["parent_id"]]["side"]:
            yield "actors", id_


def a_firing_party_does_not_hold_the_place(rows: Rows) -> Found:
    actors, strikes, places = by_id(rows, "actors"), by_id(rows, "strikes"), by_id(rows, "places")
    for id_, said in by_id(rows, "statements").items():
        strike = strikes[said["strike_id"]]
        if said["party_role"] == "fired" and said["stance"] != "denies" and strike["place_id"] and not strike["notes"]:
            side = actors[said["party_id"]]["side"]
            if places[strike["place_id"]]["held_by"] in HELD.get(side, {side}):
                yield "statements", id_


def a_part_belongs_to_a_group(rows: Rows) -> Found:
    strikes = by_id(rows, "strikes")
    for id_, link in by_id(rows, "strike_links").items():
        if link["relation"] == "part_of" and strikes[link["other_id"]]["level"] == "strike":
            yield "strike_links", id_


def a_part_has_the_object_of_its_total(rows: Rows) -> Found:
    claims = by_id(rows, "damage_counts")
    for id_, claim in claims.items():
        if claim["part_of"] and claims[claim["part_of"]]["object"] != claim["object"]:
            yield "damage_counts", id_


def a_part_has_the_outcome_of_its_total(rows: Rows) -> Found:
    claims = by_id(rows, "victim_counts")
    for id_, claim in claims.items():
        if claim["part_of"]:
            part, whole = claim["outcome"], claims[claim["part_of"]]["outcome"]
            if part != whole and (part, whole) != ("hospitalised", "injured"):
                yield "victim_counts", id_


def a_part_is_dated_inside_its_group(rows: Rows) -> Found:
    periods = defaultdict(list)
    for report in rows["strike_reports"]:
        if report["date_start"]:
            periods[report["strike_id"]].append((report["date_start"], report["date_end"]))
    for id_, link in by_id(rows, "strike_links").items():
        parts, wholes = periods[link["strike_id"]], periods[link["other_id"]]
        inside = any(whole[0] <= part[0] and part[1] <= whole[1] for part in parts for whole in wholes)
        if link["relation"] == "part_of" and parts and wholes and not inside:
            yield "strike_links", id_


def a_part_is_not_above_its_total(rows: Rows) -> Found:
    for table in COUNTS:
        claims = by_id(rows, table)
        for id_, claim in claims.items():
            total = claims[claim["part_of"]]["count_max"] if claim["part_of"] else ""
            if total and claim["count_min"] and int(claim["count_min"]) > int(total):
                yield table, id_


def a_part_is_of_the_same_strike_document_and_speaker(rows: Rows) -> Found:
    citations = by_id(rows, "citations")

    def of(claim: Row) -> tuple[str, str, str]:
        citation = citations[claim["citation_id"]]
        return claim["strike_id"], citation["source_id"], citation["speaker_id"]

    for table in COUNTS:
        claims = by_id(rows, table)
        for id_, claim in claims.items():
            if claim["part_of"] and of(claim) != of(claims[claim["part_of"]]):
                yield table, id_


def a_passage_lies_in_its_text(rows: Rows) -> Found:
    sources = by_id(rows, "sources")
    for id_, citation in by_id(rows, "citations").items():
        words = sources[citation["source_id"]]["text_words"]
        if words and int(citation["passage_start"]) + int(citation["passage_words"]) > int(words):
            yield "citations", id_


def a_repeat_is_of_the_same_source(rows: Rows) -> Found:
    citations = by_id(rows, "citations")
    for id_, left_out in by_id(rows, "exclusions").items():
        if left_out["repeats"] and citations[left_out["repeats"]]["source_id"] != citations[left_out["citation_id"]]["source_id"]:
            yield "exclusions", id_


def a_replacement_can_be_found(rows: Rows) -> Found:
    known = {id_ for table in rows if table != "withdrawn" for id_ in by_id(rows, table)} | {row["id"] for row in rows["withdrawn"]}
    for id_, gone in by_id(rows, "withdrawn").items():
        if gone["replaced_by"] and gone["replaced_by"] not in known:
            yield "withdrawn", id_


def a_report_is_not_later_than_its_document(rows: Rows) -> Found:
    citations, sources, dated = by_id(rows, "citations"), by_id(rows, "sources"), defaultdict(list)
    for id_, report in by_id(rows, "strike_reports").items():
        if report["date_start"]:
            dated[report["strike_id"], citations[report["citation_id"]]["source_id"]].append((report["date_start"], id_))
    for (_, source), reports in dated.items():
        published = sources[source]["published_on"]
        if published and all(date > published for date, _ in reports):
            yield "strike_reports", min(id_ for _, id_ in reports)


def an_answer_is_to_an_accusation(rows: Rows) -> Found:
    statements = by_id(rows, "statements")
    for id_, said in statements.items():
        if said["answers"] and statements[said["answers"]]["stance"] in ("denies", "admits"):
            yield "statements", id_


def an_answer_is_to_the_same_strike_and_topic(rows: Rows) -> Found:
    statements = by_id(rows, "statements")
    for id_, said in statements.items():
        if said["answers"] and any(said[name] != statements[said["answers"]][name] for name in ("strike_id", "topic")):
            yield "statements", id_


def citations_are_distinct(rows: Rows) -> Found:
    seen = set()
    for id_, citation in sorted(by_id(rows, "citations").items()):
        cites = tuple(citation[name] for name in ("source_id", "passage_sha256", "passage_start", "speaker_id", "via_id", "speech"))
        if cites in seen:
            yield "citations", id_
        seen.add(cites)


def every_actor_has_a_root(rows: Rows) -> Found:
    parents = {actor["actor_id"]: actor["parent_id"] for actor in rows["actors"]}
    for id_ in parents:
        above, up = set(), id_
        while up and up not in above:
            above.add(up)
            up = parents[up]
        if up or len(above) > 10:  # itself and nine
            yield "actors", id_


def every_actor_is_used(rows: Rows) -> Found:
    of = used(rows, ("sources", "publisher_id"), ("citations", "speaker_id"), ("citations", "via_id"), ("statements", "party_id"), ("actors", "parent_id"),
              ("codings", "speaker_id"), ("codings", "via_id"), ("codings", "party_id"))
    yield from (("actors", id_) for id_ in by_id(rows, "actors").keys() - of)


def every_citation_is_used(rows: Rows) -> Found:
    of = used(rows, *((table, "citation_id") for table in (*CLAIMS, "strike_reports", "exclusions")))
    yield from (("citations", id_) for id_ in by_id(rows, "citations").keys() - of)


def every_place_is_used(rows: Rows) -> Found:
    of = used(rows, ("strikes", "place_id"), ("strike_reports", "place_id"), ("codings", "place_id"))
    yield from (("places", id_) for id_ in by_id(rows, "places").keys() - of)


def every_source_is_used(rows: Rows) -> Found:
    yield from (("sources", id_) for id_ in by_id(rows, "sources").keys() - used(rows, ("citations", "source_id")))


def above(rows: Rows, strike: str) -> set[str]:
    """The groups that a strike is part of, and the groups that these are part of, and so on, nine above each other."""
    groups, new = set(), {strike}
    for _ in range(9):
        new = {link["other_id"] for link in rows["strike_links"] if link["relation"] == "part_of" and link["strike_id"] in new} - groups
        groups |= new
    return groups


def every_strike_has_a_claim(rows: Rows) -> Found:
    claimed = used(rows, *((table, "strike_id") for table in CLAIMS))
    yield from (("strikes", id_) for id_ in by_id(rows, "strikes") if not ({id_} | above(rows, id_)) & claimed)


def every_strike_has_a_report(rows: Rows) -> Found:
    yield from (("strikes", id_) for id_ in by_id(rows, "strikes").keys() - used(rows, ("strike_reports", "strike_id")))


def links_are_distinct(rows: Rows) -> Found:
    seen = set()
    for id_, link in sorted(by_id(rows, "strike_links").items()):
        two = (link["strike_id"], link["other_id"])
        linked = (link["relation"], tuple(sorted(two)) if link["relation"] == "may_be_same" else two)
        if linked in seen:
            yield "strike_links", id_
        seen.add(linked)


def links_have_no_cycle(rows: Rows) -> Found:
    links = {id_: link for id_, link in by_id(rows, "strike_links").items() if link["relation"] == "part_of"}
    walks = {id_: [{link["other_id"]}] for id_, link in links.items()}  # where each further link leads
    for id_, link in links.items():
        while walks[id_][-1] and len(walks[id_]) < 10 and link["strike_id"] not in walks[id_][-1]:
            walks[id_].append({other["other_id"] for other in links.values() if other["strike_id"] in walks[id_][-1]})
    circles = {id_ for id_, link in links.items() if link["strike_id"] in walks[id_][-1]}
    yield from (("strike_links", id_) for id_ in circles or {id_ for id_ in links if len(walks[id_]) == 10 and walks[id_][-1]})


def own_voice_is_the_publications(rows: Rows) -> Found:
    sources, actors = by_id(rows, "sources"), by_id(rows, "actors")
    for id_, citation in by_id(rows, "citations").items():
        source, speaker = sources[citation["source_id"]], citation["speaker_id"]
        agency = actors[speaker]["kind"] == "media" and source["author"]
        if citation["speech"] == "own_voice" and speaker != source["publisher_id"] and not agency:
            yield "citations", id_


def what_is_repeated_is_coded(rows: Rows) -> Found:
    coded = used(rows, *((table, "citation_id") for table in (*CLAIMS, "strike_reports")))
    yield from (("exclusions", id_) for id_, left_out in by_id(rows, "exclusions").items() if left_out["repeats"] and left_out["repeats"] not in coded)


def withdrawn_ids_are_not_in_use(rows: Rows) -> Found:
    in_use = {id_ for table in rows if table != "withdrawn" for id_ in by_id(rows, table)}
    yield from (("withdrawn", id_) for id_, gone in by_id(rows, "withdrawn").items() if gone["id"] in in_use)


CHECKS: dict[str, Callable[[Rows], Found]] = {name: check for name, check in list(globals().items()) if getattr(check, "__annotations__",
    {}).get("return") is Found}
