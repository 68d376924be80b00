"""The scripts that install what CI needs work as root, with sudo, and where nothing is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shared.tiny import ROOT

PROGRAMS = {
    "soffice": "libreoffice-calc",
    "ogrinfo": "gdal-bin",
    "sqlite3": "sqlite3",
    "node": "nodejs",
    "chromium": "chromium fonts-dejavu-core",
    "firefox-esr": "firefox-esr",
    "Rscript": "r-base-core r-cran-readr r-cran-jsonlite",
}


def run(tmp_path: Path, user: int, *there: str, apt: str = "exit 0") -> tuple[int, list[str], str]:
    """Run .ci/install as a user among stubs: its exit code, the commands that it ran, and what it said."""
    folder, log = tmp_path / "bin", tmp_path / "log"
    folder.mkdir()
    for name in ("bash", "env", "dirname", "mktemp", "rm", "tail"):
        (folder / name).symlink_to(shutil.which(name) or name)
    stubs = {
        "id": f"echo {user}",
        "sudo": f'echo "sudo" >>{log}; exec "$@"',
        "apt-get": f'echo "$DEBIAN_FRONTEND apt-get $*" >>{log}; echo "apt says" >&2; {apt}',
        **dict.fromkeys(PROGRAMS, "exit 0"),
    }
    for name in ("id", "apt-get", *there):
        (folder / name).write_text(f"#!/bin/bash\n{stubs[name]}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["bash", str(ROOT / ".ci/install")],
        capture_output=True,
        text=True,
        env={"PATH": str(folder), "TMPDIR": str(tmp_path), "LC_ALL": "C"},
        cwd=os.sep,
    )
    return done.returncode, log.read_text(encoding="utf-8").splitlines() if log.exists() else [], done.stderr


UPDATE = "noninteractive apt-get update -qq"
INSTALL = f"noninteractive apt-get install -y -qq --no-install-recommends {' '.join(PROGRAMS.values())}"


def test_root_installs_what_is_missing(tmp_path: Path) -> None:
    assert run(tmp_path, 0) == (0, [UPDATE, INSTALL], "")


def test_another_user_installs_with_sudo(tmp_path: Path) -> None:
    assert run(tmp_path, 1001, "sudo") == (0, ["sudo", UPDATE, "sudo", INSTALL], "")


@pytest.mark.parametrize("user", [0, 1001])
def test_where_nothing_is_missing_nothing_is_run(tmp_path: Path, user: int) -> None:
    assert run(tmp_path, user, *PROGRAMS) == (0, [], "")


def test_without_root_and_sudo_it_says_what_to_do(tmp_path: Path) -> None:
    code, ran, said = run(tmp_path, 1001, *(name for name in PROGRAMS if name != "sqlite3"))
    assert (code, ran) == (1, [])
    assert said.rstrip().endswith("needs root to install sqlite3; run it as root, or install sudo")


def test_what_apt_says_is_shown_where_it_fails(tmp_path: Path) -> None:
    assert run(tmp_path, 0, apt="exit 100") == (1, [UPDATE], "apt says\n")


def test_no_script_calls_apt_by_itself() -> None:
    for path in (ROOT / ".ci").iterdir():
        assert ("apt-get" in path.read_text(encoding="utf-8")) == (path.name == "packages")
