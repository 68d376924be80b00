"""The design page shows the rooms as they are, and names only what exists."""

import re
import tomllib

from scripts.__main__ import VERBS
from tests.shared.tiny import ROOT

DESIGN = (ROOT / "docs" / "DESIGN.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
[LAYERS] = [
    contract["layers"] for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["type"] == "layers"
]
FLOORS = [set(layer.split(" | ")) for layer in LAYERS]
ROOMS = {path.parent.name for path in (ROOT / "scripts").glob("*/__init__.py")}


def test_the_contract_has_every_room_on_one_floor() -> None:
    assert sorted(room for floor in FLOORS for room in floor) == sorted({*ROOMS, "__main__"})


def test_the_picture_shows_the_floors_of_the_contract() -> None:
    [picture] = re.findall(r"```mermaid\nflowchart TD\n(.*?)```", DESIGN, re.DOTALL)
    steps = [re.sub(r"\[.*?\]", "", line).split(" --> ") for line in picture.strip().splitlines()]
    shown = [set(above.strip().split(" & ")) for above, _ in steps] + [set(steps[-1][1].strip().split(" & "))]
    assert shown == [{"main"}, *FLOORS[1:]]
    assert [set(below.strip().split(" & ")) for _, below in steps] == shown[1:]


def test_the_table_names_every_room_from_the_top_down() -> None:
    named = re.findall(r"^\| `(\w+)` \|", DESIGN, re.MULTILINE)
    floor = {room: place for place, rooms in enumerate(FLOORS) for room in rooms}
    assert sorted(named) == sorted(ROOMS)
    assert [floor[room] for room in named] == sorted(floor[room] for room in named)


def test_every_path_that_it_names_exists() -> None:
    paths = re.findall(r"`((?:scripts|tests|docs|schemas|data)/[\w./]*)`", DESIGN)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_verb_that_it_names_exists() -> None:
    named = set(re.findall(r"`(\w+)`", DESIGN)) & {path.stem for path in (ROOT / "scripts" / "commands").glob("*.py")}
    assert {"validate", "check", "release", "build", "diff"} <= named <= set(VERBS)
