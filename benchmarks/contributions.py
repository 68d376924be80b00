"""Time two contributions from a fresh clone to a passing check: python benchmarks/contributions.py.

The two are the typo and the new strike of docs/rehearsals, made in the real package by its own commands as whole
processes. Prints the number of steps and the seconds, with the set-up listed separately. Time for typing is not
included.
"""

import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (
    "On 4 October 2020 a rocket fell on Ganja. Two people were killed and 7 wounded, officials said."
    " One house was destroyed.\n"
)
NEW_STRIKE = [
    [
        "new",
        "source",
        "https://example.org/report",
        "--text",
        "../report.txt",
        "--title",
        "A report",
        "--publisher-id",
        "Asbarez",
        "--published-on",
        "2020-10-05",
        "--language",
        "en",
        "--read-from",
        "publisher",
        "--identified-by",
        "own_text",
    ],
    ["new", "strike", "--id", "st-benchm23", "--name", "Ganja, 4 October 2020, evening", "--place-id", "Ganja"],
    ["new", "citation", "--text", "../report.txt", "--find", "a rocket fell", "--speech", "own_voice"],
    ["new", "strike_report", "--date-start", "2020-10-04", "--date-precision", "day"],
    [
        "new",
        "statement",
        "--strike-id",
        "st-benchm23",
        "--topic",
        "munition",
        "--code",
        "munition_rocket",
        "--stance",
        "asserts",
    ],
    [
        "new",
        "citation",
        "--id",
        "ci-benchm23",
        "--text",
        "../report.txt",
        "--find",
        "two people were killed",
        "--speech",
        "own_voice",
    ],
    [
        "new",
        "victim_count",
        "--strike-id",
        "st-benchm23",
        "--citation-id",
        "ci-benchm23",
        "--outcome",
        "killed",
        "--scope",
        "total",
        "--population",
        "persons",
        "--count-min",
        "2",
    ],
    [
        "new",
        "victim_count",
        "--strike-id",
        "st-benchm23",
        "--citation-id",
        "ci-benchm23",
        "--outcome",
        "injured",
        "--scope",
        "total",
        "--population",
        "persons",
        "--count-min",
        "7",
    ],
]


def timed(words: list[str], folder: Path, text: str = "") -> float:
    """Wall-clock seconds of one command in a folder; raises RuntimeError with its output if it fails."""
    start = time.perf_counter()
    done = subprocess.run(words, cwd=folder, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def cloned(folder: Path) -> tuple[Path, float, float]:
    """A fresh clone with its environment, and the seconds that cloning and the set-up took."""
    clone = folder / "nk2020-strikes"
    seconds = timed(["git", "clone", "--quiet", str(ROOT), str(clone)], folder)
    return clone, seconds, timed(["make", ".venv/run"], clone)


def typo(clone: Path) -> list[list[str]]:
    """Correct a figure as in an editor; returns the commands still to be typed."""
    path = clone / "data" / "victim_counts.csv"
    header, first, *rest = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([header, first.replace(",13,13,", ",14,14,"), *rest]), encoding="utf-8")
    return [["check"]]


def new_strike(clone: Path) -> list[list[str]]:
    """Write a document; returns the commands that add its claims."""
    (clone.parent / "report.txt").write_text(TEXT, encoding="utf-8")
    return [*NEW_STRIKE, ["check"]]


def main() -> None:
    """Perform both contributions, each in a clone of its own."""
    for title, prepare in (("typo", typo), ("new strike", new_strike)):
        with tempfile.TemporaryDirectory() as folder:
            clone, cloning, setting_up = cloned(Path(folder))
            commands = prepare(clone)
            (clone / "changes" / "benchmark.md").write_text("A timed contribution.\n", encoding="utf-8")
            seconds = [timed([".venv/bin/python", "-m", "scripts", *words], clone) for words in commands]
            typed = f"{len(commands)} command{'s' * (len(commands) > 1)}"
            steps = len(commands) + (2 if title == "typo" else 1) + 2
            print(
                f"{title}: clone {cloning:.1f} s, set-up {setting_up:.1f} s, then {typed} in {sum(seconds):.1f} s"
                f" (the check: {seconds[-1]:.1f} s); {steps} steps including the edits and the reason"
            )


if __name__ == "__main__":
    main()
