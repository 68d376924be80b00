"""The versioning recipe: the step of the version that each kind of difference requires."""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """The step of the version that a kind of difference requires, and the kind in words."""

    step: str
    text: str


# The Data Package recipe (datapackage.org/recipes/data-package-version), extended to rows and rules.
RULES: dict[str, Rule] = {
    "package_renamed": Rule("major", "the package was renamed"),
    "table_removed": Rule("major", "a table was removed"),
    "table_renamed": Rule("major", "a table was renamed"),
    "field_removed": Rule("major", "a field was removed"),
    "field_renamed": Rule("major", "a field was renamed"),
    "field_added": Rule("major", "a field was added"),
    "field_reordered": Rule("major", "the field order changed"),
    "type_changed": Rule("major", "the type of a field changed"),
    "format_changed": Rule("major", "the format of a field changed"),
    "constraint_tightened": Rule("major", "a constraint was added or tightened"),
    "key_added": Rule("major", "a key was added or changed"),
    "code_removed": Rule("major", "a code was removed"),
    "id_renamed": Rule("major", "only the id of a row changed"),
    "row_lost": Rule("major", "a row was removed without a tombstone"),
    "row_removed_while_referenced": Rule("major", "a row was withdrawn, but remaining rows had referred to it"),
    "dialect_changed": Rule("major", "the CSV dialect changed"),
    "encoding_changed": Rule("major", "the encoding changed"),
    "missing_values_changed": Rule("major", "the missing-value marker changed"),
    "rule_changed": Rule("major", "the rule of a computed table changed"),
    "table_added": Rule("minor", "a table was added"),
    "computed_table_added": Rule("minor", "a computed table was added"),
    "row_added": Rule("minor", "a row was added"),
    "constraint_loosened": Rule("minor", "a constraint was removed or loosened"),
    "code_added": Rule("minor", "a code was added"),
    "reference_changed": Rule("minor", "a row refers to a different row"),
    "value_changed": Rule("patch", "a value was corrected"),
    "row_withdrawn": Rule("patch", "a row was withdrawn, and no remaining row had referred to it"),
    "tombstone_added": Rule("patch", "a tombstone was added"),
    "version_withdrawn": Rule("patch", "a version was withdrawn"),
    "version_reinstated": Rule("patch", "the withdrawal of a version was removed"),
    "text_changed": Rule("patch", "a title, description, label or example changed"),
    "file_moved": Rule("none", "a file was moved"),
}
ORDER = ["none", "patch", "minor", "major"]


def highest(kinds: set[str]) -> str:
    """The largest step that kinds of differences require: none, patch, minor or major."""
    return max((RULES[kind].step for kind in kinds), key=ORDER.index, default="none")


def parsed(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, without a suffix after - or +; raises ValueError if it is not a version."""
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)([-+].*)?", str(version))
    if not match:
        raise ValueError(f"{version!r} is not a version; write it as X.Y.Z")
    return int(match[1]), int(match[2]), int(match[3])


def demanded_version(old: str, step: str) -> str:
    """The lowest version that a step from `old` requires; before 1.0.0 a major change requires a minor step."""
    major, minor, patch = parsed(old)
    if step == "major" and major > 0:
        return f"{major + 1}.0.0"
    if step in ("major", "minor"):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if step == "patch" else f"{major}.{minor}.{patch}"
