"""What an evaluation knows while it goes through one frame's body."""

from samepath.effects import Effect, Keeper, Matter, Misuse
from samepath.linter.program.contracts import VOUCHED
from samepath.linter.program.frames import Frame, Mode
from samepath.linter.program.labels import Cause, CauseKind
from samepath.linter.program.objects import (
    IMPORT,
    NOTHING,
    QUERY,
    RUN,
    STEP,
    Bound,
    Box,
    Class,
    Const,
    ExternalInstance,
    Function,
    Object,
    Value,
    join,
    labelled,
)
from samepath.linter.program.solve import Solve
from samepath.linter.program.world import Module

Environment = dict[object, Value]
GUARD = ExternalInstance("builtins.bool")
"""The answer to the question whether this is a replay."""
IN_WORKFLOW = ExternalInstance("builtins.bool")
"""The answer to the question whether this code runs in a workflow."""


class State:
    """The variables of one evaluation, and the few ways in which they change."""

    def __init__(self, solve: Solve, frame: Frame, module: Module) -> None:
        self.solve = solve
        self.world = solve.world
        self.frame = frame
        self.module = module
        self.mode: Mode = frame.mode
        self.code = frame.function.code
        self.env: Environment = dict(frame.parameters.items())
        self.cls: Class | None = None
        """The class whose body is being evaluated."""
        self.pc = frame.pc
        """Labels of the tests that decide whether this code runs."""
        self.exits = 0
        """Labels of the tests after which some paths have left the function or loop."""
        self.loops: list[dict[str, list[Environment]]] = []
        self.loop_elements: list[int] = []
        self.returned: list[tuple[Value, int]] = []
        self.caught: list[int] = []
        """Per enclosing `try`: labels of what may fail in it for outside reasons."""
        self.guarded = False
        """Under a test of whether this is a replay."""
        self.set_in_guard: dict[str, int] = {}
        """Variables that were assigned under such a test, and where."""
        self.awaiting = 0
        """How many `await` expressions enclose the one at hand."""
        self.here = -1
        """The site of the assignment at hand."""
        self.branching = 0
        """How many branches and loops enclose this code."""
        self.counts: dict[Box, int] = {}
        """How often the arm of a branch at hand has put something into each container."""
        self.compared = 0
        """Labels of the branches around this code: what their arms put in is compared after."""
        self.constructed: dict[str, Value] = {}
        """Attributes that a constructor has assigned so far."""
        self.augmenting = False
        """Reading what the same statement writes."""
        self.defaulting = False
        """In the default of a parameter."""
        self.walking = False
        """At the beginning of a loop over a tree of folders, which may decide their order."""
        self.passing = False
        """Under a manager that imports past the engine's sandbox."""
        self.likely = solve.likely

    def make(self, tag: object, site: object) -> tuple[Frame, object, object]:
        """Answer the key of an object created here."""
        return (self.frame, site, tag)

    def box(self, kind: str, site: object) -> Box:
        """Answer the container created at a site."""
        home = self.module if self.mode.when == IMPORT else None
        made = self.solve.object(
            self.make(kind, site), lambda: Box(kind, site, self.mode.when, home)
        )
        if home is not None:
            made.keeper = self.keeper()
        made.beside = bool(self.mode.beside) or self.mode.thread is not None
        return made

    def keeper(self) -> Keeper:
        """Answer what keeps an object that is created here, at import."""
        if self.defaulting:
            return Keeper.DEFAULT
        return Keeper.GLOBAL if self.cls is None else Keeper.CLASS

    def instance(self, type_: str, site: object = None) -> Value:
        """Answer an instance of a library's type; those of plain values are all one."""
        key = (self.frame, site, type_) if site is not None else ("type", type_)
        made = self.solve.object(key, lambda: ExternalInstance(type_, self.mode.when))
        return ((made,), 0)

    def const(self, value: object) -> Value:
        """Answer a constant."""
        return self.world.const(value)

    def bound(self, function: Function, receiver: Object) -> Bound:
        """Answer a method of a receiver."""
        key = ("bound", function, receiver)
        return self.solve.object(key, lambda: Bound(function, receiver))

    def external(self, name: str) -> Value:
        """Answer something in a library by its name."""
        return ((self.world.external(name),), 0)

    def read(self, owner: Object | Frame, field: object) -> Value:
        """Read a place, and run again when it grows."""
        return self.solve.read((owner, field), self.frame)

    def cause(
        self, kind: CauseKind, effect: Matter, site: int, what: str, module: Module | None = None
    ) -> int:
        """Answer the label of a cause that stands at a site of this code."""
        path = (module or self.module).path
        cause = Cause(kind, effect, path, site, self.mode.may, what)
        bit = self.world.labels.bit(cause)
        if not self.guarded:
            self.frame.sink("cause", site, bit)
        return bit

    def mutes(self, kind: CauseKind, keeper: Keeper) -> bool:
        """Tell whether causes of a kind, about what keeps their state, are suppressed here."""
        return f"{kind} {keeper}" in self.mode.muted

    def unstable(self, effect: Matter, site: int, what: str, module: Module | None = None) -> int:
        """Answer the label of a value that comes from the world, where that matters here."""
        if self.mode.when in (STEP, QUERY) or effect.value in self.mode.muted:
            return 0
        return self.cause("value", effect, site, what, module)

    def unrecorded_at(self, name: str, site: int) -> int:
        """Answer the label of what an engine answers without recording it."""
        if not self.minds(Misuse.UNRECORDED):
            return 0
        return self.unstable(Misuse.UNRECORDED, site, name)

    def guard(self, site: int, what: str) -> Value:
        """Answer whether this is a replay: a replay hears something else."""
        return ((GUARD,), self.unstable(Effect.REPLAY, site, what))

    def muted_at(self, site: int) -> frozenset[str]:
        """Answer what a suppression on a call's rows mutes in what is called."""
        muting = self.solve.muting
        if not muting or self.module.index is None or site < 0:
            return frozenset()
        span = self.module.index.spans[site]
        found: frozenset[str] = frozenset()
        for row in range(span[0], span[2] + 1):
            found |= muting.get((self.module.path, row), frozenset())
            if found:
                self.solve.muted_rows[self.module.path, row] = None
        return found

    def gap(self, site: int, what: str) -> None:
        """Note a call that could not be followed."""
        if self.mode.when != STEP and VOUCHED not in self.mode.muted:
            self.frame.gaps[site] = what

    def changed(self, value: Value, site: int, by: int) -> None:
        """Note that a value is changed in place, and by which labels, if somebody wants to know."""
        changes = self.solve.changes
        if changes is not None and self.mode.when == RUN:
            place = (self.frame, site)
            self.frame.sink("kept", site, by)
            changes[place] = join(changes.get(place, NOTHING), value)

    def misuse(self, misuse: Misuse, site: int, what: str) -> None:
        """Note that an operation is not used as the engine wants, where the engine minds."""
        if self.minds(misuse) and misuse.value not in self.mode.muted:
            self.frame.misuses[site, misuse] = what

    def minds(self, misuse: Misuse) -> bool:
        """Tell whether the engine at hand minds a misuse, and code that it runs is at hand."""
        dialect = self.solve.dialect
        return dialect is not None and misuse.value in dialect.misuses and self.mode.when != IMPORT

    def merge(self, left: Environment, right: Environment, labels: int) -> Environment:
        """Join two sets of variables; what differs is decided by the labels, too."""
        if left is right:
            return left
        merged: Environment = {}
        for name, value in left.items():
            other = right.get(name)
            if other is None:
                if not isinstance(name, tuple):
                    merged[name] = labelled(value, labels)
            elif other is value or other == value:
                merged[name] = value
            else:
                merged[name] = labelled(join(value, other), labels)
        for name, value in right.items():
            if name not in left and not isinstance(name, tuple):
                merged[name] = labelled(value, labels)
        return merged

    def forget_fields(self) -> None:
        """Others may have written: what was known of objects' fields is not sure any more."""
        if any(isinstance(name, tuple) for name in self.env):
            self.env = {n: v for n, v in self.env.items() if not isinstance(n, tuple)}

    def forget_items(self, box: Box) -> None:
        """Forget what was known of items: the container may have changed anywhere."""
        if any(isinstance(name, tuple) and name[0] is box for name in self.env):
            self.env = {
                n: v for n, v in self.env.items() if not (isinstance(n, tuple) and n[0] is box)
            }


def constants(value: Value) -> list[object] | None:
    """Answer the constants that a value can be, or None if it can be anything else."""
    found = []
    for item in value[0]:
        if not isinstance(item, Const):
            return None
        found.append(item.value)
    return found or None
