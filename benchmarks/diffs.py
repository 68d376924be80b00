"""Time diff between two generated packages: python benchmarks/diffs.py CLAIMS [EDITS]. Prints seconds and peak memory of the process."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Generate two packages, compare them once, print what it took."""
    claims, edits = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1000"
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        generate = [sys.executable, str(ROOT / "benchmarks/generate.py")]
        subprocess.run([*generate, str(old), "--claims", claims], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*generate, str(new), "--claims", claims, "--edits", edits], check=True, stdout=subprocess.DEVNULL)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "scripts", "diff", str(old), str(new), "--output", "json"], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        bound = "at most " if peak == before else ""
        print(f"{os.cpu_count()} cores: {claims} claims, {edits} edits: {seconds:.1f} s, {bound}{peak / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
