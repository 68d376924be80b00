"""The second opinions, in a process of their own: their regular expressions may backtrack for ever."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..package.closed import LIMIT, seconds
from ..package.package import Package
from ..package.problem import Problem
from ..package.progress import Advance, unseen
from .second_opinions import ask_frictionless, ask_pandera

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ASKED = {"pandera": ask_pandera, "frictionless": ask_frictionless}


def ask_aside(package: Package, advance: Advance = unseen) -> list[Problem]:
    """What pandera and frictionless refuse in a package; one that is not done within the time limit is a problem.

    Raises ModuleNotFoundError if one is not installed.
    """
    import multiprocessing

    for name in ASKED:
        if find_spec(name) is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(package, sender), daemon=True)
    child.start()
    sender.close()
    found: list[Problem] = []
    try:
        for name in ASKED:
            answer = _received(receiver, name)
            found += answer
            advance()
            if any(problem.check == name for problem in answer):
                break
    finally:
        child.kill()
        child.join()
        receiver.close()
    return found


def _received(receiver: "Connection", name: str) -> list[Problem]:
    """The next answer of the child process, or the problem that there is none."""
    if not receiver.poll(seconds()):
        remedy = f"simplify the patterns of the schemas, or raise the limit: {LIMIT}=SECONDS"
        return [_general(name, f"{name} did not answer within {seconds():g} seconds; {remedy}")]
    try:
        answer: list[Problem] = receiver.recv()
    except EOFError:
        return [_general(name, f"{name} ended without an answer; see what it printed")]
    return answer


def _answer(package: Package, sender: "Connection") -> None:
    """Ask in the child process, and send each answer as soon as there is one."""
    for name, ask in ASKED.items():
        try:
            sender.send(ask(package))
        except Exception as error:
            why = " ".join(str(error).split())[:200]
            sender.send(
                [_general(name, f"{name} cannot read these schemas ({type(error).__name__}: {why}); correct them")]
            )
            return


def _general(name: str, message: str) -> Problem:
    return Problem("datapackage.json", 0, "", "", "", message, name)
