"""What looks like a person's name, a long quote, an address or a telephone number is refused and never repeated.

All names are invented, from stems that no real surname has.
"""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.checking.privacy import faults, problems_in, problems_in_message, problems_in_text
from scripts.checking.privacy.cells import EXCEPTIONS, Judge, free_text
from scripts.checking.privacy.names import names
from scripts.checking.privacy.text import ADVICE, faults_in_code
from scripts.checking.vocabulary import Known, fold, known_words
from scripts.package.problem import Problem, render
from tests.shared.people import PEOPLE
from tests.shared.sentences import (
    CONTACTS,
    HARDER,
    INNOCENT,
    INNOCENT_QUOTES,
    KNOWN,
    NAMED,
    NUMBERS,
    PACKAGE,
    PROSE,
    QUOTES,
)
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write


def kinds(text: str) -> set[str]:
    return {kind for _, kind, _ in faults(text, KNOWN)}


@pytest.mark.parametrize("sentence", NAMED)
@pytest.mark.parametrize(("given_name", "surname"), PEOPLE, ids=[surname for _, surname in PEOPLE])
def test_a_made_up_name_is_found_in_any_script(sentence: str, given_name: str, surname: str) -> None:
    assert kinds(sentence.format(given=given_name, surname=surname)) == {"name"}


@pytest.mark.parametrize("text", HARDER)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert "name" in kinds(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_sentence_passes(text: str) -> None:
    assert faults(text, KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Why\nUnzip it first.\n",
        "Told again:\n- Unzip it first\n- Rearm it\n1. Reboot it\n\nReboot it\n",
        "| Unzip | Rearm |",
    ],
)
def test_a_heading_and_an_item_of_a_list_begin_anew(text: str) -> None:
    assert faults(text, KNOWN) == []


def test_there_are_enough_innocent_sentences() -> None:
    assert len(set(INNOCENT)) >= 60
    assert problems_in_text("all", "\n".join(INNOCENT), KNOWN) == []


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(INNOCENT), st.sampled_from(PEOPLE), st.data())
def test_a_name_is_found_at_any_position_of_any_sentence(
    sentence: str, person: tuple[str, str], data: st.DataObject
) -> None:
    words = sentence.split()
    at = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:at], *person, *words[at:]])
    start = len(" ".join(words[:at])) + (at > 0)
    covered = {position for span in names(text, KNOWN) for position in range(*span)}
    assert {start, start + len(person[0]) + 1} <= covered
    told = render(problems_in_text("some.md", text, KNOWN))
    assert not any(part.casefold() in told.casefold() for part in person)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(PROSE), st.sampled_from(PEOPLE), st.data())
def test_one_name_alone_is_found_inside_a_sentence(sentence: str, person: tuple[str, str], data: st.DataObject) -> None:
    words = sentence.split()
    at = data.draw(st.sampled_from([n for n in range(1, len(words) + 1) if words[n - 1][-1] not in ".:?!։"]))
    assert "name" in kinds(" ".join([*words[:at], person[0], *words[at:]]))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(INNOCENT), st.sampled_from(CONTACTS), st.data())
def test_an_address_or_number_is_found_at_any_position(
    sentence: str, contact: tuple[str, str], data: st.DataObject
) -> None:
    words = sentence.split()
    at = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:at], contact[1] + ",", *words[at:]])
    assert contact[0] in kinds(text)
    assert contact[1] not in render(problems_in_text("some.md", text, KNOWN))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.one_of(
        st.dates().map(str),
        st.dates().map(lambda d: f"{d.day:02}.{d.month:02}.{d.year:04}"),
        st.integers(0, 99_999_999).map(str),
        st.integers(0, 99_999_999).map("{:,}".format),
        st.floats(-180, 180).map("{:.5f}".format),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        st.text("abcdefghjkmnpqrstuvwxyz23456789", min_size=8, max_size=8).map("vc-{}".format),
        st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: "{:02}:{:02}".format(*t)),
    ),
    st.sampled_from(["The row {} is new.", "{}", "{}, {}", "from {} to {}", "({})"]),
)
def test_dates_counts_points_and_ids_are_no_telephone_numbers(number: str, sentence: str) -> None:
    assert "phone" not in kinds(sentence.replace("{}", number))


@pytest.mark.parametrize(("kind", "contact"), CONTACTS)
def test_each_address_and_number_is_found_as_what_it_is(kind: str, contact: str) -> None:
    assert kind in kinds(contact)
    assert kind in kinds(f"It is ({contact}).")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_to_call_passes(number: str) -> None:
    assert not kinds(number) & {"phone", "email", "profile"}
    assert not kinds(f"It is {number}, he says.") & {"phone", "email", "profile"}


@pytest.mark.parametrize("text", QUOTES)
def test_a_quote_of_a_sentence_is_found_in_any_marks(text: str) -> None:
    assert kinds(text) == {"quote"}


@pytest.mark.parametrize("text", INNOCENT_QUOTES)
def test_a_term_a_title_and_an_apostrophe_are_no_quote_of_a_sentence(text: str) -> None:
    assert kinds(text) == set()


def test_a_quote_over_lines_is_found_on_its_lines() -> None:
    found = problems_in_text("a.md", 'The resident said that "we ran\nfrom the house when it fell".\n', KNOWN)
    assert [(p.line, p.message.split("(")[1].split(")")[0]) for p in found] == [
        (1, "words 5 and 6"),
        (2, "words 1 to 6"),
    ]


def test_a_name_over_lines_is_found_on_its_lines() -> None:
    text = "# Why\n\nThe text names the resident Velmir\nTazgul as hurt.\n"
    assert [p.line for p in problems_in_text("a.md", text, KNOWN)] == [3, 4]


def test_who_signs_a_commit_is_not_asked_but_whoever_else_is_named_is() -> None:
    text = "Correct the toll\n\nTold by Velmir Tazakov.\n\nSigned-off-by: Velmir Tazakov <v@example.org>\n"
    assert [p.line for p in problems_in_message("1234567", text, KNOWN)] == [3]


def test_a_problem_tells_the_place_and_what_to_do_and_nothing_else() -> None:
    [problem] = problems_in_text("changes/a.md", "Correct the toll.\n\nThe dead: Velmir Tazakov, Ormela.", KNOWN)
    assert problem == Problem("changes/a.md", 3, "", "", "", ADVICE["name"].format("words 3 to 5"))
    assert "by role" in problem.message
    assert "scripts/checking/known_words.txt" in problem.message


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("strikes", 0, "notes"),
        ("strikes", 0, "name"),
        ("actors", 0, "name"),
        ("actors", 1, "notes"),
        ("places", 0, "held_by_source"),
        ("sources", 1, "notes"),
        ("sources", 1, "title"),
        ("crosswalk", 0, "external_id"),
        ("withdrawn", 0, "reason"),
        ("codings", 1, "strike"),
        ("codings", 0, "wording"),
        ("adjudications", 0, "reason"),
    ],
)
def test_a_name_in_a_cell_is_told_by_its_place(table: str, row: int, field: str, tmp_path: Path) -> None:
    rows = tiny()
    rows[table][row][field] = "Told by Velmir Tazakov of Lowtown"
    package = write(tmp_path, rows)
    key = rows[table][row][package.tables[table].key[0]]
    assert problems_in(package) == [
        Problem(f"data/{table}.csv", row + 2, key, field, "", ADVICE["name"].format("words 3 and 4"))
    ]


def test_a_key_that_might_be_a_name_is_not_repeated(tmp_path: Path) -> None:
    rows = tiny()
    rows["strikes"][0] |= {"strike_id": "Velmir Tazakov", "notes": "Told by Velmir Tazakov."}
    assert [(p.line, p.key, p.value) for p in problems_in(write(tmp_path, rows))] == [(2, "", "")]


def test_actors_and_places_teach_words_but_no_persons_and_no_surnames(tmp_path: Path) -> None:
    rows = tiny()
    rows["actors"][3]["name"] = "The Velmirine"
    rows["actors"].append({"actor_id": "ac-perso234", "name": "Ormelun", "kind": "resident"})
    rows["actors"].append({"actor_id": "ac-perso235", "name": "The Zurvel Tazakov Show", "kind": "media"})
    known = known_words(write(tmp_path, rows))
    assert faults("It was the Velmirine that said so in Lowtown and Aşağı.", known) == []
    assert faults("It was Ormelun that said so.", known)
    assert faults("It was Tazakov that said so.", known)


@pytest.mark.parametrize(("table", "field"), EXCEPTIONS)
def test_an_exception_is_of_free_text_and_has_a_reason(table: str, field: str) -> None:
    excepted, reason = EXCEPTIONS[table, field]
    assert field in free_text(PACKAGE.tables[table])
    assert excepted < set(ADVICE)
    assert len(reason) > 20


def test_an_exception_holds_for_its_kind_alone(tmp_path: Path) -> None:
    rows = tiny()
    rows["sources"][0] |= {
        "author": "Velmir Tazakov",
        "title": 'Strikes on Lowtown: "we ran from the house when it fell"',
    }
    rows["audits"][0]["auditor"] = "velmir-tazakov"
    assert problems_in(write(tmp_path, rows)) == []
    rows["sources"][0]["author"] = "Velmir Tazakov, someone@example.org"
    assert [(p.field, p.message) for p in problems_in(write(tmp_path, rows))] == [
        ("author", ADVICE["email"].format("word 3"))
    ]


NO_CSV = [
    b"",
    b"\xff\xfe\n",
    b'strike_id,notes\nst-aaaa2222,"open',
    b"strike_id,notes\nst-aaaa2222\n",
    b"notes\n" + b"x" * 200_000 + b"\n",
]


@pytest.mark.parametrize("data", NO_CSV)
def test_what_is_no_csv_is_left_to_validate(data: bytes, tmp_path: Path) -> None:
    package = write(tmp_path, tiny())
    (tmp_path / "data" / "strikes.csv").write_bytes(data)
    assert problems_in(package) == []
    (tmp_path / "data" / "strikes.csv").unlink()
    assert problems_in(package) == []


def test_the_tiny_package_passes(tmp_path: Path) -> None:
    assert problems_in(write(tmp_path, tiny())) == []


def test_the_package_passes() -> None:
    assert render(problems_in(PACKAGE)) == ""


def test_an_id_that_ends_like_a_surname_is_an_id() -> None:
    assert problems_in_text("x", "rows added: 2: so-9svhyc7m, so-9tbwyyev", KNOWN) == []


@pytest.mark.parametrize(
    "path", ["CHANGELOG.md", *sorted(f"changes/{path.name}" for path in (ROOT / "changes").glob("*.md"))]
)
def test_changes_and_their_reasons_pass(path: str) -> None:
    assert render(problems_in_text(path, (ROOT / path).read_text(encoding="utf-8"), KNOWN)) == ""


def test_the_last_commit_messages_pass() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no git here")
    log = subprocess.run(
        ["git", "log", "-30", "--format=%B"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert render(problems_in_message("message", log, KNOWN)) == ""


def test_the_list_is_in_order_and_says_what_may_go_in() -> None:
    text = (ROOT / "scripts" / "checking" / "known_words.txt").read_text(encoding="utf-8")
    assert "Never a person" in text.split("\n\n")[0]
    for part in text.split("\n\n")[1:]:
        entries = [line for line in part.splitlines() if not line.startswith("#")]
        assert entries == sorted(set(entries))


def test_an_agency_in_a_byline_is_not_taken_for_a_person() -> None:
    judge, table = Judge(KNOWN), PACKAGE.tables["sources"]
    for author, is_named in (("Նովոստի-Արմենիա", False), ("Zurvek-Halbo", True)):
        cells = {"source_id": "so-aaaa2222", "author": author}
        assert (judge.messages(table, cells, "author", allowed=False) != []) is is_named


def test_folding_makes_spellings_of_a_place_one() -> None:
    assert fold("Gəncə's") == fold("Gence") == fold("GENCE")
    assert fold("Ağdam") == fold("Agdam")
    assert fold("Xızı") == fold("Xizi") == fold("XIZI")


def test_known_says_what_it_knows() -> None:
    assert isinstance(KNOWN, Known)
    assert {"ganja", "smerch", "the", "october", "residents"} <= {
        word for word in ("ganja", "smerch", "the", "october", "residents") if word in KNOWN
    }
    assert "tazakov" not in KNOWN


@pytest.mark.parametrize(
    "run", quick(["x", "a-", "a.", "%4", "A. ", "'a ", "a@", "http://a", "1", "Ab", "Velmir Tazakov "], 3)
)
def test_the_time_for_a_long_text_grows_with_its_length_alone(run: str) -> None:
    # with the square of its length, each of these would take minutes
    text = run * (60_000 // len(run))
    assert len(faults(text, KNOWN)) + len(faults_in_code(text, KNOWN)) < len(text)
