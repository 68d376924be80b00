"""Kinds of cells: for each, values that must be accepted and values that must be refused."""

from datetime import date, timedelta
from typing import Any

Cells = tuple[list[str], list[str]]  # accepted, refused
NO_CODE = "no_such_code"


def stepped(bound: Any, step: float) -> Any:
    """A bound, a number or a day, and some steps or whole days more."""
    if isinstance(bound, str):
        return (date.fromisoformat(bound) + timedelta(days=round(step))).isoformat()
    return bound + step


def near(text: str, other: str = "%") -> list[str]:
    """Copies of a text, each with one character replaced."""
    return [text[:i] + other + text[i + 1 :] for i in range(len(text))]


def id_(prefix: str) -> Cells:
    sound = f"{prefix}-az09az09"
    return [sound], [*near(sound)[:5], sound[:-1], sound + "a", *(sound[:-1] + c for c in "`{/:A"), sound + "\u200b"]


def whole(least: int | None = None, most: int | None = None) -> Cells:
    sound = [str(n) for n in (least, most) if n is not None] + ([] if most else ["9" * 18])
    beyond = [str(bound + step) for bound, step in ((least, -1), (most, 1)) if bound is not None]
    return sound, [*beyond, "abc", "1e3", "1_000", "4.0", "４", "9" * 19, "/", "1:"]


def number(least: int, most: int) -> Cells:
    return [str(least), str(most), f"{least}.5", f"{least}.", f"+{least}.25"], [
        f"{least - 1}.999",
        f"{most}.001",
        "abc",
        "4e1",
        f"{least},5",
        "NaN",
        "４０",
    ]


def text(most: int | None = None) -> Cells:
    return ["A village, 3 km off", "x" * (most or 5000)], (["x" * (most + 1)] if most else []) + [
        "stray ",
        "=1+1",
        "<b>",
        "Bаku",
    ]


SHA256 = ["0f" * 32, "9a" * 32], ["0f" * 31 + "0", "0f" * 32 + "0", *("0" * 63 + c for c in "`g/:A")]

WRONG_DAYS = [
    "2020-02-30",
    "2020-13-01",
    "2020/10/01",
    "2020-1-01",
    "2020-10-1",
    "01.10.2020",
    "20201001",
    "12020-10-01",
    "epoch",
    "infinity",
]
DAY = ["2020-02-29", "2020-10-01"], WRONG_DAYS


def day(least: str, most: str, before: str, after: str) -> Cells:
    return [least, "2020-10-01", most], [before, after, "1899-12-31", "9999-12-31", *WRONG_DAYS]


# from the beginning of the conflict over Nagorno-Karabakh to its end
SAYING_DAY = day("1988-02-01", "2049-12-31", "1988-01-31", "2050-01-01")
STRIKE_DAY = day("1988-02-01", "2023-12-31", "1988-01-31", "2024-01-01")
# documents are on the war of 2020 or on what led to it
READING_DAY = day("2020-07-01", "2049-12-31", "2020-06-30", "2050-01-01")
FLAG = ["true", "false"], ["yes", "no", "TRUE", "False", "1", "0", "t", NO_CODE]
PORTS = "10 19 80 90 99 100 909 990 1000 8080 9909 9990 9999"
NO_PORTS = "0 1 9 01 09 1/ 10000 65535 65536 99999 : 1: 10: 1:0 :0 /"
CODES = "20 24 26 29 2A 2F 2a 2f 30 39 3A 3F 3a 3f 90 99 A0 F0 a0 f0 FF ff"
NO_CODES = "% %2 %00 %1F %0a %1f %25 %2541 %25zz %2/ %2: %2@ %2G %2` %2g"
URL = (
    [
        "http://a.io",
        "https://example.org/a?b=%20",
        "https://example.org:8080/a",
        "https://a-1.example.az/#x",
        "https://a.org?q=1",
        "https://a.org#x",
        *(f"https://a.org:{port}" for port in PORTS.split()),
        "https://a.org/",
        "https://a0z9-.aa",
        "https://-.zz",
        "https://a.xn--az-09",
        "https://a.xn---",
        "https://xn--e1afmkfd.xn--p1ai/x",
        "https://en.example.org/wiki/Gəncə_(şəhər)@1",
        *(f"https://a.org/{sign}" for sign in "!#$&'()*+,-.:;=?@[]^_{}~é"),
        *(f"https://a.org/a%{code}b" for code in CODES.split()),
        "https://a.org/%D0%91%D0%B0",
    ],
    [
        "https://",
        "https://a.org/a b",
        "httpss://a.org",
        *near("https://a.org")[:8],
        "ftp://a.org",
        "xhttps://a.org",
        "https://a",
        "https://10.0.0.1/",
        "https://someone@example.org/",
        "https://someone:word@example.org/",
        "https://example.org:8080@example.com/",
        "https://example.org\\@example.com/",
        "https://ехample.org/",
        "https://EXAMPLE.org/",
        "https://example.org./",
        "https://example..org/",
        "https://example.org:/",
        "https://example.org:8o/",
        "https://example.o/",
        "https://example.xn--/",
        *(f"https://a{sign}.org" for sign in "`{/:"),
        *(f"https://a.xn--{sign}" for sign in "`{/:"),
        *(f"https://a.a{sign}" for sign in "`{"),
        "https://a.xn--",
        "https://localhost",
        *near("https://a.xn--az")[10:14],
        "https://a.org::",
        "https://a.org:0:",
        "https://a.org.8080",
        "https.//a.org",
        *(f"https://a.org:{port}" for port in NO_PORTS.split()),
        *(f"https://a.org/a{sign}b" for sign in '"<>`|\\%'),
        'https://a.org/"20',
        *(f"https://a.org/{code}" for code in NO_CODES.split()),
        *(f"https://a.org/%{code}0" for code in "/:@G`g"),
        *(f"https://a.org/%3{code}" for code in "/:@G`g"),
    ],
)
LANGUAGE = ["az", "za"], ["a", "aaa", "a`", "a{", "AZ"]
TIME = (
    ["00:00", "19:59", "20:09", "23:50", "08:15", "night", "morning", "midday", "afternoon", "evening"],
    [
        "24:00",
        "2/:00",
        "2::00",
        "1/:00",
        "1::00",
        "29:00",
        "/0:00",
        "00:/0",
        "00:60",
        "00:5/",
        "00:5:",
        "0:00",
        "00:0",
        "00:000",
        "000:00",
        *near("13:00"),
        *near("22:00"),
        *(wrong for word in ("night", "morning", "midday", "afternoon", "evening") for wrong in near(word)),
    ],
)
WIKIDATA = ["Q1", "Q9", "Q10", "Q19", "Q100"], ["Q", "Q0", "Q01", "Q/", "Q:", "Q1/", "Q1:", "%1", "q1"]
CLAIM_ID = (
    [f"{prefix}-az09az09" for prefix in ("vc", "dc", "sm")],
    [
        *("st-az09az09", "vcdc-az09az09", "VC-az09az09", "vc-az09az0", "vc-az09az09a", "vc-AZ09az09", "vc_az09az09"),
        *(f"{prefix}-az09az09" for prefix in ("xc", "vx", "dx", "sx", "xm")),
        *("vc-az09az0" + c for c in "`{/:"),
    ],
)
ANY_ID = (
    ["az-az09az09", "za-az09az09"],
    [
        "a-az09az09",
        "aaa-az09az09",
        "`a-az09az09",
        "a{-az09az09",
        *near("az-az09az09")[:3],
        "az-az09az0",
        "az-az09az09a",
        *("az-az09az0" + c for c in "`{/:A"),
    ],
)
NAME = (
    ["count_min", "a", "z", "a09z_"],
    ["9a", "_a", "`a", "{a", "Aa", *("a" + c + "b" for c in "/:`{^A -."), "a\u200b"],
)
VERSION = (
    ["0.1.0", "19.90.109"],
    [
        "1",
        "1.0",
        ".1.0",
        "1..0",
        "1.0.",
        "1x0.0",
        "1.0x0",
        "/.1.0",
        ":.1.0",
        "1./.0",
        "1.:.0",
        "1.0./",
        "1.0.:",
        "1.0.0-dev",
    ],
)
