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
    found |= {(line, kind): message for line, kind, message in faults(said(plain), known)}
    return [(line, kind, message) for (line, kind), message in found.items()]


def said(svg: str) -> str:
    """The text of a picture and the values of its attributes, divided, each on its line."""
    return TAG.sub(lambda tag: "\n" * tag[0].count("\n") if tag[0][1:2] == "!" else "".join(_values(tag[0])), svg)


def _values(tag: str) -> Iterator[str]:
    end = 0
    for match in ATTRIBUTE.finditer(tag):
        value = match[1] or match[2] or ""
        is_silent = match[0].startswith(("xmlns", "style"))
        yield "\n" * (tag.count("\n", end, match.end()) - value.count("\n"))
        yield "\n" * value.count("\n") if is_silent else f" | {_apart(value)} | "
        end = match.end()
    yield "\n" * tag.count("\n", end)


def _apart(value: str) -> str:
    """A value; the words of an identifier, which only capitals divide, in lower case and apart."""
    return value if re.search(r"\s", value) else CAMEL.sub("_", value).lower()
