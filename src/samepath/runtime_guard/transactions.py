"""Transaction steps: what they change in the journal's database, and their entry, in one commit."""

from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, overload

from samepath.runtime_guard.errors import JournalError, MisplacedError, UnrecordableError
from samepath.runtime_guard.journal.rows import Entry, State
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.requests import SCOPE, Raised, perform
from samepath.runtime_guard.scope import StepInfo, current_scope
from samepath.runtime_guard.slot import Slot
from samepath.runtime_guard.step import Errors, StepOptions

P = ParamSpec("P")
T = TypeVar("T")

_COROUTINE = 0x80  # inspect.CO_COROUTINE

_HELD = "select 1 from samepath_runs where id = ? and fence = ? and status = 'running'"


class Cursor(Protocol):
    """What executing a statement returns, whatever the driver."""

    rowcount: int

    def fetchone(self) -> Any: ...  # noqa: ANN401

    def fetchall(self) -> list[Any]: ...


class Database:
    """The database of the journal, inside a transaction that ends with the step."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Any) -> None:  # noqa: ANN401
        self._connection = connection

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> Cursor:
        """Execute a statement in the driver's own style of parameters: ? or %s."""
        found: Cursor = self._connection.execute(statement, parameters)
        return found


class Transaction(Generic[P, T]):
    """A step whose changes to the journal's database happen exactly once."""

    def __init__(
        self, function: Callable[Concatenate[Database, P], T], options: StepOptions
    ) -> None:
        if function.__code__.co_flags & _COROUTINE:
            raise MisplacedError(f"{function.__qualname__} is async: a transaction step is not")
        update_wrapper(self, function)
        self.function = function
        self.name = options.name or function.__qualname__
        self.options = options

    def __call__(self, *positional: P.args, **named: P.kwargs) -> T:
        """Run the step. Await it in an async workflow."""
        scope = current_scope(self.name)
        slot = Slot(scope, "transaction", self.name, positional, named)
        result: T = perform(self._work(slot, positional, named), awaits=scope.awaits)
        return result

    async def _work(self, slot: Slot, positional: tuple[Any, ...], named: dict[str, Any]) -> Any:  # noqa: ANN401
        if slot.entry is not None:
            return slot.recalled()

        async def attempt(number: int) -> Any:  # noqa: ANN401
            arguments, rest = slot.copied_arguments(positional, named)
            tried = _Attempt(slot, number, lambda db: self.function(db, *arguments, **rest))
            return await tried.made()

        try:
            return await self.options.attempts(slot, attempt)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
            return await slot.fail(error)


class _Undone(Exception):  # noqa: N818 - control flow inside this file
    """The run was no longer ours: nothing of the transaction may stay."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry


class _Attempt:
    """One try: the function's changes and the entry, or neither."""

    def __init__(self, slot: Slot, attempt: int, call: Callable[[Database], Any]) -> None:
        self._slot = slot
        self._info = StepInfo(slot.execution.run.id, slot.position, attempt)
        self._call = call

    async def made(self) -> Any:  # noqa: ANN401
        slot = self._slot
        try:
            entry = await slot.execution.write(self)
        except _Undone as undone:
            entry = undone.entry
            await slot.execution.lost(entry)
        value = slot.execution.executor.codec.decode(entry.value)
        return Raised(value) if entry.state == State.ERROR else value

    def __call__(self, sql: Sql, /) -> Entry:
        slot = self._slot
        run = slot.execution.run
        if (recorded := slot.standing(sql)) is not None:
            return recorded
        if not sql.rows(_HELD, (run.id, run.fence)):
            raise _Undone(slot.change(int(State.RESULT), "null")[0])
        before = SCOPE.set(self._info)
        try:
            result = self._call(Database(sql.connection))
        finally:
            SCOPE.reset(before)
        if getattr(sql.connection, "in_transaction", True) is False:
            raise JournalError(f"{slot.name} ended the transaction it was given")
        entry, change = slot.change(int(State.RESULT), self._encoded(result))
        if change(sql) != 1:  # nothing held the run while the function worked
            raise _Undone(entry)
        return entry

    def _encoded(self, result: object) -> str:
        try:
            return self._slot.execution.executor.codec.encode(result)
        except UnrecordableError as error:
            raise UnrecordableError(f"{self._slot.name} changed nothing: {error}") from None


@overload
def transaction(function: Callable[Concatenate[Database, P], T], /) -> Transaction[P, T]: ...


@overload
def transaction(
    *,
    name: str = "",
    retries: int = 0,
    retry_on: Errors = (Exception,),
    never_retry: Errors = (),
    pause: float = 1.0,
    backoff: float = 2.0,
    longest: float = 60.0,
    jitter: float = 0.1,
) -> Callable[[Callable[Concatenate[Database, P], T]], Transaction[P, T]]: ...


def transaction(function: Callable[..., Any] | None = None, /, **options: Any) -> Any:
    """Make a function a transaction step; its first parameter is the Database.

    What it changes there and the step's entry are committed together: exactly once. Retries are
    those of `step`; a failed try leaves nothing behind.
    """
    if function is not None:
        return Transaction(function, StepOptions())
    chosen = StepOptions(**options).checked()
    return lambda function: Transaction(function, chosen)
