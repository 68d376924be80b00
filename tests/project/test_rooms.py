"""The rooms of scripts/: their size, their map, the verbs, and what may import what."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import scripts
from scripts.__main__ import VERBS
from tests.shared.tiny import ROOT

SCRIPTS = ROOT / "scripts"
ROOMS = sorted(path.name for path in SCRIPTS.iterdir() if path.is_dir() and path.name != "__pycache__")
MODULES = {path.relative_to(SCRIPTS).as_posix(): path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.py")}
MODULES_OF_A_ROOM, LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 16, 250, 40


def functions(text: str) -> dict[str, int]:
    """The number of lines of every function of a module, decorators excluded."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{node.name}, line {node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in nodes}


def imported(module: str, text: str) -> set[str]:
    """The full names of all that a module of scripts/ imports, e.g. `scripts.package.ids.new_id`."""
    package, names = ["scripts", *module.split("/")[:-1]], set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names |= {".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names}
    return names


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the `scripts` of a folder, with the contracts of its pyproject.toml."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "commands"])
def test_a_room_has_few_modules(room: str) -> None:
    modules = [path.name for path in (SCRIPTS / room).glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MODULES_OF_A_ROOM, f"scripts/{room} has {len(modules)} modules; divide the room"


def test_modules_are_short() -> None:
    lines = {module: len(text.splitlines()) for module, text in MODULES.items()}
    assert {module: number for module, number in lines.items() if number > LINES_OF_A_MODULE} == {}


def test_functions_are_short() -> None:
    lines = {f"{module}: {name}": number for module in MODULES for name, number in functions(MODULES[module]).items()}
    assert {name: number for name, number in lines.items() if number > LINES_OF_A_FUNCTION} == {}


def test_the_map_names_every_room_and_no_other() -> None:
    assert sorted(re.findall(r"^- `(\w+)`: ", scripts.__doc__ or "", re.MULTILINE)) == ROOMS


def test_every_verb_has_one_module() -> None:
    modules = [module for module in MODULES if module.startswith("commands/") and module != "commands/__init__.py"]
    assert sorted(modules) == sorted(f"commands/{verb}.py" for verb in VERBS)


def test_only_the_command_line_imports_verbs() -> None:
    others = [module for module in MODULES if not module.startswith("commands/") and module != "__main__.py"]
    assert {
        module: found
        for module in others
        if (found := {name for name in imported(module, MODULES[module]) if name.startswith("scripts.commands")})
    } == {}


def test_the_contracts_on_imports_are_kept() -> None:
    linted = contracts(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "Contracts: 2 kept, 0 broken." in linted.stdout


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("module", "line", "contract", "shown"),
    [
        (
            "package/ids.py",
            "from ..commands import check",
            "rooms are layers",
            "scripts.package.ids -> scripts.commands",
        ),
        (
            "package/ids.py",
            "from ..texts import words",
            "rooms are layers",
            "scripts.package.ids -> scripts.texts.words",
        ),
        ("contribution/comment.py", "from ..release import bundle", "rooms are layers", "-> scripts.release.bundle"),
        ("checking/engine.py", "from . import judge", "no circles between modules", ".engine -> .judge"),
        ("attic/__init__.py", "", "rooms are layers", "not listed as layers:\n\n- scripts.attic"),
    ],
)
def test_a_forbidden_import_breaks_a_contract(
    tmp_path: Path, module: str, line: str, contract: str, shown: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "scripts" / module
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    linted = contracts(tmp_path)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert f"{contract} BROKEN" in linted.stdout
    assert shown in linted.stdout
