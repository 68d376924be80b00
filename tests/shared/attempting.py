"""What attempts do to a repository of the tiny package, and what is then seen."""

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scripts.__main__ import main
from tests.shared.bench import Bench
from tests.shared.tiny import write_documents

PLACES, STRIKES, STONES = "data/places.csv", "data/strikes.csv", "data/withdrawn.csv"
SCHEMA = "schemas/victim_counts.schema.json"
NAME = "Velmir Tazakov"  # nobody's
STONE = "wd-aaaa2222,vc-zzzz2222,Counted twice.,vc-aaaa2222,0.1.0\n"


class Seen(NamedTuple):
    """What an attempt came to: the exit code, and everything that was printed."""

    code: int
    text: str


class Attempt(NamedTuple):
    """An attempt: its kind, what was tried, what happened before, what is done, and what must be said now."""

    kind: str
    what: str
    before: str
    act: Callable[[Bench], Seen]
    says: str
    code: int = 1


def run(*words: str) -> Seen:
    """A command and what it prints."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        code = main(list(words))
    return Seen(code, out.getvalue())


def checked(bench: Bench, *words: str) -> Seen:
    """`check`, as a contributor and the workflow run it."""
    outcome = bench.check(*words)
    return Seen(outcome.code, outcome.text)


def comment(bench: Bench) -> Seen:
    """The comment that `check` leads to."""
    file = bench.root.parent / "check.json"
    bench.check("--read-only", "--base", "main", "--json", str(file))
    return run("comment", str(file))


def edit(file: str, old: str, new: str, then: Callable[[Bench], Seen] = checked) -> Callable[[Bench], Seen]:
    """Replace a text in a file, and look."""

    def act(bench: Bench) -> Seen:
        bench.edit(file, old, new)
        return then(bench)

    return act


def schema(change: Callable[[dict], object], file: str = SCHEMA) -> Callable[[Bench], Seen]:  # type: ignore[type-arg]
    """Change a schema, and look."""

    def act(bench: Bench) -> Seen:
        value = json.loads((bench.root / file).read_text(encoding="utf-8"))
        value = change(value) if isinstance(change(value), list) else value
        bench.write(file, json.dumps(value))
        return checked(bench)

    return act


def rule(**parts: str) -> Callable[[Bench], Seen]:
    """Change the first rule of a schema, and look."""
    return schema(lambda s: s["rules"][0].update(parts))


def rows(bench: Bench, file: str) -> list[str]:
    """The lines of a table, with their ends."""
    return (bench.root / file).read_text(encoding="utf-8").splitlines(keepends=True)


def copy_row(file: str, old: str, new: str, change: Callable[[str], str] = str) -> Callable[[Bench], Seen]:
    """Add a copy of a row under another id, and look."""

    def act(bench: Bench) -> Seen:
        [row] = [line for line in rows(bench, file) if line.startswith(f"{old},")]
        bench.write(file, "".join([*rows(bench, file), change(row.replace(old, new, 1))]))
        return checked(bench)

    return act


def without(file: str, key: str = "") -> Callable[[Bench], Seen]:
    """Remove a row, or all, and look."""

    def act(bench: Bench) -> Seen:
        header, *others = rows(bench, file)
        bench.write(file, header + "".join(line for line in others if key and not line.startswith(f"{key},")))
        return checked(bench)

    return act


def reason(text: str | bytes) -> Callable[[Bench], Seen]:
    """Give such a reason, and look."""

    def act(bench: Bench) -> Seen:
        (bench.root / "changes/why.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        return checked(bench)

    return act


def note(text: str) -> Callable[[Bench], Seen]:
    """Write such a note on a strike, and look."""

    def act(bench: Bench) -> Seen:
        header, first, *others = rows(bench, STRIKES)
        bench.write(STRIKES, "".join([header, first.rstrip("\n").rpartition(",")[0] + f',"{text}"\n', *others]))
        return checked(bench)

    return act


def new_file(file: str, text: str) -> Callable[[Bench], Seen]:
    """Add a file, and look."""

    def act(bench: Bench) -> Seen:
        bench.write(file, text)
        return checked(bench)

    return act


def no_git(bench: Bench) -> Seen:
    """Remove the history, and look."""
    shutil.rmtree(bench.root / ".git")
    return checked(bench)


def verified(change: Callable[[Path], object]) -> Callable[[Bench], Seen]:
    """Change a built release, and verify it."""

    def act(bench: Bench) -> Seen:
        assert run("--package", str(bench.root), "build", "--to", str(bench.root / "built")).code == 0
        [folder] = [path for path in (bench.root / "built").iterdir() if path.is_dir()]
        change(folder)
        return run("verify", str(folder))

    return act


def with_texts(bench: Bench, text: str) -> Seen:
    """A note of such words, checked with the documents at hand."""
    note(text)(bench)
    return checked(bench, "--texts", str(write_documents(bench.root.parent / "texts")))


def whole_document(bench: Bench) -> Seen:
    """Copy every row of a document under other ids, and look."""
    copied = {"sources": "so-paper234", "citations": "so-paper234"}
    ids = {"so-paper234": "so-copyy234"}
    for table in ("citations", "exclusions", "statements", "strike_reports", "victim_counts", "damage_counts"):
        for line in rows(bench, f"data/{table}.csv")[1:]:
            id_ = line.split(",")[0]
            ids[id_] = f"{id_[:-1]}9"
    for table in (
        "sources",
        "citations",
        "exclusions",
        "statements",
        "strike_reports",
        "victim_counts",
        "damage_counts",
    ):
        file, added = f"data/{table}.csv", []
        for line in rows(bench, file)[1:]:
            if table not in copied or copied[table] in line:
                for old, new in ids.items():
                    line = line.replace(old, new)
                added.append(line)
        bench.write(file, "".join([*rows(bench, file), *added]))
    return checked(bench)


def second_place(bench: Bench) -> Seen:
    """Add a second place of the same name, with a strike in it, and look."""
    [place] = [line for line in rows(bench, PLACES) if line.startswith("pl-lowto234,")]
    bench.write(
        PLACES, "".join([*rows(bench, PLACES), place.replace("pl-lowto234", "pl-other234").replace("40.5", "40.6")])
    )
    return checked(bench)


def many_rows(bench: Bench) -> Seen:
    """Hide a changed stance among sixty new rows, and read the comment."""
    [row] = [line for line in rows(bench, "data/crosswalk.csv") if line.startswith("cw-aaaa2222,")]
    added = [row.replace("cw-aaaa2222", f"cw-many2{n}").replace("org/1", f"org/{n}") for n in range(100, 160)]
    bench.write("data/crosswalk.csv", "".join([*rows(bench, "data/crosswalk.csv"), *added]))
    bench.edit("data/statements.csv", "ac-eastl234,fired,,denies", "ac-eastl234,fired,,admits")
    return comment(bench)


def forged_code(bench: Bench) -> Seen:
    """Send code that sees no change, with a change, and read the comment."""
    bench.write("scripts/comparing/compare.py", "def compare(*_: object) -> None:\n    return None\n")
    bench.correct()
    return comment(bench)


def late_change(bench: Bench) -> Seen:
    """Change a long cell at its end, and read the comment."""
    words = "The place is given by the heading of the text and by nothing else in it"
    note(f"{words}; it was hit once")(bench)
    bench.git("add", "--all")
    bench.git("commit", "--quiet", "--message", "A long note")
    bench.edit(STRIKES, "hit once", "hit twice")
    file = bench.root.parent / "check.json"
    bench.check("--read-only", "--base", "HEAD", "--json", str(file))
    return run("comment", str(file))


def small(text: str) -> str:
    """A made-up name in Cyrillic or Armenian letters, so that no source file shows one."""
    letters = {
        "Cyrillic": dict(
            zip(
                "abdeiklmnorstvz",
                "\u0430\u0431\u0434\u0435\u0438\u043a\u043b\u043c\u043d\u043e\u0440\u0441\u0442\u0432\u0437",
                strict=True,
            )
        ),
        "Armenian": dict(
            zip(
                "abdeiklmnorstvyz",
                "\u0561\u0562\u0564\u0565\u056b\u056f\u056c\u0574\u0576\u0578\u0580\u057d\u057f\u057e\u0575\u0566",
                strict=True,
            )
        ),
    }
    script, _, word = text.partition(" ")
    return "".join(letters[script].get(letter, letter) for letter in word)
