"""Cases of a_passage_lies_in_its_text."""

from tests.checking.edit import Change, edit


def of_words(number: str) -> Change:
    """A document with a number of words; its last passage starts at 59 and has 8."""
    return edit(sources={"so-paper234": {"text_words": number, "text_sha256": "0" * 64}})


FAILS = [
    (of_words("60"), [("citations", "ci-eeee2222", "passage_start", "59", {"text_words": "60"})]),
    (of_words("66"), [("citations", "ci-eeee2222", "passage_start", "59", {"text_words": "66"})]),
]
PASSES = [
    of_words("67"),
]
