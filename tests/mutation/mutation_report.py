"""docs/MUTATIONS.md: a section for the mutants of rules and one for those of rows, each written by its own command."""

from collections.abc import Iterable, Sequence
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "docs" / "MUTATIONS.md"
HEAD = """# Mutation tests of the judge

Does `validate` see what it should, and would it be noticed if a rule were lost? Two answers. Every rule is changed in every small way,
one at a time, and the tests' packages must show it. And rows of the real data are changed at random, and a second judge, which shares no
code with ours, must find the same faults in cells, keys, references and rows. This file is written by the two commands named in it; no figure is typed.
"""
SECTIONS = ("Rules", "Rows")


def section(title: str) -> str:
    """A section's text as it stands in the file; empty where there is none."""
    text = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0].strip("\n")


def write(title: str, text: str) -> None:
    """Write a section, and leave the other as it is."""
    texts = {name: text if name == title else section(name) for name in SECTIONS}
    PATH.write_text(
        HEAD + "".join(f"\n## {name}\n{its.strip()}\n" for name, its in texts.items() if its), encoding="utf-8"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers stand to the right."""
    its = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    right = [all(row[i].replace(",", "").isdigit() for row in its) for i in range(len(head))]
    lines = [head, ["--:" if to_right else "---" for to_right in right], *its]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
