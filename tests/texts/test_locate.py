"""`find` searches a document for a passage by its words, whatever their markup, and finds its position."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scripts.package.package import PackageError
from scripts.texts.search import find, read_text
from scripts.texts.words import fingerprint
from tests.shared.documents import DOCUMENT, folded, run_of, written


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="Is a directory"):
        read_text(tmp_path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENT, st.data())
def test_any_run_of_words_is_found_where_it_stands(
    tmp_path: Path, sentences: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    (tmp_path / "doc").write_text(written(sentences), encoding="utf-8")
    document = read_text(tmp_path / "doc")
    # A link whose text is a number becomes a note when it is quoted without its target.
    assume(not re.search(r"\[[0-9]+\]", document.text))
    assert document.words == folded(written(sentences))
    first, last = run_of(data, document.words)
    expected = (first, last - first, fingerprint(document.words[first:last]))
    quote = document.text[document.places[first][0] : document.places[last - 1][1]]
    for sought in (quote, " ".join(document.words[first:last])):
        assert expected in [(p.start, p.length, p.sha256) for p in find(document, sought, exact=True)]
    assert any(p.start <= first and last <= p.start + p.length for p in find(document, quote))
