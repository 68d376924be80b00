"""docs/MUTATIONS.md: one section on mutated rules and one on mutated rows, each written by its own command."""

from collections.abc import Iterable, Sequence
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "docs" / "MUTATIONS.md"
HEAD = """# Mutation tests of `validate`

Does `validate` find every fault, and would a test fail if a rule were lost? Two runs answer this. The first changes
every rule in every small way, one change at a time; the packages of the tests must show each change. The second
changes rows of the real data at random; a second validator, which shares no code with ours, must find the same faults
in cells, keys, references and rows. The two commands named below write this file. No figure is typed by hand.
"""
SECTIONS = ("Rules", "Rows")


def section(title: str) -> str:
    """A section's text in the file, without its heading; empty if the file has no such section."""
    text = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0].strip("\n")


def write(title: str, text: str) -> None:
    """Write one section and keep the other as it is."""
    texts = {name: text if name == title else section(name) for name in SECTIONS}
    PATH.write_text(
        HEAD + "".join(f"\n## {name}\n{its.strip()}\n" for name, its in texts.items() if its), encoding="utf-8"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns of numbers are aligned to the right."""
    its = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    right = [all(row[i].replace(",", "").isdigit() for row in its) for i in range(len(head))]
    lines = [head, ["--:" if to_right else "---" for to_right in right], *its]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
