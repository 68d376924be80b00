"""The name of a package's content: its version, or that version with -dev and a commit where the content is another."""

import subprocess
from pathlib import Path
from typing import Any

from ..package import Package, PackageError
from .models import Model, model_of, read_model


def dev_version(package: Package) -> str:
    """The name of what is not, or not yet, the content of the declared version: X.Y.Z-dev+commit."""
    return f"{package.version}-dev+{package.commit[:12] or _commit(package.root)}"


def is_dev(name: str) -> bool:
    """Whether a name is one that `dev_version` gives, so that its content is of no released version."""
    return "-dev" in name


def label(package: Package) -> str:
    """The version of a package, or its `dev_version` where tables, schemas or rules are not those of that version.

    For a commit, the models of the checkout are asked too. If no model of the version is kept, its name is
    taken at its word.
    """
    return package.version if _is_as_released(package) else dev_version(package)


def labels(old: Package, new: Package) -> tuple[str, str]:
    """What two packages are called beside each other; changes that are not committed yet have no name of their own."""
    then, now = label(old), label(new)
    return then, f"{now} as it is here" if then == now else now


def _is_as_released(package: Package) -> bool:
    for root in filter(None, (package.root, package.checkout)):
        try:
            model = read_model(root, package.version)
        except PackageError:
            continue
        return _is_same(package, model)
    return True


def _is_same(package: Package, model: Model) -> bool:
    """Whether tables and schemas are those of a model, and the rules too where the package has its own."""
    found = model_of(package)
    own = ["rules", "functions"] if (package.root / "scripts" / "derived").is_dir() else []
    return _schemas(found) == _schemas(model) and all(found[name] == model[name] for name in ["tables", *own])


def _schemas(model: Model) -> dict[str, Any]:
    resources = model["descriptor"]["resources"]
    return {resource["name"]: resource["schema"] for resource in resources}


def _commit(root: Path) -> str:
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
