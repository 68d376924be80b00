"""Tests in two speeds: of many cases of one kind, some are quick and all are thorough."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def quick(values: Iterable[Any], among: Collection[Any] | int) -> list[Any]:
    """The values as parameters of a test; all but those named, or but the first so many, only in the thorough tests."""
    kept = set(list(values := list(values))[:among] if isinstance(among, int) else among)
    assert kept <= set(values), f"no such case: {kept - set(values)}"
    return [pytest.param(value, marks=[] if value in kept else pytest.mark.thorough) for value in values]
