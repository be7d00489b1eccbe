"""Models of what goes through elements: `len`, `sum`, `map`, `sorted`, and their like."""

from samepath.linter.program.evaluate.library.reflection import Reflection
from samepath.linter.program.evaluate.values.contents import COUNT, is_picked, picked
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ORDER
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Bound,
    Box,
    Class,
    External,
    Function,
    Instance,
    Partial,
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


class Aggregates(Reflection):
    """Model what consumes elements."""

    def m_bool(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what answers yes or no of its arguments, whatever their order."""
        labels = 0
        if name == "builtins.isinstance" and len(arguments.positional) > 1:
            labels |= self.asked_type(arguments.positional[0], arguments.positional[1], site)
        each = 0
        for value in arguments.every():
            labels |= value[1]
            for item in value[0]:
                if isinstance(item, Box) and name in ("builtins.any", "builtins.all"):
                    each |= self.contents(item)[1] & ~self.world.labels.elements
            if name == "builtins.bool" and not all(isinstance(item, Box) for item in value[0]):
                return labelled(self.instance("builtins.bool"), labels)
        return labelled(
            self.instance("builtins.bool"), self.world.labels.without_order(labels) | each
        )

    def m_len(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `len`: neither order nor contents matter."""
        value = self.first(arguments)
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, "__len__")
                if method is not None:
                    value = labelled(value, self.call_bound(method, item, Arguments(), site)[1])
        labels = value[1] | self.shared_contents(value, site) | self.size_labels(value)
        if not is_picked(value):
            labels &= ~self.world.labels.orders
        return labelled(((COUNT,), 0), labels)

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
        return (
            joined[0] or ANYTHING[0],
            self.world.labels.without_order(labels | joined[1]) | ties,
        )

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
        element = picked(element, unordered)
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
        position = next(
            (i for i, v in enumerate(given) if any(isinstance(o, kinds) for o in v[0])), 0
        )
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
        inner = (result[0], result[1] & ~self.world.labels.elements)
        sizes = join_all([((), self.size_labels(source)) for source in sources])[1]
        return labelled(self.sequence_of("generator", inner, order, site), sizes)

    def m_filter(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `filter`."""
        function, source = self.first(arguments), self.first(arguments, 1)
        element = self.iterate(source, site)
        labels = 0
        if constants(function) != [None]:
            labels = (
                self.invoke(function, Arguments([element]), site)[1] & ~self.world.labels.elements
            )
        order = (element[1] & self.world.labels.elements) << 1
        inner = (element[0], element[1] & ~self.world.labels.elements)
        labels |= self.size_labels(source)
        return labelled(self.sequence_of("generator", inner, order, site), labels)

    def m_sorted(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `sorted`: a list whose order is decided."""
        value = self.first(arguments)
        element = self.iterate_quietly(value, site)
        key = arguments.keywords.get("key")
        decided = 0
        if key is not None:
            for item in key[0]:
                known = isinstance(item, External) and self.world.catalogue.lookup(item.name)
                if known or isinstance(item, Function | Bound | Partial | Class):
                    decided |= self.call_exactly(item, Arguments([element]), site)[1]
        labels = self.world.labels
        clean = (element[0], labels.without_order(element[1]))
        made = self.sequence_of("list", clean, self.ties(key, arguments, site), site)
        decided = labels.without_order(decided & ~element[1])
        if decided:
            self.solve.write((made[0][0], ORDER), ((), decided))
        return labelled(made, labels.without_order(value[1]) | self.size_labels(value))

    def m_range(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `range`: how often hangs on the arguments."""
        return labelled(self.instance("builtins.range"), arguments.labels())

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
