"""What an operation is given to run: as a step, or as the workflow's own code."""

from functools import partial

from samepath.dataclass import replace
from samepath.effects import Misuse
from samepath.linter.program.evaluate.engine.decoding import Decoding
from samepath.linter.program.frames import ELEMENTS, Mode
from samepath.linter.program.leaves import is_leaf
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    RUN,
    STEP,
    Arguments,
    Bound,
    Box,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join_all,
)
from samepath.rules.dialects import Dialect, Selector

CALLABLE = (Function, Bound, Partial)


class Steps(Decoding):
    """Run steps and the callables of operations."""

    def run_selected(
        self,
        selector: Selector,
        arguments: Arguments,
        site: int,
        dialect: Dialect,
        ignored: tuple[Selector, ...] = (),
    ) -> Value:
        """Run the callable that an operation was given, with what follows it, as a step."""
        function = arguments.select(selector)
        if function is None:
            return NOTHING
        position = next((s for s in selector if isinstance(s, int)), 0)
        options = {way for other in ignored for way in other}
        positional = enumerate(arguments.positional)
        following = [v for at, v in positional if at > position and at not in options]
        listed = arguments.keywords.get("args")
        if listed is not None and not following:
            given = Arguments()
            self.spread(listed, given, site)
            following = given.positional
        options |= {*selector}
        keywords = {n: v for n, v in arguments.keywords.items() if n not in options}
        return self.run_step(function, Arguments(following, keywords), site, dialect)

    def run_step(self, function: Value, arguments: Arguments, site: int, dialect: Dialect) -> Value:
        """Follow a step's body in step mode: what it writes to older objects is lost."""
        results: list[Value] = []
        mode = Mode(STEP, self.mode.may, self.mode.muted | self.muted_at(site))
        if dialect.arguments == "copies":
            arguments = Arguments(
                [self.copied(v) for v in arguments.positional],
                {n: self.copied(v) for n, v in arguments.keywords.items()},
            )
        for item in function[0]:
            if isinstance(item, Function):
                results.append(self.step_body(item, arguments, site, mode))
            elif isinstance(item, Bound):
                given = arguments.after(((item.receiver,), 0))
                results.append(self.step_body(item.function, given, site, mode))
            elif isinstance(item, Partial):
                given = Arguments(
                    [*item.arguments, *arguments.positional],
                    {**item.keywords, **arguments.keywords},
                )
                if item.is_thunk:
                    given = shifted(given)
                results.append(self.run_step(item.function, given, site, dialect))
        result = join_all(results)
        if self.mode.when == RUN:
            self.note_live(result, site, ", the result of a step,")
        return (self.decoded(result, site, dialect)[0], 0)

    def run_child(
        self, function: Function, arguments: Arguments, site: int, dialect: Dialect
    ) -> None:
        """Follow a child's body as a step: a finished child does not run again on a replay.

        Its operations are its own: that it runs as a step is only a way to speak of its writes.
        """
        mode = self.mode
        self.mode = replace(mode, muted=mode.muted | {Misuse.IN_STEP.value})
        self.run_step(((function,), 0), arguments, site, dialect)
        self.mode = mode

    def step_body(self, function: Function, arguments: Arguments, site: int, mode: Mode) -> Value:
        """Follow one step's body; its result is recorded, so no label of its own leaves it."""
        exact = Arguments(
            [(v[0], 0) for v in arguments.positional],
            {
                n: (v[0], 0)
                for n, v in arguments.keywords.items()
                if n in function.code.parameters
                or n in function.code.keyword_only
                or function.code.rest_keywords
            },
        )
        parameters = self.parameters_of(function, exact)
        frame = self.solve.enter(function, mode, parameters, 0, self.frame, site)
        self.frame.called(site, frame, "step")
        self.forget_fields()
        if function.code.is_generator:
            return self.generator(function, frame)
        return (frame.result[0], 0)

    def copied(self, value: Value) -> Value:
        """Answer a copy, as an engine makes it that serialises arguments."""
        copies: list[Object] = []
        for item in value[0]:
            if isinstance(item, Instance) and item.born == RUN:
                make = partial(Instance, item.cls, "annotated", STEP)
                copies.append(self.solve.object(("copy", item.cls), make))
            elif isinstance(item, Box) and item.born == RUN:
                made = self.solve.object(("copy", item), partial(Box, item.kind, "copy", STEP))
                self.solve.write((made, ELEMENTS), (self.contents(item)[0], 0))
                copies.append(made)
            else:
                copies.append(item)
        return (tuple(dict.fromkeys(copies)), value[1])

    def replay_selected(
        self,
        selector: tuple[int | str, ...],
        arguments: Arguments,
        site: int,
        receiver: Value | None,
        passes: tuple[str, ...],
    ) -> Value:
        """Run the callable that an operation was given as workflow code: context, then items.

        `passes` are the types of what the engine gives it first.
        """
        function = arguments.select(selector)
        if function is None:
            return NOTHING
        first = [self.typed_instance(t, "", "", None) if t else ANYTHING for t in passes]
        if receiver is not None or not first:
            first[:1] = [ANYTHING if receiver is None else receiver]
        items = [self.iterate(v, site) for v in arguments.positional if v is not function]
        given = Arguments([*first, *items, ANYTHING, ANYTHING, ANYTHING])
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
        self,
        selector: Selector,
        arguments: Arguments,
        site: int,
        receiver: Value | None,
        passes: tuple[str, ...],
    ) -> None:
        """Run a finished child's body as a step: what it wrote to older objects is lost.

        Its operations are its own: that it runs as a step is only a way to speak of its writes.
        """
        mode = self.mode
        self.mode = Mode(STEP, mode.may, mode.muted | {Misuse.IN_STEP.value})
        self.replay_selected(selector, arguments, site, receiver, passes)
        self.mode = mode

    def replay_one(self, item: Object, given: Arguments, site: int) -> Value:
        """Follow one callable as workflow code, with as many arguments as it takes."""
        function = item.function if isinstance(item, Bound) else item
        if isinstance(item, Partial):
            if item.is_thunk:
                own = Arguments([*item.arguments], item.keywords)
                inner = shifted(own, given.positional[:1])
                how = "step" if self.mode.when == STEP else "call"
                results = [
                    self.follow(o, inner, site, self.mode, how)
                    for o in item.function[0]
                    if isinstance(o, Function)
                ]
                return join_all(results)
            return self.invoke_one(item, given, site)
        assert isinstance(function, Function)
        # `lambda name=name: ...` captures: its default is what the parameter holds.
        taken = sum(name not in function.defaults for name in function.code.parameters)
        taken -= isinstance(item, Bound)
        exact = Arguments(given.positional[: max(taken, 0)])
        if isinstance(item, Bound):
            exact.positional.insert(0, ((item.receiver,), 0))
        return self.follow(
            function, exact, site, self.mode, "step" if self.mode.when == STEP else "call"
        )

    def run_or_replay(
        self,
        selector: Selector,
        arguments: Arguments,
        site: int,
        dialect: Dialect,
        receiver: Value | None,
    ) -> Value:
        """Call what an operation was given with a context: a leaf as a step, others as workflows.

        A workflow that has ended is not called again, so what it wrote to older objects is lost.
        """
        function = arguments.select(selector)
        if function is None:
            return NOTHING
        position = next((s for s in selector if isinstance(s, int)), 0)
        context = receiver if receiver is not None else ANYTHING
        keywords = {n: v for n, v in arguments.keywords.items() if n not in selector}
        given = Arguments([context, *arguments.positional[position + 1 :]], keywords)
        leaves = tuple(item for item in function[0] if is_leaf(item, dialect))
        others = tuple(item for item in function[0] if item not in leaves)
        results = [self.run_step((leaves, 0), given, site, dialect)]
        results += [self.call_one(o, given, site) for o in others if isinstance(o, CALLABLE)]
        if others and self.mode.when == RUN:
            mode = self.mode
            self.mode = Mode(STEP, mode.may, mode.muted | {Misuse.IN_STEP.value})
            self.run_step((others, 0), given, site, dialect)
            self.mode = mode
        joined = join_all(results)
        if self.mode.when == RUN:
            self.frame.sink("result", site, self.deep(joined) & ~self.world.labels.elements)
        return (joined[0], 0)

    def call_one(self, item: Function | Bound | Partial, given: Arguments, site: int) -> Value:
        """Follow one callable as a workflow below this one, with all that it is given."""
        if isinstance(item, Partial):
            return self.invoke_one(item, given, site)
        how = "step" if self.mode.when == STEP else "child"
        if isinstance(item, Function):
            return self.follow(item, given, site, self.mode, how)
        exact = given.after(((item.receiver,), 0))
        return self.follow(item.function, exact, site, self.mode, how)

    def call_predicate(self, value: Value | None, site: int) -> None:
        """Call a predicate: its answer decides how long the workflow waits."""
        if value is not None and any(isinstance(o, Function | Bound | Partial) for o in value[0]):
            result = self.invoke(value, Arguments(), site)
            self.frame.sink("condition", site, result[1])

    def result_type(self, function: Function) -> Value:
        """Answer what a step or child returns, by its annotation."""
        for name, node in function.code.annotations:
            if name == "return":
                return self.typed(node, function.module)
        return ANYTHING


def shifted(given: Arguments, first: list[Value] | None = None) -> Arguments:
    """Give a thunk's function the context that the engine passes first."""
    return Arguments([*(first or [ANYTHING]), *given.positional], given.keywords)
