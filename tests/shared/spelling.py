"""What the tests of `format` share: other spellings of the same table."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

ACTORS = "data/actors.csv"


Edit = Callable[[str], bytes]


def parse(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def spell(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def edit_every_table(package: Path, edit: Edit) -> None:
    for path in (package / "data").iterdir():
        path.write_bytes(edit(path.read_text(encoding="utf-8")))


def shuffled_rows(text: str) -> bytes:
    header, *rows = parse(text)
    return spell([header, *reversed(rows)]).encode()


def reversed_columns(text: str) -> bytes:
    return spell([row[::-1] for row in parse(text)]).encode()
