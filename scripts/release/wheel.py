"""The wheel of the reader, which a release brings along."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from ..package.package import Package, PackageError
from ..package.past.models import FOLDER

PARTS = ("scripts", "data", "schemas", FOLDER, "pyproject.toml", "LICENSE")


def reader_wheel(package: Package) -> dict[str, bytes]:
    """The wheel of the reader with the data of a package, by its name; nothing if the package has no code of its own.

    The package has the version of the build. The same files give the same bytes. Raises PackageError if it cannot be
    built.
    """
    if not (package.root / "pyproject.toml").is_file():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        home, to = Path(folder) / "source", Path(folder) / "wheel"
        home.mkdir()
        for part in [package.root / name for name in PARTS]:
            if part.is_dir():
                shutil.copytree(part, home / part.name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
            elif part.is_file():
                shutil.copy(part, home)
        (home / "datapackage.json").write_text(json.dumps(package.descriptor, ensure_ascii=False), encoding="utf-8")
        _run_hatchling(home, to, datetime.fromisoformat(package.descriptor["created"]))
        return {path.name: path.read_bytes() for path in to.glob("*.whl")}


def _run_hatchling(home: Path, to: Path, day: datetime) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)]
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(int(day.timestamp()))}
    done = subprocess.run(command, cwd=home, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode or not list(to.glob("*.whl")):
        why = "".join((done.stderr or done.stdout).strip().splitlines()[-1:]) or "hatchling wrote none"
        again = "install hatchling again: in a checkout, remove .venv and run: make .venv/run"
        raise PackageError(f"pyproject.toml: the wheel of the reader cannot be built ({why}); correct it, or {again}")
