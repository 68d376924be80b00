"""The page as bytes: what it may do, what it holds, and that data cannot become markup. No browser is needed."""

import base64
import csv
import hashlib
import io
import json
import re
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from scripts.explorer.base_map import holds
from scripts.explorer.packing import as_json, packed
from scripts.explorer.page import SCRIPTS, WEB, explorer_page
from scripts.package.package import Package, open_package
from tests.shared.exporting import csvs_of
from tests.shared.tiny import ROOT, tiny, write

TEXTS = json.loads((WEB / "texts.en.json").read_text(encoding="utf-8"))
CODE = "\n".join((WEB / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


@pytest.fixture(scope="module")
def package(tiny_package: Path) -> Package:
    return open_package(tiny_package)


@pytest.fixture(scope="module")
def csvs(package: Package) -> dict[str, bytes]:
    return csvs_of(package)


@pytest.fixture(scope="module")
def page(package: Package, csvs: dict[str, bytes]) -> str:
    return explorer_page(package, csvs).decode()


def data_of(page: str) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


def unpacked(table: dict[str, Any], tables: dict[str, Any] | None = None) -> list[dict[str, str]]:
    """A table's rows, as the page reads them; some columns may be those of others of the tables."""

    def values(column: dict[str, Any]) -> list[str]:
        if "table" in column:
            there = {row[column["key"]]: row[column["field"]] for row in unpacked((tables or {})[column["table"]])}
            return [there[key] for key in values(table["columns"][column["key"]])]
        listed: list[str] = column["v"]
        if "of" in column:
            order: dict[str, int] = {}
            others = [order.setdefault(other, len(order)) for other in values(table["columns"][column["of"]])]
            return [listed[column["i"][other]] for other in others]
        if "i" in column:
            return [listed[index] for index in column["i"]]
        if "r" not in column:
            return listed
        runs = zip(column["r"][::2], column["r"][1::2], strict=True)
        return [listed[index] for index, length in runs for _ in range(length)]

    columns = {name: values(column) for name, column in table["columns"].items()}
    assert all(len(column) == table["rows"] for column in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_the_policy_lets_the_page_run_its_own_script_and_style_and_fetch_nothing(page: str) -> None:
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    hashed = {}
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        [text] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashed[name] = f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
    rules = dict(one.split(" ", 1) for one in policy.split("; "))
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", **hashed}


def test_the_page_names_no_other_file(page: str) -> None:
    frame = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"\b(src|href)=\"(?!#)", frame)
    assert "{{" not in frame


def test_the_same_package_gives_the_same_bytes(package: Package, csvs: dict[str, bytes], page: str) -> None:
    assert explorer_page(package, dict(reversed(csvs.items()))).decode() == page


def test_the_claims_of_the_page_are_those_of_the_release(page: str, package: Package, csvs: dict[str, bytes]) -> None:
    tables = data_of(page)["tables"]
    claims = unpacked(tables["claims"], tables)
    assert tables["claims"]["columns"]["url"] == {"table": "sources", "key": "source_id", "field": "url"}
    columns = data_of(page)["exported"]["claims"]
    released = list(csv.DictReader(io.StringIO(csvs[package.computed["claims"].file].decode())))
    assert sorted(([row[name] for name in columns] for row in claims), key=lambda row: row[0]) == [
        list(row.values()) for row in released
    ]
    assert all(row["passage_words"].isdigit() for row in claims)


def test_rows_that_a_release_added_are_counted_and_other_changes_listed(tmp_path: Path) -> None:
    rows = tiny()
    [changed] = rows["history"]
    added = {"field": "", "old": "", "kind": "row_added"}
    for number, statement in enumerate([*rows["statements"], {"statement_id": "sm-gone2345"}]):
        key = statement["statement_id"]
        rows["history"].append(changed | added | {"change_id": f"hi-test000{number}", "table": "statements", "id": key})
    gone = {"table": "citations", "id": "ci-gone2345", "kind": "row_withdrawn", "new": ""}
    for number, field in enumerate(["source_id", "speech"]):
        rows["history"].append(changed | gone | {"change_id": f"hi-gone000{number}", "field": field, "old": "it"})
    needed = {"change_id": "hi-gone0002", "id": "ci-gone2346", "kind": "row_removed_while_referenced", "old": "it"}
    rows["history"].append(changed | gone | needed)
    opened = open_package(write(tmp_path, rows, pages=False).root)
    changes = unpacked(data_of(explorer_page(opened, csvs_of(opened)).decode())["tables"]["changes"])
    assert sum(int(row["rows"]) for row in changes) == len(rows["history"]) - 1
    assert [row["id"] for row in changes if row["kind"] == "row_withdrawn"] == ["ci-gone2345", "ci-gone2346"]
    assert [row["id"] for row in changes if row["kind"] == "value_changed"] == [changed["id"]]
    per_strike = Counter(row["strike_id"] for row in rows["statements"])
    assert {row["strike_id"]: int(row["rows"]) for row in changes if row["kind"] == "row_added"} == {
        **per_strike,
        "": 1,
    }


def test_every_form_of_a_column_is_read_back() -> None:
    forms = set()
    for values in (["a", "b", "c"], ["aaaa", "b", "aaaa", "b", "b"] * 9, ["aaaa"] * 50 + ["b"] * 50, []):
        table = packed({"one": list(values)})
        assert unpacked(table) == [{"one": value} for value in values]
        forms.add("".join(table["columns"]["one"]))
    rows = [{"key": f"k{at % 5}", "name": f"name {at % 3 % 2}" if at % 5 else "zero"} for at in range(60)]
    rows = [row | {"decided": f"by {row['key']}"} for row in rows]
    table = packed({name: [row[name] for row in rows] for name in ("key", "name", "decided")}, ["key"])
    assert unpacked(table) == rows
    assert table["columns"]["decided"]["of"] == "key" and "of" not in table["columns"]["name"]
    assert forms == {"v", "vi", "vr"}


def test_no_text_can_end_the_element_that_holds_it() -> None:
    hostile = "</script><!-- <b onclick='x'>&amp;\u2028\u2029"
    written = as_json({"x": hostile})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"x": hostile}


def test_the_scripts_make_no_markup_of_texts() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\bfetch\(", CODE
    )


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    used = set(re.findall(r"\b(?:say|many)\('(\w+)'", CODE)) | set(re.findall(r"TEXTS\.(\w+)", CODE))
    assert used <= set(TEXTS)
    assert [name for name in TEXTS if not re.search(rf"\b{name}\b", CODE) and not name.startswith("no_")] == []


def test_every_short_label_is_of_a_code() -> None:
    package = open_package(ROOT)
    fields = [field for table in [*package.tables.values(), *package.computed.values()] for field in table.fields]
    codes = {f"{field['name']}.{one['value']}" for field in fields for one in field.get("categories", [])}
    assert sorted(set(TEXTS["short"]) - codes) == []


def test_the_base_map_is_light_and_says_where_it_is_from() -> None:
    text = (WEB / "base_map.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert len(text) < 11_000
    assert "public domain" in found["licence"] and "Natural Earth" in found["source"]
    assert re.fullmatch("[0-9a-f]{64}", found["sha256"])
    assert {one["name"] for one in found["names"]} >= {"Armenia", "Azerbaijan"}


CLOSE = (0, -0.025, 0.025)  # degrees


def test_every_place_is_on_its_side_of_the_borders() -> None:
    land = json.loads((WEB / "base_map.json").read_text(encoding="utf-8"))["land"]
    rings = [(one["of"], ring_of(one["ring"])) for one in land]
    table = open_package(ROOT).tables["places"]
    [field] = [field for field in table.fields if field["name"] == "country"]
    countries = {one["value"]: one["label"] for one in field["categories"]}
    with table.path.open(encoding="utf-8", newline="") as file:
        places = [row for row in csv.DictReader(file) if row["latitude"]]
    for row in places:
        # the borders of the map are off by about two kilometres in places, so a point close to one may lie beyond it
        points = [(float(row["longitude"]) + x, float(row["latitude"]) + y) for x in CLOSE for y in CLOSE]
        within = {country for country, ring in rings for point in points if holds(ring, point)}
        assert countries[row["country"]] in within, row["name"]
    assert len(places) > 10


def ring_of(coded: list[int]) -> list[tuple[float, float]]:
    """The points of a ring in degrees, from differences in thousandths."""
    longitudes, latitudes = accumulate(coded[::2]), accumulate(coded[1::2])
    return [(x / 1000, y / 1000) for x, y in zip(longitudes, latitudes, strict=True)]


def test_the_title_and_what_is_shown_without_scripts_name_the_dataset_and_say_that_figures_are_claims(
    page: str,
) -> None:
    [title], [said] = (re.findall(rf"<{tag}>(.*?)</{tag}>", page) for tag in ("title", "noscript"))
    assert title.startswith("nk2020-strikes: Strikes on populated places")
    assert "nk2020-strikes" in said and "its figures are claims, not a count of the dead" in said
