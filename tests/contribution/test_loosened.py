"""What is loosened without a version that allows it ends `check` with 1; what is tightened or new does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.contribution.change import of_working_tree
from tests.shared.bench import Bench
from tests.shared.loosening import CHECK, DESCRIPTOR, SCHEMA, committed, edit_schema, field, said
from tests.shared.speeds import quick

pytestmark = pytest.mark.thorough

QUICK = {"a bound", "a check removed"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("ready") / "package")


@pytest.fixture
def bench(bench: Bench) -> Bench:
    """A copy in which the reason is given."""
    bench.write("changes/why.md", "The passage says so.\n")
    return bench


LOOSENED: dict[str, tuple[Callable[[Bench], object], str]] = {
    "a bound": (
        lambda b: edit_schema(b, lambda s: field(s, "count_min")["constraints"].pop("minimum")),
        f"{SCHEMA}: damage_counts count_min: ",
    ),
    "required": (
        lambda b: edit_schema(b, lambda s: field(s, "extent")["constraints"].pop("required")),
        f"{SCHEMA}: damage_counts extent: ",
    ),
    "a rule removed": (lambda b: edit_schema(b, lambda s: s["rules"].pop()), f"{SCHEMA}: damage_counts rules: "),
    "a rule emptied": (
        lambda b: edit_schema(b, lambda s: s["rules"][0].update(sql="true")),
        f"{SCHEMA}: damage_counts rules: ",
    ),
    "a pattern replaced": (
        lambda b: edit_schema(b, lambda s: field(s, "claim_id")["constraints"].update(pattern="^.*$")),
        f"{SCHEMA}: damage_counts claim_id: ",
    ),
    "a list of codes removed": (
        lambda b: edit_schema(
            b,
            lambda s: [field(s, "match").pop("categories"), field(s, "match")["constraints"].pop("enum")],
            "schemas/crosswalk.schema.json",
        ),
        "schemas/crosswalk.schema.json: crosswalk match: ",
    ),
    "a reference removed": (
        lambda b: edit_schema(b, lambda s: s["foreignKeys"].pop()),
        f"{SCHEMA}: damage_counts: ",
    ),
    "a type": (
        lambda b: edit_schema(b, lambda s: [field(s, "count_max").update(type="number"), s["rules"].clear()]),
        f"{SCHEMA}: damage_counts count_max: ",
    ),
    "a check changed": (
        lambda b: b.write(CHECK, "SELECT 2 WHERE false\n"),
        f"{CHECK}: this check was changed or removed",
    ),
    "a check removed": (lambda b: (b.root / CHECK).unlink(), f"{CHECK}: this check was changed or removed"),
    "a check moved": (
        lambda b: (b.root / CHECK).rename(b.root / "scripts/checks/other.sql"),
        f"{CHECK}: this check was changed or removed",
    ),
}


@pytest.mark.parametrize("name", quick(LOOSENED, QUICK & LOOSENED.keys()))
def test_what_is_loosened_without_a_version_is_listed_and_not_ready(bench: Bench, name: str) -> None:
    change, line = LOOSENED[name]
    change(bench)
    outcome = said(bench)
    (shown, *_) = [seen for seen in outcome.lines if seen.startswith(line)]
    assert "put it back, or set the version in datapackage.json to at least 0.2.0" in shown
    assert outcome.code == 1 and outcome.heading.startswith("### ") and " to " in outcome.heading
    assert line in outcome.comment


@pytest.mark.parametrize("version", ["0.1.1", "0.2.0"])
def test_with_the_version_that_it_demands_it_is_ready(bench: Bench, version: str) -> None:
    edit_schema(bench, lambda s: field(s, "count_min")["constraints"].pop("minimum"))
    bench.write(CHECK, "SELECT 2 WHERE false\n")
    bench.edit(DESCRIPTOR, '"version": "0.1.0"', f'"version": "{version}"')
    outcome = said(bench)
    assert outcome.code == (version == "0.1.1"), outcome.lines
    assert (outcome.heading == "### Ready for review; rules changed") == (version == "0.2.0")


def test_what_is_tightened_or_new_is_ready(bench: Bench) -> None:
    edit_schema(bench, lambda s: field(s, "count_min")["constraints"].update(minimum=1, maximum=99))
    bench.write("scripts/checks/other.sql", "SELECT 1 WHERE false\n")
    assert said(bench)[0::2] == (0, "### Ready for review; rules changed")
    assert of_working_tree(bench.root, "HEAD").changed_checks == []
