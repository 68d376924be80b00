"""The pages of a release: every link leads somewhere, and every command and example runs in its folder."""

import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from scripts.release.links import linked
from tests.shared.building import build
from tests.shared.tiny import ROOT

LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
HERE = "https://example.org/project"
FILES = {"README.md", "docs/METHOD.md", "data/strikes.csv"}


@pytest.mark.parametrize(
    ("page", "text", "without", "with_repository"),
    [
        ("README.md", "[how](docs/METHOD.md#x)", "[how](docs/METHOD.md#x)", "[how](docs/METHOD.md#x)"),
        ("docs/METHOD.md", "[data](../data)", "[data](../data)", "[data](../data)"),
        ("docs/METHOD.md", "[a](#a) [b](https://b.org)", "[a](#a) [b](https://b.org)", "[a](#a) [b](https://b.org)"),
        ("docs/METHOD.md", "[`code`](SPARK.md#run)", "`code`", f"[`code`]({HERE}/blob/main/docs/SPARK.md#run)"),
        ("README.md", "[all](../../releases)", "all", f"[all]({HERE}/releases)"),
    ],
)
def test_a_link_to_what_a_release_lacks_leads_to_the_repository_or_is_plain(
    page: str, text: str, without: str, with_repository: str
) -> None:
    assert linked(page, text, FILES, None) == without
    assert linked(page, text, FILES, HERE) == with_repository


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
        r"`((?:computed|data|parquet|docs)/[a-z_/]*|[\w.-]+\.(?:md|json|geojson|bib|sqlite|xlsx|cff))`",
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
