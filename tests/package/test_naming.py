"""Files that are not those of the version that they declare are called by another name, wherever they are compared."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.package import open_package
from scripts.package.past.models import FOLDER, model_of, model_texts
from scripts.package.past.naming import label, labels
from scripts.package.snapshot import snapshot
from tests.shared.tiny import ROOT, tiny, write


def released(folder: Path) -> Path:
    """The tiny package with the model of its version, as a release leaves it."""
    write(folder, tiny())
    (folder / FOLDER).mkdir(exist_ok=True)
    for name, text in model_texts([model_of(open_package(folder))]).items():
        (folder / FOLDER / name).write_text(text, encoding="utf-8")
    return folder


def corrected(folder: Path) -> Path:
    file = folder / "data/victim_counts.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("vc-dddd2222,", "vc-dddd2223,"), encoding="utf-8")
    return folder


def test_only_the_files_of_a_release_have_its_version_as_their_name(tmp_path: Path) -> None:
    version = open_package(released(tmp_path)).version
    assert label(open_package(tmp_path)) == version
    changed = open_package(corrected(tmp_path))
    assert label(changed) == f"{version}-dev+unknown"
    assert label(replace(changed, commit="0123456789abcdef")) == f"{version}-dev+0123456789ab"


def test_another_schema_is_another_content(tmp_path: Path) -> None:
    package = open_package(released(tmp_path))
    descriptor = json.loads(json.dumps(package.descriptor))
    descriptor["resources"][0]["schema"] = package.tables[descriptor["resources"][0]["name"]].schema | {"title": "New"}
    assert label(replace(package, descriptor=descriptor)) == f"{package.version}-dev+unknown"


def test_where_no_release_is_known_the_version_is_taken_at_its_word(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    package = open_package(tmp_path)
    unknown = replace(package, descriptor=package.descriptor | {"version": "77.0.0"})
    assert label(unknown) == "77.0.0"
    assert labels(unknown, unknown) == ("77.0.0", "77.0.0 as it is here")


def test_diff_and_recheck_say_which_side_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = released(tmp_path / "old"), corrected(released(tmp_path / "new"))
    version = open_package(old).version
    assert main(["--package", str(new), "diff", str(old), "."]) == 1
    said = f"{version} to {version}-dev+unknown"
    assert capsys.readouterr().out.startswith(f"changes from {said}: ")
    (tmp_path / "list.csv").write_text("claim_id\nvc-aaaa2222\n", encoding="utf-8")
    assert main(["--package", str(new), "recheck", str(tmp_path / "list.csv"), "--since", str(old)]) == 0
    assert f"{version} compared with {version}-dev+unknown\n" in capsys.readouterr().out


@pytest.mark.thorough
@pytest.mark.parametrize("version", [path.stem for path in (ROOT / FOLDER).glob("*.json")])
def test_each_release_in_git_is_called_by_its_version(version: str) -> None:
    with snapshot(version, ROOT) as package:
        assert label(package) == version
