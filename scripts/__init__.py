"""nk2020-strikes: strikes on populated places in the 2020 Nagorno-Karabakh war, as claims with their sources.

In reading order: `package` opens the tables, `schema` turns Table Schema into SQL, `form`, `engine` (or `spark`) and `judge` tell for
`validate` what is wrong with a package, `passage` and `cite` bind claims to documents, `derive` computes, `diff` tells two packages
apart and `bump` what that demands, `withdraw` and `resolve` keep ids, `build`, `export`, `verify` and `release` make, check and
publish a release.
Installed as `nk2020_strikes`, it is the reader: `load` and `pandera_schema`, from `frames`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .frames import load, pandera_schema

__all__ = ["load", "pandera_schema"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import frames  # pandas is heavy; the commands that do without it must not wait for it

    return getattr(frames, name)
