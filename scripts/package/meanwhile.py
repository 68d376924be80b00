"""Work on a large package in a process of its own, while the caller does something else."""

from collections.abc import Callable
from typing import TypeVar

from .package import Package

LARGE = 4_000_000  # bytes of tables; on fewer, starting a process takes longer than the work

Made = TypeVar("Made")


def meanwhile(package: Package, do: Callable[..., Made], *given: object) -> Callable[[], Made]:
    """Begin `do(*given)` if the package is large; call the result for what it returns, or to do it now if not.

    What is given must not change in between, and must be possible to pickle.
    """
    if package.size() < LARGE:
        return lambda: do(*given)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))  # a fork would copy the threads of the database
    answer = pool.submit(do, *given)
    pool.shutdown(wait=False)

    def made() -> Made:
        try:
            return answer.result()
        except BrokenExecutor:  # killed, or started by a script that does not guard its main part
            return do(*given)

    return made
