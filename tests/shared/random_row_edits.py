"""Random edits of rows: values, references, new rows and removed rows."""

from tests.shared.differing import field_of
from tests.shared.random_draft import Draft


def change_a_value(draft: Draft) -> None:
    cells = [
        (t, n, row[draft.key(t)])
        for t, n in draft.fields(lambda f: f["name"] != "id" and "pattern" not in f.get("constraints", {}))
        for row in draft.rows[t]
    ]
    taken = draft.take(cells, lambda c: [("row", c[0], c[2]), ("field", c[0], c[1])])
    if not taken:
        return
    table, name, key = taken
    row = next(r for r in draft.rows[table] if r[draft.key(table)] == key)
    described, was = field_of(draft.schema(table), name), row.get(name, "")
    codes = described.get("constraints", {}).get("enum")
    other = {
        "integer": ["0", "7", "8"],
        "number": ["40.25", "41"],
        "boolean": ["true", "false"],
        "date": ["2020-10-05", "2020-10-06"],
    }
    row[name] = draft.random.choice(
        [
            v
            for v in codes or other.get(described["type"], ["Another.", 'It\'s "other", too', "Ağdam; Աղդամ"])
            if v != was
        ]
    )
    draft.demands.append("patch")


def change_a_reference(draft: Draft) -> None:
    cells = [(t, n, row[draft.key(t)]) for t in draft.rows for n in draft.references(t) for row in draft.rows[t]]
    taken = draft.take(cells, lambda c: [("row", c[0], c[2]), ("field", c[0], c[1])])
    if not taken:
        return
    table, name, key = taken
    row, target = next(r for r in draft.rows[table] if r[draft.key(table)] == key), draft.references(table)[name]
    others = [r[draft.key(target)] for r in draft.rows[target] if r[draft.key(target)] not in (row.get(name), key)]
    if others:
        row[name] = draft.random.choice(others)
        draft.touched.add(("row", target, row[name]))
        draft.demands.append("minor")


def add_a_row(draft: Draft) -> None:
    table = draft.random.choice(list(draft.rows))
    key, model = draft.fresh(table), draft.random.choice(draft.rows[table])
    draft.rows[table].append(model | {draft.key(table): key})
    draft.touched.add(("row", table, key))
    draft.demands.append("minor")


def remove_a_row(draft: Draft, tombstone: bool) -> None:
    taken = draft.take(
        [
            (t, row[draft.key(t)])
            for t in draft.rows
            for row in draft.rows[t]
            if len(draft.rows[t]) > 1 and not (tombstone and t == "withdrawn")
        ],
        lambda c: [("row", *c)],
    )
    if taken:
        _remove(draft, taken[0], taken[1], tombstone)


def _remove(draft: Draft, table: str, key: str, tombstone: bool) -> None:
    """Remove a row; each row that refers to it is pointed elsewhere, loses the reference or is removed as well."""
    draft.rows[table] = [row for row in draft.rows[table] if row[draft.key(table)] != key]
    if tombstone:
        draft.rows["withdrawn"].append(
            {"withdrawal_id": draft.fresh("withdrawn"), "id": key, "reason": "It was misread."}
        )
        draft.withdrawn.append((table, key))
    else:
        draft.demands.append("major")
    for other in list(draft.rows):
        for name in [n for n, target in draft.references(other).items() if target == table]:
            for row in [r for r in draft.rows[other] if r.get(name) == key]:
                its_key = row[draft.key(other)]
                others = [r[draft.key(table)] for r in draft.rows[table] if r[draft.key(table)] != its_key]
                draft.touched.add(("row", other, its_key))
                if others and draft.random.random() < 0.5:
                    row[name] = draft.random.choice(others)
                    draft.touched.add(("row", table, row[name]))
                elif len(draft.rows[other]) > 1:
                    _remove(draft, other, its_key, tombstone)
                else:
                    row[name] = ""
