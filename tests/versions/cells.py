"""The cells of the matrix: a Python, and the lowest or the highest versions of the libraries, from a lock file."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCKS = Path(__file__).resolve().parent / "locks"
LIBRARIES = ("pandas", "polars", "pandera", "duckdb", "numpy")  # those that the metadata of the wheel names


@dataclass(frozen=True)
class Cell:
    """A Python such as 3.12, and a set of libraries: lowest or highest."""

    python: str
    libraries: str

    @property
    def lock(self) -> Path:
        """The file with the exact version of every library, and its hashes."""
        return LOCKS / f"{self.python}-{self.libraries}.lock"

    def pins(self) -> dict[str, str]:
        """The version of each library in the lock file."""
        return dict(re.findall(r"^([\w.-]+)==(\S+)", self.lock.read_text(encoding="utf-8"), re.MULTILINE))


def cells() -> list[Cell]:
    """The cells of all lock files, from the oldest Python to the newest, lowest before highest."""
    found = [Cell(*path.stem.rsplit("-", 1)) for path in LOCKS.glob("*.lock")]
    return sorted(found, key=lambda cell: (_number(cell.python), cell.libraries != "lowest"))


def ends(of: list[Cell], pythons: dict[str, Path]) -> list[Cell]:
    """The two cells that are furthest apart: lowest with the oldest Python that is there, highest with the newest."""
    there = [cell for cell in of if cell.python in pythons]
    lowest = [cell for cell in there if cell.libraries == "lowest"]
    highest = [cell for cell in there if cell.libraries == "highest"]
    return [*lowest[:1], *highest[-1:]]


def pythons_for(of: list[Cell]) -> dict[str, Path]:
    """The program for each Python of these cells that is on this computer, on the path or in the folder of pyenv."""
    names = dict.fromkeys(cell.python for cell in of)
    found = {name: next((path for path in _places(name) if _answers(path, name)), None) for name in names}
    return {name: path for name, path in found.items() if path}


def _places(name: str) -> Iterator[Path]:
    if program := shutil.which(f"python{name}"):
        yield Path(program)
    yield from sorted(Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser().glob(f"versions/{name}.*/bin/python"))


def _answers(program: Path, name: str) -> bool:
    """Whether a program is that Python; a program of pyenv may stand for a version that is not chosen."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([program, "-I", "-c", question], capture_output=True, text=True, check=False)
    return done.stdout.strip() == name


def _number(python: str) -> tuple[int, ...]:
    return tuple(map(int, python.split(".")))
