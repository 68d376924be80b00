"""Questions about a new row: one for each field that has no answer yet, again until the answer is acceptable."""

from collections.abc import Callable
from dataclasses import dataclass

from ..package.package import Table
from ..package.problem import shorten
from .answers import Answers, Field, called, how_to_name, resolved, tables_to_add_to, target_of
from .defaults import default_of, offered
from .draft import Draft
from .kept import Kept

HINT = (
    "Enter accepts the value in [square brackets]; - leaves a field empty; Ctrl-C stops, and nothing is written\n"
    "where a row of another table is asked for, + or a new name adds that row on the way"
)


@dataclass(frozen=True)
class Questions:
    """Who asks: the draft, what is kept of the answers, and how to add a row of another table by its name."""

    draft: Draft
    kept: Kept
    make: Callable[[Table, str], str]

    def ask(self, table: Table, answers: Answers, before: Answers | None = None) -> Answers:
        """Ask for each field of a row that `answers` lacks or has wrong, and keep them; `before` has the defaults."""
        row: Answers = {}
        for field in table.fields[1:]:
            name = field["name"]
            row[name], fault = resolved(self.draft, table, field, answers[name]) if name in answers else ("", "")
            if fault is not None and name in answers:
                print(f"{name} {shorten(answers[name])}: {fault}")
            while fault is not None:
                default = (before or {}).get(name) or default_of(self.draft, table, field, {**answers, **row})
                answer = _question(self.draft, table, field, default)
                row[name], fault = resolved(self.draft, table, field, answer)
                if fault and (made := self._made(table, field, answer, fault)):
                    row[name], fault = made, None
                elif fault:
                    print(f"  {fault}")
            self.kept.keep(table.name, {**answers, **row})
        return row

    def _made(self, table: Table, field: Field, answer: str, fault: str) -> str:
        """The id of a row that is added on the way, for an answer that names none; empty if none is wanted."""
        target = tables_to_add_to(self.draft.package).get(target_of(table, field) or "")
        if not target or not ({"name", "title"} & set(target.columns)):
            return ""
        if answer.startswith("+"):
            return self.make(target, answer[1:].strip())
        if not answer or not fault.startswith(f"no row of {target.name} has this id or name"):
            return ""
        wanted = confirmed(f"No {target.name.removesuffix('s')} has this name. Add it now?", "yes")
        return self.make(target, answer) if wanted else ""


def confirmed(question: str, default: str) -> bool:
    """Whether a question is answered with yes; asks again until the answer is yes, no or nothing, the default."""
    while (answer := input(f"{question} [{default}]: ").strip().casefold() or default) not in ("y", "yes", "n", "no"):
        print("Please answer yes or no.")
    return answer in ("y", "yes")


def _question(draft: Draft, table: Table, field: Field, default: str) -> str:
    """Ask for one field; returns the answer, the default for an empty answer, and an empty text for a hyphen."""
    print(
        f"\n{field['name']}: {field['description']}"
        + ("" if field.get("constraints", {}).get("required") else " (may be empty)")
    )
    for code in field.get("categories", []):
        print(f"    {code['value']:<24} {code['label']}")
    target = target_of(table, field)
    if target and field.get("constraints", {}).get("required"):
        print("".join(f"{line}\n" for line in offered(draft, target)), end="")
    hint = how_to_name(draft.package, target) if target else f"such as {field['example']}"
    shown = f" [{default}{called(draft, default)}]" if default else "" if field.get("categories") else f" ({hint})"
    answer = input(f"{field['name']}{shown}: ").strip()
    return "" if answer == "-" else answer or default
