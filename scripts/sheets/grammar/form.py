"""The form for coding a document, an issue on GitHub: its body is a sheet, each answer on its own line.

GitHub shows every question as a heading with the answer below, and the coding in a fence, so that `@` mentions nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...package.problem import shorten
from ...package.schema import did_you_mean
from ...texts.search import GAP
from .sheet import Fault, Passage

HEAD = {  # the questions about the document, and the keys of the head that their answers fill in
    "Document: title": "title",
    "Document: publisher": "publisher",
    "Document: voice": "voice",
    "Document: author": "author",
    "Document: date": "published",
    "Document: language code": "language",
    "Document: address": "url",
    "Archived copy": "archived",
    "Document: how it was read": "read",
}
CODING, CONFIRMED = "Coding", "Please confirm"
QUESTIONS = (*HEAD, CODING, CONFIRMED)
NEEDED = ("Document: title", "Document: publisher", "Document: language code", "Document: how it was read", CODING)
NO_ANSWER = "_No response_"  # what GitHub writes for a question that was left out
HEADING = re.compile(r"### +(.*\S)")
FENCE = re.compile(r"`{3,}\w*")
MOST = 3  # words at each end of a passage, since an issue is public


@dataclass
class Form:
    """A form as the lines of a sheet, what is wrong with it, and the keys of the head that have no answer."""

    lines: list[str]
    faults: list[Fault] = field(default_factory=list)
    unanswered: set[str] = field(default_factory=set)


def is_form(text: str) -> bool:
    """Whether a text is the body of such an issue: a question of the form is a heading in it."""
    headings = (HEADING.fullmatch(line.strip()) for line in text.splitlines())
    return any(heading and heading[1] in QUESTIONS for heading in headings)


def read_form(text: str) -> Form:
    """A form as a sheet. Its answers keep their lines, so whatever is wrong with the sheet is told at these."""
    form = Form([""] * len(text.splitlines()))
    asked: dict[str, int] = {}
    answered: dict[str, int] = {}
    for number, question, answer in _answers(text.splitlines()):
        if not answer:
            asked.setdefault(question, number)
        elif question == CODING or (question in HEAD and question not in answered):
            form.lines[number - 1] = answer if question == CODING else f"{HEAD[question]}: {answer}"
            answered.setdefault(question, number)
        elif question in HEAD:
            said = f"the answer to {question} is on line {answered[question]}, and has one line; remove this one"
            form.faults.append(Fault(number, said))
        elif not question:
            form.faults.append(Fault(number, "this line stands above the first question; remove it"))
    for question in {*asked} - {*QUESTIONS}:
        near = did_you_mean(question, [*QUESTIONS])
        said = f"{shorten(question)} is no question of the form{near}; write the heading as the form has it"
        form.faults.append(Fault(asked[question], said))
    _unanswered(form, asked, answered)
    return form


def _answers(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Each line of an answer with its number and its question; a heading as an answer without words."""
    question = ""
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        heading = HEADING.fullmatch(plain)
        if heading and (question != CODING or heading[1] in QUESTIONS):
            question = heading[1]
            yield number, question, ""
        elif plain not in ("", NO_ANSWER) and not FENCE.fullmatch(plain):
            yield number, question, plain


def _unanswered(form: Form, asked: dict[str, int], answered: dict[str, int]) -> None:
    """Note the questions that need an answer and have none."""
    for question in NEEDED:
        if question in answered:
            continue
        what = "the passages and claims" if question == CODING else "the answer"
        lack = f"has no answer; write {what} below it"
        if question not in asked:
            lack = f"is missing; write ### {question}, and {what} below it"
        form.faults.append(Fault(asked.get(question, 0), f"{question} {lack}"))
        form.unanswered |= {HEAD.get(question, "")} - {""}


def too_long(passages: Iterable[Passage]) -> Iterator[Fault]:
    """The passages of a form that show more words of the document than may stand in an issue."""
    for passage in passages:
        ends = [len(end.split()) for end in GAP.split(passage.words)]
        if max(ends) > (MOST if len(ends) > 1 else 2 * MOST):
            yield Fault(
                passage.line,
                f"[{passage.label}] has more than {MOST} words at one end, and the issue is public;"
                " shorten it there too, and delete the longer one from the history of the issue",
            )
