"""Tests in two speeds: of many cases of one kind, some are quick and all are thorough."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def quick(values: Iterable[Any], among: Collection[Any] | int) -> list[Any]:
    """The values as parameters of a test, tuples as several; all but some only in the thorough tests.

    `among` are the quick ones, or their number, counted from the first.
    """
    listed = list(values)
    kept = listed[:among] if isinstance(among, int) else [value for value in listed if value in among]
    assert isinstance(among, int) or len(kept) == len(among), f"no such case among {listed}"

    def marks(at: int, value: Any) -> Any:
        return () if (at < among if isinstance(among, int) else value in kept) else pytest.mark.thorough

    return [
        pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=marks(at, value))
        for at, value in enumerate(listed)
    ]
