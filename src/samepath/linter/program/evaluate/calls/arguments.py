"""Arguments: from a call's expressions to a function's parameters."""

from samepath.linter.program.evaluate.expressions.suspension import Suspension
from samepath.linter.program.evaluate.values.types import has_unknown, specified
from samepath.linter.program.frames import ELEMENTS, KEYS, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Box,
    Function,
    Value,
    join,
    labelled,
)


class Passing(Suspension):
    """Evaluate arguments, and bind them."""

    def arguments(self, node: Node) -> Arguments:
        """Evaluate the arguments of a call."""
        arguments = Arguments()
        for starred, item in node[3]:
            value = self.evaluate(item)
            if starred:
                self.spread(value, arguments, node[1])
            elif arguments.rest is None:
                arguments.positional.append(value)
            else:
                arguments.rest = join(arguments.rest, value)
        for name, item in node[4]:
            value = self.evaluate(item)
            if name is not None:
                arguments.keywords[name] = value
            else:
                self.spread_keywords(value, arguments)
        return arguments

    def spread(self, value: Value, arguments: Arguments, site: int) -> None:
        """Spread `*value`: exactly where its length is known."""
        boxes = [o for o in value[0] if isinstance(o, Box)]
        if len(boxes) == 1 == len(value[0]) and arguments.rest is None:
            box = boxes[0]
            elements = self.read(box, ELEMENTS)
            keys = sorted(k.value for k in self.keys(box) if isinstance(k.value, int))
            if not elements[0] and keys == list(range(len(keys))):
                arguments.positional.extend(self.read(box, Key(k)) for k in keys)
                return
        element = self.iterate(value, site)
        element = (element[0], self.world.labels.settled(element[1]))
        arguments.rest = join(arguments.rest or NOTHING, element)

    def spread_keywords(self, value: Value, arguments: Arguments) -> None:
        """Spread `**value`."""
        for item in value[0]:
            if isinstance(item, Box) and item.kind == "dict":
                for key in self.keys(item):
                    if isinstance(key.value, str):
                        arguments.keywords[key.value] = labelled(self.read(item, key), value[1])
                rest = self.read(item, ELEMENTS)
                if rest != NOTHING:
                    arguments.rest_keywords = join(arguments.rest_keywords or NOTHING, rest)
            else:
                arguments.rest_keywords = join(
                    arguments.rest_keywords or NOTHING, (ANYTHING[0], value[1])
                )

    def arguments_labels(self, arguments: Arguments) -> int:
        """Join the labels of all that is passed, deeply."""
        labels = 0
        for value in arguments.every():
            labels |= self.deep(value)
        return labels

    def parameters_of(self, function: Function, arguments: Arguments) -> dict[str, Value]:
        """Bind arguments to parameters; what is missing is the default."""
        code = function.code
        names = code.parameters
        bound = dict(zip(names, arguments.positional, strict=False))
        extra = arguments.positional[len(names) :]
        if arguments.rest is not None:
            for name in names[len(arguments.positional) :]:
                bound[name] = arguments.rest
        others: dict[str, Value] = {}
        for name, value in arguments.keywords.items():
            if name in names or name in code.keyword_only:
                bound[name] = value
            else:
                others[name] = value
        for name in (*names, *code.keyword_only):
            if name not in bound:
                default = function.defaults.get(name, NOTHING)
                bound[name] = join(arguments.rest_keywords or NOTHING, default)
        if code.rest:
            bound[code.rest] = self.rest_box(function, extra, arguments)
        if code.rest_keywords:
            bound[code.rest_keywords] = self.keywords_box(function, others, arguments)
        self.apply_annotations(function, bound)
        return bound

    def rest_box(self, function: Function, extra: list[Value], arguments: Arguments) -> Value:
        """Answer the tuple of `*args`."""
        key = ("rest", function, tuple((v[0], v[1]) for v in extra), self.mode.when)
        made = self.solve.object(key, lambda: Box("tuple", function.code.site, self.mode.when))
        for position, value in enumerate(extra):
            self.solve.write((made, KEYS), self.const(position))
            self.solve.write((made, Key(position)), value)
        if arguments.rest is not None:
            self.solve.write((made, ELEMENTS), arguments.rest)
        return ((made,), 0)

    def keywords_box(
        self, function: Function, others: dict[str, Value], arguments: Arguments
    ) -> Value:
        """Answer the dict of `**kwargs`."""
        given = tuple((n, v[0], v[1]) for n, v in others.items())
        key = ("keywords", function, given, self.mode.when)
        made = self.solve.object(key, lambda: Box("dict", function.code.site, self.mode.when))
        for name, value in others.items():
            self.solve.write((made, KEYS), self.const(name))
            self.solve.write((made, Key(name)), value)
        if arguments.rest_keywords is not None:
            self.solve.write((made, ELEMENTS), arguments.rest_keywords)
        return ((made,), 0)

    def apply_annotations(self, function: Function, bound: dict[str, Value]) -> None:
        """Let an annotation speak where nothing is known of an argument."""
        for name, node in function.code.annotations:
            if name == "return":
                continue
            value = bound.get(name)
            if value is not None and has_unknown(value):
                typed = self.typed(node, function.module)
                if typed != ANYTHING:
                    bound[name] = specified(value, typed)
