"""What strangers write into descriptors, schemas and checks makes no file, reads none, and ends in a sentence."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking import judge
from scripts.checking.aside import ask_aside
from scripts.package.package import open_package
from tests.shared.differing import columns
from tests.shared.hostile import COPY, VERBS, break_package, survives
from tests.shared.speeds import quick
from tests.shared.tiny import contents

EXAMPLES = int(os.environ.get("NK2020_FUZZ", "100"))
Json = dict[str, Any]


@pytest.fixture
def box(tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds the package, the working folder, the home and the temporary folder."""
    for name in ("cwd", "home", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("NK2020_SECONDS", "20")
    yield tmp_path
    assert contents(tmp_path / "cwd") == contents(tmp_path / "home") == contents(tmp_path / "tmp") == {}


def _edit(box: Path, file: str, change: Callable[[Json], Any]) -> None:
    path = box / "package" / file
    value = json.loads(path.read_text(encoding="utf-8"))
    changed = change(value)
    path.write_text(json.dumps(value if changed is None else changed), encoding="utf-8")


def _rule(**parts: str) -> Callable[[Json], Any]:
    return lambda schema: schema["rules"][0].update(parts)


def _field(schema: Json, name: str) -> Json:
    return next(field for field in schema["fields"] if field["name"] == name)


def _fuzz(data: st.DataObject, box: Path, made: Path) -> None:
    shutil.rmtree(box / "package")
    shutil.rmtree(box / "out", ignore_errors=True)
    shutil.copytree(made, box / "package")
    break_package(data.draw, box / "package")
    verb = data.draw(st.sampled_from(sorted(VERBS)))
    code, said = survives(verb, box, made)
    if verb == "validate as JSON":
        assert bool(json.loads(said[: said.rfind("]") + 1])) == (code == 1)


once = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=30, derandomize=True, database=None, suppress_health_check=once)
@given(data=st.data())
def test_a_broken_package_gives_no_traceback_and_no_file(data: st.DataObject, box: Path, made: Path) -> None:
    _fuzz(data, box, made)


@pytest.mark.thorough
@seed(int(os.environ.get("NK2020_SEED", "2020")))
@settings(max_examples=EXAMPLES, database=None, suppress_health_check=once)
@given(data=st.data())
def test_thousands_of_broken_packages_give_no_traceback_and_no_file(data: st.DataObject, box: Path, made: Path) -> None:
    _fuzz(data, box, made)


# ---- the attempts that went through

ATTEMPTS: dict[str, tuple[str, Callable[[Json], Any], str]] = {
    "a query as a bound": (
        "victim_counts",
        lambda s: _field(s, "count_min")["constraints"].update(
            minimum="(SELECT length(content) FROM read_text('/etc/hostname'))"
        ),
        "count_min minimum: is not a bound of type integer",
    ),
    "a rule that is no SQL": ("victim_counts", _rule(sql="((("), "cannot be parsed"),
    "a rule over no column": ("victim_counts", _rule(sql="count_mni > 0"), "names count_mni"),
    "a rule with a query": ("victim_counts", _rule(sql="count_min > (SELECT 1)"), "contains a query"),
    "a rule without end": (
        "victim_counts",
        _rule(sql="count_min < (SELECT count(*) FROM range(1000000000000))"),
        "contains a query",
    ),
    "a rule that fills the memory": (
        "victim_counts",
        _rule(sql="length(replace(qualifier, 'a', qualifier)) > 0"),
        "calls replace",
    ),
    "a rule that closes its bracket": ("victim_counts", _rule(sql="true) OR (true"), "closes a bracket"),
    "a rule that is a number": ("victim_counts", _rule(sql="count_min"), "is of type BIGINT, not BOOLEAN"),
    "a message that cannot be filled": ("victim_counts", _rule(message="wrong: {"), "its message cannot be filled"),
    "a message with an unknown name": ("victim_counts", _rule(message="{nothing}"), "its message has {nothing}"),
    "a message that pads": ("victim_counts", _rule(message="{count_min:>999999999}"), "its message has {count_min:>"),
    "a schema that is a list": ("strikes", lambda s: [s], "is not a JSON object"),
    "a number that is none": ("places", lambda s: s.update(x=float("nan")), "NaN is not a number"),
    "a code without a label": (
        "victim_counts",
        lambda s: _field(s, "outcome")["constraints"]["enum"].append("maimed"),
        "outcome enum: has 'maimed', which categories does not explain; add its value and label",
    ),
    "a label without a code": (
        "damage_counts",
        lambda s: _field(s, "extent")["categories"].append({"value": "scratched", "label": "Scratched"}),
        "extent categories: has 'scratched', which enum does not list; add it, or remove its label",
    ),
    "codes that come from nowhere": (
        "claims",
        lambda s: _field(s, "outcome").update(codesFrom=["victim_counts.outcom"]),
        "outcome codesFrom: names 'victim_counts.outcom', which is not a field with codes; correct it",
    ),
    "codes that come from no list": (
        "claims",
        lambda s: _field(s, "outcome").update(codesFrom="victim_counts.outcome"),
        "outcome codesFrom: is not a list of fields; write it like",
    ),
    "codes beside those of another field": (
        "claims",
        lambda s: _field(s, "outcome").update(
            categories=[{"value": "killed", "label": "Killed"}], constraints={"enum": ["killed"]}
        ),
        "outcome codesFrom: stands beside an enum; remove it: codes come from these fields and from categories",
    ),
    "a pattern that RE2 lacks": (
        "strikes",
        lambda s: s["fields"][0]["constraints"].update(pattern="^(?=st)st-[a-z0-9]{8}$"),
        "is not a regular expression of RE2",
    ),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_is_one_problem_with_schema_and_remedy(
    name: str, box: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, change, says = ATTEMPTS[name]
    file = f"schemas/{table}.schema.json"
    _edit(box, file, change)
    code, said = survives("validate as JSON", box, made)
    [problem] = json.loads(said[: said.rfind("]") + 1])
    assert (code, problem["file"]) == (1, file)
    assert says in f"{problem['field']}: {problem['message']}"
    code, said = survives("validate as annotations", box, made)
    assert (code, said.count("::error file=schemas/")) == (1, 1)
    code, said = survives("check", box, made)
    assert (code, file in said, says in said) == (1, True, True)


DESCRIPTORS: dict[str, tuple[Callable[[Json], Any], str]] = {
    "a name that leads out": (lambda d: d.update(name="../../out"), "name"),
    "a version that leads out": (lambda d: d.update(version="1.0.0-x/../../out"), "version"),
    "a path that leads out": (lambda d: d["resources"][0].update(path="../x.csv"), "resources sources path"),
    "a path to the descriptor": (lambda d: d["resources"][0].update(path="datapackage.json"), "resources sources path"),
    "a profile to fetch": (lambda d: d.update(profile="https://example.org/x.json"), "profile"),
    "a checklist": (lambda d: d["resources"][0].update(checklist={"checks": []}), "resources sources"),
    "more files": (lambda d: d["resources"][0].update(extrapaths=["/etc/passwd"]), "resources sources"),
    "half a letter": (lambda d: d.update(title="\ud800"), "title"),
    "a colour": (lambda d: d.update(title="\x1b[31m"), "title"),
}


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_an_attempt_in_the_descriptor_is_one_problem(name: str, box: Path, made: Path) -> None:
    change, field = DESCRIPTORS[name]
    _edit(box, "datapackage.json", change)
    code, said = survives("validate as JSON", box, made)
    [problem] = json.loads(said[: said.rfind("]") + 1])
    assert (code, problem["file"], problem["field"]) == (1, "datapackage.json", field), problem


@pytest.mark.parametrize("verb", VERBS)
def test_a_field_whose_name_is_sql_makes_no_file(verb: str, box: Path, made: Path) -> None:
    _edit(box, "schemas/strikes.schema.json", lambda s: s["fields"][1].update(name=COPY))
    code, said = survives(verb, box, made)
    assert code == 2 if verb.startswith(("diff", "recheck")) else code == 1
    assert "use a-z, 0-9 and _" in said


def test_every_fault_is_said_at_once(box: Path, made: Path) -> None:
    _edit(box, "datapackage.json", lambda d: d.update(name="../../out", version="1"))
    _edit(box, "schemas/strikes.schema.json", lambda s: s["fields"][1].update(type="year"))
    _edit(box, "schemas/victim_counts.schema.json", _rule(sql="(((", message="{"))
    code, said = survives("validate as JSON", box, made)
    found = json.loads(said[: said.rfind("]") + 1])
    assert (code, len(found)) == (1, 5), found


@pytest.mark.parametrize("name", quick(["select", "order"], 0))
def test_a_table_may_have_a_word_of_sql_as_its_name(name: str, box: Path, made: Path) -> None:
    schema = json.loads((box / "package" / "schemas" / "crosswalk.schema.json").read_text(encoding="utf-8"))
    schema["fields"][4]["name"] = "where"
    _edit(
        box, "datapackage.json", lambda d: d["resources"].append({"name": name, "path": "data/x.csv", "schema": schema})
    )
    rows = (box / "package" / "data" / "crosswalk.csv").read_text(encoding="utf-8").replace("match", "where", 1)
    (box / "package" / "data" / "x.csv").write_text(rows.replace("cw-", "xx-"), encoding="utf-8")
    schema["fields"][0]["constraints"]["pattern"] = "^xx-[a-z0-9]{8}$"
    _edit(box, "datapackage.json", lambda d: d["resources"][-1].update(schema=schema))
    assert survives("validate", box, made)[0] == 0
    assert survives("format", box, made)[0] == 0
    assert survives("build", box, made)[0] == 0
    assert survives("diff new", box, made)[0] == 1


GONE = [("sources", "read_on"), ("sources", "title"), ("citations", "passage_words"), ("withdrawn", "reason")]


@pytest.mark.thorough
@pytest.mark.parametrize(("table", "field"), GONE)
def test_a_field_that_is_gone_is_said_to_be(table: str, field: str, box: Path, made: Path) -> None:
    schema = json.loads((box / "package" / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))
    kept = {f["name"]: f["name"] for f in schema["fields"] if f["name"] != field}
    columns(table, kept)(box / "package")
    for verb in ("format", "validate", "build", "withdraw", "new", "cite", "diff old"):
        code, _ = survives(verb, box, made)
    assert code == 1


def test_a_computed_field_that_is_gone_is_said_to_be(box: Path, made: Path) -> None:
    _edit(box, "schemas/strike_grades.schema.json", lambda s: s["fields"].pop(1) and s.update(primaryKey=["strike_id"]))
    survives("format", box, made)
    code, said = survives("build", box, made)
    assert (code, "strike_grades" in said) == (1, True), said


# ---- patterns and checks without end


@pytest.mark.parametrize("verb", ["validate", "format", "new", "check", "diff new"])
def test_a_pattern_that_backtracks_for_ever_holds_nothing_up(verb: str, box: Path, made: Path) -> None:
    field = {"name": "code", "type": "string", "title": "Code", "description": "A code.", "example": "aaa"}
    field["constraints"] = {"pattern": "^(a+)+$"}  # type: ignore[assignment]
    _edit(box, "schemas/strikes.schema.json", lambda s: s["fields"].append(field))
    path = box / "package" / "data" / "strikes.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},code", *(f"{row},{'a' * 40}!" for row in rows)]) + "\n", encoding="utf-8")
    before = time.monotonic()
    survives(verb, box, made)
    assert time.monotonic() - before < 15


@pytest.mark.exhaustive
def test_a_pattern_that_pandera_never_answers_is_one_problem(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _edit(
        box,
        "schemas/strikes.schema.json",
        lambda s: next(f for f in s["fields"] if f["name"] == "name")["constraints"].update(pattern="((a+)+b|.*)"),
    )
    path = box / "package" / "data" / "strikes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Lowtown", "a" * 60), encoding="utf-8")
    monkeypatch.setenv("NK2020_SECONDS", "15")
    [problem] = ask_aside(open_package(box / "package"))
    assert (problem.check, "did not answer within 15 seconds" in problem.message) == ("pandera", True)


CHECKS = {
    "no SQL": ("SELEC 1", "cannot be read (syntax error"),
    "no end": (
        "SELECT 'strikes' AS resource, '' AS id, '' AS field, sum(a.range) AS value"
        " FROM range(100000000000) AS a, range(1000) AS b",
        "cannot be checked (not answered within 0.5 seconds",
    ),
    "no column": ("SELECT nothing FROM strikes", "does not fit these schemas"),
    "a cast that fails": (
        "SELECT 'strikes' AS resource, name AS id, '' AS field, CAST(name AS INTEGER) AS value FROM strikes",
        "cannot be checked (Could not convert",
    ),
    "no value": ("SELECT 'strikes' AS resource, strike_id AS id, '' AS field FROM strikes", "does not select value"),
    "no table": (
        "SELECT 'nothing' AS resource, strike_id AS id, '' AS field, '' AS value FROM strikes",
        "does not select the name of a table",
    ),
    "an open brace": (
        "-- wrong: {\nSELECT 'strikes' AS resource, strike_id AS id, '' AS field, '' AS value FROM strikes",
        "its message cannot be filled",
    ),
    "an unknown name": (
        "-- wrong: {nothing}\nSELECT 'strikes' AS resource, strike_id AS id, '' AS field, '' AS value FROM strikes",
        "its message has {nothing}",
    ),
    "a file that it may not read": (
        "SELECT content AS value, '' AS id, '' AS field, 'strikes' AS resource FROM read_text('/etc/hostname')",
        "cannot be checked (Cannot access file",
    ),
}


@pytest.mark.parametrize("name", quick(CHECKS, 4))
def test_a_check_that_cannot_be_asked_is_one_problem(
    name: str, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sql, says = CHECKS[name]
    checks = shutil.copytree(judge.CHECKS, tmp_path / "checks")
    (checks / "broken.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(judge, "CHECKS", checks)
    monkeypatch.setenv("NK2020_SECONDS", "0.5" if name == "no end" else "20")
    assert main(["--package", str(package), "validate", "--output", "json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["check"], says in problem["message"]) == ("broken", True), problem
