"""What classes and libraries hold by a name, and how it is bound to a receiver."""

from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.ordering import Ordering
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    RUN,
    Arguments,
    Class,
    ExternalBound,
    ExternalInstance,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join_all,
    labelled,
)

SOURCES = frozenset(
    {
        Effect.CLOCK, Effect.RANDOM, Effect.IDENTITY, Effect.ENVIRONMENT, Effect.LOCALE,
        Effect.OBJECT_IDENTITY, Effect.NETWORK, Effect.FILE, Effect.DATABASE, Effect.PROCESS,
        Effect.COMPLETION, Effect.CONSOLE,
    }
)  # fmt: skip


class Members(Ordering):
    """Find members, and bind them."""

    def class_member(self, cls: Class, name: str) -> Value | None:
        """Find a class attribute along the order of the bases."""
        order = cls.mro()
        for owner in order:
            if self.solve.has((owner, name)):
                found = self.resolve(self.read(owner, name))
                others = [o for o in order if o is not owner and o in owner.instead_of]
                others = [o for o in others if self.solve.has((o, name))]
                return join_all([found, *(self.resolve(self.read(o, name)) for o in others)])
        return None

    def enum_member(self, cls: Class, name: str = "*") -> Value:
        """Answer a member of an enum: the one of this name, or any."""
        made = self.solve.object(("enum", cls, name), lambda: Instance(cls, name, IMPORT))
        return ((made,), 0)

    def enum_value(self, item: Instance) -> Value:
        """Answer what an enum's member was assigned; of any member where that is open."""
        is_open = item.site in ("*", "annotated")
        names = ir.assigned_names(item.cls.code) if is_open else [str(item.site)]
        values = [v for name in names if (v := self.class_member(item.cls, name)) is not None]
        known = join_all(values)
        return known if constants(known) is not None else ANYTHING

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
        given = (((receiver,), 0), *item.arguments)
        made = self.solve.object(
            ("bound partial", item, receiver),
            lambda: Partial(item.function, given, item.keywords, receiver.born),
        )
        made.sites, made.is_open = item.sites, item.is_open
        return made

    def get_property(self, function: Object, item: Instance, site: int) -> Value:
        """Run a property's getter."""
        if not isinstance(function, Function):
            return ((function,), 0)
        return self.call_function(function, Arguments([((item,), 0)]), site)

    def external_bound(self, name: str, receiver: Object) -> ExternalBound:
        """Answer a member of an object that is not followed."""
        key = ("external bound", name, receiver)
        return self.solve.object(key, lambda: ExternalBound(name, ((receiver,), 0), receiver.born))

    def external_attribute(
        self, owner: str, name: str, instance: ExternalInstance | None, site: int
    ) -> Value:
        """Answer a member of a library's module, class or instance."""
        dotted = self.world.dialects.canonical(f"{owner}.{name}")
        if self.world.dialects.is_guard(dotted):
            return self.external(dotted) if instance is None else self.guard(site, dotted)
        entry = self.world.catalogue.lookup(dotted)
        if entry is not None and entry.attribute:
            labels = 0
            if entry.effect is not None:
                labels = self.effect(entry.effect, entry.access, site, dotted)
            if entry.returns:
                return labelled(
                    self.typed_instance(entry.returns, entry.element, entry.key, site), labels
                )
            return labelled(((self.world.external(dotted),), 0), labels)
        unrecorded = self.unrecorded_attribute(dotted, site)
        if unrecorded:
            return labelled(ANYTHING, unrecorded)
        if instance is not None:
            stable = self.world.dialects.stable(dotted)
            if stable is not None and stable[1]:
                return self.typed_instance(stable[1], "", "", None)
            return ((self.external_bound(dotted, instance),), 0)
        return self.external(dotted)

    def unrecorded_attribute(self, dotted: str, site: int) -> int:
        """Answer the label of an engine's attribute that differs on a replay."""
        if self.world.dialects.dialect(dotted) is None:
            return 0
        found = self.world.dialects.unrecorded(dotted)
        if found is None or found[0] is not self.solve.dialect or found[1].how != "attribute":
            return 0
        return self.unrecorded_at(dotted, site)

    def effect(self, effect: Effect, access: str | None, site: int, name: str) -> int:
        """Note an effect; answer the label of what it reads."""
        if self.mode.when not in (RUN, IMPORT):
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
