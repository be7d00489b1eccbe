"""Operations of an engine: what identifies them, what they are given, where labels end up."""

from samepath.effects import Effect, Misuse
from samepath.linter.program import ir
from samepath.linter.program.evaluate.engine.kept import Kept
from samepath.linter.program.evaluate.values.lookup import capturing
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import Issued, Key
from samepath.linter.program.objects import (
    ANYTHING,
    RUN,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Decorator,
    ExternalBound,
    ExternalInstance,
    Function,
    Partial,
    Value,
    join_all,
)
from samepath.linter.program.world import Part
from samepath.rules.dialects import Dialect, Operation


class Operations(Kept):
    """Issue and record operations."""

    def call_part(
        self, part: Part, function: Function, arguments: Arguments, site: int
    ) -> Value | None:
        """Call a step or workflow by its own name inside a workflow.

        To another engine's workflow it is a function like any other.
        """
        role = part.role
        if self.solve.dialect not in (None, part.dialect):
            return None
        kind = "child" if role.kind == "workflow" else "step"
        if role.kind == "workflow" and self.frame.function is function:
            return None
        if role.direct_call == "plain":
            return None
        if role.direct_call == "thunk":
            return ((self.thunk(function, arguments, site),), 0)
        target = part.title or function.code.qualname
        operation = Operation(kind, awaited="always" if function.code.is_async else "")
        self.record(function.name, part.dialect, operation, target, arguments, site)
        if kind == "child":
            if part.dialect.arguments == "references":
                self.run_child(function, arguments, site, part.dialect)
            return self.result_type(function)
        return self.run_step(((function,), 0), arguments, site, part.dialect)

    def thunk(self, function: Function, arguments: Arguments, site: int) -> Partial:
        """Answer a call that waits until the engine makes it."""
        key = ("thunk", function, site, self.frame)
        made = self.solve.object(key, lambda: Partial(((function,), 0), (), {}, self.mode.when))
        made.arguments, made.keywords = tuple(arguments.positional), dict(arguments.keywords)
        made.is_thunk = True
        return made

    def issue(
        self,
        name: str,
        dialect: Dialect,
        operation: Operation,
        arguments: Arguments,
        site: int,
        receiver: Value | None,
    ) -> Value:
        """Issue an operation: what it runs, what identifies it, what it is given."""
        if operation.only_with and not any(
            self.is_given(arguments, selector) for selector in operation.only_with
        ):
            self.ask_predicates(operation, arguments, site)
            return ANYTHING
        if operation.decorator and not self.is_callable_given(operation, arguments):
            return ((Decorator(name, arguments, receiver),), 0)
        identifying = [arguments.select(selector) for selector in operation.identity]
        targets = [text for v in (*identifying, receiver) if (text := self.identity_text(v))]
        if self.mode.when == RUN:
            self.record(name, dialect, operation, ",".join(targets), arguments, site)
            self.ask_for_timeout(name, operation, arguments, site)
        elif not operation.nests and not operation.joins and dialect is self.solve.dialect:
            self.misuse(Misuse.IN_STEP, site, name)
        results = [
            self.run_selected(selector, arguments, site, dialect, operation.ignored)
            for selector in operation.runs
        ]
        for selector in operation.replays:
            passes = operation.passes
            results.append(self.replay_selected(selector, arguments, site, receiver, passes))
            if self.mode.when == RUN and operation.kind in ("child", "group"):
                self.replay_as_step(selector, arguments, site, receiver, passes)
        results += [
            self.run_or_replay(selector, arguments, site, dialect, receiver)
            for selector in operation.calls
        ]
        for selector in operation.replays_kept:
            self.call_kept(selector, operation, dialect, arguments, site, receiver)
        self.ask_predicates(operation, arguments, site)
        if operation.returns:
            return self.typed_instance(operation.returns, "", "", None)
        results += self.declared_results(identifying)
        result = join_all([r for r in results if r[0]])
        return (result[0] or ANYTHING[0], 0)

    def ask_for_timeout(
        self, name: str, operation: Operation, arguments: Arguments, site: int
    ) -> None:
        """Note that none of the arguments is given of which the engine needs one."""
        if not operation.needs or arguments.rest_keywords is not None:
            return
        if not any(self.is_given(arguments, selector) for selector in operation.needs):
            self.misuse(Misuse.NO_TIMEOUT, site, name)

    def ask_predicates(self, operation: Operation, arguments: Arguments, site: int) -> None:
        """Call what an operation only asks."""
        for selector in operation.read_only:
            self.call_predicate(arguments.select(selector), site)

    def declared_results(self, identifying: list[Value | None]) -> list[Value]:
        """List what the functions that identify an operation return, by their annotations."""
        found = [item for value in identifying if value is not None for item in value[0]]
        functions = [item.function if isinstance(item, Bound) else item for item in found]
        return [self.result_type(item) for item in functions if isinstance(item, Function)]

    def is_callable_given(self, operation: Operation, arguments: Arguments) -> bool:
        """Tell whether one of the arguments is what the operation runs."""
        given = [arguments.select(selector) for selector in operation.runs]
        return any(isinstance(o, Function | Bound | Partial) for v in given if v for o in v[0])

    def is_given(self, arguments: Arguments, selector: tuple[int | str, ...]) -> bool:
        """Tell whether an argument is there and not None."""
        value = arguments.select(selector)
        return value is not None and constants(value) not in ([None], [0])

    def record(
        self,
        name: str,
        dialect: Dialect,
        operation: Operation,
        target: str,
        arguments: Arguments,
        site: int,
    ) -> None:
        """Record an operation and where the labels of its arguments end up."""
        self.note_given(dialect, operation, arguments, site)
        if not operation.joins:
            self.note_thread(name, dialect, site)
        labels = self.world.labels
        identity = self.labels_of_branches(operation, arguments)
        passed = 0
        identifying = [arguments.select(s) for s in operation.identity]
        uncompared = [arguments.select(s) for s in operation.uncompared]
        ignored = [arguments.select(s) for s in operation.ignored]
        runs = [
            arguments.select(s)
            for s in (
                *operation.runs,
                *operation.replays,
                *operation.calls,
                *operation.read_only,
            )
        ]
        details = []
        for value in identifying:
            if value is not None and not is_one_function(value):
                found = self.deep(value) | self.order_of(value)
                if any(value is other for other in uncompared):
                    passed |= found
                else:
                    identity |= found
        for value in arguments.every():
            if any(value is other for other in runs):
                passed |= value[1] | self.captured_labels(value)
            if any(value is other for other in (*identifying, *ignored, *runs)):
                continue
            passed |= self.deep(value) | self.shared_contents(value, site)
            details.append(self.identity_text(value) or "?")
        self.frame.sink("identity", site, identity & ~labels.elements)
        kept = "identity" if "arguments" in dialect.compares else "argument"
        self.frame.sink(kept, site, passed & ~labels.elements)
        ordered = (identity | passed) & labels.elements
        named = {"name": identity, "content": ordered}.get(dialect.key, 0) & ordered
        self.frame.sink("named-order", site, named)
        self.frame.sink("order", site, ordered & ~named)
        for value in ignored:
            if value is not None:
                self.frame.sink("option", site, self.deep(value))
        detail = "|".join([target, *details])
        nameless = self.is_nameless(operation, arguments)
        key = self.constant_key(operation, arguments)
        issued = Issued(name, dialect, operation, target, detail, site, nameless, key)
        self.frame.operations.setdefault(site, []).append(issued)

    def constant_key(self, operation: Operation, arguments: Arguments) -> str:
        """Write the id that has to be unique in a run, if it is one constant."""
        given = arguments.select(operation.unique) if operation.unique else None
        chosen = constants(given) if given is not None else None
        return repr(chosen[0]) if chosen and len(chosen) == 1 and chosen[0] is not None else ""

    def is_nameless(self, operation: Operation, arguments: Arguments) -> bool:
        """Tell whether an operation surely has no name that the program gives it."""
        if not operation.nameless:
            return False
        given = arguments.select(operation.name)
        for item in given[0] if given is not None else ():
            if isinstance(item, Box) and item.kind == "dict":
                if Key("name") in self.keys(item) or not self.keys(item):
                    return False
            elif not (isinstance(item, Const) and item.value is None):
                return False
        run = [arguments.select(selector) for selector in operation.runs or operation.replays]
        callables = [item for value in run if value is not None for item in value[0]]
        kinds = ("lambda",) if operation.nameless == "lambdas" else ("lambda", "function")
        return bool(callables) and all(
            isinstance(item, Function) and item.code.kind in kinds for item in callables
        )

    def labels_of_branches(self, operation: Operation, arguments: Arguments) -> int:
        """Join the labels of what decides which branches run, and in which order."""
        given = [arguments.select(selector) for selector in operation.replays]
        branches = join_all([value for value in given if value is not None])
        return branches[1] | self.order_of(branches)

    def note_thread(self, name: str, dialect: Dialect, site: int) -> None:
        """Note that an operation is issued on a thread: unseen, or in an order of threads."""
        if self.mode.aside and dialect is self.solve.dialect:
            self.misuse(Misuse.OFF_THREAD, site, name)
        elif self.mode.beside == "thread":
            self.frame.sink("order", site, self.order_cause(Effect.THREAD, site, name))

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
        """Join the labels of what a callable that runs as a step closes over, by default too."""
        labels = 0
        for item in value[0]:
            function = item.function if isinstance(item, Bound) else item
            if isinstance(function, Partial):
                for given in (*function.arguments, *function.keywords.values()):
                    labels |= self.deep(given)
                labels |= self.captured_labels(function.function)
            if isinstance(function, Function) and function.closure is not None:
                for name in ir.free_names(function.code):
                    owner = capturing(function.closure, name)
                    if owner is not None:
                        labels |= self.read(owner, name)[1]
                for kept in function.defaults.values():
                    labels |= self.deep(kept)
        return labels


def is_one_function(value: Value) -> bool:
    """Tell whether a value is one function of the program, whatever decided that it is bound.

    A name that held None until then is no other choice: None is no step.
    """
    bound = [item for item in value[0] if not (isinstance(item, Const) and item.value is None)]
    codes = {item.code for item in bound if isinstance(item, Function)}
    return len(codes) == 1 and all(isinstance(item, Function) for item in bound)
