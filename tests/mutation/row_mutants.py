"""Mutants of rows: what a slip, a tool or malice would make of the rows of a package, drawn at random."""

import unicodedata
from datetime import date, timedelta

from scripts.package.package import Table
from tests.mutation.odd_texts import LOOK_ALIKE, ODD, STRANGE
from tests.mutation.row_maker import Changed, Kind, Maker


def emptied(make: Maker, table: Table, i: int) -> Changed:
    """A cell emptied."""
    return make.with_cell(table, i, make.filled_cell(table, i), "")


def of_another_row(make: Maker, table: Table, i: int) -> Changed:
    """A cell with what another row has there."""
    name = make.cell(table)
    return make.with_cell(table, i, name, make.value(table, name))


def of_another_column(make: Maker, table: Table, i: int) -> Changed:
    """A cell with what another cell of the row has."""
    return make.with_cell(table, i, make.cell(table), make.rows[table.name][i][make.cell(table)])


def of_another_type(make: Maker, table: Table, i: int) -> Changed:
    """A cell with what is of another type, or means something to a program."""
    return make.with_cell(table, i, make.cell(table), make.random.choice(ODD))


def at_a_bound(make: Maker, table: Table, i: int) -> Changed | None:
    """A cell at a bound of its field, one below or one above."""
    bounded = [
        (f, name, value)
        for f in table.fields
        for name, value in f.get("constraints", {}).items()
        if name in ("minimum", "maximum", "maxLength")
    ]
    if not bounded:
        return None
    one, name, value = make.random.choice(bounded)
    step = make.random.choice((-1, 0, 1))
    if one["type"] == "date":
        return make.with_cell(table, i, one["name"], str(date.fromisoformat(value) + timedelta(days=step)))
    moved = value + step
    return make.with_cell(table, i, one["name"], "x" * moved if name == "maxLength" else str(moved))


def strange_character(make: Maker, table: Table, i: int) -> Changed:
    """A character put into a cell that is invisible, of another script, or means something to a program."""
    name = make.filled_cell(table, i)
    value = make.rows[table.name][i][name]
    at = make.random.choice((0, len(value), make.random.randrange(len(value) + 1)))
    return make.with_cell(table, i, name, value[:at] + make.random.choice(STRANGE) + value[at:])


def other_form(make: Maker, table: Table, i: int) -> Changed:
    """The same text in another form: letters that look alike, another case, digits of another script."""
    name = make.filled_cell(table, i)
    value, forms = (
        make.rows[table.name][i][name],
        [
            str.upper,
            str.title,
            str.swapcase,
            lambda t: unicodedata.normalize("NFD", t),
            lambda t: t.translate(LOOK_ALIKE),
        ],
    )
    return make.with_cell(table, i, name, make.random.choice(forms)(value))


def near_miss(make: Maker, table: Table, i: int) -> Changed:
    """One character dropped, doubled, exchanged for its neighbour, or another in its place."""
    name = make.filled_cell(table, i)
    value = make.rows[table.name][i][name]
    at = make.random.randrange(len(value))
    before, c, after = value[:at], value[at], value[at + 1 :]
    return make.with_cell(
        table,
        i,
        name,
        make.random.choice(
            [
                before + after,
                before + c + c + after,
                before + after[:1] + c + after[1:],
                before + make.random.choice("abxyz0129-_ ") + after,
            ]
        ),
    )


def number_moved(make: Maker, table: Table, i: int) -> Changed | None:
    """A digit of a number or date exchanged."""
    numbers = [
        f["name"]
        for f in table.fields
        if f["type"] in ("integer", "number", "date") and make.rows[table.name][i][f["name"]]
    ]
    if not numbers:
        return None
    name = make.random.choice(numbers)
    value = make.rows[table.name][i][name]
    at = make.random.choice([at for at, c in enumerate(value) if c.isdigit()])
    return make.with_cell(table, i, name, value[:at] + make.random.choice("0123456789") + value[at + 1 :])


def other_code(make: Maker, table: Table, i: int) -> Changed | None:
    """Another code, which the cell may have, though perhaps not beside the others of its row."""
    coded = [f for f in table.fields if "enum" in f.get("constraints", {}) or f["type"] == "boolean"]
    if not coded:
        return None
    one = make.random.choice(coded)
    return make.with_cell(
        table, i, one["name"], make.random.choice(one.get("constraints", {}).get("enum") or ["true", "false"])
    )


def two_cells(make: Maker, table: Table, i: int) -> Changed:
    """Two cells of one row exchanged."""
    row, one, two = make.rows[table.name][i], make.cell(table), make.cell(table)
    return {i: [{**row, one: row[two], two: row[one]}]}


def doubled(make: Maker, table: Table, i: int) -> Changed:
    """The row twice, with its own id or a new one."""
    row = make.rows[table.name][i]
    return {i: [row, {**row, table.key[0]: make.random.choice((row[table.key[0]], new_id(make, table)))}]}


def removed(make: Maker, table: Table, i: int) -> Changed:
    """The row gone."""
    return {i: []}


def id_changed(make: Maker, table: Table, i: int) -> Changed:
    """A new id, or that of another row."""
    return make.with_cell(
        table, i, table.key[0], make.random.choice((new_id(make, table), make.value(table, table.key[0])))
    )


def ids_swapped(make: Maker, table: Table, i: int) -> Changed:
    """The ids of two rows exchanged."""
    return _exchanged(make, table, i, [table.key[0]])


def columns_exchanged(make: Maker, table: Table, i: int) -> Changed:
    """One or two cells exchanged between two rows."""
    return _exchanged(make, table, i, make.random.sample(table.columns[1:], make.random.randint(1, 2)))


def _exchanged(make: Maker, table: Table, i: int, names: list[str]) -> Changed:
    """Some cells exchanged between two rows."""
    rows, other = make.rows[table.name], make.random.randrange(len(make.rows[table.name]))
    return {
        i: [rows[i] | {name: rows[other][name] for name in names}],
        other: [rows[other] | {name: rows[i][name] for name in names}],
    }


def reference_moved(make: Maker, table: Table, i: int) -> Changed | None:
    """A reference to another row, of the right table or of another, or to nowhere."""
    keys = table.schema.get("foreignKeys", [])
    if not keys:
        return None
    key = make.random.choice(keys)
    target = make.random.choice((key["reference"]["resource"] or table.name, make.random.choice(make.filled)))
    id_ = make.random.choice(
        (
            make.random.choice(make.ids[target]),
            make.random.choice(make.ids[target]),
            new_id(make, make.package.tables[target]),
        )
    )
    return make.with_cell(table, i, key["fields"][0], id_)


def new_id(make: Maker, table: Table) -> str:
    """An id that no row has."""
    return table.fields[0]["example"][:3] + "".join(make.random.choice("abcdefgh23456789") for _ in range(8))


KINDS: dict[str, Kind] = {
    "cell emptied": emptied,
    "value of another row": of_another_row,
    "value of another column": of_another_column,
    "value of another type": of_another_type,
    "value at a bound": at_a_bound,
    "strange character": strange_character,
    "letters in another form": other_form,
    "near miss": near_miss,
    "digit moved": number_moved,
    "another code": other_code,
    "two cells of a row exchanged": two_cells,
    "row doubled": doubled,
    "row removed": removed,
    "id changed": id_changed,
    "ids of two rows swapped": ids_swapped,
    "cells of two rows exchanged": columns_exchanged,
    "reference moved": reference_moved,
}
