"""Attempts to get something in twice: documents, places, strikes, claims and actors that are there already."""

from tests.shared.attempting import STRIKES, Attempt, copy_row, second_place, whole_document
from tests.shared.bench import COUNTS

DUPLICATES = [
    Attempt("Duplicates", "a whole document copied under other ids", "ready to send", whole_document, "so-copyy234"),
    Attempt("Duplicates", "two places of one name", "ready to send", second_place, "pl-other234"),
    Attempt(
        "Duplicates",
        "a count copied under another id",
        "valid",
        copy_row(COUNTS, "vc-aaaa2222", "vc-copyy222"),
        "the row repeats",
    ),
    Attempt(
        "Duplicates",
        "a second total of the same passage",
        "valid, and the estimate moved",
        copy_row(COUNTS, "vc-aaaa2222", "vc-copyy222", lambda line: line.replace("4,4,exact", "6,6,exact")),
        "already give a total",
    ),
    Attempt(
        "Duplicates",
        "a strike copied under another id",
        "valid, one more death",
        copy_row(STRIKES, "st-first234", "st-copyy234"),
        "is already used",
    ),
    Attempt(
        "Duplicates",
        "a count put on a second strike that may be the same",
        "valid",
        copy_row(COUNTS, "vc-aaaa2222", "vc-copyy222", lambda line: line.replace("st-first234", "st-secon234")),
        "say the same of st-first234",
    ),
    Attempt(
        "Duplicates",
        "a document under its mobile address, with a parameter for tracking",
        "valid",
        copy_row(
            "data/sources.csv",
            "so-watch234",
            "so-copyy234",
            lambda line: line.replace("example.org/findings", "m.example.org/findings?utm_source=x"),
        ),
        "has the same address",
    ),
    Attempt(
        "Duplicates",
        "an accusation that its speaker denies in the same words",
        "valid",
        copy_row("data/statements.csv", "sm-aaaa2222", "sm-copyy222", lambda line: line.replace("accuses", "denies")),
        "in the same words, in sm-aaaa2222",
    ),
    Attempt(
        "Duplicates",
        "an actor under another spelling",
        "valid",
        copy_row("data/actors.csv", "ac-paper234", "ac-copyy234", lambda line: line.replace("The Paper", "the paper")),
        "the same name but for its spelling",
    ),
]
