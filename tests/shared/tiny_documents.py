"""The two made-up documents of the tiny package, and the passages cited from them."""

from scripts.texts.words import fingerprint, normalise, words

# In the order in which the tiny package cites them.
PAPER = """Strikes on Lowtown

The Ministry of Westland said on Friday that Eastland's army fired rockets at Lowtown on 1 October, killing four
civilians, among them two women, and wounding at least 10 people. Twelve houses were damaged, three of them "by fire".
Eastland denied that it had fired on Lowtown. The ministry said that four civilians were killed. A further strike hit
Lowtown on 2 October.

The weather was fine.
"""
NGO = """Findings of the Watchers

The Watchers examined Lowtown and confirmed that Eastland's army fired rockets there on 1 October 2020.
They counted 5 dead in both strikes.
"""
DOCUMENTS = {"so-paper234": PAPER, "so-watch234": NGO}


def passage(source: str, quote: str) -> dict[str, str]:
    """The three columns that bind a citation to a quote of one of the documents above."""
    document = [word.text for word in words(normalise(DOCUMENTS[source]))]
    quoted = [word.text for word in words(normalise(quote))]
    start = next(i for i in range(len(document)) if document[i : i + len(quoted)] == quoted)
    return {
        "source_id": source,
        "passage_sha256": fingerprint(quoted),
        "passage_words": str(len(quoted)),
        "passage_start": str(start),
    }


ACCUSATION = (
    "The Ministry of Westland said on Friday that Eastland's army fired rockets at Lowtown on 1 October, killing four"
    " civilians, among them two women, and wounding at least 10 people"
)
