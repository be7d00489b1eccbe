"""Calls that leave the program: containers, models, an engine's names, the catalogue, gaps."""

from samepath.effects import Misuse
from samepath.linter.program.evaluate.calls.calls import DATA_METHODS, LOG_METHODS
from samepath.linter.program.evaluate.library.containers import LOOKING
from samepath.linter.program.evaluate.library.models import DECORATORS, MODELS
from samepath.linter.program.evaluate.library.warned import Warned
from samepath.linter.program.evaluate.values.state import IN_WORKFLOW
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    STEP,
    Arguments,
    Box,
    Decorator,
    Namespace,
    Value,
    labelled,
)
from samepath.linter.program.writes import MUTATORS


class Outside(Warned):
    """Calls of what is not followed."""

    def outside(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Look into containers first; all else is as outside."""
        if receiver is not None and name.rpartition(".")[2] in MUTATORS:
            self.changed(labelled(receiver, labels), site, arguments.labels())
        if receiver is not None and len(receiver[0]) == 1 and isinstance(receiver[0][0], Box):
            member = name.rpartition(".")[2]
            found = self.box_method(receiver[0][0], member, arguments, site)
            if found is not None:
                if member in LOOKING:
                    labels |= self.shared_contents(receiver, site)
                return labelled(found, labels)
        if receiver is not None and receiver[0] and isinstance(receiver[0][0], Namespace):
            member = name.rpartition(".")[2]
            found = self.namespace_method(receiver[0][0], member, arguments, site)
            if found is not None:
                return labelled(found, labels)
        return self.named_call(name, receiver, arguments, site, labels)

    def named_call(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call something by its dotted name."""
        mode = self.mode
        self.note_forbidden(name, site)
        self.note_threads(name, receiver, site)
        result = self.known_call(name, receiver, arguments, site, labels)
        self.made(name, result, site)
        self.mode = mode
        return result

    def known_call(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call what a model, the engine or the catalogue knows; else it is a gap."""
        model = MODELS.get(name)
        if model is not None:
            return labelled(model(self, name, receiver, arguments, site), labels)
        answer = self.engine_call(name, receiver, arguments, site, labels)
        if answer is not None:
            return answer
        entry = self.world.catalogue.lookup(name)
        is_engines = self.world.dialects.dialect(name) is not None
        # What holds for the rest of a library is not said of the engine that comes with it.
        if entry is not None and (entry.listed or entry.effect is None or not is_engines):
            result = self.catalogued(name, entry, receiver, arguments, site, labels)
            return labelled(result, self.world.labels.without_order(labels))
        if is_engines:
            # The engine's own names that are neither recorded nor unstable: options, types, errors.
            return labelled(ANYTHING, self.arguments_labels(arguments))
        return self.unknown_call(name, receiver, arguments, site, labels)

    def engine_call(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value | None:
        """Call what a dialect knows: roles, operations, questions, stable values, its objects."""
        dialects, within = self.world.dialects, self.solve.dialect
        found = dialects.role(name)
        if found is not None:
            return self.take_role(name, *found, arguments, receiver)
        operation = dialects.operation(name, within)
        if operation is not None and not self.keeps_wanted(operation[1], receiver):
            return None
        if operation is not None and self.mode.when in (RUN, STEP, IMPORT):
            return self.issue(name, *operation, arguments, site, receiver)
        if operation is not None and operation[1].kind == "patch":
            self.misuse(Misuse.PATCH, site, name)
        answer = self.question(name, site)
        if answer is not None:
            return answer
        stable = dialects.stable(name, within)
        if stable is not None:
            return self.stable_call(name, stable[1], arguments, site)
        head, _, member = name.rpartition(".")
        owner = dialects.stable(head, within) if receiver is None else None
        if owner is not None and owner[1]:
            held = self.typed_instance(owner[1], "", "", None)
            return self.outside(f"{owner[1]}.{member}", held, arguments, site, labels)
        made = self.engine_object(name)
        return self.unrecorded_call(name, arguments, site) if made is None else made

    def question(self, name: str, site: int) -> Value | None:
        """Answer whether this is a replay, or a workflow, if a name asks that."""
        dialects = self.world.dialects
        where = name.rpartition(".")[2] in ("in_workflow", "in_sandbox")
        if where and (dialects.dialect(name) is not None or dialects.is_guard(name)):
            return ((IN_WORKFLOW,), 0)
        return self.guard(site, name) if dialects.is_guard(name) else None

    def stable_call(self, name: str, returns: str, arguments: Arguments, site: int) -> Value:
        """Call what gives the same on every replay: the engine's clock, logger, context."""
        for value in arguments.every():
            self.call_handed_over(value, site)
        if name.rpartition(".")[2] in LOG_METHODS and not self.guarded:
            self.frame.sink("log", site, self.shown_labels(arguments, site))
        return self.typed_instance(returns, "", "", None) if returns else ANYTHING

    def engine_object(self, name: str) -> Value | None:
        """Create one of the engine's own objects, if a name is that of one."""
        made = self.world.dialects.makes(name, self.solve.dialect)
        if made is not None and made[1]:
            return self.typed_instance(made[1], "", "", None)
        is_class = name.rpartition(".")[2][:1].isupper()
        if is_class and self.world.dialects.dialect(name) and not self.world.catalogue.lookup(name):
            return self.instance(self.world.dialects.canonical(name))
        return None

    def unknown_call(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call what nobody knows: plain data, or a gap."""
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

    def decorate(self, item: Decorator, arguments: Arguments, site: int) -> Value:
        """Apply what a decorator factory returned."""
        target = arguments.positional[0] if arguments.positional else NOTHING
        found = self.world.dialects.role(item.name)
        if found is not None:
            self.give(target, item.name, *found, item.arguments)
            return target
        self.note_cache(item.name, target, site)
        model = DECORATORS.get(item.name)
        if model is not None:
            return model(self, item, target, site)
        operation = self.world.dialects.operation(item.name, self.solve.dialect)
        if operation is not None:
            given = Arguments([*item.arguments.positional, target], item.arguments.keywords)
            return self.issue(item.name, *operation, given, site, item.receiver)
        entry = self.world.catalogue.lookup(item.name) if item.receiver is not None else None
        if entry is not None and entry.keeps and item.receiver is not None:
            self.keep_callables(item.receiver, [target])
        return target
