"""Operations and coroutines that nobody waits for, tasks that nobody waits for in the end."""

from collections.abc import Iterator

from samepath.effects import Misuse
from samepath.linter.analysis.misuses.usage import Uses, uses_in
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.operation_tree import issues
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Code
from samepath.linter.program.objects import RUN
from samepath.rules.dialects import Dialect, DialectTable, Operation

TASKS = frozenset(
    {
        "asyncio.create_task",
        "asyncio.ensure_future",
        "asyncio.gather",
        "asyncio.AbstractEventLoop.create_task",
    }
)
"""What runs coroutines by itself."""
LEFT = ("dropped", "tested")
NEVER_RUNS = "its body never runs, and the workflow goes on without it"
"""What a coroutine or generator of the program's own comes to that nobody waits for."""


class Waiting:
    """What one workflow waits for, and what not."""

    def __init__(self, observation: Observation) -> None:
        self.observation = observation
        solved = observation.solved
        self.dialect = solved.workflow.dialect
        self.table = solved.solve.world.dialects
        self.entries = {frame for kind, frame in solved.entries if kind in ("entry", "handler")}
        self._uses: dict[Code, Uses] = {}
        self._answered: dict[Frame, str] = {}

    def left(self, wanted: Misuse) -> Iterator[tuple[Frame, int, str]]:
        """Yield everything that is left alone in one of the two ways."""
        for reached in self.observation.reached.values():
            frame = reached.frame
            if frame.mode.when != RUN:
                continue
            for site, (misuse, what) in self.started(frame).items():
                if misuse is wanted and self.is_left(frame, site):
                    yield frame, site, what

    def started(self, frame: Frame) -> dict[int, tuple[Misuse, str]]:
        """Answer the sites of a frame at which something is started that has to be waited for."""
        found: dict[int, tuple[Misuse, str]] = {}
        for site, callees in frame.calls.items():
            for callee, how in callees.items():
                what = self.answered(callee) if how not in ("step", "child") else ""
                if what:
                    found[site] = (Misuse.NOT_AWAITED, what)
        for site, issued in frame.operations.items():
            for each in issued:
                if each.dialect is self.dialect:
                    self.note(found, site, each.name, each.operation, frame.function.code)
        for site, names in frame.outside.items():
            for name in names:
                self.note_named(found, site, name, frame)
        return found

    def answered(self, frame: Frame) -> str:
        """Name the coroutine or task that a function answers, if it issues operations."""
        code = frame.function.code
        if code.is_async or code.is_generator:
            return frame.function.name if issues(frame) else ""
        if frame not in self._answered:
            self._answered[frame] = ""  # What calls itself answers what its other returns do.
            uses = self.uses(frame)
            handed = [
                what
                for site, (misuse, what) in self.started(frame).items()
                if misuse is Misuse.NOT_AWAITED and uses.of(site) == "returned"
            ]
            self._answered[frame] = handed[0] if handed else ""
        return self._answered[frame]

    def note_named(
        self, found: dict[int, tuple[Misuse, str]], site: int, name: str, frame: Frame
    ) -> None:
        """Note a call by its name: an operation, or what runs coroutines by itself."""
        operation = self.table.operation(name, self.dialect)
        if operation is not None and operation[0] is self.dialect:
            self.note(found, site, name, operation[1], frame.function.code)
        elif (
            self.table.canonical(name) in TASKS
            and name not in self.dialect.forbidden
            and self.holds_operations(frame, site)
        ):
            found[site] = (Misuse.DANGLING, name)

    def note(
        self,
        found: dict[int, tuple[Misuse, str]],
        site: int,
        name: str,
        operation: Operation,
        code: Code,
    ) -> None:
        """Note an operation, if what it answers has to be waited for."""
        how = awaited(self.dialect, name, operation)
        if how == "always" or (how == "in-async" and code.is_async):
            found[site] = (Misuse.NOT_AWAITED, name)
        elif how == "later":
            found[site] = (Misuse.DANGLING, name)

    def is_left(self, frame: Frame, site: int) -> bool:
        """Tell whether the value at a site is thrown away, or taken for a result.

        What the workflow returns is its result, unless it is a plain function that hands on the
        coroutine or generator of another.
        """
        use = self.uses(frame).of(site)
        if use != "returned":
            return use in LEFT
        code = frame.function.code
        hands_on = not code.is_async and not code.is_generator
        hands_on = hands_on and not self.is_operation(frame, site, frozenset())
        return frame in self.entries and not hands_on

    def is_operation(self, frame: Frame, site: int, seen: frozenset[Frame]) -> bool:
        """Tell whether a call answers an operation, itself or through a plain function."""
        if site in frame.operations:
            return True
        return any(
            self.is_operation(callee, inner, seen | {frame})
            for callee in frame.calls.get(site, ())
            if not callee.function.code.is_async
            and not callee.function.code.is_generator
            and callee not in seen
            for inner in (*callee.operations, *callee.calls)
            if self.uses(callee).of(inner) == "returned"
        )

    def holds_operations(self, frame: Frame, site: int) -> bool:
        """Tell whether the arguments of a call issue operations."""
        return any(
            inner in frame.operations or any(issues(f) for f in frame.calls.get(inner, ()))
            for inner in self.unawaited_within(frame, site)
        )

    def unawaited_within(self, frame: Frame, site: int) -> list[int]:
        """List the calls in the arguments of a call that are not awaited there."""
        uses = self.uses(frame)
        return uses.within(site) if site in uses.nodes else []

    def uses(self, frame: Frame) -> Uses:
        """Answer what becomes of the values in a frame's code."""
        code = frame.function.code
        if code not in self._uses:
            self._uses[code] = uses_in(code)
        return self._uses[code]


def awaited(dialect: Dialect, name: str, operation: Operation) -> str:
    """Answer how an operation has to be waited for."""
    if operation.awaited:
        return operation.awaited
    if dialect.async_suffix and name.endswith(dialect.async_suffix):
        return "always"
    return "always" if operation.pending else ""


def never_runs(table: DialectTable, dialect: Dialect, name: str) -> bool:
    """Tell whether what nobody waits for is the program's own: engines start what is theirs."""
    return table.operation(name, dialect) is None


def unawaited(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the operations and coroutines that a workflow calls and does not wait for."""
    return Waiting(observation).left(Misuse.NOT_AWAITED)


def dangling(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield what a workflow starts and never waits for."""
    return Waiting(observation).left(Misuse.DANGLING)
