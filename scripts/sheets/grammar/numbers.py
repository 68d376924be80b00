"""Numbers of a sheet: 4, 70+, >70, ~70, 3-5, a, some, ?; read into the cells of a count, and written from them."""

import re

from .sheet import Cells, Wrong

FORMS = {
    "exact": re.compile(r"([0-9]{1,9})"),
    "at_least": re.compile(r"([0-9]{1,9})\+"),
    "more_than": re.compile(r">([0-9]{1,9})"),
    "about": re.compile(r"~([0-9]{1,9})"),
    "range": re.compile(r"([0-9]{1,9})-([0-9]{1,9})"),
}
TIMES = ("count_min", "count_max", "qualifier", "wording")
WRITE = "write 4, 70+ (at least), >70 (more than), ~70 (about), 3-5, a (one, counted by the coder), {}, or ?"


def read_number(word: str, wordings: list[str]) -> Cells:
    """The cells of a count for a number as a sheet has it; raises Wrong."""
    cells = {"count_min": "", "count_max": "", "qualifier": "unquantified", "wording": "", "counted_by_coder": "false"}
    if word == "?" or word in wordings:
        return cells | {"wording": word.strip("?")}
    if word in ("a", "an"):
        return cells | {"count_min": "1", "count_max": "1", "qualifier": "exact", "counted_by_coder": "true"}
    for qualifier, form in FORMS.items():
        if match := form.fullmatch(word):
            low, high = match[1], match[match.lastindex or 1]
            open_ended = qualifier in ("at_least", "more_than")
            numbers = {"count_min": _plain(low, word), "count_max": "" if open_ended else _plain(high, word)}
            return cells | numbers | {"qualifier": qualifier}
    raise Wrong(f"{word or '(nothing)'} is no number; {WRITE.format(', '.join(wordings))}")


def _plain(digits: str, word: str) -> str:
    if str(int(digits)) != digits:
        raise Wrong(f"{word} begins with 0; write {int(digits)}")
    return digits


def write_number(cells: Cells) -> str:
    """The number of a count, as a sheet has it; one that the coder counted is `a` only if it is one."""
    low, high, qualifier = cells["count_min"], cells["count_max"], cells["qualifier"]
    if qualifier == "unquantified":
        return cells["wording"] or "?"
    if qualifier == "exact" and low == "1" and cells["counted_by_coder"] == "true":
        return "a"
    return {"exact": low, "at_least": f"{low}+", "more_than": f">{low}", "about": f"~{low}"}.get(
        qualifier, f"{low}-{high}"
    )


def read_times(word: str, wordings: list[str]) -> Cells:
    """The numbers of a statement, written x6, x6+, x>6, x~6, x3-5 or xseveral; raises Wrong."""
    try:
        cells = read_number(word.removeprefix("x"), wordings)
    except Wrong:
        cells = {"qualifier": ""}
    if cells["qualifier"] == "unquantified" and not cells["wording"]:
        cells = {"qualifier": ""}
    if not cells["qualifier"] or cells["counted_by_coder"] == "true":
        raise Wrong(
            f"{word} is no number of munitions or incidents; write x6, x6+ (at least), x>6 (more than), x~6 (about),"
            f" x3-5, or x with one of {', '.join(wordings)}"
        )
    return {name: cells[name] for name in TIMES}


def write_times(cells: Cells) -> str:
    """The numbers of a statement, with a blank in front; empty if it has none."""
    return f" x{write_number(cells | {'counted_by_coder': 'false'})}" if cells["qualifier"] else ""


def read_counted(word: str) -> Cells:
    """The number of strikes of a report, written 4, 4+, >4 or ~4; raises Wrong."""
    cells = read_number(word, [])
    told = cells["qualifier"] in ("exact", "at_least", "more_than", "about") and cells["counted_by_coder"] == "false"
    if not told or not int(cells["count_min"]):
        raise Wrong(f"{word} is no number of strikes; write 4, 4+ (at least), >4 (more than) or ~4 (about)")
    return {"strikes_counted": cells["count_min"], "strikes_qualifier": cells["qualifier"]}


def write_counted(cells: Cells) -> str:
    """The number of strikes of a report; empty if it has none."""
    low = cells["strikes_counted"]
    its = {"count_min": low, "count_max": low, "qualifier": cells["strikes_qualifier"], "counted_by_coder": "false"}
    return write_number(its) if low else ""
