"""Cases of sources_are_distinct."""

from typing import Any

from tests.checking.edit import Change, both, edit

FINDINGS = "https://example.org/findings"
ARCHIVED = "https://web.archive.org/web/2021/http://www.example.org/findings/"
SHIFTED = edit(citations={id_: {"passage_start": "900"} for id_ in ("ci-xxxx2222", "ci-yyyy2222")})
UNDECIDED = edit(decisions={"de-aaaa2222": None})


def address(url: str, of: str = FINDINGS) -> Change:
    return both(UNDECIDED, edit(sources={"so-paper234": {"url": url}, "so-watch234": {"url": of}}))


def told(url: str, what: str = "the same address") -> list[tuple[Any, ...]]:
    details = {"first": "so-paper234", "title": "Strikes on Lowtown", "what": what}
    return [("sources", "so-watch234", "url", url, details)]


def cited(*ids: str) -> Change:
    """Passages of the second document that are cited from the first as well."""
    return edit(
        citations={
            id_: {"like": like, "source_id": "so-paper234"}
            for id_, like in zip(ids, ("ci-ffff2222", "ci-gggg2222"), strict=False)
        },
        exclusions={f"ex{id_[2:]}": {"citation_id": id_, "reason": "no_claim"} for id_ in ids},
    )


FAILS = [
    (address(FINDINGS), told(FINDINGS)),
    *(
        (address(other), told(FINDINGS))
        for other in (
            "http://example.org/findings",
            "https://www.example.org/findings",
            "https://example.org:443/findings",
            "https://example.org/findings/",
            "https://example.org/findings//",
            "https://example.org/findings?",
            "https://example.org/findings#top",
            "https://example.org/findings/#/top",
            "https://m.example.org/findings",
            "https://example.org/findings?utm_source=x&fbclid=y",
            "https://example.org/find%69ngs/amp",
            "https://web.archive.org/web/20210101000000/https://example.org/findings",
        )
    ),
    (address("https://example.org", "http://example.org/"), told("http://example.org/")),
    (address("https://example.org/?id=1", "http://example.org/?id=1#x"), told("http://example.org/?id=1#x")),
    # the address of an archived copy
    (
        both(UNDECIDED, edit(sources={"so-paper234": {"archived_url": ARCHIVED}})),
        told(FINDINGS),
    ),
    (
        both(
            UNDECIDED,
            edit(sources={"so-paper234": {"url": FINDINGS}, "so-watch234": {"url": "", "archived_url": ARCHIVED}}),
        ),
        [("sources", "so-watch234", "archived_url", ARCHIVED, *told(FINDINGS)[0][4:])],
    ),
    (both(address(FINDINGS), edit(sources={"so-watch234": {"archived_url": ARCHIVED}})), told(FINDINGS)),
    (both(UNDECIDED, cited("ci-xxxx2222", "ci-yyyy2222")), told(FINDINGS, "most of the same passages")),
    (both(UNDECIDED, cited("ci-xxxx2222", "ci-yyyy2222"), SHIFTED), told(FINDINGS, "most of the same passages")),
    (
        both(UNDECIDED, cited("ci-xxxx2222", "ci-yyyy2222"), edit(sources={"so-watch234": {"url": ""}})),
        [("sources", "so-watch234", "url", "", *told(FINDINGS, "most of the same passages")[0][4:])],
    ),
    # most of the passages of the shorter of the two, whichever that is
    (
        both(
            UNDECIDED,
            cited("ci-xxxx2222"),
            edit(citations={f"ci-{letter * 4}2222": {"source_id": "so-watch234"} for letter in "abcde"}),
        ),
        told(FINDINGS, "most of the same passages"),
    ),
    # decisions on other documents
    (
        edit(
            sources={"so-paper234": {"url": FINDINGS}, "so-third234": {"like": "so-watch234", "url": ""}},
            decisions={
                "de-aaaa2222": {"other_id": "so-third234"},
                "de-cccc2222": {"like": "de-aaaa2222", "id": "so-third234", "other_id": "so-watch234"},
            },
        ),
        told(FINDINGS),
    ),
    (
        both(address(FINDINGS), cited("ci-xxxx2222", "ci-yyyy2222")),
        told(FINDINGS),
    ),
]
PASSES = [
    edit(candidates={"ca-aaaa2222": {"url": FINDINGS}}),  # the page that a source was coded from
    UNDECIDED,
    address("https://example.org/Findings"),
    address("https://example.org/findings?page=2"),
    address("https://example.org/findings/2"),
    address("https://example.com/findings"),
    address("https://archive.org/findings"),
    both(UNDECIDED, edit(sources={"so-watch234": {"archived_url": ARCHIVED}})),  # a document and its own copy
    address("https://example.org/findings", "https://example.org"),
    edit(sources={"so-paper234": {"url": FINDINGS}}),
    edit(
        sources={"so-paper234": {"url": FINDINGS}},
        decisions={"de-aaaa2222": {"id": "so-watch234", "other_id": "so-paper234"}},
    ),
    # half is not most
    both(UNDECIDED, cited("ci-xxxx2222")),
    both(
        UNDECIDED,
        cited("ci-xxxx2222"),
        edit(citations={f"ci-{letter * 4}2222": {"source_id": "so-watch234"} for letter in "abcd"}),
    ),
    edit(sources={"so-watch234": {"url": ""}}, decisions={"de-aaaa2222": None}),  # no address is no address in common
    # one passage that several speakers share is one
    both(
        UNDECIDED,
        cited("ci-xxxx2222"),
        edit(citations={"ci-zzzz2222": {"like": "ci-ffff2222", "speaker_id": "ac-westl234"}}),
    ),
    both(
        UNDECIDED,
        cited("ci-xxxx2222"),
        edit(
            citations={"ci-zzzz2222": {"like": "ci-ffff2222", "source_id": "so-paper234", "speaker_id": "ac-westl234"}}
        ),
    ),
]
