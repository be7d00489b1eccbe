"""Texts that are put together: of constants only, or of values that may hold anything."""

import re

from samepath.linter.program.evaluate.expressions.names import Names
from samepath.linter.program.objects import (
    Box,
    Const,
    ExternalInstance,
    Instance,
    Object,
    Text,
    Value,
)

STATEMENT = re.compile(
    r"\b(select|insert\s+into|update|delete\s+from|create|drop|alter|truncate|merge|with)\s",
    re.IGNORECASE,
)
"""What the constant part of a database statement looks like."""
HARMLESS = frozenset(
    {
        "builtins.int", "builtins.float", "builtins.bool", "builtins.complex", "decimal.Decimal",
        "fractions.Fraction", "uuid.UUID", "datetime.datetime", "datetime.date", "datetime.time",
        "datetime.timedelta",
    }
)  # fmt: skip
"""Types whose text holds no quotes."""


class Texts(Names):
    """Put texts together."""

    def put_together(self, parts: list[Value], site: int) -> Value:
        """Answer the text of some parts: what it is known to be made of."""
        made = [o for value in parts for o in value[0] if isinstance(o, Text) and not o.is_fixed]
        if made:
            return (tuple(dict.fromkeys(made)), 0)
        if all(self.is_fixed(value) for value in parts):
            return ((self.solve.object("fixed text", Text),), 0)
        if any(self.holds_a_statement(o) for value in parts for o in value[0]):
            frame, module = self.frame, self.module
            key = self.make("text", site)
            return ((self.solve.object(key, lambda: Text(module, frame, site)),), 0)
        return self.instance("builtins.str")

    def is_fixed(self, value: Value) -> bool:
        """Tell whether all that a value can be, as text, is decided by the program alone."""
        return bool(value[0]) and all(self.is_fixed_object(item) for item in value[0])

    def is_fixed_object(self, item: Object) -> bool:
        """Tell whether an object's text holds nothing that came from outside."""
        if isinstance(item, Text):
            return item.is_fixed
        if isinstance(item, Box):
            return self.is_fixed(self.contents(item))
        if isinstance(item, Instance):
            return "enum" in item.cls.flags
        return isinstance(item, Const) or (
            isinstance(item, ExternalInstance) and item.type in HARMLESS
        )

    def holds_a_statement(self, item: Object) -> bool:
        """Tell whether an object is, or holds, constant text that looks like a statement."""
        inner = self.contents(item)[0] if isinstance(item, Box) else (item,)
        return any(looks_like_a_statement(o) for o in inner)


def is_text(item: Object) -> bool:
    """Tell whether an object is a text."""
    if isinstance(item, Const):
        return isinstance(item.value, str)
    return isinstance(item, ExternalInstance) and item.type == "builtins.str"


def looks_like_a_statement(item: Object) -> bool:
    """Tell whether an object is a constant text that begins or holds a database statement."""
    return (
        isinstance(item, Const)
        and isinstance(item.value, str)
        and STATEMENT.search(item.value) is not None
    )
