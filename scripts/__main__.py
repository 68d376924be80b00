"""The command line: parse it, run one command, and exit with 0 (no problem), 1 (a problem) or 2 (wrong usage)."""

import argparse
import gc
import importlib
import signal
import sys
from pathlib import Path
from types import ModuleType

from .package.closed import misfit
from .package.console import leave_quietly, prepare_console
from .package.files import finish
from .package.json_files import read_json
from .package.package import PackageError, home
from .package.problem import shorten

VERBS = [
    *("code", "new", "check", "format", "validate", "cite", "agreement", "derive", "diff", "recheck"),
    *("move", "withdraw", "merge", "resolve", "build", "pictures", "verify", "release", "site", "history", "comment"),
]
ABOUT = "Edit, check, compare, compute and release the nk2020-strikes data package."
INTERRUPTED = "Query interrupted"  # how the database says that it was interrupted from the keyboard
MORE = (
    "In a downloaded release, diff, recheck, resolve, validate and verify are of use; the others need a checkout."
    " COMMAND --help explains a command. Exit codes: 0 no problem, 1 a problem or a difference, 2 wrong usage."
)


class _Version(argparse.Action):
    """Print name and version, which are read only where they are asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *given: object) -> None:
        described = read_json(home() / "datapackage.json")
        print(described["name"], described["version"])
        parser.exit()


def parser(words: list[str]) -> argparse.ArgumentParser:
    """A parser for the command that `words` name, or for every command, in the order in which a row meets them."""
    program = "python -m scripts" if __package__ == "scripts" else "nk2020-strikes"
    top = argparse.ArgumentParser(prog=program, description=ABOUT, epilog=MORE)
    top.add_argument(
        "--package",
        default=".",
        metavar="FOLDER",
        help="folder that contains datapackage.json (default: the current folder)",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the name and the version, and exit")
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", title="commands", required=True)
    first = next(iter(words[2:] if words[:1] == ["--package"] else words), "")
    needed = [name for name in VERBS if name == first]  # a command need not wait for the imports of the others
    for name in needed if needed or first == "--version" else VERBS:
        module = importlib.import_module(f".commands.{name}", __package__)
        text = (module.__doc__ or "").strip().replace("python -m scripts", program)
        help_line, form = text.split("\n")[0], argparse.RawDescriptionHelpFormatter
        verb = verbs.add_parser(name, help=help_line, description=text, formatter_class=form)
        module.register(verb)
        verb.set_defaults(run=module.run)
    return top


def main(words: list[str] | None = None) -> int:
    """Run one command line, by default that of the process; returns its exit code.

    A package that cannot be opened, a missing module or a failing file is reported on standard error; the code is 1,
    and 130 after an interrupt.
    """
    prepare_console()
    if words is None:
        gc.disable()  # the process ends with the command, and rows, which have no cycles, would only be read again
        words = sys.argv[1:]
        signal.signal(signal.SIGTERM, _terminated)
    try:
        return _run(parser(words).parse_args(words))
    except PackageError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        leave_quietly()
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        print(f"{error.filename or 'the output'}: cannot be used ({error.strerror or error})", file=sys.stderr)
        if not error.filename:
            leave_quietly()
    except Exception as error:
        if str(error) == INTERRUPTED:
            return _interrupted()
        if not (text := misfit(error) or _broken(error)):
            raise
        print(text, file=sys.stderr)
    return 1


def _run(arguments: argparse.Namespace) -> int:
    finish(Path(arguments.package))
    code = int(arguments.run(arguments))
    if sys.stdout:  # there is none if it was closed
        sys.stdout.flush()
    return code


def _broken(error: Exception) -> str | None:
    """What to say of a library that is missing, broken or of a wrong version; None for other errors and our modules."""
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        library, file = error.obj.__name__, ""
    elif isinstance(error, (ImportError, SyntaxError)):
        library, file = getattr(error, "name", None) or "", getattr(error, "filename", None) or ""
    else:
        return None
    if library.partition(".")[0] == __package__ or Path(file).is_relative_to(Path(__file__).parent):
        return None
    if isinstance(error, ModuleNotFoundError):
        return f"{library} is not installed; in a checkout run: make .venv/run, then .venv/bin/python -m scripts"
    why = f"{library or 'a library'} cannot be used ({shorten(str(error), 200)})"
    return f"{why}; install it again: in a checkout, remove .venv and run: make .venv/run"


def _interrupted() -> int:
    print("interrupted", file=sys.stderr)
    return 130


def _terminated(number: int, frame: object) -> None:
    """End as after an interrupt: what is half written is removed, and no process is left."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
