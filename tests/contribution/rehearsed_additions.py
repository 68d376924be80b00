"""Rehearsals in which a source, its citations and claims are added; see `rehearsals`."""

from pathlib import Path

from tests.shared.rehearsing import Rehearsal

LATER = """The Paper, a year on

The Ministry of Westland now puts the dead of the strike on Lowtown on 1 October at six civilians.
"""


def revised_toll(folder: Path) -> Rehearsal:
    """A year later the ministry gives a different figure. It is added as a new claim, and nothing is overwritten."""
    r = Rehearsal(folder, "A toll revised by a later source", revised_toll)
    (r.texts / "later.txt").write_text(LATER, encoding="utf-8")
    text = str(r.texts / "later.txt")
    r.run(
        "new",
        "source",
        "https://example.org/later",
        "--id",
        "so-later234",
        "--text",
        text,
        "--title",
        "The Paper, a year on",
        "--publisher-id",
        "The Paper",
        "--published-on",
        "2021-10-01",
        "--published-basis",
        "stated",
        "--language",
        "en",
        "--read-on",
        "2026-12-01",
        "--read-from",
        "publisher",
        "--identified-by",
        "own_text",
    )
    r.run(
        "new",
        "citation",
        "--id",
        "ci-later234",
        "--text",
        text,
        "--find",
        "now puts the dead",
        "--speaker-id",
        "Ministry of Westland",
        "--speech",
        "reported",
    )
    r.run(
        "new",
        "victim_count",
        "--id",
        "vc-later234",
        "--strike-id",
        "Lowtown, 1 October 2020",
        "--outcome",
        "killed",
        "--scope",
        "total",
        "--population",
        "civilians",
        "--count-min",
        "6",
    )
    r.write("changes/lowtown-later.md", "The ministry revised its figure a year later (The Paper, 1 October 2021).")
    comment = r.contribute("lowtown-later", "Add the ministry's later figure", "0.2.0", "--texts", str(r.texts))
    assert "`4 / 4 / 4` | `6 / 6 / 6`" in comment
    return r


OTHER = """The Paper, 5 October 2020

A rocket fell on Lowtown on 4 October, the army of Eastland admitted. Two people were killed and 7 wounded, the Ministry
of Westland said. One house was destroyed.
"""


def new_strike(folder: Path) -> Rehearsal:
    """A missing strike is added, with a source, citations and claims. Most later questions have a default."""
    r = Rehearsal(folder, "A new strike", new_strike)
    (r.texts / "other.txt").write_text(OTHER, encoding="utf-8")
    text = str(r.texts / "other.txt")
    r.run(
        "new",
        "source",
        "https://example.org/other",
        "--id",
        "so-other234",
        "--text",
        text,
        "--title",
        "The Paper, 5 October 2020",
        "--publisher-id",
        "The Paper",
        "--published-on",
        "2020-10-05",
        "--published-basis",
        "stated",
        "--language",
        "en",
        "--read-on",
        "2026-12-01",
        "--read-from",
        "publisher",
        "--identified-by",
        "own_text",
    )
    r.run("new", "strike", "--id", "st-third234", "--name", "Lowtown, 4 October 2020", "--place-id", "Lowtown")
    r.run(
        "new",
        "citation",
        "--id",
        "ci-other234",
        "--text",
        text,
        "--find",
        "a rocket fell",
        "--speaker-id",
        "Army of Eastland",
        "--speech",
        "reported",
    )
    r.run("new", "strike_report", "--id", "sr-other234", "--date-start", "2020-10-04", "--date-precision", "day")
    r.run(
        "new",
        "statement",
        "--id",
        "sm-other234",
        "--topic",
        "responsibility",
        "--party-id",
        "Army of Eastland",
        "--party-role",
        "fired",
        "--stance",
        "admits",
    )
    r.run(
        "new",
        "statement",
        "--id",
        "sm-other345",
        "--strike-id",
        "st-third234",
        "--topic",
        "munition",
        "--code",
        "munition_rocket",
        "--stance",
        "asserts",
    )
    r.run(
        "new",
        "citation",
        "--id",
        "ci-other345",
        "--text",
        text,
        "--find",
        "Two people were killed",
        "--speaker-id",
        "Ministry of Westland",
        "--speech",
        "reported",
    )
    r.run(
        "new",
        "victim_count",
        "--id",
        "vc-other234",
        "--strike-id",
        "st-third234",
        "--outcome",
        "killed",
        "--scope",
        "total",
        "--population",
        "persons",
        "--count-min",
        "2",
    )
    r.run(
        "new",
        "victim_count",
        "--id",
        "vc-other345",
        "--strike-id",
        "st-third234",
        "--citation-id",
        "ci-other345",
        "--outcome",
        "injured",
        "--scope",
        "total",
        "--population",
        "persons",
        "--count-min",
        "7",
    )
    r.write("changes/lowtown-4-october.md", "A strike that was missing, from The Paper of 5 October 2020.")
    r.say("Given the text, `check` finds a sentence about harm that is not coded yet.")
    r.run("check", "--texts", str(r.texts), code=1)
    r.run("new", "citation", "--id", "ci-other456", "--text", text, "--find", "One house", "--speech", "own_voice")
    r.run(
        "new",
        "damage_count",
        "--id",
        "dc-other234",
        "--strike-id",
        "st-third234",
        "--object",
        "house",
        "--extent",
        "destroyed",
        "--scope",
        "total",
        "--count-min",
        "1",
    )
    r.contribute("lowtown-4-october", "Add the strike on Lowtown of 4 October", "0.2.0", "--texts", str(r.texts))
    return r
