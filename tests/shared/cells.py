"""Cells: for every field, values that must be let through and values that must be refused, written without asking the schemas.

What a constraint refuses is stated here a second time, by example, so that a constraint that is dropped, loosened or tightened in a
schema is noticed. Codes alone are taken from the schemas' categories, each of which must be in its field's enum.
"""

from typing import Any

from scripts.package.package import open_package
from tests.shared.tiny import ROOT, TINY, Rows, tiny

Cells = tuple[list[str], list[str]]  # sound, refused
PACKAGE = open_package(ROOT)
NO_CODE = "no_such_code"


def near(text: str, other: str = "%") -> list[str]:
    """A text with each of its characters exchanged for another, one at a time."""
    return [text[:i] + other + text[i + 1 :] for i in range(len(text))]


def id_(prefix: str) -> Cells:
    sound = f"{prefix}-az09az09"
    return [sound], [*near(sound)[:5], sound[:-1], sound + "a", *(sound[:-1] + c for c in "`{/:A"), sound + "\u200b"]


def whole(least: int | None = None, most: int | None = None) -> Cells:
    sound = [str(n) for n in (least, most) if n is not None] + ([] if most else ["9" * 18])
    beyond = [str(bound + step) for bound, step in ((least, -1), (most, 1)) if bound is not None]
    return sound, [*beyond, "abc", "1e3", "1_000", "4.0", "４", "9" * 19, "/", "1:"]


def number(least: int, most: int) -> Cells:
    return [str(least), str(most), f"{least}.5", f"{least}.", f"+{least}.25"], [
        f"{least - 1}.999",
        f"{most}.001",
        "abc",
        "4e1",
        f"{least},5",
        "NaN",
        "４０",
    ]


def text(most: int | None = None) -> Cells:
    return ["A village, 3 km off", "x" * (most or 5000)], (["x" * (most + 1)] if most else []) + [
        "stray ",
        "=1+1",
        "<b>",
        "Bаku",
    ]


SHA256 = ["0f" * 32, "9a" * 32], ["0f" * 31 + "0", "0f" * 32 + "0", *("0" * 63 + c for c in "`g/:A")]
DAY = (
    ["2020-02-29", "2020-10-01"],
    [
        "2020-02-30",
        "2020-13-01",
        "2020/10/01",
        "2020-1-01",
        "2020-10-1",
        "01.10.2020",
        "20201001",
        "12020-10-01",
        "epoch",
        "infinity",
    ],
)
FLAG = ["true", "false"], ["yes", "no", "TRUE", "False", "1", "0", "t", NO_CODE]
URL = (
    ["http://a", "https://example.org/a?b=%20"],
    ["https://", "https://a b", "httpss://a", *near("https://a")[:8], "ftp://a", "xhttps://a"],
)
LANGUAGE = ["az", "za"], ["a", "aaa", "a`", "a{", "AZ"]
TIME = (
    ["00:00", "19:59", "20:09", "23:50", "08:15", "night", "morning", "midday", "afternoon", "evening"],
    [
        "24:00",
        "2/:00",
        "2::00",
        "1/:00",
        "1::00",
        "29:00",
        "/0:00",
        "00:/0",
        "00:60",
        "00:5/",
        "00:5:",
        "0:00",
        "00:0",
        "00:000",
        "000:00",
        *near("13:00"),
        *near("22:00"),
        *(wrong for word in ("night", "morning", "midday", "afternoon", "evening") for wrong in near(word)),
    ],
)
WIKIDATA = ["Q1", "Q9", "Q10", "Q19", "Q100"], ["Q", "Q0", "Q01", "Q/", "Q:", "Q1/", "Q1:", "%1", "q1"]
ANY_ID = (
    ["az-az09az09", "za-az09az09"],
    [
        "a-az09az09",
        "aaa-az09az09",
        "`a-az09az09",
        "a{-az09az09",
        *near("az-az09az09")[:3],
        "az-az09az0",
        "az-az09az09a",
        *("az-az09az0" + c for c in "`{/:A"),
    ],
)
VERSION = (
    ["0.1.0", "19.90.109"],
    [
        "1",
        "1.0",
        ".1.0",
        "1..0",
        "1.0.",
        "1x0.0",
        "1.0x0",
        "/.1.0",
        ":.1.0",
        "1./.0",
        "1.:.0",
        "1.0./",
        "1.0.:",
        "1.0.0-dev",
    ],
)
COUNTS = {"count_min": whole(0), "count_max": whole(0)}
FREE = {
    name: text()
    for name in "outcome object extent scope population demographic occupation topic party_role code stance qualifier wording reason speech".split()
}

CELLS: dict[str, dict[str, Cells]] = {
    "sources": {
        "source_id": id_("so"),
        "title": text(200),
        "publisher_id": id_("ac"),
        "author": text(120),
        "published_on": DAY,
        "language": LANGUAGE,
        "url": URL,
        "archived_url": URL,
        "read_on": DAY,
        "text_words": whole(1),
        "text_sha256": SHA256,
        "notes": text(500),
    },
    "citations": {
        "citation_id": id_("ci"),
        "source_id": id_("so"),
        "passage_sha256": SHA256,
        "passage_words": whole(1, 400),
        "passage_start": whole(0),
        "speaker_id": id_("ac"),
        "via_id": id_("ac"),
    },
    "actors": {"actor_id": id_("ac"), "name": text(120), "parent_id": id_("ac"), "notes": text(300)},
    "places": {
        "place_id": id_("pl"),
        "name": text(80),
        "name_az": text(80),
        "name_hy": text(80),
        "name_ru": text(80),
        "held_by_source": text(200),
        "admin": text(80),
        "latitude": number(38, 42),
        "longitude": number(43, 51),
        "geonames_id": whole(1),
        "wikidata_id": WIKIDATA,
        "gazetteer": text(120),
    },
    "strikes": {"strike_id": id_("st"), "name": text(120), "place_id": id_("pl"), "notes": text(500)},
    "strike_links": {"link_id": id_("sl"), "strike_id": id_("st"), "other_id": id_("st")},
    "strike_reports": {
        "report_id": id_("sr"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "date_start": DAY,
        "date_end": DAY,
        "local_time": TIME,
        "place_id": id_("pl"),
        "strikes_counted": whole(1),
    },
    "victim_counts": {
        "claim_id": id_("vc"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "part_of": id_("vc"),
        **COUNTS,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "damage_counts": {
        "claim_id": id_("dc"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "part_of": id_("dc"),
        **COUNTS,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "statements": {
        "statement_id": id_("sm"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "party_id": id_("ac"),
        "hedged": FLAG,
        "answers": id_("sm"),
        **COUNTS,
    },
    "exclusions": {"exclusion_id": id_("ex"), "citation_id": id_("ci"), "repeats": id_("ci")},
    "crosswalk": {"crosswalk_id": id_("cw"), "strike_id": id_("st"), "external_id": text(200)},
    "withdrawn": {
        "withdrawal_id": id_("wd"),
        "id": ANY_ID,
        "reason": text(300),
        "replaced_by": ANY_ID,
        "version": VERSION,
    },
    "codings": {
        "coding_row_id": id_("cr"),
        "source_id": id_("so"),
        "passage_sha256": SHA256,
        "passage_words": whole(1),
        "passage_start": whole(0),
        "speaker_id": id_("ac"),
        "via_id": id_("ac"),
        "strike": text(160),
        "place_id": id_("pl"),
        "date_start": DAY,
        "date_end": DAY,
        "party_id": id_("ac"),
        **FREE,
        **COUNTS,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "adjudications": {
        "adjudication_id": id_("aj"),
        "source_id": id_("so"),
        "passage_start": whole(0),
        "passage_words": whole(1),
        "reason": text(400),
    },
    "audits": {"audit_id": id_("au"), "citation_id": id_("ci"), "auditor": text(60), "audited_on": DAY},
}
REQUIRED = {
    "sources": "source_id title publisher_id language read_on read_from text_access identified_by",
    "citations": "citation_id source_id passage_sha256 passage_words passage_start speaker_id speech",
    "actors": "actor_id name kind",
    "places": "place_id name kind country held_by held_by_source",
    "strikes": "strike_id name level",
    "strike_links": "link_id strike_id other_id relation",
    "strike_reports": "report_id strike_id citation_id date_precision basis",
    "victim_counts": "claim_id strike_id citation_id outcome scope population demographic occupation qualifier counted_by_coder hedged",
    "damage_counts": "claim_id strike_id citation_id object extent scope qualifier counted_by_coder hedged",
    "statements": "statement_id strike_id citation_id topic stance hedged",
    "exclusions": "exclusion_id citation_id reason",
    "crosswalk": "crosswalk_id strike_id scheme external_id match",
    "withdrawn": "withdrawal_id id reason",
    "codings": "coding_row_id coding source_id passage_sha256 passage_words passage_start row_kind speaker_id speech",
    "adjudications": "adjudication_id source_id passage_start passage_words decision reason",
    "audits": "audit_id citation_id auditor audited_on verdict",
}
UNIQUE = {
    "sources": "source_id text_sha256",
    "actors": "actor_id name",
    "strikes": "strike_id name",
}  # elsewhere the first field alone
REFERENCES = {
    "sources": {"publisher_id": "actors"},
    "citations": {"source_id": "sources", "speaker_id": "actors", "via_id": "actors"},
    "actors": {"parent_id": "actors"},
    "strikes": {"place_id": "places"},
    "strike_links": {"strike_id": "strikes", "other_id": "strikes"},
    "strike_reports": {"strike_id": "strikes", "citation_id": "citations", "place_id": "places"},
    "victim_counts": {"strike_id": "strikes", "citation_id": "citations", "part_of": "victim_counts"},
    "damage_counts": {"strike_id": "strikes", "citation_id": "citations", "part_of": "damage_counts"},
    "statements": {"strike_id": "strikes", "citation_id": "citations", "party_id": "actors", "answers": "statements"},
    "exclusions": {"citation_id": "citations", "repeats": "citations"},
    "crosswalk": {"strike_id": "strikes"},
    "codings": {
        "source_id": "sources",
        "speaker_id": "actors",
        "via_id": "actors",
        "party_id": "actors",
        "place_id": "places",
    },
    "adjudications": {"source_id": "sources"},
    "audits": {"citation_id": "citations"},
}

# A made-up table whose fields have a type and nothing else: what the lexical guards and the refused characters are, at their ends.
INSIDE = (
    "\x01\x08\x0e\x1f\x7f\x9f\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180f\u2007\u200b\u200f\u2028\u202e\u2060\u206f\u2800\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufff0\ufffb\U0001bca0\U0001bca3\U0001d173\U0001d17a\U000e0000\U000e0fff"
)
BESIDE = (
    "\u00a1\u00ac\u00ae\u034e\u0350\u061b\u061d\u115e\u1161\u17b3\u17b6\u180a\u1810\u2006\u2008\u2010\u2027\u2070\u27ff\u2801\u3163\u3165\ufdff"
    "\ufe10\ufefe\uff00\uff9f\uffa1\uffef\ufffc\U0001bc9f\U0001bca4\U0001d172\U0001d17b\U000dffff\U000e1000"
)
OUTER = " \u1680\u2000\u200a\u202f\u205f\u3000"
LATIN, OTHER = "AZaz\u00c0\u024f", "\u0370\u052f\u0531\u058f"
PAIRS = [(a, OTHER[0]) for a in LATIN] + [(LATIN[0], b) for b in OTHER[1:]]
PROBE: dict[str, Cells] = {
    "integer": (
        ["0", "-5", "+5", "9" * 18],
        ["+", "+-5", "5-", "9" * 19, "/", ":", "1_000", "1e3", "4.0", "４", "*5", ",5"],
    ),
    "number": (
        ["0", "-5", "+5", "5.", "5.09", ".5", "-.09", "9" * 30],
        [
            ".",
            "+",
            "1e3",
            "4,5",
            "NaN",
            "inf",
            "5/",
            "5:",
            ".5/",
            ".5:",
            "5./",
            "5.:",
            "5x5",
            "x5",
            "１",
            "5.5.5",
            "*5",
            ",5",
        ],
    ),
    "date": (
        DAY[0] + ["0001-09-09", "9999-12-31"],
        [
            *DAY[1],
            "2020-10-01 ",
            "2020 10 01",
            "202-10-01",
            "2020-010-01",
            "2020-10-011",
            "2O20-10-01",
            "2020-00-01",
            "infinity",
        ],
    ),
    "boolean": FLAG,
    "string": (
        [f"a{c}b" for c in OUTER if c not in INSIDE]
        + [f"a{c}b" for c in " !~\u202f\u205f" + BESIDE]
        + [f"{c}b" for c in "!\u00a1\u167f\u1681\u1fff\u2010\u2030\u205e\u2fff\u3001(,.>?A/"]
        + [f"b{c}" for c in "!~\u1681\u1fff\u2010=+@-"]
        + [f"1@{b}" for b in OTHER]
        + ["a<1", "a < b", "a<(", "a<.", "a<>", "a<[", "a<`", "a<{", "a<@"]
        + [f"{a}{b}" for a in "@[`{\u00bf\u0250" for b in OTHER if a != "@"]
        + [f"{a}{b}" for a in LATIN for b in "\u036f\u0530\u0590"]
        + [f"{b}{a}" for a in "@[`{\u00bf\u0250" for b in OTHER]
        + [f"{b}{a}" for a in LATIN for b in "\u036f\u0530\u0590"],
        [f"{c}b" for c in OUTER]
        + [f"b{c}" for c in OUTER]
        + [f"a{c}b" for c in INSIDE]
        + [f"{c}1" for c in "=+@-"]
        + [f"a<{c}b" for c in "AZaz/!?"]
        + [f"{a}{b}" for a, b in PAIRS]
        + [f"{b}{a}" for a, b in PAIRS],
    ),
}


def cells_of(table: str, field: dict[str, Any]) -> Cells:
    """The sound and the refused cells of a field."""
    name = field["name"]
    sound, refused = (
        ([c["value"] for c in field["categories"]], [NO_CODE, field["categories"][0]["value"].title()])
        if "categories" in field
        else CELLS[table][name]
    )
    return (sound, [*refused, ""]) if name in REQUIRED[table].split() else ([*sound, ""], refused)


def cases(table: str, field: dict[str, Any]) -> tuple[Rows, list[tuple[int, str]]]:
    """A table with a row for every sound and every refused cell of a field; and line and field of those that must be refused."""
    row = TINY[table][0]
    key, rows, refused = next(iter(row)), list[dict[str, str]](), list[tuple[int, str]]()
    for cells, wrong in zip(cells_of(table, field), (False, True), strict=True):
        for value in cells:
            rows.append({**row, key: f"{row[key][:3]}{len(rows):08}", field["name"]: value})
            refused += [(len(rows) + 1, field["name"])] * wrong
    return {table: rows}, refused


def probe() -> tuple[dict[str, Any], Rows, list[tuple[int, str]]]:
    """The schema of the made-up table, its rows, and line and field of the cells that must be refused."""
    fields = [
        {"name": f"a_{kind}", "type": kind}
        | ({"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else {})
        for kind in PROBE
    ]
    key = {
        "name": "probe_id",
        "type": "string",
        "constraints": {"required": True, "unique": True, "pattern": "^[0-9]{8}$"},
    }
    rows, refused = list[dict[str, str]](), list[tuple[int, str]]()
    for kind, both in PROBE.items():
        for cells, wrong in zip(both, (False, True), strict=True):
            for value in cells:
                rows.append({"probe_id": f"{len(rows):08}", f"a_{kind}": value})
                refused += [(len(rows) + 1, f"a_{kind}")] * wrong
    return {"fields": [key, *fields], "primaryKey": ["probe_id"]}, {"probe": rows}, refused


def doubles(table: str) -> tuple[Rows, list[tuple[int, str]]]:
    """A table with, for every field whose values are unique, a row that has the first one's; and line and field of these cells."""
    row = tiny()[table][0] | ({"text_sha256": "0" * 64, "text_words": "200"} if table == "sources" else {})
    key, unique = next(iter(row)), UNIQUE.get(table, next(iter(row))).split()
    rows, refused = [row, *tiny()[table][1:]], []
    for field in unique:
        others = {
            other: f"{i:064}" if other == "text_sha256" else f"{row[key][:3]}{len(rows):08}"
            for i, other in enumerate(unique, 1)
            if other != field
        }
        rows.append({**row, **others})
        refused.append((len(rows) + 1, field))
    return {table: rows}, refused


def nowhere(table: str) -> tuple[Rows, list[tuple[int, str]]]:
    """The tiny package with, for every reference of a table, a row in which it leads to a row, and one in which it leads nowhere; and
    line and field of the latter.
    """
    rows = tiny()
    its, refused = rows[table], []
    key = next(iter(its[0]))
    for field, target in REFERENCES[table].items():
        there = next(iter(rows[target][0].values()))
        for value in (there, f"{there[:3]}nowhere2"):
            names = {"name": f"{its[0]['name']} {len(its)}"} if table in ("actors", "strikes") else {}
            its.append({**its[0], **names, key: f"{its[0][key][:3]}{len(its):08}", field: value})
        refused.append((len(its) + 1, field))
    return rows, refused
