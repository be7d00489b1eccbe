"""What an operation can ask for, and the two drivers that answer.

An operation is a coroutine that awaits requests and nothing else. `drive` answers by blocking the
thread, `drive_async` by awaiting on the running event loop; this file is the only one that knows
the difference.
"""

import threading
from collections.abc import Callable, Coroutine, Generator
from contextvars import ContextVar, copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from samepath.runtime_guard.errors import StepTimeoutError
from samepath.runtime_guard.journal.store import Store, Ticket, Work
from samepath.runtime_guard.signals import Watch

if TYPE_CHECKING:
    import asyncio

    from samepath.runtime_guard.pool import Pool

T = TypeVar("T")

SCOPE: ContextVar[Any] = ContextVar("samepath_scope", default=None)
"""Where the code that runs now stands: a Scope in a workflow, a StepInfo in a step, or None."""

_LONGEST_WAIT = 86_400.0


class Request(Generic[T]):
    """Something only a driver can answer."""

    __slots__ = ()

    def __await__(self) -> Generator["Request[T]", T, T]:
        return (yield self)

    def block(self) -> T:
        """Answer by blocking this thread."""
        raise NotImplementedError

    async def wait(self) -> T:
        """Answer without blocking the event loop."""
        raise NotImplementedError


Operation = Coroutine[Request[Any], Any, T]


class Commit(Request[T]):
    """Do a piece of work in one transaction of the journal."""

    __slots__ = ("store", "work")

    def __init__(self, store: Store, work: Work[T]) -> None:
        self.store = store
        self.work = work

    def block(self) -> T:
        return self.store.write(self.work)

    async def wait(self) -> T:
        import asyncio

        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def settle(ticket: Ticket) -> None:
            loop.call_soon_threadsafe(_settle, answer, ticket)

        self.store.submit(self.work, settle)
        return await answer


class Ask(Commit[T]):
    """Run a query on the journal."""

    __slots__ = ()

    def block(self) -> T:
        return self.store.read(self.work)


class Call(Request[T]):
    """Call a function of the user's, which finds itself in a given scope."""

    __slots__ = ("arguments", "function", "named", "scope", "timeout")

    def __init__(
        self,
        function: Callable[..., Any],
        arguments: "list[Any] | tuple[Any, ...]",
        named: dict[str, Any],
        scope: object,
        timeout: float | None = None,
    ) -> None:
        self.function = function
        self.arguments = arguments
        self.named = named
        self.scope = scope
        self.timeout = timeout

    def block(self) -> T:
        before = SCOPE.set(self.scope)
        try:
            if self.timeout is not None:
                return self._block_for(self.timeout)
            result: T = self.function(*self.arguments, **self.named)
            return result
        finally:
            SCOPE.reset(before)

    def _block_for(self, timeout: float) -> T:
        """Call on another thread; when time is up, leave it alone: nothing can stop it."""
        settled: list[tuple[T | None, BaseException | None]] = []
        context = copy_context()

        def call() -> None:
            try:
                settled.append((context.run(self.function, *self.arguments, **self.named), None))
            except BaseException as error:  # noqa: BLE001 - raised again by the caller
                settled.append((None, error))

        thread = threading.Thread(target=call, name="samepath-step", daemon=True)
        thread.start()
        thread.join(timeout)
        if not settled:
            raise StepTimeoutError(f"the step took longer than {timeout:g} s")
        result, error = settled[0]
        if error is not None:
            raise error
        return result  # type: ignore[return-value]

    async def wait(self) -> T:
        before = SCOPE.set(self.scope)
        try:
            result = self.function(*self.arguments, **self.named)
            if not hasattr(result, "__await__"):
                return result  # type: ignore[no-any-return]
            if self.timeout is None:
                return await result  # type: ignore[no-any-return]
            return await self._wait_for(result, self.timeout)
        finally:
            SCOPE.reset(before)

    async def _wait_for(self, result: Any, timeout: float) -> T:  # noqa: ANN401, ASYNC109
        import asyncio

        try:
            async with asyncio.timeout(timeout) as limit:
                return await result  # type: ignore[no-any-return]
        except TimeoutError:
            if not limit.expired():
                raise
        raise StepTimeoutError(f"the step took longer than {timeout:g} s")


class Wait(Request[None]):
    """Wait for a signal, for some seconds at most; ends early at will: look again."""

    __slots__ = ("pool", "seconds", "watch")

    def __init__(self, watch: Watch, seconds: float | None, pool: "Pool | None" = None) -> None:
        self.watch = watch
        self.seconds = _LONGEST_WAIT if seconds is None else min(seconds, _LONGEST_WAIT)
        self.pool = pool

    def block(self) -> None:
        woken = threading.Event()
        self.watch.arm(woken.set)
        if self.pool is not None:
            self.pool.waits()
        try:
            woken.wait(self.seconds)
        finally:
            self.watch.disarm()
            if self.pool is not None:
                self.pool.works()

    async def wait(self) -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        woken = asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(woken.set)

        self.watch.arm(wake)
        try:
            async with asyncio.timeout(self.seconds):
                await woken.wait()
        except TimeoutError:
            pass
        finally:
            self.watch.disarm()


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


def drive(operation: Operation[T]) -> T:
    """Run an operation to its end in this thread."""
    answer: Any = None
    failure: BaseException | None = None
    while True:
        try:
            request = operation.send(answer) if failure is None else operation.throw(failure)
        except StopIteration as end:
            result: T = end.value
            return result
        answer = failure = None
        try:
            answer = request.block()
        except BaseException as error:  # noqa: BLE001 - the operation decides what it means
            failure = error


async def drive_async(operation: Operation[T]) -> T:
    """Run an operation to its end on the running event loop."""
    answer: Any = None
    failure: BaseException | None = None
    while True:
        try:
            request = operation.send(answer) if failure is None else operation.throw(failure)
        except StopIteration as end:
            result: T = end.value
            return result
        answer = failure = None
        try:
            answer = await request.wait()
        except BaseException as error:  # noqa: BLE001 - the operation decides what it means
            failure = error


class Raised:
    """What an operation returns instead of a value when the recorded outcome is an error."""

    __slots__ = ("error",)

    def __init__(self, error: BaseException) -> None:
        self.error = error


def perform(operation: Operation[Any], *, awaits: bool) -> Any:  # noqa: ANN401
    """Run an operation here and now, or return an awaitable that runs it."""
    if awaits:
        return _performed(operation)
    return _delivered(drive(operation))


async def _performed(operation: Operation[Any]) -> Any:  # noqa: ANN401
    return _delivered(await drive_async(operation))


def _delivered(outcome: Any) -> Any:  # noqa: ANN401
    if type(outcome) is Raised:
        try:
            raise outcome.error
        finally:
            del outcome  # or the error's traceback would keep itself alive
    return outcome


def _settle(answer: "asyncio.Future[Any]", ticket: Ticket) -> None:
    if answer.cancelled():
        return
    if ticket.error is not None:
        answer.set_exception(ticket.error)
    else:
        answer.set_result(ticket.result)
