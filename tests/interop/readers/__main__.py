"""Open a release with one program: python -m tests.interop.readers MODULE FUNCTION RELEASE FILE.

Writes the version of the program and the tables that it read to FILE, as JSON.
"""

import importlib
import json
import sys
from pathlib import Path


def main(module: str, function: str, release: str, to: str) -> None:
    """Write what a reader's function returns."""
    read = getattr(importlib.import_module(f".{module}", __package__), function)
    version, tables = read(Path(release))
    Path(to).write_text(json.dumps({"version": version, "tables": tables}), encoding="utf-8")


main(*sys.argv[1:])
