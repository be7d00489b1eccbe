"""Calls of classes: metaclass, constructor, the fields of dataclasses and models, `super`."""

from typing import NamedTuple

from samepath.effects import Effect
from samepath.linter.program.evaluate.calls.arguments import Passing
from samepath.linter.program.evaluate.values.types import has_unknown
from samepath.linter.program.frames import ELEMENTS, KEYS
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Box,
    Class,
    ExternalInstance,
    Instance,
    Object,
    Super,
    Value,
    join_all,
    labelled,
)


class Field(NamedTuple):
    """A field of a dataclass or model, as its class declares it."""

    annotation: Node
    default: Node | None
    site: int
    cls: Class


class Construction(Passing):
    """Create instances."""

    def instantiate(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Call a class: its metaclass may have something to say about that."""
        given = arguments.after(((cls,), 0))
        parts = [self.invoke(method, given, site) for method in self.metaclass_calls(cls)]
        return join_all(parts) if parts else self.create(cls, arguments, site)

    def create(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Create an instance and run what constructs it."""
        if "enum" in cls.flags:
            return labelled(self.enum_member(cls), arguments.labels())
        made = self.made_here(cls, arguments, site)
        creator = self.class_member(cls, "__new__")
        if creator is not None:
            self.invoke(creator, arguments.after(((cls,), 0)), site)
        constructor = self.class_member(cls, "__init__")
        if constructor is not None:
            self.call_bound(constructor, made, arguments, site)
        else:
            self.fill(made, arguments, site)
        completed = self.class_member(cls, "model_post_init")
        if completed is not None:
            self.call_bound(completed, made, Arguments([ANYTHING]), site)
        return ((made,), 0)

    def made_here(self, cls: Class, arguments: Arguments, site: int) -> Instance:
        """Answer the instance created here; what it makes of itself in turn is one and the same.

        A sum of sums (`self.total = self.total.plus(x)`) would never end otherwise.
        """
        receiver = maker = self.receiver()
        while maker is not None:
            if (maker.cls, maker.site, maker.made_in) == (cls, site, self.code):
                return maker
            maker = maker.made_by
        key = self.make("instance", (site, cls, tuple(v[1] for v in arguments.every())))
        made = self.solve.object(key, lambda: Instance(cls, site, self.mode.when))
        made.made_by, made.made_in, made.home = receiver, self.code, self.module
        made.keeper = self.keeper()
        return made

    def receiver(self) -> Instance | None:
        """Answer the instance whose method this is, if it is one."""
        names = self.code.parameters
        if self.frame.function.owner is None or not names:
            return None
        objects = self.frame.parameters.get(names[0], NOTHING)[0]
        first = objects[0] if len(objects) == 1 else None
        return first if isinstance(first, Instance) else None

    def fill(self, made: Instance, arguments: Arguments, site: int) -> None:
        """Fill an instance that no constructor of the program fills."""
        if any("dataclass" in c.flags or "fields" in c.flags for c in made.cls.mro()):
            self.construct(made, arguments, site)
        elif made.cls.all_external():
            for position, value in enumerate(arguments.positional):
                self.solve.write((made, f"<{position}>"), value)
                self.solve.write((made, KEYS), self.const(f"<{position}>"))
            for name, value in arguments.keywords.items():
                self.store(made, name, value, site)
        after = self.class_member(made.cls, "__post_init__")
        if after is not None:
            self.call_bound(after, made, Arguments(), site)

    def metaclass_calls(self, cls: Class) -> list[Value]:
        """List what the metaclasses of a class do when it is called."""
        metaclasses = self.class_member(cls, "<metaclass>")
        if metaclasses is None:
            return []
        found = [self.class_member(m, "__call__") for m in metaclasses[0] if isinstance(m, Class)]
        return [method for method in found if method is not None]

    def construct(self, made: Instance, arguments: Arguments, site: int) -> None:
        """Fill the fields of a dataclass or model: arguments, defaults, default factories."""
        fields = fields_of(made.cls)
        given: dict[str, Value] = dict(zip(fields, arguments.positional, strict=False))
        given.update(arguments.keywords)
        left = fields.keys() - given.keys()
        filled = self.filled_from_outside(made.cls, site) if left else 0
        for name, field in fields.items():
            if name in given:
                self.store(made, name, self.fitted(given[name], field), site)
                continue
            if arguments.rest_keywords is not None:
                value = arguments.rest_keywords
                if has_unknown(value):
                    value = labelled(self.declared(field), value[1])
                self.store(made, name, value, site)
            if field.default is not None:
                self.default_field(made, name, field, site)
            if filled:
                self.store(made, name, labelled(self.declared(field), filled), site)
        for name, value in given.items():
            if name not in fields:
                self.store(made, name, value, site)

    def filled_from_outside(self, cls: Class, site: int) -> int:
        """Answer the label of what a library's base reads for fields that nobody gives."""
        labels = 0
        for name in dict.fromkeys(cls.all_external()):
            entry = self.world.catalogue.lookup(name)
            if entry is not None and entry.effect is Effect.ENVIRONMENT:
                labels |= self.effect(entry.effect, entry.access, site, name)
        return labels

    def declared(self, field: Field) -> Value:
        """Answer what a field's annotation says."""
        return self.typed(field.annotation, field.cls.module, self.mode.when)

    def fitted(self, value: Value, field: Field) -> Value:
        """Let a field's annotation speak where nothing is known of what it is given."""
        if has_unknown(value):
            typed = self.declared(field)
            return labelled(typed, value[1]) if typed != ANYTHING else value
        if any(isinstance(o, Box) for o in value[0]):
            self.refine(value, self.declared(field))
        return value

    def refine(self, value: Value, typed: Value) -> None:
        """Let an annotation say what a container holds where that is not known."""
        for item in value[0]:
            if not isinstance(item, Box) or not has_unknown(self.contents(item)):
                continue
            for kind in typed[0]:
                if isinstance(kind, Box):
                    self.solve.write((item, ELEMENTS), (self.read(kind, ELEMENTS)[0], 0))
                    keys = self.read(kind, "<key values>")[0]
                    self.solve.write((item, "<key values>"), (keys, 0))

    def default_field(self, made: Instance, name: str, field: Field, site: int) -> None:
        """Fill one field that was not given: its default, or what its factory makes now."""
        stored = self.resolve(self.solve.read((field.cls, name), self.frame))
        for item in stored[0]:
            if isinstance(item, ExternalInstance) and item.type == "dataclasses.Field":
                factory = self.read(item, "default_factory")
                plain = self.read(item, "default")
                if factory[0]:
                    # It runs where the class says so, called from here.
                    module, self.module = self.module, field.cls.module
                    value = self.invoke(factory, Arguments(), field.site)
                    self.module = module
                    self.frame.factories[field.site] = (site, field.cls.module)
                    self.store(made, name, value, site)
                if plain[0]:
                    self.store(made, name, plain, site)
            else:
                given: Value = ((item,), stored[1])
                if "fields" in field.cls.flags and isinstance(item, Box):
                    given = self.copy_of(given, site, 1)  # models copy their mutable defaults
                self.store(made, name, given, site)

    def super_object(self) -> Value:
        """Answer `super()` without arguments."""
        owner = self.frame.function.owner
        names = self.code.parameters
        if owner is None or not names:
            closure = self.frame.function.closure
            if closure is not None and closure.function.owner is not None:
                owner = closure.function.owner
                names = closure.function.code.parameters
                receivers = closure.parameters.get(names[0], NOTHING)[0] if names else ()
                return (tuple(self.super_of(owner, r) for r in receivers), 0)
            return ANYTHING
        receivers = self.frame.parameters.get(names[0], NOTHING)[0]
        known = [r for r in receivers if isinstance(r, Instance | Class)]
        return (tuple(self.super_of(owner, r) for r in known), 0)

    def super_of(self, cls: Class, receiver: Object) -> Super:
        """Answer what comes after a class in a receiver's order."""
        return self.solve.object(("super", cls, receiver), lambda: Super(cls, receiver))


def fields_of(cls: Class) -> dict[str, Field]:
    """List the fields of a dataclass or model, inherited ones first."""
    return {
        name: Field(*declared, owner)
        for owner in reversed(cls.mro())
        for name, declared in owner.annotations.items()
    }
