"""Handlers that take for an error what the engine stops or suspends a workflow with."""

from collections.abc import Iterator

from samepath.linter.analysis.misuses.unbounded import gives_up, parts_of, sites_of
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.operation_tree import issues
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import RUN, ExternalInstance, Object

ALL = "BaseException"
ERRORS = "Exception"
BROAD = (ERRORS, ALL)


class Swallowing:
    """What the handlers of one workflow take."""

    def __init__(self, observation: Observation) -> None:
        self.observation = observation
        self.dialect = observation.solved.workflow.dialect
        self.table = observation.solved.solve.world.dialects

    def swallowed(self) -> Iterator[tuple[Frame, int, str]]:
        """Yield the handlers, managers and returns that let nothing pass."""
        for reached in self.observation.reached.values():
            frame = reached.frame
            if frame.mode.when != RUN:
                continue
            for part in parts_of(frame.function.code.body):
                if ir.is_kind(part, ir.TRY):
                    yield from self.swallowed_by_try(frame, part)
                elif part[0] == ir.WITH and part[1:2] and part[1] in frame.swallowing:
                    yield from self.swallowed_by_manager(frame, part)

    def swallowed_by_try(self, frame: Frame, node: Node) -> Iterator[tuple[Frame, int, str]]:
        """Yield what swallows in a `try`: a handler, or a return in its `finally`."""
        kinds = self.kinds_in(frame, node[2])
        if not kinds:
            return
        for part in parts_of(node[5]):
            if part[0] == ir.RETURN and type(part[0]) is int:
                yield frame, part[1], "`return` in `finally`"
        for site, kind, name, body in node[3]:
            caught = frame.catches.get(site, ())
            if any(self.is_suspension(item) for item in caught):
                return  # Whoever names it knows of it.
            how = breadth(caught) if kind is not None else ALL
            if self.takes(how, kinds) and not self.lets_pass(frame, body, name):
                yield frame, site, f"`except {how}`" if kind is not None else "a bare `except`"
            if how == ALL:
                return

    def swallowed_by_manager(self, frame: Frame, node: Node) -> Iterator[tuple[Frame, int, str]]:
        """Yield `contextlib.suppress` over what it must not end."""
        kinds = self.kinds_in(frame, node[3])
        for site, manager, _ in node[2]:
            named = [p[1] for p in parts_of((manager,)) if p[0] == ir.GLOBAL and p[1] in BROAD]
            if kinds and any(self.takes(how, kinds) for how in named):
                yield frame, site, f"`suppress({named[0]})`"

    def takes(self, how: str, kinds: set[str]) -> bool:
        """Tell whether a handler of this breadth takes what operations of these kinds raise."""
        if how == ALL:
            return bool(self.dialect.suspensions)
        ordinary = set(self.dialect.ordinary_suspensions.values())
        return how == ERRORS and ("any" in ordinary or bool(ordinary & kinds))

    def lets_pass(self, frame: Frame, body: Block, name: Node | None) -> bool:
        """Tell whether a handler raises what it caught, or at least does not let the run go on.

        Another error in its place ends a run that was to be stopped; one that was to be parked,
        and to go on later, fails by it.
        """
        ends = body[-1][0] == ir.RAISE and not self.dialect.parks
        return ends or passes_on(frame, body, name)

    def is_suspension(self, item: Object) -> bool:
        """Tell whether a handler names an exception of the engine's."""
        name = item.type if isinstance(item, ExternalInstance) else ""
        return bool(name) and self.table.canonical(name) in self.dialect.suspensions

    def kinds_in(self, frame: Frame, block: Block) -> set[str]:
        """Collect the kinds of the operations that statements issue or wait for."""
        kinds: set[str] = set()
        for site in sites_of(block):
            kinds |= {issued.operation.kind for issued in frame.operations.get(site, ())}
            for name in frame.outside.get(site, ()):
                operation = self.table.operation(name, self.dialect)
                if operation is not None:
                    kinds.add(operation[1].kind)
            for callee, how in frame.calls.get(site, {}).items():
                if how != "step" and issues(callee):
                    kinds |= kinds_of(callee)
        if frame.function.code.is_generator or frame.operations:
            kinds |= {"pending" for part in parts_of(block) if is_waiting(part)}
        return kinds


def breadth(caught: tuple[Object, ...]) -> str:
    """Answer the broadest of the general classes that a handler names, or an empty text."""
    names = {o.type.removeprefix("builtins.") for o in caught if isinstance(o, ExternalInstance)}
    return ALL if ALL in names else ERRORS if ERRORS in names else ""


def passes_on(frame: Frame, body: Block, name: Node | None) -> bool:
    """Tell whether a handler raises what it caught again, at least on some way."""
    for part in parts_of(body):
        if ir.is_kind(part, ir.RAISE):
            raised = part[2]
            if raised is None or (name is not None and raised == (ir.LOCAL, name[1])):
                return True
    return gives_up(frame, body)


def kinds_of(frame: Frame) -> set[str]:
    """Collect the kinds of the operations of a function and of what it calls."""
    kinds: set[str] = set()
    seen: set[Frame] = set()
    pending = [frame]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        for every in current.operations.values():
            kinds |= {issued.operation.kind for issued in every}
        pending.extend(f for calls in current.calls.values() for f in calls if calls[f] != "step")
    return kinds


def is_waiting(part: Node) -> bool:
    """Tell whether a tuple waits for something that was started before."""
    if type(part[0]) is not int or part[0] not in (ir.AWAIT, ir.YIELD):
        return False
    return len(part) == ir.SIZES[ir.AWAIT] and isinstance(part[2], tuple) and part[2][0] != ir.CALL


def swallowed(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield what keeps the engine from stopping or suspending a workflow."""
    return Swallowing(observation).swallowed()
