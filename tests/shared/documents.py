"""Documents of random words in several scripts, with everything that may come between words."""

from hypothesis import strategies as st

from scripts.texts.words import normalise, words

LETTERS = st.sampled_from(["bcdfgmoz", "бвгдмох", "բգդզլխ", "0123456789", "ğışçə"])
WORD = LETTERS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=6))
BETWEEN = st.sampled_from(
    [
        " ",
        "\n",
        ", ",
        " “",
        "” ",
        "-",
        " [",
        "](https://example.org/a) ",
        "[3] ",
        " **",
        "’",
        "\u00a0",
        "\u00ad ",
        " (",
        ") ",
    ]
)
DOCUMENT = st.lists(st.lists(st.tuples(WORD, BETWEEN), min_size=1, max_size=9), min_size=1, max_size=5)


def written(sentences: list[list[tuple[str, str]]]) -> str:
    """The text of made-up sentences."""
    return " ".join(
        "A" + "".join(word + between for word, between in sentence).rstrip() + " b." for sentence in sentences
    )


def folded(text: str) -> list[str]:
    """A text's words in the form in which passages are compared."""
    return [word.text for word in words(normalise(text))]


def run_of(data: st.DataObject, document: list[str]) -> tuple[int, int]:
    """First and last of a run of at most twelve words of a document."""
    first = data.draw(st.integers(0, len(document) - 1))
    return first, data.draw(st.integers(first + 1, min(len(document), first + 12)))
