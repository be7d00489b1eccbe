"""Annotations: what a declared type says about a value."""

import builtins

from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.lookup import Lookup
from samepath.linter.program.frames import ELEMENTS
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    Box,
    Class,
    Const,
    External,
    ExternalInstance,
    Instance,
    Object,
    TypeForm,
    Unknown,
    Value,
    join,
    join_all,
)
from samepath.linter.program.world import Module

SEQUENCES = {
    "list": "list", "List": "list", "Sequence": "list", "MutableSequence": "list",
    "Iterable": "list", "Iterator": "list", "AsyncIterator": "list", "AsyncIterable": "list",
    "Collection": "list", "Generator": "list", "AsyncGenerator": "list", "deque": "list",
    "Deque": "list", "tuple": "tuple", "Tuple": "tuple", "set": "set", "Set": "set",
    "MutableSet": "set", "AbstractSet": "set", "frozenset": "frozenset", "FrozenSet": "frozenset",
}  # fmt: skip
MAPPINGS = frozenset(
    {
        "dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict",
        "Counter",
    }
)  # fmt: skip
TRANSPARENT = frozenset(
    {
        "Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly",
        "Awaitable", "Unpack",
    }
)  # fmt: skip
UNTYPED = frozenset({"Any", "object", "Callable", "Type", "type"})
"""Types that say nothing of what a value can do."""
LAST = frozenset({"Coroutine"})
TYPING = ("typing", "typing_extensions", "collections", "collections.abc", "builtins")
BUILTIN_TYPES = frozenset(n for n in dir(builtins) if isinstance(getattr(builtins, n), type))


class Types(Lookup):
    """Turn annotations into values."""

    def typed(self, node: Node, module: Module, born: int = RUN) -> Value:
        """Answer an instance of the annotated type."""
        if node[0] == ir.CONST:
            return self.world.const(None) if node[1] is None else ANYTHING
        if node[0] == ir.OPERATE and node[2] == "|":
            return self.alternatives([self.typed(part, module, born) for part in node[3]])
        if node[0] == ir.ITEM:
            return self.parametric(node, module, born)
        return self.instances(self.type_value(node, module), node, born)

    def alternatives(self, values: list[Value]) -> Value:
        """Join alternatives; one that can be anything does not hide the others."""
        return join_all([v for v in values if v != ANYTHING] or [ANYTHING])

    def type_value(self, node: Node, module: Module) -> Value:
        """Resolve the name of a type where it was written."""
        if node[0] in (ir.GLOBAL, ir.CLASS_NAME, ir.FREE, ir.LOCAL):
            found = self.member_of_module(module, node[1])
            if found == NOTHING and node[1] in BUILTIN_TYPES:
                return self.external(f"builtins.{node[1]}")
            return found
        if node[0] == ir.ATTRIBUTE:
            return self.attribute(self.type_value(node[2], module), node[3], node[1])
        if node[0] == ir.ITEM:
            return self.type_value(node[2], module)
        return NOTHING

    def instances(self, types: Value, node: Node, born: int) -> Value:
        """Answer an instance of each of several types; anything if there are none."""
        if not types[0]:
            return ANYTHING
        return join_all([self.instance_of(item, node, born) for item in types[0]])

    def instance_of(self, item: Object, node: Node, born: int) -> Value:
        """Answer an instance of a type without parameters."""
        if isinstance(item, Class):
            if "alias" in item.flags:
                return ANYTHING
            key = ("annotated", item, born)
            made = self.solve.object(key, lambda: Instance(item, "annotated", born))
            return ((made,), 0)
        if isinstance(item, External):
            return self.external_type(item.name, node, born)
        if isinstance(item, Const) and item.value is None:
            return ((item,), 0)
        if isinstance(item, TypeForm):
            return self.typed(item.node, item.module, born)
        return self.instances(self.types_behind(item), node, born)

    def types_behind(self, item: Object) -> Value:
        """Answer the types that a type variable or a collection of types stands for."""
        if isinstance(item, ExternalInstance) and item.type in ("typing.TypeVar", "typing.NewType"):
            return self.resolve(self.read(item, "bound"))
        if isinstance(item, Box) and item.kind in ("union", "list", "tuple"):
            return self.contents(item)
        return NOTHING

    def external_type(self, name: str, node: Node, born: int) -> Value:
        """Answer an instance of a library's type, or of a form of `typing` without parameters."""
        head, _, last = name.rpartition(".")
        if head not in TYPING:
            return self.library_instance(name, born)
        if last in SEQUENCES or last in MAPPINGS:
            made = self.annotated_box(node, last, born)
            self.solve.write((made, ELEMENTS), ANYTHING)
            return ((made,), 0)
        if last == "Self":
            return self.self_value()
        if head == "builtins" and last not in UNTYPED:
            return self.library_instance(name, born)
        return ANYTHING

    def annotated_box(self, node: Node, name: str, born: int) -> Box:
        """Answer the container that an annotation speaks of."""
        kind = SEQUENCES.get(name, "dict")
        key = (self.frame, id(node), kind)
        return self.solve.object(key, lambda: Box(kind, "annotated", born))

    def library_instance(self, name: str, born: int) -> Value:
        """Answer an instance of a library's type, under the name that the dialects use."""
        canonical = self.world.dialects.canonical(name)
        made = self.solve.object(
            ("type", canonical, born), lambda: ExternalInstance(canonical, born)
        )
        return ((made,), 0)

    def typed_instance(self, type_: str, element: str, key: str, site: object) -> Value:
        """Answer an instance of a type that the catalogue names, container or not."""
        if type_ in BUILTIN_TYPES:
            type_ = f"builtins.{type_}"
        name = type_.rpartition(".")[2]
        if type_.startswith("builtins.") and (name in SEQUENCES or name == "dict"):
            kind = SEQUENCES.get(name, "dict")
            box = self.box(kind, ("typed", site, type_, element))
            content = self.library_instance(element, self.mode.when) if element else ANYTHING
            self.solve.write((box, ELEMENTS), content)
            if key:
                self.solve.write((box, "<key values>"), self.library_instance(key, self.mode.when))
            return ((box,), 0)
        if type_ == "builtins.None":
            return self.const(None)
        if site is not None:
            return self.instance(self.world.dialects.canonical(type_), site)
        return self.library_instance(type_, self.mode.when)

    def self_value(self) -> Value:
        """Answer the receiver, for `Self`."""
        names = self.code.parameters
        return self.env.get(names[0], ANYTHING) if names else ANYTHING

    def parametric(self, node: Node, module: Module, born: int) -> Value:
        """Answer an instance of a type with parameters: containers, unions, wrappers."""
        base = self.type_value(node[2], module)
        parts = self.parameters(node[3])
        for item in base[0]:
            name = item.name if isinstance(item, External) else ""
            head, _, last = name.rpartition(".")
            if head in TYPING or head.startswith("collections"):
                return self.typing_form(node, last, parts, module, born)
            if isinstance(item, Class):
                return self.instance_of(item, node, born)
            if isinstance(item, External):
                return self.library_instance(item.name, born)
        return ANYTHING

    def parameters(self, node: Node) -> list[Node]:
        """List the parameters of a parametric type."""
        if node[0] == ir.SEQUENCE:
            return [part for _, part in node[3]]
        return [node]

    def typing_form(
        self, node: Node, name: str, parts: list[Node], module: Module, born: int
    ) -> Value:
        """Answer an instance of a form of `typing` or `collections.abc`."""
        if name == "Union":
            return self.alternatives([self.typed(p, module, born) for p in parts])
        if name == "Optional":
            return join(self.typed(parts[0], module, born), self.const(None))
        if name in TRANSPARENT:
            return self.typed(parts[0], module, born)
        if name in LAST:
            return self.typed(parts[-1], module, born)
        if name == "Literal":
            return join_all([self.evaluate(p) if p[0] == ir.CONST else ANYTHING for p in parts])
        if name in ("type", "Type"):
            return self.type_value(parts[0], module)
        if name in SEQUENCES or name in MAPPINGS:
            return self.container_form(node, name, parts, module, born)
        return ANYTHING

    def container_form(
        self, node: Node, name: str, parts: list[Node], module: Module, born: int
    ) -> Value:
        """Answer a container of what its parameters say."""
        made = self.annotated_box(node, name, born)
        if made.kind != "dict":
            for part in parts if made.kind == "tuple" else parts[:1]:
                if part != (ir.CONST, ...):
                    self.solve.write((made, ELEMENTS), self.typed(part, module, born))
        elif len(parts) > 1:
            self.solve.write((made, "<key values>"), self.typed(parts[0], module, born))
            self.solve.write((made, ELEMENTS), self.typed(parts[1], module, born))
        else:
            self.solve.write((made, ELEMENTS), ANYTHING)
        return ((made,), 0)

    def field_annotation(self, item: Instance, name: str) -> Value | None:
        """Answer a field of an instance by the annotation in its class."""
        for cls in item.cls.mro():
            declared = cls.annotations.get(name)
            if declared is not None:
                return self.typed(declared[0], cls.module, item.born)
        return None

    def field_annotation_of(self, cls: Class, name: str) -> Value | None:
        """Answer a class attribute that is only annotated."""
        for owner in cls.mro():
            declared = owner.annotations.get(name)
            if declared is not None:
                return self.typed(declared[0], owner.module, IMPORT)
        return None


def has_unknown(value: Value) -> bool:
    """Tell whether a value can be something not known."""
    return not value[0] or any(isinstance(o, Unknown) for o in value[0])


def specified(value: Value, typed: Value) -> Value:
    """Let a declared type stand for what is not known of a value."""
    known = tuple(o for o in value[0] if not isinstance(o, Unknown))
    return join((known, value[1]), typed)


def is_generic(name: str) -> bool:
    """Tell whether a name is that of a form of `typing` or a built-in container."""
    head, _, last = name.rpartition(".")
    if head not in TYPING:
        return False
    return head != "builtins" or last in SEQUENCES or last in ("dict", "type")
