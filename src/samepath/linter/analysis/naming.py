"""From a dotted name, as somebody writes it, to the function of the program that is meant."""

from samepath.linter.program.contracted import functions_in, module_of
from samepath.linter.program.discovery import Discovery
from samepath.linter.program.everything import created
from samepath.linter.program.objects import Class, Function, Late
from samepath.linter.program.world import Module
from samepath.linter.project.known import meant

HOPS = 8
"""Re-exports of re-exports that are followed."""


def function_named(discovery: Discovery, name: str) -> Function:
    """Find a function or method by its dotted name, also by that of a re-export.

    Raises LookupError, with what was probably meant, if there is none.
    """
    wanted = name
    for _ in range(HOPS):
        module, inner = module_of(discovery.world, wanted)
        if module is None or not inner:
            raise LookupError(no_module(discovery, name, module))
        found = {f.code.qualname: f for f in functions_in(discovery.world, module)}
        if inner in found:
            return found[inner]
        late = imported(discovery, module, inner)
        if late is None:
            break
        wanted = late
    raise LookupError(no_function(discovery, name, wanted))


def imported(discovery: Discovery, module: Module, inner: str) -> str | None:
    """Answer the full name of what a module only imports, or binds to another name."""
    head, _, rest = inner.partition(".")
    for item in discovery.world.held(module, head):
        tail = f".{rest}" if rest else ""
        if isinstance(item, Late):
            return f"{item.module.name}.{item.name}{tail}"
        if isinstance(item, Class | Function) and item.name != f"{module.name}.{head}":
            return f"{item.name}{tail}"
    return None


def no_module(discovery: Discovery, name: str, module: Module | None) -> str:
    """Say that a name is that of no function: a module's, or nothing's."""
    if module is not None:
        near = [f.code.qualname for f in functions_in(discovery.world, module)]
        return f"`{name}` is a module; name a function in it{_one_of(near)}"
    names = [discovery.modules.name_of(path) for path in discovery.files]
    if "." not in name:
        return f"`{name}` is not a dotted name; write MODULE.FUNCTION"
    head = name.rpartition(".")[0]
    return f"there is no module `{head}` in the program{meant(head, names)}"


def no_function(discovery: Discovery, name: str, wanted: str) -> str:
    """Say that a module has no such function."""
    module, inner = module_of(discovery.world, wanted)
    assert module is not None
    own = [f.code.qualname for f in functions_in(discovery.world, module)]
    methods = [each for each in own if each.startswith(f"{inner}.")]
    if methods:
        return f"`{name}` is a class; name one of its methods{_one_of(methods)}"
    modules = [discovery.modules.name_of(path) for path in discovery.files]
    last = name.rpartition(".")[2]
    near = meant(name, [f"{module.name}.{each}" for each in own])
    near = near or meant(name, [f"{each}.{last}" for each in modules])
    elsewhere = [f.name for f in created(discovery.world.base) if f.code.qualname == inner]
    if elsewhere:
        near = f"; did you mean `{elsewhere[0]}`?"
    return f"there is no function `{inner}` in `{module.name}`{near}"


def _one_of(names: list[str]) -> str:
    return f": {', '.join(names[:SHOWN])}" if names else ""


SHOWN = 8
"""Names that are offered where there are many."""
