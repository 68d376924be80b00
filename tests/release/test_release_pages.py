"""The pages of a release: every link leads somewhere, and every command and example runs in its folder."""

import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import duckdb
import pytest

from scripts.derived.compute import computed_database
from scripts.package.files import scratch_folder
from scripts.package.git import git
from scripts.package.package import PackageError
from scripts.pages.report_md import overview
from scripts.release.links import linked
from tests.shared.building import build
from tests.shared.tiny import ROOT, tiny, write

LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
HERE = "https://example.org/project"
FILES = {"README.md", "docs/METHOD.md", "data/strikes.csv"}


@pytest.mark.parametrize(
    ("page", "text", "without", "with_repository"),
    [
        ("README.md", "[how](docs/METHOD.md#x)", "[how](docs/METHOD.md#x)", "[how](docs/METHOD.md#x)"),
        ("docs/METHOD.md", "[data](../data)", "[data](../data)", "[data](../data)"),
        ("docs/METHOD.md", "[a](#a) [b](https://b.org)", "[a](#a) [b](https://b.org)", "[a](#a) [b](https://b.org)"),
        (
            "docs/METHOD.md",
            "[`code`](SPARK.md#run)",
            "`code` (`docs/SPARK.md` in the repository)",
            f"[`code`]({HERE}/blob/main/docs/SPARK.md#run)",
        ),
        (
            "README.md",
            "[PLACES.md](docs/PLACES.md)",
            "`docs/PLACES.md` in the repository",
            f"[PLACES.md]({HERE}/blob/main/docs/PLACES.md)",
        ),
        ("README.md", "[all](../../releases)", "all", f"[all]({HERE}/releases)"),
    ],
)
def test_a_link_to_what_a_release_lacks_leads_to_the_repository_or_names_the_file_there(
    page: str, text: str, without: str, with_repository: str
) -> None:
    assert linked(page, text, FILES, None) == without
    assert linked(page, text, FILES, HERE) == with_repository


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("[how](METHOD.md#x)", "[how](docs/METHOD.md#x)"),
        ("[all](../data)", "[all](data)"),
        ("[a](#a)", "[a](#a)"),
        ("[SPARK.md](SPARK.md)", "`docs/SPARK.md` in the repository"),
    ],
)
def test_a_page_that_moves_keeps_its_links(text: str, there: str) -> None:
    assert linked("README.md", text, FILES, None, "docs/RELEASE.md") == there


NAMED = re.compile(r"(?<![\w/:.@-])(?:\.\./)*((?:\.?[\w-]+/)*\.?[\w*-]+(?:\.[\w*-]+)*/?)(?![\w/]|://)")


SAYS_SO = re.compile(r"in\sthe\srepository")
MODULE = re.compile(r"(?<=python -m )((?:tests|benchmarks)(?:\.\w+)*)")


@cache
def in_repository() -> set[str]:
    """The paths of the files and folders of the repository, and the names of its files that have an ending."""
    try:
        paths = [path for path in git(ROOT, "ls-files", "-z").split("\0") if path]
    except PackageError:
        pytest.skip("no git history here")
    folders = {"/".join(path.split("/")[:end]) for path in paths for end in range(1, path.count("/") + 2)}
    return folders | {path.rpartition("/")[2] for path in paths if "." in path.rpartition("/")[2]}


def named_without_saying_so(text: str, there: set[str]) -> list[str]:
    """The files of the repository that a page of a release names, which has the paths `there`, but not as such.

    A section, or the head of the page, says so with the words "in the repository".
    """
    head, *sections = re.split(r"^(?=#{1,2} )", text.removeprefix("# "), flags=re.MULTILINE)
    silent = [part for part in (head, *sections) if not SAYS_SO.search(part + head)]
    named = [name for part in silent for name in NAMED.findall(MODULE.sub(_file_of_module, part))]
    lone = {path.rpartition("/")[2] for path in there}
    return [name for name in named if _is_elsewhere(name, there | lone)]


def _file_of_module(command: re.Match[str]) -> str:
    return command[1].replace(".", "/") + ".py" * ("." in command[1])


def _is_elsewhere(name: str, there: set[str]) -> bool:
    path = name.rpartition("/")[0] if "*" in name else name.rstrip("/")
    return path not in there and ("/" in name or "." in name) and path in in_repository()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See MERGING.md.", ["MERGING.md"]),
        ("# A\n\n`scripts/derived/` computes.", ["scripts/derived/"]),
        ("`scripts/checks/*.sql` checks.", ["scripts/checks/*.sql"]),
        ("`.venv/bin/python -m tests.sheets.drafting FOLDER`", ["tests/sheets/drafting.py"]),
        ("## A\n`.ci/install` does.\n## B\nIt is in the repository.", [".ci/install"]),
        ("## A\n`schemas/` in the repository\n## B\nSee METHOD.md and data/strikes.csv, not data or scripts.", []),
        ("All files are in the repository.\n## A\n`schemas/`", []),
        ("https://example.org/docs/PLACES.md", []),
    ],
)
def test_a_name_of_a_file_of_the_repository_is_found(text: str, found: list[str]) -> None:
    assert named_without_saying_so(text, FILES) == found


def test_every_file_that_a_text_of_a_release_names_is_in_it_or_said_to_be_in_the_repository(released: Path) -> None:
    paths = {path.relative_to(released).as_posix() for path in released.rglob("*")}
    paths |= {"changes.json", "past"}  # only a later release has them
    told = ("CHANGELOG.md", "changes.json")  # of the past
    texts = [name for name in sorted(paths) if re.fullmatch(r"(docs/)?[\w.-]+\.(md|json|cff)|LICENSE", name)]
    assert {"README.md", "docs/METHOD.md", "LICENSE"} <= set(texts)
    pages = {name: (released / name).read_text(encoding="utf-8") for name in texts if name not in told}
    assert [(name, lost) for name, text in pages.items() for lost in named_without_saying_so(text, paths)] == []


def test_what_a_page_says_to_name_its_version_does(released: Path) -> None:
    version = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))["version"]
    names = {path.relative_to(released).as_posix(): path for path in released.rglob("*") if path.is_file()}
    silent = [name for name, path in names.items() if version.encode() not in _unzipped(path)]
    texts = r"docs/.*|past/.*|README\.md|CHANGELOG\.md|LICENSE|changes\.json|SHA256SUMS"
    assert [name for name in silent if not re.fullmatch(rf"{texts}|.*\.csv", name)] == []
    said = (
        "the tables in every format but CSV, the pictures, the explorer, the codebook and the report name their version"
    )
    assert said in (released / "docs/SINCE-0.3.0.md").read_text(encoding="utf-8")


def _unzipped(path: Path) -> bytes:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return book.read("docProps/core.xml")


def test_the_report_says_that_a_side_is_unknown_and_why_a_cell_is_empty(tmp_path: Path) -> None:
    rows = tiny()
    for actor in rows["actors"]:
        actor["side"] = ""
    package = write(tmp_path / "package", rows)
    with scratch_folder() as scratch, computed_database(package, scratch) as connection:
        report = overview(package, connection)
    documents = report.partition("## Documents")[2].partition("##")[0]
    assert "| unknown |" in documents
    assert "|  |" not in documents
    assert "Where a cell is empty" in report


def test_a_reader_of_sums_is_told_that_those_of_civilians_are_made_apart(released: Path) -> None:
    said = "a sum for civilians can be above the one for everybody"
    report, codebook = ((released / name).read_text(encoding="utf-8") for name in ("REPORT.md", "CODEBOOK.md"))
    assert said in report
    assert said in codebook.partition("\n## tallies\n")[2].partition("| field |")[0]
    assert "**Do not compare a sum for civilians" in (released / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the project as it is, unzipped in an empty folder."""
    to = tmp_path_factory.mktemp("built")
    with contextlib.redirect_stdout(io.StringIO()):
        assert build(ROOT, to) == 0
    [zipped] = [path for path in to.glob("*.zip") if "-flat" not in path.name]
    shutil.unpack_archive(zipped, to / "unzipped")
    [folder] = (to / "unzipped").iterdir()
    return folder


def blocks(bundle: Path, language: str) -> list[str]:
    text = (bundle / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.thorough
def test_every_link_in_every_page_leads_to_a_file_or_a_heading(bundle: Path) -> None:
    for page in bundle.rglob("*.md"):
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(text):
            path, _, place = target.partition("#")
            if "://" in target:
                continue
            there = page.parent / path if path else page
            assert there.exists(), f"{page.name}: {target}"
            if place and there.suffix == ".md":
                headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
                assert place in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}, target


@pytest.mark.thorough
def test_every_file_that_a_page_names_in_code_is_there(bundle: Path) -> None:
    named = re.findall(
        r"`((?:computed|data|parquet|docs)/[a-z_/]*|[\w.-]+\.(?:md|json|geojson|bib|sqlite|xlsx|cff))`"
        rf"(?! {SAYS_SO.pattern})",
        (bundle / "README.md").read_text(encoding="utf-8"),
    )
    assert len(named) > 8
    assert [name for name in named if not (bundle / name).exists()] == []


@pytest.mark.thorough
def test_the_python_of_the_readme_runs_with_the_wheel_of_the_release(bundle: Path, tmp_path: Path) -> None:
    [wheel] = bundle.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    examples = blocks(bundle, "python")
    assert len(examples) == 3
    for example in examples:
        done = subprocess.run(
            [sys.executable, "-W", "error::UserWarning", "-c", example],
            cwd=bundle,
            env={"PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), example
        assert done.stdout.strip()


@pytest.mark.thorough
@pytest.mark.parametrize("verb", ["diff", "recheck", "resolve", "validate", "verify"])
def test_the_help_of_the_wheel_names_the_command_that_its_reader_has(bundle: Path, tmp_path: Path, verb: str) -> None:
    [wheel] = bundle.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    words = [sys.executable, "-m", "nk2020_strikes", verb, "--help"]
    env = {"PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(words, cwd=bundle, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: nk2020-strikes {verb}") and "python -m scripts" not in done.stdout


@pytest.mark.thorough
def test_the_sql_of_the_readme_answers(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bundle)
    [question] = blocks(bundle, "sql")
    assert len(duckdb.sql(question).fetchall()) >= 4


@pytest.mark.thorough
def test_the_commands_of_the_readme_run(bundle: Path) -> None:
    for command in "".join(blocks(bundle, "bash")).strip().splitlines():
        program = command.split()[0]
        found = shutil.which(program) or shutil.which(program, path=str(Path(sys.executable).parent))
        if "pip install" in command or not found:
            continue
        done = subprocess.run([found, *shlex.split(command)[1:]], cwd=bundle, capture_output=True, check=False)
        assert done.returncode == 0, command


@pytest.mark.thorough
def test_r_reads_true_and_false(bundle: Path) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("Rscript is not installed")
    [script] = blocks(bundle, "r")
    shown = "cat(class(strikes$in_war), sum(strikes$in_war, na.rm = TRUE), sum(is.na(strikes$in_war)))"
    done = subprocess.run(["Rscript", "-e", script + shown], cwd=bundle, capture_output=True, text=True, check=True)
    values = duckdb.sql(f"SELECT in_war FROM '{bundle}/parquet/strike_summary.parquet'").fetchall()
    flags = [value for (value,) in values]
    assert done.stdout == f"logical {flags.count(True)} {flags.count(None)}"


@pytest.mark.thorough
def test_the_pages_of_a_build_name_its_version(bundle: Path) -> None:
    version = json.loads((bundle / "datapackage.json").read_text(encoding="utf-8"))["version"]
    for name in ("CODEBOOK.md", "REPORT.md", "CITATION.cff"):
        assert version in (bundle / name).read_text(encoding="utf-8"), name
