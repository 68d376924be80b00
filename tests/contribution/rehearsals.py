"""Rehearsals: contributions from the first command to the release.

Each has a page in docs/rehearsals/ with what was typed and printed, the comment, and what was merged.
python -m tests.contribution.rehearsals [NAME ...] writes the pages.
"""

import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.package.files import write_csv
from tests.contribution.rehearsed_additions import new_strike, revised_toll
from tests.shared.rehearsing import Rehearsal
from tests.shared.tiny import ROOT, tiny

DOCS = ROOT / "docs" / "rehearsals"


# ---- the rehearsals, in the order in which a newcomer would read them


def typo(folder: Path) -> Rehearsal:
    """The passage says that at least 10 people were wounded; the row says 100. A reader of the document fixes it."""
    rows = tiny()
    rows["victim_counts"][2]["count_min"] = "100"
    r = Rehearsal(folder, "A typo fixed", typo, rows)
    r.edit("data/victim_counts.csv", "any,100,,at_least", "any,10,,at_least")
    r.run("check", "--texts", str(r.texts), code=1)
    r.write(
        "changes/lowtown-wounded.md", "The passage says at least 10 wounded in Lowtown; the row had a zero too many."
    )
    r.contribute("lowtown-wounded", "Correct the wounded of Lowtown", "0.1.1", "--texts", str(r.texts))
    return r


def duplicate(folder: Path) -> Rehearsal:
    """The strikes of 1 and 2 October are the same. The second is withdrawn, and references to it move to the first."""
    r = Rehearsal(folder, "A duplicate strike merged", duplicate)
    reason = "The same strike as on 1 October, reported a day later."
    r.run("withdraw", "st-secon234", "--reason", reason, "--replaced-by", "st-first234", "--move")
    r.run("resolve", "st-secon234")
    r.write(
        "changes/lowtown-is-one.md",
        "The strikes on Lowtown of 1 and 2 October are the same, according to The Watchers' report.",
    )
    r.contribute("lowtown-is-one", "Merge the strikes on Lowtown", "0.2.0")
    return r


def split(folder: Path) -> Rehearsal:
    """The strike of 1 October was two strikes. Two new strikes take over its rows, and the old id leads to both."""
    r = Rehearsal(folder, "A strike split", split)
    r.run("new", "strike", "--id", "st-morni234", "--name", "Lowtown, 1 October 2020, morning", "--place-id", "Lowtown")
    r.run("new", "strike", "--id", "st-night234", "--name", "Lowtown, 1 October 2020, night", "--place-id", "Lowtown")
    r.run("move", "st-first234", "--from", "st-first234", "--to", "st-morni234")
    r.run(
        "new",
        "decision",
        "--id",
        "st-morni234",
        "--other-id",
        "st-night234",
        "--decision-id",
        "de-night234",
        "--decision",
        "distinct",
        "--reason",
        "The report tells the strike of the morning from that of the night.",
        "--decided-on",
        "2026-01-04",
    )
    r.run(
        "new",
        "strike_report",
        "--id",
        "sr-night234",
        "--strike-id",
        "st-night234",
        "--citation-id",
        "ci-gggg2222",
        "--date-start",
        "2020-10-01",
        "--date-precision",
        "day",
        "--local-time",
        "night",
        "--basis",
        "inferred",
    )
    r.run(
        "new",
        "strike_link",
        "--id",
        "sl-night234",
        "--strike-id",
        "st-night234",
        "--other-id",
        "st-group234",
        "--relation",
        "part_of",
    )
    r.run(
        "withdraw",
        "st-first234",
        "--reason",
        "Two strikes: one in the morning, one at night.",
        "--replaced-by",
        "st-morni234",
        "st-night234",
    )
    r.run("resolve", "st-first234")
    r.write("changes/lowtown-are-two.md", "The Watchers report two separate strikes on Lowtown on 1 October.")
    r.contribute("lowtown-are-two", "Split the strike on Lowtown of 1 October", "0.2.0")
    return r


def withdrawn_claim(folder: Path) -> Rehearsal:
    """The passage does not say that two of the dead were women. The row is not deleted: it becomes a tombstone."""
    r = Rehearsal(folder, "A wrongly coded claim withdrawn", withdrawn_claim)
    r.run("withdraw", "vc-bbbb2222", "--reason", "The passage does not say so.")
    r.run("resolve", "vc-bbbb2222")
    r.write("changes/lowtown-women.md", "The passage does not say how many of the killed were women.")
    r.contribute("lowtown-women", "Withdraw a count that is not in the passage", "0.1.1")
    return r


def two_at_once(folder: Path) -> Rehearsal:
    """Two people add a count to the same strike at the same time. The ids are random, so they do not collide."""
    r = Rehearsal(folder, "Two pull requests at once", two_at_once)
    count = ("--strike-id", "Lowtown, 1 October 2020", "--scope", "total", "--population", "persons")
    added = (
        ("vc-eeee2222", "ci-gggg2222", "injured", "12", "wounded"),
        ("vc-ffff2222", "ci-ffff2222", "missing", "3", "missing"),
    )
    for id_, citation, outcome, number, branch in added:
        r.silently("switch", "--quiet", "main")
        r.say(f"On the branch `{branch}`:")
        r.run(
            "new",
            "victim_count",
            "--id",
            id_,
            "--citation-id",
            citation,
            "--outcome",
            outcome,
            "--count-min",
            number,
            *count,
        )
        r.write(f"changes/{branch}.md", f"A count of the {branch} that was not coded.")
        r.run("check")
        r.send(branch, f"Add the {branch}")
        r.comment()
    r.land("wounded")
    r.say(
        "The second branch has to merge the first. Both added a line at the same place, which git takes for a conflict."
        " `merge` merges rows, so that it is none."
    )
    r.silently("fetch", "--quiet", "origin")
    r.run("merge", "origin/main")
    r.run("check")
    r.silently("commit", "--all", "--quiet", "--message", "Merge main")
    r.silently("push", "--quiet", "origin", "missing")
    r.show('git commit --all --message "Merge main" && git push origin missing', "")
    r.comment()
    r.land("missing")
    assert r.release() == "0.2.0"
    return r


def hostile(folder: Path) -> Rehearsal:
    """Attacks, one after the other. Each is refused, or its text is shown as plain text."""
    r = Rehearsal(folder, "A hostile pull request", hostile)
    name = "Lowtown, 1 October 2020"
    for title, row in {
        "A formula, which a spreadsheet would run": [name, '=HYPERLINK("https://example.org";"look")'],
        "Markup, which a browser would run": [name, "<img src=x onerror=alert(1)> and [a link](https://example.org)"],
        "A character that reverses what follows": [name, "Told by \u202etsinim eht"],
        "Letters that look like other letters": ["L\u043ewtown, 1 October 2020", ""],
        "A person's name": [name, "Told by Velmir Tazakov of the town."],
    }.items():
        r.say(f"## {title}")
        r.edit(
            "data/strikes.csv",
            f'"{name}",strike,pl-lowto234,',
            write_csv([], [[row[0], "strike", "pl-lowto234", row[1]]]).strip(),
        )
        r.comment(code=1)
        r.undo()
    r.say("## A look-alike letter in an id")
    r.edit("data/victim_counts.csv", "st-first234", "st-f\u0456rst234")
    r.comment(code=1)
    r.undo()
    r.say("## Workflow commands, a mention and a code fence in a name that is otherwise allowed")
    r.edit("data/strikes.csv", f'"{name}"', '"Lowtown, ${{ secrets.token }} ::error::x `id` @everyone ```` | $(id)"')
    r.write("changes/title.md", "The name was too plain.")
    assert "${{ secrets.token }} ::error::x 'id' @everyone ''" in r.comment()
    r.undo()
    r.say("## A path that leads out of the package")
    r.edit("datapackage.json", '"path": "data/strikes.csv"', '"path": "../../../etc/passwd"')
    r.comment(code=1)
    r.undo()
    r.say("## A link in place of a table")
    (r.clone / "data/strikes.csv").unlink()
    (r.clone / "data/strikes.csv").symlink_to("/etc/passwd")
    r.comment(code=1)
    r.undo()
    r.say("## A file of 100 MB in place of a table")
    with (r.clone / "data/strikes.csv").open("r+b") as file:
        file.truncate(100_000_000)
    r.comment(code=1)
    r.undo()
    r.say("## A zip that fills the disk")
    with zipfile.ZipFile(r.clone / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("datapackage.json", b" " * 100_000_000)
    r.comment(code=1)
    r.run("diff", str(r.clone / "bomb.zip"), code=2)
    r.run("verify", str(r.clone / "bomb.zip"), code=1)
    r.undo()
    return r


REHEARSALS: dict[str, Callable[[Path], Rehearsal]] = {
    "typo": typo,
    "revised-toll": revised_toll,
    "new-strike": new_strike,
    "duplicate": duplicate,
    "split": split,
    "withdrawn-claim": withdrawn_claim,
    "two-at-once": two_at_once,
    "hostile": hostile,
}


def performed(name: str) -> Iterator[Rehearsal]:
    """Perform a rehearsal in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield REHEARSALS[name](Path(folder))


if __name__ == "__main__":
    for each in sys.argv[1:] or REHEARSALS:
        for done in performed(each):
            (DOCS / f"{each}.md").write_text(done.text(), encoding="utf-8")
            print(f"docs/rehearsals/{each}.md: {done.commands} commands")
