"""Results of calls that the catalogue knows."""

from samepath.effects import Effect
from samepath.linter.program.evaluate.library.moments import Moments
from samepath.linter.program.evaluate.values.naive import MOMENT
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Bound,
    Box,
    Class,
    Decorator,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join_all,
)
from samepath.rules.catalogue import Entry

OWN = frozenset({"threading.Thread", "threading.Timer"})
"""Types whose instances are told apart by where they are made."""


class Results(Moments):
    """Answer what a catalogued call returns."""

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

    def entry_result(
        self,
        name: str,
        entry: Entry,
        receiver: Value | None,
        arguments: Arguments,
        called: list[Value],
        site: int,
    ) -> Value:
        """Answer the result of a catalogued call, without labels."""
        given = self.given_back(entry, receiver, arguments, called, site)
        if given is not None:
            return given
        if name.startswith(MOMENT):
            moment = self.moment(name, receiver, arguments)
            if moment is not None:
                return moment
        if entry.returns:
            own = entry.keeps or entry.returns in OWN or name.endswith(".cursor")
            at = site if own or entry.returns.startswith("builtins.") else None
            return self.typed_instance(entry.returns, entry.element, entry.key, at)
        if entry.element:
            element = self.typed_instance(entry.element, "", entry.key, None)
            return self.sequence_of("generator", element, 0, site)
        if entry.iterates:
            return self.passed_on(entry, receiver, arguments, site)
        if entry.listed and entry.result == "pass-through":
            return self.chosen_of(arguments)
        return ANYTHING

    def given_back(
        self,
        entry: Entry,
        receiver: Value | None,
        arguments: Arguments,
        called: list[Value],
        site: int,
    ) -> Value | None:
        """Answer a result that is one of the call's own parts: what was given, or was called."""
        if entry.result == "call" and not entry.returns:
            return join_all(called) if called else ANYTHING
        if entry.result == "self":
            return receiver
        if entry.result == "argument":
            return arguments.select((0,)) or ANYTHING
        if entry.result == "second-argument":
            return arguments.select((1,)) or ANYTHING
        if entry.result == "partial" and arguments.positional:
            function, *others = arguments.positional
            key = ("partial", self.frame, site)
            made = self.solve.object(key, lambda: Partial(function, (), {}, self.mode.when))
            made.arguments, made.keywords = tuple(others), dict(arguments.keywords)
            return ((made,), 0)
        return None

    def passed_on(
        self, entry: Entry, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
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
                picked.extend(
                    o for o in inner if isinstance(o, Function | Bound | Partial | Instance | Class)
                )
        return (tuple(dict.fromkeys(picked)), 0) if picked else ANYTHING

    def note_cache(self, name: str, target: Value, site: int) -> None:
        """Remember which functions keep their results in the process, and where that is said."""
        functions = [o for o in target[0] if isinstance(o, Function)]
        entry = self.world.catalogue.lookup(name) if functions else None
        keeps = entry is not None and entry.adds is Effect.SHARED_STATE
        if not keeps and name != "functools.cached_property":
            return
        for function in functions:
            # A step that is decorated after this keeps what it does inside: it is issued each time.
            inside = self.world.part(function, "step") is None
            kept = (self.module.path, site, inside)
            self.solve.write((function, "<kept>"), self.const(kept))

    def decorator_result(
        self, name: str, arguments: Arguments, receiver: Value | None = None
    ) -> Value:
        """Answer what a library's decorator makes: what it decorates, or a decorator."""
        first = arguments.positional[0] if arguments.positional else NOTHING
        if any(isinstance(o, Function | Class | Bound | Partial) for o in first[0]):
            return first
        return ((Decorator(name, arguments, receiver),), 0)
