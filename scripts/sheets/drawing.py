"""Which documents are coded twice: a fifth, drawn by their address, or else their title, when they are registered."""

import hashlib

from ..editing.draft import Draft
from ..package.database import raw
from .grammar.sheet import Fault, Sheet

SEED = "nk2020-strikes second coding 1"  # a fresh draw has another seed
ONE_IN = 5
ROUND = 6  # of two codings that are made now; the next one when the guide is made clearer and a fresh draw is coded
ALONE = (
    "this document is drawn for a second coding and cannot be written alone: somebody else codes it without seeing this"
    " sheet; then run code TEXT FIRST SECOND, settle what differs, and run code TEXT FIRST SECOND SETTLED"
    " (docs/SHEET.md, Two codings); --dry-run tries one sheet alone"
)
SETTLED = (
    "this document has two settled codings already, and they stay as they are: to correct its rows, run code TEXT SHEET"
    " with one sheet, which code --sheet SOURCE TEXT prints (docs/SHEET.md, Two codings)"
)


def is_drawn(address: str) -> bool:
    """Whether the document at an address, or with a title if it has none, is coded twice.

    It depends on the seed and these words alone, so that nobody can choose, and it is the same on every machine.
    """
    digest = hashlib.sha256(f"{SEED} {address}".encode()).hexdigest()
    return int(digest[:8], 16) % ONE_IN == 0


def faults_of_draw(draft: Draft, sheet: Sheet, source: str, alone: bool) -> list[Fault]:
    """Why a sheet cannot be written: it is `alone` where two are needed, or its document has two codings already."""
    url, line = sheet.head.get("url", ("", 0))
    if is_coded_twice(draft, source):
        return [] if alone else [Fault(line or 1, SETTLED)]
    if not url and not source:  # without an address the title draws a new document; old ones had been drawn before
        url, line = sheet.head.get("title", ("", 0))
    return [Fault(line, ALONE)] if alone and url and is_drawn(url) else []


def is_coded_twice(draft: Draft, source: str) -> bool:
    """Whether a source has rows in `codings`, those of its two coders."""
    asked = f"SELECT 1 FROM {raw('codings')} WHERE source_id = ? LIMIT 1"
    return bool(source) and draft.connection.execute(asked, [source]).fetchone() is not None
