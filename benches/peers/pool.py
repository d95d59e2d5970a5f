"""Tasks → worker processes.

Invariant: the first task that fails ends the run with its error.
"""

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed


def workers(jobs: int, start: Callable | None = None, given: tuple = ()) -> ProcessPoolExecutor:
    """A pool whose processes begin as copies of this one: they need not import anything anew."""
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(jobs, mp_context=fork, initializer=start, initargs=given)


def finish(tasks: Iterable[Future]) -> None:
    """Waits for all tasks."""
    for task in as_completed(tasks):
        task.result()
