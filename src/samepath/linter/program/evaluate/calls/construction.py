"""Calls of classes: metaclass, constructor, the fields of dataclasses and models, `super`."""

from samepath.linter.program.evaluate.calls.arguments import Passing, has_unknown
from samepath.linter.program.frames import ELEMENTS, KEYS
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    Arguments,
    Box,
    Class,
    ExternalInstance,
    Instance,
    Super,
    Value,
    join_all,
    labelled,
)


class Construction(Passing):
    """Create instances."""

    def instantiate(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Call a class: its metaclass may have something to say about that."""
        parts: list[Value] = []
        for method in self.metaclass_calls(cls):
            given = [((cls,), 0), *arguments.positional]
            parts.append(self.invoke(
                method,
                Arguments(given, arguments.keywords, arguments.rest, arguments.rest_keywords),
                site,
            ))  # fmt: skip
        return join_all(parts) if parts else self.create(cls, arguments, site)

    def create(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Create an instance and run what constructs it."""
        if "enum" in cls.flags:
            made = self.solve.object(("enum", cls, "*"), lambda: Instance(cls, "*", IMPORT))  # type: ignore[arg-type]
            return ((made,), arguments.labels())
        key = self.make("instance", (site, cls, tuple(v[1] for v in arguments.every())))
        made = self.solve.object(key, lambda: Instance(cls, site, self.mode.when))
        assert isinstance(made, Instance)
        creator = self.class_member(cls, "__new__")
        constructor = self.class_member(cls, "__init__")
        if creator is not None:
            given = Arguments(
                [((cls,), 0), *arguments.positional],
                arguments.keywords,
                arguments.rest,
                arguments.rest_keywords,
            )
            self.invoke(creator, given, site)
        if constructor is not None:
            self.call_bound(constructor, made, arguments, site)
        elif any("dataclass" in c.flags or "fields" in c.flags for c in cls.mro()):
            self.construct(made, arguments, site)
        elif cls.all_external():
            for position, value in enumerate(arguments.positional):
                self.solve.write((made, f"<{position}>"), value)
                self.solve.write((made, KEYS), self.const(f"<{position}>"))
            for name, value in arguments.keywords.items():
                self.store(made, name, value, site)
        after = self.class_member(cls, "__post_init__")
        if after is not None and constructor is None:
            self.call_bound(after, made, Arguments(), site)
        completed = self.class_member(cls, "model_post_init")
        if completed is not None:
            self.call_bound(completed, made, Arguments([ANYTHING]), site)
        return ((made,), 0)

    def metaclass_calls(self, cls: Class) -> list[Value]:
        """List what the metaclasses of a class do when it is called."""
        metaclasses = self.class_member(cls, "<metaclass>")
        if metaclasses is None:
            return []
        found = [self.class_member(m, "__call__") for m in metaclasses[0] if isinstance(m, Class)]
        return [method for method in found if method is not None]

    def construct(self, made: Instance, arguments: Arguments, site: int) -> None:
        """Fill the fields of a dataclass or model: arguments, defaults, default factories."""
        fields: dict[str, tuple[Node, Node | None, int, Class]] = {}
        for cls in reversed(made.cls.mro()):
            for name, (annotation, value, at) in cls.annotations.items():
                fields[name] = (annotation, value, at, cls)
        names = list(fields)
        given: dict[str, Value] = dict(zip(names, arguments.positional, strict=False))
        given.update(arguments.keywords)
        for name, (annotation, default, at, cls) in fields.items():
            if name in given:
                value = given[name]
                if has_unknown(value):
                    typed = self.typed(annotation, cls.module, self.mode.when)
                    if typed != ANYTHING:
                        value = labelled(typed, value[1])
                elif any(isinstance(o, Box) for o in value[0]):
                    self.refine(value, self.typed(annotation, cls.module, self.mode.when))
                self.store(made, name, value, site)
            elif arguments.rest_keywords is not None:
                value = arguments.rest_keywords
                if has_unknown(value):
                    typed = self.typed(annotation, cls.module, self.mode.when)
                    value = labelled(typed, value[1])
                self.store(made, name, value, site)
            if name not in given and default is not None:
                self.default_field(made, name, default, at, cls, site)
        for name, value in given.items():
            if name not in fields:
                self.store(made, name, value, site)

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

    def default_field(
        self, made: Instance, name: str, default: Node, at: int, cls: Class, site: int
    ) -> None:
        """Fill one field that was not given: its default, or what its factory makes now."""
        stored = self.resolve(self.solve.read((cls, name), self.frame))
        for item in stored[0]:
            if isinstance(item, ExternalInstance) and item.type == "dataclasses.Field":
                factory = self.read(item, "default_factory")
                plain = self.read(item, "default")
                if factory[0]:
                    module, self.module = self.module, cls.module
                    value = self.invoke(factory, Arguments(), at)
                    self.module = module
                    self.note_hop(site, at, cls)
                    self.store(made, name, value, site)
                if plain[0]:
                    self.store(made, name, plain, site)
            else:
                self.store(made, name, ((item,), stored[1]), site)

    def note_hop(self, site: int, at: int, cls: Class) -> None:
        """A default factory runs where the class says so, called from here."""
        self.frame.factories[at] = (site, cls.module)

    def super_object(self, site: int) -> Value:
        """Answer `super()` without arguments."""
        owner = self.frame.function.owner
        names = self.code.parameters
        if owner is None or not names:
            closure = self.frame.function.closure
            if closure is not None and closure.function.owner is not None:
                owner = closure.function.owner
                names = closure.function.code.parameters
                receivers = closure.parameters.get(names[0], NOTHING)[0] if names else ()
                return (tuple(Super(owner, r) for r in receivers), 0)
            return ANYTHING
        receivers = self.frame.parameters.get(names[0], NOTHING)[0]
        return (
            tuple(
                self.solve.object(("super", owner, r), lambda o=owner, r=r: Super(o, r))  # type: ignore[misc]
                for r in receivers
                if isinstance(r, Instance | Class)
            ),
            0,
        )
