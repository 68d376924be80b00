"""Bad surroundings get a sentence: a console without letters, a folder that cannot be written, a missing package."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write

pytestmark = pytest.mark.thorough

NAME = "Stepanakert Ստեփանակերտ · Xankəndi · Степанакерт"
ENCODINGS = quick(["cp1252", "ascii", "cp437", "cp866"], 1)


def run(
    *words: str,
    stdout: int | None = subprocess.PIPE,
    hidden: str = "",
    before: Callable[[], None] | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, as somebody runs it; `hidden` is a package that cannot be imported there."""
    hiding = f"sys.modules[{hidden!r}] = None; " if hidden else ""
    code = f"import sys; {hiding}from scripts.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=before,
        env={**os.environ, "PYTHONUTF8": "0", **environment},
    )


def in_one_sentence(done: subprocess.CompletedProcess[bytes], *, code: int = 1) -> str:
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (code, 1), said
    assert "Traceback" not in said
    return said


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two tiny packages: one with a name in three scripts, and one where that name is too long for its field."""
    rows = tiny()
    rows["places"][0]["name"] = NAME
    named = write(tmp_path_factory.mktemp("named"), rows).root
    rows["strikes"][0]["strike_id"] = NAME
    return named, write(tmp_path_factory.mktemp("broken"), rows).root


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_letters_that_the_console_lacks_are_replaced(
    foreign: tuple[Path, Path], tiny_package: Path, encoding: str
) -> None:
    named, broken = map(str, foreign)
    for words, code in [
        (("--package", named, "resolve", tiny()["places"][0]["place_id"]), 0),
        (("--package", named, "diff", str(tiny_package), named), 1),
        (("--package", broken, "validate"), 1),
        (("new", "--help"), 0),
        (("--help",), 0),
    ]:
        done = run(*words, PYTHONIOENCODING=encoding)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode(errors="replace")
        assert done.stdout
        done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_is_always_utf_8(foreign: tuple[Path, Path], tiny_package: Path, encoding: str) -> None:
    named, broken = map(str, foreign)
    different = run("--package", named, "diff", str(tiny_package), named, "--output", "json", PYTHONIOENCODING=encoding)
    assert NAME in {difference.get("new") for difference in json.loads(different.stdout.decode())["differences"]}
    faulty = run("--package", broken, "validate", "--output", "json", PYTHONIOENCODING=encoding)
    assert NAME in {problem["value"] for problem in json.loads(faulty.stdout.decode())}


@pytest.mark.parametrize("verb", quick(["derive", "build"], 1))
def test_a_folder_that_cannot_be_made_is_named(made: Path, tmp_path: Path, verb: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    to = tmp_path / "file" / "below"
    code = {"derive": 1, "build": 2}[verb]  # what takes long asks first
    assert str(to) in in_one_sentence(run("--package", str(made), verb, "--to", str(to)), code=code)


def test_a_table_that_cannot_be_written_is_named_and_left(tmp_path: Path) -> None:
    package = write(tmp_path, tiny()).root
    (package / "data" / "strikes.csv").write_bytes((package / "data" / "strikes.csv").read_bytes() + b"\n")
    (package / "data" / "strikes.csv.new").mkdir()
    before = (package / "data" / "strikes.csv").read_bytes()
    assert "strikes.csv.new" in in_one_sentence(run("--package", str(package), "format"))
    assert (package / "data" / "strikes.csv").read_bytes() == before


def test_a_full_disk_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    package = write(tmp_path, tiny()).root
    path = package / "data" / "victim_counts.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    before = path.read_bytes()

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    in_one_sentence(run("--package", str(package), "format", before=little_room))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "named"),
    quick(
        [
            (("derive", "--to", "TO"), ".csv"),
            (("build", "--to", "TO"), ".csv"),
            (("diff", "0.2.0"), "cannot be unpacked"),
        ],
        1,
    ),
)
def test_a_full_disk_is_said_of_the_file(made: Path, tmp_path: Path, words: tuple[str, ...], named: str) -> None:
    package = ROOT if "diff" in words else made  # it has a history

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    given = [word.replace("TO", str(tmp_path / "to")) for word in words]
    done = run("--package", str(package), *given, before=little_room)
    assert done.returncode in (1, 2)
    assert named in done.stderr.decode().splitlines()[-1]
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_computed_whole_leaves_the_files_of_before(made: Path, tmp_path: Path) -> None:
    words = ["--package", str(made), "derive", "--to", str(tmp_path / "to")]
    assert run(*words).returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "to").iterdir()}
    largest = max(map(len, before.values()))

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, largest - 1))

    in_one_sentence(run(*words, before=little_room))
    assert {path.name: path.read_bytes() for path in (tmp_path / "to").iterdir()} == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_says_so_and_leaves_nothing(made: Path, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "scratch").mkdir()
    words = [sys.executable, "-m", "scripts", "--package", str(made), "build", "--to", str(tmp_path / "to")]
    surroundings = {**os.environ, "TMPDIR": str(tmp_path / "scratch")}

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's background jobs ignore interrupts

    running = subprocess.Popen(
        words, cwd=ROOT, env=surroundings, preexec_fn=heed, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not any((tmp_path / "scratch").glob("tmp????*/*")):  # Python tries the folder with a file of another name
        assert running.poll() is None
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said.decode().splitlines()[-1:]) == (130, ["interrupted"])
    assert b"Traceback" not in said
    assert not (tmp_path / "to").exists() and not list((tmp_path / "scratch").iterdir())


@pytest.mark.parametrize("name", ["a*", "a?", "[ab]", "it's"])
def test_the_name_of_a_folder_is_no_pattern(made: Path, tmp_path: Path, name: str) -> None:
    package = shutil.copytree(made, tmp_path / name)
    (shutil.copytree(made, tmp_path / "ab") / "data" / "strikes.csv").write_text("no table", encoding="utf-8")
    assert run("--package", str(package), "validate").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_is_full_is_one_sentence(tiny_package: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        said = in_one_sentence(run("--package", str(tiny_package), "validate", stdout=full.fileno()))
    assert "No space left" in said


def test_a_reader_that_has_gone_is_no_fault_of_the_command(tiny_package: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("--package", str(tiny_package), "validate", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("words", "missing"),
    quick(
        [
            (("validate",), "duckdb"),
            (("validate", "--thorough"), "frictionless"),
            (("build", "--to", "TO"), "xlsxwriter"),
        ],
        1,
    ),
)
def test_a_package_that_is_missing_is_named_with_the_way_to_get_it(
    made: Path, tmp_path: Path, words: tuple[str, ...], missing: str
) -> None:
    given = [word.replace("TO", str(tmp_path / "dist")) for word in words]
    done = run("--package", str(made), *given, hidden=missing)
    said = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 1
    assert said.startswith(missing) and "make .venv/run" in said
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("library", "code", "said"),
    quick(
        [
            (
                "xlsxwriter",
                "",
                "xlsxwriter cannot be used (module 'xlsxwriter' has no attribute 'Workbook'); install it again",
            ),
            (
                "xlsxwriter",
                "raise ImportError('lib.so: no such file')",
                "a library cannot be used (lib.so: no such file)",
            ),
            ("xlsxwriter", "def (", "a library cannot be used (invalid syntax (xlsxwriter.py, line 1))"),
            ("repro_zipfile", "", "repro_zipfile cannot be used (cannot import name 'ReproducibleZipFile'"),
        ],
        1,
    ),
)
def test_a_package_that_is_broken_is_named_with_the_way_to_get_it(
    made: Path, tmp_path: Path, library: str, code: str, said: str
) -> None:
    (tmp_path / f"{library}.py").write_text(code, encoding="utf-8")
    done = run("--package", str(made), "build", "--to", str(tmp_path / "dist"), PYTHONPATH=str(tmp_path))
    assert in_one_sentence(done).startswith(said)
    assert not list(tmp_path.glob("dist/*"))


def test_a_fault_in_our_own_modules_stays_a_traceback(made: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for code in ("def (", "from .package import nothing", "import scripts.nothing", "from . import x\nx.y"):
        (tmp_path / "scripts" / "commands" / "build.py").write_text(code, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "scripts", "--package", str(made), "build"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert b"Traceback" in done.stderr, code


def test_pictures_need_no_screen(made: Path, tmp_path: Path) -> None:
    done = run("--package", str(made), "build", "--to", str(tmp_path), MPLBACKEND="no_such_backend")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_command_needs_no_output(tiny_package: Path) -> None:
    closing = run("--package", str(tiny_package), "validate", stdout=None, before=lambda: os.close(1))
    assert (closing.returncode, closing.stderr) == (0, b"")


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")
def test_make_says_which_python_it_needs(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    old = tmp_path / "old-python"
    old.write_text(
        f"#!{sys.executable}\nimport sys\nsys.version_info = (3, 10, 1)\nexec(sys.argv[2])\n", encoding="utf-8"
    )
    old.chmod(0o755)
    done = subprocess.run(
        ["make", f"PYTHON={old}", ".venv/run"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Python 3.11 or later is needed" in done.stderr
    assert not (tmp_path / ".venv").exists()
