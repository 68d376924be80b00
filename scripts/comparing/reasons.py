"""Reasons: the files in changes/ that say why the data changed, and what they must be to go into the changelog."""

import re
import stat
import unicodedata
from itertools import pairwise
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
        r"[^\S \n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
        r"\U000e0000-\U000e0fff]"
    ),
}
# What is markup too, but not inside code such as `*.csv`.
CODE = re.compile("`[^`\n]*`")
SHOWN = {
    "a link behind other words": re.compile(r"\][(\[]"),
    "a mention (@name)": re.compile(r"(?<![\w/])@\w"),
    "emphasis": re.compile(
        r"\*(?=[^\s*])[^*]*[^\s*]\*|(?<!\w)_+(?=[^\s_]).*?[^\s_]_+(?!\w)|~(?=[^\s~])[^~]*[^\s~]~", re.DOTALL
    ),
}
OVERLAY = re.compile("[\u0334-\u0338]")  # strokes through a letter
WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST = 2  # words


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
    found = [name for name, pattern in MARKUP.items() if pattern.search(text)]
    found += [name for name, pattern in SHOWN.items() if pattern.search(CODE.sub("", text))]
    found += ["letters under several marks, or struck through"] if _is_heaped(text) else []
    return f"has {found[0]}; {WRITE}" if found else None


def lack_of_words(text: str) -> str | None:
    """What a reason lacks to say anything, as in `is empty`; None if it has words."""
    if len(WORD.findall(text)) >= FEWEST:
        return None
    return f"has fewer than {FEWEST} words" if re.search(r"\w", text) else "is empty"


def _is_heaped(text: str) -> bool:
    """Whether letters bear more marks than any of the project's languages writes."""
    composed = unicodedata.normalize("NFC", text)
    marks = [unicodedata.category(letter) in ("Mn", "Me") for letter in composed]
    return any(one and other for one, other in pairwise(marks)) or bool(OVERLAY.search(composed))
