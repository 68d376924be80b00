"""The command line: parse, call one verb, print, exit 0 (clean), 1 (the data has problems) or 2 (wrong usage)."""

import argparse
import importlib
import sys

from .package import PackageError

VERBS = ["new", "check", "format", "validate", "cite", "agreement", "derive", "diff", "withdraw", "resolve", "build", "verify", "release", "comment"]


def parser(words: list[str]) -> argparse.ArgumentParser:
    """The parser of the verb that a command line names, or of every verb, in the order in which a row meets them."""
    top = argparse.ArgumentParser(prog="python -m scripts", description="Check, compute and build the nk2020-strikes data package.")
    top.add_argument("--package", default=".", metavar="FOLDER", help="the folder of datapackage.json (default: this folder)")
    verbs = top.add_subparsers(dest="verb", metavar="verb", required=True)
    first = next(iter(words[2:] if words[:1] == ["--package"] else words), "")
    for name in [first] if first in VERBS else VERBS:  # a verb does not wait for the others' imports
        module = importlib.import_module(f".{name}", __package__)
        text = (module.__doc__ or "").strip()
        verb = verbs.add_parser(name, help=text.split("\n")[0], description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
        module.register(verb)
        verb.set_defaults(run=module.run)
    return top


def main(words: list[str] | None = None) -> int:
    """Run one command line; returns its exit code."""
    words = sys.argv[1:] if words is None else words
    arguments = parser(words).parse_args(words)
    try:
        return arguments.run(arguments)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
