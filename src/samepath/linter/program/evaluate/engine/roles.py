"""Roles that an engine's decorators, bases and registrations give."""

from samepath.dataclass import replace
from samepath.linter.program.evaluate.engine.operations import Operations
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    Bound,
    Class,
    Decorator,
    Function,
    Partial,
    Value,
)
from samepath.linter.program.world import Part
from samepath.rules.dialects import Dialect
from samepath.rules.dialects.schema import Role


class Roles(Operations):
    """Give functions and classes their parts."""

    def take_role(
        self, name: str, dialect: Dialect, role: Role, arguments: Arguments, receiver: Value | None
    ) -> Value:
        """Give a part to a function or class, or answer the decorator that will."""
        if role.form == "register":
            target = arguments.select(role.argument)
            if target is not None:
                self.give(target, name, dialect, role, arguments)
            for selector in role.read_only:
                if (looking_on := arguments.select(selector)) is not None:
                    self.give(looking_on, name, dialect, Role(kind="query"), Arguments())
            if role.returns and receiver is not None:
                return receiver
            return target if target is not None and role.kind != "workflow-class" else ANYTHING
        first = arguments.positional[0] if arguments.positional else NOTHING
        is_target = any(isinstance(o, Function | Class | Bound | Partial) for o in first[0])
        if role.form != "called" and is_target:
            self.give(first, name, dialect, role, Arguments())
            return first
        return ((Decorator(name, arguments, receiver),), 0)

    def give(
        self,
        target: Value,
        name: str,
        dialect: Dialect,
        role: Role,
        arguments: Arguments,
        *,
        once: bool = False,
    ) -> None:
        """Give a part to everything that a value can be."""
        title = first_text(arguments.select(role.name_keyword) if role.name_keyword else None)
        context = first_text(arguments.keywords.get(role.context_keyword))
        unsandboxed = is_given(arguments, role.sandbox_keyword, False)
        once = once or is_given(arguments, role.retries_keyword, 0)
        for item in target[0]:
            for function in (item.function, item) if isinstance(item, Bound) else (item,):
                if isinstance(function, Function | Class | Bound):
                    part = Part(dialect, role, name, title, context)
                    part.unsandboxed = unsandboxed
                    part.once = once
                    part.fails = role.failing_keyword in arguments.keywords
                    self.world.give(function, part)
        for selector in role.also:
            if (further := arguments.select(selector)) is not None:
                inner, once = replace(role, also=()), bool(role.retries_keyword)
                self.give(further, name, dialect, inner, arguments, once=once)


def is_given(arguments: Arguments, keyword: str, wanted: object) -> bool:
    """Tell whether a keyword has one constant, no other."""
    given = arguments.keywords.get(keyword) if keyword else None
    return given is not None and constants(given) == [wanted]


def first_text(value: Value | None) -> str:
    """Answer the text that an argument is, or nothing."""
    texts = constants(value) if value is not None else None
    return texts[0] if texts and isinstance(texts[0], str) else ""
