"""A bench for the tests of `cite`."""

from pathlib import Path

import pytest

from tests.shared.citing import Bench


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    return Bench(tmp_path, capsys)
