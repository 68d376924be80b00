"""The versioning recipe: which kind of difference demands which step of the version. One rule a row, each named."""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """What a kind of difference demands: a step of the version, and the kind in words."""

    step: str
    text: str


# After the Data Package recipe (datapackage.org/recipes/data-package-version) and DESIGN, Versions.
RULES: dict[str, Rule] = {
    "package_renamed": Rule("major", "the package has another name"),
    "table_removed": Rule("major", "a table is gone"),
    "table_renamed": Rule("major", "a table has another name"),
    "field_removed": Rule("major", "a field is gone"),
    "field_renamed": Rule("major", "a field has another name"),
    "field_added": Rule("major", "a field is new"),
    "field_reordered": Rule("major", "the fields stand in another order"),
    "type_changed": Rule("major", "a field has another type"),
    "format_changed": Rule("major", "a field has another format"),
    "constraint_tightened": Rule("major", "what was allowed is no longer allowed"),
    "key_added": Rule("major", "a key is new or another"),
    "code_removed": Rule("major", "a code is gone"),
    "id_renamed": Rule("major", "a row has another id and is else the same"),
    "row_lost": Rule("major", "a row is gone without a tombstone"),
    "row_removed_while_referenced": Rule("major", "a row is withdrawn to which rows that stay referred"),
    "dialect_changed": Rule("major", "the CSV dialect is another"),
    "encoding_changed": Rule("major", "the encoding is another"),
    "missing_values_changed": Rule("major", "what stands for unknown is another"),
    "rule_changed": Rule("major", "a computed table has another rule"),
    "table_added": Rule("minor", "a table is new"),
    "computed_table_added": Rule("minor", "a computed table is new"),
    "row_added": Rule("minor", "a row is new"),
    "constraint_loosened": Rule("minor", "what was not allowed is allowed"),
    "code_added": Rule("minor", "a code is new"),
    "reference_changed": Rule("minor", "a row refers to another row"),
    "value_changed": Rule("patch", "a value was corrected"),
    "row_withdrawn": Rule("patch", "a row to which nothing that stays referred is withdrawn with a tombstone"),
    "tombstone_added": Rule("patch", "a tombstone is new"),
    "text_changed": Rule("patch", "a title, description, label or example is another"),
    "file_moved": Rule("none", "a file stands elsewhere"),
}
ORDER = ["none", "patch", "minor", "major"]


def highest(kinds: set[str]) -> str:
    """The greatest step that kinds of differences demand: none, patch, minor or major."""
    return max((RULES[kind].step for kind in kinds), key=ORDER.index, default="none")


def parsed(version: str) -> tuple[int, int, int]:
    """A version's three numbers, leaving out what follows a hyphen; raises ValueError where it is no version."""
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)([-+].*)?", str(version))
    if not match:
        raise ValueError(f"{version!r} is no version; write it as X.Y.Z")
    return int(match[1]), int(match[2]), int(match[3])


def demanded_version(old: str, step: str) -> str:
    """The least version that a step from `old` demands; before 1.0.0 a major change demands a minor step."""
    major, minor, patch = parsed(old)
    if step == "major" and major > 0:
        return f"{major + 1}.0.0"
    if step in ("major", "minor"):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if step == "patch" else f"{major}.{minor}.{patch}"
