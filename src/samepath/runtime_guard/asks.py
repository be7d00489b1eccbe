"""What an operation can ask for: a commit, a query, a call of the user's function, a wait."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from samepath.runtime_guard.errors import StepTimeoutError
from samepath.runtime_guard.journal.store import Store, Ticket, Work
from samepath.runtime_guard.requests import SCOPE, Request
from samepath.runtime_guard.signals import Watch

if TYPE_CHECKING:
    import asyncio

    from samepath.runtime_guard.pool import Pool

T = TypeVar("T")

_LONGEST_WAIT = 86_400.0


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


def _settle(answer: "asyncio.Future[Any]", ticket: Ticket) -> None:
    if answer.cancelled():
        return
    if ticket.error is not None:
        answer.set_exception(ticket.error)
    else:
        answer.set_result(ticket.result)
