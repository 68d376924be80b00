"""Reasons: the files in changes/ that say why the data changed, and what they must be to go into the changelog."""

import re
import stat
from pathlib import Path

REASONS = "changes"
LONGEST = 1000  # characters
WRITE = "write a sentence or two of plain text, with the source"
# What would end the changelog's section, hide what follows it, or not be shown as text.
MARKUP = {
    "a heading": re.compile(r"^[\s>*+\-\d.)]*#{1,6}(?:\s|$)|^[\s>]*(?:=+|-+)\s*$", re.MULTILINE),
    "HTML, or a < before a letter": re.compile(r"<[A-Za-z/!?]"),
    "a block of code": re.compile(r"^[\s>*+\-\d.)]*(?:```|~~~)", re.MULTILINE),
    "a link definition": re.compile(r"^[\s>*+\-\d.)]*\[[^\]]+\]:", re.MULTILINE),
    "a control or invisible character": re.compile(
        r"[^\S \n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
    ),
}


def fault_of_reason(path: Path) -> str | None:
    """What is wrong with a reason, with the fix; None for plain UTF-8 text that is not too long, even if empty."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "is not a regular file; put the file itself there"
        data = path.read_bytes()
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return f"is not UTF-8 in line {line}; save it as UTF-8"
    except OSError as error:
        return f"cannot be read ({error.strerror}); make it readable"
    if len(text) > LONGEST:
        return f"has {len(text)} characters, more than {LONGEST}; {WRITE}"
    found = next((name for name, pattern in MARKUP.items() if pattern.search(text)), None)
    return f"has {found}; {WRITE}" if found else None
