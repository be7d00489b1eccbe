"""The fixpoint: frames, the heap, and the worklist that runs until nothing grows."""

from collections.abc import Callable
from typing import Any, TypeVar

from samepath.linter.program.frames import Context, Frame, Mode, Place
from samepath.linter.program.objects import (
    IMPORT,
    NOTHING,
    RUN,
    Bound,
    Class,
    Const,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join,
)
from samepath.linter.program.world import World
from samepath.rules.dialects import Dialect

CONTEXTS = 96
"""A function met in more contexts than this is read in one that joins them all."""
CONSTANT_CONTEXTS = 12
"""Beyond this many contexts, short constants do not count any more."""
SHORT = 40
"""Constants that are longer than this as text do not tell calls apart."""
ROUNDS = 8
"""A recursion met in more contexts than this goes back to its own frame with whatever it has."""
ANCESTORS = 200
"""Callers above a call that are searched for the frame that a recursion goes back to."""
RECEIVER_CONTEXTS = 24
"""Beyond this many contexts, receivers of one class are not told apart."""
DEPTH = 48
"""Calls deeper than this wait in the queue instead of being followed at once."""
CLOSURES = 6
"""Functions that create functions deeper than this share what they create."""
BUDGET = 60_000
"""Evaluations of frames in one solve; beyond, the workflow counts as not read completely."""


Outline = tuple[tuple[object, ...], ...]
"""Per parameter the code behind what it carries."""
Made = TypeVar("Made", bound=Object)


class Solve:
    """One fixpoint over the import-time world: for a workflow, or for module bodies."""

    def __init__(
        self,
        world: World,
        evaluate: Callable[["Solve", Frame], None],
        dialect: Dialect | None = None,
    ) -> None:
        self.world = world
        self.dialect = dialect
        self.evaluate = evaluate
        self.heap: dict[Place, Value] = {}
        self.readers: dict[Place, dict[Frame, None]] = {}
        self.cleared: dict[Place, dict[Frame, int]] = {}
        """Places that were emptied again: to each reader the labels that it has seen there."""
        self.below: Solve | None = world.base
        self.frames: dict[object, Frame] = {}
        self.contexts: dict[tuple[Function, Mode], list[Frame]] = {}
        self.objects: dict[object, Any] = {}
        self.queue: dict[Frame, None] = {}
        self.depth = 0
        self.evaluations = 0
        self.limit = BUDGET
        self.shared_writes: dict[tuple[Frame, int], tuple[Object, object]] = {}
        """Writes of a workflow's body to what outlives the run: object and field."""
        self.creations: dict[tuple[Frame, int], tuple[Object, object]] = {}
        """Writes to the same that create something on first use."""
        self.memoised: dict[tuple[Frame, int], Function] = {}
        """Calls of functions whose results are kept in the process."""
        self.copies: dict[Object, Object] = {}
        """What steps gave back, as a replay has it, to the object that the first run has."""
        self.aliases: dict[Object, list[tuple[Object, Frame, int]]] = {}
        """What steps were given and gave back: its copies, and where the steps were called."""
        self.shared_reads: dict[tuple[Frame, int, Object, object], int] = {}
        """What a workflow's body reads of objects that outlive the run."""
        self.changes: dict[tuple[Frame, int], Value] | None = None
        """What is changed in place, by frame and site, where somebody wants to know."""
        self.exhausted = False
        self.active: dict[Function, int] = {}
        self.recursive: set[Function] = set()
        self.outlines: dict[Frame, Outline] = {}
        self.likely: set[Object] = set()
        """Methods that were found by a link that is only likely."""
        self.state_owners: set[Object] = set()
        """The workflow's own instance, where the engine keeps state in attributes."""
        self.unsandboxed = False
        self.driven: set[Frame] = set()
        """Generators whose yields the engine answers."""
        self.muting: dict[tuple[str, int], frozenset[str]] = {}
        """Suppressed rows: (path, row) to what is muted for what is called there."""
        self.muted_rows: dict[tuple[str, int], None] = {}

    # The heap

    def read(self, place: Place, frame: Frame | None) -> Value:
        """Answer what a place holds; the frame runs again when that grows."""
        if frame is not None:
            self.readers.setdefault(place, {})[frame] = None
        value = self.heap.get(place)
        if value is None and self.below is not None:
            value = self.below.heap.get(place)
        if frame is not None and value and place in self.cleared:
            seen = self.cleared[place]
            seen[frame] = seen.get(frame, 0) | value[1]
        return NOTHING if value is None else value

    def has(self, place: Place) -> bool:
        """Tell whether a place holds anything yet."""
        return place in self.heap or (self.below is not None and place in self.below.heap)

    def write(self, place: Place, value: Value) -> None:
        """Add to what a place holds."""
        old = self.read(place, None)
        new = join(old, value)
        if new is not old or place not in self.heap:
            self.heap[place] = new
            if new is not old:
                self.wake(place)

    def overwrite(self, place: Place, value: Value) -> None:
        """Replace what a place holds, unless somebody has read it already."""
        if self.readers.get(place):
            self.write(place, value)
        else:
            self.heap[place] = value

    def clear(self, place: Place) -> None:
        """Empty a place; whoever has seen its labels need not run again when they come back."""
        value = self.read(place, None)
        if value[1]:
            seen = self.cleared.setdefault(place, {})
            for frame in self.readers.get(place, ()):
                seen[frame] = seen.get(frame, 0) | value[1]
        self.heap[place] = NOTHING

    def wake(self, place: Place) -> None:
        """Queue the frames that read a place, unless it shows what they have seen before."""
        seen = self.cleared.get(place)
        labels = self.heap[place][1] if seen is not None else 0
        for frame in self.readers.get(place, ()):
            if seen is None or labels & ~seen.get(frame, 0):
                self.queue[frame] = None

    def object(self, key: object, make: Callable[[], Made]) -> Made:
        """Intern an object by where it is created: a key always brings the same type."""
        found: Made | None = self.objects.get(key)
        if found is None and self.below is not None:
            found = self.below.objects.get(key)
        if found is None:
            found = self.objects[key] = make()
        return found

    # Frames

    def enter(
        self,
        function: Function,
        mode: Mode,
        parameters: dict[str, Value],
        pc: int,
        caller: Frame | None,
        site: int,
    ) -> Frame:
        """Answer the frame for a call, evaluated if it can be; the caller waits for its result."""
        frame = self.outer(function, mode, parameters, caller)
        if frame is None:
            frame = self.frame(function, mode, parameters, pc)
        fresh = not frame.started
        if caller is not None:
            frame.callers[caller, site] = None
        grown = fresh
        for name, value in parameters.items():
            old = frame.parameters.get(name, NOTHING)
            new = join(old, value)
            if new is not old:
                frame.parameters[name] = new
                grown = True
        if pc & ~frame.pc:
            frame.pc |= pc
            grown = True
        if grown:
            # Scripts call the same functions again and again: what they bring is read together.
            later = mode.when == IMPORT and not fresh
            if later or frame.running or self.depth >= DEPTH:
                self.queue[frame] = None
            else:
                # Whoever made it sees the first result itself, and need not run again for that.
                self.run_frame(frame, (caller, site) if fresh else None)
        return frame

    def frame(self, function: Function, mode: Mode, parameters: dict[str, Value], pc: int) -> Frame:
        """Find the frame of a context, or make it."""
        contexts = self.contexts.setdefault((function, mode), [])
        count = len(contexts)
        if count > CONTEXTS or function.depth > CLOSURES:
            key: object = (function, mode, "all")
        else:
            context = context_of(
                parameters,
                with_constants=count <= CONSTANT_CONTEXTS,
                with_receivers=count <= RECEIVER_CONTEXTS,
            )
            key = (function, mode, context, pc)
        frame = self.frames.get(key)
        if frame is None:
            frame = self.frames[key] = Frame(function, mode, key, len(self.frames))
            frame.context = context_of(parameters, with_constants=False)
            contexts.append(frame)
            if count == CONTEXTS:
                for other in contexts[:-1]:
                    self.merge(other, frame)
        return frame

    def outer(
        self, function: Function, mode: Mode, parameters: dict[str, Value], caller: Frame | None
    ) -> Frame | None:
        """Answer the frame that a recursive call goes back to: one for all its rounds."""
        if self.active.get(function):
            self.recursive.add(function)
        if caller is None or function not in self.recursive:
            return None
        many = len(self.contexts.get((function, mode), ())) > ROUNDS
        outline = None if many else outline_of(context_of(parameters, with_constants=False))
        seen = {caller: None}
        pending = [caller]
        for frame in pending:
            own = frame.function is function and frame.mode == mode
            if own and (many or self.outline(frame) == outline):
                return frame
            for above, _ in frame.callers:
                if above not in seen and len(seen) < ANCESTORS:
                    seen[above] = None
                    pending.append(above)
        return None

    def outline(self, frame: Frame) -> Outline:
        """Answer the outline of the context that a frame was made for."""
        found = self.outlines.get(frame)
        if found is None:
            found = self.outlines[frame] = outline_of(frame.context)
        return found

    def merge(self, other: Frame, into: Frame) -> None:
        """Let a frame stand for another one, too."""
        for name, value in other.parameters.items():
            into.parameters[name] = join(into.parameters.get(name, NOTHING), value)
        for caller, site in other.callers:
            into.callers[caller, site] = None
            self.queue[caller] = None

    def run_frame(self, frame: Frame, witness: tuple[Frame | None, int] | None = None) -> None:
        """Evaluate a frame; whoever called it runs again if its result grew, the witness aside."""
        if self.evaluations >= self.limit:
            self.exhausted = True
            return
        self.evaluations += 1
        self.queue.pop(frame, None)
        frame.running = frame.started = True
        before = (frame.result, frame.raised, frame.thrown, frame.yields, frame.shape)
        self.depth += 1
        self.active[frame.function] = self.active.get(frame.function, 0) + 1
        try:
            frame.forget()
            self.evaluate(self, frame)
        finally:
            self.depth -= 1
            self.active[frame.function] -= 1
            frame.running = False
        after = (frame.result, frame.raised, frame.thrown, frame.yields, frame.shape)
        if after != before:
            for call in frame.callers:
                if call != witness:
                    self.queue[call[0]] = None

    def drives(self, frame: Frame) -> bool:
        """Tell whether the engine answers a generator's yields."""
        return frame in self.driven or frame.mode.when == RUN

    def allow(self, evaluations: int) -> None:
        """Allow so many more evaluations, whatever was used before."""
        self.limit = self.evaluations + evaluations
        self.exhausted = False

    def settle(self) -> None:
        """Run queued frames until nothing grows."""
        while self.queue and not self.exhausted:
            frame = next(iter(self.queue))
            self.run_frame(frame)
        self.queue.clear()


def context_of(
    parameters: dict[str, Value], *, with_constants: bool, with_receivers: bool = True
) -> Context:
    """Say what tells calls apart: callables, types, labels, short constants."""
    parts: list[tuple[tuple[Object, ...], int]] = []
    for value in parameters.values():
        kinds: list[Object] = []
        for item in value[0]:
            if isinstance(item, Bound):
                kinds.append(item if with_receivers else item.function)
            elif isinstance(item, Function | Partial | Class):
                kinds.append(item)
            elif isinstance(item, Instance):
                kinds.append(item if with_receivers and not parts else item.cls)
            elif with_constants and isinstance(item, Const) and is_short(item.value):
                kinds.append(item)
        parts.append((tuple(kinds), value[1]))
    return tuple(parts)


def outline_of(context: Context) -> Outline:
    """Reduce a context to code: what differs between the rounds of a recursion is left out."""
    return tuple(tuple(dict.fromkeys(code_of(o) for o in kinds)) for kinds, _ in context)


def code_of(item: object) -> object:
    """Answer the code behind a callable or a receiver, however often it was created."""
    if isinstance(item, Bound):
        return item.function.code
    if isinstance(item, Instance):
        return item.cls.code
    if isinstance(item, Partial):
        return tuple(code_of(o) for o in item.function[0])
    return item.code if isinstance(item, Function | Class) else None


def is_short(value: object) -> bool:
    """Tell whether a constant may tell one call from another."""
    return (
        value is None
        or isinstance(value, bool)
        or (isinstance(value, str | int) and len(str(value)) < SHORT)
    )
