"""Measures the draft against the data: the share of cited passages that it proposes, and of proposals that stand.

python -m tests.sheets.drafting FOLDER ...        prints both by language, for the texts of documents that are coded
python -m tests.sheets.drafting --half 1 ...      only for one half of the texts, drawn by a hash: words that one half
                                                  suggests are measured on the other
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scripts.package.package import PackageError
from scripts.sheets.drafting import language_of, proposed
from scripts.texts.search import Text, read_text
from tests.shared.framing import rows
from tests.shared.tiny import ROOT

CITED, STAND = 0.85, 0.5  # least shares
Span = tuple[int, int]


def spans_of_data() -> dict[str, tuple[str, list[Span]]]:
    """By fingerprint of its text, the language of a document and its cited passages, each once."""
    cited: dict[str, set[Span]] = {}
    for row in rows(ROOT / "data/citations.csv"):
        start = int(row["passage_start"])
        cited.setdefault(row["source_id"], set()).add((start, start + int(row["passage_words"])))
    return {
        row["text_sha256"]: (row["language"], sorted(cited[row["source_id"]]))
        for row in rows(ROOT / "data/sources.csv")
        if row["text_sha256"] and row["source_id"] in cited
    }


def measured(text: Text, cited: list[Span]) -> Counter[str]:
    """How many passages are cited and proposed, and how many proposals there are and stand.

    A passage is proposed if proposals have at least half of its words; a proposal stands if a passage is among its
    words, or it is among those of a passage.
    """
    spans = [(first, last) for first, last, _ in proposed(text, language_of(text))]
    found = sum(2 * sum(_common(one, span) for span in spans) >= one[1] - one[0] for one in cited)
    stands = sum(
        any(2 * _common(one, span) >= min(one[1] - one[0], span[1] - span[0]) for one in cited) for span in spans
    )
    return Counter(texts=1, cited=len(cited), found=found, proposals=len(spans), stand=stands)


def by_language(folders: Iterable[Path], half: int | None = None) -> dict[str, Counter[str]]:
    """The sums of what is measured, by language; one of two halves of the texts, or all."""
    data, done, sums = spans_of_data(), set[str](), dict[str, Counter[str]]()
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        try:
            text = read_text(path)
        except PackageError:
            continue  # no text
        if text.sha256 not in data or text.sha256 in done or half not in (None, int(text.sha256[0], 16) % 2):
            continue
        done.add(text.sha256)
        language, cited = data[text.sha256]
        sums.setdefault(language, Counter()).update(measured(text, cited))
    return sums


def table(sums: dict[str, Counter[str]]) -> str:
    """The shares as a Markdown table, with a line for all languages."""
    lines = ["| language | texts | cited | proposed, % | proposals | stand, % |", "|---|---|---|---|---|---|"]
    for language, its in [*sorted(sums.items()), ("all", sum(sums.values(), Counter[str]()))]:
        shares = [f"{100 * its[one] / max(its[of], 1):.1f}" for one, of in (("found", "cited"), ("stand", "proposals"))]
        lines.append(
            f"| {language} | {its['texts']} | {its['cited']} | {shares[0]} | {its['proposals']} | {shares[1]} |"
        )
    return "\n".join(lines)


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def main() -> int:
    """Print the table; returns 1 if a language is below the least shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folder with texts of coded documents")
    parser.add_argument("--half", type=int, choices=[0, 1], help="only one half of the texts (default: all)")
    given = parser.parse_args()
    sums = by_language(given.folders, given.half)
    print(table(sums))
    low = [
        language
        for language, its in sums.items()
        if its["found"] < CITED * its["cited"] or its["stand"] < STAND * its["proposals"]
    ]
    print(f"below {CITED:.0%} or {STAND:.0%}: {', '.join(sorted(low))}" if low else "no language is below")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
