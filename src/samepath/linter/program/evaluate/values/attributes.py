"""Attributes: of instances, classes, modules, containers, and what is not followed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from samepath.linter.program.evaluate.values.context import THREAD_LOCAL
from samepath.linter.program.evaluate.values.members import Members
from samepath.linter.program.evaluate.values.naive import NAIVE, surely
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    STEP,
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    Decorator,
    External,
    ExternalBound,
    ExternalInstance,
    Function,
    Instance,
    ModuleObject,
    Namespace,
    Object,
    Partial,
    Super,
    Text,
    Unknown,
    Value,
    join,
    join_all,
    labelled,
)

TYPE_NAMES = {
    str: "builtins.str", int: "builtins.int", float: "builtins.float", bool: "builtins.bool",
    bytes: "builtins.bytes", complex: "builtins.complex", type(None): "builtins.None",
    type(...): "builtins.ellipsis",
}  # fmt: skip
KIND_TYPES = {
    "generator": "builtins.generator", "walk": "builtins.generator", "keys": "builtins.set",
    "task": "asyncio.Task",
    "frozenset": "builtins.frozenset",
}  # fmt: skip
COUNTING = frozenset({"elements", "most_common", "subtract", "total"})
"""What a `Counter` has, and no other dict."""


class Attributes(Members):
    """Look up attributes."""

    def attribute(self, value: Value, name: str, site: int) -> Value:
        """Answer the attribute of each object that a value can be."""
        if self.mode.when == STEP:
            found = [self.attribute_of(item, name, site) for item in value[0]]
            return (join_all(found)[0], 0)
        objects = surely(value[0])
        if len(objects) == 1:
            known = self.env.get((objects[0], name))
            if known is not None:
                return labelled(self.resolve(known), value[1])
            return labelled(self.attribute_of(objects[0], name, site), value[1])
        parts = [self.attribute_of(item, name, site) for item in objects]
        parts = [p for p in parts if p[0] or p[1]]
        return labelled(join_all(parts), value[1])

    def attribute_of(self, item: Object, name: str, site: int) -> Value:
        """Answer an attribute of one object."""
        look_up = LOOK_UP.get(type(item))
        return NOTHING if look_up is None else look_up(self, item, name, site)

    def namespace(self, owner: Object) -> Value:
        """Answer the attributes of an object as a dict."""
        return ((self.solve.object(("namespace", owner), lambda: Namespace(owner)),), 0)

    def namespace_attribute(self, item: Namespace, name: str, site: int) -> Value:
        """Answer a method of the dict of an object's attributes."""
        return ((self.external_bound(f"builtins.dict.{name}", item),), 0)

    def module_attribute(self, item: ModuleObject, name: str, site: int) -> Value:
        """Answer a global of a module, or what its `__getattr__` says."""
        found = self.member_of_module(item.module, name)
        if found != NOTHING:
            return labelled(found, self.shared_read(item.module, name, site))
        if name == "__dict__":
            return self.namespace(item)
        full = f"{item.module.name}.{name}"
        if self.world.sources.is_library(full):
            return self.external(full)
        hook = self.member_of_module(item.module, "__getattr__")
        return self.invoke(hook, Arguments([self.const(name)]), site) if hook[0] else NOTHING

    def member_of_external(self, item: External | ExternalBound, name: str, site: int) -> Value:
        """Answer a member of what is not followed."""
        return self.external_attribute(item.name, name, None, site)

    def member_of_instance(self, item: ExternalInstance, name: str, site: int) -> Value:
        """Answer a member of an instance that is not followed."""
        if item.type == THREAD_LOCAL and not name.startswith("__"):
            return self.context_read(item, name, site)
        if item is NAIVE and name == "tzinfo":
            return self.const(None)
        return self.external_attribute(item.type, name, item, site)

    def container_attribute(self, item: Box, name: str, site: int) -> Value:
        """Answer a method of a container."""
        if item.kind == "tuple" and (named := self.read(item, name))[0]:
            return named
        kind = KIND_TYPES.get(item.kind, f"builtins.{item.kind}")
        if item.kind == "dict" and name in COUNTING:
            kind = "collections.Counter"
        return ((self.external_bound(f"{kind}.{name}", item),), 0)

    def constant_attribute(self, item: Const, name: str, site: int) -> Value:
        """Answer a method of a constant; None has none that matters."""
        if item.value is None:
            return NOTHING
        kind = TYPE_NAMES.get(type(item.value), "builtins.object")
        return ((self.external_bound(f"{kind}.{name}", item),), 0)

    def unknown_attribute(self, item: Unknown, name: str, site: int) -> Value:
        """Answer a member of something not known: it may still be called."""
        key = ("member", self.frame, item, name)
        made = self.solve.object(key, lambda: Unknown(name, ((item,), 0)))
        return ((made,), 0)

    def callable_attribute(self, item: Object, name: str, site: int) -> Value:
        """Answer an attribute of a function: what was stored there, or a member for a decorator."""
        stored = self.read(item, name)
        if stored[0]:
            return stored
        own = self.special_attribute(item, name)
        if own is not None:
            return own
        for part in self.world.parts.get(item, ()):
            member = f"{part.role.returns}.{name}"
            if part.role.returns and self.world.dialects.role(member):
                return self.external(member)
            if part.role.returns and self.world.dialects.speaks_of(member):
                return ((self.external_bound(member, item),), 0)
        return ((self.external_bound(f"builtins.function.{name}", item),), 0)

    def special_attribute(self, item: Object, name: str) -> Value | None:
        """Answer what every function, method or partial has."""
        if name == "func" and isinstance(item, Partial):
            return item.function
        if name == "__self__" and isinstance(item, Bound):
            return ((item.receiver,), 0)
        if name == "__func__" and isinstance(item, Bound):
            return ((item.function,), 0)
        if name in ("__name__", "__qualname__") and isinstance(item, Function):
            return self.const(item.code.name if name == "__name__" else item.code.qualname)
        return ((item,), 0) if name == "__wrapped__" else None

    def instance_attribute(self, item: Instance, name: str, site: int) -> Value:
        """Answer an attribute of an instance: property, own field, class attribute, annotation."""
        member = self.class_member(item.cls, name)
        if member is not None and any(
            isinstance(o, Function) and o.kind in ("property", "cached-property") for o in member[0]
        ):
            return join_all([self.get_property(o, item, site) for o in member[0]])
        own = self.resolve(self.read(item, name))
        shared = self.shared_field(item, name, site)
        if own[0] or own[1]:
            own = self.if_only_none(own, item, name)
            if member is not None and item.site == "annotated":
                own = join(own, self.bind(member, item, item.cls))
            return labelled(own, shared)
        if member is not None:
            shared |= self.shared_default(member, item, name, site)
            return labelled(self.inherited(member, item, name, site), shared)
        typed = self.field_annotation(item, name)
        if typed is not None:
            return labelled(typed, shared)
        return self.missing_attribute(item, name, site)

    def shared_default(self, member: Value, item: Instance, name: str, site: int) -> int:
        """Answer the label of what an instance finds in its class, if this workflow writes that."""
        if all(isinstance(o, Function) for o in member[0]):
            return 0
        owner = next((c for c in item.cls.mro() if self.solve.has((c, name))), item.cls)
        return self.read_shared(owner, name, site, f"{owner.code.name}.{name}")

    def inherited(self, member: Value, item: Instance, name: str, site: int) -> Value:
        """Answer what an instance finds in its class."""
        if item.site != "annotated":
            return self.bind(self.described(member, item, item.cls, site), item, item.cls)
        # Nobody saw it being made: the default is only one of the values of its type.
        declared = self.field_annotation(item, name)
        if declared is not None and declared != ANYTHING:
            return declared
        found = self.bind(self.described(member, item, item.cls, site), item, item.cls)
        return self.with_overrides(found, item, name)

    def missing_attribute(self, item: Instance, name: str, site: int) -> Value:
        """Answer an attribute that nobody is seen to give: special, computed, or a library's."""
        if name == "__class__":
            return ((item.cls,), 0)
        if name == "__dict__":
            return self.namespace(item)
        if "enum" in item.cls.flags and name in ("value", "_value_"):
            return self.enum_value(item)
        fallback = self.class_member(item.cls, "__getattr__")
        if fallback is not None:
            found = self.call_bound(fallback, item, Arguments([self.const(name)]), site)
            return (found[0] or ANYTHING[0], found[1])
        for base in item.cls.all_external():
            return ((self.external_bound(f"{base}.{name}", item),), 0)
        if item.site == "annotated":
            return self.with_overrides(NOTHING, item, name)
        self.solve.readers.setdefault((item, name), {})[self.frame] = None
        return NOTHING

    def if_only_none(self, own: Value, item: Instance, name: str) -> Value:
        """Let a declared type speak where an attribute is only ever seen to be None."""
        if constants(own) != [None]:
            return own
        declared = self.class_member(item.cls, f"<declared {name}>")
        return own if declared is None else join(own, declared)

    def class_attribute(self, cls: Class, name: str, site: int) -> Value:
        """Answer an attribute of a class."""
        member = self.class_member(cls, name)
        if member is not None:
            if "enum" in cls.flags and not any(isinstance(o, Function) for o in member[0]):
                return self.enum_member(cls, name)
            bound = self.bind(self.described(member, None, cls, site), None, cls)
            return labelled(bound, self.shared_field(cls, name, site))
        own = self.special_of_class(cls, name)
        if own is not None:
            return own
        typed = self.field_annotation_of(cls, name)
        if typed is not None:
            return typed
        metaclasses = self.class_member(cls, "<metaclass>")
        for metaclass in metaclasses[0] if metaclasses is not None else ():
            own = self.class_member(metaclass, name) if isinstance(metaclass, Class) else None
            if own is not None:
                return self.bind(own, cls, cls)
        for base in cls.all_external():
            return ((self.external_bound(f"{base}.{name}", cls),), 0)
        return NOTHING

    def special_of_class(self, cls: Class, name: str) -> Value | None:
        """Answer what every class has."""
        if name in ("__name__", "__qualname__"):
            return self.const(cls.code.name)
        if name == "__dict__":
            return self.namespace(cls)
        return ANYTHING if name == "__mro__" else None

    def super_attribute(self, item: Super, name: str, site: int) -> Value:
        """Answer an attribute as found after a class in the receiver's order."""
        receiver = item.receiver
        cls = receiver.cls if isinstance(receiver, Instance) else receiver
        if not isinstance(cls, Class):
            return ANYTHING
        order = cls.mro()
        if item.cls not in order and receiver is cls:
            order = item.cls.mro()  # a metaclass's own method: the receiver is one of its classes
        rest = order[order.index(item.cls) + 1 :] if item.cls in order else order
        for owner in rest:
            if self.solve.has((owner, name)):
                found = self.read(owner, name)
                if isinstance(receiver, Instance) and any(
                    isinstance(o, Function) and o.kind == "property" for o in found[0]
                ):
                    return join_all([self.get_property(o, receiver, site) for o in found[0]])
                return self.bind(found, receiver if isinstance(receiver, Instance) else None, cls)
        for base in order[0].all_external():
            return ((self.external_bound(f"{base}.{name}", receiver),), 0)
        return ((self.external_bound(f"builtins.object.{name}", receiver),), 0)

    def with_overrides(self, found: Value, item: Instance, name: str) -> Value:
        """For a receiver known by annotation only: add what subclasses and implementers define."""
        stub = all(isinstance(o, Bound) and o.function.code.is_stub for o in found[0])
        if found[0] and not stub:
            return found
        candidates: list[Object] = []
        for cls in self.implementers(item.cls, name):
            member = self.class_member(cls, name)
            if member is not None:
                key = ("implementer", cls, self.mode.when)
                made = self.solve.object(key, partial(Instance, cls, "annotated", item.born))
                candidates.extend(self.bind(member, made, cls)[0])
        if not candidates:
            return found
        self.likely.update(candidates)
        return (tuple(dict.fromkeys(candidates)), found[1])


LOOK_UP: dict[type[Object], Callable[[Attributes, Any, str, int], Value]] = {
    Instance: Attributes.instance_attribute,
    Class: Attributes.class_attribute,
    ModuleObject: Attributes.module_attribute,
    Namespace: Attributes.namespace_attribute,
    External: Attributes.member_of_external,
    ExternalBound: Attributes.member_of_external,
    ExternalInstance: Attributes.member_of_instance,
    Text: Attributes.member_of_instance,
    Box: Attributes.container_attribute,
    Const: Attributes.constant_attribute,
    Super: Attributes.super_attribute,
    Function: Attributes.callable_attribute,
    Bound: Attributes.callable_attribute,
    Partial: Attributes.callable_attribute,
    Decorator: Attributes.callable_attribute,
    Unknown: Attributes.unknown_attribute,
}
