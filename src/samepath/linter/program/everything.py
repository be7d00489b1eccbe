"""The complete call graph: every module and every function as a root."""

from samepath.linter.program.evaluate.frame import opening
from samepath.linter.program.frames import Mode
from samepath.linter.program.objects import (
    IMPORT,
    NOTHING,
    Function,
    Instance,
    Object,
    Value,
)
from samepath.linter.program.solve import BUDGET, Solve
from samepath.linter.program.world import Module, World


def call_everything(world: World, modules: list[Module]) -> Solve:
    """Load every module, then call every function that nothing has called."""
    solve = world.base
    assert solve is not None
    for module in modules:
        world.load(module)
    solve.allow(BUDGET)
    solve.settle()
    for _ in range(3):
        called = {frame.function for frame in solve.frames.values()}
        pending = [f for f in created(solve) if f not in called]
        if not pending:
            break
        for function in pending:
            solve.enter(function, Mode(IMPORT), opened(solve, function), 0, None, -1)
            solve.allow(BUDGET)
            solve.settle()
    return solve


def created(solve: Solve | None) -> list[Function]:
    """List the functions that exist, in the order of their creation."""
    assert solve is not None
    return [item for item in list(solve.objects.values()) if isinstance(item, Function)]


def opened(solve: Solve, function: Function) -> dict[str, Value]:
    """Answer parameters for a function that nobody is known to call: what annotations say."""
    parameters: dict[str, Value] = {}
    for name in (*function.code.parameters, *function.code.keyword_only):
        parameters[name] = function.defaults.get(name, NOTHING)
    if function.owner is not None and function.code.parameters and function.kind != "static":
        owner = function.owner
        receiver: Object = owner
        if function.kind != "class":
            receiver = solve.object(("opened", owner), lambda: Instance(owner, -1, IMPORT))
        parameters[function.code.parameters[0]] = ((receiver,), 0)
    opening(solve, function, Mode(IMPORT)).apply_annotations(function, parameters)
    return parameters


def adjacency(solve: Solve) -> dict[str, list[str]]:
    """Write the call graph as names: caller to what it calls."""
    graph: dict[str, dict[str, None]] = {}
    for frame in list(solve.frames.values()):
        caller = node_name(frame.function)
        targets = graph.setdefault(caller, {})
        for called in frame.calls.values():
            for callee in called:
                targets[node_name(callee.function)] = None
        for names in frame.outside.values():
            for name in names:
                targets[outside_name(name)] = None
    return {caller: sorted(targets) for caller, targets in sorted(graph.items())}


BUILTIN_TYPES = {"str": "<**PyStr**>", "list": "<**PyList**>", "dict": "<**PyDict**>"}


def outside_name(name: str) -> str:
    """Name what is not followed; built-ins have marks of their own."""
    head, _, rest = name.partition(".")
    if head != "builtins":
        return name
    kind, _, member = rest.partition(".")
    if member and kind in BUILTIN_TYPES:
        return f"{BUILTIN_TYPES[kind]}.{member}"
    return f"<builtin>.{rest}"


def node_name(function: Function) -> str:
    """Name a function as the public call-graph suites do."""
    code = function.code
    if code.kind == "module":
        return function.module.name
    return f"{function.module.name}.{code.qualname}"
