"""The command line: parse, call one verb, exit 0 (clean), 1 (the data has problems) or 2 (wrong usage)."""

import argparse
import importlib
import sys

from .package.console import leave_quietly, prepare_console
from .package.package import PackageError

VERBS = [
    *("new", "check", "format", "validate", "cite", "agreement", "derive", "diff"),
    *("withdraw", "resolve", "build", "verify", "release", "comment"),
]


def parser(words: list[str]) -> argparse.ArgumentParser:
    """The parser of the verb that a command line names, or of every verb, in the order in which a row meets them."""
    name = "python -m scripts" if __package__ == "scripts" else "nk2020-strikes"
    top = argparse.ArgumentParser(prog=name, description="Check, compute and build the nk2020-strikes data package.")
    top.add_argument(
        "--package", default=".", metavar="FOLDER", help="the folder of datapackage.json (default: this folder)"
    )
    verbs = top.add_subparsers(dest="verb", metavar="verb", required=True)
    first = next(iter(words[2:] if words[:1] == ["--package"] else words), "")
    for name in [first] if first in VERBS else VERBS:  # a verb does not wait for the others' imports
        module = importlib.import_module(f".commands.{name}", __package__)
        text = (module.__doc__ or "").strip()
        help_line, form = text.split("\n")[0], argparse.RawDescriptionHelpFormatter
        verb = verbs.add_parser(name, help=help_line, description=text, formatter_class=form)
        module.register(verb)
        verb.set_defaults(run=module.run)
    return top


def main(words: list[str] | None = None) -> int:
    """Run one command line; returns its exit code. Bad surroundings get a sentence on standard error and exit code 1."""
    prepare_console()
    words = sys.argv[1:] if words is None else words
    try:
        arguments = parser(words).parse_args(words)
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except PackageError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        leave_quietly()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == __package__:
            raise
        print(
            f"{error.name} is not installed; in a checkout run: make .venv/run, then .venv/bin/python -m scripts",
            file=sys.stderr,
        )
    except OSError as error:
        print(f"{error.filename or 'the output'}: cannot be used ({error.strerror or error})", file=sys.stderr)
        if not error.filename:
            leave_quietly()
    return 1


if __name__ == "__main__":
    sys.exit(main())
