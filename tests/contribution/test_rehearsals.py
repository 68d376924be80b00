"""Every rehearsal of a contribution passes, and its page in docs/rehearsals is up to date."""

from pathlib import Path

import pytest

from tests.contribution.rehearsals import DOCS, REHEARSALS


@pytest.mark.thorough
@pytest.mark.parametrize("name", REHEARSALS)
def test_the_rehearsal_passes_and_is_told_as_it_goes(name: str, tmp_path: Path) -> None:
    told = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert REHEARSALS[name](tmp_path).text() == told, "Run: python -m tests.contribution.rehearsals"


def test_every_page_is_of_a_rehearsal() -> None:
    assert {page.stem for page in DOCS.glob("*.md")} == set(REHEARSALS)
