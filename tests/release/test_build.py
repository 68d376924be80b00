"""A release opens in common tools, is reproducible, has the right version, and is written completely or not at all."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts.__main__ import main
from scripts.package.soundness.constraints import released as as_released
from tests.shared.building import COMPUTED, DESCRIPTOR, DEV, DOCUMENTS, PLAIN, VERSION, WRITTEN, build, change, names
from tests.shared.tiny import ROOT, contents, tiny, write


@pytest.fixture(scope="module")
def descriptor(released: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    return found


# The version of a build.


def of_build(name: str) -> list[str]:
    return sorted([name, f"{name}.zip", f"{name}-flat.zip"])


def test_a_build_of_undeclared_content_calls_itself_dev(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(package, tmp_path / "dist") == 0
    assert names(tmp_path / "dist") == of_build(DEV)
    assert json.loads((tmp_path / "dist" / DEV / "datapackage.json").read_text())["version"] == f"{VERSION}-dev+unknown"
    count = len(contents(tmp_path / "dist" / DEV))
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"built: {tmp_path / 'dist' / DEV} ({count} files) and {DEV}.zip",
        f"  the content differs from version {VERSION}, so this build is named {VERSION}-dev+unknown",
    ]


def test_a_build_in_a_repository_calls_itself_by_the_commit(package: Path, tmp_path: Path) -> None:
    def git(*words: str) -> str:
        identity = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *identity, *words], cwd=package, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet")
    git("add", "datapackage.json")
    git("commit", "--quiet", "--message", "first")
    dev = f"{PLAIN}-dev+{git('rev-parse', 'HEAD')[:12]}"
    assert build(package, tmp_path / "dist") == 0
    assert names(tmp_path / "dist") == of_build(dev)


@pytest.mark.thorough
def test_declared_content_has_the_plain_version_until_the_data_change(package: Path, tmp_path: Path) -> None:
    assert build(package, tmp_path / "first", "--declare") == 0
    assert build(package, tmp_path / "second") == 0
    assert names(tmp_path / "first") == names(tmp_path / "second") == of_build(PLAIN)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    change(package)
    assert build(package, tmp_path / "third") == 0
    assert names(tmp_path / "third") == of_build(DEV)
    write(package, tiny())
    assert build(package, tmp_path / "fourth") == 0
    assert contents(tmp_path / "fourth") == contents(tmp_path / "first")


@pytest.mark.thorough
def test_a_changed_document_is_changed_content_too(package: Path, tmp_path: Path) -> None:
    assert build(package, tmp_path / "first", "--declare") == 0
    with (package / "docs/CODING.md").open("a", encoding="utf-8") as file:
        file.write("More.\n")
    assert build(package, tmp_path / "second") == 0
    assert names(tmp_path / "second") == of_build(DEV)


def test_declaring_changes_one_property_of_the_descriptor_and_no_other_file(package: Path, tmp_path: Path) -> None:
    before = contents(package)
    assert build(package, tmp_path / "dist", "--declare") == 0
    after = contents(package)
    old, new = (json.loads(found.pop("datapackage.json")) for found in (before, after))
    assert after == before
    content = new.pop("content")
    assert new == {key: value for key, value in old.items() if key != "content"}
    assert content.startswith("sha256:") and len(content) == 71
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_the_bundle_says_nothing_of_what_was_declared(descriptor: dict[str, Any]) -> None:
    assert "content" not in descriptor
    assert "computedResources" not in descriptor


# The same commit, the same bytes.


@pytest.mark.thorough
def test_two_builds_from_two_copies_have_the_same_bytes(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(package, other)
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    assert build(package, tmp_path / "one") == 0
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Baku", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "scripts", "--package", str(other), "build", "--to", str(tmp_path / "two")]
    subprocess.run(words, cwd=tmp_path, env=environment, check=True, capture_output=True, umask=0o077)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert names(tmp_path / "one") == of_build(DEV)


@pytest.mark.thorough
def test_building_again_in_the_same_place_changes_no_byte_and_leaves_nothing_else(
    package: Path, tmp_path: Path
) -> None:
    assert build(package, tmp_path / "dist") == 0
    first = contents(tmp_path / "dist")
    assert build(package, tmp_path / "dist") == 0
    assert contents(tmp_path / "dist") == first
    assert names(tmp_path / "dist") == of_build(DEV)


@pytest.mark.thorough
def test_a_build_replaces_the_one_of_the_same_name(package: Path, tmp_path: Path) -> None:
    assert build(package, tmp_path / "dist") == 0
    (tmp_path / "dist" / DEV / "stray.txt").write_text("of an older build")
    change(package)
    assert build(package, tmp_path / "dist") == 0
    assert "stray.txt" not in contents(tmp_path / "dist" / DEV)
    assert b"Seen by many." in (tmp_path / "dist" / DEV / "data/strikes.csv").read_bytes()
    assert main(["verify", str(tmp_path / "dist" / DEV), str(tmp_path / "dist" / f"{DEV}.zip")]) == 0


def test_building_leaves_the_package_as_it_was(package: Path, tmp_path: Path) -> None:
    before = contents(package)
    assert build(package, tmp_path / "dist") == 0
    assert contents(package) == before


# What is in a release.


def test_the_release_has_every_table_every_document_and_nothing_else(released: Path) -> None:
    tables = [f"data/{name}.csv" for name in WRITTEN] + [f"computed/{name}.csv" for name in COMPUTED]
    formats = [
        "croissant.json",
        "datasette.json",
        "explorer.html",
        "sources.bib",
        "strikes.geojson",
        "nk2020-strikes.sqlite",
        "nk2020-strikes.xlsx",
    ]
    formats += [f"parquet/{name}.parquet" for name in (*WRITTEN, *COMPUTED)]
    drawn = ("strikes_by_day", "places", "claimed_tolls", "strikes_by_documents")
    formats += [f"pictures/{name}.{ending}" for name in drawn for ending in ("svg", "png")]
    assert sorted(contents(released)) == sorted([*tables, *DOCUMENTS, *formats, "SHA256SUMS", "datapackage.json"])


def test_what_is_copied_is_copied_byte_for_byte(released: Path) -> None:
    package, copied = contents(released.parent.parent / "package"), contents(released)
    for name in [f"data/{table}.csv" for table in WRITTEN] + [
        name for name in DOCUMENTS if not name.endswith((".md", ".cff"))
    ]:
        assert copied[name] == package[name], name


def test_a_page_loses_its_links_to_what_the_release_lacks_and_nothing_else(released: Path) -> None:
    package, copied = contents(released.parent.parent / "package"), contents(released)
    assert copied["docs/CODING.md"] == package["docs/CODING.md"]
    assert copied["docs/VALIDATION.md"] != package["docs/VALIDATION.md"]
    words = package["docs/VALIDATION.md"].decode()
    for link, plain in (
        ("[DuckDB and Spark](SPARK.md)", "DuckDB and Spark (`docs/SPARK.md` in the repository)"),
        ("[Benchmarks](../benchmarks/README.md)", "Benchmarks (`benchmarks/README.md` in the repository)"),
        ("[MUTATIONS.md](MUTATIONS.md)", "`docs/MUTATIONS.md` in the repository"),
    ):
        assert link in words
        words = words.replace(link, plain)
    assert copied["docs/VALIDATION.md"].decode() == words
    assert copied["README.md"].startswith(b"# nk2020-strikes")


def test_the_zip_holds_the_files_of_the_folder_under_the_folders_name(released: Path) -> None:
    with zipfile.ZipFile(released.with_name(f"{PLAIN}.zip")) as archive:
        assert archive.testzip() is None
        expected = {f"{PLAIN}/{name}": data for name, data in contents(released).items()}
        assert {name: archive.read(name) for name in archive.namelist()} == expected
        assert len(archive.namelist()) == len(contents(released))


def test_sha256sums_lists_every_file_but_itself(released: Path) -> None:
    listed = [line.split("  ", 1) for line in (released / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    expected = {
        name: hashlib.sha256(data).hexdigest() for name, data in contents(released).items() if name != "SHA256SUMS"
    }
    assert {name: digest for digest, name in listed} == expected
    assert len(listed) == len(expected)


def test_sha256sums_is_read_by_sha256sum(released: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=released,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_table_is_a_resource_the_computed_ones_marked(descriptor: dict[str, Any]) -> None:
    assert [resource["name"] for resource in descriptor["resources"]] == WRITTEN + COMPUTED
    assert [resource["name"] for resource in descriptor["resources"] if resource.get("computed")] == COMPUTED


def test_every_resource_has_the_bytes_and_the_hash_of_its_file(released: Path, descriptor: dict[str, Any]) -> None:
    for resource in descriptor["resources"]:
        data = (released / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_every_schema_is_inlined_as_it_stands_in_schemas_with_the_codes_that_it_takes(
    descriptor: dict[str, Any],
) -> None:
    names = [resource["name"] for resource in descriptor["resources"]]
    paths = {name: ROOT / "schemas" / f"{name}.schema.json" for name in names}
    schemas = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in paths.items()}
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            fields = as_released(schemas[resource["name"]])["fields"]
            [own] = [its for its in fields if its["name"] == field["name"]]
            taken = {field["name"] for field in [own] if "codesFrom" in own}
            assert bool(taken) <= ("categories" in field and "enum" in field["constraints"])
            rest = {k: v for k, v in field.items() if k not in ("categories", "constraints")} if taken else field
            assert rest == {
                k: v for k, v in own.items() if not taken or k not in ("codesFrom", "categories", "constraints")
            }
            assert [c for c in field.get("categories", []) if c in own.get("categories", [])] == own.get(
                "categories", []
            )
        assert {k: v for k, v in resource["schema"].items() if k != "fields"} == {
            k: v for k, v in schemas[resource["name"]].items() if k != "fields"
        }


def test_the_coded_documents_are_sources_of_the_package(descriptor: dict[str, Any]) -> None:
    coded = [{"title": "Strikes on Lowtown"}, {"title": "Findings", "path": "https://example.org/findings"}]
    assert descriptor["sources"] == [*DESCRIPTOR["sources"], *coded]


def test_a_computed_table_has_the_rows_that_derive_writes(released: Path, tmp_path: Path) -> None:
    package = released.parent.parent / "package"
    assert main(["--package", str(package), "derive", "--to", str(tmp_path)]) == 0
    assert contents(tmp_path) == contents(released / "computed")


# The tools that people use to open it, from any folder.


def test_frictionless_finds_the_release_valid_from_another_folder(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import frictionless

    monkeypatch.chdir(tmp_path)
    report = frictionless.validate(str(released / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert report.valid
    assert (report.stats["tasks"], report.stats["errors"], report.stats["warnings"]) == (len(WRITTEN + COMPUTED), 0, 0)
    assert [*report.warnings, *(warning for task in report.tasks for warning in task.warnings)] == []


def test_frictionless_finds_a_changed_table_in_the_release(released: Path, tmp_path: Path) -> None:
    import frictionless

    shutil.copytree(released, tmp_path / PLAIN)
    path = tmp_path / PLAIN / "data/victim_counts.csv"
    path.write_bytes(path.read_bytes().replace(b",killed,", b",injured,", 1))
    report = frictionless.validate(str(tmp_path / PLAIN / "datapackage.json"))
    assert {error for _, error in report.flatten(["name", "type"])} == {"hash-count", "byte-count"}


def test_the_older_reader_opens_every_table_with_its_relations(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import datapackage

        package = datapackage.Package(str(released / "datapackage.json"))
        tables = {resource.name: resource.read(keyed=True, relations=True) for resource in package.resources}
    assert (package.valid, package.errors) == (True, [])
    for resource in package.resources:
        with (released / resource.descriptor["path"]).open(encoding="utf-8", newline="") as file:
            assert len(tables[resource.name]) == len(list(csv.DictReader(file)))
    assert set(tables) == set(WRITTEN + COMPUTED)
    count = tables["victim_counts"][1]
    assert count["part_of"]["count_min"] == 4
    assert count["strike_id"]["name"] == "Lowtown, 1 October 2020"
    assert tables["citations"][0]["speaker_id"]["name"] == "Ministry of Westland"


# An unsound package is not built.
