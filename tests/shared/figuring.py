"""What is found of the numbers in a text."""

from scripts.texts.quantities import Figure, counts_something, figures
from scripts.texts.words import normalise, words


def found(text: str, language: str = "en") -> list[Figure]:
    """The figures in a text, in order."""
    normalised = normalise(text)
    return figures(normalised, words(normalised), language)


def values(text: str, language: str = "en") -> list[int]:
    """Every number in a text, in order."""
    return [figure.value for figure in found(text, language)]


def counted(text: str, language: str = "en") -> list[int]:
    """The numbers in a text that can be counts, in order."""
    normalised = normalise(text)
    spoken = words(normalised)
    every = figures(normalised, spoken, language)
    return [figure.value for figure in every if counts_something(normalised, spoken, figure, language)]
