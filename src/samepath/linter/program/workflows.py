"""Finding workflows, and solving one: its entries, handlers and queries on shared state."""

from samepath.dataclass import dataclass, field
from samepath.linter.program import ir
from samepath.linter.program.contracts import MUTED
from samepath.linter.program.evaluate.frame import evaluate_frame, opening
from samepath.linter.program.frames import Frame, Mode
from samepath.linter.program.leaves import is_leaf
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    QUERY,
    RUN,
    Arguments,
    Class,
    Function,
    Instance,
    Object,
    Value,
)
from samepath.linter.program.solve import Solve
from samepath.linter.program.world import Part, World
from samepath.rules.dialects import Dialect

CALLER = -1


@dataclass(slots=True, eq=False)
class Workflow:
    """A workflow of the program: a function, or a class with its entries and handlers."""

    name: str
    dialect: Dialect
    function: Function | None = None
    cls: Class | None = None
    part: Part | None = None
    alone: bool = False
    """It is a function that is only looked at as if it were one: its receiver is its caller's."""

    @property
    def path(self) -> str:
        """The file that defines it."""
        target = self.function or self.cls
        assert target is not None
        return target.module.path

    @property
    def site(self) -> int:
        """Where it is defined, in its module's table of spans."""
        target = self.function or self.cls
        assert target is not None
        return target.code.site


@dataclass(slots=True, eq=False)
class Solved:
    """A workflow's solve, with the frames that it begins with."""

    workflow: Workflow
    solve: Solve
    entries: list[tuple[str, Frame]] = field(default_factory=list)
    """Kind (`entry`, `handler`, `query`, `init`) and frame."""


def workflows_of(world: World) -> list[Workflow]:
    """List the workflows that modules read so far declare, in the order of their files."""
    found: dict[str, Workflow] = {}
    for target, parts in list(world.parts.items()):
        for part in parts:
            workflow = declared(world, target, part)
            if workflow is not None:
                found.setdefault(
                    f"{workflow.dialect.name} {workflow.path} {workflow.name}", workflow
                )
    return sorted(found.values(), key=lambda w: (w.path, w.site, w.name))


def declared(world: World, target: Object, part: Part) -> Workflow | None:
    """Answer the workflow that a part makes of a function or class."""
    if part.role.kind == "workflow" and isinstance(target, Function):
        if is_template(target) or (part.role.unless_leaf and is_leaf(target, part.dialect)):
            return None
        name = f"{target.module.name}.{target.known_as or target.code.qualname}"
        return Workflow(name, part.dialect, function=target, part=part)
    if (
        part.role.kind == "workflow-class"
        and isinstance(target, Class)
        and any(world.part(f, "entry") for f in member_functions(world, target))
    ):
        return Workflow(target.name, part.dialect, cls=target, part=part)
    return None


def is_template(function: Function) -> bool:
    """Tell whether a function stands in a decorator that nobody was seen to apply."""
    closure = function.closure
    while closure is not None:
        given = closure.function.code.parameters
        for name in ir.free_names(function.code):
            if name in given and closure.parameters.get(name, NOTHING) == NOTHING:
                return True
        closure = closure.function.closure
    return False


def member_functions(world: World, cls: Class) -> list[Function]:
    """List the functions that a class and its bases define, nearest first."""
    assert world.base is not None
    found: dict[str, list[Function]] = {}
    for owner in cls.mro():
        for name, value in members(world.base, owner):
            if name not in found:
                found[name] = [o for o in value[0] if isinstance(o, Function)]
    return [function for functions in found.values() for function in functions]


def members(solve: Solve, cls: Class) -> list[tuple[str, Value]]:
    """List the attributes of a class's own body."""
    names = [node[2][1] for node in cls.code.body if node[0] == ir.DEFINE]
    names += ir.assigned_names(cls.code)
    return [(n, solve.heap[cls, n]) for n in dict.fromkeys(names) if (cls, n) in solve.heap]


def solve_workflow(
    world: World, workflow: Workflow, muting: dict[tuple[str, int], frozenset[str]] | None = None
) -> Solved:
    """Solve one workflow on top of the import-time world."""
    solve = Solve(world, evaluate_frame, workflow.dialect)
    solve.muting = muting or {}
    solve.unsandboxed = is_unsandboxed(workflow)
    solved = Solved(workflow, solve)
    if workflow.cls is not None:
        solve_class(world, workflow, solved)
    else:
        assert workflow.function is not None
        solve_function(workflow, workflow.function, solved)
    solve.settle()
    return solved


def is_unsandboxed(workflow: Workflow) -> bool:
    """Tell whether the engine's sandbox is off for this workflow."""
    part = workflow.part
    return part is not None and part.unsandboxed


def solve_function(workflow: Workflow, function: Function, solved: Solved) -> None:
    """Enter a workflow function with parameters as its part and annotations say."""
    receiver = receiver_of(solved.solve, function, alone=workflow.alone)
    frame = enter(solved.solve, function, workflow.part, receiver, Mode(RUN))
    solved.entries.append(("entry", frame))


def receiver_of(solve: Solve, function: Function, *, alone: bool) -> Object | None:
    """Answer what a method is called on: an object of the process, alone one of its caller's."""
    owner = function.owner
    if owner is None or function.kind == "static":
        return None
    if function.kind == "class":
        return owner
    born = RUN if alone else IMPORT
    receiver = solve.object(("receiver", owner, born), lambda: Instance(owner, "annotated", born))
    if alone:
        solve.state_owners.add(receiver)
        construct(solve, owner, receiver)
    return receiver


def construct(solve: Solve, cls: Class, receiver: Object) -> None:
    """Fill an object as its constructor does; where that takes its values from is not asked."""
    for function in member_functions(solve.world, cls):
        if function.code.name == "__init__":
            enter(solve, function, None, receiver, Mode(RUN, muted=MUTED))


def solve_class(world: World, workflow: Workflow, solved: Solved) -> None:
    """Create the workflow's instance, then run entries, handlers and queries on it."""
    cls = workflow.cls
    assert cls is not None
    solve = solved.solve
    made = solve.object(("receiver", cls), lambda: Instance(cls, "workflow", RUN))
    solve.state_owners.add(made)
    functions = member_functions(world, cls)
    for function in functions:
        if function.code.name == "__init__":
            solved.entries.append(("init", enter(solve, function, None, made, Mode(RUN))))
    for wanted, when in (("entry", RUN), ("handler", RUN), ("query", QUERY)):
        for function in functions:
            part = world.part(function, wanted)
            if part is not None and function.code.name != "__init__":
                frame = enter(solve, function, part, made, Mode(when))
                solved.entries.append((wanted, frame))


def enter(
    solve: Solve,
    function: Function,
    part: Part | None,
    receiver: Object | None,
    mode: Mode,
) -> Frame:
    """Enter a function that the engine calls."""
    parameters = parameters_of(solve, function, part, receiver, mode)
    return solve.enter(function, mode, parameters, 0, None, CALLER)


def parameters_of(
    solve: Solve,
    function: Function,
    part: Part | None,
    receiver: Object | None,
    mode: Mode,
) -> dict[str, Value]:
    """Answer what a function is given by a caller of whom only its part is known."""
    evaluation = opening(solve, function, mode)
    names = (*function.code.parameters, *function.code.keyword_only)
    parameters: dict[str, Value] = dict.fromkeys(names, ANYTHING)
    if receiver is not None and function.code.parameters:
        parameters[function.code.parameters[0]] = ((receiver,), 0)
    if part is not None:
        name = context_name(function, part, receiver)
        if name in parameters and part.role.context_type:
            parameters[name] = evaluation.library_instance(part.role.context_type, RUN)
    evaluation.apply_annotations(function, parameters)
    if function.code.rest:
        parameters[function.code.rest] = evaluation.rest_box(function, [], Arguments(rest=ANYTHING))
    if function.code.rest_keywords:
        parameters[function.code.rest_keywords] = evaluation.keywords_box(
            function, {}, Arguments(rest_keywords=ANYTHING)
        )
    return parameters


def context_name(function: Function, part: Part, receiver: Object | None) -> str:
    """Answer the name of the parameter that is the engine's context."""
    names = function.code.parameters
    if part.context in names:
        return part.context
    for choice in part.role.context:
        if isinstance(choice, str):
            if choice in names:
                return choice
        else:
            position = choice + (1 if receiver is not None else 0)
            if position < len(names):
                return names[position]
    return ""
