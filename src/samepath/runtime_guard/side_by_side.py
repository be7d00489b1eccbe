"""Several operations side by side: wait for all of them, or for the first."""

import threading
from contextvars import copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from samepath.runtime_guard.requests import Operation, Request, drive, drive_async

if TYPE_CHECKING:
    import asyncio

    from samepath.runtime_guard.pool import Pool

T = TypeVar("T")


class _Branches(Request[T]):
    """Several operations side by side, each on a thread or in a task of its own."""

    __slots__ = ("branches", "pool")

    def __init__(self, branches: list[Operation[Any]], pool: "Pool") -> None:
        self.branches = branches
        self.pool = pool

    def _threads(self) -> "SimpleQueue[tuple[int, Any]]":
        """Start the branches; each puts its index and its outcome when it ends."""
        ends: SimpleQueue[tuple[int, Any]] = SimpleQueue()

        def go(index: int) -> None:
            try:
                ends.put((index, drive(self.branches[index])))
            except BaseException as error:  # noqa: BLE001 - raised by whoever waits
                ends.put((index, _Stopped(error)))

        for index in range(len(self.branches)):
            context = copy_context()
            threading.Thread(target=context.run, args=(go, index), daemon=True).start()
        return ends

    def _tasks(self) -> "list[asyncio.Task[Any]]":
        import asyncio

        return [asyncio.create_task(drive_async(branch)) for branch in self.branches]


class _Stopped(NamedTuple):
    error: BaseException


class Together(_Branches[tuple[list[Any], list[int]]]):
    """Wait for all branches; answer their outcomes, and the order in which they ended."""

    __slots__ = ()

    def block(self) -> tuple[list[Any], list[int]]:
        ends = self._threads()
        self.pool.waits()
        try:
            found = [ends.get() for _ in self.branches]
        finally:
            self.pool.works()
        return _all_of(found)

    async def wait(self) -> tuple[list[Any], list[int]]:
        import asyncio

        found: list[tuple[int, Any]] = []

        async def go(index: int, task: "asyncio.Task[Any]") -> None:
            try:
                found.append((index, await task))
            except BaseException as error:  # noqa: BLE001 - raised when all have ended
                found.append((index, _Stopped(error)))

        tasks = self._tasks()
        try:
            await asyncio.gather(*(go(index, task) for index, task in enumerate(tasks)))
        finally:
            for task in tasks:
                task.cancel()
        return _all_of(found)


class First(_Branches[tuple[int, Any]]):
    """Wait for the first branch that ends; answer its index and its outcome."""

    __slots__ = ()

    def block(self) -> tuple[int, Any]:
        ends = self._threads()
        self.pool.waits()
        try:
            index, end = ends.get()
        finally:
            self.pool.works()
        if type(end) is _Stopped:
            raise end.error
        return index, end

    async def wait(self) -> tuple[int, Any]:
        import asyncio

        tasks = self._tasks()
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            index = min(tasks.index(task) for task in done)
            return index, tasks[index].result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _all_of(found: list[tuple[int, Any]]) -> tuple[list[Any], list[int]]:
    for _, end in found:
        if type(end) is _Stopped:
            raise end.error
    return [end for _, end in sorted(found, key=lambda one: one[0])], [one[0] for one in found]
