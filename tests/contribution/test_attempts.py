"""Every attempt on record is refused, put right or shown, and its page says what is said."""

import pytest

from tests.contribution.attempts import ATTEMPTS, PAGE, page


def test_every_attempt_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [attempt.what for attempt in ATTEMPTS if f"| {attempt.what} |" not in text] == []
    assert text.count("\n| ") == len(ATTEMPTS) + 1


@pytest.mark.thorough
def test_what_went_through_is_refused_put_right_or_shown_and_the_page_says_so() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run: python -m tests.contribution.attempts"
