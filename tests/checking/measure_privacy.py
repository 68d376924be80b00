"""Measures how many invented names are found, for each script and disguise, and how many harmless notes are refused.

python -m tests.checking.measure_privacy --seeds 0 1 2     prints both as a table, and what was missed with --show
"""

import argparse
from collections import Counter
from collections.abc import Iterable

from scripts.checking.privacy.text import faults, faults_of_address
from tests.shared.harmless import harmless
from tests.shared.inventing import DISGUISES, SCRIPTS, disguised, invented
from tests.shared.sentences import KNOWN

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
    arguments = parser.parse_args()
    shares, missed = found(arguments.seeds)
    print(table(shares))
    for seed in arguments.seeds:
        refused = wrongly_refused(seed)
        print(f"seed {seed}: {len(refused)} of {NOTES} harmless notes refused")
        missed += refused
    print("\n".join(missed) if arguments.show else "", end="")


if __name__ == "__main__":
    main()
