"""What looks like a person's name, a long quote, an address or a telephone number is refused; nothing that is printed of it repeats it.

All names are made up of stems that nobody bears.
"""

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.package import Package, open_package
from scripts.privacy import ADVICE, EXCEPTIONS, Known, faults, fold, free_text, known_words, names, problems_in, problems_in_text
from scripts.report import Problem, render
from tests.tiny import ROOT, tiny, write

PACKAGE = open_package(ROOT)
KNOWN = known_words(PACKAGE)

LATIN = [
    ("Velmir", "Tazakov"), ("Ormelina", "Tazakova"), ("Zurvel", "Kaltemiyev"), ("Aznura", "Veltayeva"), ("Tazgur", "Ormeladze"), ("Belgor", "Varmoshvili"),
    ("Velmur", "Ormanzade"), ("Kelvur", "Zartenko"), ("Tolmir", "Vazgursky"), ("Ormel", "Tazkulli"),
]
AZERBAIJANI = [
    ("Vəlmür", "Təzəkov"), ("Örmülə", "Zəltəyeva"), ("Tazgül", "Örmənzadə"), ("Şəlvur", "Tazaklı"), ("Çəlmir", "Veltəroğlu"), ("Əzmura", "Kəltəmqızı"),
    ("İlvur", "Göztəli"),
]
ARMENIAN_LATIN = [
    ("Aznur", "Balmejyan"), ("Tavmik", "Ormelian"), ("Zarvush", "Veltadjanian"), ("Melzar", "Tazguryan"), ("Vashnar", "Kolmeyants"),
]
CYRILLIC = [
    ("Велмир", "Тазаков"), ("Ормелина", "Тазакова"), ("Зурвел", "Калтемиев"), ("Азнур", "Балмежян"), ("Тазгур", "Велторович"), ("Ормела", "Велмировна"),
    ("Вазгул", "Зартенко"), ("Мелзар", "Ормелидзе"),
]
ARMENIAN = [
    ("Ազնուր", "Բալմեջյան"), ("Զարվուշ", "Տազգուրյան"), ("Մելզար", "Օրմելեան"), ("Վաշնար", "Վելտաջանյանի"),
]
PEOPLE = LATIN + AZERBAIJANI + ARMENIAN_LATIN + CYRILLIC + ARMENIAN

NAMED = [
    "The boy {given} {surname} was killed.", "{given} {surname} was wounded in Barda.", "The text names {surname} as the father.", "{surname}, 34, a teacher",
    "A rocket killed {given} in Ganja.", "Killed: {given}, aged 7",
]
HARDER = [
    "V. Tazakov told it.", "Tazakov V. told it.", "T.V. Ormelin told it.", "VELMIR TAZAKOV was killed", "Velmir, a resident of Ganja, was hurt.",
    "Velmir (34) was hurt.", "Velmir's house burned.", "Velmir and his wife were hurt.", "Velmir was killed in his house.", "Mr Hunter lived there.",
    "Mrs. Waters lived there.", "Dr. Velmir treated them.", "a volunteer named Velmir", "Velmir Hunter died there.", "It killed the farmer Velmir",
    "The boy (Velmir) was hurt.", "Velmir-Aznur Tazgul", "Barda Tazakov", "Velmir Ganja oglu", "Velmir Tazgul oğlu", "Ormela Tazgul qızı",
    "Ормела Тазгул кызы", "Велмир Тазгул оглу", "в Барде погиб Велмир", "Погибла Ормелина Велмировна Тазакова.", "Тело Тазакова нашли.",
    "velmir tazakov was there", "https://example.org/wiki/Velmir_Tazakov", "https://example.org/velmir-tazakov-killed",
    "Rocket Kills Teacher Velmir in Ganja", "Strikes Kill Velmir Tazgul and Hurt Others in Ganja", "Funeral of Velmir", "the Tazakovs' house",
    "O'Velmir was there with McTazgul", "Velmir said that two rockets fell.", "Vel\u200bmir Taz\u00adakov", "Velmir Tazakov1", "Ｖｅｌｍｉｒ Ｔａｚａｋｏｖ",
    "Ազնուր Բալմեջյանը զոհվել է։", "զոհվել է Ազնուրը Բարդայում", "Բալմեջյանը այնտեղ էր։", "Тазакова ранило дома.", "Там жил Бардаев.",
    "Ganja Barda oglu told it.", "Velmir T. was hurt.", "V. Ormelin was hurt.", "Velmir Stone was there.", "Velmir Ivanyan was there.",
    "VelmirTazakov was there.", "Col. Velmir was there.", "It was Ormelin2 who told it.",
]

PROSE = """
The Ministry of Defence of Armenia denied it.
The Prosecutor General's Office of Azerbaijan said that four civilians were killed in Ganja on 11 October 2020.
Human Rights Watch documented eleven incidents in Nagorno-Karabakh.
Amnesty International says that a 9M55 Smerch carried the bomblets.
A Tochka-U and a LAR-160 were fired at Stepanakert / Khankendi.
The text says BM-30 Smerch, not Grad; Scud-B is coded elsewhere.
Residents of Terter and of Barda District were in shelters. Rockets fell near the market.
On Friday, 2 October 2020, shelling of Hadrut went on until Sunday.
Two states accuse each other: two speakers, two citations.
The denial of the President of Azerbaijan answers both accusations.
It is coded under the Fourth Geneva Convention, Article 51 of Additional Protocol I.
The UN High Commissioner for Human Rights spoke of war crimes.
The Rescue Service of Nagorno-Karabakh (Artsakh) gives the toll.
Reuters, BBC and Agence France-Presse (AFP) carried it in October.
The village is Yeni Əyricə, another than Əyricə.
Qaşaltı Qaraqoyunlu is called Gashalti there.
Azerbaijani, Armenian, Russian, Turkish and Syrian speakers are kept apart.
The Defence Army of Nagorno-Karabakh lost launchers.
The heading accuses the state and says bombs.
Wikipedia counts Barda, Qarayusifli and Əyricə together.
Whether Khojaly / Ivanyan is meant cannot be told.
A medium of a third state, the Turkey Gazette, repeats it.
From 27 September to 10 November 2020 the line ran east of Martuni.
Mingachevir, Yevlakh, Beylagan and Goranboy were struck; nobody died.
Neither Baku nor Yerevan admits it. Both accuse the other.
The International Committee of the Red Cross was told.
The European Court of Human Rights ordered interim measures.
The school No. 10 was hit, and Kindergarten No. 3 too.
In his words it was "terror"; the coder writes law.
The word 'genocide' is an epithet here.
The residents' homes and the city's market burned.
Its revision is not known (stored copy, January 2024).
See the guide, rule 25; the same speaker's figure is a repeat.
The point is from Who's On First 1343639721, 40.37444, 47.12667.
The strike of 28.10.2020 at 13:00 is coded once.
Deaths rose from 21 to 27; 12,500 houses were damaged.
Their Spokesperson named no party. Their Foreign Ministry did.
A third reading found: the words set Armenia and Artsakh apart.
A boy, a teacher and two farmers were hurt in Taynaq.
The father of a family of five died; the mother lived.
The mayor of Gandzak is an office of Azerbaijan.
Iran, Georgia, Turkey and Russia border the region.
The Ombudsman of Azerbaijan counted them by name; the dataset does not.
A list of towns (Aghdam / Akna, Barda / Partav) is a group.
The Caucasian Knot and Trend News Agency dated it.
The Moscow Times carried an agency's text.
Clashes were heard in Vardenis and in Tovuz.
It says that Bayraktar and Harop drones were seen.
In Shusha / Shushi a cathedral was struck twice.
Two Grads, a TOS-1, an Su-25 and a Mi-24 were seen.
Athwart Armenian lines nothing fell.
Le Monde and Der Spiegel carried it from Tel Aviv.
Կառավարության որոշումը հայտնի է։
""".strip().splitlines()
HEADINGS = """
# Why
## Correct the toll of Barda
Azerbaijan: Unlawful Strikes in Nagorno-Karabakh, Human Rights Watch, 11 December 2020
Armenia: Cluster Munitions Kill Civilians in Azerbaijan
Azerbaijan Accuses Armenia of Deadly Missile Strike on Civilians
Human Rights Groups Decry Civilian Suffering and Grim Toll in Azerbaijan
A Listening Tour of the Azerbaijani Front Lines, International Crisis Group, 17 September 2019
2020 Barda missile attacks
en:2020 bombardment of Stepanakert
Barda, Qarayusifli and Əyricə, 27 October to 7 November 2020
- value_changed strikes st-mssrcapj name: Ganja, 4 to 27 October 2020 -> Ganja, 4 to 26 October 2020
Load only what a difference needs
Rename the GitHub workflow; pin DuckDB and SQLite
Нагорный Карабах
Мартунинский район
В Степанакерте и Барде
Մարտունու շրջան
Ադրբեջանի Հանրապետության Պաշտպանության նախարարություն
Azərbaycan Respublikası Müdafiə Nazirliyi
Dağlıq Qarabağ
""".strip().splitlines()
INNOCENT = PROSE + HEADINGS

CONTACTS = [
    ("email", "someone@example.org"), ("email", "first.last+tag@mail.example.az"), ("email", "someone [at] example [dot] org"), ("email", "имя@пример.рф"),
    ("email", "someone＠example．org"), ("email", "someone@\u200bexample.org"), ("phone", "+994 50 123 45 67"), ("phone", "+994501234567"),
    ("phone", "00994 50 123 45 67"), ("phone", "(012) 493-12-34"), ("phone", "050 123 45 67"), ("phone", "050-123-45-67"), ("phone", "0501234567"),
    ("phone", "994501234567"), ("phone", "+374 91 12-34-56"), ("phone", "374 91 123456"), ("phone", "091 123456"), ("phone", "(0)91 123 456"),
    ("phone", "+7 (495) 123-45-67"), ("phone", "8 (916) 123-45-67"), ("phone", "89161234567"), ("phone", "+90 532 123 45 67"), ("phone", "+995 599 12 34 56"),
    ("phone", "202-555-0143"), ("phone", "tel. 12-34-56"), ("phone", "тел. 12 34 56"), ("profile", "https://www.facebook.com/velmir.example"),
    ("profile", "instagram.com/velmir_example"), ("profile", "https://t.me/example"), ("profile", "https://vk.com/id123"),
    ("profile", "https://x.com/example/status/1"),
]
QUOTES = [
    'He said "we ran from the house when it fell".', "He said “we ran from the house when it fell”.", "He said «we ran from the house when it fell».",
    "He said „we ran from the house when it fell“.", "He said 'we ran from the house when it fell'.", "He said ‘we ran from the house when it fell’.",
    "He said “we ran from the house when it fell", "> we ran from the house when it fell", '"we ran from the house when it fell", a resident said',
    "Он сказал «мы бежали из дома когда он упал».",
]
INNOCENT_QUOTES = [
    'The text says "four times since then".', 'It is "an act of terror", says one side; "a legitimate target", says the other.',
    "The residents' homes and the ministry's tanks' crews are told of.",
    'See "In the Line of Fire: Civilian Casualties From Unlawful Strikes", Amnesty International.',
    "Run `python -m scripts withdraw ID --reason \"counted twice in the same sentence\"` again.", 'A crater of 5" was seen by those who lived in 6" of mud.',
]
NUMBERS = [
    "27 September to 10 November 2020", "2020-10-27", "27.10.2020 13:00", "01.10.2020 and 02.10.2020", "2020-10-27T13:00:00+04:00", "40.37444, 47.12667",
    "-40.3744412, +47.1266712", "12,345,678", "12 345 678", "1991-1992", "Who's On First 1343639721", "GeoNames 586523", "Q1290012345", "so-9hps9jwy",
    "vc-04050607", "10.5281/zenodo.12345678", "ISBN 978-0-8147-6032-7", "0000-0002-1825-0097", "revision 1176448577", "0501234567ab",
    "08:30, 09:15 and 10:45", "0.123456789", "9M55K, 3OF25", "0f" * 32, "3" + "0a9b8c7d" * 7 + "0501234",
]


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


@pytest.mark.parametrize("text", ["# Why\nUnzip it first.\n", "Told again:\n- Unzip it first\n- Rearm it\n1. Reboot it\n\nReboot it\n", "| Unzip | Rearm |"])
def test_a_heading_and_an_item_of_a_list_begin_anew(text: str) -> None:
    assert faults(text, KNOWN) == []


def test_there_are_enough_innocent_sentences() -> None:
    assert len(set(INNOCENT)) >= 60
    assert problems_in_text("all", "\n".join(INNOCENT), KNOWN) == []


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(INNOCENT), st.sampled_from(PEOPLE), st.data())
def test_a_name_is_found_at_any_position_of_any_sentence(sentence: str, person: tuple[str, str], data: st.DataObject) -> None:
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
def test_an_address_or_number_is_found_at_any_position(sentence: str, contact: tuple[str, str], data: st.DataObject) -> None:
    words = sentence.split()
    at = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:at], contact[1] + ",", *words[at:]])
    assert contact[0] in kinds(text)
    assert contact[1] not in render(problems_in_text("some.md", text, KNOWN))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.one_of(
    st.dates().map(str), st.dates().map(lambda d: f"{d.day:02}.{d.month:02}.{d.year:04}"), st.integers(0, 99_999_999).map(str),
    st.integers(0, 99_999_999).map("{:,}".format),
    st.floats(-180, 180).map("{:.5f}".format), st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.text("abcdefghjkmnpqrstuvwxyz23456789", min_size=8, max_size=8).map("vc-{}".format), st.tuples(st.integers(0, 23),
    st.integers(0, 59)).map(lambda t: "{:02}:{:02}".format(*t)),
), st.sampled_from(["The row {} is new.", "{}", "{}, {}", "from {} to {}", "({})"]))
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
    assert [(p.line, p.message.split("(")[1].split(")")[0]) for p in found] == [(1, "words 5 and 6"), (2, "words 1 to 6")]


def test_a_name_over_lines_is_found_on_its_lines() -> None:
    text = "# Why\n\nThe text names the resident Velmir\nTazgul as hurt.\n"
    assert [p.line for p in problems_in_text("a.md", text, KNOWN)] == [3, 4]


def test_who_signs_a_commit_is_not_asked_but_whoever_else_is_named_is() -> None:
    text = "Correct the toll\n\nTold by Velmir Tazakov.\n\nSigned-off-by: Velmir Tazakov <v@example.org>\n"
    assert [p.line for p in problems_in_text("message", text, KNOWN)] == [3]


def test_a_problem_tells_the_place_and_what_to_do_and_nothing_else() -> None:
    [problem] = problems_in_text("changes/a.md", "Correct the toll.\n\nThe dead: Velmir Tazakov, Ormela.", KNOWN)
    assert problem == Problem("changes/a.md", 3, "", "", "", ADVICE["name"].format("words 3 to 5"))
    assert "by role" in problem.message
    assert "scripts/known_words.txt" in problem.message


@pytest.mark.parametrize(("table", "row", "field"), [
    ("strikes", 0, "notes"), ("strikes", 0, "name"), ("actors", 0, "name"), ("actors", 1, "notes"), ("places", 0, "held_by_source"), ("sources", 1, "notes"),
    ("sources", 1, "title"),
    ("crosswalk", 0, "external_id"), ("withdrawn", 0, "reason"), ("codings", 1, "strike"), ("codings", 0, "wording"), ("adjudications", 0, "reason"),
])
def test_a_name_in_a_cell_is_told_by_its_place(table: str, row: int, field: str, tmp_path: Path) -> None:
    rows = tiny()
    rows[table][row][field] = "Told by Velmir Tazakov of Lowtown"
    package = write(tmp_path, rows)
    key = rows[table][row][package.tables[table].key[0]]
    assert problems_in(package) == [Problem(f"data/{table}.csv", row + 2, key, field, "", ADVICE["name"].format("words 3 and 4"))]


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
    rows["sources"][0] |= {"author": "Velmir Tazakov", "title": 'Strikes on Lowtown: "we ran from the house when it fell"'}
    rows["audits"][0]["auditor"] = "velmir-tazakov"
    assert problems_in(write(tmp_path, rows)) == []
    rows["sources"][0]["author"] = "Velmir Tazakov, someone@example.org"
    assert [(p.field, p.message) for p in problems_in(write(tmp_path, rows))] == [("author", ADVICE["email"].format("word 3"))]


NO_CSV = [b"", b"\xff\xfe\n", b'strike_id,notes\nst-aaaa2222,"open', b"strike_id,notes\nst-aaaa2222\n", b"notes\n" + b"x" * 200_000 + b"\n"]


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


@pytest.mark.parametrize("path", ["CHANGELOG.md", *sorted(f"changes/{path.name}" for path in (ROOT / "changes").glob("*.md"))])
def test_changes_and_their_reasons_pass(path: str) -> None:
    assert render(problems_in_text(path, (ROOT / path).read_text(encoding="utf-8"), KNOWN)) == ""


def test_the_last_commit_messages_pass() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no git here")
    log = subprocess.run(["git", "log", "-30", "--format=%B"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert render(problems_in_text("message", log, KNOWN)) == ""


def test_the_list_is_in_order_and_says_what_may_go_in() -> None:
    text = (ROOT / "scripts" / "known_words.txt").read_text(encoding="utf-8")
    assert "Never a person" in text.split("\n\n")[0]
    for part in text.split("\n\n")[1:]:
        entries = [line for line in part.splitlines() if not line.startswith("#")]
        assert entries == sorted(set(entries))


def test_folding_makes_spellings_of_a_place_one() -> None:
    assert fold("Gəncə's") == fold("Gence") == fold("GENCE")
    assert fold("Ağdam") == fold("Agdam")
    assert fold("Xızı") == fold("Xizi") == fold("XIZI")


def test_it_is_fast_enough_to_run_at_every_validation() -> None:
    def once(package: Package) -> float:
        start = time.process_time()
        problems_in(package)
        return time.process_time() - start

    assert min(once(PACKAGE) for _ in range(5)) < 0.15  # three times what it takes on a machine at rest


def test_known_says_what_it_knows() -> None:
    assert isinstance(KNOWN, Known)
    assert {"ganja", "smerch", "the", "october", "residents"} <= {word for word in ("ganja", "smerch", "the", "october", "residents") if word in KNOWN}
    assert "tazakov" not in KNOWN
