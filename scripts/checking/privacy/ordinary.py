"""Ordinary words: whether a word in lower case is one, so that it cannot be a name."""

import re
from functools import cache
from pathlib import Path

# An ending, and what the listed word has in its place; a doubled letter before it is also tried single.
ENDINGS = [
    *(("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y"), ("s", ""), ("es", "")),
    *(("es", "e"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("r", ""), ("ers", ""), ("est", "")),
    *(("ly", ""), ("ness", ""), ("able", ""), ("able", "e"), ("ally", "al"), ("ation", "e"), ("ations", "e")),
    *(("ability", "able"), ("ions", "ion"), ("ive", "e"), ("ion", ""), ("ion", "e"), ("ally", ""), ("ably", "able")),
    ("ibly", "ible"),
]
PREFIXES = ("re", "un", "in", "de", "non", "pre", "dis", "mis", "over", "out", "sub")
# A British spelling, and the American one, which is listed.
BRITISH = [
    *((r"our", "or"), (r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"), (r"ys(e|ed|es|ing)$", r"yz\1")),
    *((r"tre(s?)$", r"ter\1"), (r"ence", "ense"), (r"ogue", "og"), (r"ll(ed|ing|er|ers)$", r"l\1"), ("ae", "e")),
    *(("gramme", "gram"), ("plough", "plow"), ("grey", "gray"), ("ou", "o")),
]
# In Russian, the endings of nouns and adjectives whose stem looks like a surname: городов, новый, новым.
RUSSIAN = re.compile(
    r"(?:(?<=[ое]в)|(?<=[ия]н))(?:а|у|е|ы|ым|ыми|ых|ой|ою|ом|ый|ая|ую|ое|ые|ого|ому|ам|ами|ах|ца|ец|ск\w+)$"
)


@cache
def is_ordinary(word: str) -> bool:
    """Whether a word in lower case is listed, or is a form of a listed word."""
    if not word.isascii():
        plain = word.replace("ё", "е")
        return plain in _listed() or RUSSIAN.sub("", plain) in _listed()
    bare = re.sub("n?['’]t$|['’].*$", "", word)
    if len(bare) > 2 and bare in _listed():
        return True
    spellings = {bare, *(re.sub(british, american, bare) for british, american in BRITISH)}
    forms = {form for spelling in spellings for form in _forms(spelling)}
    forms |= {form for prefix in PREFIXES if bare.startswith(prefix) for form in _forms(bare[len(prefix) :])}
    return any(len(form) > 2 and form in _listed() for form in forms)


def _forms(word: str) -> set[str]:
    forms = {word}
    for ending, instead in ENDINGS:
        if word.endswith(ending) and (ending not in ("d", "r") or word[-2:-1] == "e"):
            stem = word[: -len(ending)] + instead
            forms.add(stem)
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                forms.add(stem[:-1])
    return forms


@cache
def _listed() -> frozenset[str]:
    text = Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
