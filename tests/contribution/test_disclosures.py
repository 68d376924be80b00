"""`check` reads all that a change would publish, by the words of main, and tells the reviewer which words are new."""

import json
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.privacy.copies import LONGER, RUN
from scripts.checking.vocabulary import LIST
from scripts.contribution.telling import NEW_WORDS
from tests.shared.bench import Bench
from tests.shared.rehearsing import found
from tests.shared.speeds import quick

pytestmark = pytest.mark.thorough

NAME = "Velmir Tazgul"  # nobody's
LOOKS = "like a person's name"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("disclosures") / "package"
    found(root, None)
    bench = Bench(root)
    bench.write("docs/page.md", f"Told by {NAME}.\nA second line.\n")
    bench.write("docs/old.svg", '<svg\nwidth="1"/>\n')
    bench.write("scripts/checking/known_words.txt", LIST.read_text(encoding="utf-8"))
    bench.commit("Add a page")
    return root


NAMING = {
    "docs/new.md": ("A page.\n\nTold by Ormelun Zurvek.\n", "docs/new.md:3"),
    "docs/new.txt": ("told by ormelun zurvek, a resident\n", "docs/new.txt:1"),
    "data/notes.csv": ("id,notes\n1,Told by Ormelun Zurvek.\n", "data/notes.csv:2"),
    "scripts/new.py": ("# told by Ormelun Zurvek\n", "scripts/new.py:1"),
    "scripts/new.sql": ("SELECT 'tazakova' AS name\n", "scripts/new.sql:1"),
    "docs/picture.svg": ('<svg id="abc">\n<text>Ormelun Zurvek</text></svg>\n', "docs/picture.svg:2"),
    "docs/attribute.svg": ('<svg>\n<g\naria-label="by Ormelun Zurvek"/></svg>\n', "docs/attribute.svg:3"),
    "docs/old.svg": ('<svg\naria-label="by Ormelun Zurvek"\nwidth="1"/>\n', "docs/old.svg:2"),
    "scripts/spaced.py": ("# Told by Z u r v e k\n", "scripts/spaced.py:1"),
    "docs/page.md": (f"Told by {NAME}.\nTold by Ormelun Zurvek.\n", "docs/page.md:2"),
    "other/ormelun-zurvek.md": ("A page.\n", "other/"),
    "Ormelun_Zurvek.txt": ("A page.\n", "./"),
}
HARMLESS = {
    "docs/page.md": f"Told by {NAME}.\nA third line.\n",
    "docs/new.md": f"A page as the other, on {NAME}, which has the words already.\n",
    "scripts/new.py": "class Ormelun:\n    zurvek_at = 5, 'someone@example.org'\n",
    "docs/picture.svg": '<svg id="abc">\n<text>a house</text></svg>\n',
}


def test_every_changed_text_and_file_name_is_read(bench: Bench) -> None:
    for path, (text, _) in NAMING.items():
        bench.write(path, text)
    outcome = bench.check()
    problems = [line for line in outcome.lines if LOOKS in line]
    assert sorted(line.split(": ")[0] for line in problems) == sorted(place for _, place in NAMING.values()), (
        outcome.text
    )
    assert outcome.code == 1
    assert "zurvek" not in "".join(problems).casefold()


def test_what_main_says_already_is_no_news(bench: Bench) -> None:
    for path, text in HARMLESS.items():
        bench.write(path, text)
    outcome = bench.check()
    assert outcome.code == 0, outcome.text


def test_rows_of_a_contribution_teach_no_words_and_its_new_names_are_listed(bench: Bench, tmp_path: Path) -> None:
    places = (bench.root / "data/places.csv").read_text(encoding="utf-8").splitlines()
    row = places[1].split(",")
    bench.write("data/places.csv", "\n".join([*places, ",".join(["pl-zzzz2222", "Zurvekburg", *row[2:]])]) + "\n")
    bench.edit("data/strikes.csv", "strike,pl-lowto234,\n", "strike,pl-lowto234,It fell on Zurvekburg too.\n")
    outcome = bench.check("--json", str(tmp_path / "check.json"))
    assert [line for line in outcome.lines if LOOKS in line and line.startswith("data/strikes.csv:")]
    assert json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))["new_words"] == [
        "Zurvekburg (a name in data/)"
    ]
    assert f"{NEW_WORDS}: Zurvekburg (a name in data/)" in outcome.lines


def test_a_word_that_a_contribution_lists_is_known_and_told_to_the_reviewer(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.write("docs/new.md", "It fell on Zurvekburg too.\n")
    assert bench.check().code == 1
    path = bench.root / "scripts/checking/known_words.txt"
    path.write_text(path.read_text(encoding="utf-8") + "Zurvekburg\n", encoding="utf-8")
    outcome = bench.check("--json", str(tmp_path / "check.json"))
    assert outcome.code == 0, outcome.text
    word = "Zurvekburg (scripts/checking/known_words.txt)"
    assert main(["comment", str(tmp_path / "check.json")]) == 0
    assert "### New words: read these\n\nThe name check will" in (said := capsys.readouterr().out) and word in said
    assert json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))["new_words"] == [word]


def test_words_of_a_document_at_hand_are_refused_without_quotation_marks(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    document = "On that morning the sirens went off and everybody ran down into the cellar of the school."
    (texts / "report.txt").write_text(document, encoding="utf-8")
    words = document.split()
    copied = " ".join(words[2 : 2 + RUN])
    bench.edit("data/strikes.csv", "strike,pl-lowto234,\n", f"strike,pl-lowto234,{copied.upper()}.\n")
    bench.write("changes/why.md", f"It says that {copied}.\n")
    bench.write("docs/new.md", f"It says:\n{' '.join(words[:4])}\n{' '.join(words[4:9])}\n")
    bench.write("docs/short.md", " ".join(words[2 : 1 + RUN]) + " and nothing else.\n")
    outcome = bench.check("--texts", str(texts))
    told = [line.split(": ")[0] for line in outcome.lines if "or more consecutive words" in line]
    assert told == ["changes/why.md:1", "data/strikes.csv:2 st-first234 notes", "docs/new.md:1"], outcome.text
    assert outcome.code == 1 and copied not in outcome.text
    capsys.readouterr()
    assert main(["--package", str(bench.root), "cite", "--texts", str(texts)]) == 1
    said = capsys.readouterr().out
    assert "data/strikes.csv:2 st-first234 notes: has 8 or more consecutive words" in said
    assert copied not in said.casefold()


def test_titles_may_be_given_as_printed(bench: Bench, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    title = "On that morning the sirens went off and everybody ran"
    (texts / "report.txt").write_text(f"# {title}\n\nThen the rest of the text follows here.", encoding="utf-8")
    header, first, *rest = (bench.root / "data/sources.csv").read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    bench.write("data/sources.csv", "\n".join([header, ",".join([cells[0], title, *cells[2:]]), *rest]) + "\n")
    bench.write("changes/why.md", f"The title is {title}.\n")
    assert not [line for line in bench.check("--texts", str(texts)).lines if "or more consecutive words" in line]


def test_a_query_may_have_the_words_of_a_title_and_no_more(bench: Bench, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    words = [f"word{chr(97 + n)}" for n in range(24)]
    (texts / "report.txt").write_text(" ".join(words), encoding="utf-8")
    least = LONGER["searches", "query"]
    for length, told in ((least - 1, []), (least, ["data/searches.csv:2 sq-aaaa2222 query"])):
        rows = (bench.root / "data/searches.csv").read_text(encoding="utf-8")
        before = rows.splitlines()[1].split(",")[3]
        bench.edit("data/searches.csv", before, f"town {' '.join(words[2 : 2 + length])}")
        bench.write("changes/why.md", "One query more.\n")
        outcome = bench.check("--texts", str(texts))
        found = [line for line in outcome.lines if "or more consecutive words" in line]
        assert [line.split(": ")[0] for line in found] == told, outcome.text
        assert all(f"has {least} or more" in line and f"(words 2 to {least + 1})" in line for line in found)


HIDDEN = "Zurvek Tazakov"  # nobody's


def test_a_correction_for_privacy_publishes_nothing_that_it_removes(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor = json.loads((bench.root / "datapackage.json").read_text(encoding="utf-8"))
    schema = json.loads((bench.root / "schemas/strikes.schema.json").read_text(encoding="utf-8"))
    sources = (bench.root / "data/sources.csv").read_text(encoding="utf-8")
    header, first, *rest = sources.splitlines()
    author = header.split(",").index("author")
    cells = first.split(",")
    clean = json.dumps(descriptor), json.dumps(schema), sources
    descriptor |= {"keywords": ["strikes", HIDDEN], "contributors": [{"title": HIDDEN, "role": "author"}]}
    rule = {"name": "not_told", "fields": ["name"], "sql": f"name <> '{HIDDEN}'", "message": "nobody"}
    schema["rules"] = [*schema["rules"], rule]
    bench.write("datapackage.json", json.dumps(descriptor))
    bench.write("schemas/strikes.schema.json", json.dumps(schema))
    named = [header, ",".join([*cells[:author], HIDDEN, *cells[author + 1 :]]), *rest]
    bench.write("data/sources.csv", "\n".join(named) + "\n")
    bench.write("scripts/checks/a_rule.sql", f"-- Told by {HIDDEN}.\nSELECT 1 WHERE false\n")
    for path in ("docs/zurvek-tazakov.md", "changes/zurvek-tazakov.md", "docs/zurvek-tazakov/page.md"):
        bench.write(path, "A page.\n")
    base = bench.commit("Add pages")
    for path, text in zip(("datapackage.json", "schemas/strikes.schema.json", "data/sources.csv"), clean, strict=True):
        bench.write(path, text)
    bench.write("scripts/checks/a_rule.sql", "SELECT 2 WHERE false\n")
    for path in ("docs/zurvek-tazakov.md", "changes/zurvek-tazakov.md", "docs/zurvek-tazakov/page.md"):
        (bench.root / path).unlink()
    bench.write("changes/why.md", "A correction.\n")
    written = tmp_path / "check.json"
    said = bench.check("--base", base, "--json", str(written)).text + written.read_text(encoding="utf-8")
    assert main(["comment", str(written)]) == 0
    for output in ("text", "markdown", "json"):
        main(["--package", str(bench.root), "diff", base, ".", "--output", output])
    said += capsys.readouterr().out
    assert "tazakov" not in said.casefold()
    for told in ("was strikes, [withheld]", "author was [withheld]", "a_rule.sql (changed: [withheld])"):
        assert told in said, said
    assert "docs/[withheld]" in said and "changes/[withheld]" in said


def test_a_refused_name_is_repeated_neither_from_a_path_nor_from_a_cell(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.write("docs/zurvek-tazakov.md", "A page.\n")
    bench.write("docs/zurvek-tazakov/page.md", "A page.\n")
    bench.write("docs/zurvek-tazakov.bin", "\0")
    bench.edit("data/victim_counts.csv", ",10,,at_least", f",{HIDDEN},,at_least")
    written = tmp_path / "check.json"
    for output in ("text", "github"):
        outcome = bench.check("--read-only", "--json", str(written), "--output", output)
        assert outcome.code == 1 and "tazakov" not in outcome.text.casefold()
        assert "docs/[withheld]: is not text" in outcome.text and "count_min=[withheld]" in outcome.text, outcome.text
    assert main(["comment", str(written)]) == 0
    said = written.read_text(encoding="utf-8") + capsys.readouterr().out
    assert "tazakov" not in said.casefold() and "docs/[withheld]" in said


@pytest.mark.parametrize(
    "byline", quick([f"The victim {HIDDEN} of Lowton", f"{HIDDEN} killed", f"{HIDDEN}, Resident", f"{HIDDEN}, 43"], 1)
)
def test_a_byline_says_who_wrote_it_and_no_more(bench: Bench, byline: str) -> None:
    table = bench.root / "data/sources.csv"
    header, first, *rest = table.read_text(encoding="utf-8").splitlines()
    author, cells = header.split(",").index("author"), first.split(",")
    for text, is_refused in ((byline, True), (f"{HIDDEN} and AFP", False)):
        cell = f'"{text}"' if "," in text else text
        row = ",".join([*cells[:author], cell, *cells[author + 1 :]])
        bench.write("data/sources.csv", "\n".join([header, row, *rest]) + "\n")
        outcome = bench.check()
        assert ("says more than who wrote it" in outcome.text) == is_refused, outcome.text
        assert "tazakov" not in outcome.text.casefold() or not is_refused


def test_a_file_that_privacy_cannot_read_is_refused(bench: Bench) -> None:
    (bench.root / "docs/old.md").write_bytes("Сказал житель.\n".encode("cp1251"))
    (bench.root / "docs/wide.txt").write_bytes("Told by a resident.\n".encode("utf-16"))
    (bench.root / "docs/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    outcome = bench.check("--read-only")
    assert "docs/old.md: is not UTF-8; save it as UTF-8" in outcome.lines
    assert "docs/wide.txt: is not UTF-8; save it as UTF-8" in outcome.lines
    assert [line for line in outcome.lines if line.startswith("docs/picture.png: is not text")]


def test_a_changed_gazetteer_is_told_to_the_reviewer(bench: Bench) -> None:
    bench.write("scripts/editing/gazetteer.csv", "name\nZurvekburg\n")
    assert "scripts/editing/gazetteer.csv changed: read its new lines" in bench.check().text
