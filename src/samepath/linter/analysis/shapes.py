"""Workflows that are not written as their engine wants: it refuses them, or they do not run."""

from collections.abc import Iterator

from samepath.dataclass import dataclass
from samepath.linter.program.objects import Class, Function, Object
from samepath.linter.program.workflows import member_functions
from samepath.linter.program.world import Part, World
from samepath.linter.project.stdlib import is_stdlib
from samepath.rules.dialects import Dialect


@dataclass(frozen=True, slots=True, eq=False)
class Misshapen:
    """What is declared as part of a workflow, and what is wrong with it."""

    target: Function | Class
    dialect: Dialect
    what: str
    """The thing and its fault, as people would say it."""


def misshapen(world: World) -> Iterator[Misshapen]:
    """Yield what is declared in the files read so far and is not of the shape that it must have."""
    for target, parts in list(world.parts.items()):
        if not isinstance(target, Function | Class):
            continue
        for part in parts:
            for fault in faults(world, target, part):
                yield Misshapen(target, part.dialect, f"{target.code.qualname} {fault}")


def faults(world: World, target: Function | Class, part: Part) -> Iterator[str]:
    """Yield what is wrong with one thing in one of its parts."""
    shape = part.role.shape
    if isinstance(target, Class):
        yield from faults_of_class(world, target, shape)
        return
    if "async" in shape and not target.code.is_async:
        yield "is no `async def`"
    if "not-async" in shape and target.code.is_async:
        yield "is an `async def`"
    if part.role.class_marker and target.owner is not None and target.kind != "static":
        yield from faults_of_method(world, target, target.owner, part)


def faults_of_class(world: World, cls: Class, shape: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the entries of a workflow's class."""
    if not shape or unreadable(cls):
        return
    entries = [f for f in member_functions(world, cls) if world.part(f, "entry")]
    own = [f for f in entries if f.owner is cls]
    if "one-entry" in shape and not entries:
        yield "has no method that is its entry"
    elif "one-entry" in shape and len(own) > 1:
        yield f"has {len(own)} methods that are its entry"
    elif "own-entry" in shape and not own:
        yield "inherits its entry, and does not define it itself"


def faults_of_method(world: World, function: Function, owner: Class, part: Part) -> Iterator[str]:
    """Yield what the class of a method lacks."""
    marker, base = part.role.class_marker, part.role.class_base
    marked = [c for c in with_heirs(world, owner) if has_part(world, c, marker)]
    if not marked:
        yield f"is a method, and its class has no `@{short(marker)}`"
    elif base and not function.kind and not any(is_configured(world, c, base) for c in marked):
        yield f"is a method, and its class has no base `{short(base)}`"


def is_configured(world: World, cls: Class, base: str) -> bool:
    """Tell whether instances of a class have, or may have, the name that its base gives them."""
    named = {world.dialects.canonical(name) for name in cls.all_external()}
    stored = [name for f in member_functions(world, cls) for name in f.code.stored]
    return base in named or "config_name" in stored or unreadable(cls)


def unreadable(cls: Class) -> bool:
    """Tell whether a class has a base that nobody can read: it may have all that is asked for."""
    return any(not is_stdlib(name.partition(".")[0]) for name in cls.all_external())


def with_heirs(world: World, owner: Class) -> list[Class]:
    """List a class and those of the program's classes with parts that inherit from it."""
    heirs = [c for c in world.parts if isinstance(c, Class) and owner in c.mro()]
    return [owner, *heirs]


def has_part(world: World, target: Object, name: str) -> bool:
    """Tell whether a decorator of this name was applied."""
    canonical = world.dialects.canonical
    return any(canonical(part.name) == name for part in world.parts.get(target, ()))


def short(name: str) -> str:
    """Leave out the package of a dotted name."""
    return name.partition(".")[2]
