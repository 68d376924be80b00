"""Addresses of one document have one comparable form, and those of two documents do not."""

import duckdb
import pytest

from scripts.package.listings import comparable
from tests.shared.speeds import quick

PAGE = "https://example.org/news/a-page"
SAME = [
    "http://example.org/news/a-page",
    "https://www.example.org/news/a-page/",
    "https://www2.example.org:443/news//a-page?#top",
    "https://m.example.org/news/a-page",
    "https://amp.example.org/news/a-page",
    "https://www.m.example.org/news/a-page.html",
    "https://example.org/news/a-page/amp",
    "https://example.org/news/a-page/amp/",
    "https://example.org/news/a-page.amp.html",
    "https://example.org/amp/news/a-page",
    "https://example.org/news/a-page/index.html",
    "https://example.org/news/a-page?amp",
    "https://example.org/news/a-page?outputType=amp&usqp=mq331",
    "https://example.org/news/a-page?utm_source=x&UTM_medium=y&fbclid=z",
    "https://example.org/news/a-page?gclid=1&amp;utm_campaign=a#b",
    "https://example.org/news/a%2Dpage",
    "https://example.org/news%2fa%2dpage?utm%5Fsource=x",
    "https://web.archive.org/web/20201005000000/https://example.org/news/a-page",
    "https://web.archive.org/web/20201005000000id_/http://www.example.org:80/news/a-page",
    "https://web.archive.org/web/https%3A%2F%2Fexample.org/news/a-page",
    "https://web.archive.org/web/2020*/example.org/news/a-page",
    "http://archive.org/web/2020/https://archive.ph/20201005/https://example.org/news/a-page",
    "https://archive.today/newest/https://example.org/news/a-page",
    "https://webcache.googleusercontent.com/search?q=cache:AbC1:https://example.org/news/a-page",
    "https://www.google.com/amp/s/example.org/news/a-page",
    "https://example-org.cdn.ampproject.org/c/s/example.org/news/a-page",
]
TOLD_APART = [
    "https://example.org/news/A-page",
    "https://example.org/news/a-page-2",
    "https://example.org/news/a-page/2",
    "https://example.org/news/a-pageamp",
    "https://example.org/news/a-page?page=2",
    "https://example.org/news/a-page?gclidx=2",
    "https://example.org/news/a-page?mutm_source=2",
    "https://example.org/news/a-page%FF",
    "https://blog.example.org/news/a-page",
    "https://web.archive.org/web/20201005000000/https://example.com/news/a-page",
]


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def form(connection: duckdb.DuckDBPyConnection, address: str) -> str:
    [(found,)] = connection.execute(f"SELECT {comparable('url')} FROM (SELECT ? AS url)", [address]).fetchall()
    return str(found)


@pytest.mark.parametrize("address", quick(SAME, 4))
def test_an_address_of_the_same_document_has_the_same_form(connection: duckdb.DuckDBPyConnection, address: str) -> None:
    assert form(connection, address) == "example.org/news/a-page"


def test_addresses_of_other_documents_have_other_forms(connection: duckdb.DuckDBPyConnection) -> None:
    forms = [form(connection, address) for address in (PAGE, *TOLD_APART)]
    assert len({*forms}) == len(forms)


@pytest.mark.parametrize(
    ("address", "other"),
    quick(
        [
            ("https://example.org/?id=1&utm_source=a", "http://example.org?id=1"),
            ("https://example.org/?utm_a=1&id=1&utm_b=2&page=3&fbclid=4", "https://example.org/?id=1&page=3"),
            ("https://en.m.wikipedia.org/wiki/A_B", "https://en.wikipedia.org/wiki/A_B"),
            ("https://ru.wikipedia.org/wiki/%D0%91", "https://ru.wikipedia.org/wiki/Б"),
            ("https://example.org/a+b%20c", "http://example.org/a%2Bb%20c/"),
            ("https://m.az/", "https://m.az"),
        ],
        1,
    ),
)
def test_what_names_the_document_is_kept(connection: duckdb.DuckDBPyConnection, address: str, other: str) -> None:
    assert form(connection, address) == form(connection, other)


@pytest.mark.parametrize("odd", ["", "x", "%", "https://", "https://example.org/%FF", "?&&#", "https://www.az/%zz"])
def test_any_text_has_a_form(connection: duckdb.DuckDBPyConnection, odd: str) -> None:
    assert form(connection, odd) is not None
