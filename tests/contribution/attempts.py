"""Attempts to get something in, to lose something or to make the comment lie: what became of each, before and now.

docs/ATTEMPTS.md is written by python -m tests.contribution.attempts: each attempt is made with the real commands on a
repository of a made-up package. What happened before is what was found when the attempts were first made.
"""

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from scripts.package.problem import shorten
from tests.contribution.attempts_at_copies import DUPLICATES
from tests.contribution.attempts_with_texts import ADDRESSES, NAMES, REASONS_GIVEN
from tests.shared.attempting import (
    PLACES,
    STONE,
    STONES,
    Attempt,
    Seen,
    edit,
    forged_code,
    late_change,
    many_rows,
    no_git,
    rows,
    rule,
    schema,
    verified,
    without,
)
from tests.shared.bench import COUNTS, Bench
from tests.shared.hostile import COPY
from tests.shared.rehearsing import found
from tests.shared.tiny import ROOT

PAGE = ROOT / "docs" / "ATTEMPTS.md"

ATTEMPTS = [
    Attempt(
        "SQL through schemas",
        "a field whose name is a query that writes a file",
        "the file was written",
        schema(lambda s: s["fields"][1].update(name=COPY)),
        "use a-z, 0-9 and _",
    ),
    Attempt(
        "SQL through schemas",
        "a bound that is a query",
        "the query was run",
        schema(lambda s: s["fields"][9]["constraints"].update(minimum="(SELECT 1)")),
        "is not a bound of type integer",
    ),
    Attempt(
        "Rules that do not work", "a rule that is `(((`", "a traceback, no JSON", rule(sql="((("), "cannot be parsed"
    ),
    Attempt(
        "Rules that do not work",
        "a rule over an unknown column",
        "a traceback, no JSON",
        rule(sql="count_mni > 0"),
        "names count_mni",
    ),
    Attempt(
        "Rules that do not work",
        "`{` in a message",
        "a traceback, no JSON",
        rule(message="wrong: {"),
        "its message cannot be filled",
    ),
    Attempt(
        "Rules that do not work",
        "a rule without end",
        "ran for ever",
        rule(sql="count_min < (SELECT count(*) FROM range(1000000000000))"),
        "contains a query",
    ),
    Attempt(
        "Rules that do not work",
        "a pattern that backtracks for ever",
        "hung",
        schema(lambda s: s["fields"][0]["constraints"].update(pattern="^(a+)+$")),
        "does not have the right form",
    ),
    Attempt(
        "The comment",
        "code of the contribution that says that the data does not change",
        "the data does not change",
        forged_code,
        "count_min was 10, is now 11",
        0,
    ),
    Attempt(
        "The comment",
        "sixty new rows beside one stance turned from `denies` to `admits`",
        'only "and 91 more"',
        many_rows,
        "admits",
        0,
    ),
    Attempt(
        "The comment",
        "a change behind the sixtieth character of a cell",
        "the same text twice",
        late_change,
        "twice",
        0,
    ),
    Attempt(
        "Lost rows",
        "a row removed",
        "ready to send",
        without("data/damage_counts.csv", "dc-bbbb2222"),
        "the row was removed without a tombstone",
    ),
    Attempt("Lost rows", "a tombstone removed", "ready to send", without(STONES), "the table was emptied"),
    Attempt(
        "Lost rows",
        "a tombstone redirected",
        "ready to send",
        edit(STONES, "vc-aaaa2222", "vc-dddd2222"),
        "the tombstone was changed",
    ),
    Attempt(
        "Lost rows",
        "a row under a new id",
        "ready to send",
        edit("data/damage_counts.csv", "dc-bbbb2222", "dc-cccc2222"),
        "the row was removed without a tombstone",
    ),
    Attempt("Lost rows", "a table emptied", "ready to send", without("data/codings.csv"), "the table was emptied"),
    Attempt(
        "Lost rows", "no git to compare with", "effect: not reported, exit 0", no_git, "the effect was not computed"
    ),
    Attempt(
        "Lost rows",
        "a bound loosened without a version",
        "ready to send",
        schema(lambda s: s["fields"][9]["constraints"].pop("minimum")),
        "this may accept what was refused",
    ),
    *NAMES,
    *DUPLICATES,
    *REASONS_GIVEN,
    Attempt("Values", "a day to come", "valid", edit("data/sources.csv", "2026-01-02", "2049-12-31"), "is after today"),
    Attempt(
        "Values",
        "a number that is written 010",
        "put right without a word",
        edit(COUNTS, ",10,,at_least", ",010,,at_least"),
        "count_min=010: is corrected to 10",
        0,
    ),
    Attempt(
        "Values",
        "a count of 99999999999",
        "valid",
        edit(COUNTS, "4,4,exact", "99999999999,99999999999,exact"),
        "count_min",
    ),
    Attempt("Values", "`+5`", "valid", edit(COUNTS, "5,5,exact", "+5,5,exact"), "rewritten in canonical form", 0),
    Attempt(
        "Values",
        "a day in 1899",
        "valid",
        edit("data/strike_reports.csv", "2020-10-01,2020-10-01,day", "1899-10-01,1899-10-01,day"),
        "date_start",
    ),
    Attempt(
        "Values",
        "a day in 9999",
        "valid",
        edit("data/strike_reports.csv", "2020-10-01,2020-10-01,day", "9999-10-01,9999-10-01,day"),
        "date_start",
    ),
    Attempt(
        "Values",
        "letters that are not composed",
        "valid",
        edit(PLACES, "A\u015fa\u011f\u0131", unicodedata.normalize("NFD", "A\u015fa\u011f\u0131")),
        "rewritten in canonical form",
        0,
    ),
    *ADDRESSES,
    Attempt(
        "verify",
        "a pipe in place of a table",
        "passed over",
        verified(lambda f: [(f / "data/actors.csv").unlink(), os.mkfifo(f / "data/actors.csv")]),
        "actors.csv",
    ),
    Attempt(
        "verify",
        "a link in place of a table",
        "followed",
        verified(
            lambda f: [
                (f / "data/actors.csv").rename(f.parent / "a.csv"),
                (f / "data/actors.csv").symlink_to(f.parent / "a.csv"),
            ]
        ),
        "actors.csv",
    ),
    Attempt(
        "verify",
        "the litter of an operating system",
        "was added",
        verified(lambda f: (f / ".DS_Store").write_bytes(b"x")),
        ".DS_Store",
        0,
    ),
    Attempt(
        "verify",
        "other line ends",
        "was changed, thirty times",
        verified(lambda f: (f / "README.md").write_bytes((f / "README.md").read_bytes().replace(b"\n", b"\r\n"))),
        "line ends",
    ),
]


def made(attempt: Attempt, folder: Path) -> tuple[Seen, str]:
    """Make an attempt in a new repository: what it came to, and the line that says so."""
    bench = Bench(folder / "package")
    found(bench.root, None)
    header = rows(bench, STONES)[0]
    bench.write(STONES, header + STONE)
    bench.git("add", "--all")
    bench.git("commit", "--quiet", "--message", "Withdraw a row")
    bench.write("changes/why.md", "The passage says so.\n")
    seen = attempt.act(bench)
    line = next((line for line in seen.text.splitlines() if attempt.says in line), "")
    return seen, re.sub(r"^\S*/nk2020-strikes-\S+: ", "", line.replace(f"{folder}/", "")).strip()


def page() -> str:
    """The table of attempts, as Markdown."""
    lines = [
        "# Attempts",
        "",
        "Written by `python -m tests.contribution.attempts`; do not edit. Each attempt is made with the real commands",
        "on a made-up package. *Before* is what was seen when the attempts were first made, on version 0.3.0.",
        "",
        "| kind | attempt | before | now | what is said |",
        "|---|---|---|---|---|",
    ]
    for attempt in ATTEMPTS:
        with tempfile.TemporaryDirectory() as folder:
            seen, line = made(attempt, Path(folder))
        assert (seen.code, bool(line)) == (attempt.code, True), (attempt.what, seen.text)
        now = "refused" if seen.code else "shown" if attempt.kind == "The comment" else "put right"
        cells = (
            attempt.kind,
            attempt.what,
            attempt.before,
            now,
            shorten(line, 160).replace("|", "\\|").replace("`", "'").replace("@", "&#64;"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
