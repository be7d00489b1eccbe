"""Models of what makes containers of others: `list`, `zip`, `dict`, copies."""

from samepath.effects import Keeper
from samepath.linter.program.evaluate.library.aggregates import Aggregates
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Key
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    Arguments,
    Box,
    Value,
    join,
    labelled,
)


class Constructors(Aggregates):
    """Model the making of containers."""

    def m_constructor(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
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
            labels |= self.world.labels.without_order(value[1]) | self.size_labels(value)
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
            labels |= self.world.labels.without_order(value[1]) | self.size_labels(value)
            self.put(pair, Key(position + offset), self.iterate_quietly(value, site), site)
        return labelled(self.sequence_of("generator", ((pair,), 0), order, site), labels)

    def new_set(self, kind: str, values: list[Value], site: int) -> Value:
        """Model `set(x)`: the order is gone."""
        box = self.box(kind, site)
        labels = 0
        for value in values[:1]:
            element = self.iterate_quietly(value, site)
            labels |= self.world.labels.without_order(value[1]) | self.size_labels(value)
            self.put(box, None, (element[0], self.world.labels.without_order(element[1])), site)
        return ((box,), labels)

    def new_dict(self, arguments: Arguments, site: int) -> Value:
        """Model `dict(x, key=value)`."""
        box = self.box("dict", site)
        for value in arguments.positional:
            if any(isinstance(o, Box) and o.kind == "dict" for o in value[0]):
                self.update(box, value, site)
            else:
                self.fill_from_pairs(box, value, site)
        for key, value in arguments.keywords.items():
            self.put(box, Key(key), value, site)
        return ((box,), 0)

    def fill_from_pairs(self, box: Box, value: Value, site: int) -> None:
        """Fill a dict from pairs of a key and a value, in their order."""
        pairs = self.iterate_quietly(value, site)
        for pair in pairs[0]:
            if isinstance(pair, Box) and pair.kind in ("tuple", "list"):
                others = self.read(pair, ELEMENTS)
                key, held = (join(self.read(pair, Key(at)), others) for at in (0, 1))
                self.put_item(box, labelled(key, pairs[1]), labelled(held, pairs[1]), site)
            else:
                self.put(box, None, (ANYTHING[0], pairs[1]), site)
        order = self.order_labels(value, site)
        if order:
            self.solve.write((box, ORDER), ((), order))

    def m_copy(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `copy` and `deepcopy`: new containers and instances with the same contents."""
        value = self.first(arguments)
        return labelled(self.copy_of(value, site, 4 if name.endswith("deepcopy") else 1), value[1])

    def m_defaultdict(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `defaultdict(factory)`: every key holds what the factory makes."""
        box = self.box("dict", site)
        factory = self.first(arguments)
        if factory[0] and constants(factory) != [None]:
            self.put(box, None, self.invoke(factory, Arguments(), site), site)
        for value in arguments.positional[1:]:
            self.update(box, value, site)
        return ((box,), 0)

    def m_counter(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `Counter(x)`: a dict of numbers, in the order in which its keys were met."""
        box = self.box("dict", site)
        labels = 0
        for value in arguments.positional[:1]:
            element = self.iterate_quietly(value, site)
            met = self.world.labels.without_order(element[1])
            labels |= met | self.world.labels.without_order(value[1])
            self.solve.write((box, "<key values>"), (element[0], met))
            if order := self.order_labels(value, site):
                self.solve.write((box, ORDER), ((), order))
        self.put(box, None, labelled(self.instance("builtins.int"), labels), site)
        return ((box,), labels)

    def m_cache(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model a library's cache: a dict that forgets by itself."""
        box = self.box("dict", site)
        if box.born == IMPORT:
            box.keeper = Keeper.CACHE
        return ((box,), 0)
