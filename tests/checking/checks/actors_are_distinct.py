"""Cases of actors_are_distinct."""

from typing import Any

from tests.checking.edit import Change, both, edit


def twin(name: str, of: str = "ac-paper234", id_: str = "ac-twin2345", **cells: str) -> Change:
    """An actor like another, whom a coding names."""
    return edit(
        actors={id_: {"like": of, "name": name, **cells}},
        codings={"cr-aaaa2222": {"speaker_id": id_}},
    )


def told(value: str, first: str, name: str, what: str = "kind", id_: str = "ac-twin2345") -> list[tuple[Any, ...]]:
    return [("actors", id_, "name", value, {"first": first, "name": name, "what": what})]


def decided(id_: str, other_id: str, decision: str = "de-bbbb2222") -> Change:
    return edit(decisions={decision: {"like": "de-aaaa2222", "id": id_, "other_id": other_id}})


PAPER = "ac-paper234", "The Paper"
FAILS = [
    *(
        (twin(name), told(name, *PAPER))
        for name in ("the paper", "The  Paper", "The-Paper", "“The Paper”", "The Paper.")
    ),
    (
        both(edit(actors={"ac-paper234": {"name": "Gəncə, Bakı İşğal"}}), twin("Gence (Baki Isgal)")),
        told("Gence (Baki Isgal)", "ac-paper234", "Gəncə, Bakı İşğal"),
    ),
    (twin("The Paper.", id_="ac-aaaa2345"), told("The Paper", "ac-aaaa2345", "The Paper.", id_="ac-paper234")),
    (twin("THE PAPER", kind="research"), told("THE PAPER", *PAPER, "lack of a parent")),
    (twin("THE PAPER", parent_id="ac-watch234"), told("THE PAPER", *PAPER)),
    (
        twin("ministry of Westland", "ac-minis234", kind="state"),
        told("ministry of Westland", "ac-minis234", "Ministry of Westland", "parent"),
    ),
    # decisions on other actors
    (
        both(
            twin("the paper"),
            decided("ac-paper234", "ac-westl234"),
            decided("ac-army2345", "ac-twin2345", "de-cccc2222"),
        ),
        told("the paper", *PAPER),
    ),
]
PASSES = [
    twin("The Papers"),
    twin("THE PAPER", kind="research", parent_id="ac-watch234"),
    both(twin("the paper"), decided("ac-paper234", "ac-twin2345")),
    both(twin("the paper"), decided("ac-twin2345", "ac-paper234")),
]
