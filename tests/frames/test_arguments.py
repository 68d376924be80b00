"""Whatever the reader's functions are given, the error says in words which argument is wrong and what it must be."""

import inspect
from pathlib import Path
from typing import Any

import pandas
import pytest

import scripts
from scripts import load, resolve
from scripts.package.problem import PackageError
from tests.shared.tiny import tiny, write

RIGHT = {"table": "strikes", "ids": "st-first234", "backend": "pandas"}
WRONG: list[Any] = [3, 1.5, b"strikes", object, {}, [None], [1], ["strikes", 1], pandas.NA, "\0", "no such thing"]
PARAMETERS = [
    (name, parameter)
    for name in scripts.__all__
    if inspect.isfunction(getattr(scripts, name))
    for parameter in inspect.signature(getattr(scripts, name)).parameters
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package; only read."""
    made = tmp_path_factory.mktemp("tiny")
    write(made, tiny())
    return made


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=lambda part: part)
def test_an_argument_of_another_kind_is_refused_in_words(name: str, parameter: str, folder: Path) -> None:
    function = getattr(scripts, name)
    right = {n: v for n, v in (RIGHT | {"package": folder}).items() if n in inspect.signature(function).parameters}
    for value in WRONG:
        if parameter == "ids" and (isinstance(value, str) or value == {}):
            continue  # an id that was never used, or no id at all, has an answer
        with pytest.raises((TypeError, ValueError, KeyError, PackageError)) as caught:
            function(**right | {parameter: value})
        said = str(caught.value)
        assert Path(caught.traceback[-1].path).parent.name in ("frames", "package", "past"), (
            f"{value!r}: from elsewhere: {said}"
        )
        assert said.count(" ") > 3, said
        if not isinstance(value, str):
            assert type(caught.value) in (TypeError, ValueError), said
            assert parameter in said, said


@pytest.mark.parametrize("ids", [["st-first234", None], [1], pandas.Series(["st-first234", pandas.NA]), 1, None])
def test_what_is_no_id_is_named_with_its_place(ids: Any, folder: Path) -> None:
    with pytest.raises(TypeError, match=r"^ids(\[\d\])? must be a text, such as 'vc-7k3mq2xd',.* not .* \(\w+\)$"):
        resolve(ids, folder)


def test_ids_may_come_in_any_collection(folder: Path) -> None:
    given = ["st-first234", "st-secon234"]
    for ids in (given, tuple(given), iter(given), dict.fromkeys(given), pandas.Series(given), pandas.Index(given)):
        assert [one.id for one in resolve(ids, folder)] == given
    assert resolve([], folder) == []


def test_the_message_of_a_wrong_type_is_whole(folder: Path) -> None:
    with pytest.raises(TypeError, match=r"^as_of must be a text, such as '0\.5\.0', not 1 \(int\)$"):
        load("claims", folder, as_of=1)  # type: ignore[call-overload]


@pytest.mark.parametrize("version", ["", " "])
def test_a_version_that_would_not_be_seen_is_quoted(version: str) -> None:
    with pytest.raises(PackageError, match=f"^'{version}': is not a version that can be had here; there are 0.1.0"):
        load("strikes", as_of=version)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("lazy", 'call .lazy() on the frame: load("claims", backend="polars").lazy()'),
        ("colums", "it has table, package, backend, columns, as_of; did you mean columns?"),
    ],
)
def test_an_argument_that_there_is_not_is_told_the_way(backend: str, name: str, instead: str, folder: Path) -> None:
    with pytest.raises(TypeError) as caught:
        load("strikes", folder, backend, **{name: True})  # type: ignore[call-overload]
    assert str(caught.value) == f"load has no argument {name!r}; {instead}"


def test_a_frame_of_polars_becomes_a_lazy_one_as_the_error_says(folder: Path) -> None:
    lazy = load("strikes", folder, backend="polars").lazy()
    assert lazy.collect().equals(load("strikes", folder, backend="polars"))
