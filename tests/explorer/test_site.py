"""The website of all explorers: its folders, that links keep working, and what is not shown."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.explorer.page import explorer_page
from scripts.explorer.site import read, website
from scripts.package.package import Package, PackageError, open_package
from tests.shared.exporting import csvs_of
from tests.shared.tiny import ROOT

GONE = {"version": "0.3.0", "reason": "A row had <a text> that must not be published.", "replacedBy": "0.4.0"}


@pytest.fixture(scope="module")
def package() -> Package:
    opened = open_package(ROOT)
    return replace(opened, descriptor=opened.descriptor | {"withdrawnVersions": []})


def page(version: str, strikes: str, withdrawn: str = "") -> bytes:
    """What the website reads of an explorer."""
    columns = {"strike_summary": {"strike_id": {"v": strikes.split()}}, "withdrawn": {"id": {"v": withdrawn.split()}}}
    tables = {name: {"columns": column} for name, column in columns.items()}
    data = json.dumps({"package": {"version": version}, "tables": tables})
    return f'<p>{version}<script type="application/json" id="data">{data}</script>'.encode()


OLD, NEW = page("0.9.0", "st-one st-two"), page("0.10.0", "st-one st-three", "st-two")
NEXT = page("0.10.0-dev+abc", "st-one st-three", "st-two")


def withdrawn(package: Package, severity: str) -> Package:
    listed = [GONE | {"version": "0.9.0", "severity": severity}]
    return replace(package, descriptor=package.descriptor | {"withdrawnVersions": listed})


def test_every_version_has_a_folder_and_the_highest_is_the_latest(package: Package) -> None:
    files = website(package, {"b": NEW, "a": OLD}, ("c", NEXT))
    paths = ["0.9.0", "0.10.0", "latest", "preview"]
    assert {*files} == {"index.html", *(f"{path}/index.html" for path in paths)}
    assert [files[f"{path}/index.html"] for path in paths] == [OLD, NEW, NEW, NEXT]
    index = files["index.html"].decode()
    assert index.index("latest/") < index.index("0.10.0/") < index.index("0.9.0/") < index.index("preview/")


def test_a_version_that_does_not_know_an_earlier_id_is_refused(package: Package) -> None:
    lost = page("0.10.0", "st-three")
    with pytest.raises(PackageError) as refused:
        website(package, {"a": OLD, "b": lost}, ("c", page("0.10.0-dev+abc", "st-one st-two")))
    remedy = "which an earlier version has; withdraw the id instead of removing it"
    said = [("b", "st-one"), ("b", "st-two"), ("c", "st-three")]
    assert str(refused.value).split("\n") == [f"{file}: does not know {strike}, {remedy}" for file, strike in said]


def test_a_version_that_comes_twice_and_one_that_is_no_release_are_refused(package: Package) -> None:
    with pytest.raises(PackageError) as refused:
        website(package, {"a": OLD, "b": OLD, "c": page("../../x", "st-one")}, None)
    assert "b: has version 0.9.0, as a has; keep one" in str(refused.value)
    assert "c: has version ../../x, which is not that of a release; use the page of a release" in str(refused.value)


@pytest.mark.parametrize("found", [b"<p>", b'<script type="application/json" id="data">[]</script>', b"\xff"])
def test_what_is_no_explorer_is_refused(package: Package, found: bytes) -> None:
    with pytest.raises(PackageError, match=r"^a: is no page of the explorer; give "):
        website(package, {"a": found}, None)


def test_a_version_that_must_not_be_passed_on_is_not_shown(package: Package) -> None:
    files = website(withdrawn(package, "high"), {"a": OLD, "b": NEW}, None)
    said = files["0.9.0/index.html"].decode()
    assert "st-one" not in said and "A row had &lt;a text&gt; that" in said and 'href="../latest/"' in said
    assert "Version 0.9.0, which was withdrawn" in files["index.html"].decode()


def test_another_withdrawn_version_stays_and_is_never_the_latest(package: Package) -> None:
    files = website(withdrawn(package, "low"), {"a": OLD}, ("c", NEXT))
    assert files["0.9.0/index.html"] == OLD and "latest/index.html" not in files
    assert "latest/" not in files["index.html"].decode()


def test_where_nothing_is_new_the_preview_says_so(package: Package) -> None:
    said = website(package, {"b": NEW}, ("c", NEW))["preview/index.html"].decode()
    assert "Nothing has changed since version 0.10.0." in said


def test_the_verb_writes_a_new_folder_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("one", OLD), ("two", NEW)):
        (tmp_path / "releases" / name).mkdir(parents=True)
        (tmp_path / "releases" / name / "explorer.html").write_bytes(data)
    (tmp_path / "next.html").write_bytes(NEXT)
    words = ["--package", str(ROOT), "site", str(tmp_path / "releases"), "--to", str(tmp_path / "site")]
    assert main([*words, "--preview", str(tmp_path / "next.html")]) == 0
    assert capsys.readouterr().out == f"made: {tmp_path / 'site'} (2 releases, and a preview)\n"
    assert (tmp_path / "site/latest/index.html").read_bytes() == NEW
    assert main(words) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'site'}: has files already; give a new folder\n"
    assert main(["--package", str(ROOT), "site", str(tmp_path / "none")]) == 2


@pytest.mark.thorough
def test_a_real_page_is_read_with_its_strikes_and_withdrawn_ids(tiny_package: Path) -> None:
    package = open_package(tiny_package)
    csvs = csvs_of(package)
    found = read("a", explorer_page(package, csvs))
    for ids, text in (
        (found.strikes, csvs[package.computed["strike_summary"].file].decode()),
        (found.withdrawn, package.tables["withdrawn"].path.read_text(encoding="utf-8")),
    ):
        header, *rows = [line.split(",") for line in text.splitlines()]
        column = header.index("strike_id" if "strike_id" in header else "id")
        assert ids == {row[column] for row in rows} and ids
    assert found.version == package.version
