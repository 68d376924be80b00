"""Made-up names of people in several scripts, from stems that nobody bears, for the tests of privacy."""

LATIN = [
    ("Velmir", "Tazakov"),
    ("Ormelina", "Tazakova"),
    ("Zurvel", "Kaltemiyev"),
    ("Aznura", "Veltayeva"),
    ("Tazgur", "Ormeladze"),
    ("Belgor", "Varmoshvili"),
    ("Velmur", "Ormanzade"),
    ("Kelvur", "Zartenko"),
    ("Tolmir", "Vazgursky"),
    ("Ormel", "Tazkulli"),
]
AZERBAIJANI = [
    ("Vəlmür", "Təzəkov"),
    ("Örmülə", "Zəltəyeva"),
    ("Tazgül", "Örmənzadə"),
    ("Şəlvur", "Tazaklı"),
    ("Çəlmir", "Veltəroğlu"),
    ("Əzmura", "Kəltəmqızı"),
    ("İlvur", "Göztəli"),
]
ARMENIAN_LATIN = [
    ("Aznur", "Balmejyan"),
    ("Tavmik", "Ormelian"),
    ("Zarvush", "Veltadjanian"),
    ("Melzar", "Tazguryan"),
    ("Vashnar", "Kolmeyants"),
]
CYRILLIC = [
    ("Велмир", "Тазаков"),
    ("Ормелина", "Тазакова"),
    ("Зурвел", "Калтемиев"),
    ("Азнур", "Балмежян"),
    ("Тазгур", "Велторович"),
    ("Ормела", "Велмировна"),
    ("Вазгул", "Зартенко"),
    ("Мелзар", "Ормелидзе"),
]
ARMENIAN = [
    ("Ազնուր", "Բալմեջյան"),
    ("Զարվուշ", "Տազգուրյան"),
    ("Մելզար", "Օրմելեան"),
    ("Վաշնար", "Վելտաջանյանի"),
]
PEOPLE = LATIN + AZERBAIJANI + ARMENIAN_LATIN + CYRILLIC + ARMENIAN
