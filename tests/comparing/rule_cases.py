"""A case for every rule of differences: an edit of the tiny package, and what the diff finds there and back."""

from dataclasses import dataclass, field

from tests.shared.differing import (
    AS_THEY_ARE,
    STRIKES,
    UNREFERENCED,
    Edit,
    Found,
    at,
    both,
    changed,
    columns,
    constraint,
    derived,
    descriptor,
    field_of,
    moved,
    on_field,
    resource,
    same,
    schema,
    stone,
    without,
)
from tests.shared.tiny import Rows, tiny


@dataclass
class Case:
    """An edit of the tiny package, with what the diff finds in both directions."""

    shows: list[Found]
    back: list[Found]
    edits: list[Edit] = field(default_factory=list)
    rows: Rows | None = None
    old: list[Edit] = field(default_factory=list)


def _drop(part: str, name: str) -> Edit:
    return descriptor(lambda d: d.update({part: [r for r in d[part] if r["name"] != name]}))


KINDS_OF_COPY = [
    {"value": v, "label": label}
    for v, label in (("publisher", "The publisher's own page"), ("archive", "A public web archive's copy"))
]
RENAMED = stone(without(tiny(), "cw-aaaa2222"), "cw-aaaa2222", "cw-bbbb2222")
RENAMED["crosswalk"].append({**tiny()["crosswalk"][0], "crosswalk_id": "cw-bbbb2222"})
MERGED = stone(
    without(tiny(), "st-secon234", "sl-bbbb2222", "sl-cccc2222"), "st-secon234", "st-first234", "Both were one strike."
)
MERGED = MERGED | {
    "strike_reports": [
        row | {"strike_id": row["strike_id"].replace("st-secon234", "st-first234")} for row in MERGED["strike_reports"]
    ]
}
for _link in ("sl-bbbb2222", "sl-cccc2222"):
    MERGED = stone(MERGED, _link)


WITHDRAWN = {"version": "0.0.9", "reason": "A toll was wrong.", "severity": "low", "replacedBy": "0.3.0"}

CASES = {
    "a table is removed": Case(**both("table_removed", "table_added", "audits"), edits=[_drop("resources", "audits")]),
    "a computed table is removed": Case(
        **both("table_removed", "computed_table_added", "disagreement"),
        edits=[_drop("computedResources", "disagreement")],
    ),
    "a table is renamed": Case(
        [at("table_renamed", "audits")], [at("table_renamed", "checkings")], [resource("audits", name="checkings")]
    ),
    "a field is removed": Case(
        **both("field_removed", "field_added", "strikes", "notes"),
        edits=[columns("strikes", {n: n for n in STRIKES[:4]})],
    ),
    "a field is renamed": Case(
        [at("field_renamed", "strikes", "remarks")],
        [at("field_renamed", "strikes", "notes")],
        [columns("strikes", AS_THEY_ARE | {"notes": "remarks"})],
    ),
    "the key field is renamed": Case(
        [at("field_renamed", "audits", "check_id"), at("key_added", "audits")],
        [at("field_renamed", "audits", "audit_id"), at("key_added", "audits")],
        [
            columns(
                "audits",
                {
                    n: n.replace("audit_id", "check_id")
                    for n in ["audit_id", "citation_id", "auditor", "audited_on", "verdict"]
                },
            )
        ],
    ),
    "fields are reordered": Case(
        **same("field_reordered", "strikes"),
        edits=[columns("strikes", {n: n for n in [*STRIKES[:3], "notes", "place_id"]})],
    ),
    "a field has another type": Case(
        **same("type_changed", "victim_counts", "count_min"),
        edits=[on_field("victim_counts", "count_min", type="number")],
    ),
    "a boolean becomes text": Case(
        **same("type_changed", "statements", "hedged"),
        edits=[on_field("statements", "hedged", type="string")],
    ),
    "a field has another format": Case(
        **same("format_changed", "sources", "url"), edits=[on_field("sources", "url", format="uri")]
    ),
    "true is written in another way": Case(
        **same("format_changed", "statements", "hedged"),
        edits=[on_field("statements", "hedged", trueValues=["true", "yes"])],
    ),
    "a field becomes required": Case(
        **both("constraint_tightened", "constraint_loosened", "strikes", "place_id"),
        edits=[constraint("strikes", "place_id", "required", True)],
    ),
    "required becomes false": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "name"),
        edits=[constraint("strikes", "name", "required", False)],
    ),
    "a field becomes unique": Case(
        **both("constraint_tightened", "constraint_loosened", "strikes", "notes"),
        edits=[constraint("strikes", "notes", "unique", True)],
    ),
    "a minimum falls": Case(
        **both("constraint_loosened", "constraint_tightened", "places", "latitude"),
        edits=[constraint("places", "latitude", "minimum", 0)],
        old=[constraint("places", "latitude", "minimum", 1)],
    ),
    "a minimum is new": Case(
        **both("constraint_tightened", "constraint_loosened", "victim_counts", "count_max"),
        edits=[constraint("victim_counts", "count_max", "minimum", 0)],
        old=[constraint("victim_counts", "count_max", "minimum", None)],
    ),
    "a maximum rises": Case(
        **both("constraint_loosened", "constraint_tightened", "places", "latitude"),
        edits=[constraint("places", "latitude", "maximum", 91)],
        old=[constraint("places", "latitude", "maximum", 90)],
    ),
    "a minimum length falls": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "name"),
        edits=[constraint("strikes", "name", "minLength", 2)],
        old=[constraint("strikes", "name", "minLength", 3)],
    ),
    "a maximum length rises": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "notes"),
        edits=[constraint("strikes", "notes", "maxLength", 501)],
    ),
    "a pattern is dropped": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "place_id"),
        edits=[constraint("strikes", "place_id", "pattern", None)],
    ),
    "a pattern is another": Case(
        **same("constraint_tightened", "strikes", "place_id"),
        edits=[constraint("strikes", "place_id", "pattern", "^pl-[a-z0-9]{8,9}$")],
    ),
    "codes give way to free text": Case(
        [at("constraint_loosened", "sources", "read_from"), at("text_changed", "sources", "read_from")],
        [at("constraint_tightened", "sources", "read_from")],
        edits=[
            constraint("sources", "read_from", "enum", None),
            schema("sources", lambda s: field_of(s, "read_from").pop("categories")),
        ],
    ),
    "a row rule is dropped": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "rules"),
        edits=[schema("strikes", lambda s: s.pop("rules"))],
    ),
    "a row rule is another": Case(
        **same("constraint_tightened", "strikes", "rules"),
        edits=[schema("strikes", lambda s: s["rules"][0].update(sql="place_id IS NOT NULL"))],
    ),
    "a foreign key is dropped": Case(
        **both("constraint_loosened", "key_added", "strikes"), edits=[schema("strikes", lambda s: s.pop("foreignKeys"))]
    ),
    "a foreign key is new": Case(
        **both("key_added", "constraint_loosened", "withdrawn"),
        edits=[
            schema(
                "withdrawn",
                lambda s: s.update(
                    foreignKeys=[
                        {"fields": ["replaced_by"], "reference": {"resource": "victim_counts", "fields": ["claim_id"]}}
                    ]
                ),
            )
        ],
    ),
    "a foreign key leads elsewhere": Case(
        [at("key_added", "audits"), at("constraint_loosened", "audits")],
        [at("key_added", "audits"), at("constraint_loosened", "audits")],
        [schema("audits", lambda s: s["foreignKeys"][0]["reference"].update(resource="exclusions"))],
    ),
    "the primary key is another": Case(
        **same("key_added", "strikes"), edits=[schema("strikes", lambda s: s.update(primaryKey=["strike_id", "name"]))]
    ),
    "a code is removed": Case(
        **both("code_removed", "code_added", "sources", "read_from"),
        edits=[
            constraint("sources", "read_from", "enum", ["publisher", "archive"]),
            on_field("sources", "read_from", categories=KINDS_OF_COPY),
        ],
    ),
    "a row is lost": Case(
        **both("row_lost", "row_added", "crosswalk", "", "cw-aaaa2222"), rows=without(tiny(), "cw-aaaa2222")
    ),
    "a row is re-keyed": Case(
        [at("row_added", "crosswalk", "", "cw-bbbb2222"), at("row_lost", "crosswalk", "", "cw-aaaa2222")],
        [at("row_added", "crosswalk", "", "cw-aaaa2222"), at("row_lost", "crosswalk", "", "cw-bbbb2222")],
        rows=changed("crosswalk", 0, crosswalk_id="cw-bbbb2222"),
    ),
    "a strike is merged": Case(
        [
            at("row_removed_while_referenced", "strikes", "", "st-secon234"),
            at("reference_changed", "strike_reports", "strike_id", "sr-bbbb2222"),
            at("row_withdrawn", "strike_links", "", "sl-bbbb2222"),
            at("row_withdrawn", "strike_links", "", "sl-cccc2222"),
        ],
        [
            at("row_added", "strikes", "", "st-secon234"),
            at("reference_changed", "strike_reports", "strike_id", "sr-bbbb2222"),
            at("row_added", "strike_links", "", "sl-bbbb2222"),
            at("row_added", "strike_links", "", "sl-cccc2222"),
        ],
        rows=MERGED,
    ),
    "a row is withdrawn": Case(
        **both("row_withdrawn", "row_added", "victim_counts", "", "vc-cccc2222"), rows=UNREFERENCED
    ),
    "a tombstone is new": Case(
        **both("tombstone_added", "row_lost", "withdrawn", "", "wd-stone001"), rows=stone(tiny(), "vc-yyyy2222")
    ),
    "the dialect is another": Case(
        **same("dialect_changed", "audits", "dialect"),
        edits=[resource("audits", dialect={"delimiter": ",", "doubleQuote": False})],
    ),
    "the encoding is another": Case(
        **same("encoding_changed", "audits", "encoding"), edits=[resource("audits", encoding="ascii")]
    ),
    "unknown is written in another way": Case(
        **same("missing_values_changed", "audits"),
        edits=[schema("audits", lambda s: s.update(missingValues=["", "NA"]))],
    ),
    "a computed table has another rule": Case(
        **same("rule_changed", "strike_grades"),
        old=[derived()],
        edits=[derived(("strike_grades.sql", "'g2' AS rule", "'g3' AS rule"))],
    ),
    "a row refers to another": Case(
        **same("reference_changed", "crosswalk", "strike_id", "cw-aaaa2222"),
        rows=changed("crosswalk", 0, strike_id="st-secon234"),
    ),
    "a reference is emptied": Case(
        **same("reference_changed", "actors", "parent_id", "ac-army2345"), rows=changed("actors", 0, parent_id="")
    ),
    "a value is corrected": Case(
        **same("value_changed", "strikes", "notes", "st-first234"), rows=changed("strikes", 0, notes="By night.")
    ),
    "a false becomes true": Case(
        **same("value_changed", "statements", "hedged", "sm-bbbb2222"), rows=changed("statements", 1, hedged="true")
    ),
    "the package has another title": Case(
        **same("text_changed", "", "title"), edits=[descriptor(lambda d: d.update(title="Strikes"))]
    ),
    "a resource has another title": Case(
        **same("text_changed", "audits", "title"), edits=[resource("audits", title="Checks")]
    ),
    "a table has another description": Case(
        **same("text_changed", "audits", "description"),
        edits=[schema("audits", lambda s: s.update(description="One row."))],
    ),
    "a field has another example": Case(
        **same("text_changed", "strikes", "notes"), edits=[on_field("strikes", "notes", example="By night.")]
    ),
    "a code has another label": Case(
        **same("text_changed", "sources", "read_from"),
        edits=[schema("sources", lambda s: field_of(s, "read_from")["categories"][0].update(label="Its own page"))],
    ),
    "codes stand in another order": Case(
        **same("text_changed", "strikes", "level"),
        edits=[constraint("strikes", "level", "enum", ["campaign", "series", "strike"])],
    ),
    "a rule has another message": Case(
        **same("text_changed", "strikes", "rules"),
        edits=[schema("strikes", lambda s: s["rules"][0].update(message="give it"))],
    ),
    "the package has another name": Case(
        **same("package_renamed"), edits=[descriptor(lambda d: d.update(name="another"))]
    ),
    "an id is renamed": Case(
        [
            at("id_renamed", "crosswalk", "", "cw-aaaa2222"),
            at("row_added", "crosswalk", "", "cw-bbbb2222"),
            at("tombstone_added", "withdrawn", "", "wd-stone001"),
        ],
        [
            at("row_added", "crosswalk", "", "cw-aaaa2222"),
            at("row_lost", "crosswalk", "", "cw-bbbb2222"),
            at("row_lost", "withdrawn", "", "wd-stone001"),
        ],
        rows=RENAMED,
    ),
    "a version is withdrawn": Case(
        **both("version_withdrawn", "version_reinstated", "", "withdrawnVersions"),
        edits=[descriptor(lambda d: d["withdrawnVersions"].append(WITHDRAWN))],
    ),
    "a version is withdrawn for another reason": Case(
        **same("version_withdrawn", "", "withdrawnVersions"),
        edits=[descriptor(lambda d: d["withdrawnVersions"][0].update(reason="Its figures were wrong."))],
    ),
    "a file is moved": Case(**same("file_moved", "audits", "path"), edits=[moved("audits", "data/more/audits.csv")]),
}
