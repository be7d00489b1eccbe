"""Calls: of functions, methods, partials, and members of unknown receivers."""

from samepath.dataclass import replace
from samepath.linter.program.contracts import MUTED
from samepath.linter.program.evaluate.calls.managers import Managers
from samepath.linter.program.frames import ELEMENTS, ORDER, Frame, Mode
from samepath.linter.program.ir import Code, Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
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
    Unknown,
    Value,
    join_all,
    labelled,
)
from samepath.linter.program.world import Found

DATA_METHODS = frozenset(
    {
        "get", "items", "keys", "values", "pop", "append", "extend", "insert", "remove", "update",
        "copy", "setdefault", "popitem", "clear", "add", "discard", "union", "intersection",
        "difference", "index", "count", "sort", "reverse", "lower", "upper", "strip", "lstrip",
        "rstrip", "split", "rsplit", "splitlines", "join", "format", "startswith", "endswith",
        "replace", "encode", "decode", "title", "capitalize", "partition", "rpartition", "isdigit",
        "isalpha", "isalnum", "isupper", "islower", "isspace", "zfill", "ljust", "rjust", "center",
        "find", "rfind", "hex", "isoformat", "strftime", "date", "time", "timestamp", "astimezone",
        "total_seconds", "is_integer", "bit_length", "as_integer_ratio", "quantize", "removeprefix",
        "removesuffix", "casefold", "model_dump", "model_dump_json", "dict", "json", "model_copy",
        "to_dict",
    }
)  # fmt: skip
BRANCHING = frozenset(
    {
        "asyncio.create_task", "asyncio.ensure_future", "asyncio.gather",
        "asyncio.AbstractEventLoop.create_task", "asyncio.TaskGroup.create_task",
    }
)  # fmt: skip
"""What lets coroutines run side by side."""
LOG_METHODS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})


class Calls(Managers):
    """Follow calls."""

    def call_node(self, node: Node) -> Value:
        """Evaluate a call expression."""
        site = node[1]
        function = self.evaluate(node[2])
        if self.starts_branches(function, node):
            mode, self.mode = self.mode, replace(self.mode, beside=self.mode.beside or "started")
            arguments = self.arguments(node)
            self.mode = mode
        else:
            arguments = self.arguments(node)
        result = self.invoke(function, arguments, site)
        if function[1] and is_one_method(function):
            # Which method it is does not hang on what is known of its object.
            if site in self.frame.operations:
                self.frame.sink("argument", site, self.implicit(function[1]))
        elif function[1]:
            # Which function is called hangs on the label.
            self.test(site, function, "branch")
            result = labelled(result, self.implicit(function[1]))
        return result

    def is_kept_for_later(self, function: Function) -> bool:
        """Tell whether a coroutine is made in each round and awaited in none: all run at once."""
        dialect = self.solve.dialect
        made = function.code.is_async and not function.code.is_generator
        repeated = bool(self.loop_elements) and not self.awaiting
        on_host = dialect is not None and dialect.asyncio == "host" and self.mode.when == RUN
        return made and repeated and on_host

    def starts_branches(self, function: Value, node: Node) -> bool:
        """Tell whether a call runs coroutines side by side, on a loop that decides who goes on."""
        dialect = self.solve.dialect
        if dialect is None or dialect.asyncio != "host" or self.mode.when != RUN:
            return False
        several = len(node[3]) > 1 or any(starred for starred, _ in node[3])
        return any(
            isinstance(item, External | ExternalBound)
            and self.world.dialects.canonical(item.name) in BRANCHING
            and (several or bool(self.loop_elements))
            for item in function[0]
        )

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
        if isinstance(item, Partial):
            given = arguments.after(*item.arguments)
            given.keywords = {**item.keywords, **arguments.keywords}
            if item.is_open:
                given.rest = given.rest_keywords = ANYTHING
            return self.invoke(item.function, given, site)
        if isinstance(item, Decorator):
            return self.decorate(item, arguments, site)
        if isinstance(item, Instance):
            method = self.class_member(item.cls, "__call__")
            if method is not None:
                return self.call_bound(method, item, arguments, site)
        if isinstance(item, Box | Const):
            return NOTHING
        return self.invoke_outside(item, arguments, site, labels)

    def invoke_outside(self, item: Object, arguments: Arguments, site: int, labels: int) -> Value:
        """Call something that is not followed, or not known."""
        if isinstance(item, External | ExternalBound):
            self.frame.outside.setdefault(site, {})[item.name] = None
            receiver = item.receiver if isinstance(item, ExternalBound) else None
            return self.outside(item.name, receiver, arguments, site, labels)
        if isinstance(item, ExternalInstance):
            if item.type.startswith("builtins."):
                return ((item,), 0)
            return self.outside(f"{item.type}.__call__", ((item,), 0), arguments, site, labels)
        if isinstance(item, Unknown) and item.member:
            return self.call_unknown(item, arguments, site, labels)
        self.gap(site, "a call of a value that is not known")
        self.frame.sink("gap", site, self.arguments_labels(arguments))
        return (ANYTHING[0], arguments.labels() | labels)

    def call_bound(self, method: Value, receiver: Object, arguments: Arguments, site: int) -> Value:
        """Call a member found in a class with its receiver."""
        cls = receiver.cls if isinstance(receiver, Instance) else None
        if cls is None:
            return ANYTHING
        return self.invoke(self.bind(method, receiver, cls), arguments, site)

    def call_method(self, item: Bound, arguments: Arguments, site: int) -> Value:
        """Call a method: the receiver comes first."""
        given = arguments.after(((item.receiver,), 0))
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
        result = self.call_unique(name, arguments, site)
        if result is not None:
            return labelled(result, passed)
        self.gap(site, f"method {name} of a receiver that is not known")
        self.frame.sink("gap", site, self.arguments_labels(arguments))
        return (ANYTHING[0], passed)

    def call_unique(self, name: str, arguments: Arguments, site: int) -> Value | None:
        """Call the one method of the whole program that has a name and a fitting arity."""
        cls = self.unique_method(name, arguments)
        member = self.class_member(cls, name) if cls is not None else None
        if cls is None or member is None:
            return None
        key = ("unique", cls, self.mode.when)
        made = self.solve.object(key, lambda: Instance(cls, "annotated", RUN))
        given = arguments.after(((made,), 0))
        results = [
            self.call_function(o.function, given, site, likely=True)
            for o in self.bind(member, made, cls)[0]
            if isinstance(o, Bound)
        ]
        return join_all(results) if results else None

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

    def places_of_method(self, name: str, count: int) -> list[Found]:
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

    def call_function(
        self, function: Function, arguments: Arguments, site: int, *, likely: bool = False
    ) -> Value:
        """Call a function of the program: by its part an operation, a thunk, or just a call."""
        if self.world.vouched:
            said = self.world.contracts.entry(function.name)
            if said is not None:
                return self.call_vouched(function, said, arguments, site)
        part = self.world.part(function, "step", "workflow", "body", "transparent")
        kept = self.mode.when == RUN and self.finds_again(function, arguments)
        if kept:
            self.solve.memoised[self.frame, site] = function
        if part is not None and self.mode.when == RUN and part.role.kind != "transparent":
            special = self.call_part(part, function, arguments, site)
            if special is not None:
                return special
        mode = self.mode
        if likely and not mode.may:
            mode = replace(mode, may=True)
        if self.world.vouched and self.world.contracts.is_deterministic(function.name):
            mode = replace(mode, muted=mode.muted | MUTED)
        result = self.follow(function, arguments, site, mode, "may" if likely else "call")
        return self.found_again(function, arguments, result) if kept else result

    def follow(
        self, function: Function, arguments: Arguments, site: int, mode: Mode, how: str
    ) -> Value:
        """Go into a function and come back with its result."""
        muted = self.muted_at(site)
        if muted - mode.muted:
            mode = replace(mode, muted=mode.muted | muted)
        if self.is_kept_for_later(function):
            mode = replace(mode, beside=mode.beside or "started")
        parameters = self.parameters_of(function, arguments)
        pc = (self.pc | self.exits) & ~self.world.labels.elements
        frame = self.solve.enter(function, mode, parameters, pc, self.frame, site)
        self.frame.called(site, frame, how)
        registered = self.read(function, "<registered>")[0]
        if registered:
            others = [self.invoke_one(o, arguments, site) for o in registered if o is not function]
            return join_all([frame.result, *others])
        self.forget_fields()
        if frame.raised:
            self.frame.raised |= frame.raised
        self.frame.thrown |= frame.thrown
        if function.code.is_generator:
            return self.generator(function, frame)
        return frame.result

    def generator(self, function: Function, frame: Frame) -> Value:
        """Answer the generator of a generator function's frame."""
        key = ("generator", frame)
        made = self.solve.object(key, lambda: Box("generator", frame, self.mode.when))
        elements = frame.yields[1] & self.world.labels.elements
        self.solve.write((made, ELEMENTS), (frame.yields[0], frame.yields[1] & ~elements))
        self.solve.write((made, "<return>"), frame.result)
        if frame.shape | elements:
            self.solve.write((made, ORDER), ((), frame.shape | (elements << 1)))
        return ((made,), 0)

    def call_handed_over(self, value: Value, site: int) -> None:
        """Call the callables that a library got: it may call them."""
        for item in value[0]:
            if isinstance(item, Function | Bound | Partial) and item.born != IMPORT:
                self.invoke_one(item, Arguments(rest=ANYTHING), site)


def is_one_method(value: Value) -> bool:
    """Tell whether a value is a method of one library's object."""
    return len(value[0]) == 1 and isinstance(value[0][0], ExternalBound)


def fits(code: Code, count: int) -> bool:
    """Tell whether a method takes this many arguments, the receiver included."""
    if code.rest or code.rest_keywords:
        return True
    return count <= len(code.parameters) + len(code.keyword_only)
