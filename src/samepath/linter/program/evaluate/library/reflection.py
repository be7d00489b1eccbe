"""Models of what looks at objects: `super`, `getattr`, `type`, `cast`, imports by name."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.library.containers import Containers
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Box,
    Class,
    Decorator,
    ExternalInstance,
    Instance,
    Late,
    ModuleObject,
    Namespace,
    Unknown,
    Value,
    join,
    join_all,
    labelled,
)


class Reflection(Containers):
    """Model reflection."""

    def first(self, arguments: Arguments, position: int = 0) -> Value:
        """Answer a positional argument, or nothing."""
        if position < len(arguments.positional):
            return arguments.positional[position]
        return arguments.rest or NOTHING

    def m_super(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `super`."""
        match arguments.positional:
            case [classes, receivers, *_]:
                made = [
                    self.super_of(cls, receiver)
                    for cls in classes[0]
                    for receiver in receivers[0]
                    if isinstance(cls, Class) and isinstance(receiver, Instance | Class)
                ]
                return (tuple(made), 0)
        return self.super_object()

    def m_getattr(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `getattr` with a constant name."""
        owner, attribute = self.first(arguments), self.first(arguments, 1)
        default = self.first(arguments, 2)
        chosen = constants(attribute)
        labels = attribute[1]
        if chosen is None:
            self.gap(site, "getattr with a name that is not constant")
            return labelled(join(ANYTHING, default), labels | owner[1])
        parts = [self.attribute(owner, str(c), site) for c in chosen]
        return labelled(join_all([*parts, default]), labels)

    def m_setattr(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `setattr` with a constant name."""
        for choice in constants(self.first(arguments, 1)) or []:
            self.set_attribute(self.first(arguments), str(choice), self.first(arguments, 2), site)
        return self.const(None)

    def m_vars(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `vars(x)` and `globals()`: the attributes of an object as a dict."""
        if name == "builtins.globals":
            return self.namespace(self.module.object)
        value = self.first(arguments)
        kinds = Instance | Class | ModuleObject
        parts = [self.namespace(o) if isinstance(o, kinds) else ANYTHING for o in value[0]]
        return labelled(join_all(parts) if parts else ANYTHING, value[1])

    def namespace_method(
        self, item: Namespace, member: str, arguments: Arguments, site: int
    ) -> Value | None:
        """Call a method of the dict of an object's attributes; None if it is none of these."""
        if member in ("get", "setdefault", "pop"):
            found = self.named_in(item, self.first(arguments), site)
            default = self.first(arguments, 1)
            if member == "setdefault" and constants(self.first(arguments)) is not None:
                self.set_item(((item,), 0), self.first(arguments), default, site)
            return join(found, default)
        if member != "update":
            return None
        given = dict(arguments.keywords)
        for source in self.first(arguments)[0]:
            if isinstance(source, Box):
                given |= {str(k.value): self.read(source, k) for k in self.keys(source)}
        for key, value in given.items():
            self.set_attribute(((item.owner,), 0), key, value, site)
        return self.const(None)

    def m_type(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `type(x)`."""
        value = self.first(arguments)
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Instance):
                parts.append(((item.cls,), 0))
            elif isinstance(item, ExternalInstance):
                parts.append(self.external(item.type))
            else:
                parts.append(ANYTHING)
        return labelled(join_all(parts), value[1])

    def m_import(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `importlib.import_module` with a constant name."""
        chosen = constants(self.first(arguments))
        if chosen is None or not all(isinstance(c, str) and c for c in chosen):
            self.gap(site, "an import by a name that is not constant")
            return (ANYTHING[0], arguments.labels())
        parts: list[Value] = []
        for dotted in map(str, chosen):
            level = len(dotted) - len(dotted.lstrip("."))
            absolute = self.world.relative(self.module, dotted[level:], level)
            module = self.world.find(absolute, self.module)
            parts.append(((module.object,), 0) if module is not None else self.external(absolute))
        return labelled(join_all(parts), arguments.labels())

    def m_cast(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `cast`: the value, typed if nothing better is known."""
        value = self.first(arguments, 1)
        if any(isinstance(o, Unknown) for o in value[0]):
            types = self.first(arguments)
            made = [self.instance_of(o, (ir.CONST, None), self.mode.when) for o in types[0]]
            typed = join_all(made)
            return (typed[0] or ANYTHING[0], value[1])
        return value

    def m_type_variable(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `TypeVar` and `NewType`."""
        made = self.solve.object(
            ("type variable", self.module.path, site),
            lambda: ExternalInstance("typing.TypeVar", self.mode.when),
        )
        bound = arguments.keywords.get("bound") or (
            self.first(arguments, 1) if name.endswith("NewType") else NOTHING
        )
        named = [Late(self.module, str(c)) for c in constants(bound) or () if str(c).isidentifier()]
        bound = (tuple(named), bound[1]) if named else bound
        self.solve.write((made, "bound"), bound)
        if name.endswith("NewType"):
            return bound
        return ((made,), 0)

    def m_identity(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model what gives its first argument back."""
        self.note_cache(name, self.first(arguments), site)
        if arguments.positional:
            return self.first(arguments)
        return ((Decorator(name, arguments, receiver),), 0)
