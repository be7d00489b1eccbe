"""The one mechanism: operations ask by requests, and two drivers answer.

An operation is a coroutine that awaits requests and nothing else. `drive` answers by blocking the
thread, `drive_async` by awaiting on the running event loop; only a request knows how it is
answered in each way.
"""

from collections.abc import Coroutine, Generator
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

T = TypeVar("T")

SCOPE: ContextVar[Any] = ContextVar("samepath_scope", default=None)
"""Where the code that runs now stands: a Scope in a workflow, a StepInfo in a step, or None."""


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
