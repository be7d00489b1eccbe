"""Calls that leave the program: operations and roles of an engine, and the catalogue's libraries."""

from dataclasses import replace

from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.calls import DATA_METHODS, LOG_METHODS, Calls
from samepath.linter.program.evaluate.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Issued, Mode
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    STEP,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Decorator,
    ExternalBound,
    ExternalInstance,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join,
    join_all,
    labelled,
)
from samepath.linter.program.evaluate.attributes import IN_WORKFLOW
from samepath.linter.program.world import Part
from samepath.rules.catalogue import Entry
from samepath.rules.dialects import Dialect, Operation
from samepath.rules.dialects.schema import Role

GENERATORS = frozenset(
    {"random.Random", "numpy.random.Generator", "numpy.random.RandomState", "itertools.count"}
)
SILENT_SINKS = frozenset({Effect.LOG, Effect.CONSOLE, Effect.METRIC})


class Outside(Calls):
    """Calls of what is not followed."""

    def outside(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call something by its dotted name."""
        model = self.MODELS.get(name)
        if model is not None:
            return labelled(model(self, name, receiver, arguments, site), labels)
        dialects = self.world.dialects
        if name.startswith("builtins.function.") and receiver is not None:
            self.give_read_only(name.rpartition(".")[2], receiver, arguments)
        found = dialects.role(name)
        if found is not None:
            return self.take_role(name, *found, arguments, receiver)
        within = self.solve.dialect
        operation = dialects.operation(name, within)
        if operation is not None and self.mode.when in (RUN, STEP, IMPORT):
            return self.issue(name, *operation, arguments, site, receiver)
        if name.rpartition(".")[2] in ("in_workflow", "in_sandbox") and dialects.dialect(name) is not None:
            return ((IN_WORKFLOW,), 0)
        if dialects.is_guard(name):
            where = name.rpartition(".")[2] in ("in_workflow", "in_sandbox")
            return ((IN_WORKFLOW if where else self.GUARD,), 0)
        stable = dialects.stable(name, within)
        if stable is not None:
            for value in arguments.every():
                self.call_handed_over(value, site)
            if name.rpartition(".")[2] in LOG_METHODS and not self.guarded:
                self.frame.sink("log", site, self.shown_labels(arguments, site))
            return self.typed_instance(stable[1], "", "", None) if stable[1] else ANYTHING
        head, _, member = name.rpartition(".")
        owner = dialects.stable(head, within) if receiver is None else None
        if owner is not None and owner[1]:
            held = self.typed_instance(owner[1], "", "", None)
            return self.outside(f"{owner[1]}.{member}", held, arguments, site, labels)
        made = dialects.makes(name, within)
        if made is not None and made[1]:
            for value in arguments.every():
                self.call_handed_over(value, site, follow=False)
            return self.typed_instance(made[1], "", "", None)
        if name.rpartition(".")[2][:1].isupper() and dialects.dialect(name) is not None:
            return self.engine_object(name, arguments, site)
        entry = self.world.catalogue.lookup(name)
        if entry is not None:
            return labelled(self.catalogued(name, entry, receiver, arguments, site, labels), labels)
        if dialects.dialect(name) is not None:
            # The engine's own names that are neither recorded nor unstable: options, types, errors.
            return labelled(ANYTHING, self.arguments_labels(arguments) if arguments.every() else 0)
        member = name.rpartition(".")[2]
        if receiver is not None and member in DATA_METHODS:
            return self.data_method(member, receiver, arguments, site, labels)
        passed = self.arguments_labels(arguments) | labels | (receiver[1] if receiver else 0)
        for value in arguments.every():
            self.call_handed_over(value, site)
        self.gap(site, f"{name}, which no catalogue knows")
        self.frame.sink("gap", site, passed)
        if receiver is None and member[:1].isupper():
            return labelled(self.instance(name), passed)
        return labelled(ANYTHING, passed)

    def engine_object(self, name: str, arguments: Arguments, site: int) -> Value:
        """Create one of the engine's own objects."""
        for value in arguments.every():
            self.call_handed_over(value, site, follow=False)
        return self.instance(self.world.dialects.canonical(name))

    def call_handed_over(self, value: Value, site: int, *, follow: bool = True) -> None:
        """A library got a callable: it may call it."""
        if not follow:
            return
        for item in value[0]:
            if isinstance(item, Function | Bound | Partial) and item.born != IMPORT:
                self.invoke_one(item, Arguments(rest=ANYTHING), site)

    # Roles

    def take_role(
        self, name: str, dialect: Dialect, role: Role, arguments: Arguments, receiver: Value | None
    ) -> Value:
        """Give a part to a function or class, or answer the decorator that will."""
        if role.form == "register":
            target = arguments.select(role.argument)
            if target is not None:
                self.give(target, name, dialect, role, arguments)
            return target if target is not None and role.kind != "workflow-class" else ANYTHING
        first = arguments.positional[0] if arguments.positional else NOTHING
        is_target = any(isinstance(o, Function | Class | Bound | Partial) for o in first[0])
        if role.form != "called" and is_target:
            self.give(first, name, dialect, role, Arguments())
            return first
        return ((Decorator(name, arguments, receiver),), 0)

    def give_read_only(self, member: str, receiver: Value, arguments: Arguments) -> None:
        """`@handler.validator`: what is decorated is called while the engine looks on."""
        for item in receiver[0]:
            for part in list(self.world.parts.get(item, ())):
                if member in part.role.read_only or any(member in s for s in part.role.read_only if isinstance(s, tuple)):
                    for function in arguments.positional[0][0] if arguments.positional else ():
                        role = Role(kind="query")
                        self.world.give(function, Part(part.dialect, role, f"{part.name}.{member}"))

    def give(
        self, target: Value, name: str, dialect: Dialect, role: Role, arguments: Arguments
    ) -> None:
        """Give a part to everything that a value can be."""
        title = ""
        if role.name_keyword:
            chosen = arguments.select(role.name_keyword)
            texts = constants(chosen) if chosen is not None else None
            title = str(texts[0]) if texts and isinstance(texts[0], str) else ""
        context = ""
        if role.context_keyword and role.context_keyword in arguments.keywords:
            texts = constants(arguments.keywords[role.context_keyword])
            context = str(texts[0]) if texts else ""
        unsandboxed = bool(role.sandbox_keyword) and (
            constants(arguments.keywords.get(role.sandbox_keyword, NOTHING)) == [False]
        )
        for item in target[0]:
            for function in (item.function, item) if isinstance(item, Bound) else (item,):
                if isinstance(function, Function | Class | Bound):
                    part = Part(dialect, role, name, title, context)
                    part.unsandboxed = unsandboxed
                    self.world.give(function, part)

    def decorate(self, item: Decorator, arguments: Arguments, site: int) -> Value:
        """Apply what a decorator factory returned."""
        target = arguments.positional[0] if arguments.positional else NOTHING
        found = self.world.dialects.role(item.name)
        if found is not None:
            self.give(target, item.name, *found, item.arguments)
            return target
        model = self.DECORATORS.get(item.name)
        if model is not None:
            return model(self, item, target, site)
        return target

    # Operations

    def call_part(
        self, part: Part, function: Function, arguments: Arguments, site: int
    ) -> Value | None:
        """Call a step or workflow by its own name inside a workflow."""
        role = part.role
        kind = "child" if role.kind == "workflow" else "step"
        if role.kind == "workflow" and self.frame.function is function:
            return None
        if role.direct_call == "plain":
            return None
        if role.direct_call == "thunk":
            key = ("thunk", function, site, self.frame)
            thunk = self.solve.object(
                key,
                lambda: Partial(((function,), 0), tuple(arguments.positional), dict(arguments.keywords), self.mode.when),
            )
            assert isinstance(thunk, Partial)
            thunk.arguments, thunk.keywords = tuple(arguments.positional), dict(arguments.keywords)
            thunk.is_thunk = True
            return ((thunk,), 0)
        target = part.title or function.code.qualname
        operation = Operation(kind)
        self.record(function.name, part.dialect, operation, target, arguments, site, None)
        if kind == "child":
            if part.dialect.arguments == "references":
                self.run_step(((function,), 0), arguments, site, part.dialect)
            return self.result_type(function)
        frame_result = self.run_step(((function,), 0), arguments, site, part.dialect)
        return frame_result

    def issue(
        self, name: str, dialect: Dialect, operation: Operation, arguments: Arguments, site: int, receiver: Value | None
    ) -> Value:
        """Issue an operation: what it runs, what identifies it, what it is given."""
        if operation.only_with and not any(self.is_given(arguments, (s,) if not isinstance(s, tuple) else s) for s in operation.only_with):
            for selector in operation.read_only:
                self.call_predicate(arguments.select(selector), site)
            return ANYTHING
        results: list[Value] = []
        targets = [
            text
            for selector in operation.identity
            if (text := self.identity_text(arguments.select(selector)))
        ]
        if self.mode.when == RUN:
            self.record(name, dialect, operation, ",".join(targets), arguments, site, receiver)
        for selector in operation.runs:
            results.append(self.run_selected(selector, arguments, site, dialect))
        for selector in operation.replays:
            results.append(self.replay_selected(selector, arguments, site, receiver))
            if self.mode.when == RUN and operation.kind in ("child", "group"):
                self.replay_as_step(selector, arguments, site, receiver, dialect)
        for selector in operation.read_only:
            self.call_predicate(arguments.select(selector), site)
        if self.mode.when == IMPORT:
            for value in arguments.every():
                self.call_handed_over(value, site, follow=False)
        if operation.returns:
            return self.typed_instance(operation.returns, "", "", None)
        for selector in operation.identity:
            chosen = arguments.select(selector)
            for item in chosen[0] if chosen is not None else ():
                if isinstance(item, Function | Bound):
                    results.append(self.result_type(item if isinstance(item, Function) else item.function))
        result = join_all([r for r in results if r[0]])
        return (result[0] or ANYTHING[0], 0)

    def is_given(self, arguments: Arguments, selector: tuple[int | str, ...]) -> bool:
        """Tell whether an argument is there and not None."""
        value = arguments.select(selector)
        return value is not None and constants(value) not in ([None], [0])

    def record(
        self, name: str, dialect: Dialect, operation: Operation, target: str,
        arguments: Arguments, site: int, receiver: Value | None,
    ) -> None:  # fmt: skip
        """Record an operation and where the labels of its arguments end up."""
        labels = self.world.labels
        identity = 0
        passed = 0
        identifying = [arguments.select(s) for s in operation.identity]
        ignored = [arguments.select(s) for s in operation.ignored]
        runs = [arguments.select(s) for s in (*operation.runs, *operation.replays, *operation.read_only)]
        details = []
        for value in identifying:
            if value is not None:
                identity |= self.deep(value) | self.order_of(value)
        for value in arguments.every():
            if any(value is other for other in runs):
                passed |= self.captured_labels(value)
            if any(value is other for other in (*identifying, *ignored, *runs)):
                continue
            passed |= self.deep(value) | value[1]
            details.append(self.identity_text(value) or "?")
        elements = 0
        for active in self.loop_elements:
            elements |= active
        loops = (identity | passed) & labels.elements
        self.frame.sink("identity", site, identity & ~labels.elements)
        self.frame.sink("argument", site, passed & ~labels.elements)
        self.frame.sink("order", site, loops)
        for value in ignored:
            if value is not None:
                self.frame.sink("option", site, self.deep(value))
        issued = Issued(name, dialect, operation, target, "|".join([target, *details]), site)
        self.frame.operations.setdefault(site, []).append(issued)

    def identity_text(self, value: Value | None) -> str:
        """Write what identifies an operation, as far as it is known."""
        if value is None:
            return ""
        texts: list[str] = []
        for item in value[0]:
            if isinstance(item, Const):
                texts.append(repr(item.value))
            elif isinstance(item, Function | Class):
                texts.append(item.code.qualname)
            elif isinstance(item, Bound):
                texts.append(item.function.code.qualname)
            elif isinstance(item, Partial):
                texts.append(self.identity_text(item.function))
            elif isinstance(item, ExternalBound | ExternalInstance):
                return ""
        return "/".join(texts)

    def captured_labels(self, value: Value) -> int:
        """Join the labels of what a callable that runs as a step closes over."""
        labels = 0
        for item in value[0]:
            function = item.function if isinstance(item, Bound) else item
            if isinstance(function, Partial):
                for given in (*function.arguments, *function.keywords.values()):
                    labels |= self.deep(given)
                labels |= self.captured_labels(function.function)
            if isinstance(function, Function) and function.closure is not None:
                for name in free_names(function.code):
                    owner = function.closure
                    while owner is not None:
                        if name in owner.function.code.captured:
                            labels |= self.read(owner, name)[1]
                            break
                        owner = owner.function.closure
        return labels

    def run_selected(
        self, selector: tuple[int | str, ...], arguments: Arguments, site: int, dialect: Dialect
    ) -> Value:
        """Run the callable that an operation was given, with what follows it, as a step."""
        function = arguments.select(selector)
        if function is None:
            return NOTHING
        position = next((s for s in selector if isinstance(s, int)), 0)
        following = arguments.positional[position + 1 :]
        listed = arguments.keywords.get("args")
        if listed is not None and not following:
            given = Arguments()
            self.spread(listed, given, site)
            following = given.positional
        keywords = {n: v for n, v in arguments.keywords.items() if n not in selector}
        return self.run_step(function, Arguments(following, keywords), site, dialect)

    def run_step(self, function: Value, arguments: Arguments, site: int, dialect: Dialect) -> Value:
        """Follow a step's body in step mode: what it writes to older objects is lost."""
        results: list[Value] = []
        mode = Mode(STEP, self.mode.may, self.mode.muted)
        if dialect.arguments == "copies":
            arguments = Arguments(
                [self.copied(v) for v in arguments.positional],
                {n: self.copied(v) for n, v in arguments.keywords.items()},
            )
        for item in function[0]:
            if isinstance(item, Function):
                results.append(self.step_body(item, arguments, site, mode))
            elif isinstance(item, Bound):
                given = Arguments([((item.receiver,), 0), *arguments.positional], arguments.keywords)
                results.append(self.step_body(item.function, given, site, mode))
            elif isinstance(item, Partial):
                given = Arguments([*item.arguments, *arguments.positional], {**item.keywords, **arguments.keywords})
                if item.is_thunk:
                    given = shifted(item, given)
                results.append(self.run_step(item.function, given, site, dialect))
        return (self.decoded(join_all(results), site, dialect)[0], 0)

    def decoded(self, value: Value, site: int, dialect: Dialect) -> Value:
        """Answer a step's result as a replay sees it: containers are copies."""
        copies: list[Object] = []
        for item in value[0]:
            if isinstance(item, Box) and item.born == RUN and self.mode.when == RUN:
                made = self.box(item.kind, ("decoded", site, item))
                if dialect.first_result == "object":
                    made.origin = item
                self.solve.write((made, ELEMENTS), (self.contents(item)[0], 0))
                copies.append(made)
            else:
                copies.append(item)
        return (tuple(copies), value[1])

    def step_body(self, function: Function, arguments: Arguments, site: int, mode: Mode) -> Value:
        """Follow one step's body; its result is recorded, so no label of its own leaves it."""
        exact = Arguments(
            [(v[0], 0) for v in arguments.positional],
            {n: (v[0], 0) for n, v in arguments.keywords.items() if n in function.code.parameters or n in function.code.keyword_only or function.code.rest_keywords},
        )
        parameters = self.parameters_of(function, exact)
        frame = self.solve.enter(function, mode, parameters, 0, self.frame, site)
        self.frame.called(site, frame, "step")
        self.forget_fields()
        return self.generator(function, frame) if function.code.is_generator else (frame.result[0], 0)

    def copied(self, value: Value) -> Value:
        """Answer a copy, as an engine makes it that serialises arguments."""
        copies: list[Object] = []
        for item in value[0]:
            if isinstance(item, Instance) and item.born == RUN:
                copies.append(
                    self.solve.object(("copy", item.cls), lambda i=item: Instance(i.cls, "annotated", STEP))  # type: ignore[misc]
                )
            elif isinstance(item, Box) and item.born == RUN:
                made = self.solve.object(("copy", item), lambda i=item: Box(i.kind, "copy", STEP))  # type: ignore[misc]
                self.solve.write((made, ELEMENTS), (self.contents(item)[0], 0))
                copies.append(made)
            else:
                copies.append(item)
        return (tuple(dict.fromkeys(copies)), value[1])

    def replay_selected(
        self, selector: tuple[int | str, ...], arguments: Arguments, site: int, receiver: Value | None
    ) -> Value:
        """Run the callable that an operation was given as workflow code: context, then items."""
        function = arguments.select(selector)
        if function is None:
            return NOTHING
        context = receiver if receiver is not None else ANYTHING
        items = [self.iterate(v, site) for v in arguments.positional if v is not function]
        given = Arguments([context, *items, ANYTHING, ANYTHING, ANYTHING])
        callables = function
        if any(isinstance(o, Box) for o in function[0]):
            callables = self.iterate(function, site)
        results = [
            self.replay_one(item, given, site)
            for item in callables[0]
            if isinstance(item, Function | Bound | Partial)
        ]
        joined = join_all(results)
        if self.mode.when == RUN:
            self.frame.sink("result", site, self.deep(joined) & ~self.world.labels.elements)
        return (joined[0], 0)

    def replay_as_step(
        self, selector: tuple[int | str, ...], arguments: Arguments, site: int, receiver: Value | None, dialect: Dialect
    ) -> None:
        """A finished child is not run again: what its body wrote to older objects is lost."""
        mode = self.mode
        self.mode = Mode(STEP, mode.may, mode.muted)
        self.replay_selected(selector, arguments, site, receiver)
        self.mode = mode
        del dialect

    def replay_one(self, item: Object, given: Arguments, site: int) -> Value:
        """Follow one callable as workflow code, with as many arguments as it takes."""
        function = item.function if isinstance(item, Bound) else item
        if isinstance(item, Partial):
            if item.is_thunk:
                inner = shifted(item, Arguments([*item.arguments], item.keywords), given.positional[:1])
                how = "step" if self.mode.when == STEP else "call"
                results = [
                    self.follow(o, inner, site, self.mode, how)
                    for o in item.function[0]
                    if isinstance(o, Function)
                ]
                return join_all(results)
            return self.invoke_one(item, given, site)
        assert isinstance(function, Function)
        taken = len(function.code.parameters) - (1 if isinstance(item, Bound) else 0)
        exact = Arguments(given.positional[: max(taken, 0)])
        if isinstance(item, Bound):
            exact.positional.insert(0, ((item.receiver,), 0))
        return self.follow(function, exact, site, self.mode, "step" if self.mode.when == STEP else "call")

    def call_predicate(self, value: Value | None, site: int) -> None:
        """Call a predicate: its answer decides how long the workflow waits."""
        if value is None:
            return
        result = self.invoke(value, Arguments(), site) if any(
            isinstance(o, Function | Bound | Partial) for o in value[0]
        ) else NOTHING
        if result[1]:
            self.frame.sink("condition", site, result[1])

    def result_type(self, function: Function) -> Value:
        """Answer what a step or child returns, by its annotation."""
        for name, node in function.code.annotations:
            if name == "return":
                return self.typed(node, function.module)
        return ANYTHING

    # The catalogue

    def catalogued(
        self, name: str, entry: Entry, receiver: Value | None, arguments: Arguments, site: int, own: int
    ) -> Value:
        """Call something that the catalogue knows; `own` labels come with the receiver."""
        labels = self.world.labels
        passed = own | (receiver[1] if receiver is not None else 0)
        if receiver is not None:
            passed |= self.deep(receiver)
        for value in arguments.every():
            passed |= self.deep(value) | self.shared_contents(value, site)
            if entry.effect in SILENT_SINKS:
                passed |= labels.settled(self.order_labels(value, site))
        called = [self.call_selected(entry, selector, arguments, site) for selector in entry.calls]
        if entry.result == "decorator":
            return self.decorator_result(name, arguments)
        if entry.result == "decorator-factory":
            return ((Decorator(name, arguments, receiver),), 0)
        for selector in entry.iterates:
            for value in self.selected(selector, receiver, arguments):
                passed |= self.order_labels(value, site)
        created = self.entry_effect(name, entry, receiver, arguments, site, passed)
        for selector in entry.mutates:
            self.mutate(selector, receiver, arguments, passed | created, site)
        created |= self.moved_on(name, receiver, site)
        for value in called:
            passed |= value[1]
        result = self.entry_result(entry, receiver, arguments, called, site)
        if entry.result == "constant":
            passed = 0
        elif entry.result == "sorted":
            passed = labels.without_order(passed)
        elif entry.result in ("call", "argument", "second-argument", "self"):
            return labelled(result, created)
        return labelled(result, passed | created)

    def moved_on(self, name: str, receiver: Value | None, site: int) -> int:
        """Answer the label of drawing from a generator that was made at import: others drew, too."""
        for item in receiver[0] if receiver is not None else ():
            shared = isinstance(item, ExternalInstance) and item.born == IMPORT and item.type in GENERATORS
            dialect = self.solve.dialect
            if shared and dialect is not None and (dialect.globals == "process" or self.solve.unsandboxed):
                return self.effect(Effect.RANDOM, "read", site, name)
        return 0

    def shown_labels(self, arguments: Arguments, site: int) -> int:
        """Join the labels of what is shown as text: sets show their order."""
        labels = self.arguments_labels(arguments)
        for value in arguments.every():
            labels |= self.world.labels.settled(self.order_labels(value, site))
            labels |= self.shared_contents(value, site)
        return labels

    def selected(
        self, selector: int | str, receiver: Value | None, arguments: Arguments
    ) -> list[Value]:
        """List the arguments that one of the catalogue's selectors names."""
        if selector == "self":
            return [receiver] if receiver is not None else []
        if selector == "*":
            return [*arguments.positional, *([arguments.rest] if arguments.rest else [])]
        if selector == "**":
            return list(arguments.keywords.values())
        value = arguments.select((selector,))
        return [value] if value is not None else []

    def call_selected(
        self, entry: Entry, selector: int | str, arguments: Arguments, site: int
    ) -> Value:
        """Call an argument, with the elements of the other arguments."""
        del entry
        results: list[Value] = []
        for function in self.selected(selector, None, arguments):
            if constants(function) == [None]:
                continue
            others = [self.iterate(v, site) for v in arguments.positional if v is not function]
            items = Arguments([join_all(others)] if others else [], rest=ANYTHING)
            for item in function[0]:
                if isinstance(item, Function | Bound | Partial | Class):
                    results.append(self.call_exactly(item, items, site))
        return join_all(results)

    def call_exactly(self, item: Object, items: Arguments, site: int) -> Value:
        """Call a callback with as many arguments as it takes."""
        function = item.function if isinstance(item, Bound) else item
        if isinstance(function, Function):
            taken = len(function.code.parameters) - (1 if isinstance(item, Bound) else 0)
            first = items.positional[:1] or [ANYTHING]
            return self.invoke_one(item, Arguments((first * max(taken, 0))[: max(taken, 0)]), site)
        return self.invoke_one(item, items, site)

    def entry_effect(
        self, name: str, entry: Entry, receiver: Value | None, arguments: Arguments, site: int, passed: int
    ) -> int:
        """Note the effect of a call; answer the label of what it reads."""
        effect = entry.effect
        if effect is None:
            return 0
        if entry.when is not None and not self.condition(entry, arguments):
            effect = entry.otherwise
            if effect is None:
                return 0
        text = None
        for selector in entry.access_by:
            for value in self.selected(selector, receiver, arguments):
                chosen = constants(value)
                text = str(chosen[0]) if chosen else text
        access = entry.access_for(text)
        if self.mode.when == RUN and not self.guarded:
            self.frame.effects[site] = (effect, access, name)
        if effect in SILENT_SINKS and access != "read":
            if not self.guarded:
                self.frame.sink("log", site, passed)
            return 0
        created = self.effect(effect, access, site, name)
        if created and entry.raises and self.caught:
            self.caught[-1] |= created
        return created

    def condition(self, entry: Entry, arguments: Arguments) -> bool:
        """Tell whether an entry's `when` holds for a call."""
        first = arguments.positional[0] if arguments.positional else arguments.rest
        given = bool(arguments.positional or arguments.keywords or arguments.rest or arguments.rest_keywords)
        when = entry.when
        if when == "no-arguments":
            return not given
        if when in ("argument-missing", "unseeded", "no-timezone", "first-argument-missing", "second-argument-missing"):
            chosen = [v for s in entry.unless for v in self.selected(s, None, arguments)]
            if not entry.unless:
                position = 1 if when == "second-argument-missing" else 0
                value = arguments.positional[position] if position < len(arguments.positional) else None
                if value is None:
                    value = next((arguments.keywords[k] for k in ("seed", "x", "tz", "a") if k in arguments.keywords), None)
                chosen = [value] if value is not None else []
            if arguments.rest is not None or arguments.rest_keywords is not None:
                return False
            return not chosen or all(constants(v) == [None] for v in chosen)
        if when == "not-a-number":
            if first is None:
                return True
            return not all(self.salted_object(o) is False for o in first[0]) or not first[0]
        if when == "relative-path":
            chosen = constants(first) if first is not None else None
            return not (chosen and all(str(c).startswith("/") for c in chosen))
        return True

    def mutate(
        self, selector: int | str, receiver: Value | None, arguments: Arguments, passed: int, site: int
    ) -> None:
        """Let a library change an argument."""
        for value in self.selected(selector, receiver, arguments):
            for item in value[0]:
                if isinstance(item, Box) and item.kind in ("list", "tuple"):
                    self.write(item, ORDER, ((), self.world.labels.without_order(passed)), site)
                elif isinstance(item, Box):
                    self.write(item, ELEMENTS, ((), self.world.labels.without_order(passed)), site)

    def decorator_result(self, name: str, arguments: Arguments) -> Value:
        """Answer what a library's decorator makes: what it decorates, or a decorator."""
        first = arguments.positional[0] if arguments.positional else NOTHING
        if any(isinstance(o, Function | Class | Bound | Partial) for o in first[0]):
            return first
        return ((Decorator(name, arguments, None),), 0)

    def entry_result(
        self, entry: Entry, receiver: Value | None, arguments: Arguments, called: list[Value], site: int
    ) -> Value:
        """Answer the result of a catalogued call, without labels."""
        if entry.result == "call" and not entry.returns:
            return join_all(called) if called else ANYTHING
        if entry.result == "self" and receiver is not None:
            return receiver
        if entry.result == "argument":
            return arguments.positional[0] if arguments.positional else ANYTHING
        if entry.result == "second-argument":
            return arguments.positional[1] if len(arguments.positional) > 1 else ANYTHING
        if entry.result == "partial" and arguments.positional:
            key = ("partial", self.frame, site)
            made = self.solve.object(
                key,
                lambda: Partial(arguments.positional[0], tuple(arguments.positional[1:]), dict(arguments.keywords), self.mode.when),
            )
            assert isinstance(made, Partial)
            made.arguments, made.keywords = tuple(arguments.positional[1:]), dict(arguments.keywords)
            return ((made,), 0)
        if entry.returns:
            return self.typed_instance(entry.returns, entry.element, entry.key, site if entry.returns.startswith("builtins.") else None)
        if entry.element:
            element = self.typed_instance(entry.element, "", entry.key, None)
            return self.sequence_of("generator", element, 0, site)
        if entry.iterates:
            return self.passed_on(entry, receiver, arguments, site)
        if entry.listed and entry.result == "pass-through":
            return self.chosen_of(arguments)
        return ANYTHING

    def passed_on(self, entry: Entry, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Answer an iterator over what a call goes through, in its order."""
        order = 0
        parts: list[Value] = []
        for selector in entry.iterates:
            for value in self.selected(selector, receiver, arguments):
                order |= self.order_labels(value, site)
                parts.append(self.iterate_quietly(value, site))
        element = join_all(parts)
        if not element[0]:
            return ANYTHING
        return self.sequence_of("generator", element, order, site)

    def chosen_of(self, arguments: Arguments) -> Value:
        """Answer callables and instances that a call may pick out of its arguments."""
        picked: list[Object] = []
        for value in arguments.positional[:2]:
            for item in value[0]:
                inner = self.contents(item)[0] if isinstance(item, Box) else (item,)
                picked.extend(o for o in inner if isinstance(o, Function | Bound | Partial | Instance | Class))
        return (tuple(dict.fromkeys(picked)), 0) if picked else ANYTHING


def shifted(thunk: Partial, given: Arguments, first: list[Value] | None = None) -> Arguments:
    """Give a thunk's function the context that the engine passes first."""
    del thunk
    return Arguments([*(first or [ANYTHING]), *given.positional], given.keywords)


_FREE: dict[ir.Code, tuple[str, ...]] = {}


def free_names(code: ir.Code) -> tuple[str, ...]:
    """List the variables of enclosing functions that a body reads."""
    found = _FREE.get(code)
    if found is None:
        names: dict[str, None] = {}
        stack: list[object] = [code.body]
        while stack:
            part = stack.pop()
            if isinstance(part, tuple):
                if len(part) == 3 and part[0] == ir.FREE and isinstance(part[1], str):
                    names[part[1]] = None
                stack.extend(part)
            elif isinstance(part, ir.Code):
                stack.append(part.body)
        found = _FREE[code] = tuple(names)
    return found


__all__ = ["ELEMENTS", "IMPORT", "Outside", "join", "replace"]
