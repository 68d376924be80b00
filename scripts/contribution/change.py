"""A change: the files that it leaves, and the commits between which it lies."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..comparing.reasons import REASONS
from ..comparing.wording import excerpts
from ..package.git import LARGEST, commit_of, fetched, git, unequal
from ..package.package import Package, PackageError
from ..package.snapshot import snapshot_of_commit
from ..pages.freshness import GENERATED
from .changed_files import ADDED, REMOVED, base_of, changes_since, declared_tables, messages_since

# Where files lie that say what is right, and those that decide what runs.
RULES = ("datapackage.json", "schemas/", "scripts/checks/", "scripts/derived/", "scripts/checking/known_words.txt")
CODE = ("scripts/", ".github/", ".ci/", "tests/", "Makefile", "pyproject.toml", "requirements", ".git")
EXCERPT = 300  # characters shown of a rule
ORDER = {"rules": 0, "code": 1, "other": 2}


@dataclass(frozen=True)
class Change:
    """A change since the commit `base`, up to the commit `head`, or up to the working tree if `head` is empty.

    Its files are in the folder `root`, and git is asked in `repository`. `files` says by path what happened to each:
    added, changed or removed. `untold` says why there is no base, if there is none. `old` is the package of the
    base, if it has one and was opened by `beside_base`.
    """

    root: Path
    repository: Path
    base: str = ""
    head: str = ""
    files: dict[str, str] = field(default_factory=dict)
    untold: str = ""
    old: Package | None = None

    @property
    def paths(self) -> list[str]:
        """The files that were added or changed."""
        return [path for path, word in self.files.items() if word != REMOVED]

    @property
    def added(self) -> list[str]:
        """The files that the base has not."""
        return [path for path, word in self.files.items() if word == ADDED]

    @property
    def is_of_rows(self) -> bool:
        """Whether there is a change, and it leaves what judges rows as it is in the base.

        What is as in the base was then judged when it came there.
        """
        return bool(self.base and self.files) and not any(path.startswith((*RULES, *CODE)) for path in self.files)

    def tables_to_judge(self, package: Package) -> set[str]:
        """The names of the tables whose cells and form are to be judged: all, or those that differ from the base.

        Bytes are compared, not what git believes to have changed. Where nothing changed, everything is judged.
        """
        if not self.is_of_rows:
            return set(package.tables)
        differ = unequal(self.repository, self.base, {table.file: table.path for table in package.some()})
        return {table.name for table in package.some() if table.file in differ}

    @property
    def changed_checks(self) -> list[str]:
        """The checks over tables that were changed or removed."""
        return [path for path, word in self.files.items() if path.startswith("scripts/checks/") and word != ADDED]

    @property
    def outside(self) -> list[dict[str, str]]:
        """The files that are neither table nor reason: the kind of each (rules, code, other), its path, what happened.

        Pages that are generated are left out, since they are compared with a fresh copy.
        """
        told = {path for path in declared_tables(self.root) if path.startswith("data/")}.union(self.reasons, GENERATED)
        kinds = {
            path: "rules" if path.startswith(RULES) else "code" if path.startswith(CODE) else "other"
            for path in self.files
            if path not in told
        }
        ordered = sorted(kinds.items(), key=lambda item: (ORDER[item[1]], item))
        return [{"kind": kind, "path": path, "what": self._what(path)} for path, kind in ordered]

    def _what(self, path: str) -> str:
        """What happened to a file; of a rule in SQL also what it was and is now."""
        word = self.files[path]
        if not (path.startswith(RULES) and path.endswith(".sql")):
            return word
        was, now = excerpts(*self.sides(path), EXCERPT)
        sides = {ADDED: f"is {now}", REMOVED: f"was {was}"}
        return f"{word}: {sides.get(word, f'was {was}, is now {now}')}"

    def sides(self, path: str) -> tuple[str, str]:
        """The text of a file before and after the change, on one line; empty where it is not there."""
        return self._before(path), self._now(path)

    def _before(self, path: str) -> str:
        try:
            return " ".join(git(self.repository, "show", f"{self.base}:./{path}").split())
        except (PackageError, ValueError):
            return ""

    def _now(self, path: str) -> str:
        file = self.root / path
        if not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        return " ".join(file.read_text(encoding="utf-8", errors="replace").split())

    @property
    def reasons(self) -> list[str]:
        """The reasons that were added or changed."""
        return [p for p in self.paths if re.fullmatch(rf"{REASONS}/[^/]+\.md", p) and p != f"{REASONS}/README.md"]

    @property
    def is_behind(self) -> bool:
        """Whether the schemas of what is checked out in `repository` changed after the change left it."""
        if not self.base:
            return False
        return any(path.startswith("schemas/") for path in changes_since(self.repository, self.base, "HEAD"))

    @property
    def messages(self) -> list[tuple[str, str]]:
        """The commits, as (abbreviated hash, message)."""
        return messages_since(self.repository, self.base, self.head or "HEAD") if self.base else []


def of_working_tree(root: Path, base: str | None) -> Change:
    """The change in the working tree at `root` since it left the revision `base`, by default main."""
    try:
        commit = base_of(root, base)
    except PackageError as error:
        return Change(root, root, untold=str(error))
    return Change(root, root, commit, "", changes_since(root, commit))


@contextmanager
def of_commit(repository: Path, revision: str, base: str | None) -> Iterator[Change]:
    """The change in a commit since it left the revision `base`, by default the one checked out; its files are data.

    Raises PackageError if the revision names no commit, or its files cannot be unpacked.
    """
    head = commit_of(repository, revision)
    with fetched(repository, head) as folder:
        try:
            commit = base_of(repository, base or git(repository, "rev-parse", "HEAD"), head)
        except PackageError as error:
            yield Change(folder, repository, head=head, untold=str(error))
            return
        yield Change(folder, repository, commit, head, changes_since(repository, commit, head))


@contextmanager
def beside_base(change: Change) -> Iterator[Change]:
    """The change with the package of its base, unpacked once for all that compare with it."""
    with ExitStack() as opened:
        old = None
        if change.base:
            with suppress(PackageError, ValueError, OSError):
                old = opened.enter_context(snapshot_of_commit(change.base, change.repository))
        yield replace(change, old=old)
