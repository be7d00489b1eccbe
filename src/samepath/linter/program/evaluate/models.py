"""What built-in functions and a few of the standard library do to values.

The catalogue says what a call does to the world and where its arguments go. Here is what it
cannot say: calls that create structure (`partial`, `super`, `dataclass`), that look inside
containers, or that call what they are given in a particular way.
"""

from collections.abc import Callable
from typing import Any

from samepath.linter.program.evaluate.containers import Containers
from samepath.linter.program.evaluate.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Key
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Decorator,
    External,
    ExternalInstance,
    Function,
    Instance,
    Late,
    Partial,
    Super,
    Value,
    join,
    join_all,
    labelled,
)

COARSE = frozenset({"builtins.len", "builtins.bool", "builtins.type"})
"""Keys under which many elements are equal."""
TEXT_METHODS = {
    "builtins.repr": ("__repr__",), "builtins.ascii": ("__repr__",),
    "builtins.format": ("__format__", "__str__", "__repr__"),
}  # fmt: skip
Model = Callable[[Any, str, Value | None, Arguments, int], Value]


class Models(Containers):
    """Models of built-in and standard functions, by dotted name."""

    passing = False

    def first(self, arguments: Arguments, position: int = 0) -> Value:
        """Answer a positional argument, or nothing."""
        if position < len(arguments.positional):
            return arguments.positional[position]
        return arguments.rest or NOTHING

    def m_super(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `super`."""
        if len(arguments.positional) >= 2:
            made = [
                self.solve.object(("super", c, r), lambda c=c, r=r: Super(c, r))  # type: ignore[misc]
                for c in arguments.positional[0][0]
                for r in arguments.positional[1][0]
                if isinstance(c, Class) and isinstance(r, Instance | Class)
            ]
            return (tuple(made), 0)
        return self.super_object(site)

    def m_getattr(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
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

    def m_setattr(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `setattr` with a constant name."""
        for choice in constants(self.first(arguments, 1)) or []:
            self.set_attribute(self.first(arguments), str(choice), self.first(arguments, 2), site)
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

    def m_bool(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what answers yes or no of its arguments, whatever their order."""
        labels = 0
        for value in arguments.every():
            labels |= value[1]
            for item in value[0]:
                if isinstance(item, Box) and name in ("builtins.any", "builtins.all"):
                    labels |= self.contents(item)[1]
            if name == "builtins.bool" and not all(isinstance(item, Box) for item in value[0]):
                return labelled(self.instance("builtins.bool"), labels)
        return labelled(self.instance("builtins.bool"), self.world.labels.without_order(labels))

    def m_len(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `len`: neither order nor contents matter."""
        value = self.first(arguments)
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, "__len__")
                if method is not None:
                    value = labelled(value, self.call_bound(method, item, Arguments(), site)[1])
        labels = value[1] | self.shared_contents(value, site) | self.size_labels(value)
        return labelled(self.instance("builtins.int"), labels & ~self.world.labels.orders)

    def m_number(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `sum`, `min`, `max`: the order does not matter."""
        labels = 0
        parts: list[Value] = []
        for value in arguments.positional or [arguments.rest or NOTHING]:
            labels |= value[1]
            element = self.iterate_quietly(value, site)
            if name != "builtins.sum":
                parts.append(element if len(arguments.positional) == 1 else value)
            labels |= element[1]
        key = arguments.keywords.get("key")
        if key is not None:
            for item in key[0]:
                if isinstance(item, Function | Bound | Partial | Class):
                    labels |= self.call_exactly(item, Arguments([join_all(parts)]), site)[1]
        default = arguments.keywords.get("default", NOTHING)
        if name == "builtins.sum":
            parts = [self.instance("builtins.int")]
            if self.text_in(arguments):
                return labelled(ANYTHING, labels)
        joined = join(join_all(parts), default)
        ties = self.ties(key, arguments, site) if name != "builtins.sum" else 0
        return (joined[0] or ANYTHING[0], self.world.labels.without_order(labels | joined[1]) | ties)

    def ties(self, key: Value | None, arguments: Arguments, site: int) -> int:
        """Answer the order labels that a key leaves which surely makes many elements equal."""
        if key is None or not any(isinstance(o, External) and o.name in COARSE for o in key[0]):
            return 0
        return self.order_labels(self.first(arguments), site)

    def text_in(self, arguments: Arguments) -> bool:
        """Tell whether `sum` adds up lists."""
        start = arguments.select((1, "start"))
        return start is not None and any(isinstance(o, Box) for o in start[0])

    def m_next(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `next`: the first element of an unstable order is unstable itself."""
        value = self.first(arguments)
        element = self.next_of(value, site)
        unordered = self.order_labels(value, site)
        default = self.first(arguments, 1)
        settled = self.world.labels.settled(element[1])
        return (join(element, default)[0], settled | unordered | default[1] | value[1])

    def m_iter(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `iter`: containers stay what they are."""
        value = self.first(arguments)
        if len(arguments.positional) > 1:
            return self.sequence_of("generator", self.invoke(value, Arguments(), site), 0, site)
        parts: list[Value] = []
        value = labelled(value, self.shared_contents(value, site))
        for item in value[0]:
            method = self.class_member(item.cls, "__iter__") if isinstance(item, Instance) else None
            if method is not None:
                parts.append(self.call_bound(method, item, Arguments(), site))
            else:
                parts.append(((item,), 0))
        return labelled(join_all(parts), value[1])

    def m_map(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `map` and `starmap`: the function is called with the elements."""
        kinds = Function | Bound | Partial | Class
        given = arguments.positional
        position = next((i for i, v in enumerate(given) if any(isinstance(o, kinds) for o in v[0])), 0)
        function = given[position] if given else NOTHING
        sources = [v for i, v in enumerate(given) if i != position]
        elements = [self.iterate(v, site) for v in sources]
        bits = 0
        for element in elements:
            bits |= element[1] & self.world.labels.elements
        self.loop_elements.append(bits)
        if bits:
            self.frame.sink("loop-order", site, bits)
        if name.endswith("starmap"):
            elements = [self.iterate(elements[0], site)] * 3 if elements else []
        result = self.invoke(function, Arguments(elements), site)
        self.loop_elements.pop()
        order = (result[1] & self.world.labels.elements) << 1
        return self.sequence_of("generator", (result[0], result[1] & ~self.world.labels.elements), order, site)

    def m_filter(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `filter`."""
        function, source = self.first(arguments), self.first(arguments, 1)
        element = self.iterate(source, site)
        labels = 0
        if constants(function) != [None]:
            labels = self.invoke(function, Arguments([element]), site)[1] & ~self.world.labels.elements
        order = (element[1] & self.world.labels.elements) << 1
        inner = (element[0], element[1] & ~self.world.labels.elements)
        return labelled(self.sequence_of("generator", inner, order, site), labels)

    def m_partial(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `functools.partial`."""
        if not arguments.positional:
            return ANYTHING
        function = arguments.positional[0]
        key = ("partial", self.frame, site, function[0])
        made = self.solve.object(key, lambda: Partial(function, (), {}, self.mode.when))
        assert isinstance(made, Partial)
        made.function = join(made.function, function)
        made.arguments = tuple(arguments.positional[1:])
        made.keywords = dict(arguments.keywords)
        return ((made,), 0)

    def m_wraps(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `functools.wraps(function)`."""
        return ((Decorator(name, arguments, receiver),), 0)

    def m_property(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model the decorators that change how a method is bound."""
        kind = {
            "builtins.staticmethod": "static", "builtins.classmethod": "class",
            "functools.cached_property": "cached-property",
        }.get(name, "property")  # fmt: skip
        value = self.first(arguments)
        for item in value[0]:
            if isinstance(item, Function):
                item.kind = kind
                if item.owner is None and self.cls is not None:
                    item.owner = self.cls
                setter = arguments.select((1, "fset")) if kind == "property" else None
                if setter is not None:
                    self.solve.write((item, "<set>"), setter)
        return value

    def m_dataclass(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `dataclass`, bare or called."""
        value = self.first(arguments)
        if any(isinstance(o, Class) for o in value[0]):
            for item in value[0]:
                if isinstance(item, Class):
                    item.flags.add("dataclass")
            return value
        return ((Decorator(name, arguments, receiver),), 0)

    def m_field(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `field` and `Field`: default and default factory."""
        made = self.solve.object(
            ("field", self.module.path, site), lambda: ExternalInstance("dataclasses.Field", self.mode.when)
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

    def m_replace(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
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

    def m_enter(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model an exit stack's `enter_context`: it enters now and leaves with the stack."""
        prefix = "a" if name.endswith("enter_async_context") else ""
        value = self.first(arguments)
        entered = self.enter_manager(value, prefix, site)
        self.leave_manager(value, prefix, site)
        return entered

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
        if any(type(o).__name__ == "Unknown" for o in value[0]):
            types = self.first(arguments)
            made = [self.instance_of(o, (0, None), self.mode.when) for o in types[0]]
            typed = join_all(made)
            return (typed[0] or ANYTHING[0], value[1])
        return value

    def m_type_variable(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `TypeVar` and `NewType`."""
        made = self.solve.object(
            ("type variable", self.module.path, site), lambda: ExternalInstance("typing.TypeVar", self.mode.when)
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

    def m_identity(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what gives its first argument back."""
        return self.first(arguments) if arguments.positional else ((Decorator(name, arguments, receiver),), 0)

    def m_gather(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `asyncio.gather`: results in the order of the arguments."""
        values = [v for v in arguments.positional]
        box = self.box("list", site)
        for position, value in enumerate(values):
            self.put(box, Key(position), value, site)
        if arguments.rest is not None:
            self.put(box, None, arguments.rest, site)
        return ((box,), 0)

    def m_task(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what starts a coroutine as a task."""
        value = self.first(arguments)
        box = self.box("task", site)
        self.put(box, None, value, site)
        return ((box,), value[1])

    def m_wait_for(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `asyncio.wait_for` and `shield`: the result of what is waited for."""
        value = self.first(arguments)
        parts = [self.contents(o) if isinstance(o, Box) and o.kind == "task" else ((o,), 0) for o in value[0]]
        operation = self.world.dialects.operation(name, self.solve.dialect)
        if operation is not None and self.mode.when == 1:
            self.issue(name, *operation, arguments, site, None)
        return labelled(join_all(parts), value[1])

    def m_wait(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `asyncio.wait`: two sets of tasks."""
        element = self.iterate_quietly(self.first(arguments), site)
        pair = self.box("tuple", site)
        for position in (0, 1):
            done = self.box("set", (site, position))
            self.put(done, None, element if element[0] else self.instance("asyncio.Task"), site)
            self.put(pair, Key(position), ((done,), 0), site)
        return ((pair,), 0)

    def m_thread(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what calls a function elsewhere with the arguments that follow it."""
        skip = 1 if name.endswith("run_in_executor") else 0
        function = self.first(arguments, skip)
        given = Arguments(arguments.positional[skip + 1 :], arguments.keywords, arguments.rest, arguments.rest_keywords)
        if not any(isinstance(o, Function | Bound | Partial | Class) for o in function[0]):
            return ANYTHING
        return self.invoke(function, given, site)

    def m_constructor(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `list(x)`, `tuple(x)`, `set(x)`, `reversed(x)`, `enumerate(x)`, `zip(x, y)`."""
        kind = name.rpartition(".")[2]
        if kind == "dict":
            return self.new_dict(arguments, site)
        values = arguments.positional or ([arguments.rest] if arguments.rest else [])
        if kind in ("set", "frozenset"):
            return self.new_set(kind, values, site)
        if kind in ("zip", "enumerate", "zip_longest"):
            return self.pairs(kind, values, site)
        order = 0
        element = NOTHING
        labels = 0
        shape = self.exact_shape(values, kind)
        for value in values[:1] if kind != "chain" else values:
            order |= self.order_labels(value, site)
            element = join(element, self.iterate_quietly(value, site))
            labels |= self.world.labels.without_order(value[1])
        made = self.sequence_of(
            {"tuple": "tuple", "reversed": "generator", "chain": "generator"}.get(kind, "list"),
            NOTHING if shape is not None else element, order, site,
        )  # fmt: skip
        if shape is not None:
            box = made[0][0]
            assert isinstance(box, Box)
            for position, part in enumerate(shape):
                self.put(box, Key(position), part, site)
        return labelled(made, labels)

    def exact_shape(self, values: list[Value], kind: str) -> list[Value] | None:
        """Answer the items of a container that is copied, where each is known."""
        if kind not in ("list", "tuple") or len(values) != 1 or len(values[0][0]) != 1:
            return None
        source = values[0][0][0]
        if not isinstance(source, Box) or source.kind not in ("list", "tuple"):
            return None
        keys = sorted(k.value for k in self.keys(source) if isinstance(k.value, int))
        if self.read(source, ELEMENTS)[0] or keys != list(range(len(keys))):
            return None
        return [self.read(source, Key(k)) for k in keys]

    def pairs(self, kind: str, values: list[Value], site: int) -> Value:
        """Model `zip` and `enumerate`: tuples of elements, in the order of the arguments."""
        pair = self.box("tuple", (site, "pair"))
        order = 0
        labels = 0
        offset = 0
        if kind == "enumerate":
            # The number of an element is decided by the order, whatever is done with the element.
            position_labels = self.order_labels(values[0], site) if values else 0
            self.put(pair, Key(0), labelled(self.instance("builtins.int"), position_labels), site)
            offset, values = 1, values[:1]
        for position, value in enumerate(values):
            order |= self.order_labels(value, site)
            labels |= self.world.labels.without_order(value[1])
            self.put(pair, Key(position + offset), self.iterate_quietly(value, site), site)
        return labelled(self.sequence_of("generator", ((pair,), 0), order, site), labels)

    def new_set(self, kind: str, values: list[Value], site: int) -> Value:
        """Model `set(x)`: the order is gone."""
        box = self.box(kind, site)
        labels = 0
        for value in values[:1]:
            element = self.iterate_quietly(value, site)
            labels |= self.world.labels.without_order(value[1])
            self.put(box, None, (element[0], self.world.labels.without_order(element[1])), site)
        return ((box,), labels)

    def new_dict(self, arguments: Arguments, site: int) -> Value:
        """Model `dict(x, key=value)`."""
        box = self.box("dict", site)
        for value in arguments.positional:
            if any(isinstance(o, Box) and o.kind == "dict" for o in value[0]):
                self.update(box, value, site)
            else:
                pair = self.iterate_quietly(value, site)
                self.put(box, None, (ANYTHING[0], pair[1]), site)
                order = self.order_labels(value, site)
                if order:
                    self.solve.write((box, ORDER), ((), order))
        for key, value in arguments.keywords.items():
            self.put(box, Key(key), value, site)
        return ((box,), 0)

    def m_sorted(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `sorted`: a list whose order is decided."""
        value = self.first(arguments)
        element = self.iterate_quietly(value, site)
        key = arguments.keywords.get("key")
        decided = 0
        if key is not None:
            for item in key[0]:
                if isinstance(item, Function | Bound | Partial | Class):
                    decided |= self.call_exactly(item, Arguments([element]), site)[1]
        labels = self.world.labels
        clean = (element[0], labels.without_order(element[1]))
        made = self.sequence_of("list", clean, self.ties(key, arguments, site), site)
        decided = labels.without_order(decided & ~element[1])
        if decided:
            self.solve.write((made[0][0], ORDER), ((), decided))
        return labelled(made, labels.without_order(value[1]))

    def m_text(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `str(x)` and `repr(x)`: a set shows its order."""
        labels = 0
        value = self.first(arguments)
        methods = TEXT_METHODS.get(name, ("__str__", "__repr__"))
        for value in arguments.every():
            labels |= self.text_labels(value, site, methods)
        chosen = constants(value)
        if chosen is not None and len(chosen) == 1 and isinstance(chosen[0], str):
            return value
        return labelled(self.instance("builtins.str"), labels)

    def m_range(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `range`: how often hangs on the arguments."""
        return labelled(self.instance("builtins.range"), arguments.labels())

    def m_copy(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `copy` and `deepcopy`: new containers and instances with the same contents."""
        value = self.first(arguments)
        return labelled(self.copy_of(value, site, 4 if name.endswith("deepcopy") else 1), value[1])

    def m_defaultdict(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `defaultdict(factory)`: every key holds what the factory makes."""
        box = self.box("dict", site)
        factory = self.first(arguments)
        if factory[0] and constants(factory) != [None]:
            self.put(box, None, self.invoke(factory, Arguments(), site), site)
        for value in arguments.positional[1:]:
            self.update(box, value, site)
        return ((box,), 0)

    def m_dispatch(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
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

    # Decorators that were called first

    def d_wraps(self, item: Decorator, target: Value, site: int) -> Value:
        """Apply `functools.wraps(f)`."""
        wrapped = item.arguments.positional[0] if item.arguments.positional else NOTHING
        names = [o for o in wrapped[0] if isinstance(o, Function)]
        for function in target[0]:
            if isinstance(function, Function) and names:
                function.known_as = names[0].known_as or names[0].code.qualname
        return target

    def d_dataclass(self, item: Decorator, target: Value, site: int) -> Value:
        """Apply `dataclass(...)`."""
        for cls in target[0]:
            if isinstance(cls, Class):
                cls.flags.add("dataclass")
        return target

    MODELS: dict[str, Model] = {
        "builtins.type.__call__": m_create, "dataclasses.replace": m_replace, "importlib.import_module": m_import,
        "contextlib.ExitStack.enter_context": m_enter,
        "contextlib.AsyncExitStack.enter_context": m_enter,
        "contextlib.AsyncExitStack.enter_async_context": m_enter,
        "builtins.super": m_super, "builtins.getattr": m_getattr, "builtins.setattr": m_setattr,
        "builtins.type": m_type, "builtins.any": m_bool, "builtins.all": m_bool,
        "builtins.isinstance": m_bool, "builtins.issubclass": m_bool, "builtins.hasattr": m_bool,
        "builtins.callable": m_bool, "builtins.bool": m_bool, "builtins.len": m_len,
        "builtins.sum": m_number, "builtins.min": m_number, "builtins.max": m_number,
        "math.fsum": m_number, "builtins.next": m_next, "builtins.anext": m_next,
        "builtins.iter": m_iter, "builtins.aiter": m_iter, "builtins.map": m_map,
        "itertools.starmap": m_map, "builtins.filter": m_filter, "functools.partial": m_partial,
        "functools.partialmethod": m_partial, "functools.wraps": m_wraps,
        "builtins.property": m_property, "builtins.staticmethod": m_property,
        "builtins.classmethod": m_property, "functools.cached_property": m_property,
        "abc.abstractproperty": m_property, "dataclasses.dataclass": m_dataclass,
        "attr.s": m_dataclass, "attr.define": m_dataclass, "attrs.define": m_dataclass,
        "attr.attrs": m_dataclass, "attrs.frozen": m_dataclass, "attr.frozen": m_dataclass,
        "attrs.mutable": m_dataclass, "attr.mutable": m_dataclass,
        "pydantic.dataclasses.dataclass": m_dataclass, "dataclasses.field": m_field,
        "pydantic.Field": m_field, "attr.ib": m_field, "attrs.field": m_field,
        "attr.field": m_field, "msgspec.field": m_field, "sqlmodel.Field": m_field,
        "typing.cast": m_cast, "typing_extensions.cast": m_cast, "typing.TypeVar": m_type_variable,
        "typing.NewType": m_type_variable, "typing_extensions.TypeVar": m_type_variable,
        "contextlib.contextmanager": m_identity, "contextlib.asynccontextmanager": m_identity,
        "typing.overload": m_identity, "typing.final": m_identity, "abc.abstractmethod": m_identity,
        "typing.override": m_identity, "typing.runtime_checkable": m_identity,
        "typing_extensions.override": m_identity, "functools.lru_cache": m_identity,
        "functools.cache": m_identity, "functools.singledispatch": m_identity,
        "functools.total_ordering": m_identity, "asyncio.gather": m_gather,
        "asyncio.create_task": m_task, "asyncio.ensure_future": m_task,
        "asyncio.TaskGroup.create_task": m_task, "asyncio.AbstractEventLoop.create_task": m_task,
        "asyncio.wait_for": m_wait_for, "asyncio.shield": m_wait_for, "asyncio.wait": m_wait,
        "asyncio.to_thread": m_thread, "asyncio.AbstractEventLoop.run_in_executor": m_thread,
        "asyncio.run": m_wait_for, "builtins.list": m_constructor, "builtins.tuple": m_constructor,
        "builtins.set": m_constructor, "builtins.frozenset": m_constructor,
        "builtins.dict": m_constructor, "builtins.reversed": m_constructor,
        "builtins.enumerate": m_constructor, "builtins.zip": m_constructor,
        "itertools.zip_longest": m_constructor, "itertools.chain": m_constructor,
        "collections.deque": m_constructor, "collections.OrderedDict": m_constructor,
        "builtins.sorted": m_sorted, "builtins.str": m_text, "builtins.repr": m_text,
        "builtins.ascii": m_text, "builtins.format": m_text, "builtins.range": m_range,
        "copy.copy": m_copy, "copy.deepcopy": m_copy, "collections.defaultdict": m_defaultdict,
        "builtins.function.register": m_dispatch,
    }  # fmt: skip
    DECORATORS: dict[str, Callable[[Any, Decorator, Value, int], Value]] = {
        "functools.wraps": d_wraps, "builtins.function.register": d_dispatch,
        "dataclasses.dataclass": d_dataclass, "attr.s": d_dataclass, "attr.define": d_dataclass,
        "attrs.define": d_dataclass, "attrs.frozen": d_dataclass, "attr.frozen": d_dataclass,
        "attr.attrs": d_dataclass, "attrs.mutable": d_dataclass,
        "pydantic.dataclasses.dataclass": d_dataclass,
    }  # fmt: skip


_ = (Const, External)
