"""Cells that are judged in a process of their own are judged as here. The name is invented."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.checking.privacy import problems_in
from scripts.checking.vocabulary import known_words
from scripts.package import meanwhile
from scripts.package.package import PackageError, open_package
from tests.shared.tiny import ROOT, tiny, write


def test_a_process_of_its_own_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tiny()
    rows["strikes"][0]["notes"] = "Told by Velmir Tazakov of Lowtown"
    package = write(tmp_path, rows)
    expected = problems_in(package)
    monkeypatch.setattr(meanwhile, "LARGE", 0)
    found = meanwhile.meanwhile(package.size(), problems_in, package, known_words(package))
    assert expected and found() == expected


SCRIPT = """
from pathlib import Path
from scripts.checking.privacy import problems_in
from scripts.checking.vocabulary import known_words
from scripts.package import meanwhile
from scripts.package.package import open_package
meanwhile.LARGE = 0
package = open_package(Path({folder!r}))
print(len(meanwhile.meanwhile(package.size(), problems_in, package, known_words(package))()))
"""


def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    rows = tiny()
    rows["strikes"][0]["notes"] = "Told by Velmir Tazakov of Lowtown"
    package = write(tmp_path, rows)
    script = tmp_path / "unguarded.py"
    script.write_text(SCRIPT.format(folder=str(tmp_path)))
    told = subprocess.run(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == [str(len(problems_in(package)))] == ["1"]


def _ends() -> None:
    os.kill(os.getpid(), signal.SIGKILL if os.getppid() == int(os.environ["TESTED_BY"]) else 0)


def _raises() -> None:
    raise PackageError("the table is not there")


def test_what_a_killed_process_should_do_is_done_here(
    tiny_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meanwhile, "LARGE", 0)
    monkeypatch.setenv("TESTED_BY", str(os.getpid()))
    assert meanwhile.meanwhile(open_package(tiny_package).size(), _ends)() is None


def test_what_a_process_raises_is_raised_here(tiny_package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "LARGE", 0)
    with pytest.raises(PackageError, match="the table is not there"):
        meanwhile.meanwhile(open_package(tiny_package).size(), _raises)()
