"""The history and the models of versions: grown by a release, and made anew from the repository's releases."""

from pathlib import Path

from ..comparing.compare import compare
from ..comparing.difference import Changes
from ..comparing.history import history_csv, history_rows, merged
from ..package.git import released_versions, revision_of
from ..package.package import open_package
from ..package.past.history import HISTORY, Row, rows_of_csv
from ..package.past.models import FOLDER, Model, model_of, model_texts, read_model, versions
from ..package.snapshot import snapshot_of_commit


def grow(root: Path, previous: str | None, changes: Changes | None) -> dict[Path, str]:
    """The texts of the history and the models after a release, by path; the checkout has its version and tombstones.

    `changes` are those since the version `previous`, if there is one. A package without a table of history has none.
    """
    package = open_package(root)
    if HISTORY not in package.tables:
        return {}
    table, rows = package.tables[HISTORY], list[Row]()
    models = [read_model(root, name) for name in versions(root)]
    if previous and changes:
        with snapshot_of_commit(revision_of(previous, root), root) as old:
            rows = history_rows(old, package, changes)
            models += [] if previous in versions(root) else [model_of(old)]
    texts = model_texts([*models, model_of(package)])
    return {table.path: history_csv(table, rows_of_csv(table.path) + rows)} | _in_folder(root, texts)


def _in_folder(root: Path, texts: dict[str, str]) -> dict[Path, str]:
    return {root / FOLDER / name: text for name, text in texts.items()}


def from_repository(root: Path) -> dict[Path, str]:
    """The texts of the history and the models as the repository's releases give them, by path.

    What is withheld in the history that is there stays withheld.
    """
    names = released_versions(root)
    models, rows = list[Model](), list[Row]()
    for number, name in enumerate(names):
        with snapshot_of_commit(revision_of(name, root), root) as new:
            models.append(model_of(new))
            if number:
                with snapshot_of_commit(revision_of(names[number - 1], root), root) as old:
                    rows += history_rows(old, new, compare(old, new))
    table = open_package(root).tables[HISTORY]
    text = history_csv(table, merged(rows_of_csv(table.path), rows))
    return {table.path: text} | _in_folder(root, model_texts(models))
