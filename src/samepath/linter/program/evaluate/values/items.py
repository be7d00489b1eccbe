"""Items and elements: what a key finds, what a loop goes through."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.attributes import Attributes
from samepath.linter.program.evaluate.values.contents import picked
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    Arguments,
    Box,
    Class,
    Const,
    External,
    ExternalInstance,
    Instance,
    Namespace,
    Object,
    Value,
    join_all,
    labelled,
)


class Items(Attributes):
    """Look up items, and iterate."""

    def item(self, value: Value, key: Value, site: int, node: Node) -> Value:
        """Answer `value[key]`."""
        self.decide(key[1])
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box):
                found = self.box_item(item, key, node)
                parts.append(labelled(found, self.asked_key(item, key, site)))
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__getitem__")
                if method is not None:
                    parts.append(self.call_bound(method, item, Arguments([key]), site))
                else:
                    parts.append(ANYTHING)
            elif isinstance(item, ExternalInstance):
                parts.append(self.external_item(item, site))
            elif isinstance(item, Namespace):
                parts.append(self.named_in(item, key, site))
            elif isinstance(item, Class) and "enum" in item.flags:
                parts.append(self.enum_member(item))
            elif isinstance(item, Class | External):
                parts.append(((item,), 0))
            elif isinstance(item, Const) and isinstance(item.value, str):
                parts.append(self.instance("builtins.str"))
            else:
                parts.append(ANYTHING)
        return labelled(join_all(parts), value[1] | key[1] | self.shared_contents(value, site))

    def named_in(self, item: Namespace, key: Value, site: int) -> Value:
        """Answer the attributes that a key can name."""
        chosen = constants(key)
        if chosen is None:
            return ANYTHING
        found = join_all([self.attribute_of(item.owner, str(c), site) for c in chosen])
        return found if found[0] else labelled(ANYTHING, found[1])

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
            return labelled(
                self.typed_instance(entry.returns, entry.element, entry.key, None), labels
            )
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
            return picked(self.contents(box), labels)
        keys = {k.value for k in self.keys(box)}
        size = sum(1 for k in keys if isinstance(k, int))
        parts = [elements]
        for choice in chosen:
            if isinstance(choice, int) and choice < 0 and box.kind != "dict":
                parts.append(self.read(box, Key(choice + size)))
            else:
                parts.append(self.read(box, Key(choice)))
        found = join_all(parts)
        if not found[0] and not found[1]:
            return picked(self.contents(box) if box.kind != "dict" else NOTHING, labels)
        return picked(found, labels)

    def sliced(self, box: Box, node: Node) -> Value:
        """Answer a slice: exact where contents and bounds are known."""
        written = [part[1] for part in node[1:] if part[0] == ir.CONST]
        bounds = [bound for bound in written if bound is None or isinstance(bound, int)]
        keys = sorted(k.value for k in self.keys(box) if isinstance(k.value, int))
        exact = keys == list(range(len(keys))) and not self.read(box, ELEMENTS)[0]
        if not exact or len(bounds) < len(node) - 1 or not keys:
            return ((box,), 0)
        made = self.box(box.kind, ("slice", box, tuple(bounds)))
        lower, upper, step = bounds
        for position, key in enumerate(keys[lower:upper:step]):
            self.put(made, Key(position), self.read(box, Key(key)), -1)
        return ((made,), 0)

    def iterate(self, value: Value, site: int) -> Value:
        """Answer the element that a loop over the value sees."""
        elements = join_all([self.elements_of(item, site) for item in value[0]])
        labels = self.world.labels
        order = self.order_labels(value, site)
        unordered = labels.as_elements(order) | (order & ~labels.orders)
        return (elements[0], elements[1] | (value[1] & ~labels.orders) | unordered)

    def elements_of(self, item: Object, site: int) -> Value:
        """Answer what iteration of one object gives."""
        if isinstance(item, Box):
            found = self.dict_keys(item) if item.kind == "dict" else self.contents(item)
            if item.born != IMPORT:
                return found
            return labelled(found, self.shared_contents(((item,), 0), site))
        if isinstance(item, Instance):
            return self.elements_of_instance(item, site)
        if isinstance(item, Class) and "enum" in item.flags:
            return self.enum_member(item)
        if isinstance(item, ExternalInstance):
            return self.elements_of_external(item, site)
        if isinstance(item, Const):
            return self.instance("builtins.str") if isinstance(item.value, str) else NOTHING
        return ANYTHING

    def elements_of_instance(self, item: Instance, site: int) -> Value:
        """Answer what the methods of an instance give to a loop."""
        method = self.class_member(item.cls, "__iter__") or self.class_member(item.cls, "__aiter__")
        if method is not None:
            iterator = self.call_bound(method, item, Arguments(), site)
            order = self.world.labels.as_elements(self.order_of(iterator))
            return labelled(self.next_of(iterator, site), order)
        getter = self.class_member(item.cls, "__getitem__")
        if getter is not None:
            return self.call_bound(getter, item, Arguments([ANYTHING]), site)
        return ANYTHING

    def elements_of_external(self, item: ExternalInstance, site: int) -> Value:
        """Answer what a loop over a library's object sees."""
        entry = self.world.catalogue.lookup(f"{item.type}.__iter__")
        labels = self.member_effect(item, "__iter__", site)
        if entry is not None and entry.element:
            return labelled(self.typed_instance(entry.element, "", "", None), labels)
        if item.type == "builtins.str":
            return self.instance("builtins.str")
        if item.type == "builtins.range":
            return self.instance("builtins.int")
        return labelled(ANYTHING, labels)

    def next_of(self, iterator: Value, site: int) -> Value:
        """Answer what `next` gives."""
        parts: list[Value] = []
        for item in iterator[0]:
            if isinstance(item, Box):
                shared = iterator[1] & self.world.labels.shared
                parts.append(self.contents(item) if shared else self.elements_of(item, site))
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__next__") or self.class_member(
                    item.cls, "__anext__"
                )
                if method is not None:
                    parts.append(self.call_bound(method, item, Arguments(), site))
            else:
                parts.append(self.elements_of(item, site))
        return labelled(join_all(parts), iterator[1])

    def iterate_quietly(self, value: Value, site: int) -> Value:
        """Answer the elements where order does not matter; what each of them is still does."""
        elements = join_all([self.elements_of(item, site) for item in value[0]])
        labels = self.world.labels
        return (elements[0], (elements[1] & ~labels.elements) | labels.without_order(value[1]))
