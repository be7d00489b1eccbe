"""What containers and instances hold, and the labels of all that can be reached from them."""

from samepath.dataclass import dataclass
from samepath.linter.program.evaluate.values.context import ContextState
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Key, Place
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    STEP,
    Box,
    Const,
    ExternalInstance,
    Instance,
    Namespace,
    Object,
    Value,
    join,
    labelled,
)

WALK = "walk"
"""The kind of what goes through a tree of folders."""
ROWS = "<rows>"
"""The order of the rows of what a cursor has executed."""
SIZE = "<size>"
"""What decides how much a container holds."""
LATER = "<later>"
"""The order of a walk whose folders nobody sorts on the way."""
WALKED = "<walked>"
"""Of a list of folders, the walk that goes on with them; of that, whether they are sorted."""
CHOICES = 8
"""A key that can be more constants than this is stored as any key."""

DECIDING: Place = (Object(), "<deciding>")
RANGE = "builtins.range"
COUNT = ExternalInstance("builtins.int")
"""What `len` answers."""
PICKED = ExternalInstance("builtins.str")
"""A text that was taken out of several by its turn: how long it is hangs on that, too."""


@dataclass(frozen=True, slots=True)
class Executed:
    """Stands for what a cursor executed last, among the variables of an evaluation."""

    cursor: Object


class Contents(ContextState):
    """Read and fill containers."""

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

    def put_item(self, box: Box, key: Value, value: Value, site: int) -> None:
        """Store under each constant that a key can be, else anywhere."""
        chosen = constants(key)
        if box.kind == "dict" and not self.holds(box, chosen):
            self.resized(box)
        if chosen is None or len(chosen) > CHOICES:
            labels = self.world.labels
            self.solve.write((box, "<key values>"), (key[0], labels.without_order(key[1])))
            # What was made of the same element as its key is found again by that key, if no
            # other element has the same.
            own = value[1] if is_coarse(key) else value[1] & ~(key[1] & labels.elements)
            self.put(box, None, (value[0], labels.settled(own)), site)
            order = key[1] & (labels.elements | labels.orders)
            if order:
                self.solve.write((box, ORDER), ((), labels.settled(order)))
            return
        elements = key[1] & self.world.labels.elements
        if elements:  # every round fills its own key: only the order of the keys is open
            self.solve.write((box, ORDER), ((), elements << 1))
            value = (value[0], value[1] & ~elements)
        for choice in chosen:
            self.put(box, Key(choice), labelled(value, key[1] & ~elements), site)

    def holds(self, box: Box, chosen: list[object] | None) -> bool:
        """Tell whether keys are surely in a container already."""
        return chosen is not None and set(map(Key, chosen)).issubset(self.keys(box))

    def update(self, box: Box, value: Value, site: int) -> None:
        """Copy the contents of other containers into one."""
        self.resized(box, 1, self.shape_of(value))
        for item in value[0]:
            if isinstance(item, Box):
                for key in self.keys(item):
                    self.put(box, key, self.read(item, key), site)
                elements = self.read(item, ELEMENTS)
                if elements != NOTHING:
                    self.put(box, None, elements, site)
                self.solve.write((box, ORDER), self.read(item, ORDER))
            else:
                self.put(box, None, (ANYTHING[0], value[1]), site)

    def recent_update(self, box: Box, value: Value) -> None:
        """Remember what an update has just put under known keys."""
        if len(value[0]) == 1 and isinstance(value[0][0], Box):
            other = value[0][0]
            for key in self.keys(other):
                self.env[box, key] = self.read(other, key)

    def sequence_of(self, kind: str, element: Value, order: int, site: object) -> Value:
        """Create a container of like elements."""
        box = self.box(kind, site)
        self.solve.write((box, ELEMENTS), (element[0], self.world.labels.settled(element[1])))
        if order:
            self.solve.write((box, ORDER), ((), order & self.world.labels.orders))
        return ((box,), 0)

    def store(self, owner: Instance, name: str, value: Value, site: int) -> None:
        """Store an attribute and remember that the instance has it."""
        self.solve.write((owner, KEYS), self.const(name))
        self.write(owner, name, value, site)

    def sorted_in_place(self, box: Box) -> None:
        """Forget the order of a list; a walk goes on with its folders in the new one."""
        self.solve.clear((box, ORDER))
        for walk in self.read(box, WALKED)[0]:
            self.solve.write((walk, WALKED), self.const(True))

    def walked(self, value: Value) -> list[Box]:
        """List the walks in a value: what is done in them may decide their order."""
        return [o for o in value[0] if isinstance(o, Box) and o.kind == WALK]

    def order_of(self, value: Value) -> int:
        """Answer the order labels of a value and of the containers that it holds."""
        labels = value[1] & self.world.labels.orders
        for item in value[0]:
            if isinstance(item, Box):
                labels |= self.read(item, ORDER)[1]
                if item.kind == WALK and not self.walking:
                    labels |= self.read(item, LATER)[1]
            elif isinstance(item, ExternalInstance):
                labels |= self.rows_of(item)
        return labels

    def rows_of(self, cursor: ExternalInstance) -> int:
        """Answer the order of the rows that a cursor gives, by what it executed last."""
        own = self.env.get(Executed(cursor))
        return self.read(cursor, ROWS)[1] if own is None else own[1]

    def shape_of(self, value: Value) -> int:
        """Answer the labels of what decides how many elements there are, or that shuffled them."""
        labels = (self.order_of(value) | value[1]) & ~self.world.labels.elements
        counted = any(isinstance(o, ExternalInstance) and o.type == RANGE for o in value[0])
        # A number that an order decides counts, too; the order of elements does not.
        labels = labels if counted else labels & ~self.world.labels.orders
        return labels | self.size_labels(value)

    def size_labels(self, value: Value) -> int:
        """Answer the labels that decide how much a container holds: of tests, of lost writes."""
        labels = 0
        for item in value[0]:
            if isinstance(item, Box) and item.born != IMPORT:
                labels |= self.contents(item)[1] & self.world.labels.lost
                labels |= self.read(item, SIZE)[1]
        return labels

    def resized(self, box: Box, by: int = 1, labels: int = 0) -> None:
        """Note that a container grows or shrinks: what decides whether this code runs decides it.

        `labels` decide by how much.
        """
        if box.born == IMPORT or self.mode.when == STEP:
            return
        self.counts[box] = self.counts.get(box, 0) + by
        labels |= self.tested() & ~self.compared
        if labels:
            self.solve.write((box, SIZE), ((), labels))

    def weigh(self, arms: list[dict[Box, int]], labels: int) -> None:
        """Let a test decide how much is in what its arms have not filled alike."""
        labels &= ~self.world.labels.elements
        for box in dict.fromkeys(box for arm in arms for box in arm):
            counted = [arm.get(box, 0) for arm in arms]
            self.counts[box] = self.counts.get(box, 0) + max(counted)
            if labels and min(counted) != max(counted):
                self.solve.write((box, SIZE), ((), labels))

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

    def decide(self, labels: int) -> None:
        """Note that a choice hangs on labels: what is None by it is so by them."""
        present = labels & self.world.labels.present
        if present:
            self.solve.write(DECIDING, ((), present))

    def undecided(self) -> int:
        """Answer the labels of values that are never None, and on which no choice hangs."""
        labels = self.world.labels
        return labels.present & ~self.solve.read(DECIDING, self.frame)[1]

    def fields(self, item: Object) -> list[Value]:
        """List what an object holds."""
        if isinstance(item, Box):
            found = [self.read(item, ELEMENTS), *(self.read(item, k) for k in self.keys(item))]
            if item.kind != "set":
                found.append(((), self.read(item, ORDER)[1]))
                found.append(((), self.read(item, "<key values>")[1]))
            return found
        if isinstance(item, Instance):
            names = self.read(item, KEYS)
            return [self.read(item, n.value) for n in names[0] if isinstance(n, Const)]
        if isinstance(item, Namespace):
            return self.fields(item.owner)
        return []

    def deciding(self, value: Value, element: Value) -> int:
        """Answer those labels of a loop's elements that decide how many there are."""
        labels = self.world.labels
        if any(isinstance(item, ExternalInstance) for item in value[0]):
            return labels.without_order(element[1])  # what a library gives, it has read
        return element[1] & (labels.shared | labels.lost)


def picked(value: Value, order: int) -> Value:
    """Answer an element that an order has picked."""
    if not order:
        return value
    texts = {o for o in value[0] if isinstance(o, ExternalInstance) and o.type == PICKED.type}
    objects = tuple(dict.fromkeys(PICKED if o in texts else o for o in value[0]))
    return (objects, value[1] | order)


def is_picked(value: Value) -> bool:
    """Tell whether a value is a text that was picked, of which others may be longer."""
    chosen = constants(value)
    if chosen is not None:
        return len({len(c) for c in chosen if isinstance(c, str | bytes)}) > 1
    return PICKED in value[0]


def is_coarse(key: Value) -> bool:
    """Tell whether many elements surely have the same key: the last of them stays."""
    return any(
        item is COUNT or (isinstance(item, ExternalInstance) and item.type == "builtins.bool")
        for item in key[0]
    )
