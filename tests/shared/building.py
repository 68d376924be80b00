"""Shared by the tests of builds: names in the tiny package's release, a build, and a change of the data."""

import json
from pathlib import Path

from scripts.__main__ import main
from tests.shared.tiny import ROOT, tiny, write

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
NAME, VERSION = DESCRIPTOR["name"], DESCRIPTOR["version"]
PLAIN, DEV = f"{NAME}-{VERSION}", f"{NAME}-{VERSION}-dev+unknown"
WRITTEN = [resource["name"] for resource in DESCRIPTOR["resources"]]
COMPUTED = [resource["name"] for resource in DESCRIPTOR["computedResources"]]
DOCUMENTS = [
    "CHANGELOG.md",
    "CITATION.cff",
    "CODEBOOK.md",
    "LICENSE",
    "README.md",
    "REPORT.md",
    "docs/CHANGES.md",
    "docs/CODING.md",
    "docs/EXPLORER.md",
    "docs/METHOD.md",
    "docs/POLICIES.md",
    "docs/QUESTIONS.md",
    "docs/RULES.md",
    "docs/SHEET.md",
    "docs/SINCE-0.3.0.md",
    "docs/VALIDATION.md",
    "docs/changes.schema.json",
]


def build(package: Path, to: Path, *more: str) -> int:
    return main(["--package", str(package), "build", "--to", str(to), *more])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def change(package: Path) -> None:
    """Change the data so that it stays valid."""
    rows = tiny()
    rows["strikes"][0]["notes"] = "Seen by many."
    write(package, rows)
