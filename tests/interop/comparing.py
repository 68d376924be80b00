"""Is what a program read the same as what the CSVs say? Names, columns, numbers of rows, types and every cell."""

from collections.abc import Collection, Iterator
from typing import Any

from .truth import Table, Tables

# Which types a format or program does not have. The page says it in these words; nothing else may differ.
LOSSES = {
    "text": "every cell is text",
    "dates": "dates are text",
    "flags": "true and false are 1 and 0",
    "guessed": "types are guessed from the cells",
    "decimals": "there is one type of number",
}
SHOWN = 3


def differences(truth: Tables, found: dict[str, Any], losses: Collection[str]) -> list[str]:
    """Everything in which tables that a program read differ from the truth, in words.

    Each table found has `columns`, `rows`, and, if the program says it, `types` by column. A date is `{"date": text}`.
    """
    missing = [f"{name}: the table is missing" for name in truth if name not in found]
    extra = [f"{name}: there is no such table" for name in found if name not in truth]
    both = [name for name in truth if name in found]
    return missing + extra + [line for name in both for line in _table(name, truth[name], found[name], losses)]


def _table(name: str, truth: Table, found: dict[str, Any], losses: Collection[str]) -> Iterator[str]:
    if found["columns"] != list(truth.types):
        yield f"{name}: the columns are {found['columns']}, not {list(truth.types)}"
    elif len(found["rows"]) != len(truth.rows):
        yield f"{name}: {len(found['rows'])} rows, not {len(truth.rows)}"
    else:
        for column, kind in truth.types.items():
            said = found.get("types", {}).get(column, kind)
            if said != kind:
                yield f"{name}.{column}: the type is {said}, not {kind}"
        for place, (column, kind) in enumerate(truth.types.items()):
            yield from _cells(f"{name}.{column}", kind, place, truth, found, losses)


def _cells(
    where: str, kind: str, place: int, truth: Table, found: dict[str, Any], losses: Collection[str]
) -> Iterator[str]:
    pairs = [(wanted[place], row[place]) for wanted, row in zip(truth.rows, found["rows"], strict=True)]
    wrong = [(line, a, b) for line, (a, b) in enumerate(pairs, start=2) if not same(kind, a, b, losses)]
    if wrong:
        shown = "; ".join(f"line {line}: {b!r}, not {a!r}" for line, a, b in wrong[:SHOWN])
        yield f"{where}: {len(wrong)} cells differ ({shown})"


def same(kind: str, truth: Any, found: Any, losses: Collection[str]) -> bool:
    """Is a cell that was read the one of the CSV? Unknown must stay unknown, whatever the program has no type for."""
    if truth is None or found is None:
        return truth is None and (found is None or ("text" in losses and found == ""))
    if "text" in losses:
        return isinstance(found, str) and _as_text(kind, truth, found)
    if isinstance(found, dict):
        return found["date"] == truth and (kind == "date" or "guessed" in losses)
    if kind == "date":
        return "dates" in losses and found == truth
    if kind == "boolean":
        return found is truth or ("flags" in losses and not isinstance(found, bool) and found == int(truth))
    if kind == "string":
        return found == truth if isinstance(found, str) else "guessed" in losses and _as_text("string", found, truth)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return found == truth and (type(found) is type(truth) or not {"decimals", "guessed"}.isdisjoint(losses))


def _as_text(kind: str, value: Any, text: str) -> bool:
    if isinstance(value, bool):
        return text.lower() == str(value).lower()
    if kind in ("integer", "number") or isinstance(value, int | float):
        try:
            return float(text) == value
        except ValueError:
            return False
    return bool(text == value)
