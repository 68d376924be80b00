"""Measure the explorer in a real browser: its size, how soon it can be used, how fast a filter is drawn.

python benchmarks/explorer.py [CLAIMS ...] [--runs N] [--write]

Makes the page of the real data (0) and of generated packages of about so many claims (default: 0 and 10000), opens it
from a file in headless Chromium, as on a desktop and as on a phone whose processor is four times slower, and ticks
every choice of the filters. Prints a Markdown table beside the budgets; --write also puts it into docs/EXPLORER.md.
"""

import argparse
import gzip
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.generate import generate
from benchmarks.measure import ROOT, machine
from tests.shared.browsing import CHROMIUM, Browser, browser
from tests.shared.exploring import Explored, explored

PAGE = ROOT / "docs" / "EXPLORER.md"
MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
SLOWER = 4  # a phone's processor, as a share of this one
CHOICES = 35  # choices that are ticked, spread over all
BUDGETS = {
    "page, bytes": 2_000_000,
    "compressed, bytes": 0,
    "desktop: first paint, ms": 400,
    "desktop: usable, ms": 1_000,
    "desktop: filter, median ms": 100,
    "desktop: filter, worst ms": 300,
    "desktop: card, median ms": 0,
    "phone: usable, ms": 3_000,
    "phone: filter, median ms": 400,
    "phone: filter, worst ms": 1_000,
    "elements": 9_000,
    "memory of scripts, MB": 30,
}
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# From a click to the frame after it.
TICKED = f"""(async () => {{
  const boxes = [...document.querySelectorAll('.facet input')], times = [];
  const step = Math.max(1, Math.floor(boxes.length / {CHOICES}));
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  for (let at = 0; at < boxes.length && times.length < {CHOICES}; at += step) {{
    await frame();
    const start = performance.now();
    boxes[at].click();
    await frame();
    times.push(performance.now() - start);
    boxes[at].click();
  }}
  return times;
}})()"""
CARDS = """(async () => {
  const times = [], frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  for (const row of [...document.querySelectorAll('#rows a')].slice(0, 20)) {
    await frame();
    const start = performance.now();
    row.click();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
})()"""


@dataclass(frozen=True)
class Size:
    """The size of a package, and what was measured, by name."""

    name: str
    figures: dict[str, float]


def measure(page: Explored, runs: int) -> Size:
    """Measure one package's page: medians of the runs."""
    summary, text = page.rows("strike_summary"), page.page.read_bytes()
    single = sum(row["level"] == "strike" for row in summary)
    name = f"{single:,} strikes, {len(summary) - single:,} groups, {len(page.rows('claims')):,} claims"
    rounds = [in_browser(page.page) for _ in range(runs)]
    figures = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    return Size(name, {"page, bytes": len(text), "compressed, bytes": len(gzip.compress(text)), **figures})


def in_browser(page: Path) -> dict[str, float]:
    """What one browser measures of a page."""
    with browser() as one:
        desktop = visit(one, page, "desktop", (1280, 800), 1)
        one.ask("HeapProfiler.enable")
        one.ask("HeapProfiler.collectGarbage")
        desktop["elements"] = one.run("document.querySelectorAll('*').length")
        desktop["memory of scripts, MB"] = one.run("performance.memory.usedJSHeapSize") / 1e6
        cards = one.run(CARDS)
    with browser() as one:
        phone = visit(one, page, "phone", (390, 844), SLOWER)
    return {**desktop, "desktop: card, median ms": statistics.median(cards), **phone}


def visit(one: Browser, page: Path, device: str, size: tuple[int, int], slower: int) -> dict[str, float]:
    """Open a page and tick its choices."""
    one.ask("Emulation.setCPUThrottlingRate", rate=slower)
    one.open(page, "", *size)
    ready = one.run("performance.getEntriesByName('usable')[0].startTime")
    times, painted = one.run(TICKED), one.run(FIRST_PAINT)
    return {
        f"{device}: first paint, ms": painted,
        f"{device}: usable, ms": ready,
        f"{device}: filter, median ms": statistics.median(times),
        f"{device}: filter, worst ms": max(times),
    }


def version() -> str:
    """The browser's name and version."""
    with browser() as one:
        return str(one.ask("Browser.getVersion")["product"]).replace("/", " ")


def table(sizes: list[Size], words: str) -> str:
    """The figures as Markdown, beside the budgets."""
    shown: Callable[[float], str] = lambda number: f"{number:,.0f}" if number else ""  # noqa: E731
    rows = [[key, shown(budget), *(shown(size.figures[key]) for size in sizes)] for key, budget in BUDGETS.items()]
    head = ["", "budget", *(size.name for size in sizes)]
    said = (
        f"Measured with `{words}` without a graphics card: {version()}, {machine().rstrip(', ')}. Load of the machine,"
        f" including this benchmark: {os.getloadavg()[1]:.1f}. The budget is for 500 strikes and 10,000 claims."
    )
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return f"{said}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[0, 10_000], help="sizes in claims; 0 is the real data")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--write", action="store_true", help="put the table into docs/EXPLORER.md")
    arguments = parser.parse_args()
    if not CHROMIUM:
        parser.error("no Chromium is installed; .ci/install installs it")
    sizes = []
    for claims in arguments.claims:
        with tempfile.TemporaryDirectory() as scratch:
            root = generate(Path(scratch) / "package", claims).root if claims else ROOT
            sizes.append(measure(explored(root, Path(scratch)), arguments.runs))
    words = ["python benchmarks/explorer.py", *map(str, arguments.claims), f"--runs {arguments.runs}"]
    found = table(sizes, " ".join(words))
    print(found)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(MARKED.sub(lambda marks: f"{marks[1]}{found}{marks[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
