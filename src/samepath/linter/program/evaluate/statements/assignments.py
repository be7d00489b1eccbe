"""Statements that evaluate, assign and delete."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.expressions.operators import NUMBERS, is_constant_of
from samepath.linter.program.evaluate.library.outside import Outside
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.evaluate.values.types import specified
from samepath.linter.program.frames import ELEMENTS, ORDER
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    Arguments,
    Box,
    ExternalInstance,
    Instance,
    Object,
    Unknown,
    Value,
    join_all,
    labelled,
)


class Assignments(Outside):
    """Evaluate simple statements."""

    def do(self, node: Node) -> bool:
        """Evaluate an expression statement."""
        self.evaluate(node[1])
        return True

    def assign_statement(self, node: Node) -> bool:
        """Evaluate `a = b = value`."""
        value = self.evaluate(node[3])
        self.here = node[1]
        for target in node[2]:
            self.assign(target, value)
        return True

    def augment(self, node: Node) -> bool:
        """Evaluate `target += value`; sums of numbers do not care for order."""
        self.here = node[1]
        self.augmenting = True
        old = self.evaluate(node[5])
        self.augmenting = False
        value = self.evaluate(node[4])
        labels = self.world.labels
        if node[3] in ("+", "*", "|", "&", "^", "-") and self.is_commutative(old):
            value = (value[0], labels.without_order(value[1]))
        mutable = [o for o in old[0] if isinstance(o, Box) and o.kind in ("list", "set", "dict")]
        if mutable and node[3] in ("+", "|", "&", "-", "^"):
            for box in mutable:
                self.fill_beside(box, node[1])
                self.resized(box, 1, self.shape_of(value))
                if box.kind == "dict":
                    self.update(box, value, node[1])
                    continue
                element = self.iterate(value, node[1])
                self.put(box, None, (element[0], labels.without_order(element[1])), node[1])
                order = self.order_labels(value, node[1]) | ((element[1] & labels.elements) << 1)
                if box.kind != "set" and order:
                    self.solve.write((box, ORDER), ((), order))
            self.assign(node[2], old)
            return True
        own = self.operator_methods([old, value], f"{node[3]}=", node[1])
        if own:
            self.assign(node[2], labelled(join_all(own), old[1] | value[1]))
        else:
            self.assign(node[2], self.operated([old, value], node[3], node[1]))
        self.forget_sums(node[2])
        return True

    def forget_sums(self, target: Node) -> None:
        """Forget a sum that outlives the run: its old part was left by others."""
        if target[0] == ir.ATTRIBUTE:
            name = target[3]
            for place in [p for p in self.env if isinstance(p, tuple) and p[1] == name]:
                if place[0].born == IMPORT:
                    del self.env[place]

    def is_commutative(self, value: Value) -> bool:
        """Tell whether an accumulator is a number: what is added to a number is one, too."""
        numbers = [
            is_constant_of(o, int | float)
            or (isinstance(o, ExternalInstance) and o.type in NUMBERS)
            for o in value[0]
            if not is_open(o)
        ]
        return bool(numbers) and all(numbers)

    def annotate(self, node: Node) -> bool:
        """Evaluate `target: annotation = value`."""
        target, annotation = node[2], node[3]
        value = self.evaluate(node[4]) if node[4] is not None else None
        if self.cls is not None and target[0] == ir.SET_LOCAL:
            if not is_class_var(annotation):
                self.cls.annotations[target[1]] = (annotation, node[4], node[1])
            if value is not None:
                self.set_local(target[1], value)
            return True
        typed = self.typed(annotation, self.module, self.mode.when)
        if value is not None:
            self.assign(target, self.annotated(target, value, typed))
        elif target[0] == ir.SET_LOCAL and typed != ANYTHING and target[1] not in self.env:
            self.set_local(target[1], typed)
        return True

    def annotated(self, target: Node, value: Value, typed: Value) -> Value:
        """Let an annotation speak where the value that is assigned says less."""
        if typed == ANYTHING:
            return value
        if any(isinstance(o, Unknown) for o in value[0]):
            return specified(value, typed)
        self.fill_empty(value, typed)
        if target[0] == ir.ATTRIBUTE and constants(value) == [None]:
            for item in self.evaluate(target[2])[0]:
                if isinstance(item, Instance):
                    self.solve.write((item.cls, f"<declared {target[3]}>"), typed)
        return value

    def fill_empty(self, value: Value, typed: Value) -> None:
        """Let an annotation say what an empty container will hold."""
        empty = [
            o
            for o in value[0]
            if isinstance(o, Box) and not self.read(o, ELEMENTS)[0] and not self.keys(o)
        ]
        kinds = [o for o in typed[0] if isinstance(o, Box)]
        for item in empty:
            for kind in kinds:
                content = self.read(kind, ELEMENTS)
                if content[0] and content != ANYTHING:
                    self.solve.write((item, ELEMENTS), (content[0], 0))
                keys = self.read(kind, "<key values>")
                if keys[0]:
                    self.solve.write((item, "<key values>"), (keys[0], 0))

    def delete(self, node: Node) -> bool:
        """Delete: the target is evaluated, nothing is known to vanish."""
        for target in node[2]:
            if target[0] in (ir.ATTRIBUTE, ir.ITEM):
                owner = self.evaluate(target[2])
                if target[0] == ir.ITEM:
                    self.delete_item(owner, self.evaluate(target[3]), target[1])
        return True

    def delete_item(self, owner: Value, key: Value, site: int) -> None:
        """Delete an item: a write without a value."""
        for item in owner[0]:
            if isinstance(item, Box):
                self.write(item, ELEMENTS, NOTHING, site)
                self.resized(item, -1)
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__delitem__")
                if method is not None:
                    self.call_bound(method, item, Arguments([key]), site)


def is_open(item: Object) -> bool:
    """Tell whether nothing is known of an object but that it is there."""
    plain = isinstance(item, ExternalInstance) and item.type == "builtins.object"
    return plain or isinstance(item, Unknown)


def is_class_var(node: Node) -> bool:
    """Tell whether an annotation says that a name is no field."""
    inner = node[2] if node[0] == ir.ITEM else node
    name = inner[1] if inner[0] == ir.GLOBAL else inner[3] if inner[0] == ir.ATTRIBUTE else ""
    return bool(name == "ClassVar")
