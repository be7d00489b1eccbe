"""Calls that the catalogue knows."""

from samepath.dataclass import replace
from samepath.effects import Effect
from samepath.linter.program.evaluate.expressions.literals import FORMATTED
from samepath.linter.program.evaluate.library.doing import SILENT_SINKS
from samepath.linter.program.evaluate.library.handing import Handing
from samepath.linter.program.evaluate.library.rows import SINGLE
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Box,
    Decorator,
    Function,
    Object,
    Text,
    Value,
    join_all,
    labelled,
)
from samepath.rules.catalogue import Entry


class Catalogued(Handing):
    """Call what a catalogue's entry describes."""

    def catalogued(
        self,
        name: str,
        entry: Entry,
        receiver: Value | None,
        arguments: Arguments,
        site: int,
        own: int,
    ) -> Value:
        """Call something that the catalogue knows; `own` labels come with the receiver."""
        passed = own | self.passed_labels(entry, receiver, arguments, site)
        handed = self.handed_over(name, arguments, site)
        called = (
            [self.call_selected(selector, arguments, site) for selector in entry.calls]
            if handed is None
            else [handed]
        )
        kept = [v for way in entry.keeps for v in self.selected(way, receiver, arguments)]
        if entry.result == "decorator":
            self.note_cache(name, arguments.select((0,)) or NOTHING, site)
            self.keep_callables(receiver or NOTHING, kept)
            return self.decorator_result(name, arguments, receiver)
        if entry.result == "decorator-factory":
            return ((Decorator(name, arguments, receiver),), 0)
        for selector in entry.iterates:
            for value in self.selected(selector, receiver, arguments):
                passed |= self.order_labels(value, site)
        created = self.entry_effect(name, entry, receiver, arguments, site, passed, own)
        for selector in entry.mutates:
            self.mutate(selector, receiver, arguments, passed | created, site)
        created |= self.moved_on(name, receiver, site) | self.next_in(receiver)
        for value in called:
            passed |= value[1]
        passed = self.passed_on_by(name, entry, passed)
        if entry.returns == "builtins.str" and makes_text(name):
            parts = arguments.every()
            result = self.put_together(parts if receiver is None else [receiver, *parts], site)
            created |= self.filled_in(name, parts, site)
        else:
            result = self.entry_result(name, entry, receiver, arguments, called, site)
        self.note_statement(name, entry, receiver, arguments, site)
        self.keep_callables(result, kept)
        if entry.result == "handle":
            return result
        return labelled(result, self.result_labels(entry, passed, created))

    def call_vouched(
        self, function: Function, said: Entry, arguments: Arguments, site: int
    ) -> Value:
        """Call a function of the program by what the user says of it, without a look inside."""
        self.frame.outside.setdefault(site, {})[function.name] = None
        receiver = None
        if function.owner is not None and function.kind != "static":
            receiver = arguments.positional[0] if arguments.positional else ANYTHING
            arguments = replace(arguments, positional=arguments.positional[1:])
        result = self.catalogued(function.name, said, receiver, arguments, site, 0)
        return result if said.returns else (self.result_type(function)[0], result[1])

    def passed_on_by(self, name: str, entry: Entry, passed: int) -> int:
        """Answer those labels of what a call is given that are in what it takes out of it."""
        one = entry.effect is Effect.DATABASE and name.rpartition(".")[2] in SINGLE
        return self.world.labels.without_order(passed) if one else passed

    def filled_in(self, name: str, parts: list[Value], site: int) -> int:
        """Answer the labels of what a text is filled with, as text."""
        labels = 0
        for value in parts if name.endswith(".format") else ():
            labels |= self.text_labels(value, site, FORMATTED)
        return labels

    def result_labels(self, entry: Entry, passed: int, created: int) -> int:
        """Answer the labels that a result has: of what was passed, and of what was read."""
        if entry.result == "constant":
            passed = 0
        elif entry.result == "sorted":
            passed = self.world.labels.without_order(passed)
        elif entry.result in ("call", "argument", "second-argument", "self"):
            passed = 0
        return passed | created

    def note_statement(
        self, name: str, entry: Entry, receiver: Value | None, arguments: Arguments, site: int
    ) -> None:
        """Note the texts that a database is given to execute, and that are put together."""
        asked = entry.access_by if entry.effect is Effect.DATABASE else ()
        for selector in (*asked, *entry.statement):
            for value in self.selected(selector, receiver, arguments):
                texts = [o for o in value[0] if isinstance(o, Text) and not o.is_fixed]
                if texts:
                    self.frame.statements[site] = (name, tuple(texts))

    def passed_labels(
        self, entry: Entry, receiver: Value | None, arguments: Arguments, site: int
    ) -> int:
        """Join the labels of what a call is given."""
        labels = self.deep(receiver) if receiver is not None else 0
        for value in arguments.every():
            labels |= self.deep(value) | self.shared_contents(value, site)
            if entry.effect in SILENT_SINKS:
                labels |= self.world.labels.settled(self.order_labels(value, site))
        return labels

    def call_selected(self, selector: int | str, arguments: Arguments, site: int) -> Value:
        """Call an argument, with the elements of the other arguments."""
        results: list[Value] = []
        for function in self.selected(selector, None, arguments):
            if constants(function) == [None]:
                continue
            others = [self.iterate(v, site) for v in arguments.positional if v is not function]
            items = Arguments([join_all(others)] if others else [], rest=ANYTHING)
            results += [
                self.call_exactly(item, items, site)
                for item in (*function[0], *self.listed(function))
                if self.is_followed(item)
            ]
        return join_all(results)

    def listed(self, value: Value) -> list[Object]:
        """List what the containers in a value hold: a list of callables stands for each of them."""
        boxes = [item for item in value[0] if isinstance(item, Box)]
        return [held for box in boxes for held in self.contents(box)[0]]


def makes_text(name: str) -> bool:
    """Tell whether a call makes a text of the texts that it is given."""
    return name.startswith("builtins.str.") or name == "textwrap.dedent"
