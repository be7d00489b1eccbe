"""Expressions: names, literals, operators, comprehensions."""

from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.attributes import Attributes
from samepath.linter.program.evaluate.state import Environment, constants
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    UNKNOWN,
    Arguments,
    Box,
    Class,
    Const,
    External,
    ExternalInstance,
    Function,
    Instance,
    TypeForm,
    Value,
    join,
    join_all,
    labelled,
)

SETS = frozenset({"set", "frozenset"})
WRITTEN = ("__str__", "__repr__")
FORMATTED = ("__format__", *WRITTEN)
"""What makes text of an object: the first that its class has."""
SET_OPERATORS = frozenset({"|", "&", "-", "^"})
NUMBERS = frozenset({"builtins.int", "builtins.float", "builtins.bool", "decimal.Decimal"})


class Expressions(Attributes):
    """Evaluate expressions to values."""

    def evaluate(self, node: Node) -> Value:
        """Evaluate one expression."""
        return EVALUATE[node[0]](self, node)

    # Names

    def local(self, node: Node) -> Value:
        """Read a local variable."""
        name = node[1]
        value = self.env.get(name, NOTHING)
        if name in self.code.rebound:
            value = join(value, self.read(self.frame, name))
        return self.resolve(value)

    def free(self, node: Node) -> Value:
        """Read a variable of an enclosing function."""
        owner = self.owner_of(node[1])
        if owner is None:
            return self.global_(node)
        value = self.resolve(self.read(owner, node[1]))
        if owner.mode.when == IMPORT and self.mode.when == RUN and not self.augmenting:
            self.solve.shared_reads[owner.function, node[1]] = None
            if self.read(owner, ("<written>", node[1]))[0] and "shared" not in self.mode.muted:
                value = labelled(value, self.cause("shared", Effect.SHARED_STATE, node[2], node[1]))
        return value

    def global_(self, node: Node) -> Value:
        """Read a global or built-in name."""
        name = node[1]
        if self.code.kind == "module" and name in self.env:
            return self.resolve(self.env[name])
        found = self.member_of_module(self.module, name)
        if found == NOTHING and name not in (self.module.index.bound if self.module.index else ()):
            if name in BUILTINS:
                return self.external(f"builtins.{name}")
            if name == "__name__":
                return self.const(self.module.name)
            return ANYTHING if name.startswith("__") else NOTHING
        return labelled(found, self.shared_read(self.module, name, node[2]))

    def class_name(self, node: Node) -> Value:
        """Read a name in a class body: the body's own first."""
        if node[1] in self.env:
            return self.resolve(self.env[node[1]])
        return self.global_(node)

    # Literals

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

    def put_item(self, box: Box, key: Value, value: Value, site: int) -> None:
        """Store under each constant that a key can be, else anywhere."""
        chosen = constants(key)
        if chosen is None or len(chosen) > 8:
            labels = self.world.labels
            self.solve.write((box, "<key values>"), (key[0], labels.without_order(key[1])))
            # What was made of the same element as its key is found again by that key.
            own = value[1] & ~(key[1] & labels.elements)
            self.put(box, None, (value[0], labels.settled(own)), site)
            order = key[1] & (labels.elements | labels.orders)
            if order:
                self.solve.write((box, ORDER), ((), labels.settled(order)))
            return
        for choice in chosen:
            self.put(box, Key(choice), labelled(value, key[1]), site)

    def update(self, box: Box, value: Value, site: int) -> None:
        """Copy the contents of other containers into one."""
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

    def format(self, node: Node) -> Value:
        """Make text of parts; a set in it brings its order along."""
        labels = 0
        known: list[str] | None = []
        for part in node[2]:
            value = self.evaluate(part)
            labels |= self.text_labels(value, node[1], FORMATTED)
            chosen = constants(value)
            if known is not None and chosen is not None and len(chosen) == 1:
                known.append(str(chosen[0]))
            else:
                known = None
        if known is not None:
            return labelled(self.const("".join(known)), labels)
        return labelled(self.instance("builtins.str"), labels)

    def text_labels(self, value: Value, site: int, methods: tuple[str, ...] = WRITTEN) -> int:
        """Answer the labels of a value as text: sets show their order, `__str__` is called."""
        labels = self.deep(value) | self.order_labels(value, site)
        for item in value[0]:
            if isinstance(item, Instance):
                found = ((n, self.class_member(item.cls, n)) for n in methods)
                name, method = next(((n, m) for n, m in found if m is not None), ("", None))
                if method is not None:
                    given = [self.instance("builtins.str")] if name == "__format__" else []
                    labels |= self.call_bound(method, item, Arguments(given), site)[1]
        return labels

    # Operators

    def operate(self, node: Node) -> Value:
        """Apply an operator: sets stay sets, constants are computed, the rest is joined."""
        values = [self.evaluate(operand) for operand in node[3]]
        return self.operated(values, node[2], node[1])

    def operated(self, values: list[Value], operator: str, site: int) -> Value:
        """Answer the result of an operator."""
        labels = 0
        for value in values:
            labels |= value[1]
        first = values[0]
        if operator in SET_OPERATORS and any(
            self.is_set(v) or self.is_keys(v) for v in values
        ):
            box = self.box("set", site)
            for value in values if operator != "-" else values[:1]:
                self.put(box, None, self.plain_elements(value), site)
            return ((box,), self.world.labels.without_order(labels))
        if operator == "+" and any(isinstance(o, Box) for o in first[0]):
            kind = next(o.kind for o in first[0] if isinstance(o, Box))
            box = self.box(kind, site)
            for value in values:
                order = self.order_labels(value, site)
                if order:
                    self.solve.write((box, ORDER), ((), order))
                self.put(box, None, self.plain_elements(value), site)
            return ((box,), labels)
        if operator == "|" and any(isinstance(o, Box) and o.kind == "dict" for o in first[0]):
            box = self.box("dict", site)
            for value in values:
                self.update(box, value, site)
            return ((box,), labels)
        if operator == "+" and (known := self.concatenated(values)) is not None:
            return (known[0], labels)
        results = self.operator_methods(values, operator, site)
        if results:
            return labelled(join_all(results), labels)
        if operator == "%" and any(
            isinstance(o, Const) and isinstance(o.value, str) for o in first[0]
        ):
            for value in values[1:]:
                labels |= self.text_labels(value, site)
            return labelled(self.instance("builtins.str"), labels)
        types = [o for value in values for o in value[0] if isinstance(o, ExternalInstance | Unknownish)]
        kept = tuple(dict.fromkeys(types))[:4]
        if not kept:
            numeric = all(
                isinstance(o, Const) and isinstance(o.value, int | float)
                for value in values
                for o in value[0]
            )
            text = any(
                isinstance(o, Const) and isinstance(o.value, str) for v in values for o in v[0]
            )
            kept = self.instance("builtins.int" if numeric else "builtins.str" if text else "builtins.object")[0]
        return (kept, labels)

    def operator_methods(self, values: list[Value], operator: str, site: int) -> list[Value]:
        """Call what the first operand's class, or else the second's, says about an operator."""
        dunder = DUNDERS.get(operator)
        results: list[Value] = []
        if dunder is None:
            return results
        plain = dunder.replace("__i", "__", 1) if operator.endswith("=") else dunder
        for item in values[0][0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, dunder) or self.class_member(item.cls, plain)
                if method is not None:
                    results.append(self.call_bound(method, item, Arguments(values[1:]), site))
        if results:
            return results
        reflected = plain.replace("__", "__r", 1)
        for item in (o for value in values[1:] for o in value[0]):
            method = self.class_member(item.cls, reflected) if isinstance(item, Instance) else None
            if method is not None:
                results.append(self.call_bound(method, item, Arguments(values[:1]), site))
        return results

    def concatenated(self, values: list[Value]) -> Value | None:
        """Join constant texts or add constant numbers."""
        total: object = None
        for value in values:
            chosen = constants(value)
            if chosen is None or len(chosen) != 1 or not isinstance(chosen[0], str):
                return None
            total = chosen[0] if total is None else f"{total}{chosen[0]}"
        return self.const(total)

    def compare(self, node: Node) -> Value:
        """Compare: identity and equality of constants are decided, order does not matter."""
        values = [self.evaluate(operand) for operand in node[3]]
        labels = 0
        for value in values:
            labels |= value[1]
        if any(op in ("in", "not in", "==", "!=") for op in node[2]):
            for value in values:
                labels |= self.shared_contents(value, node[1])
        orders = self.world.labels.orders
        if any(op in ("in", "not in", "==", "!=") for op in node[2]) and any(
            isinstance(o, Box) for v in values for o in v[0]
        ):
            labels &= ~orders
            for value in values:
                for item in value[0]:
                    if isinstance(item, Box):
                        labels |= self.world.labels.without_order(self.contents(item)[1])
        for operator, right in zip(node[2], values[1:], strict=False):
            for item in (*values[0][0], *right[0]):
                if isinstance(item, Instance):
                    dunder = DUNDERS.get(operator)
                    method = self.class_member(item.cls, dunder) if dunder else None
                    if method is not None:
                        other = right if item in values[0][0] else values[0]
                        labels |= self.call_bound(method, item, Arguments([other]), node[1])[1]
                elif operator in ("in", "not in") and isinstance(item, ExternalInstance) and item in right[0]:
                    labels |= self.member_effect(item, "__contains__", node[1])
        decided = self.decided(node, values)
        if decided is not None:
            return labelled(self.const(decided), labels)
        return labelled(self.instance("builtins.bool"), labels)

    def decided(self, node: Node, values: list[Value]) -> bool | None:
        """Decide a comparison of locals and constants, where every case gives one answer."""
        if len(node[2]) != 1 or node[2][0] not in ("is", "is not", "==", "!="):
            return None
        if any(operand[0] not in (ir.LOCAL, ir.CONST) for operand in node[3]):
            return None
        left, right = values
        outcomes: set[bool] = set()
        for mine in left[0]:
            for theirs in right[0]:
                if isinstance(mine, Const) and isinstance(theirs, Const):
                    same = type(mine.value) is type(theirs.value) and mine.value == theirs.value
                    outcomes.add(same)
                elif is_known(mine) and is_known(theirs) and (
                    (isinstance(theirs, Const) and theirs.value is None)
                    or (isinstance(mine, Const) and mine.value is None)
                ):
                    outcomes.add(False)
                else:
                    return None
        if len(outcomes) != 1:
            return None
        same = outcomes.pop()
        return same if node[2][0] in ("is", "==") else not same

    def logic(self, node: Node) -> Value:
        """Evaluate `and` and `or`: later operands hang on the earlier ones."""
        result = NOTHING
        pc = self.pc
        labels = 0
        before = self.env
        for operand in node[2]:
            value = self.evaluate(operand)
            result = join(result, value)
            asked = self.asked(value, node[1])
            labels |= value[1] | asked
            self.test(node[1], (value[0], value[1] | asked), "branch")
            self.pc = pc | self.implicit(labels)
            truth = self.truth(operand, value)
            if truth is not None and truth is not node[3]:
                result = value
                break
            self.env = dict(self.env)
            self.narrow(operand, node[3])
        self.pc = pc
        self.env = {**self.env, **{n: v for n, v in before.items() if not isinstance(n, tuple)}} if False else self.rejoined(before)
        return labelled(result, labels)

    def rejoined(self, before: Environment) -> Environment:
        """Forget what operands were narrowed to; keep what they assigned."""
        return {
            n: (before[n] if n in before and set(v[0]) <= set(before[n][0]) else v)
            for n, v in self.env.items()
        }

    def negate(self, node: Node) -> Value:
        """Evaluate `not`."""
        value = self.evaluate(node[1])
        value = labelled(value, self.asked(value, -1))
        chosen = constants(value)
        prunable = node[1][0] in (ir.LOCAL, ir.COMPARE) or (
            node[1][0] == ir.ATTRIBUTE and self.is_constructing(node[1])
        )
        if chosen is not None and len({bool(c) for c in chosen}) == 1 and prunable:
            return labelled(self.const(not chosen[0]), value[1])
        if GUARD in value[0]:
            return ((GUARD,), value[1])
        return labelled(self.instance("builtins.bool"), value[1])

    def choose(self, node: Node) -> Value:
        """Evaluate `yes if test else no`."""
        test = self.evaluate(node[2])
        truth = self.truth(node[2], test)
        self.test(node[1], test, "branch")
        labels = self.implicit(test[1])
        pc, self.pc = self.pc, self.pc | labels
        before = self.env
        results: list[Value] = []
        for wanted, arm in ((True, node[3]), (False, node[4])):
            if truth is None or truth is wanted:
                self.env = dict(before)
                self.narrow(node[2], wanted)
                results.append(self.evaluate(arm))
        self.env = before
        self.pc = pc
        if len(results) == 2 and results[0] == results[1]:
            return results[0]
        return labelled(join_all(results), labels)

    def await_(self, node: Node) -> Value:
        """Await: the value is what the coroutine gives."""
        before, self.awaiting = self.awaiting, True
        value = self.evaluate(node[2])
        self.awaiting = before
        self.forget_fields()
        self.awaited(value, node[1])
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box) and item.kind == "task":
                parts.append(self.contents(item))
            elif isinstance(item, Instance) and (
                method := self.class_member(item.cls, "__await__")
            ):
                parts.append(self.delegated(self.call_bound(method, item, Arguments(), node[1])))
            else:
                parts.append(((item,), 0))
        return labelled(join_all(parts), value[1])

    def delegated(self, generator: Value) -> Value:
        """Answer what a generator returns once it has been gone through."""
        boxes = [o for o in generator[0] if isinstance(o, Box) and o.kind == "generator"]
        return join_all([self.read(o, "<return>") for o in boxes]) if boxes else ANYTHING

    def yield_(self, node: Node) -> Value:
        """Yield: the driver decides what comes back."""
        value = self.evaluate(node[2]) if node[2] else self.const(None)
        self.forget_fields()
        return self.yielded(value, node[1])

    def yield_from(self, node: Node) -> Value:
        """Delegate: what the inner generator yields, we yield; its return value is ours."""
        value = self.evaluate(node[2])
        self.forget_fields()
        results: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box) and item.kind == "generator":
                results.append(self.read(item, "<return>"))
                self.yielded(self.contents(item), node[1])
        if results:
            return labelled(join_all(results), value[1])
        self.yielded(self.iterate(value, node[1]), node[1])
        return labelled(ANYTHING, value[1])

    def named(self, node: Node) -> Value:
        """Evaluate a walrus."""
        value = self.evaluate(node[2])
        self.assign(node[1], value)
        return value

    def subscript(self, node: Node) -> Value:
        """Evaluate `value[key]`; a type with parameters stays whole."""
        value = self.evaluate(node[2])
        if len(value[0]) == 1 and isinstance(value[0][0], External) and is_generic(value[0][0].name):
            made = self.solve.object(("form", self.module.path, node[1]), lambda: TypeForm(node, self.module))
            return ((made,), 0)
        return self.item(value, self.evaluate(node[3]), node[1], node[3])

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
        made = self.solve.object(
            key, lambda: Function(code, self.module, closure, self.mode.when)
        )
        assert isinstance(made, Function)
        positional = code.parameters
        for name, default in zip(positional[len(positional) - len(node[3]) :], node[3], strict=True):
            value = self.evaluate(default)
            made.defaults[name] = join(made.defaults.get(name, NOTHING), value)
        for name, default in node[4]:
            value = self.evaluate(default)
            made.defaults[name] = join(made.defaults.get(name, NOTHING), value)
        return ((made,), 0)

    def comprehend(self, node: Node) -> Value:
        """Evaluate a comprehension as nested loops over variables of its own."""
        box = self.box(node[2], node[1])
        before = self.env
        self.env = dict(before)
        pc = self.pc
        element_bits = 0
        shape = 0
        for site, target, iterable, tests in node[3]:
            value = self.evaluate(iterable)
            element = self.iterate(value, site)
            element_bits |= element[1] & self.world.labels.elements
            labels = self.implicit(value[1]) | self.shape_of(value) | self.deciding(element)
            self.test(site, (value[0], labels), "loop")
            shape |= labels
            self.assign(target, element)
            for test in tests:
                tested = self.evaluate(test)
                self.test(site, tested, "branch")
                shape |= self.implicit(tested[1])
                self.narrow(test, True)
            self.pc |= shape
        self.loop_elements.append(element_bits)
        self.frame.sink("loop-order", node[1], element_bits)
        key = self.evaluate(node[4])
        value = self.evaluate(node[5]) if node[5] is not None else key
        self.loop_elements.pop()
        self.pc = pc
        walrus = {n: v for n, v in self.env.items() if n in before or "." not in str(n)}
        self.env = walrus
        if node[5] is not None:
            self.put_item(box, key, value, node[1])
        else:
            order = value[1] & self.world.labels.elements
            if order and node[2] not in SETS:
                self.solve.write((box, ORDER), ((), order << 1))
            self.put(box, None, (value[0], value[1] & ~order), node[1])
        return ((box,), shape)

    # Order

    def is_set(self, value: Value) -> bool:
        """Tell whether a value can be a set."""
        return any(
            (isinstance(o, Box) and o.kind in SETS)
            or (isinstance(o, ExternalInstance) and o.type in ("builtins.set", "builtins.frozenset"))
            for o in value[0]
        )

    def is_keys(self, value: Value) -> bool:
        """Tell whether a value is a view of a dict's keys or items."""
        return any(isinstance(o, Box) and o.kind == "keys" for o in value[0])

    def order_labels(self, value: Value, site: int) -> int:
        """Answer the order labels that come up when a value is gone through in order."""
        labels = self.order_of(value)
        if self.is_set(value):
            labels |= self.set_order(value, site) << 1
        for item in value[0]:
            if isinstance(item, ExternalInstance | External):
                labels |= self.unordered_type(item, site) << 1
        return labels

    def set_order(self, value: Value, site: int) -> int:
        """Answer the element label for going through a set here, if its order is not stable."""
        if self.mode.when != RUN and self.mode.when != IMPORT:
            return 0
        if self.guarded or "order" in self.mode.muted:
            return 0
        if all(isinstance(o, Box) and o.single for o in value[0]):
            return 0
        elements = self.plain_elements(value)
        surely = self.salted(elements)
        if surely is False:
            return 0
        certain = surely is True and all(self.is_set(((o,), 0)) for o in value[0])
        mode = self.mode
        if not certain:
            self.mode = type(mode)(mode.when, True, mode.muted)
        bit = self.cause("order", Effect.ORDER, site, "a set")
        self.mode = mode
        return bit

    def salted(self, elements: Value) -> bool | None:
        """Tell whether hashes of these differ between processes: True, False, or None for unknown."""
        if not elements[0]:
            return None
        verdicts = [self.salted_object(item) for item in elements[0]]
        if all(v is False for v in verdicts):
            return False
        if any(v is True for v in verdicts):
            return True
        return None

    def salted_object(self, item: object) -> bool | None:
        """Tell it of one object: CPython salts text, bytes and dates, and hashes objects by address."""
        if isinstance(item, Const):
            return isinstance(item.value, str | bytes) or item.value is None
        if isinstance(item, ExternalInstance):
            if item.type in UNSALTED:
                return False
            return None if item.type == "builtins.object" else True
        if isinstance(item, Box) and item.kind == "tuple":
            return self.salted(self.contents(item))
        if isinstance(item, Instance):
            if "enum.IntEnum" in item.cls.all_external() or "enum.IntFlag" in item.cls.all_external():
                return False
            return True
        if isinstance(item, Function | Class | Box):
            return True
        return None

    def plain_elements(self, value: Value) -> Value:
        """Join what containers hold, whatever the order."""
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box):
                if item.kind == "dict":
                    parts.append(self.dict_keys(item))
                else:
                    parts.append(self.contents(item))
            else:
                parts.append((ANYTHING[0], value[1]))
        joined = join_all(parts)
        return (joined[0], joined[1] | self.world.labels.without_order(value[1]))

    def dict_keys(self, box: Box) -> Value:
        """Join the keys of a dict."""
        known = self.read(box, KEYS)
        others = self.read(box, "<key values>")
        joined = join(known, others)
        if not joined[0] and self.read(box, ELEMENTS)[0]:
            return (ANYTHING[0], joined[1])
        return joined

    def shared_read(self, module: object, name: str, site: int) -> int:
        """Answer the label of a read of a global that somebody writes after import."""
        if self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        if not self.is_process_long(module):
            return 0
        own = self.read_shared(module.object, name, site, name)  # type: ignore[attr-defined]
        if own or not self.written_later(module, name):
            return own
        held = self.solve.read((module.object, name), None)[0]  # type: ignore[attr-defined]
        if self.mark_written(module, name, held):
            return 0
        if "shared" in self.mode.muted:
            return 0
        return self.cause("shared", Effect.SHARED_STATE, site, name)


UNSALTED = frozenset(
    "builtins.int builtins.float builtins.bool builtins.complex uuid.UUID decimal.Decimal "
    "datetime.timedelta fractions.Fraction".split()
)
DUNDERS = {
    "+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__", "//": "__floordiv__",
    "%": "__mod__", "**": "__pow__", "|": "__or__", "&": "__and__", "^": "__xor__",
    "@": "__matmul__", "<<": "__lshift__", ">>": "__rshift__", "==": "__eq__", "!=": "__ne__",
    "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "in": "__contains__",
    "not in": "__contains__", "u-": "__neg__", "u+": "__pos__", "~": "__invert__",
    "+=": "__iadd__", "-=": "__isub__", "*=": "__imul__", "/=": "__itruediv__",
    "//=": "__ifloordiv__", "%=": "__imod__", "**=": "__ipow__", "|=": "__ior__",
    "&=": "__iand__", "^=": "__ixor__", "@=": "__imatmul__", "<<=": "__ilshift__",
    ">>=": "__irshift__",
}  # fmt: skip

import builtins as _builtins  # noqa: E402  names only

BUILTINS = frozenset(dir(_builtins))

from samepath.linter.program.evaluate.attributes import GUARD, Unknownish, is_known  # noqa: E402
from samepath.linter.program.evaluate.types import is_generic  # noqa: E402

EVALUATE = {
    ir.CONST: Expressions.constant,
    ir.LOCAL: Expressions.local,
    ir.FREE: Expressions.free,
    ir.GLOBAL: Expressions.global_,
    ir.CLASS_NAME: Expressions.class_name,
    ir.ATTRIBUTE: lambda s, n: s.attribute(s.evaluate(n[2]), n[3], n[1]),
    ir.ITEM: lambda s, n: s.subscript(n),
    ir.SLICE: Expressions.slice,
    ir.CALL: lambda s, n: s.call_node(n),
    ir.FUNCTION: Expressions.function,
    ir.SEQUENCE: Expressions.sequence,
    ir.DICT: Expressions.dictionary,
    ir.FORMAT: Expressions.format,
    ir.OPERATE: Expressions.operate,
    ir.COMPARE: Expressions.compare,
    ir.LOGIC: Expressions.logic,
    ir.CHOOSE: Expressions.choose,
    ir.AWAIT: Expressions.await_,
    ir.YIELD: Expressions.yield_,
    ir.YIELD_FROM: Expressions.yield_from,
    ir.COMPREHEND: Expressions.comprehend,
    ir.NAMED: Expressions.named,
    ir.NOT: Expressions.negate,
}
