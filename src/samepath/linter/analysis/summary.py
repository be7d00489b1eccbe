"""One function asked for its effects: what it does, and where its parameters go."""

from samepath.effects import Certainty, Effect, Misuse
from samepath.linter.analysis.observe import Observation, end_of
from samepath.linter.analysis.places import Places, frame_name
from samepath.linter.analysis.shared_writes import named
from samepath.linter.program.evaluate.frame import evaluate_frame, reached_labels
from samepath.linter.program.frames import Frame, Issued, Mode
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import (
    RUN,
    STEP,
    Box,
    Function,
    Instance,
    Object,
    Value,
    labelled,
)
from samepath.linter.program.solve import Solve
from samepath.linter.program.workflows import (
    CALLER,
    Solved,
    Workflow,
    parameters_of,
    receiver_of,
)
from samepath.linter.program.world import World
from samepath.linter.report.effects import Doing, Effects, Parameter, Reach, Spot
from samepath.linter.report.finding import Hop
from samepath.rules.dialects import Dialect

MARK = Misuse.SHAPE
"""What the labels of parameters are about: no value has this for an effect."""


def summarise(world: World, places: Places, function: Function, dialect: Dialect) -> Effects:
    """Solve a function alone, with a label on each of its parameters, and tell what is seen."""
    workflow = Workflow(function.name, dialect, function=function, alone=True)
    solve = Solve(world, evaluate_frame, dialect)
    solve.unsandboxed = True  # its globals are its callers', however these run
    solve.changes = {}
    mode = Mode(RUN)
    receiver = receiver_of(solve, function, alone=True)
    parameters = parameters_of(solve, function, None, receiver, mode)
    marks = {name: mark(world, function, name) for name in parameters}
    given = {name: labelled(value, marks[name]) for name, value in parameters.items()}
    frame = solve.enter(function, mode, given, 0, None, CALLER)
    solve.settle()
    observation = Observation(Solved(workflow, solve, [("entry", frame)]))
    return Summary(observation, places, frame, given).effects()


def mark(world: World, function: Function, name: str) -> int:
    """Answer the label of a parameter."""
    path, site = function.module.path, function.code.site
    return world.labels.bit(Cause("value", MARK, path, site, False, name))


class Summary:
    """What one solve shows about the function that it began with."""

    def __init__(
        self, observation: Observation, places: Places, entry: Frame, given: dict[str, Value]
    ) -> None:
        self.observation = observation
        self.places = places
        self.entry = entry
        self.given = given
        self.solve = observation.solved.solve
        self.frames = [r.frame for r in observation.reached.values() if r.frame.mode.when != STEP]
        self.outer = [place for place, value in solve_changes(self.solve) if self.is_outer(value)]
        self.reaches: dict[Cause, dict[Reach, None]] = {}
        for reach, labels in self.ends():
            for cause in self.solve.world.labels.of(labels):
                self.reaches.setdefault(cause, {})[reach] = None

    def effects(self) -> Effects:
        """Tell everything, section by section."""
        function = self.entry.function
        return Effects(
            function.name,
            self.observation.solved.workflow.dialect.name,
            self.spot(self.entry, function.code.site),
            tuple(self.parameters()),
            tuple(self.acts()),
            tuple(self.changes()),
            tuple(self.operations()),
            tuple(self.gaps()),
        )

    def ends(self) -> list[tuple[Reach, int]]:
        """List where labels end up: in the result, or at a site of some frame."""
        frame = self.entry
        here = self.spot(frame, frame.function.code.site)
        labels = reached_labels(self.solve, frame, frame.result) | frame.shape
        labels |= reached_labels(self.solve, frame, frame.yields)
        found = [(Reach("result", "", here), labels)]
        found.append((Reach("raise", "", here), frame.raised | frame.thrown))
        for each in self.frames:
            for (kind, site), sunk in each.sinks.items():
                end = self.end_of(kind, each, site)
                if end:
                    found.append((Reach(end, call_at(each, site), self.spot(each, site)), sunk))
            for site, (tested, kind) in each.tests.items():
                found.append((Reach(kind, "", self.spot(each, site)), tested))
        return found

    def end_of(self, kind: str, frame: Frame, site: int) -> str:
        """Answer what a sink is for people; what only a local object keeps is no end."""
        if kind == "kept":
            return "state" if (frame, site) in self.outer else ""
        return "" if kind in ("cause", "result", "state") else end_of(kind)

    def parameters(self) -> list[Parameter]:
        """List the parameters, each with what its value reaches."""
        return [
            Parameter(cause.what, tuple(self.reaches.get(cause, ())))
            for cause in (self.cause_of(name) for name in self.given)
        ]

    def cause_of(self, name: str) -> Cause:
        """Answer the cause that stands for a parameter."""
        function = self.entry.function
        return Cause("value", MARK, function.module.path, function.code.site, False, name)

    def acts(self) -> list[Doing]:
        """List the effects: what is called, and what is learnt without a call."""
        found: dict[tuple[str, int], Doing] = {}
        for frame in self.frames:
            for site, (effect, access, what) in frame.effects.items():
                key = (frame.function.module.path, site)
                found.setdefault(key, self.doing(str(effect), access or "", what, frame, site))
            for (kind, site), labels in frame.sinks.items():
                for cause in self.solve.world.labels.of(labels) if kind == "cause" else ():
                    key = (frame.function.module.path, site)
                    if isinstance(cause.effect, Effect) and cause.kind in ("value", "order"):
                        seen = self.doing(str(cause.effect), "read", cause.what, frame, site)
                        found.setdefault(key, seen)
        return list(found.values())

    def changes(self) -> list[Doing]:
        """List what is changed that the caller, or everybody, has too."""
        found: dict[tuple[str, str, int], Doing] = {}
        for (frame, site), (value, kind) in self.changed():
            path = frame.function.module.path
            for what in value:
                doing = self.doing(kind, "", what, frame, site)
                found.setdefault((what, path, site), doing)
        return list(found.values())

    def changed(self) -> list[tuple[tuple[Frame, int], tuple[list[str], str]]]:
        """List the sites of changes, with the names of what is changed."""
        found: list[tuple[tuple[Frame, int], tuple[list[str], str]]] = []
        for place, value in solve_changes(self.solve):
            if place in self.outer:
                causes = self.solve.world.labels.of(value[1])
                found.append((place, ([c.what for c in causes if c.effect is MARK], "parameter")))
        for writes in (self.solve.shared_writes, self.solve.creations):
            found += [(place, ([named(*owned)], "shared")) for place, owned in writes.items()]
        return [(place, said) for place, said in found if place[0] in self.observation.reached]

    def is_outer(self, value: Value) -> bool:
        """Tell whether a value may be something that others have, too."""
        return any(not self.is_new(item) for item in value[0])

    def is_new(self, item: Object) -> bool:
        """Tell whether the function, or what it calls, made an object itself."""
        if not isinstance(item, Box | Instance):
            return False
        given = any(item in value[0] for value in self.given.values())
        return not given and item in self.made()

    def made(self) -> set[Object]:
        """Collect the objects that were made in frames of this solve."""
        frames = set(self.frames)
        return {
            made
            for key, made in self.solve.objects.items()
            if isinstance(key, tuple) and key and key[0] in frames
        }

    def operations(self) -> list[Doing]:
        """List the operations that are issued."""
        return [
            self.doing("operation", "", title(each), frame, site)
            for frame in self.frames
            for site, issued in frame.operations.items()
            for each in issued
        ]

    def gaps(self) -> list[Doing]:
        """List the calls that could not be followed."""
        return [
            self.doing("gap", "", what, frame, site)
            for frame in self.frames
            for site, what in frame.gaps.items()
        ]

    def doing(self, kind: str, access: str, what: str, frame: Frame, site: int) -> Doing:
        """Say what is done at a site, by which calls it is reached, and where its value goes."""
        path = frame.function.module.path
        reaches = [
            reach
            for cause, ends in self.reaches.items()
            if (cause.module, cause.site, cause.what) == (path, site, what)
            for reach in ends
        ]
        may = Certainty.MAY if frame.mode.may else Certainty.MUST
        spot = self.spot(frame, site)
        return Doing(
            kind, access, what, may, spot, self.chain(frame), tuple(dict.fromkeys(reaches))
        )

    def chain(self, frame: Frame) -> tuple[Hop, ...]:
        """Write the calls from the function to a frame."""
        hops: list[Hop] = []
        for reached in self.observation.chain(frame):
            caller = reached.caller
            assert caller is not None
            spot = self.spot(caller, reached.site)
            hops.append(
                Hop(
                    spot.filename,
                    spot.row,
                    spot.column,
                    frame_name(caller),
                    frame_name(reached.frame),
                )
            )
        return tuple(hops)

    def spot(self, frame: Frame, site: int) -> Spot:
        """Answer the place of a site."""
        path = frame.function.module.path
        row, column, _, _ = self.places.span(path, site)
        return Spot(path, row, column)


def solve_changes(solve: Solve) -> list[tuple[tuple[Frame, int], Value]]:
    """List what a solve changed in place."""
    return list((solve.changes or {}).items())


def call_at(frame: Frame, site: int) -> str:
    """Name what is called at a site, if that is known."""
    for issued in frame.operations.get(site, ()):
        return title(issued)
    if site in frame.gaps:
        return frame.gaps[site]
    if site in frame.effects:
        return frame.effects[site][2]
    return next(iter(frame.outside.get(site, ())), "")


def title(issued: Issued) -> str:
    """Name an operation: what is called, and what tells it from others of its kind."""
    is_told = issued.name.endswith(issued.target)
    return issued.name if is_told else f"{issued.name} {issued.target}"
