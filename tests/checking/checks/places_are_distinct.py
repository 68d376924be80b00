"""Cases of places_are_distinct."""

from typing import Any

from tests.checking.edit import Change, both, edit

HIGH = {"like": "pl-lowto234", "name": "Hightown", "name_az": "Yuxarı", "latitude": "40.6"}
DECIDED = {"like": "de-aaaa2222", "decision": "distinct"}


def beside(cells: dict[str, str], lowtown: dict[str, str] | None = None) -> Change:
    """A second place, which a coding names, with some cells like those of the first."""
    return edit(
        places={"pl-highto34": {**HIGH, **cells}, "pl-lowto234": lowtown or {}},
        codings={"cr-aaaa2222": {"place_id": "pl-highto34"}},
    )


def told(field: str, value: str, name: str = "Lowtown", what: str = "") -> list[tuple[Any, ...]]:
    """What the check finds. The place that it names is the one with the earlier id, which is the second."""
    what = what or "name in the same district"
    return [("places", "pl-lowto234", field, value, {"first": "pl-highto34", "name": name, "what": what})]


FAILS = [
    (beside({"name": "Lowtown"}), told("name", "Lowtown")),
    (beside({"name": "Nether / LOW-TOWN"}), told("name", "Lowtown", "Nether / LOW-TOWN")),
    (beside({"name": "Low Town / Nether"}), told("name", "Lowtown", "Low Town / Nether")),
    (beside({"name_az": "Aşağı"}), told("name", "Lowtown", "Hightown")),
    (beside({"name": "asagi"}), told("name", "Lowtown", "asagi")),
    (beside({"name": "Əyricə"}, {"name": "Eyrice"}), told("name", "Eyrice", "Əyricə")),
    (beside({"name": "İğdır"}, {"name": "Igdir"}), told("name", "Igdir", "İğdır")),
    (beside({"name": "Göyçüx"}, {"name": "GOYCUX"}), told("name", "GOYCUX", "Göyçüx")),
    (beside({"name": "Low’town"}, {"name": "Low'town"}), told("name", "Low'town", "Low’town")),
    (beside({"name_ru": "Нижнёе"}, {"name_ru": "Нижнее"}), told("name", "Lowtown", "Hightown")),
    (beside({"name_hy": "Ներքին"}, {"name_hy": "Ներքին"}), told("name", "Lowtown", "Hightown")),
    # a district that is not given may be the same
    (beside({"name": "Lowtown", "admin": "Lower"}), told("name", "Lowtown")),
    (beside({"name": "Lowtown", "admin": "Lower"}, {"admin": "Lower"}), told("name", "Lowtown")),
    (beside({"name": "Lowtown", "kind": "area"}, {"kind": "district"}), told("name", "Lowtown")),
    (beside({"name": "Lowtown", "wikidata_id": "Q7"}, {"wikidata_id": "Q7"}), told("name", "Lowtown")),
    # decisions on other places
    (
        both(
            beside({"name": "Lowtown"}),
            edit(
                places={"pl-ithir234": {"like": "pl-highto34", "name": "Third", "name_az": "Orta"}},
                decisions={
                    "de-bbbb2222": {**DECIDED, "id": "pl-highto34", "other_id": "pl-ithir234"},
                    "de-cccc2222": {**DECIDED, "id": "pl-ithir234", "other_id": "pl-lowto234"},
                },
            ),
        ),
        told("name", "Lowtown"),
    ),
    (
        beside({"geonames_id": "7", "admin": "Upper"}, {"geonames_id": "7", "admin": "Lower"}),
        told("geonames_id", "7", "Hightown", "geonames_id"),
    ),
    (
        beside({"wikidata_id": "Q7", "admin": "Upper"}, {"wikidata_id": "Q7", "admin": "Lower"}),
        told("wikidata_id", "Q7", "Hightown", "wikidata_id"),
    ),
]
PASSES = [
    beside({}),
    beside({"name": "Low"}),
    beside({"name": "Lowtown", "admin": "Upper"}, {"admin": "Lower"}),
    beside({"name": "Lowtown", "kind": "district"}),
    beside({"geonames_id": "7"}, {"wikidata_id": "Q7"}),
    beside({"geonames_id": "7"}, {"geonames_id": "8"}),
    beside({"name": "7"}, {"geonames_id": "7"}),
    both(
        beside({"name": "Lowtown"}),
        edit(decisions={"de-bbbb2222": {**DECIDED, "id": "pl-lowto234", "other_id": "pl-highto34"}}),
    ),
    both(
        beside({"name": "Lowtown"}),
        edit(decisions={"de-bbbb2222": {**DECIDED, "id": "pl-highto34", "other_id": "pl-lowto234"}}),
    ),
]
