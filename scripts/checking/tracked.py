"""Files that git tracks and that must not be published: coding sheets, which hold words of documents."""

import subprocess
from pathlib import Path

from ..package.problem import Problem, shorten

SHEET = ".sheet"
NOT_KEPT = "is a coding sheet, which holds words of its document; keep it on your machine: git rm --cached FILE"


def tracked_sheets(root: Path) -> list[Problem]:
    """A problem for every coding sheet that git tracks below a folder; none where there is no repository."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z", "--", f"*{SHEET}"], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return []
    names = done.stdout.split("\0") if done.returncode == 0 else []
    return [Problem(shorten(name, 300), 0, "", "", "", NOT_KEPT) for name in names if name]
