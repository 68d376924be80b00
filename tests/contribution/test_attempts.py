"""Every attempt on record is refused, put right or shown, and its page says what is said."""

from pathlib import Path

import pytest

from tests.contribution.attempts import ATTEMPTS, PAGE, Attempt, made, page


def test_every_attempt_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [attempt.what for attempt in ATTEMPTS if f"| {attempt.what} |" not in text] == []
    assert text.count("\n| ") == len(ATTEMPTS) + 1


@pytest.mark.thorough
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.what)
def test_what_went_through_is_refused_put_right_or_shown(attempt: Attempt, tmp_path: Path) -> None:
    seen, line = made(attempt, tmp_path)
    assert (seen.code, bool(line)) == (attempt.code, True), seen.text


@pytest.mark.thorough
def test_the_page_is_up_to_date() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run: python -m tests.contribution.attempts"
