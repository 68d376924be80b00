"""A contribution to a real git repository of the tiny package, and a record of all input and output."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from scripts.__main__ import main
from scripts.package.problem import shorten
from tests.shared.tiny import ROOT, Rows, tiny, write, write_documents

CLOCK = {
    "NK2020_TEXTS": "",
    "GIT_AUTHOR_DATE": "2026-12-01T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-12-01T12:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
DAY = "2026-12-02"


class Rehearsal:
    """A repository with a released first version, a contributor's clone of it, and a record of all input and output."""

    def __init__(
        self, folder: Path, title: str, told_by: "Callable[[Path], Rehearsal]", rows: Rows | None = None
    ) -> None:
        self.upstream, self.clone = folder / "upstream", folder / "nk2020-strikes"
        self.texts = write_documents(folder / "texts")
        made_up = (
            "Written by `python -m tests.contribution.rehearsals`; do not edit."
            " The package, its documents and its places are made up."
        )
        self.lines = [f"# {title}", "", made_up, "", told_by.__doc__ or "", ""]
        self.commands = 0
        self.comments: list[str] = []
        found(self.upstream, rows)
        self.silently("clone", "--quiet", str(self.upstream), str(self.clone), cwd=folder)

    def silently(self, *words: str, cwd: Path | None = None) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", *words],
            cwd=cwd or self.clone,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **CLOCK},
        )
        return done.stdout.strip()

    def say(self, text: str) -> None:
        """Add a paragraph to the record."""
        self.lines += [text, ""]

    def show(self, command: str, seen: str) -> None:
        """Add a command and its output to the record."""
        self.commands += 1
        shown = (
            seen.replace(f"{self.clone}/", "")
            .replace(str(self.clone), ".")
            .replace(f"{self.texts.parent}/", "")
            .strip("\n")
        )
        shown = re.sub(r"\bwd-\w{8}", "wd-…", shown)  # random, and so are their lines
        shown = re.sub(r"\bwithdrawn\.csv:\d+", "withdrawn.csv:…", shown)
        self.lines += ["````console", f"$ {command}", *(shown.splitlines() or []), "````", ""]

    def git(self, *words: str) -> None:
        """Run git in the contributor's clone, and record it."""
        done = subprocess.run(
            ["git", *words], cwd=self.clone, capture_output=True, text=True, check=False, env={**os.environ, **CLOCK}
        )
        self.show(f"git {' '.join(quoted(w) for w in words)}", re.sub(r"\b[0-9a-f]{7,40}\b", "…", done.stdout))

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command of the package in the clone, and record it; returns its output."""
        seen = io.StringIO()
        with contextlib.redirect_stdout(seen), contextlib.redirect_stderr(seen), patch.dict(os.environ, CLOCK):
            ended = main(["--package", str(self.clone), *words])
        typed = [w.replace(f"{self.texts.parent}/", "").replace(f"{self.clone}/", "") for w in words]
        printed = re.sub(r"(against|that of) [0-9a-f]{7}", r"\1 main", seen.getvalue())
        self.show(f"python -m scripts {' '.join(map(quoted, typed))}", printed)
        assert ended == code, printed
        return printed

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file as in an editor, and record it."""
        path = self.clone / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        self.say(f"In an editor, in `{file}`: `{old}` becomes {code_span(shorten(new, 200))}.")

    def write(self, file: str, text: str) -> None:
        """Write a new file, and record it."""
        (self.clone / file).parent.mkdir(exist_ok=True)
        (self.clone / file).write_text(f"{text}\n", encoding="utf-8")
        self.say(f"The reason, in `{file}`: {text}")

    def send(self, branch: str, message: str) -> None:
        """Commit and push a branch, and record it."""
        self.silently("switch", "--quiet", "--create", branch)
        self.silently("add", "--all")
        self.silently("commit", "--quiet", "--message", message)
        self.silently("push", "--quiet", "origin", branch)
        self.show(
            f"git switch --create {branch} && git add --all && git commit --message {quoted(message)}"
            f" && git push origin {branch}",
            "",
        )

    def marked(self, code: int = 0) -> None:
        """Record the annotations of the workflow that runs the contribution."""
        words = ["check", "--read-only", "--base", "origin/main", "--output", "github"]
        with (
            contextlib.redirect_stdout(io.StringIO()) as annotations,
            contextlib.redirect_stderr(io.StringIO()),
            patch.dict(os.environ, CLOCK),
        ):
            assert main(["--package", str(self.clone), *words]) == code, annotations.getvalue()
        marked = [line for line in annotations.getvalue().splitlines() if line.startswith("::")]
        if marked:
            self.lines += ["The lines that the pull request marks:", "", "````text", *marked, "````", ""]

    def comment(self, code: int = 0) -> str:
        """The comment that the workflow posts, as a reviewer sees it: main judges what was sent, as data."""
        self.marked(code)
        self.silently("add", "--all")
        tree = self.silently("write-tree")
        sent = self.silently("commit-tree", "-p", "HEAD", "-m", "A change", tree)
        if tree == self.silently("rev-parse", "HEAD^{tree}"):
            sent = self.silently("rev-parse", "HEAD")
        self.silently("push", "--quiet", "--force", "origin", f"{sent}:refs/pull/1/head")
        found_ = self.clone.parent / "check.json"
        with (
            contextlib.redirect_stdout(io.StringIO()) as said,
            contextlib.redirect_stderr(said),
            patch.dict(os.environ, CLOCK),
        ):
            words = ["check", "--contribution", "refs/pull/1/head", "--json", str(found_)]
            assert main(["--package", str(self.upstream), *words]) == code, said.getvalue()
        with contextlib.redirect_stdout(io.StringIO()) as body:
            assert main(["comment", str(found_), "--head", sent]) == 0
        shown = re.sub(r"(Commit|compared with) `[0-9a-f]{7}`", r"\1 `…`", body.getvalue()).strip()
        self.lines += ["The comment:", "", *(f"> {line}".rstrip() for line in shown.splitlines()), ""]
        self.comments.append(body.getvalue())
        return body.getvalue()

    def undo(self) -> None:
        """Set the clone back to main."""
        self.silently("reset", "--quiet", "--hard", "main")
        self.silently("clean", "--quiet", "--force", "-d")

    def land(self, branch: str) -> None:
        """Merge the branch, and record what landed."""
        self.silently("merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch, cwd=self.upstream)
        landed = self.silently("diff", "--stat=100", "HEAD^", "HEAD", "--", "data", cwd=self.upstream)
        self.lines += ["What lands:", "", "````text", *landed.splitlines(), "````", ""]

    def release(self) -> str:
        """Release the version that the changes demand, and return it; a lower one must be refused first."""
        with contextlib.redirect_stdout(io.StringIO()) as seen:
            main(["--package", str(self.upstream), "diff", "0.1.0", ".", "--output", "json"])
        demanded = str(json.loads(seen.getvalue())["demanded"])
        with (
            contextlib.redirect_stdout(io.StringIO()) as said,
            contextlib.redirect_stderr(said),
            patch.dict(os.environ, CLOCK),
        ):
            words = ["--date", DAY, "--to", str(self.upstream / "dist")]
            lower = "0.1.1" if demanded == "0.2.0" else "0.1.0"
            assert main(["--package", str(self.upstream), "release", lower, *words]) == 1, said.getvalue()
            assert main(["--package", str(self.upstream), "release", demanded, *words]) == 0, said.getvalue()
        self.say(
            f"It demands version {demanded}: `release {lower}` is refused, `release {demanded}` is built and tagged."
        )
        return demanded

    def contribute(self, branch: str, message: str, version: str, *words: str) -> str:
        """Check, send, merge and release a contribution that demands that version; returns the comment on it."""
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
    """A text as a code span, even if it contains backticks."""
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if len(ticks) > 1 else f"`{text}`"


def quoted(word: str) -> str:
    """A word as it is typed in a shell."""
    return f'"{word}"' if re.search(r"[^\w./:=@-]", word) or not word else word


def found(folder: Path, rows: Rows | None) -> None:
    """Make a repository of the tiny package or the given rows, with its first version declared and committed."""
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True, env={**os.environ, **CLOCK})
    subprocess.run([*git, "config", "receive.denyCurrentBranch", "ignore"], check=True)
    rows = rows or tiny()
    rows["withdrawn"] = []
    write(folder, rows)
    shutil.copytree(
        ROOT / "changes", folder / "changes", ignore=lambda _, names: [n for n in names if n != "README.md"]
    )
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) | {
        "version": "0.1.0",
        "created": "2026-11-21T00:00:00Z",
    }
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (2026-11-21)\n\nFirst release.\n", encoding="utf-8")
    (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(folder), "format"]) == 0
        assert main(["--package", str(folder), "build", "--declare", "--to", str(folder / "dist")]) == 0
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "First"], check=True, env={**os.environ, **CLOCK})
