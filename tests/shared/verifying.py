"""What the tests of `verify` share: a release as a folder and as a zip, and what is said of it."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.verification import TRUST
from tests.shared.tiny import ROOT

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
NAME = f"{DESCRIPTOR['name']}-{DESCRIPTOR['version']}"
ACTORS = "data/actors.csv"
Files = dict[str, bytes]


def as_folder(files: Files, where: Path) -> Path:
    for name, data in files.items():
        path = where / "release" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return where / "release"


def as_zip(files: Files, where: Path) -> Path:
    with zipfile.ZipFile(where / "release.zip", "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{NAME}/{name}", data)
    return where / "release.zip"


def with_sums(files: Files) -> Files:
    """The files with SHA256SUMS rewritten to match, as someone who tampers with a release would do."""
    others = {name: data for name, data in sorted(files.items()) if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, "SHA256SUMS": sums.encode()}


def verify(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code, and the output without the path of the release."""
    capsys.readouterr()
    code = main(["verify", str(path)])
    said = capsys.readouterr().out.replace(f"{path}: ", "")
    assert said.endswith(f"{TRUST}\n") == (code == 0)
    return code, said.removesuffix(f"{TRUST}\n")


FORMS = pytest.mark.parametrize("form", [as_folder, as_zip], ids=["folder", "zip"])
Form = Callable[[Files, Path], Path]
