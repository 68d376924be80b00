"""Lines of work that were merged both ways before: several commits in which both began, which may not agree."""

from .cells import Conflict, Row
from .decisions import OURS, Decisions
from .merging import Merged
from .telling import three

SEVERAL = "both began in several commits, which do not agree"


def agreed(found: list[Merged], files: dict[str, str], decisions: Decisions) -> Merged:
    """One result from those of several bases; where they differ, a decision is needed."""
    first = found[0]
    if len(found) == 1:
        return first
    problems = {problem: None for one in found for problem in one.problems}
    if problems:
        return Merged(problems=[*problems])
    conflicts = {(c.file, c.id, c.field): c for one in found for c in one.conflicts}
    for name, rows in first.rows.items():
        for id_ in sorted({id_ for one in found for id_ in one.rows[name]}):
            versions = [one.rows[name].get(id_) for one in found]
            if any(version != versions[0] for version in versions):
                row, undecided = _settled(first, (name, files[name], id_), versions, decisions)
                for conflict in undecided:
                    conflicts.setdefault((conflict.file, conflict.id, conflict.field), conflict)
                rows.pop(id_, None)
                rows |= {id_: row} if row is not None else {}
    first.conflicts = sorted(conflicts.values())
    return first


def _settled(
    first: Merged, place: tuple[str, str, str], versions: list[Row | None], decisions: Decisions
) -> tuple[Row | None, list[Conflict]]:
    """A row of which several bases give several versions: as decided, or a conflict of the row or of its cells."""
    name, file, id_ = place
    ours, theirs = first.ours[name].get(id_), first.theirs[name].get(id_)
    rows = [version for version in versions if version is not None]
    if len(rows) < len(versions) or ours is None or theirs is None:
        side = decisions.side(id_)
        has = [name for name, row in (("ours", ours), ("theirs", theirs)) if row is not None]
        text = f"{SEVERAL}; {' and '.join(has) or 'neither side'} has it"
        return (ours if side == OURS else theirs), [] if side else [Conflict(file, id_, "", text)]
    row, conflicts = dict(rows[0]), []
    for field in [field for field in row if any(one.get(field) != row[field] for one in rows)]:
        side = decisions.side(id_, field)
        row[field] = (ours if side == OURS else theirs).get(field, "")
        if not side:
            text = three(None, ours.get(field), theirs.get(field), f"not one: {SEVERAL}")
            conflicts.append(Conflict(file, id_, field, text))
    return row, conflicts
