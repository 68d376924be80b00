"""Time `diff` between two generated packages: python benchmarks/diffs.py CLAIMS [EDITS].

Prints seconds and peak memory of the whole process.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import ROOT, machine, measured


def main() -> None:
    """Generate two packages, compare them once, and print time and memory."""
    claims, edits = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1000"
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        generate = [sys.executable, str(ROOT / "benchmarks/generate.py")]
        subprocess.run([*generate, str(old), "--claims", claims], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [*generate, str(new), "--claims", claims, "--edits", edits], check=True, stdout=subprocess.DEVNULL
        )
        seconds, megabytes = measured(["-m", "scripts", "diff", str(old), str(new), "--output", "json"], ends=(0, 1))
        print(f"{machine('duckdb')}: {claims} claims, {edits} edits: {seconds:.1f} s, {megabytes / 1e3:.2f} GB")


if __name__ == "__main__":
    main()
