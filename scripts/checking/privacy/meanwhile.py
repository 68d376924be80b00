"""The cells of a large package, judged in a process of their own while the caller does something else."""

from collections.abc import Callable

from ...package.package import Package
from ...package.problem import Problem
from ..vocabulary import Known
from .cells import problems_in

LARGE = 4_000_000  # bytes of tables; on fewer, starting a process takes longer than judging


def begin(package: Package, known: Known) -> Callable[[], list[Problem]]:
    """Begin to judge the cells of a package by a vocabulary; call the result for the problems, as of `problems_in`.

    The tables must not change in between.
    """
    if sum(table.path.stat().st_size for table in package.tables.values() if table.path.exists()) < LARGE:
        return lambda: problems_in(package, known)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))  # a fork would copy the threads of the database
    answer = pool.submit(problems_in, package, known)
    pool.shutdown(wait=False)

    def found() -> list[Problem]:
        try:
            return answer.result()
        except BrokenExecutor:  # killed, or started by a script that does not guard its main part
            return problems_in(package, known)

    return found
