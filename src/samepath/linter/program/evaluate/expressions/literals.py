"""Literals: constants, containers, texts, slices, functions."""

from samepath.effects import Effect
from samepath.linter.program.evaluate.expressions.texts import Texts
from samepath.linter.program.evaluate.values.ordering import SETS
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ORDER, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Box,
    Function,
    Instance,
    Object,
    Value,
    join,
    labelled,
)

WRITTEN = ("__str__", "__repr__")
FORMATTED = ("__format__", *WRITTEN)
"""What makes text of an object: the first that its class has."""
TOLD = frozenset({"dataclass", "enum", "fields"})
"""Kinds of classes whose objects tell what they hold."""


class Literals(Texts):
    """Create what is written out."""

    def constant(self, node: Node) -> Value:
        """Answer a constant."""
        value = node[1]
        try:
            return self.world.const(value)
        except TypeError:
            return ANYTHING

    def sequence(self, node: Node) -> Value:
        """Create a list, tuple or set."""
        box = self.box(node[2], node[1])
        labels = 0
        exact = True
        box.single = len(node[3]) == 1 and not node[3][0][0]
        for position, (starred, item) in enumerate(node[3]):
            value = self.evaluate(item)
            if starred:
                exact = False
                order = self.order_labels(value, node[1])
                value = self.iterate(value, node[1])
                if node[2] not in SETS and order:
                    self.solve.write((box, ORDER), ((), order))
            if node[2] in SETS:
                exact = False
                value = (value[0], self.world.labels.without_order(value[1]))
            labels |= value[1]
            self.put(box, Key(position) if exact else None, value, node[1])
        return ((box,), 0)

    def dictionary(self, node: Node) -> Value:
        """Create a dict; constant keys are kept apart."""
        box = self.box("dict", node[1])
        for key, item in node[2]:
            value = self.evaluate(item)
            if key is None:
                self.update(box, value, node[1])
                continue
            self.put_item(box, self.evaluate(key), value, node[1])
        return ((box,), 0)

    def format(self, node: Node) -> Value:
        """Make text of parts; a set in it brings its order along."""
        labels = 0
        known: list[str] | None = []
        parts: list[Value] = []
        for part in node[2]:
            value = self.evaluate(part)
            parts.append(value)
            labels |= self.text_labels(value, node[1], FORMATTED)
            chosen = constants(value)
            if known is not None and chosen is not None and len(chosen) == 1:
                known.append(str(chosen[0]))
            else:
                known = None
        if known is not None:
            return labelled(self.const("".join(known)), labels)
        return labelled(self.put_together(parts, node[1]), labels)

    def text_labels(self, value: Value, site: int, methods: tuple[str, ...] = WRITTEN) -> int:
        """Answer the labels of a value as text: sets show their order, `__str__` is called."""
        labels = self.deep(value) | self.order_labels(value, site)
        labels |= self.address_labels(value, site, methods)
        for item in value[0]:
            if isinstance(item, Instance):
                found = ((n, self.class_member(item.cls, n)) for n in methods)
                name, method = next(((n, m) for n, m in found if m is not None), ("", None))
                if method is not None:
                    given = [self.instance("builtins.str")] if name == "__format__" else []
                    labels |= self.call_bound(method, item, Arguments(given), site)[1]
        return labels

    def address_labels(self, value: Value, site: int, methods: tuple[str, ...]) -> int:
        """Answer the labels of texts that show where an object lies in memory."""
        labels = 0
        held = [o for box in value[0] if isinstance(box, Box) for o in self.contents(box)[0]]
        for items, wanted in ((value[0], methods), (held, WRITTEN[-1:])):
            for item in items:
                what = self.shown_by_address(item, wanted)
                if what:
                    text = f"the text of {what}"
                    labels |= self.unstable(Effect.OBJECT_IDENTITY, site, text)
        return labels

    def shown_by_address(self, item: Object, methods: tuple[str, ...]) -> str:
        """Name an object whose text is only that of `object`: its type and address."""
        if isinstance(item, Function):
            return item.code.name if item.code.kind == "function" else "a lambda"
        if not isinstance(item, Instance) or not isinstance(item.site, int):
            return ""
        known = any(not TOLD.isdisjoint(cls.flags) for cls in item.cls.mro())
        described = any(self.class_member(item.cls, name) is not None for name in methods)
        plain = not known and not described and not item.cls.all_external()
        return f"an object of {item.cls.code.name}" if plain else ""

    def slice(self, node: Node) -> Value:
        """Answer a slice: it carries the labels of its bounds."""
        labels = 0
        for part in node[1:]:
            labels |= self.evaluate(part)[1]
        return labelled(self.instance("builtins.slice"), labels)

    def function(self, node: Node) -> Value:
        """Create a function."""
        code = node[2]
        closure = self.frame if self.code.kind != "module" or self.code.captured else None
        key = ("function", code, closure)
        made = self.solve.object(key, lambda: Function(code, self.module, closure, self.mode.when))
        defaulted = code.parameters[len(code.parameters) - len(node[3]) :]
        outer, self.defaulting = self.defaulting, True
        for name, default in (*zip(defaulted, node[3], strict=True), *node[4]):
            value = self.evaluate(default)
            made.defaults[name] = join(made.defaults.get(name, NOTHING), value)
        self.defaulting = outer
        return ((made,), 0)
