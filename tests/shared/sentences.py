"""Sentences with and without what must not be published, all made up, for the tests of privacy."""

from scripts.checking.vocabulary import known_words
from scripts.package.package import open_package
from tests.shared.tiny import ROOT

PACKAGE = open_package(ROOT)
KNOWN = known_words(PACKAGE)
NAMED = [
    "The boy {given} {surname} was killed.",
    "{given} {surname} was wounded in Barda.",
    "The text names {surname} as the father.",
    "{surname}, 34, a teacher",
    "A rocket killed {given} in Ganja.",
    "Killed: {given}, aged 7",
]
HARDER = [
    "V. Tazakov told it.",
    "Tazakov V. told it.",
    "T.V. Ormelin told it.",
    "VELMIR TAZAKOV was killed",
    "Velmir, a resident of Ganja, was hurt.",
    "Velmir (34) was hurt.",
    "Velmir's house burned.",
    "Velmir and his wife were hurt.",
    "Velmir was killed in his house.",
    "Mr Hunter lived there.",
    "Mrs. Waters lived there.",
    "Dr. Velmir treated them.",
    "a volunteer named Velmir",
    "Velmir Hunter died there.",
    "It killed the farmer Velmir",
    "The boy (Velmir) was hurt.",
    "Velmir-Aznur Tazgul",
    "Barda Tazakov",
    "Velmir Ganja oglu",
    "Velmir Tazgul oğlu",
    "Ormela Tazgul qızı",
    "Ормела Тазгул кызы",
    "Велмир Тазгул оглу",
    "в Барде погиб Велмир",
    "Погибла Ормелина Велмировна Тазакова.",
    "Тело Тазакова нашли.",
    "velmir tazakov was there",
    "https://example.org/wiki/Velmir_Tazakov",
    "https://example.org/velmir-tazakov-killed",
    "Rocket Kills Teacher Velmir in Ganja",
    "Strikes Kill Velmir Tazgul and Hurt Others in Ganja",
    "Funeral of Velmir",
    "the Tazakovs' house",
    "O'Velmir was there with McTazgul",
    "Velmir said that two rockets fell.",
    "Vel\u200bmir Taz\u00adakov",
    "Velmir Tazakov1",
    "Ｖｅｌｍｉｒ Ｔａｚａｋｏｖ",
    "Ազնուր Բալմեջյանը զոհվել է։",
    "զոհվել է Ազնուրը Բարդայում",
    "Բալմեջյանը այնտեղ էր։",
    "Тазакова ранило дома.",
    "Там жил Бардаев.",
    "Ganja Barda oglu told it.",
    "Velmir T. was hurt.",
    "V. Ormelin was hurt.",
    "Velmir Stone was there.",
    "Velmir Ivanyan was there.",
    "VelmirTazakov was there.",
    "Col. Velmir was there.",
    "It was Ormelin2 who told it.",
    "the resident velmir tazgul was there",
    "velmir-tazgul",
    "the boy tazakov was there",
    "a farmer called tazguryan's son",
    "погиб велмир тазаков",
    "тело тазакова нашли в подвале",
    "Told by a teacher, велмир тазгул, in Barda.",
    "զոհվել է ազնուր բալմեջյանը",
    "velmir örmənzadənin evi",
    "velmir oğlu, a teacher",
    "τραυματίστηκε ο βελμίρ ταζόπουλος",
    "It was V e l m i r who told it.",
    "It was v.e.l.m.i.r who told it.",
    "Told by В е л м и р.",
    "T. V., 43, was there.",
    "T.V. (43)",
    "T. V. was there.",
    "V., aged 7 was there.",
    "т. в., 43 года",
    "Ա. Բ., 43",
    "a 43-year-old T. V.",
    "VelmirTazgul was there.",
    "Velmir_Tazgul",
    "Velmir-Tazgul: a list",
    "V\u0336e\u0336l\u0336m\u0336i\u0336r\u0336 Tazakov",
    "https://example.org/%D0%92%D0%B5%D0%BB%D0%BC%D0%B8%D1%80_%D0%A2%D0%B0%D0%B7%D0%B0%D0%BA%D0%BE%D0%B2",
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
The organisation's neighbours didn't recognise the colour, e.g. of the metres of frontline.
The U.S. and the U.N. were told at 5 p.m., 27 September.
In the text: обстрел городов, that is shelling of towns.
Из города вывезли 20 тел; снарядов было больше.
Հայաստանյան կողմը հերքում է։
Bu məlumatı nazirlik təkzib edir.
Coded by rule a, b, c and d; DuckDB and GeoNames have it.
A B C D E are rows.
Shelling of Orta-Zeyzit went on, and two rockets fell in Karadere.
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
    ("email", "someone@example.org"),
    ("email", "first.last+tag@mail.example.az"),
    ("email", "someone [at] example [dot] org"),
    ("email", "имя@пример.рф"),
    ("email", "someone＠example．org"),
    ("email", "someone@\u200bexample.org"),
    ("phone", "+994 50 123 45 67"),
    ("phone", "+994501234567"),
    ("phone", "00994 50 123 45 67"),
    ("phone", "(012) 493-12-34"),
    ("phone", "050 123 45 67"),
    ("phone", "050-123-45-67"),
    ("phone", "0501234567"),
    ("phone", "994501234567"),
    ("phone", "+374 91 12-34-56"),
    ("phone", "374 91 123456"),
    ("phone", "091 123456"),
    ("phone", "(0)91 123 456"),
    ("phone", "+7 (495) 123-45-67"),
    ("phone", "8 (916) 123-45-67"),
    ("phone", "89161234567"),
    ("phone", "+90 532 123 45 67"),
    ("phone", "+995 599 12 34 56"),
    ("phone", "202-555-0143"),
    ("phone", "tel. 12-34-56"),
    ("phone", "тел. 12 34 56"),
    ("profile", "https://www.facebook.com/velmir.example"),
    ("profile", "instagram.com/velmir_example"),
    ("profile", "https://t.me/example"),
    ("profile", "https://vk.com/id123"),
    ("profile", "https://x.com/example/status/1"),
    ("photo", "https://example.org/2020/10/a.jpg"),
    ("photo", "www.example.org/b.PNG?width=600"),
    ("photo", "https://www.example.org/photos/123"),
    ("photo", "https://i.imgur.com/abc"),
    ("photo", "https://commons.wikimedia.org/wiki/File:A_house.svg"),
    ("photo", "https://example.org/clip.mp4"),
    ("script", "გორი"),
    ("script", "شهر"),
    ("script", "城"),
]
QUOTES = [
    'He said "we ran from the house when it fell".',
    "He said “we ran from the house when it fell”.",
    "He said «we ran from the house when it fell».",
    "He said „we ran from the house when it fell“.",
    "He said 'we ran from the house when it fell'.",
    "He said ‘we ran from the house when it fell’.",
    "He said “we ran from the house when it fell",
    "> we ran from the house when it fell",
    '"we ran from the house when it fell", a resident said',
    "Он сказал «мы бежали из дома когда он упал».",
]
INNOCENT_QUOTES = [
    'The text says "four times since then".',
    'It is "an act of terror", says one side; "a legitimate target", says the other.',
    "The residents' homes and the ministry's tanks' crews are told of.",
    'See "In the Line of Fire: Civilian Casualties From Unlawful Strikes", Amnesty International.',
    'Run `python -m scripts withdraw ID --reason "counted twice in the same sentence"` again.',
    'A crater of 5" was seen by those who lived in 6" of mud.',
]
NUMBERS = [
    "27 September to 10 November 2020",
    "2020-10-27",
    "27.10.2020 13:00",
    "01.10.2020 and 02.10.2020",
    "2020-10-27T13:00:00+04:00",
    "40.37444, 47.12667",
    "-40.3744412, +47.1266712",
    "12,345,678",
    "12 345 678",
    "1991-1992",
    "Who's On First 1343639721",
    "GeoNames 586523",
    "Q1290012345",
    "so-9hps9jwy",
    "vc-04050607",
    "10.5281/zenodo.12345678",
    "ISBN 978-0-8147-6032-7",
    "0000-0002-1825-0097",
    "revision 1176448577",
    "0501234567ab",
    "08:30, 09:15 and 10:45",
    "0.123456789",
    "9M55K, 3OF25",
    "0f" * 32,
    "3" + "0a9b8c7d" * 7 + "0501234",
]
