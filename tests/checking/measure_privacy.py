"""Measures how many invented names are found, for each script and disguise, and how many harmless notes are refused.

python -m tests.checking.measure_privacy --seeds 0 1 2     prints both as a table, and what was missed with --show
python -m tests.checking.measure_privacy --titles          the share found inside titles of the data, by language
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable

from scripts.checking.privacy.text import faults, faults_of_address
from scripts.checking.vocabulary import rows_of
from tests.shared.harmless import harmless
from tests.shared.inventing import DISGUISES, SCRIPTS, disguised, invented
from tests.shared.sentences import KNOWN, PACKAGE

NAMES, NOTES = 500, 5000
FOUND, WRONG = 0.95, 0.01  # least share of names that are found in each cell; most of the notes that are refused

Cell = tuple[str, str]


def is_refused(text: str) -> bool:
    """Whether a note, or an address or path, which has no spaces, is refused."""
    return bool(faults(text, KNOWN) if " " in text else faults_of_address(text, KNOWN))


def found(seeds: Iterable[int]) -> tuple[dict[Cell, float], list[str]]:
    """The share of names found, by script and disguise, and the texts in which a name was missed."""
    asked, hits, missed = Counter[Cell](), Counter[Cell](), []
    for seed in seeds:
        for script in SCRIPTS:
            for person in invented(seed, script, NAMES // len(SCRIPTS)):
                for disguise in DISGUISES:
                    text = disguised(seed, script, disguise, person)
                    asked[script, disguise] += 1
                    hits[script, disguise] += (refused := is_refused(text))
                    missed += [] if refused else [text]
    return {cell: hits[cell] / asked[cell] for cell in asked}, missed


def in_titles(seed: int = 0, each: int = 10) -> dict[str, float]:
    """The share of full names that are found at any place in the titles of the sources, by language of the title."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    asked, hits = Counter[str](), Counter[str]()
    scripts = {"ru": "Cyrillic", "uk": "Cyrillic", "hy": "Armenian", "el": "Greek"}
    for _, row in rows_of(PACKAGE.tables["sources"]):
        words, language = row.get("title", "").split(), row.get("language", "")
        for person in invented(seed, scripts.get(language, "Latin"), each if words else 0):
            at = chance.randint(0, len(words))
            text = " ".join([*words[:at], person.given, person.surname, *words[at:]])
            asked[language] += 1
            hits[language] += any(kind == "name" for _, kind, _ in faults(text, KNOWN))
    return {language: hits[language] / asked[language] for language in sorted(asked)}


def wrongly_refused(seed: int, count: int = NOTES) -> list[str]:
    """The harmless notes that are refused."""
    return [text for text in harmless(seed, count) if is_refused(text)]


def table(shares: dict[Cell, float]) -> str:
    """The shares as a Markdown table."""
    lines = [f"| found, % | {' | '.join(DISGUISES)} |", f"|---{'|---' * len(DISGUISES)}|"]
    for script in SCRIPTS:
        lines.append(f"| {script} | {' | '.join(f'{100 * shares[script, d]:.1f}' for d in DISGUISES)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table for the seeds given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4], help="seeds (default: 0 to 4)")
    parser.add_argument("--show", action="store_true", help="also print what was missed and what was refused")
    parser.add_argument("--titles", action="store_true", help="measure inside titles of the data instead")
    arguments = parser.parse_args()
    if arguments.titles:
        print("\n".join(f"{language} {100 * share:.1f} %" for language, share in in_titles().items()))
        return
    shares, missed = found(arguments.seeds)
    print(table(shares))
    for seed in arguments.seeds:
        refused = wrongly_refused(seed)
        print(f"seed {seed}: {len(refused)} of {NOTES} harmless notes refused")
        missed += refused
    print("\n".join(missed) if arguments.show else "", end="")


if __name__ == "__main__":
    main()
