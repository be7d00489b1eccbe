"""What an evaluation knows while it goes through one frame's body."""

from samepath.linter.program import ir
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Frame, Key, Mode, Place
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    QUERY,
    RUN,
    STEP,
    UNKNOWN,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    ExternalInstance,
    Function,
    Instance,
    Late,
    ModuleObject,
    Object,
    Value,
    join,
    join_all,
    labelled,
)
from samepath.linter.program.solve import Solve
from samepath.linter.program.world import Module
from samepath.effects import Effect

Environment = dict[object, Value]


class State:
    """The variables of one evaluation, and the few ways in which they change."""

    def __init__(self, solve: Solve, frame: Frame, module: Module) -> None:
        self.solve = solve
        self.world = solve.world
        self.frame = frame
        self.module = module
        self.mode: Mode = frame.mode
        self.code: ir.Code = frame.function.code
        self.env: Environment = dict(frame.parameters)
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
        self.awaiting = False
        self.here = -1
        """The site of the assignment at hand."""
        self.branching = 0
        """How many branches and loops enclose this code."""
        self.constructed: dict[str, Value] = {}
        """Attributes that a constructor has assigned so far."""
        self.augmenting = False
        """Reading what the same statement writes."""

    # Creating

    def make(self, tag: object, site: object) -> tuple[Frame, object, object]:
        """Answer the key of an object created here."""
        return (self.frame, site, tag)

    def box(self, kind: str, site: object) -> Box:
        """Answer the container created at a site."""
        key = self.make(kind, site)
        home = self.module if self.mode.when == IMPORT else None
        made = self.solve.object(key, lambda: Box(kind, site, self.mode.when, home))
        assert isinstance(made, Box)
        return made

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
        made = self.solve.object(key, lambda: Bound(function, receiver))
        assert isinstance(made, Bound)
        return made

    def external(self, name: str) -> Value:
        """Answer something in a library by its name."""
        return ((self.world.external(name),), 0)

    # Places

    def read(self, owner: Object | Frame, field: object) -> Value:
        """Read a place, and run again when it grows."""
        return self.solve.read((owner, field), self.frame)

    def write(self, owner: Object, field: object, value: Value, site: int) -> None:
        """Write a place of an object, with what that means for its lifetime."""
        value = labelled(value, (self.pc & ~self.world.labels.elements) | self.exits)
        when = self.mode.when
        if when == STEP:
            # What a step computes is recorded: where it came from does not matter any more.
            value = (value[0], 0)
        if owner.born == IMPORT and when != IMPORT:
            if when == RUN and self.outlives(owner) and "shared-write" not in self.mode.muted and not self.is_lazy(site):
                self.solve.shared_writes[self.frame, site] = (owner, shared_field(owner, field))
                self.solve.write((owner, ("<written>", shared_field(owner, field))), self.const(True))
        elif owner.born == RUN and (when in (STEP, QUERY) or self.guarded) and "lost" not in self.mode.muted:
            value = labelled(value, self.cause("lost", Effect.SHARED_STATE, site, describe(owner, field)))
        elif isinstance(owner, Box) and owner.origin is not None and when == RUN and "lost" not in self.mode.muted:
            lost = self.cause("lost", Effect.SHARED_STATE, site, "the object that a step was given")
            self.solve.write((owner.origin, ELEMENTS), (value[0], value[1] | lost))
        self.solve.write((owner, field), value)

    def is_lazy(self, site: int) -> bool:
        """Tell whether a write is the creation of something on first use."""
        index = self.module.index
        return index is not None and site in index.lazy

    def size_labels(self, value: Value) -> int:
        """Answer the labels of lost writes that decide how much a container holds."""
        labels = 0
        for item in value[0]:
            if isinstance(item, Box) and item.born != IMPORT:
                labels |= self.contents(item)[1] & self.world.labels.lost
        return labels

    def outlives(self, owner: Object) -> bool:
        """Tell whether an object that was created at import outlives the run."""
        if isinstance(owner, Instance):
            return "enum" not in owner.cls.flags and self.is_process_long(owner.cls.module)
        if isinstance(owner, Class):
            return self.is_process_long(owner.module)
        if isinstance(owner, ModuleObject):
            return self.is_process_long(owner.module)
        if isinstance(owner, Box):
            return self.is_process_long(owner.home)
        return False

    def is_process_long(self, module: object) -> bool:
        """Tell whether a module's globals outlive a run, for the engine at hand."""
        dialect = self.solve.dialect
        if dialect is None or not isinstance(module, Module):
            return False
        return dialect.globals == "process" or module.passed_through or self.solve.unsandboxed

    def read_shared(self, owner: Object, field: object, site: int, what: str) -> int:
        """Answer the label of a read of what outlives the run and this workflow writes."""
        if owner.born != IMPORT or self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        if not self.outlives(owner):
            return 0
        self.solve.shared_reads[owner, field] = None
        if not self.read(owner, ("<written>", field))[0]:
            return 0
        if "shared" in self.mode.muted:
            return 0
        return self.cause("shared", Effect.SHARED_STATE, site, what)

    def shared_contents(self, value: Value, site: int) -> int:
        """Answer the label of looking into containers that outlive the run and are changed."""
        if value[1] & self.world.labels.shared:
            return 0
        labels = 0
        for item in value[0]:
            if isinstance(item, Box) and item.born == IMPORT:
                labels |= self.read_shared(item, "<contents>", site, f"a shared {item.kind}")
        return labels

    def contents(self, box: Box) -> Value:
        """Join all that a container holds."""
        result = self.read(box, ELEMENTS)
        for key in self.keys(box):
            result = join(result, self.read(box, key))
        return result

    def keys(self, box: Box) -> list[Key]:
        """List the constant keys of a container, in the order of their creation."""
        known = self.read(box, KEYS)
        return [Key(item.value) for item in known[0] if isinstance(item, Const)]

    def put(self, box: Box, key: Key | None, value: Value, site: int) -> None:
        """Put a value into a container, under a constant key or anywhere."""
        if key is None:
            if value != NOTHING:
                self.write(box, ELEMENTS, value, site)
        else:
            self.solve.write((box, KEYS), self.const(key.value))
            self.write(box, key, value, site)

    def order_of(self, value: Value) -> int:
        """Answer the order labels of a value and of the containers that it holds."""
        labels = value[1] & self.world.labels.orders
        for item in value[0]:
            if isinstance(item, Box):
                labels |= self.read(item, ORDER)[1]
        return labels

    def shape_of(self, value: Value) -> int:
        """Answer the labels of what decides how many elements there are, or that shuffled them."""
        return (self.order_of(value) | value[1]) & ~(self.world.labels.orders | self.world.labels.elements)

    def deep(self, value: Value, depth: int = 4) -> int:
        """Join the labels of a value and of all that can be reached from it."""
        labels = value[1]
        seen: set[Object] = set()
        level = list(value[0])
        while level and depth:
            depth -= 1
            following: list[Object] = []
            for item in level:
                if item in seen or item.born == IMPORT:
                    continue
                seen.add(item)
                for found in self.fields(item):
                    labels |= found[1]
                    following.extend(found[0])
            level = following
        return labels

    def fields(self, item: Object) -> list[Value]:
        """List what an object holds."""
        if isinstance(item, Box):
            found = [self.read(item, ELEMENTS), *(self.read(item, k) for k in self.keys(item))]
            if item.kind != "set":
                found.append(((), self.read(item, ORDER)[1]))
            return found
        if isinstance(item, Instance):
            names = self.read(item, KEYS)
            return [self.read(item, n.value) for n in names[0] if isinstance(n, Const)]
        return []

    # Causes

    def cause(self, kind: str, effect: Effect, site: int, what: str, module: Module | None = None) -> int:
        """Answer the label of a cause that stands at a site of this code."""
        path = (module or self.module).path
        cause = Cause(kind, effect, path, site, self.mode.may, what)
        bit = self.world.labels.bit(cause)
        if not self.guarded:
            self.frame.sink("cause", site, bit)
        return bit

    def unstable(self, effect: Effect, site: int, what: str, module: Module | None = None) -> int:
        """Answer the label of a value that comes from the world, where that matters here."""
        if self.mode.when in (STEP, QUERY) or effect.value in self.mode.muted:
            return 0
        return self.cause("value", effect, site, what, module)

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
        if self.mode.when != STEP:
            self.frame.gaps[site] = what

    # Environments

    def fork(self) -> Environment:
        """Answer a copy of the variables."""
        return dict(self.env)

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
        """A container may have changed anywhere."""
        if any(isinstance(name, tuple) and name[0] is box for name in self.env):
            self.env = {
                n: v for n, v in self.env.items() if not (isinstance(n, tuple) and n[0] is box)
            }

    # Resolving

    def resolve(self, value: Value) -> Value:
        """Replace names that were imported late by what they stand for."""
        if not any(isinstance(item, Late) for item in value[0]):
            return value
        parts: list[Value] = []
        for item in value[0]:
            parts.append(self.late(item) if isinstance(item, Late) else ((item,), 0))
        return labelled(join_all(parts), value[1])

    def late(self, item: Late) -> Value:
        """Find what an imported name stands for."""
        found = self.member_of_module(item.module, item.name)
        self.look_behind(item.module, item.name, found)
        return found if found[0] or found[1] else ANYTHING

    def look_behind(self, module: Module, name: str, found: Value) -> None:
        """Ask who fills and who changes a global of another module; `tests_of` knows how."""

    def member_of_module(self, module: Module, name: str, hops: int = 0) -> Value:
        """Look a name up in a module: its globals, star imports, submodules, `__getattr__`."""
        if not self.world.load(module) or module.index is None:
            return ANYTHING
        place: Place = (module.object, name)
        if self.solve.has(place):
            return self.resolve(self.solve.read(place, self.frame))
        if hops < 20:
            for dotted, level in reversed(module.index.stars):
                absolute = self.world.relative(module, dotted, level)
                target = self.world.find(absolute, module)
                if target is None:
                    continue
                if self.world.load(target) and target.index is not None:
                    exported = target.index.exported
                    if (name in exported) if exported is not None else not name.startswith("_"):
                        found = self.member_of_module(target, name, hops + 1)
                        if found[0] and found != ANYTHING:
                            return found
        if module.is_package:
            inner = self.world.find(f"{module.name}.{name}", module)
            if inner is not None:
                return ((inner.object,), 0)
        if name not in module.index.bound:
            self.solve.readers.setdefault(place, {})[self.frame] = None
            for dotted, level in module.index.stars:
                absolute = self.world.relative(module, dotted, level)
                if self.world.find(absolute, module) is None:
                    return self.external(f"{absolute}.{name}")
            return NOTHING
        return self.solve.read(place, self.frame)


def shared_field(owner: Object, field: object) -> object:
    """Answer the field that stands for a write: a container is one place."""
    return "<contents>" if isinstance(owner, Box) else field


def describe(owner: Object, field: object) -> str:
    """Name a place as people would."""
    name = field.value if isinstance(field, Key) else field
    if isinstance(owner, Instance):
        return f"{owner.cls.code.name}.{name}"
    if isinstance(owner, Box):
        return f"a {owner.kind}"
    return str(name)


def constants(value: Value) -> list[object] | None:
    """Answer the constants that a value can be, or None if it can be anything else."""
    found = []
    for item in value[0]:
        if not isinstance(item, Const):
            return None
        found.append(item.value)
    return found or None


__all__ = ["ANYTHING", "NOTHING", "UNKNOWN", "Arguments", "State"]
