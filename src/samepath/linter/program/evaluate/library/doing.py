"""What calls that the catalogue knows do to the world and to their arguments."""

from samepath.dataclass import replace
from samepath.effects import Certainty, Effect
from samepath.linter.program.evaluate.library.cursors import Cursors
from samepath.linter.program.evaluate.library.rows import SINGLE, has_no_order
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER
from samepath.linter.program.objects import IMPORT, RUN, Arguments, Box, ExternalInstance, Value
from samepath.rules.catalogue import Entry

GENERATORS = frozenset(
    {"random.Random", "numpy.random.Generator", "numpy.random.RandomState", "itertools.count"}
)
MISSING = frozenset(
    {
        "argument-missing", "unseeded", "no-timezone", "first-argument-missing",
        "second-argument-missing", "naive",
    }
)  # fmt: skip
"""Conditions that hold where an argument is not given."""
ORDERS = {
    Effect.FILE: Effect.LISTING,
    Effect.DATABASE: Effect.ROWS,
    Effect.COMPLETION: Effect.COMPLETION,
    Effect.ORDER: Effect.ORDER,
}
"""What nobody decides the order of, where a call that has an effect answers without one."""
QUEUES = frozenset(
    {"asyncio.LifoQueue", "asyncio.Queue", "queue.LifoQueue", "queue.Queue", "queue.SimpleQueue"}
)
SILENT_SINKS = frozenset({Effect.LOG, Effect.CONSOLE, Effect.METRIC})


class Doing(Cursors):
    """Note effects, and let libraries change what they are given."""

    def entry_effect(
        self,
        name: str,
        entry: Entry,
        receiver: Value | None,
        arguments: Arguments,
        site: int,
        passed: int,
        own: int,
    ) -> int:
        """Note the effect of a call; answer the label of what it reads."""
        effect = self.effect_of(entry, receiver, arguments)
        text = self.deciding_text(entry, receiver, arguments)
        access = entry.access_for(text)
        if effect is None:
            return 0
        order = self.listed_by(name, entry, effect, text, site)
        self.executed(name, entry, receiver, order)
        order |= self.fetched(name, receiver)
        if access == "read" and self.was_read(receiver, effect, own):
            return order
        if self.mode.when == RUN and not self.guarded:
            self.frame.effects[site] = (effect, access, name)
            told = effect in SILENT_SINKS or access != "write"
            if self.solve.changes is not None and not told:
                self.frame.sink("world", site, passed)
        if effect in SILENT_SINKS and access != "read":
            if not self.guarded:
                self.frame.sink("log", site, passed)
            return 0
        created = self.read_of(name, entry, effect, access, site)
        if created and entry.raises and self.caught:
            self.caught[-1] |= created
        return created | order

    def effect_of(
        self, entry: Entry, receiver: Value | None, arguments: Arguments
    ) -> Effect | None:
        """Answer what a call does to the world, as its arguments have it."""
        effect = entry.effect
        if entry.when is not None and not self.condition(entry, receiver, arguments):
            effect = entry.otherwise
        if effect is Effect.SLEEP and arguments.positional[:1] == [self.const(0)]:
            return None  # it only lets others run
        return effect

    def deciding_text(
        self, entry: Entry, receiver: Value | None, arguments: Arguments
    ) -> str | None:
        """Answer the text of the argument that decides whether a call reads or writes."""
        text = None
        for selector in entry.access_by:
            for value in self.selected(selector, receiver, arguments):
                chosen = constants(value)
                text = str(chosen[0]) if chosen else statement_type(value) or text
        return text

    def was_read(self, receiver: Value | None, effect: Effect, own: int) -> bool:
        """Tell whether an object came out of the same kind of reading: it is one cause."""
        return receiver is not None and any(
            cause.effect is effect and cause.kind == "value"
            for cause in self.world.labels.of(own | self.deep(receiver))
        )

    def read_of(
        self, name: str, entry: Entry, effect: Effect, access: str | None, site: int
    ) -> int:
        """Answer the label of what a call reads."""
        mode = self.mode
        if entry.certainty is Certainty.MAY:
            self.mode = replace(mode, may=True)
        labels = 0
        if effect is not Effect.COMPLETION:
            labels = self.effect(effect, access, site, name)
        elif not entry.unordered:
            labels = self.completion(name, site)
        self.mode = mode
        return labels

    def listed_by(
        self, name: str, entry: Entry, effect: Effect, text: str | None, site: int
    ) -> int:
        """Answer the label of the order in which a call lists what it finds."""
        rows = effect is Effect.DATABASE and text is not None and has_no_order(text)
        single = name.rpartition(".")[2] in SINGLE
        order = ORDERS.get(effect) if entry.unordered or (rows and not single) else None
        return self.order_cause(order, site, name) << 1 if order is not None else 0

    def completion(self, name: str, site: int) -> int:
        """Answer the label of who is done first, where the engine's own loop does not decide."""
        dialect = self.solve.dialect
        if name.startswith("asyncio.") and dialect is not None and dialect.asyncio == "durable":
            return 0
        return self.effect(Effect.COMPLETION, "read", site, name)

    def condition(self, entry: Entry, receiver: Value | None, arguments: Arguments) -> bool:
        """Tell whether an entry's `when` holds for a call."""
        when = entry.when
        if when == "no-arguments":
            return not arguments.every()
        if when == "naive" and self.is_naive(receiver):
            return True
        if when in MISSING:
            return self.is_missing(entry, arguments)
        first = arguments.positional[0] if arguments.positional else arguments.rest
        if when == "not-a-number":
            if first is None or not first[0]:
                return True
            return any(self.salted_object(o) is not False for o in first[0])
        # What is left is `relative-path`: the schema knows no others.
        chosen = constants(first) if first is not None else None
        return chosen is None or not all(str(c).startswith("/") for c in chosen)

    def is_missing(self, entry: Entry, arguments: Arguments) -> bool:
        """Tell whether the argument that makes a call stable is surely missing, or None."""
        if arguments.rest is not None or arguments.rest_keywords is not None:
            return False
        if not entry.unless:
            return False
        chosen = [v for s in entry.unless for v in self.selected(s, None, arguments)]
        return all(constants(v) == [None] for v in chosen)

    def mutate(
        self,
        selector: int | str,
        receiver: Value | None,
        arguments: Arguments,
        passed: int,
        site: int,
    ) -> None:
        """Let a library change an argument."""
        for value in self.selected(selector, receiver, arguments):
            self.changed(value, site, passed)
            for item in value[0]:
                if isinstance(item, Box) and item.kind in ("list", "tuple"):
                    self.write(item, ORDER, ((), self.world.labels.without_order(passed)), site)
                elif isinstance(item, ExternalInstance) and item.type in QUEUES:
                    self.fill_beside(item, site)
                elif isinstance(item, Box):
                    self.write(item, ELEMENTS, ((), self.world.labels.without_order(passed)), site)

    def next_in(self, receiver: Value | None) -> int:
        """Answer the label of taking the next out of a queue that branches have filled."""
        labels = 0
        for item in receiver[0] if receiver is not None else ():
            if isinstance(item, ExternalInstance) and item.type in QUEUES:
                labels |= self.world.labels.as_elements(self.read(item, ORDER)[1])
        return labels

    def moved_on(self, name: str, receiver: Value | None, site: int) -> int:
        """Answer the label of drawing from a generator made at import: others drew, too."""
        for item in receiver[0] if receiver is not None else ():
            shared = (
                isinstance(item, ExternalInstance)
                and item.born == IMPORT
                and item.type in GENERATORS
            )
            dialect = self.solve.dialect
            if (
                shared
                and dialect is not None
                and (dialect.globals == "process" or self.solve.unsandboxed)
            ):
                return self.effect(Effect.RANDOM, "read", site, name)
        return 0

    def shown_labels(self, arguments: Arguments, site: int) -> int:
        """Join the labels of what is shown as text: sets show their order."""
        labels = self.arguments_labels(arguments)
        for value in arguments.every():
            labels |= self.world.labels.settled(self.order_labels(value, site))
            labels |= self.shared_contents(value, site)
        return labels


def statement_type(value: Value) -> str:
    """Answer the type of a statement that is a library's object, else nothing."""
    kinds = {item.type for item in value[0] if isinstance(item, ExternalInstance)}
    known = len(kinds) == 1 and not any(kind.startswith("builtins.") for kind in kinds)
    return kinds.pop() if known else ""
