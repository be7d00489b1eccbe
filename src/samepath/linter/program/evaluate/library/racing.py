"""Models of waiting for several at once: who finishes first, and whether a timeout comes before."""

from samepath.dataclass import replace
from samepath.effects import Effect
from samepath.linter.program.evaluate.library.declarations import Declarations
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import Key
from samepath.linter.program.objects import (
    RUN,
    Arguments,
    Box,
    Const,
    External,
    Value,
    join_all,
    labelled,
)


class Racing(Declarations):
    """Model what waits for the first."""

    def m_wait_for(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `asyncio.wait_for` and `shield`: the result of what is waited for."""
        value = self.first(arguments)
        parts = [
            self.contents(o) if isinstance(o, Box) and o.kind == "task" else ((o,), 0)
            for o in value[0]
        ]
        operation = self.world.dialects.operation(name, self.solve.dialect)
        if operation is not None and self.mode.when == RUN:
            self.issue(name, *operation, arguments, site, None)
        elif self.is_timed(arguments) and self.caught:
            mode, self.mode = self.mode, replace(self.mode, may=True)
            self.caught[-1] |= self.completion(name, site)
            self.mode = mode
        return labelled(join_all(parts), value[1])

    def m_as_completed(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `as_completed`: what is waited for, in the order in which it is done."""
        element = self.iterate_quietly(self.first(arguments), site)
        kind = f"{name.rpartition('.')[0]}.Future"
        order = self.order_cause(Effect.COMPLETION, site, name)
        held = element if element[0] else self.instance(kind)
        return self.sequence_of("generator", held, order << 1, site)

    def m_wait(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `wait`: two sets, of what is done and of what is not."""
        element = self.iterate_quietly(self.first(arguments), site)
        kind = f"{name.rpartition('.')[0]}.Future"
        early = self.is_timed(arguments) or self.is_for_first(arguments)
        labels = self.completion(name, site) if early else 0
        pair = self.box("tuple", site)
        for position, part in enumerate(("done", "not_done")):
            tasks = self.box("set", (site, position))
            tasks.single = bool(labels) and position == 0  # the first one, as a rule alone
            self.put(tasks, None, element if element[0] else self.instance(kind), site)
            self.put(pair, Key(position), ((tasks,), labels), site)
            self.solve.write((pair, part), ((tasks,), labels))
        return ((pair,), 0)

    def is_timed(self, arguments: Arguments) -> bool:
        """Tell whether a wait ends after a while, whatever has happened."""
        timeout = arguments.select((1, "timeout"))
        return timeout is not None and constants(timeout) != [None]

    def is_for_first(self, arguments: Arguments) -> bool:
        """Tell whether a wait ends before all are done."""
        chosen = arguments.select((2, "return_when"))
        told = [name_of(item) for item in chosen[0]] if chosen is not None else []
        return any(text.startswith("FIRST") for text in told)


def name_of(item: object) -> str:
    """Answer the last part of a constant of a library, as text."""
    if isinstance(item, Const):
        return str(item.value)
    return item.name.rpartition(".")[2] if isinstance(item, External) else ""
