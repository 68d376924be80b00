"""What became of ids: in use, withdrawn and replaced by which rows, or never used."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..package.database import open_texts
from ..package.ids import Place, Tombstone, in_use, in_use_now, similar_id, tombstones
from .arguments import texts
from .intact import require_sizes
from .opening import opened


@dataclass(frozen=True)
class Resolved:
    """What became of one id.

    `standing` is in_use, withdrawn or unknown. `now` has the ids of the rows that are to be used: the id itself, or the
    last of every chain of replacements; it is empty if there is none. `table`, `file`, `line` and `name` are of a row
    in use (the name is empty if its table has no names). `steps` are the tombstones on the way, each with id, reason,
    replaced_by and version (empty: not released yet). `hint` asks of an unknown id
    whether another was meant.
    """

    id: str
    standing: str
    now: list[str] = field(default_factory=list)
    table: str = ""
    file: str = ""
    line: int = 0
    name: str = ""
    steps: list[dict[str, str]] = field(default_factory=list)
    hint: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields as JSON has them, without those that do not apply."""
        return {name: value for name, value in asdict(self).items() if value or name == "now"}


def resolve(ids: str | Iterable[str], package: str | Path | None = None) -> list[Resolved]:
    """What became of each of the ids, in their order; replacements are followed to the rows that are in use now.

    `package` is that of `load`. Raises
    TypeError for an id that is not a text, and PackageError if the package cannot be opened.
    `pandas.DataFrame(resolve(ids))` is a frame with a row for each id.
    """
    asked = texts("ids", ids, "vc-7k3mq2xd")
    with opened(package) as found:
        require_sizes(found, found.tables.values())
        with open_texts(found) as connection:
            used, withdrawn = in_use(connection, found), tombstones(connection)
    return [resolved(id_, used, withdrawn) for id_ in asked]


def resolved(asked: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> Resolved:
    """What became of one id; takes the results of `in_use` and `tombstones`."""
    if asked in used:
        place = used[asked]
        return Resolved(asked, "in_use", [asked], place.table.name, place.table.file, place.line, place.name)
    if asked not in withdrawn:
        return Resolved(asked, "unknown", hint=similar_id(asked, [*used, *withdrawn]).removeprefix("; "))
    steps = _steps(asked, used, withdrawn)
    return Resolved(asked, "withdrawn", in_use_now(asked, used, withdrawn), steps=steps)


def _steps(asked: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> list[dict[str, str]]:
    """The tombstones on the way from an id to the rows in use now, the first ones first."""
    steps, seen, waiting = [], {asked}, [asked]
    for id_ in waiting:  # it grows
        for stone in withdrawn.get(id_, []):
            steps.append(
                {"id": id_, "reason": stone.reason, "replaced_by": stone.replaced_by, "version": stone.version}
            )
            if stone.replaced_by and stone.replaced_by not in {*seen, *used}:
                seen.add(stone.replaced_by)
                waiting.append(stone.replaced_by)
    return steps
