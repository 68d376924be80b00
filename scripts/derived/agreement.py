"""Agreement of the two codings: Krippendorff's alpha and F1 for each field, over all documents, by side and language,
and for each document."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of

if TYPE_CHECKING:
    import duckdb
    from numpy import float64, int64
    from numpy.typing import NDArray

    Codes = NDArray[int64]
    Alphas = NDArray[float64]

Row = dict[str, Any]
Unit = tuple[str, int] | tuple[str, int, str, str]
RESAMPLES = 1000
AT_ONCE = 100_000  # units drawn at a time, to limit memory
COLUMNS = (
    "coding, source_id, passage_start, passage_words, outcome, demographic, place_id, date_start, date_end,"
    " party_id, stance, qualifier, count_min, count_max, wording"
)
FIELDS: dict[str, Callable[[Row], str | None]] = {
    "outcome": lambda r: r["outcome"],
    "demographic": lambda r: r["demographic"],
    "place": lambda r: r["place_id"],
    "date": lambda r: f"{r['date_start']}/{r['date_end']}" if r["date_start"] else None,
    "party": lambda r: r["party_id"],
    "stance": lambda r: r["stance"],
}


def agreement_rows(connection: "duckdb.DuckDBPyConnection") -> list[tuple[Any, ...]]:
    """The rows of `agreement`: round, scope, field, and the results of `compare`.

    `connection` has the typed tables `codings` and `sources`, and the table `sides` of `voices.sql`. The scope is
    "all", the side or language of publications ("publication_side:armenian", "language:az"), or a source_id. The units
    of a scope are those of its sources, in the order of source_id.
    """
    order = "round, source_id, passage_start, coding_row_id"
    rows = rows_of(connection, f"SELECT round, {COLUMNS} FROM codings ORDER BY {order}")
    wider: dict[str, tuple[str, ...]] = {
        row["source_id"]: ("all", row["side"], row["language"]) for row in rows_of(connection, _WIDER)
    }
    return [row for number, its in groupby(rows, key=itemgetter("round")) for row in _rows_of_round(number, its, wider)]


_WIDER = """
SELECT source_id, 'publication_side:' || coalesce(sides.view, 'unknown') AS side,
    'language:' || "language" AS "language"
FROM sources JOIN sides ON sides.actor_id = sources.publisher_id
"""


def _rows_of_round(number: int, rows: Iterable[Row], wider: dict[str, tuple[str, ...]]) -> list[tuple[Any, ...]]:
    units = {source: units_by_field(list(its)) for source, its in groupby(rows, key=itemgetter("source_id"))}
    scopes: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for source, fields in units.items():
        for scope in wider[source]:
            together = scopes.setdefault(scope, {field: [] for field in fields})
            for field, its in fields.items():
                together[field] += its
    scopes = dict(sorted(scopes.items())) | units
    return [(number, scope, field, *compare(its)) for scope, fields in scopes.items() for field, its in fields.items()]


def units_by_field(rows: list[Row]) -> dict[str, list[tuple[str, str]]]:
    """The units of each field, as `units_of` returns them, in the order in which the fields are shown."""
    return {field: units_of(rows, field) for field in ["figure", *FIELDS]}


def stretches(rows: Iterable[Row]) -> dict[tuple[str, int], int]:
    """Assign each passage to a stretch of text: by (source_id, passage_start), the start of its stretch in words.

    Overlapping passages form one stretch, so that a longer or shorter citation of a sentence is not a disagreement.
    """
    passages = sorted({(r["source_id"], r["passage_start"], r["passage_words"]) for r in rows})
    found, source, start, end = {}, None, 0, 0
    for passage_source, first, length in passages:
        if passage_source != source or first >= end:
            source, start, end = passage_source, first, first + length
        end = max(end, first + length)
        found[passage_source, first] = start
    return found


def units_of(rows: list[Row], field: str) -> list[tuple[str, str]]:
    """The values of the two codings for each unit of a field, as (first, second); an omission is the empty string.

    For figures, a unit is a passage with an outcome and a demographic; for other fields, it is a passage. Several
    values are sorted and joined into one. A passage for which neither coding has the field is not a unit.
    """
    stretch = stretches(rows)
    said: dict[Unit, dict[str, list[str]]] = defaultdict(lambda: {"first": [], "second": []})
    for row in rows:
        passage = (row["source_id"], stretch[row["source_id"], row["passage_start"]])
        if field == "figure":
            if row["outcome"]:
                said[*passage, row["outcome"], row["demographic"]][row["coding"]].append(_figure(row))
        elif value := FIELDS[field](row):
            said[passage][row["coding"]].append(value)
    return [(_join(both["first"], field), _join(both["second"], field)) for _, both in sorted(said.items())]


def _figure(row: Row) -> str:
    shown = [row["qualifier"], row["count_min"], row["count_max"], row["wording"]]
    return " ".join("" if value is None else str(value) for value in shown)


def _join(values: list[str], field: str) -> str:
    return " + ".join(sorted(values if field == "figure" else set(values)))


def compare(units: list[tuple[str, str]]) -> tuple[int, int, float | None, float | None, float | None, float | None]:
    """Number of units, agreeing units, nominal alpha, the low and high end of its 95 % interval, and F1.

    The interval is a percentile bootstrap over units. Alpha and its interval are from -1 to 1 and F1 from 0 to 1,
    rounded to 3 decimal places; None if undefined. F1 counts a unit as found if both codings have the same value, as
    missed or added if one has none, and as both if they differ.
    """
    import numpy

    agreeing = sum(first == second for first, second in units)
    given = sum(bool(first) + bool(second) for first, second in units)
    f1 = round(2 * agreeing / given, 3) if given else None
    codes = encoded(units)
    if not codes.any():
        return len(units), agreeing, None, None, None, f1
    value = alphas(codes, numpy.arange(len(units))[numpy.newaxis])[0]
    draws = resampled(codes)
    low, high = numpy.percentile(draws[~numpy.isnan(draws)], [2.5, 97.5])
    return len(units), agreeing, round(float(value), 3), round(float(low), 3), round(float(high), 3), f1


def encoded(units: list[tuple[str, str]]) -> "Codes":
    """The values as integers from 0, in order of first occurrence: shape (units, 2), one column per coding."""
    import numpy

    code: dict[str, int] = {}
    numbers = [code.setdefault(value, len(code)) for unit in units for value in unit]
    return numpy.array(numbers, dtype=numpy.int64).reshape(-1, 2)


def resampled(codes: "Codes") -> "Alphas":
    """Alpha of RESAMPLES resamples of the units, drawn with replacement from a fixed seed: shape (RESAMPLES,).

    Takes `encoded` values. Drawing in batches limits memory; the random stream is the same as in one draw.
    """
    import numpy

    generator = numpy.random.default_rng(2020)
    some = max(1, AT_ONCE // len(codes))
    sizes = [min(some, RESAMPLES - start) for start in range(0, RESAMPLES, some)]
    return numpy.concatenate([alphas(codes, generator.integers(0, len(codes), (size, len(codes)))) for size in sizes])


def alphas(codes: "Codes", picks: "Codes") -> "Alphas":
    """Krippendorff's nominal alpha of each sample: shape (samples,), NaN where a sample has only one value.

    `codes` is the result of `encoded`; each row of `picks`, of shape (samples, size), has one sample's unit numbers.
    The formula is for two coders without missing values (Krippendorff, Content Analysis, 2004, chapter 11). All counts
    are integers, so only the last division rounds. The library `krippendorff` gives the same results, but its memory
    grows with units times values squared: 105 GB for 8,201 units and 1,268 places.
    """
    import numpy

    samples, size = picks.shape
    values = int(codes.max()) + 1
    places = codes[picks]
    places += values * numpy.arange(samples)[:, numpy.newaxis, numpy.newaxis]
    counts = numpy.bincount(places.ravel(), minlength=samples * values).reshape(samples, values)
    total = 2 * size
    expected = total * total - (counts * counts).sum(axis=1)
    observed = 2 * (codes[:, 0] != codes[:, 1])[picks].sum(axis=1)
    ratio = numpy.full(samples, numpy.nan)
    numpy.divide((total - 1) * observed, expected, out=ratio, where=expected > 0)
    return 1 - ratio
