"""Calls: of functions, methods, classes, partials; what is not followed goes to `outside`."""

from dataclasses import replace

from samepath.linter.program.evaluate.expressions import Expressions
from samepath.linter.program.evaluate.state import constants
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Frame, Key, Mode
from samepath.linter.program.ir import Code, Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    QUERY,
    RUN,
    STEP,
    UNKNOWN,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Decorator,
    External,
    ExternalBound,
    ExternalInstance,
    Function,
    Instance,
    Object,
    Partial,
    Super,
    Unknown,
    Value,
    join,
    join_all,
    labelled,
)

CONSTRUCTED = frozenset({"dataclass", "fields"})


class Calls(Expressions):
    """Follow calls."""

    def call_node(self, node: Node) -> Value:
        """Evaluate a call expression."""
        site = node[1]
        function = self.evaluate(node[2])
        arguments = self.arguments(node)
        result = self.invoke(function, arguments, site)
        if function[1]:
            # Which function is called hangs on the label.
            self.test(site, function, "branch")
            result = labelled(result, self.implicit(function[1]))
        return result

    def arguments(self, node: Node) -> Arguments:
        """Evaluate the arguments of a call."""
        arguments = Arguments()
        for starred, item in node[3]:
            value = self.evaluate(item)
            if not starred:
                if arguments.rest is None:
                    arguments.positional.append(value)
                else:
                    arguments.rest = join(arguments.rest, value)
                continue
            self.spread(value, arguments, node[1])
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
                arguments.rest_keywords = join(arguments.rest_keywords or NOTHING, (ANYTHING[0], value[1]))

    # Dispatch

    def invoke(self, function: Value, arguments: Arguments, site: int) -> Value:
        """Call each thing that a value can be."""
        if not function[0]:
            self.gap(site, "a name that is not defined")
            return (ANYTHING[0], arguments.labels())
        results = [self.invoke_one(item, arguments, site, function[1]) for item in function[0]]
        return join_all(results)

    def invoke_one(self, item: Object, arguments: Arguments, site: int, labels: int = 0) -> Value:
        """Call one object."""
        if isinstance(item, Function):
            return self.call_function(item, arguments, site)
        if isinstance(item, Bound):
            return self.call_method(item, arguments, site)
        if isinstance(item, Class):
            return self.instantiate(item, arguments, site)
        if isinstance(item, External | ExternalBound):
            self.frame.outside.setdefault(site, {})[item.name] = None
        if isinstance(item, External):
            return self.outside(item.name, None, arguments, site, labels)
        if isinstance(item, ExternalBound):
            return self.outside(item.name, item.receiver, arguments, site, labels)
        if isinstance(item, Partial):
            given = Arguments(
                [*item.arguments, *arguments.positional],
                {**item.keywords, **arguments.keywords},
                arguments.rest,
                arguments.rest_keywords,
            )
            return self.invoke(item.function, given, site)
        if isinstance(item, Decorator):
            return self.decorate(item, arguments, site)
        if isinstance(item, Instance):
            method = self.class_member(item.cls, "__call__")
            if method is not None:
                return self.call_bound(method, item, arguments, site)
        if isinstance(item, ExternalInstance) and item.type.startswith("builtins."):
            return ((item,), 0)
        if isinstance(item, ExternalInstance):
            return self.outside(f"{item.type}.__call__", ((item,), 0), arguments, site, labels)
        if isinstance(item, Unknown) and item.member:
            return self.call_unknown(item, arguments, site, labels)
        if isinstance(item, Box | Const):
            return NOTHING
        self.gap(site, "a call of a value that is not known")
        self.frame.sink("gap", site, self.arguments_labels(arguments))
        return (ANYTHING[0], arguments.labels() | labels)

    def arguments_labels(self, arguments: Arguments) -> int:
        """Join the labels of all that is passed, deeply."""
        labels = 0
        for value in arguments.every():
            labels |= self.deep(value)
        return labels

    def call_bound(self, method: Value, receiver: Object, arguments: Arguments, site: int) -> Value:
        """Call a member found in a class with its receiver."""
        cls = receiver.cls if isinstance(receiver, Instance) else None
        if cls is None:
            return ANYTHING
        return self.invoke(self.bind(method, receiver, cls), arguments, site)

    def call_method(self, item: Bound, arguments: Arguments, site: int) -> Value:
        """Call a method: the receiver comes first."""
        given = Arguments(
            [((item.receiver,), 0), *arguments.positional],
            arguments.keywords,
            arguments.rest,
            arguments.rest_keywords,
        )
        return self.call_function(item.function, given, site, likely=item in self.likely)

    def call_unknown(self, item: Unknown, arguments: Arguments, site: int, labels: int) -> Value:
        """Call a member of an unknown receiver: data, a method with a unique name, or a gap."""
        name = item.member
        passed = arguments.labels() | labels
        receiver = item.receiver or ANYTHING
        if name in DATA_METHODS:
            return self.data_method(name, receiver, arguments, site, labels)
        if name in LOG_METHODS:
            if not self.guarded:
                self.frame.sink("log", site, self.arguments_labels(arguments))
            return self.const(None)
        cls = self.unique_method(name, arguments)
        if cls is not None:
            made = self.solve.object(("unique", cls, self.mode.when), lambda: Instance(cls, "annotated", RUN))
            member = self.class_member(cls, name)
            if member is not None:
                bound = self.bind(member, made, cls)
                results = [
                    self.call_function(
                        o.function,
                        Arguments([((made,), 0), *arguments.positional], arguments.keywords, arguments.rest, arguments.rest_keywords),
                        site,
                        likely=True,
                    )
                    for o in bound[0]
                    if isinstance(o, Bound)
                ]
                if results:
                    return labelled(join_all(results), passed)
        self.gap(site, f"method {name} of a receiver that is not known")
        self.frame.sink("gap", site, self.arguments_labels(arguments))
        return (ANYTHING[0], passed)

    def unique_method(self, name: str, arguments: Arguments) -> Class | None:
        """Find the one class of the whole program that defines a method with a fitting arity."""
        if name.startswith("__") or self.mode.when == IMPORT:
            return None
        count = len(arguments.positional) + len(arguments.keywords) + 1
        places = self.places_of_method(name, count)
        fitting = []
        for cls in self.defining_in(name, places):
            member = self.solve.read((cls, name), None)
            for function in member[0]:
                if isinstance(function, Function) and fits(function.code, count):
                    fitting.append(cls)
                    break
        return fitting[0] if len(fitting) == 1 else None

    def places_of_method(self, name: str, count: int) -> list[tuple[str, str, bool]]:
        """List the modules that may have the one method that fits; none if several surely fit."""
        places = []
        surely = 0
        for place, heads in self.world.sources.methods(name):
            fitting = sum(capacity >= count for capacity in heads.capacities)
            surely += fitting
            if surely > 1:
                return []
            if fitting or heads.unsure:
                places.append(place)
        return places

    # Functions

    def call_function(
        self, function: Function, arguments: Arguments, site: int, *, likely: bool = False
    ) -> Value:
        """Call a function of the program: by its part an operation, a thunk, or just a call."""
        part = self.world.part(function, "step", "workflow", "body", "transparent")
        if part is not None and self.mode.when == RUN and part.role.kind != "transparent":
            special = self.call_part(part, function, arguments, site)
            if special is not None:
                return special
        mode = self.mode
        if likely and not mode.may:
            mode = replace(mode, may=True)
        return self.follow(function, arguments, site, mode, "may" if likely else "call")

    def follow(
        self, function: Function, arguments: Arguments, site: int, mode: Mode, how: str
    ) -> Value:
        """Go into a function and come back with its result."""
        muted = self.muted_at(site)
        if muted - mode.muted:
            mode = replace(mode, muted=mode.muted | muted)
        parameters = self.parameters_of(function, arguments)
        pc = (self.pc | self.exits) & ~self.world.labels.elements
        before = self.solve.frames
        del before
        frame = self.solve.enter(function, mode, parameters, pc, self.frame, site)
        self.frame.called(site, frame, how)
        registered = self.read(function, "<registered>")[0]
        if registered:
            others = [self.invoke_one(o, arguments, site) for o in registered if o is not function]
            return join_all([frame.result, *others])
        self.forget_fields()
        if frame.raised:
            self.frame.raised |= frame.raised
        if function.code.is_generator:
            return self.generator(function, frame)
        return frame.result

    def generator(self, function: Function, frame: Frame) -> Value:
        """Answer the generator of a generator function's frame."""
        made = self.solve.object(("generator", frame), lambda: Box("generator", frame, self.mode.when))
        assert isinstance(made, Box)
        self.solve.write((made, ELEMENTS), self.flat_elements(frame.yields))
        self.solve.write((made, "<return>"), frame.result)
        if frame.shape:
            self.solve.write((made, ORDER), ((), frame.shape))
        return ((made,), 0)

    def flat_elements(self, value: Value) -> Value:
        """Turn elements of an unstable order inside a generator into its order."""
        return (value[0], self.world.labels.settled(value[1]))

    def parameters_of(self, function: Function, arguments: Arguments) -> dict[str, Value]:
        """Bind arguments to parameters; what is missing is the default."""
        code = function.code
        bound: dict[str, Value] = {}
        names = code.parameters
        for name, value in zip(names, arguments.positional, strict=False):
            bound[name] = value
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
        given_default = {}
        for name in (*names, *code.keyword_only):
            if name not in bound:
                if arguments.rest_keywords is not None:
                    bound[name] = join(arguments.rest_keywords, function.defaults.get(name, NOTHING))
                elif name in function.defaults:
                    given_default[name] = function.defaults[name]
                    bound[name] = function.defaults[name]
                else:
                    bound[name] = NOTHING
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
        assert isinstance(made, Box)
        for position, value in enumerate(extra):
            self.solve.write((made, KEYS), self.const(position))
            self.solve.write((made, Key(position)), value)
        if arguments.rest is not None:
            self.solve.write((made, ELEMENTS), arguments.rest)
        return ((made,), 0)

    def keywords_box(self, function: Function, others: dict[str, Value], arguments: Arguments) -> Value:
        """Answer the dict of `**kwargs`."""
        key = ("keywords", function, tuple((n, v[0], v[1]) for n, v in others.items()), self.mode.when)
        made = self.solve.object(key, lambda: Box("dict", function.code.site, self.mode.when))
        assert isinstance(made, Box)
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
            if value is not None and (not value[0] or UNKNOWN in value[0] or has_unknown(value)):
                typed = self.typed(node, function.module)
                if typed != ANYTHING:
                    known = tuple(o for o in value[0] if not isinstance(o, Unknown))
                    bound[name] = labelled(join((known, value[1]), typed), 0)

    # Classes

    def instantiate(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Call a class: its metaclass may have something to say about that."""
        parts: list[Value] = []
        for method in self.metaclass_calls(cls):
            given = [((cls,), 0), *arguments.positional]
            parts.append(self.invoke(
                method,
                Arguments(given, arguments.keywords, arguments.rest, arguments.rest_keywords),
                site,
            ))  # fmt: skip
        return join_all(parts) if parts else self.create(cls, arguments, site)

    def create(self, cls: Class, arguments: Arguments, site: int) -> Value:
        """Create an instance and run what constructs it."""
        if "enum" in cls.flags:
            made = self.solve.object(("enum", cls, "*"), lambda: Instance(cls, "*", IMPORT))  # type: ignore[arg-type]
            return ((made,), arguments.labels())
        key = self.make("instance", (site, cls, tuple(v[1] for v in arguments.every())))
        made = self.solve.object(key, lambda: Instance(cls, site, self.mode.when))
        assert isinstance(made, Instance)
        creator = self.class_member(cls, "__new__")
        constructor = self.class_member(cls, "__init__")
        if creator is not None:
            given = Arguments([((cls,), 0), *arguments.positional], arguments.keywords, arguments.rest, arguments.rest_keywords)
            self.invoke(creator, given, site)
        if constructor is not None:
            self.call_bound(constructor, made, arguments, site)
        elif any("dataclass" in c.flags or "fields" in c.flags for c in cls.mro()):
            self.construct(made, arguments, site)
        elif cls.all_external():
            for position, value in enumerate(arguments.positional):
                self.solve.write((made, f"<{position}>"), value)
                self.solve.write((made, KEYS), self.const(f"<{position}>"))
            for name, value in arguments.keywords.items():
                self.store(made, name, value, site)
        after = self.class_member(cls, "__post_init__")
        if after is not None and constructor is None:
            self.call_bound(after, made, Arguments(), site)
        completed = self.class_member(cls, "model_post_init")
        if completed is not None:
            self.call_bound(completed, made, Arguments([ANYTHING]), site)
        return ((made,), 0)

    def metaclass_calls(self, cls: Class) -> list[Value]:
        """List what the metaclasses of a class do when it is called."""
        metaclasses = self.class_member(cls, "<metaclass>")
        if metaclasses is None:
            return []
        found = [self.class_member(m, "__call__") for m in metaclasses[0] if isinstance(m, Class)]
        return [method for method in found if method is not None]

    def store(self, owner: Instance, name: str, value: Value, site: int) -> None:
        """Store an attribute and remember that the instance has it."""
        self.solve.write((owner, KEYS), self.const(name))
        self.write(owner, name, value, site)

    def construct(self, made: Instance, arguments: Arguments, site: int) -> None:
        """Fill the fields of a dataclass or model: arguments, defaults, default factories."""
        fields: dict[str, tuple[Node, Node | None, int, Class]] = {}
        for cls in reversed(made.cls.mro()):
            for name, (annotation, value, at) in cls.annotations.items():
                fields[name] = (annotation, value, at, cls)
        names = list(fields)
        given: dict[str, Value] = dict(zip(names, arguments.positional, strict=False))
        given.update(arguments.keywords)
        for name, (annotation, default, at, cls) in fields.items():
            if name in given:
                value = given[name]
                if has_unknown(value):
                    typed = self.typed(annotation, cls.module, self.mode.when)
                    if typed != ANYTHING:
                        value = labelled(typed, value[1])
                self.store(made, name, value, site)
            elif arguments.rest_keywords is not None:
                self.store(made, name, arguments.rest_keywords, site)
            if name not in given and default is not None:
                self.default_field(made, name, default, at, cls, site)
        for name, value in given.items():
            if name not in fields:
                self.store(made, name, value, site)

    def default_field(
        self, made: Instance, name: str, default: Node, at: int, cls: Class, site: int
    ) -> None:
        """Fill one field that was not given: its default, or what its factory makes now."""
        stored = self.resolve(self.solve.read((cls, name), self.frame))
        for item in stored[0]:
            if isinstance(item, ExternalInstance) and item.type == "dataclasses.Field":
                factory = self.read(item, "default_factory")
                plain = self.read(item, "default")
                if factory[0]:
                    module, self.module = self.module, cls.module
                    value = self.invoke(factory, Arguments(), at)
                    self.module = module
                    self.note_hop(site, at, cls)
                    self.store(made, name, value, site)
                if plain[0]:
                    self.store(made, name, plain, site)
            else:
                self.store(made, name, ((item,), stored[1]), site)

    def note_hop(self, site: int, at: int, cls: Class) -> None:
        """A default factory runs where the class says so, called from here."""
        self.frame.factories[at] = (site, cls.module)

    def super_object(self, site: int) -> Value:
        """Answer `super()` without arguments."""
        owner = self.frame.function.owner
        names = self.code.parameters
        if owner is None or not names:
            closure = self.frame.function.closure
            if closure is not None and closure.function.owner is not None:
                owner = closure.function.owner
                names = closure.function.code.parameters
                receivers = closure.parameters.get(names[0], NOTHING)[0] if names else ()
                return (tuple(Super(owner, r) for r in receivers), 0)
            return ANYTHING
        receivers = self.frame.parameters.get(names[0], NOTHING)[0]
        return (
            tuple(
                self.solve.object(("super", owner, r), lambda o=owner, r=r: Super(o, r))  # type: ignore[misc]
                for r in receivers
                if isinstance(r, Instance | Class)
            ),
            0,
        )


def fits(code: Code, count: int) -> bool:
    """Tell whether a method takes this many arguments, the receiver included."""
    if code.rest or code.rest_keywords:
        return True
    return count <= len(code.parameters) + len(code.keyword_only)


def has_unknown(value: Value) -> bool:
    """Tell whether a value can be something not known."""
    return not value[0] or any(isinstance(o, Unknown) for o in value[0])


DATA_METHODS = frozenset(
    "get items keys values pop append extend insert remove update copy setdefault popitem clear "
    "add discard union intersection difference index count sort reverse lower upper strip lstrip "
    "rstrip split rsplit splitlines join format startswith endswith replace encode decode title "
    "capitalize partition rpartition isdigit isalpha isalnum isupper islower isspace zfill ljust "
    "rjust center find rfind hex isoformat strftime date time timestamp astimezone total_seconds "
    "is_integer bit_length as_integer_ratio quantize removeprefix removesuffix casefold "
    "model_dump model_dump_json dict json model_copy to_dict".split()
)

LOG_METHODS = frozenset("debug info warning error exception critical log".split())

__all__ = ["QUERY", "STEP", "Calls", "constants"]
