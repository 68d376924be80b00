"""Pictures in SVG: what one says in its text and attributes, without the numbers that draw it."""

import re
from collections.abc import Iterator

from ..vocabulary import Known
from .disguises import CAMEL
from .text import faults, faults_in_code

TAG = re.compile(r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
ATTRIBUTE = re.compile(r"""[\w:.-]+\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# The letters between which the numbers of a line stand, which would look like initials with an age.
DRAWN = re.compile(r"""(?<=\sd=)(?:"[MLHVCSQTAZmlhvcsqtaze\d\s.,+-]*"|'[MLHVCSQTAZmlhvcsqtaze\d\s.,+-]*')""")


def faults_in_svg(svg: str, known: Known) -> list[tuple[int, str, str]]:
    """What a picture says, also where it is not shown, and must not be published: line, kind, and a message.

    Text and values of attributes are judged as prose; comments, styles and the names of what is drawn as code.
    """
    plain = DRAWN.sub(lambda line: "\n" * line[0].count("\n"), svg)
    found = {(line, kind): message for line, kind, message in faults_in_code(plain, known)}
    found |= {(line, kind): message for line, kind, message in faults(TAG.sub(_said, plain), known)}
    return [(line, kind, message) for (line, kind), message in found.items()]


def _said(tag: re.Match[str]) -> str:
    """The values of a tag's attributes, divided, with the tag's line breaks."""
    return "".join(_values(tag[0])) if tag[0][1:2] != "!" else "\n" * tag[0].count("\n")


def _values(tag: str) -> Iterator[str]:
    end = 0
    for match in ATTRIBUTE.finditer(tag):
        is_silent = match[0].startswith(("xmlns", "style"))
        value = "\n" * match[0].count("\n") if is_silent else f" | {_apart(match[1] or match[2] or '')} | "
        yield "\n" * tag.count("\n", end, match.start()) + value
        end = match.end()
    yield "\n" * tag.count("\n", end)


def _apart(value: str) -> str:
    """A value; the words of an identifier, which only capitals divide, in lower case and apart."""
    return value if re.search(r"\s", value) else CAMEL.sub("_", value).lower()
