"""One operation at its position: what the journal has there, and how to record it."""

from collections.abc import Callable
from typing import Any

from samepath.runtime_guard.asks import Wait
from samepath.runtime_guard.codec import SCALARS
from samepath.runtime_guard.errors import Corrupted, UnreadableError, UnrecordableError
from samepath.runtime_guard.journal.record import record, settle
from samepath.runtime_guard.journal.rows import Entry, State
from samepath.runtime_guard.journal.store import Change, Sql
from samepath.runtime_guard.requests import Raised
from samepath.runtime_guard.scope import Scope
from samepath.runtime_guard.signals import Watch

_PREVIEW = 100
_RESULT = int(State.RESULT)
_ERROR = int(State.ERROR)
_STARTED = int(State.STARTED)


class Slot:
    """The place of an operation in its run; taken, and checked, when the operation is called."""

    __slots__ = (
        "arguments",
        "began",
        "digest",
        "entry",
        "execution",
        "kind",
        "lane",
        "name",
        "position",
    )

    def __init__(
        self,
        scope: Scope,
        kind: str,
        name: str,
        positional: "list[Any] | tuple[Any, ...]" = (),
        named: dict[str, Any] | None = None,
    ) -> None:
        execution = self.execution = scope.execution
        codec = execution.executor.codec
        self.lane = scope.lane
        if self.lane is not None:
            self.lane.check()
        self.kind = kind
        self.name = name
        self.arguments, self.digest = codec.encode_arguments(positional, named or {})
        self.position = scope.take_position()
        self.entry = execution.recall(
            self.position, kind, name, self.digest, self.arguments[:_PREVIEW]
        )
        self.began = execution.executor.clock.now()

    def copied_arguments(
        self, positional: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple["list[Any] | tuple[Any, ...]", dict[str, Any]]:
        """Return arguments that share nothing with the workflow's own objects."""
        if not named and all(type(value) in SCALARS for value in positional):
            return positional, named
        found = self.execution.executor.codec.decode(self.arguments)
        return found[0], found[1] if named else {}

    def recalled(self) -> Any:  # noqa: ANN401
        """Return the recorded outcome."""
        entry = self.entry
        assert entry is not None
        try:
            value = self.execution.executor.codec.decode(entry.value)
        except UnreadableError as error:
            where = f"{entry.kind} {entry.name} at {entry.position} of {entry.run}"
            self.execution.stop(Corrupted(f"the entry of {where} cannot be read: {error}"))
        return Raised(value) if entry.state == _ERROR else value

    async def keep(self, value: Any, also: Callable[[Sql], None] | None = None) -> Any:  # noqa: ANN401
        """Record a result; return the copy of it that a replay will see."""
        codec = self.execution.executor.codec
        try:
            text = codec.encode(value)
        except UnrecordableError as error:
            return await self.fail(error)
        await self._record(_RESULT, text, also)
        return value if type(value) in SCALARS else codec.decode(text)

    async def fail(self, error: Exception) -> Raised:
        """Record an error; return the copy of it that a replay will see."""
        codec = self.execution.executor.codec
        text = codec.encode(error)
        await self._record(_ERROR, text)
        return Raised(codec.decode(text).with_traceback(error.__traceback__))

    async def begin(self, text: str = "null") -> None:
        """Record that the operation started and is not settled."""
        await self._record(_STARTED, text)
        self.entry = self._entry(_STARTED, text)

    def change(self, state: int, text: str) -> tuple[Entry, Change]:
        """Return the entry for an outcome, and the fenced statement that records it."""
        entry = self._entry(state, text)
        fence = self.execution.run.fence
        return entry, record(entry, fence) if self.entry is None else settle(entry, fence)

    async def _record(
        self, state: int, text: str, also: Callable[[Sql], None] | None = None
    ) -> None:
        entry, change = self.change(state, text)
        work = change if also is None else Fenced(change, also)
        if await self.execution.write(work) != 1:
            await self.execution.lost(entry)

    def _entry(self, state: int, text: str) -> Entry:
        execution = self.execution
        return Entry(
            execution.run.id,
            self.position,
            self.kind,
            self.name,
            self.digest,
            self.arguments[:_PREVIEW],
            state,
            text,
            self.began,
            execution.executor.clock.now(),
        )

    def standing(self, sql: Sql) -> Entry | None:
        """Return what an earlier try recorded here whose answer was lost, in the transaction.

        Work that decides what it records asks this first, or it would decide anew.
        """
        statement = "select * from samepath_entries where run = ? and position = ? and state <> 2"
        rows = sql.rows(statement, (self.execution.run.id, self.position))
        return Entry._make(rows[0]) if rows else None

    def watch(self, *keys: str) -> Watch:
        """Watch keys, and whatever may interrupt the run."""
        return self.execution.executor.signals.watch(f"run:{self.execution.run.id}", *keys)

    async def wait(self, watch: Watch, until: float | None) -> None:
        """Wait for a signal, or until a moment of monotonic time."""
        executor = self.execution.executor
        self._check()
        left = None if until is None else max(0.0, until - executor.clock.monotonic())
        await Wait(watch, left, executor.pool)
        self._check()

    def _check(self) -> None:
        self.execution.check()
        if self.lane is not None:
            self.lane.check()

    async def pause(self, seconds: float) -> None:
        """Wait for some time; a cancellation or the end of the runtime ends it with the run."""
        clock = self.execution.executor.clock
        until = clock.monotonic() + seconds
        watch = self.watch()
        try:
            while clock.monotonic() < until:
                await self.wait(watch, until)
        finally:
            watch.close()


class Fenced:
    """The fenced statement, and what belongs into its transaction if the fence still holds."""

    __slots__ = ("also", "change")

    def __init__(self, change: Callable[[Sql], int], also: Callable[[Sql], None]) -> None:
        self.change = change
        self.also = also

    def __call__(self, sql: Sql, /) -> int:
        changed = self.change(sql)
        if changed == 1:
            self.also(sql)
        return changed
