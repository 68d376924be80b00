"""Every planted fault is found where it was planted, and none is invented: benchmarks/plant.py in a generated package."""

import shutil
from pathlib import Path

import pytest

from benchmarks.generate import generate
from benchmarks.plant import STAGES, plant
from scripts.package import open_package
from scripts.validate import validate


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "package"
    assert validate(generate(folder, 300))[0] == []
    return folder


@pytest.mark.parametrize("stage", STAGES)
def test_every_planted_fault_is_found_and_none_is_invented(generated: Path, tmp_path: Path, stage: str) -> None:
    package = open_package(Path(shutil.copytree(generated, tmp_path / "package")))
    ledger = plant(package, stage)
    found, _ = validate(package)
    told = ("file", "line", "key") if stage == "tables" else ("file", "line", "key", "field", "value")  # a check says by itself which field it faults
    assert sorted(tuple(getattr(p, name) for name in told) for p in found) == sorted(tuple(entry[name] for name in told) for entry in ledger)
