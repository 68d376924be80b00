"""Staged files: the files of a release by path, kept in a folder instead of memory until they are complete."""

import hashlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from ..package.files import write


class Staged(MutableMapping[str, bytes]):
    """The bytes of files by their path, in the order of the paths; each is read from the folder when it is asked for.

    What writes a file by itself, such as a database, writes it to `place`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, path: str) -> Path:
        """Where the file of a path lies, or is to be written; its folder exists."""
        found = self.folder / path
        found.parent.mkdir(parents=True, exist_ok=True)
        return found

    def sums(self) -> str:
        """The SHA-256 of every file and its path, a line each, as sha256sum writes them."""
        return "".join(f"{self._sha256(path)}  {path}\n" for path in self)

    def _sha256(self, path: str) -> str:
        with (self.folder / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def __getitem__(self, path: str) -> bytes:
        if path not in self:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def __setitem__(self, path: str, data: bytes) -> None:
        write(self.place(path), data)

    def __delitem__(self, path: str) -> None:
        (self.folder / path).unlink()

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self.folder / path).is_file()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()))

    def __len__(self) -> int:
        return sum(1 for _ in self)
