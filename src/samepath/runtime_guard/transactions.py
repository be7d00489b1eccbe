"""Transaction steps: what they change in the journal's database, and their entry, in one commit."""

from collections.abc import Callable, Sequence
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

_HELD = "select 1 from samepath_runs where id = ? and fence = ? and status = 'running'{held}"


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
        self.function = function
        self.name = options.name or function.__qualname__
        self.options = options
        self.__name__ = function.__name__
        self.__qualname__ = function.__qualname__
        self.__doc__ = function.__doc__
        self.__module__ = function.__module__
        self.__wrapped__ = function

    def __call__(self, *positional: P.args, **named: P.kwargs) -> T:
        """Run the step. Await it in an async workflow."""
        scope = current_scope(self.name)
        slot = Slot(scope, "transaction", self.name, positional, named)
        result: T = perform(self._work(slot, positional, named), awaits=scope.awaits)
        return result

    async def _work(self, slot: Slot, positional: tuple[Any, ...], named: dict[str, Any]) -> Any:  # noqa: ANN401
        if slot.entry is not None:
            return slot.recalled()
        attempt = 1
        while True:
            arguments, rest = slot.copied_arguments(positional, named)
            attempted = _Attempt(slot, attempt, lambda db: self.function(db, *arguments, **rest))  # noqa: B023
            try:
                return await attempted.made()
            except self.options.retry_on as error:
                retried = attempt <= self.options.retries
                if not retried or isinstance(error, self.options.never_retry):
                    return await slot.fail(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
                return await slot.fail(error)
            await slot.pause(self.options.delay(attempt))
            attempt += 1


class _Attempt:
    """One try: the function's changes and the entry, or neither."""

    def __init__(self, slot: Slot, attempt: int, call: Callable[[Database], Any]) -> None:
        self._slot = slot
        self._info = StepInfo(slot.execution.run.id, slot.position, attempt)
        self._call = call

    async def made(self) -> Any:  # noqa: ANN401
        slot = self._slot
        changed, entry = await slot.execution.write(self)
        if changed != 1:
            await slot.execution.lost(entry)
        value = slot.execution.executor.codec.decode(entry.value)
        return Raised(value) if entry.state == State.ERROR else value

    def __call__(self, sql: Sql, /) -> tuple[int, Entry]:
        slot = self._slot
        run = slot.execution.run
        if not sql.rows(_HELD, (run.id, run.fence)):
            return 0, slot.change(int(State.RESULT), "null")[0]
        if (recorded := slot.standing(sql)) is not None:
            return 1, recorded
        before = SCOPE.set(self._info)
        try:
            result = self._call(Database(sql.connection))
        finally:
            SCOPE.reset(before)
        if getattr(sql.connection, "in_transaction", True) is False:
            raise JournalError(f"{slot.name} ended the transaction it was given")
        entry, change = slot.change(int(State.RESULT), self._encoded(result))
        if change(sql) != 1:
            raise JournalError(f"the outcome of {slot.name} could not be recorded")
        return 1, entry

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
    chosen = StepOptions(**options)
    return lambda function: Transaction(function, chosen)
