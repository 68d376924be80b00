"""What is found of the numbers in a text."""

from scripts.texts.quantities import Figure, counts_something, figures
from scripts.texts.words import normalise, words


def found(text: str) -> list[Figure]:
    """The figures in a text, in order."""
    normalised = normalise(text)
    return figures(normalised, words(normalised))


def values(text: str) -> list[int]:
    """Every number in a text, in order."""
    return [figure.value for figure in found(text)]


def counted(text: str) -> list[int]:
    """The numbers in a text that can be counts, in order."""
    normalised = normalise(text)
    spoken = words(normalised)
    return [figure.value for figure in figures(normalised, spoken) if counts_something(normalised, spoken, figure)]
