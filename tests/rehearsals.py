"""Rehearsals: contributions from the first command to the release, on real git repositories of the tiny package.

Each is told in docs/rehearsals/: what was typed, what was seen, what landed, the comment. python -m tests.rehearsals writes them.
"""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from scripts.__main__ import main
from scripts.derive import write_csv
from scripts.report import shorten
from tests.tiny import ROOT, Rows, tiny, write, write_documents

DOCS = ROOT / "docs" / "rehearsals"
CLOCK = {"NK2020_TEXTS": "", "GIT_AUTHOR_DATE": "2026-12-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-12-01T12:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull,
         "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
DAY = "2026-12-02"


class Rehearsal:
    """A repository with a released first version, a contributor's clone of it, and an account of all that is typed and seen."""

    def __init__(self, folder: Path, title: str, told_by: "Callable[[Path], Rehearsal]", rows: Rows | None = None) -> None:
        self.upstream, self.clone = folder / "upstream", folder / "nk2020-strikes"
        self.texts = write_documents(folder / "texts")
        made_up = "Written by `python -m tests.rehearsals`; do not edit. The package, its documents and its places are made up."
        self.lines = [f"# {title}", "", made_up, "", told_by.__doc__ or "", ""]
        self.commands = 0
        self.comments: list[str] = []
        found(self.upstream, rows)
        self.silently("clone", "--quiet", str(self.upstream), str(self.clone), cwd=folder)

    def silently(self, *words: str, cwd: Path | None = None) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(["git", *words], cwd=cwd or self.clone, capture_output=True, text=True, check=True, env={**os.environ, **CLOCK})
        return done.stdout.strip()

    def say(self, text: str) -> None:
        """Tell the reader something."""
        self.lines += [text, ""]

    def show(self, command: str, seen: str) -> None:
        """Tell what was typed and what was seen."""
        self.commands += 1
        shown = seen.replace(f"{self.clone}/", "").replace(str(self.clone), ".").replace(f"{self.texts.parent}/", "").strip("\n")
        shown = re.sub(r"\bwd-\w{8}", "wd-…", shown)  # drawn at random
        self.lines += ["````console", f"$ {command}", *(shown.splitlines() or []), "````", ""]

    def git(self, *words: str) -> None:
        """Run git in the contributor's clone; tell it."""
        done = subprocess.run(["git", *words], cwd=self.clone, capture_output=True, text=True, check=False, env={**os.environ, **CLOCK})
        self.show(f"git {' '.join(quoted(w) for w in words)}", re.sub(r"\b[0-9a-f]{7,40}\b", "…", done.stdout))

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command of the package in the clone; tell it; returns what it printed."""
        seen = io.StringIO()
        with contextlib.redirect_stdout(seen), contextlib.redirect_stderr(seen), patch.dict(os.environ, CLOCK):
            ended = main(["--package", str(self.clone), *words])
        typed = [w.replace(f"{self.texts.parent}/", "").replace(f"{self.clone}/", "") for w in words]
        printed = re.sub(r"(against|that of) [0-9a-f]{7}", r"\1 main", seen.getvalue())
        self.show(f"python -m scripts {' '.join(map(quoted, typed))}", printed)
        assert ended == code, printed
        return printed

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file as in an editor; tell it."""
        path = self.clone / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        self.say(f"In an editor, in `{file}`: `{old}` becomes {code_span(shorten(new, 200))}.")

    def write(self, file: str, text: str) -> None:
        """Write a new file; tell it."""
        (self.clone / file).parent.mkdir(exist_ok=True)
        (self.clone / file).write_text(f"{text}\n", encoding="utf-8")
        self.say(f"The reason, in `{file}`: {text}")

    def send(self, branch: str, message: str) -> None:
        """Commit and push a branch; tell it."""
        self.silently("switch", "--quiet", "--create", branch)
        self.silently("add", "--all")
        self.silently("commit", "--quiet", "--message", message)
        self.silently("push", "--quiet", "origin", branch)
        self.show(f"git switch --create {branch} && git add --all && git commit --message {quoted(message)} && git push origin {branch}", "")

    def comment(self, code: int = 0) -> str:
        """What the workflow finds on the branch, and the comment it posts; told as the reader of the pull request sees it."""
        found_ = self.clone.parent / "check.json"
        with contextlib.redirect_stdout(io.StringIO()) as annotations, contextlib.redirect_stderr(io.StringIO()), patch.dict(os.environ, CLOCK):
            words = ["check", "--read-only", "--base", "origin/main", "--output", "github", "--json", str(found_)]
            assert main(["--package", str(self.clone), *words]) == code, annotations.getvalue()
        with contextlib.redirect_stdout(io.StringIO()) as body:
            assert main(["comment", str(found_)]) == 0
        marked = [line for line in annotations.getvalue().splitlines() if line.startswith("::")]
        if marked:
            self.lines += ["The lines that the pull request marks:", "", "````text", *marked, "````", ""]
        self.lines += ["The comment:", "", *(f"> {line}".rstrip() for line in body.getvalue().strip().splitlines()), ""]
        self.comments.append(body.getvalue())
        return body.getvalue()

    def undo(self) -> None:
        """Set the clone back to main."""
        self.silently("reset", "--quiet", "--hard", "main")
        self.silently("clean", "--quiet", "--force", "-d")

    def land(self, branch: str) -> None:
        """Merge the branch, show what landed, and release the version that is demanded."""
        self.silently("merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch, cwd=self.upstream)
        landed = self.silently("diff", "--stat=100", "HEAD^", "HEAD", "--", "data", cwd=self.upstream)
        self.lines += ["What lands:", "", "````text", *landed.splitlines(), "````", ""]

    def release(self) -> str:
        """Release the version that the difference demands, after seeing that a lower one is refused; returns it."""
        with contextlib.redirect_stdout(io.StringIO()) as seen:
            main(["--package", str(self.upstream), "diff", "0.1.0", ".", "--output", "json"])
        demanded = str(json.loads(seen.getvalue())["demanded"])
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said), patch.dict(os.environ, CLOCK):
            words = ["--date", DAY, "--to", str(self.upstream / "dist")]
            lower = "0.1.1" if demanded == "0.2.0" else "0.1.0"
            assert main(["--package", str(self.upstream), "release", lower, *words]) == 1
            assert main(["--package", str(self.upstream), "release", demanded, *words]) == 0, said.getvalue()
        self.say(f"It demands version {demanded}: `release {lower}` is refused, `release {demanded}` is built and tagged.")
        return demanded

    def contribute(self, branch: str, message: str, version: str, *words: str) -> str:
        """Check, send, take in and release a contribution, which demands that version; returns the comment on it."""
        self.run("check", *words)
        self.send(branch, message)
        comment = self.comment()
        self.land(branch)
        assert self.release() == version
        return comment

    def text(self) -> str:
        """The rehearsal as Markdown."""
        return "\n".join(self.lines).rstrip() + "\n"


def code_span(text: str) -> str:
    """A text as a code span, whatever backticks it holds."""
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if len(ticks) > 1 else f"`{text}`"


def quoted(word: str) -> str:
    """A word as it is typed in a shell."""
    return f'"{word}"' if re.search(r"[^\w./:=@-]", word) or not word else word


def found(folder: Path, rows: Rows | None) -> None:
    """Make the repository of a project: the tiny package or the rows given, its first version declared and committed."""
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True, env={**os.environ, **CLOCK})
    subprocess.run([*git, "config", "receive.denyCurrentBranch", "ignore"], check=True)
    rows = rows or tiny()
    rows["withdrawn"] = []
    write(folder, rows)
    shutil.copytree(ROOT / "changes", folder / "changes", ignore=lambda _, names: [n for n in names if n != "README.md"])
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) | {"version": "0.1.0", "created": "2026-11-21T00:00:00Z"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (2026-11-21)\n\nFirst release.\n", encoding="utf-8")
    (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(folder), "format"]) == 0
        assert main(["--package", str(folder), "build", "--declare", "--to", str(folder / "dist")]) == 0
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "First"], check=True, env={**os.environ, **CLOCK})


# ---- the rehearsals, in the order in which a newcomer would read them


def typo(folder: Path) -> Rehearsal:
    """The passage says that at least 10 people were wounded; the row says 100. Somebody who has the document mends it."""
    rows = tiny()
    rows["victim_counts"][2]["count_min"] = "100"
    r = Rehearsal(folder, "A typo fixed", typo, rows)
    r.edit("data/victim_counts.csv", "any,100,,at_least", "any,10,,at_least")
    r.run("check", "--texts", str(r.texts), code=1)
    r.write("changes/lowtown-wounded.md", "The passage says at least 10 wounded in Lowtown; the row had a zero too many.")
    r.contribute("lowtown-wounded", "Correct the wounded of Lowtown", "0.1.1", "--texts", str(r.texts))
    return r


LATER = """The Paper, a year on

The Ministry of Westland now puts the dead of the strike on Lowtown on 1 October at six civilians.
"""


def revised_toll(folder: Path) -> Rehearsal:
    """A year later the ministry gives another figure. Nothing is overwritten: the new figure is a new claim, and the estimate follows its rule."""
    r = Rehearsal(folder, "A toll revised by a later source", revised_toll)
    (r.texts / "later.txt").write_text(LATER, encoding="utf-8")
    text = str(r.texts / "later.txt")
    r.run("new", "source", "https://example.org/later", "--id", "so-later234", "--text", text, "--title", "The Paper, a year on", "--publisher-id", "The Paper",
          "--published-on", "2021-10-01", "--language", "en", "--read-on", "2026-12-01", "--read-from", "publisher", "--identified-by", "own_text")
    r.run("new", "citation", "--id", "ci-later234", "--text", text, "--find", "now puts the dead", "--speaker-id", "Ministry of Westland",
          "--speech", "reported")
    r.run("new", "victim_count", "--id", "vc-later234", "--strike-id", "Lowtown, 1 October 2020", "--outcome", "killed", "--scope", "total",
          "--population", "civilians", "--count-min", "6")
    r.write("changes/lowtown-later.md", "The ministry revised its figure a year later (The Paper, 1 October 2021).")
    comment = r.contribute("lowtown-later", "Add the ministry's later figure", "0.2.0", "--texts", str(r.texts))
    assert "`4 / 4 / 4` | `6 / 6 / 6`" in comment
    return r


OTHER = """The Paper, 5 October 2020

A rocket fell on Lowtown on 4 October, the army of Eastland admitted. Two people were killed and 7 wounded, the Ministry of
Westland said. One house was destroyed.
"""


def new_strike(folder: Path) -> Rehearsal:
    """A strike that is missing, with its sources, citations and three claims. After the first commands every question has its default."""
    r = Rehearsal(folder, "A new strike", new_strike)
    (r.texts / "other.txt").write_text(OTHER, encoding="utf-8")
    text = str(r.texts / "other.txt")
    r.run("new", "source", "https://example.org/other", "--id", "so-other234", "--text", text, "--title", "The Paper, 5 October 2020", "--publisher-id",
          "The Paper", "--published-on", "2020-10-05", "--language", "en", "--read-on", "2026-12-01", "--read-from", "publisher", "--identified-by", "own_text")
    r.run("new", "strike", "--id", "st-third234", "--name", "Lowtown, 4 October 2020", "--place-id", "Lowtown")
    r.run("new", "citation", "--id", "ci-other234", "--text", text, "--find", "a rocket fell", "--speaker-id", "Army of Eastland", "--speech", "reported")
    r.run("new", "strike_report", "--id", "sr-other234", "--date-start", "2020-10-04", "--date-precision", "day")
    r.run("new", "statement", "--id", "sm-other234", "--topic", "responsibility", "--party-id", "Army of Eastland", "--party-role", "fired",
          "--stance", "admits")
    r.run("new", "statement", "--id", "sm-other345", "--strike-id", "st-third234", "--topic", "munition", "--code", "munition_rocket",
          "--stance", "asserts")
    r.run("new", "citation", "--id", "ci-other345", "--text", text, "--find", "Two people were killed", "--speaker-id", "Ministry of Westland",
          "--speech", "reported")
    r.run("new", "victim_count", "--id", "vc-other234", "--strike-id", "st-third234", "--outcome", "killed", "--scope", "total",
          "--population", "persons", "--count-min", "2")
    r.run("new", "victim_count", "--id", "vc-other345", "--strike-id", "st-third234", "--citation-id", "ci-other345", "--outcome", "injured",
          "--scope", "total", "--population", "persons", "--count-min", "7")
    r.write("changes/lowtown-4-october.md", "A strike that was missing, from The Paper of 5 October 2020.")
    r.say("With the text at hand, `check` sees that a sentence of harm is not coded yet.")
    r.run("check", "--texts", str(r.texts), code=1)
    r.run("new", "citation", "--id", "ci-other456", "--text", text, "--find", "One house", "--speech", "own_voice")
    r.run("new", "damage_count", "--id", "dc-other234", "--strike-id", "st-third234", "--object", "house", "--extent", "destroyed", "--scope", "total",
          "--count-min", "1")
    r.contribute("lowtown-4-october", "Add the strike on Lowtown of 4 October", "0.2.0", "--texts", str(r.texts))
    return r


def duplicate(folder: Path) -> Rehearsal:
    """It turns out that the strikes of 1 and 2 October are one. The second is withdrawn; its id stays resolvable, and what referred to it moves."""
    r = Rehearsal(folder, "A duplicate strike merged", duplicate)
    reason = "The same strike as that of 1 October, told a day later."
    r.run("withdraw", "st-secon234", "--reason", reason, "--replaced-by", "st-first234", "--move")
    r.run("resolve", "st-secon234")
    r.write("changes/lowtown-is-one.md", "The strikes on Lowtown of 1 and 2 October are one; The Watchers' report tells so.")
    r.contribute("lowtown-is-one", "Merge the strikes on Lowtown", "0.2.0")
    return r


def split(folder: Path) -> Rehearsal:
    """The strike of 1 October turns out to be two, in the morning and at night. Two new strikes take over its rows; the old id leads to both."""
    r = Rehearsal(folder, "A strike split", split)
    r.run("new", "strike", "--id", "st-morni234", "--name", "Lowtown, 1 October 2020, morning", "--place-id", "Lowtown")
    r.run("new", "strike", "--id", "st-night234", "--name", "Lowtown, 1 October 2020, night", "--place-id", "Lowtown")
    for table in ("victim_counts", "damage_counts", "statements", "strike_links", "strike_reports", "crosswalk"):
        path = r.clone / "data" / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("st-first234", "st-morni234"), encoding="utf-8", newline="")
    r.say("In a spreadsheet, in the column `strike_id` of six tables: `st-first234` becomes `st-morni234`.")
    r.run("new", "strike_report", "--id", "sr-night234", "--strike-id", "st-night234", "--citation-id", "ci-gggg2222", "--date-start", "2020-10-01",
          "--date-precision", "day", "--local-time", "night", "--basis", "inferred")
    r.run("new", "strike_link", "--id", "sl-night234", "--strike-id", "st-night234", "--other-id", "st-group234", "--relation", "part_of")
    r.run("withdraw", "st-first234", "--reason", "Two strikes: one in the morning, one at night.", "--replaced-by", "st-morni234", "st-night234")
    r.run("resolve", "st-first234")
    r.write("changes/lowtown-are-two.md", "The Watchers tell two strikes on Lowtown on 1 October apart.")
    r.contribute("lowtown-are-two", "Split the strike on Lowtown of 1 October", "0.2.0")
    return r


def withdrawn_claim(folder: Path) -> Rehearsal:
    """The passage does not say that two of the dead were women. The row is not deleted: it becomes a tombstone."""
    r = Rehearsal(folder, "A wrongly coded claim withdrawn", withdrawn_claim)
    r.run("withdraw", "vc-bbbb2222", "--reason", "The passage does not say so.")
    r.run("resolve", "vc-bbbb2222")
    r.write("changes/lowtown-women.md", "The count of women was read into the passage.")
    r.contribute("lowtown-women", "Withdraw a count that the passage does not hold", "0.1.1")
    return r


def two_at_once(folder: Path) -> Rehearsal:
    """Two people add a count to the same strike, from the same state. Ids are drawn at random, so they cannot be the same."""
    r = Rehearsal(folder, "Two pull requests at once", two_at_once)
    count = ("--strike-id", "Lowtown, 1 October 2020", "--scope", "total", "--population", "persons")
    added = (("vc-eeee2222", "ci-gggg2222", "injured", "12", "wounded"), ("vc-ffff2222", "ci-ffff2222", "missing", "3", "missing"))
    for id_, citation, outcome, number, branch in added:
        r.silently("switch", "--quiet", "main")
        r.say(f"On the branch `{branch}`:")
        r.run("new", "victim_count", "--id", id_, "--citation-id", citation, "--outcome", outcome, "--count-min", number, *count)
        r.write(f"changes/{branch}.md", f"A count of the {branch} that was not coded.")
        r.run("check")
        r.send(branch, f"Add the {branch}")
        r.comment()
    r.land("wounded")
    r.say("The second one has to take the first one in. Both added a line at the same place, so git asks; the answer is always both.")
    r.silently("fetch", "--quiet", "origin")
    r.git("merge", "origin/main")
    r.say("Whoever only saves the file with git's marks in it is told so:")
    r.run("check", code=1)
    path = r.clone / "data" / "victim_counts.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not re.match(r"<{7}|={7}|>{7}", line)]
    path.write_text("".join(kept), encoding="utf-8", newline="")
    r.say("In an editor: the three lines with git's marks go, both rows stay.")
    r.run("check")
    r.silently("commit", "--all", "--quiet", "--message", "Take main in")
    r.silently("push", "--quiet", "origin", "missing")
    r.comment()
    r.land("missing")
    assert r.release() == "0.2.0"
    return r


def hostile(folder: Path) -> Rehearsal:
    """What somebody tries who means harm, one thing after the other. Each is refused, or shown as the text that it is."""
    r = Rehearsal(folder, "A hostile pull request", hostile)
    name = "Lowtown, 1 October 2020"
    for title, row in {
        "A formula, which a spreadsheet would run": [name, '=HYPERLINK("https://example.org";"look")'],
        "Markup, which a browser would run": [name, "<img src=x onerror=alert(1)> and [a link](https://example.org)"],
        "A character that turns round what follows": [name, "Told by \u202etsinim eht"],
        "Letters that look like others": ["L\u043ewtown, 1 October 2020", ""],
        "A person's name": [name, "Told by Velmir Tazakov of the town."],
    }.items():
        r.say(f"## {title}")
        r.edit("data/strikes.csv", f'"{name}",strike,pl-lowto234,', write_csv([], [[row[0], "strike", "pl-lowto234", row[1]]]).strip())
        r.comment(code=1)
        r.undo()
    r.say("## A look-alike letter in an id")
    r.edit("data/victim_counts.csv", "st-first234", "st-f\u0456rst234")
    r.comment(code=1)
    r.undo()
    r.say("## Words for a workflow, a mention and a fence, in a name that is else allowed")
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
