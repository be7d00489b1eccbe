"""Attributes and items: of instances, classes, modules, containers, and what is not followed."""

from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.state import State, constants
from samepath.linter.program.evaluate.types import Types
from samepath.linter.program.frames import ELEMENTS, ORDER, Frame, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    UNKNOWN,
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
    Object,
    Partial,
    Super,
    Unknown,
    Value,
    join,
    join_all,
    labelled,
)

Unknownish = Unknown
GUARD = ExternalInstance("builtins.bool")
"""The answer to the question whether this is a replay."""
IN_WORKFLOW = ExternalInstance("builtins.bool")
"""The answer to the question whether this code runs in a workflow."""
TYPE_NAMES = {
    str: "builtins.str", int: "builtins.int", float: "builtins.float", bool: "builtins.bool",
    bytes: "builtins.bytes", complex: "builtins.complex", type(None): "builtins.None",
    type(...): "builtins.ellipsis",
}  # fmt: skip


def is_known(item: Object) -> bool:
    """Tell whether an object is something in particular, and not None by chance."""
    return isinstance(
        item, Const | Instance | Box | Function | Class | Bound | Partial | ModuleObject
    ) or (isinstance(item, ExternalInstance) and item.type != "builtins.object")


class Attributes(Types):
    """Look up attributes and items."""

    def attribute(self, value: Value, name: str, site: int) -> Value:
        """Answer the attribute of each object that a value can be."""
        objects = value[0]
        if len(objects) == 1:
            known = self.env.get((objects[0], name))
            if known is not None and (objects[0].born != IMPORT or self.mode.when == IMPORT):
                return labelled(self.resolve(known), value[1])
            return labelled(self.attribute_of(objects[0], name, site), value[1])
        parts = [self.attribute_of(item, name, site) for item in objects]
        parts = [p for p in parts if p[0] or p[1]]
        return labelled(join_all(parts), value[1])

    def attribute_of(self, item: Object, name: str, site: int) -> Value:
        """Answer an attribute of one object."""
        if isinstance(item, Instance):
            return self.instance_attribute(item, name, site)
        if isinstance(item, Class):
            return self.class_attribute(item, name, site)
        if isinstance(item, ModuleObject):
            found = self.member_of_module(item.module, name)
            if found == NOTHING:
                full = f"{item.module.name}.{name}"
                if self.world.sources.is_library(full):
                    return self.external(full)
                hook = self.member_of_module(item.module, "__getattr__")
                return self.invoke(hook, Arguments([self.const(name)]), site) if hook[0] else NOTHING
            return labelled(found, self.shared_read(item.module, name, site))
        if isinstance(item, External):
            return self.external_attribute(item.name, name, None, site)
        if isinstance(item, ExternalInstance):
            return self.external_attribute(item.type, name, item, site)
        if isinstance(item, Box):
            kind = KIND_TYPES.get(item.kind, f"builtins.{item.kind}")
            return ((self.external_bound(f"{kind}.{name}", item),), 0)
        if isinstance(item, Const):
            kind = TYPE_NAMES.get(type(item.value), "builtins.object")
            if item.value is None:
                return NOTHING
            return ((self.external_bound(f"{kind}.{name}", item),), 0)
        if isinstance(item, Super):
            return self.super_attribute(item, name, site)
        if isinstance(item, Function | Bound | Partial | Decorator):
            return self.callable_attribute(item, name)
        if isinstance(item, ExternalBound):
            return self.external_attribute(item.name, name, None, site)
        if isinstance(item, Unknown):
            made = self.solve.object(("member", self.frame, item, name), lambda: Unknown(name, ((item,), 0)))
            return ((made,), 0)
        return NOTHING

    def external_bound(self, name: str, receiver: Object) -> ExternalBound:
        """Answer a member of an object that is not followed."""
        key = ("external bound", name, receiver)
        made = self.solve.object(key, lambda: ExternalBound(name, ((receiver,), 0), receiver.born))
        assert isinstance(made, ExternalBound)
        return made

    def callable_attribute(self, item: Object, name: str) -> Value:
        """Answer an attribute of a function: what was stored there, or a member for a decorator."""
        stored = self.read(item, name)
        if stored[0]:
            return stored
        if isinstance(item, Partial) and name == "func":
            return item.function
        if isinstance(item, Bound):
            if name == "__self__":
                return ((item.receiver,), 0)
            if name == "__func__":
                return ((item.function,), 0)
        if isinstance(item, Function) and name in ("__name__", "__qualname__"):
            return self.const(item.code.name if name == "__name__" else item.code.qualname)
        if name == "__wrapped__":
            return ((item,), 0)
        for part in self.world.parts.get(item, ()):
            if part.role.returns and self.world.dialects.role(f"{part.role.returns}.{name}"):
                return self.external(f"{part.role.returns}.{name}")
        return ((self.external_bound(f"builtins.function.{name}", item),), 0)

    # Instances and classes

    def class_member(self, cls: Class, name: str | None) -> Value | None:
        """Find a class attribute along the order of the bases."""
        if name is None:
            return None
        for owner in cls.mro():
            if self.solve.has((owner, name)):
                return self.resolve(self.read(owner, name))
        return None

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
            found = self.bind(self.described(member, item, item.cls, site), item, item.cls)
            if item.site == "annotated":
                found = self.with_overrides(found, item, name)
            return labelled(found, shared)
        typed = self.field_annotation(item, name)
        if typed is not None:
            return labelled(typed, shared)
        if name == "__class__":
            return ((item.cls,), 0)
        if name == "__dict__":
            return ANYTHING
        fallback = self.class_member(item.cls, "__getattr__")
        if fallback is not None:
            self.call_bound(fallback, item, Arguments([self.const(name)]), site)
            return ANYTHING
        for base in item.cls.all_external():
            return ((self.external_bound(f"{base}.{name}", item),), 0)
        if item.site == "annotated":
            return self.with_overrides(NOTHING, item, name)
        self.solve.readers.setdefault((item, name), {})[self.frame] = None
        return NOTHING

    def described(self, member: Value, item: Instance | None, cls: Class, site: int) -> Value:
        """Ask the descriptors among what a class holds what they give for its owner."""
        parts: list[Value] = []
        for held in member[0]:
            method = self.class_member(held.cls, "__get__") if isinstance(held, Instance) else None
            if method is None:
                parts.append(((held,), 0))
                continue
            owner: Value = ((item,), 0) if item is not None else self.const(None)
            parts.append(self.call_bound(method, held, Arguments([owner, ((cls,), 0)]), site))
        return labelled(join_all(parts), member[1])

    def if_only_none(self, own: Value, item: Instance, name: str) -> Value:
        """Let a declared type speak where an attribute is only ever seen to be None."""
        if constants(own) != [None]:
            return own
        declared = self.class_member(item.cls, f"<declared {name}>")
        return own if declared is None else join(own, declared)

    def get_property(self, function: Object, item: Instance, site: int) -> Value:
        """Run a property's getter."""
        if not isinstance(function, Function):
            return ((function,), 0)
        return self.call_function(function, Arguments([((item,), 0)]), site)

    def bind(self, member: Value, receiver: Object | None, cls: Class) -> Value:
        """Bind functions found in a class to their receiver."""
        bound: list[Object] = []
        for item in member[0]:
            if isinstance(item, Function) and item.owner is not None:
                if item.kind == "static":
                    bound.append(item)
                elif item.kind == "class":
                    bound.append(self.bound(item, cls))
                elif receiver is not None:
                    bound.append(self.bound(item, receiver))
                else:
                    bound.append(item)
            elif isinstance(item, Function | Partial) and receiver is not None:
                # A function that a decorator returned: it takes the receiver, too.
                bound.append(self.bound_any(item, receiver))
            else:
                bound.append(item)
        return (tuple(dict.fromkeys(bound)), member[1])

    def bound_any(self, item: Function | Partial, receiver: Object) -> Object:
        """Bind what a decorator made of a method."""
        if isinstance(item, Function):
            return self.bound(item, receiver)
        key = ("bound partial", item, receiver)
        return self.solve.object(
            key,
            lambda: Partial(item.function, (((receiver,), 0), *item.arguments), item.keywords, receiver.born),
        )

    def class_attribute(self, cls: Class, name: str, site: int) -> Value:
        """Answer an attribute of a class."""
        member = self.class_member(cls, name)
        if member is not None:
            if "enum" in cls.flags and not any(isinstance(o, Function) for o in member[0]):
                made = self.solve.object(("enum", cls, name), lambda: Instance(cls, name, IMPORT))
                return ((made,), 0)
            bound = self.bind(self.described(member, None, cls, site), None, cls)
            return labelled(bound, self.shared_field(cls, name, site))
        if name in ("__name__", "__qualname__"):
            return self.const(cls.code.name)
        if name == "__mro__" or name == "__dict__":
            return ANYTHING
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
                made = self.solve.object(key, lambda cls=cls: Instance(cls, "annotated", item.born))  # type: ignore[misc]
                candidates.extend(self.bind(member, made, cls)[0])
        if not candidates:
            return found
        self.likely.update(candidates)
        return (tuple(dict.fromkeys(candidates)), found[1])

    # What is not followed

    def external_attribute(
        self, owner: str, name: str, instance: ExternalInstance | None, site: int
    ) -> Value:
        """Answer a member of a library's module, class or instance."""
        dotted = self.world.dialects.canonical(f"{owner}.{name}")
        if self.world.dialects.is_guard(dotted):
            return ((self.world.external(dotted),), 0) if instance is None else ((GUARD,), 0)
        entry = self.world.catalogue.lookup(dotted)
        if entry is not None and entry.attribute:
            labels = 0
            if entry.effect is not None:
                labels = self.effect(entry.effect, entry.access, site, dotted)
            if entry.returns:
                return labelled(self.typed_instance(entry.returns, entry.element, entry.key, site), labels)
            return labelled(((self.world.external(dotted),), 0), labels)
        if instance is not None:
            stable = self.world.dialects.stable(dotted)
            if stable is not None and stable[1] and not callable_name(name):
                return self.typed_instance(stable[1], "", "", None)
            return ((self.external_bound(dotted, instance),), 0)
        return self.external(dotted)

    def effect(self, effect: Effect, access: str | None, site: int, name: str) -> int:
        """Note an effect; answer the label of what it reads."""
        if self.mode.when != RUN and self.mode.when != IMPORT:
            return 0
        if effect in SOURCES and access != "write":
            return self.unstable(effect, site, name)
        return 0

    def member_effect(self, item: ExternalInstance, member: str, site: int) -> int:
        """Answer the label of what syntax does to a library's object (`x in os.environ`)."""
        entry = self.world.catalogue.lookup(f"{item.type}.{member}")
        if entry is not None and entry.effect is not None and entry.listed:
            return self.effect(entry.effect, entry.access, site, item.type)
        return 0

    def unordered_type(self, item: ExternalInstance | External, site: int) -> int:
        """Answer an element label if a library's object is gone through in no order."""
        return 0

    # Items

    def item(self, value: Value, key: Value, site: int, node: Node) -> Value:
        """Answer `value[key]`."""
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box):
                parts.append(self.box_item(item, key, node))
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__getitem__")
                if method is not None:
                    parts.append(self.call_bound(method, item, Arguments([key]), site))
                else:
                    parts.append(ANYTHING)
            elif isinstance(item, ExternalInstance):
                parts.append(self.external_item(item, site))
            elif isinstance(item, Class) and "enum" in item.flags:
                made = self.solve.object(("enum", item, "*"), lambda i=item: Instance(i, "*", IMPORT))  # type: ignore[misc]
                parts.append(((made,), 0))
            elif isinstance(item, Class | External):
                parts.append(((item,), 0))
            elif isinstance(item, Const) and isinstance(item.value, str):
                parts.append(self.instance("builtins.str"))
            else:
                parts.append(ANYTHING)
        return labelled(join_all(parts), value[1] | key[1] | self.shared_contents(value, site))

    def external_item(self, item: ExternalInstance, site: int) -> Value:
        """Answer an item of a library's object."""
        entry = self.world.catalogue.lookup(f"{item.type}.__getitem__")
        if entry is None or not entry.listed:
            if item.type in ("builtins.str", "builtins.bytes"):
                return self.instance(item.type)
            return ANYTHING
        labels = 0
        if entry.effect is not None:
            labels = self.effect(entry.effect, entry.access, site, item.type)
            if self.caught:
                self.caught[-1] |= labels
        if entry.returns:
            return labelled(self.typed_instance(entry.returns, entry.element, entry.key, None), labels)
        return labelled(ANYTHING, labels)

    def box_item(self, box: Box, key: Value, node: Node) -> Value:
        """Answer what a container holds under a key."""
        elements = self.read(box, ELEMENTS)
        if node[0] == ir.SLICE:
            return self.sliced(box, node)
        chosen = constants(key)
        if chosen is not None and len(chosen) == 1:
            recent = self.env.get((box, Key(chosen[0])))
            if recent is not None:
                return recent
        labels = 0
        if box.kind in ("list", "generator", "tuple"):
            labels = self.read(box, ORDER)[1]
        if chosen is None:
            return labelled(self.contents(box), labels)
        keys = {k.value for k in self.keys(box)}
        size = sum(1 for k in keys if isinstance(k, int))
        parts = [elements]
        for choice in chosen:
            if isinstance(choice, int) and choice < 0 and box.kind != "dict":
                choice += size  # noqa: PLW2901
            parts.append(self.read(box, Key(choice)))
        found = join_all(parts)
        if not found[0] and not found[1]:
            return labelled(self.contents(box) if box.kind != "dict" else NOTHING, labels)
        return labelled(found, labels)

    def sliced(self, box: Box, node: Node) -> Value:
        """Answer a slice: exact where contents and bounds are known."""
        bounds = [part[1] if part[0] == ir.CONST else Ellipsis for part in node[1:]]
        keys = sorted(k.value for k in self.keys(box) if isinstance(k.value, int))
        exact = keys == list(range(len(keys))) and not self.read(box, ELEMENTS)[0]
        if not exact or any(b is not None and not isinstance(b, int) for b in bounds) or not keys:
            return ((box,), 0)
        made = self.box(box.kind, ("slice", box, tuple(bounds)))
        for position, key in enumerate(keys[slice(*bounds)]):
            self.put(made, Key(position), self.read(box, Key(key)), -1)
        return ((made,), 0)

    # Iteration

    def iterate(self, value: Value, site: int) -> Value:
        """Answer the element that a loop over the value sees."""
        parts: list[Value] = []
        for item in value[0]:
            parts.append(self.elements_of(item, site))
        elements = join_all(parts)
        labels = self.world.labels
        order = self.order_labels(value, site)
        unordered = labels.as_elements(order) | (order & ~labels.orders)
        return (elements[0], elements[1] | (value[1] & ~labels.orders) | unordered)

    def elements_of(self, item: Object, site: int) -> Value:
        """Answer what iteration of one object gives."""
        if isinstance(item, Box):
            found = self.dict_keys(item) if item.kind == "dict" else self.contents(item)
            return labelled(found, self.shared_contents(((item,), 0), site)) if item.born == IMPORT else found
        if isinstance(item, Instance):
            method = self.class_member(item.cls, "__iter__") or self.class_member(item.cls, "__aiter__")
            if method is None:
                getter = self.class_member(item.cls, "__getitem__")
                if getter is not None:
                    return self.call_bound(getter, item, Arguments([ANYTHING]), site)
                return ANYTHING
            return self.next_of(self.call_bound(method, item, Arguments(), site), site)
        if isinstance(item, Class) and "enum" in item.flags:
            made = self.solve.object(("enum", item, "*"), lambda: Instance(item, "*", IMPORT))
            return ((made,), 0)
        if isinstance(item, ExternalInstance):
            entry = self.world.catalogue.lookup(f"{item.type}.__iter__")
            labels = self.member_effect(item, "__iter__", site)
            if entry is not None and entry.element:
                return labelled(self.typed_instance(entry.element, "", "", None), labels)
            if item.type in ("builtins.str", "builtins.range"):
                kind = "builtins.str" if item.type == "builtins.str" else "builtins.int"
                return self.instance(kind)
            return labelled(ANYTHING, labels)
        if isinstance(item, Const):
            return self.instance("builtins.str") if isinstance(item.value, str) else NOTHING
        return ANYTHING

    def next_of(self, iterator: Value, site: int) -> Value:
        """Answer what `next` gives."""
        parts: list[Value] = []
        for item in iterator[0]:
            if isinstance(item, Box):
                shared = iterator[1] & self.world.labels.shared
                parts.append(self.contents(item) if shared else self.elements_of(item, site))
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__next__") or self.class_member(item.cls, "__anext__")
                if method is not None:
                    parts.append(self.call_bound(method, item, Arguments(), site))
            else:
                parts.append(self.elements_of(item, site))
        return labelled(join_all(parts), iterator[1])

    # Where names live

    def owner_of(self, name: str) -> Frame | None:
        """Find the frame of the enclosing function that binds a captured variable."""
        frame: Frame | None = self.frame if self.cls is not None else self.frame.function.closure
        if self.cls is not None and name not in self.code.captured and name not in self.frame.function.code.captured:
            frame = self.frame.function.closure
        while frame is not None:
            if name in frame.function.code.captured:
                return frame
            frame = frame.function.closure
        return None


def callable_name(name: str) -> bool:
    """Tell whether a name is surely that of a method."""
    return False


SOURCES = frozenset(
    {
        Effect.CLOCK, Effect.RANDOM, Effect.IDENTITY, Effect.ENVIRONMENT, Effect.LOCALE,
        Effect.OBJECT_IDENTITY, Effect.NETWORK, Effect.FILE, Effect.DATABASE, Effect.PROCESS,
        Effect.COMPLETION, Effect.CONSOLE,
    }
)  # fmt: skip
KIND_TYPES = {
    "generator": "builtins.generator", "keys": "builtins.set", "task": "asyncio.Task",
    "frozenset": "builtins.frozenset",
}  # fmt: skip

__all__ = ["Attributes", "State", "UNKNOWN"]
