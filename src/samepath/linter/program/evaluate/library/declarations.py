"""Models of what makes callables and fields: `partial`, `property`, `dataclass`, `field`."""

from samepath.linter.program.evaluate.library.constructors import Constructors
from samepath.linter.program.ir import Code
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Class,
    Decorator,
    ExternalInstance,
    Function,
    Instance,
    Partial,
    Value,
    join,
    join_all,
    labelled,
)


class Declarations(Constructors):
    """Model what declares."""

    def m_partial(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `functools.partial`."""
        if not arguments.positional:
            return ANYTHING
        here = (self.frame.function.code, site)
        function = not_of_itself(arguments.positional[0], here)
        key = ("partial", self.frame, site, function[0])
        made = self.solve.object(key, lambda: Partial(function, (), {}, self.mode.when))
        made.function = join(made.function, function)
        made.arguments = tuple(arguments.positional[1:])
        made.keywords = dict(arguments.keywords)
        made.is_open = made.is_open or function is not arguments.positional[0]
        inner = (o.sites for o in function[0] if isinstance(o, Partial))
        made.sites = made.sites.union([here], *inner)
        return ((made,), 0)

    def m_wraps(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `functools.wraps(function)`."""
        return ((Decorator(name, arguments, receiver),), 0)

    def d_wraps(self, item: Decorator, target: Value, site: int) -> Value:
        """Apply `functools.wraps(f)`."""
        wrapped = item.arguments.positional[0] if item.arguments.positional else NOTHING
        names = [o for o in wrapped[0] if isinstance(o, Function)]
        for function in target[0]:
            if isinstance(function, Function) and names:
                function.known_as = names[0].known_as or names[0].code.qualname
                self.solve.write((function, "__wrapped__"), wrapped)
        return target

    def m_property(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model the decorators that change how a method is bound."""
        kind = {
            "builtins.staticmethod": "static", "builtins.classmethod": "class",
            "functools.cached_property": "cached-property",
        }.get(name, "property")  # fmt: skip
        value = arguments.select((0, "fget")) or NOTHING
        self.note_cache(name, value, site)
        for item in value[0]:
            if isinstance(item, Function):
                item.kind = kind
                if item.owner is None and self.cls is not None:
                    item.owner = self.cls
                setter = arguments.select((1, "fset")) if kind == "property" else None
                if setter is not None:
                    self.solve.write((item, "<set>"), setter)
        return value

    def m_dataclass(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `dataclass`, bare or called."""
        value = self.first(arguments)
        if any(isinstance(o, Class) for o in value[0]):
            for item in value[0]:
                if isinstance(item, Class):
                    item.flags.add("dataclass")
            return value
        return ((Decorator(name, arguments, receiver),), 0)

    def d_dataclass(self, item: Decorator, target: Value, site: int) -> Value:
        """Apply `dataclass(...)`."""
        for cls in target[0]:
            if isinstance(cls, Class):
                cls.flags.add("dataclass")
        return target

    def m_field(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `field` and `Field`: default and default factory."""
        made = self.solve.object(
            ("field", self.module.path, site),
            lambda: ExternalInstance("dataclasses.Field", self.mode.when),
        )
        factory = arguments.keywords.get("default_factory") or arguments.keywords.get("factory")
        if factory is not None:
            self.solve.write((made, "default_factory"), factory)
        default = arguments.keywords.get("default")
        if default is None and arguments.positional:
            default = arguments.positional[0]
        if default is not None:
            self.solve.write((made, "default"), default)
        return ((made,), 0)

    def m_replace(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `dataclasses.replace`: an object of the same class, built again."""
        source = self.first(arguments)
        made: list[Value] = []
        for item in source[0]:
            if isinstance(item, Instance):
                kept = {n: self.read(item, n) for cls in item.cls.mro() for n in cls.annotations}
                given = {**{n: v for n, v in kept.items() if v[0] or v[1]}, **arguments.keywords}
                made.append(self.instantiate(item.cls, Arguments(keywords=given), site))
            else:
                made.append(((item,), 0))
        return labelled(join_all(made), source[1] | arguments.labels())

    def m_create(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `type.__call__`, as a metaclass calls it: the class is called after all."""
        classes = [o for o in (receiver or NOTHING)[0] if isinstance(o, Class)]
        return join_all([self.create(c, arguments, site) for c in classes]) if classes else ANYTHING

    def m_dispatch(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `function.register` of a single-dispatch function."""
        target = self.first(arguments)
        functions = (tuple(o for o in target[0] if isinstance(o, Function)), 0)
        if functions[0] and receiver is not None:
            for item in receiver[0]:
                self.solve.write((item, "<registered>"), functions)
            return target
        return ((Decorator(name, arguments, receiver),), 0)

    def d_dispatch(self, item: Decorator, target: Value, site: int) -> Value:
        """Apply `function.register(type)`."""
        for owner in item.receiver[0] if item.receiver is not None else ():
            self.solve.write((owner, "<registered>"), (target[0], 0))
        return target


def not_of_itself(function: Value, here: tuple[Code, int]) -> Value:
    """Take the functions out of what was made at the same place before.

    A partial that is made of itself, over and over, would be followed in twice as many ways for
    each time; the arguments of the inner ones count as not known.
    """
    pending = dict.fromkeys(function[0])
    for item in (queue := list(pending)):
        if isinstance(item, Partial) and here in item.sites:
            del pending[item]
            fresh = [o for o in item.function[0] if o not in queue]
            queue.extend(fresh)
            pending.update(dict.fromkeys(fresh))
    kept = tuple(pending)
    return function if kept == function[0] else (kept, function[1])
