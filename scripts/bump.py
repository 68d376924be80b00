"""The versioning recipe: which kind of difference demands which step of the version. One rule a row, each named."""

import re

# After the Data Package recipe (datapackage.org/recipes/data-package-version) and DESIGN, Versions.
RULES: dict[str, tuple[str, str]] = {
    "package_renamed": ("major", "the package has another name"),
    "table_removed": ("major", "a table is gone"),
    "table_renamed": ("major", "a table has another name"),
    "field_removed": ("major", "a field is gone"),
    "field_renamed": ("major", "a field has another name"),
    "field_added": ("major", "a field is new"),
    "field_reordered": ("major", "the fields stand in another order"),
    "type_changed": ("major", "a field has another type"),
    "format_changed": ("major", "a field has another format"),
    "constraint_tightened": ("major", "what was allowed is no longer allowed"),
    "key_added": ("major", "a key is new or another"),
    "code_removed": ("major", "a code is gone"),
    "id_renamed": ("major", "a row has another id and is else the same"),
    "row_lost": ("major", "a row is gone without a tombstone"),
    "row_removed_while_referenced": ("major", "a row is withdrawn to which rows that stay referred"),
    "dialect_changed": ("major", "the CSV dialect is another"),
    "encoding_changed": ("major", "the encoding is another"),
    "missing_values_changed": ("major", "what stands for unknown is another"),
    "rule_changed": ("major", "a computed table has another rule"),
    "table_added": ("minor", "a table is new"),
    "computed_table_added": ("minor", "a computed table is new"),
    "row_added": ("minor", "a row is new"),
    "constraint_loosened": ("minor", "what was not allowed is allowed"),
    "code_added": ("minor", "a code is new"),
    "reference_changed": ("minor", "a row refers to another row"),
    "value_changed": ("patch", "a value was corrected"),
    "row_withdrawn": ("patch", "a row to which nothing that stays referred is withdrawn with a tombstone"),
    "tombstone_added": ("patch", "a tombstone is new"),
    "text_changed": ("patch", "a title, description, label or example is another"),
    "file_moved": ("none", "a file stands elsewhere"),
}
ORDER = ["none", "patch", "minor", "major"]


def highest(kinds: set[str]) -> str:
    """The greatest step that kinds of differences demand: none, patch, minor or major."""
    return max((RULES[kind][0] for kind in kinds), key=ORDER.index, default="none")


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
