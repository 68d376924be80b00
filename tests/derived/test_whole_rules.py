"""The SQL of a computed table is whole, since an earlier version keeps nothing else of its rule."""

import re

import pytest

from scripts.checking.judge import CHECKS
from scripts.package.listings import listings
from scripts.package.package import RULES, open_package
from scripts.package.sql_files import read_sql
from tests.shared.tiny import ROOT

FILES = sorted(RULES.glob("*.sql"))
VIEWS = set(listings(open_package(ROOT).tables.values()))


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_it_reads_no_view_that_is_made_from_the_schemas(name: str) -> None:
    words = set(re.findall(r"\w+", read_sql(RULES / f"{name}.sql")[1]))
    assert not words & VIEWS, "a later change of these views would change what an earlier version computes"


def test_two_claims_are_alike_by_the_same_words_where_they_are_refused_and_where_they_are_listed() -> None:
    refused = read_sql(CHECKS / "a_claim_is_of_one_strike.sql")[1]
    listed = read_sql(RULES / "possible_duplicates.sql")[1]
    assert query("said", refused) == query("worded", listed), "change both alike"


def query(name: str, sql: str) -> str:
    """The query that a WITH of some SQL calls `name`."""
    [found] = re.findall(rf"^(?:WITH.*?|\), ){name} AS \(\n(.*?)^\)", sql, re.DOTALL | re.MULTILINE)
    return str(found)
