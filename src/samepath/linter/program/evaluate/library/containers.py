"""Methods of built-in containers and texts, on containers whose contents are known."""

from collections.abc import Callable
from functools import partial

from samepath.linter.program.evaluate.library.catalogued import Catalogued
from samepath.linter.program.evaluate.values.contents import SIZE, picked
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Key
from samepath.linter.program.labels import POPPED
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join,
    join_all,
    labelled,
)
from samepath.linter.program.writes import MUTATORS

ADDING = frozenset({"append", "add", "insert", "appendleft", "put", "put_nowait", "push"})
EXTENDING = frozenset(
    {"extend", "update", "extendleft", "__iadd__", "intersection_update", "difference_update"}
)
REMOVING = frozenset({"remove", "discard", "clear", "sort", "reverse"})
TAKING = frozenset({"get", "pop", "setdefault", "popitem", "popleft"})
UNITING = frozenset({"union", "intersection", "difference", "symmetric_difference"})
VIEWING = frozenset({"values", "keys", "items"})
GIVING = frozenset({"send", "asend", "__next__", "__anext__", "result", "get_result"})
TELLING = frozenset({"issubset", "issuperset", "isdisjoint", "__contains__", "count"})
ASKING = frozenset({"done", "cancelled"})
ENDING = frozenset({"cancel", "close", "aclose", "throw", "add_done_callback"})
TEXT_METHODS = frozenset(
    {"lower", "upper", "strip", "format", "replace", "join", "hex", "isoformat", "strftime"}
)
LOOKING = TAKING | VIEWING | {"copy", "index", "count"}
"""Methods that look at what is inside."""


class Containers(Catalogued):
    """What methods of containers do."""

    def box_method(self, box: Box, member: str, arguments: Arguments, site: int) -> Value | None:
        """Call a method of a container whose contents are known; None if it is none of these."""
        method = METHODS.get(member)
        return None if method is None else method(self, box, member, arguments, site)

    def itself(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer the container."""
        return ((box,), 0)

    def held(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer what a generator or task gives."""
        return self.contents(box)

    def told(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer a question."""
        return self.instance("builtins.bool")

    def finished(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer whether a task is over already."""
        labels = self.completion(f"asyncio.Task.{member}", site) if box.kind == "task" else 0
        return labelled(self.instance("builtins.bool"), labels)

    def ignored(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer what does not matter."""
        return ANYTHING

    def copied_box(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer a shallow copy."""
        return self.copy_of(((box,), 0), site, 1)

    def add(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Add one element: in a loop over an unstable order the list takes that order."""
        if not arguments.positional:
            return NOTHING
        value = arguments.positional[-1]
        labels = self.world.labels
        if box.kind in ("set", "frozenset"):
            value = (value[0], labels.without_order(value[1]))
        else:
            elements = value[1] & labels.elements
            if elements:
                self.write(box, ORDER, ((), elements << 1), site)
            value = (value[0], value[1] & ~elements)
        self.write(box, ELEMENTS, value, site)
        self.resized(box)
        self.fill_beside(box, site)
        return self.const(None)

    def extend(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Add all elements of others."""
        self.forget_items(box)
        self.fill_beside(box, site)
        for value in arguments.positional:
            if box.kind == "dict":
                self.update(box, value, site)
                self.recent_update(box, value)
                self.write(box, KEYS, NOTHING, site)
                continue
            if member.startswith(("intersection", "difference")):
                self.write(box, ELEMENTS, NOTHING, site)
                self.resized(box, -1, self.shape_of(value))
                continue
            self.resized(box, 1, self.shape_of(value))
            order = self.order_labels(value, site)
            element = self.iterate_quietly(value, site)
            if box.kind not in ("set", "frozenset") and order:
                self.write(box, ORDER, ((), order), site)
            self.write(box, ELEMENTS, element, site)
        for key, value in arguments.keywords.items():
            self.put(box, Key(key), value, site)
        return self.const(None)

    def remove(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Remove or reorder: a write without a value."""
        self.write(box, ELEMENTS, NOTHING, site)
        if member not in ("sort", "reverse"):
            self.resized(box, -1)
        if member == "sort":
            self.sorted_in_place(box)
            key = arguments.keywords.get("key")
            for item in key[0] if key is not None else ():
                if isinstance(item, Function | Bound | Partial | Class):
                    self.call_exactly(item, Arguments([self.contents(box)]), site)
        return self.const(None)

    def take(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Take a value out: `pop` of a set is one that nobody decides."""
        default = self.const(None) if member == "get" else NOTHING
        if len(arguments.positional) > 1:
            default = arguments.positional[1]
        if member in ("pop", "popleft", "popitem"):
            self.write(box, ELEMENTS, NOTHING, site)
            self.resized(box, -1)
        labels = 0
        if box.kind in ("set", "frozenset") and member == "pop":
            # In a loop each round takes the next one: the operations follow that order.
            labels = self.set_order(((box,), 0), site, POPPED)
            labels |= labels << 1
        elif box.kind == "list" or member == "popitem":
            labels = self.read(box, ORDER)[1]
        if member == "setdefault" and arguments.positional:
            self.put_item(box, arguments.positional[0], default, site)
        if box.kind in ("dict", "keys") and arguments.positional:
            key = arguments.positional[0]
            self.decide(key[1])
            chosen = constants(key)
            if chosen is not None:
                parts = [self.read(box, ELEMENTS), *(self.read(box, Key(c)) for c in chosen)]
                found = join_all([*parts, default])
                return labelled(found if found[0] else ANYTHING, labels | key[1])
            labels |= self.world.labels.without_order(key[1])
        if member == "popitem":
            return labelled(ANYTHING, labels)
        found = picked(join(self.contents(box), default), labels)
        return labelled(found if found[0] else ANYTHING, labels)

    def unite(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer the union, intersection or difference."""
        made = self.box("set", site)
        self.solve.write((made, ELEMENTS), self.contents(box))
        if member in ("union", "symmetric_difference"):
            for value in arguments.positional:
                self.solve.write((made, ELEMENTS), self.iterate_quietly(value, site))
        size = self.size_labels(((box,), 0))
        return ((made,), self.world.labels.without_order(arguments.labels()) | size)

    def copy_of(self, value: Value, site: int, depth: int) -> Value:
        """Answer copies of containers and instances, and of what they hold to a depth."""
        copies: list[Object] = []
        for item in value[0]:
            if isinstance(item, Box) and depth:
                made = self.box(item.kind, ("copy", site, item))
                copies.append(made)
                for key in self.keys(item):
                    self.put(made, key, self.copy_of(self.read(item, key), site, depth - 1), site)
                inner = self.copy_of(self.read(item, ELEMENTS), site, depth - 1)
                self.solve.write((made, ELEMENTS), inner)
                self.solve.write((made, ORDER), self.read(item, ORDER))
                self.solve.write((made, "<key values>"), self.read(item, "<key values>"))
                self.solve.write((made, SIZE), self.read(item, SIZE))
            elif isinstance(item, Instance) and depth:
                place = self.make("copy", (site, item))
                make = partial(Instance, item.cls, item.site, self.mode.when)
                copy = self.solve.object(place, make)
                copies.append(copy)
                for name in self.read(item, KEYS)[0]:
                    if isinstance(name, Const):
                        field = self.copy_of(self.read(item, name.value), site, depth - 1)
                        self.store(copy, str(name.value), field, site)
            else:
                copies.append(item)
        return (tuple(dict.fromkeys(copies)), value[1])

    def view(self, box: Box, member: str, arguments: Arguments, site: int) -> Value:
        """Answer keys, values or items, in the dict's order."""
        order, size = self.read(box, ORDER)[1], self.size_labels(((box,), 0))
        if member == "values":
            values = self.sequence_of("list", self.contents(box), order, (site, "values"))
            return labelled(values, size)
        keys = self.dict_keys(box)
        if member == "keys":
            return labelled(self.sequence_of("keys", keys, order, (site, "keys")), size)
        pair = self.box("tuple", (site, "pair"))
        self.put(pair, Key(0), keys, site)
        self.put(pair, Key(1), self.contents(box), site)
        return labelled(self.sequence_of("list", ((pair,), 0), order, (site, "items")), size)

    def data_method(
        self, member: str, receiver: Value, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call a method that every kind of plain data has."""
        if member in MUTATORS:
            self.changed(labelled(receiver, labels), site, arguments.labels())
        passed = labels | receiver[1]
        for value in arguments.every():
            passed |= self.deep(value) | (self.order_labels(value, site) if member == "join" else 0)
        if member in TEXT_METHODS:
            return labelled(self.put_together([receiver, *arguments.every()], site), passed)
        return labelled(ANYTHING, passed)


METHODS: dict[str, Callable[[Containers, Box, str, Arguments, int], Value]] = {
    **dict.fromkeys(TELLING, Containers.told),
    **dict.fromkeys(ASKING, Containers.finished),
    **dict.fromkeys(ENDING, Containers.ignored),
    **dict.fromkeys(GIVING, Containers.held),
    **dict.fromkeys(VIEWING, Containers.view),
    **dict.fromkeys(ADDING, Containers.add),
    **dict.fromkeys(EXTENDING, Containers.extend),
    **dict.fromkeys(REMOVING, Containers.remove),
    **dict.fromkeys(TAKING, Containers.take),
    **dict.fromkeys(UNITING, Containers.unite),
    "copy": Containers.copied_box,
    "__iter__": Containers.itself,
}
