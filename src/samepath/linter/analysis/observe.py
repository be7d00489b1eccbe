"""What one solve shows: causes, the calls that lead to them, and where they end up."""

from samepath.dataclass import dataclass
from samepath.effects import Consequence, Keeper
from samepath.linter.analysis.operation_tree import Trees
from samepath.linter.analysis.tests_decide import Decisions
from samepath.linter.program import ir
from samepath.linter.program.contracts import VOUCHED
from samepath.linter.program.evaluate.frame import reached_labels
from samepath.linter.program.frames import Frame
from samepath.linter.program.labels import POPPED, Cause
from samepath.linter.program.objects import QUERY, RUN, STEP
from samepath.linter.program.workflows import Solved

DIVERGING = frozenset({"identity", "condition", "order"})
LEAKING = frozenset({"argument", "state", "raise", "result", "named-order"})
"""An order whose operations are found by what tells them apart: kept, and compared by nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class Ending:
    """Where labels of a cause end up."""

    frame: Frame
    site: int
    kind: str
    consequence: Consequence


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A cause as one workflow meets it."""

    cause: Cause
    frame: Frame | None
    """The frame of the workflow's own solve in which it stands or first shows."""
    endings: tuple[Ending, ...]


@dataclass(slots=True, eq=False)
class Reached:
    """A frame that the workflow reaches, and the call by which it was first reached."""

    frame: Frame
    caller: Frame | None
    site: int
    how: str


class Observation:
    """One workflow's solve, asked."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.labels = solved.solve.world.labels
        self.reached = reach(solved)
        self.trees = Trees()
        self.decisions = Decisions(self.trees)

    def causes(self) -> list[Seen]:
        """List the causes that the workflow meets, each with all its endings."""
        origins: dict[Cause, Frame] = {}
        endings: dict[Cause, list[Ending]] = {}
        for reached in self.reached.values():
            for ending, labels in self.endings_of(reached.frame):
                for cause in self.labels.of(labels):
                    endings.setdefault(cause, []).append(ending)
                    origins.setdefault(cause, reached.frame)
            for (kind, site), labels in reached.frame.sinks.items():
                if kind == "cause":
                    for cause in self.labels.of(labels):
                        if cause.site == site and origins.get(cause) is not reached.frame:
                            self.settle_origin(origins, cause, reached.frame)
                            endings.setdefault(cause, [])
        for ending, labels in self.results():
            for cause in self.labels.of(labels):
                endings.setdefault(cause, []).append(ending)
                origins.setdefault(cause, ending.frame)
        return [
            Seen(
                cause,
                origins.get(cause),
                tuple(self.settled(e, cause) for e in found if not self.precedes(e, cause)),
            )
            for cause, found in endings.items()
        ]

    def settled(self, ending: Ending, cause: Cause) -> Ending:
        """Take an element that is popped once for an input: it decides no order."""
        if (
            ending.kind != "order"
            or cause.what != POPPED
            or self.repeats(ending.frame, ending.site)
        ):
            return ending
        return Ending(ending.frame, ending.site, "argument", Consequence.LEAKS)

    def repeats(self, frame: Frame, site: int) -> bool:
        """Tell whether a site lies in a loop, of its function or of those who call it."""
        seen: set[Frame] = set()
        pending = [(frame, site)]
        while pending:
            current, at = pending.pop()
            index = current.function.module.index
            if index is not None and 0 <= at < len(index.spans):
                row = index.spans[at][0]
                rows = loop_rows(current.function.code.body, index.spans)
                if any(first <= row <= last for first, last in rows):
                    return True
            if current not in seen:
                seen.add(current)
                pending.extend(current.callers)
        return False

    def precedes(self, ending: Ending, cause: Cause) -> bool:
        """Tell whether nothing is read, or before a step lost the write and not in a loop."""
        if cause.kind == "lost" and ending.kind == "state":
            return True  # It lies in the state anyway: what hangs on it ends up elsewhere, too.
        if cause.kind != "lost" or ending.kind not in ("argument", "identity", "branch", "order"):
            return False
        if ending.site == cause.site or cause.effect is Keeper.ENCODING:
            return False
        own = ending.frame.calls.get(ending.site, {}) if ending.kind == "argument" else {}
        if any(self.leads_to(callee, cause) for callee in own):
            return True
        return self.was_before(ending.frame, ending.site, cause, frozenset())

    def was_before(self, frame: Frame, site: int, cause: Cause, seen: frozenset[Frame]) -> bool:
        """Tell whether a site is passed before the write, here or in all that call this."""
        index = frame.function.module.index
        if index is None or not 0 <= site < len(index.spans) or frame in seen:
            return False
        row = index.spans[site][0]
        events = self.events(frame, cause)
        if events:
            loops = loop_rows(frame.function.code.body, index.spans)
            return all(
                event >= row and not any(a <= row <= b and a <= event <= b for a, b in loops)
                for event in events
            )
        callers = [(c, s) for c, s in frame.callers if c in self.reached]
        inner = seen | {frame}
        return bool(callers) and all(self.was_before(c, s, cause, inner) for c, s in callers)

    def events(self, frame: Frame, cause: Cause) -> list[int]:
        """List the rows of a frame at which the write happens, in it or in what it calls."""
        index = frame.function.module.index
        assert index is not None
        rows = [
            index.spans[site][2]
            for site, callees in frame.calls.items()
            if 0 <= site < len(index.spans) and any(self.leads_to(c, cause) for c in callees)
        ]
        if ("cause", cause.site) in frame.sinks and frame.function.module.path == cause.module:
            rows.append(index.spans[cause.site][2])
        return rows

    def leads_to(self, frame: Frame, cause: Cause) -> bool:
        """Tell whether a cause stands in a frame or in what it calls."""
        seen: set[Frame] = set()
        queue = [frame]
        while queue:
            current = queue.pop()
            if current in seen:
                continue
            seen.add(current)
            if (
                "cause",
                cause.site,
            ) in current.sinks and current.function.module.path == cause.module:
                return True
            for callees in current.calls.values():
                queue.extend(callees)
        return False

    def settle_origin(self, origins: dict[Cause, Frame], cause: Cause, frame: Frame) -> None:
        """Prefer the frame in which the cause stands, the nearest to the workflow first."""
        old = origins.get(cause)
        if old is None or ("cause", cause.site) not in old.sinks:
            origins[cause] = frame

    def endings_of(self, frame: Frame) -> list[tuple[Ending, int]]:
        """List where labels end up in one frame."""
        return [] if frame.mode.when == STEP else [*self.sinks_of(frame), *self.tests_of(frame)]

    def sinks_of(self, frame: Frame) -> list[tuple[Ending, int]]:
        """List the operations, logs and gaps that labels reach."""
        found: list[tuple[Ending, int]] = []
        quiet = frame.mode.when == QUERY
        for (kind, site), labels in frame.sinks.items():
            consequence = consequence_of(kind)
            if consequence is None or (kind == "gap" and VOUCHED in frame.mode.muted):
                continue
            if quiet and consequence is not Consequence.UNKNOWN:
                consequence = Consequence.HARMLESS
            found.append((Ending(frame, site, end_of(kind), consequence), labels))
        return found

    def tests_of(self, frame: Frame) -> list[tuple[Ending, int]]:
        """List the branches and loops that labels decide; a query's decide nothing."""
        found: list[tuple[Ending, int]] = []
        if frame.mode.when == QUERY:
            return found
        elements = self.labels.elements
        for site, (labels, kind) in frame.tests.items():
            if labels & ~elements:
                consequence = self.decisions.of(frame, site)
                if consequence is Consequence.HARMLESS:
                    found.append((Ending(frame, site, "nothing", consequence), labels & ~elements))
                else:
                    name = "loop" if kind == "loop" else "branch"
                    found.append((Ending(frame, site, name, consequence), labels & ~elements))
            if labels & elements and self.decisions.element(frame, site):
                found.append(
                    (Ending(frame, site, "order", Consequence.DIVERGES), labels & elements)
                )
        return found

    def results(self) -> list[tuple[Ending, int]]:
        """List what reaches the workflow's result, the answers of handlers, and of queries."""
        found: list[tuple[Ending, int]] = []
        for kind, frame in self.solved.entries:
            site = frame.function.code.site
            labels = reached_labels(self.solved.solve, frame, frame.result)
            if self.solved.workflow.alone:  # no engine answers what it yields: its caller gets it
                labels |= reached_labels(self.solved.solve, frame, frame.yields) | frame.shape
            raised = frame.raised | frame.thrown
            if kind == "query":
                found.append((Ending(frame, site, "query", Consequence.HARMLESS), labels))
            elif kind != "init":
                found.append((Ending(frame, site, "result", Consequence.LEAKS), labels))
                found.append((Ending(frame, site, "result", Consequence.LEAKS), raised))
        return [(ending, labels) for ending, labels in found if labels]

    def chain(self, frame: Frame) -> list[Reached]:
        """Answer the calls from the workflow to a frame, first call first."""
        calls: list[Reached] = []
        current = self.reached.get(frame)
        while current is not None and current.caller is not None:
            calls.append(current)
            current = self.reached.get(current.caller)
        calls.reverse()
        return calls

    def gaps(self) -> list[tuple[Frame, int, str]]:
        """List the calls that could not be followed."""
        return [
            (reached.frame, site, what)
            for reached in self.reached.values()
            if reached.frame.mode.when in (RUN, QUERY)
            for site, what in reached.frame.gaps.items()
        ]


def loop_rows(block: ir.Block, spans: list[ir.Span]) -> list[tuple[int, int]]:
    """List the rows of each loop's body."""
    found: list[tuple[int, int]] = []
    stack: list[object] = [block]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple) and part:
            if ir.is_kind(part, ir.FOR) or ir.is_kind(part, ir.WHILE):
                rows = [spans[s][0] for s in sites_in(part) if 0 <= s < len(spans)]
                if rows:
                    found.append((min(rows), max(rows)))
            stack.extend(part)
    return found


def sites_in(node: object) -> list[int]:
    """List the sites of the calls and attributes inside a statement."""
    found: list[int] = []
    stack: list[object] = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple) and part:
            if any(ir.is_kind(part, kind) for kind in (ir.CALL, ir.ATTRIBUTE, ir.ITEM)):
                found.append(part[1])
            stack.extend(part)
    return found


def consequence_of(kind: str) -> Consequence | None:
    """Grade a sink by its kind; what is no sink has none."""
    if kind in DIVERGING:
        return Consequence.DIVERGES
    if kind in LEAKING:
        return Consequence.LEAKS if kind != "raise" else None
    if kind in ("log", "option"):
        return Consequence.HARMLESS
    if kind == "gap":
        return Consequence.UNKNOWN
    return None


def end_of(kind: str) -> str:
    """Answer what a sink is for people."""
    return "order" if kind == "named-order" else kind


def reach(solved: Solved) -> dict[Frame, Reached]:
    """Go through the frames that the workflow reaches, breadth first: shortest chains."""
    found: dict[Frame, Reached] = {}
    queue: list[Frame] = []
    for _, frame in solved.entries:
        if frame not in found:
            found[frame] = Reached(frame, None, -1, "entry")
            queue.append(frame)
    for frame in queue:
        for site, callees in frame.calls.items():
            for callee, how in callees.items():
                if callee not in found:
                    found[callee] = Reached(callee, frame, site, how)
                    queue.append(callee)
    return found
