"""Definitions of functions and classes, with their decorators."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.imports import Imports
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import ANYTHING, Arguments, Class, External, Function, Value

CLASS_FLAGS = {
    "enum.Enum": "enum", "enum.IntEnum": "enum", "enum.StrEnum": "enum", "enum.Flag": "enum",
    "enum.IntFlag": "enum", "typing.Protocol": "protocol", "typing_extensions.Protocol": "protocol",
    "abc.ABC": "protocol", "typing.NamedTuple": "fields", "typing.TypedDict": "fields",
    "typing_extensions.TypedDict": "fields", "pydantic.BaseModel": "fields",
    "pydantic.main.BaseModel": "fields", "pydantic_settings.BaseSettings": "fields",
    "msgspec.Struct": "fields", "sqlmodel.SQLModel": "fields",
}  # fmt: skip

INHERITED = ("enum", "fields")
"""Flags that subclasses have, too."""


class Definitions(Imports):
    """Evaluate `def` and `class`."""

    def define(self, node: Node) -> bool:
        """Define a function: create it, decorate it, bind it."""
        value = self.evaluate(node[3])
        for item in value[0]:
            if isinstance(item, Function) and self.cls is not None:
                item.owner = self.cls
        for site, decorator in reversed(node[4]):
            value = self.decorated(decorator, value, site, node)
        self.assign(node[2], value)
        return True

    def decorated(self, decorator: Node, value: Value, site: int, node: Node) -> Value:
        """Apply one decorator."""
        if decorator[0] == ir.ATTRIBUTE and decorator[3] in ("setter", "deleter", "getter"):
            self.evaluate(decorator[2])
            name = node[2][1]
            if decorator[3] == "setter" and self.cls is not None:
                self.solve.write((self.cls, f"<set {name}>"), value)
            return self.env.get(name, value) if decorator[3] != "getter" else value
        function = self.evaluate(decorator)
        result = self.invoke(function, Arguments([value]), site)
        if not result[0] or result == ANYTHING:
            return value
        return result

    def class_(self, node: Node) -> bool:
        """Define a class: bases, body, flags, decorators."""
        code = node[3]
        key = ("class", code, self.frame if self.code.kind != "module" else None)
        cls = self.solve.object(key, lambda: Class(code, self.module, self.mode.when))
        if not cls.bases and not cls.external:
            for base in node[4]:
                self.add_base(cls, self.evaluate(base))
        else:
            for base in node[4]:
                self.evaluate(base)
        for name, expression in node[5]:
            self.class_keyword(cls, name, self.evaluate(expression))
        cls.flags.update(flag for base in cls.mro()[1:] for flag in INHERITED if flag in base.flags)
        outer = self.env, self.code, self.cls
        self.env, self.code, self.cls = {}, code, cls
        self.block(code.body)
        self.env, self.code, self.cls = outer
        value: Value = ((cls,), 0)
        self.tell_bases(cls, node)
        for site, decorator in reversed(node[6]):
            result = self.invoke(self.evaluate(decorator), Arguments([value]), site)
            if result[0] and result != ANYTHING:
                value = result
        self.assign(node[2], value)
        return True

    def class_keyword(self, cls: Class, name: str | None, value: Value) -> None:
        """Note the metaclass of a class."""
        if name != "metaclass":
            return
        self.solve.write((cls, "<metaclass>"), value)
        if any(isinstance(o, External) and o.name == "abc.ABCMeta" for o in value[0]):
            cls.flags.add("protocol")

    def tell_bases(self, cls: Class, node: Node) -> None:
        """Call the hook by which a base hears of its subclasses."""
        name = "__init_subclass__"
        owner = next((c for c in cls.mro()[1:] if self.solve.has((c, name))), None)
        if owner is not None:
            given = {n: self.evaluate(v) for n, v in node[5] if n not in (None, "metaclass")}
            self.invoke(self.read(owner, name), Arguments([((cls,), 0)], given), node[1])

    def add_base(self, cls: Class, value: Value) -> None:
        """Add what a base expression can be."""
        choices = [item for item in value[0] if isinstance(item, Class) and item is not cls]
        for choice in choices:
            choice.instead_of.update(other for other in choices if other is not choice)
        for item in value[0]:
            if isinstance(item, Class) and item is not cls:
                cls.bases.append(item)
            elif isinstance(item, External):
                name = self.world.dialects.canonical(item.name)
                flag = CLASS_FLAGS.get(name)
                if flag is not None:
                    cls.flags.add(flag)
                if name not in ("builtins.object", "typing.Generic", "typing.Protocol", "abc.ABC"):
                    cls.external.append(name)
                found = self.world.dialects.role(name)
                if found is not None and found[1].kind == "workflow-class":
                    self.give(((cls,), 0), name, *found, Arguments())
        cls.rebased()
