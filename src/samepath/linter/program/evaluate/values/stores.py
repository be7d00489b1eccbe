"""Stores: what an assignment does to names, attributes, items, and parts."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.context import THREAD_LOCAL
from samepath.linter.program.evaluate.values.items import Items
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Key
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    Arguments,
    Box,
    Class,
    ExternalInstance,
    Function,
    Instance,
    ModuleObject,
    Namespace,
    Object,
    Value,
    join,
    join_all,
    labelled,
)


class Stores(Items):
    """Assign values to targets."""

    def assign(self, target: Node, value: Value) -> None:
        """Assign a value to a target."""
        kind = target[0]
        if kind == ir.SET_LOCAL:
            self.set_local(target[1], value)
        elif kind == ir.ATTRIBUTE:
            self.set_attribute(self.evaluate(target[2]), target[3], value, target[1])
        elif kind == ir.ITEM and target[3][0] == ir.SLICE:
            self.set_slice(self.evaluate(target[2]), target[3], value, target[1])
        elif kind == ir.ITEM:
            self.set_item(self.evaluate(target[2]), self.evaluate(target[3]), value, target[1])
        elif kind == ir.UNPACK:
            self.unpack(target[1], value)
        elif kind == ir.SET_GLOBAL:
            self.set_global(target[1], value, target[2])
        elif kind == ir.SET_FREE:
            self.set_free(target[1], value, target[2])

    def set_local(self, name: str, value: Value) -> None:
        """Assign a local variable; captured ones are places on the heap, too."""
        self.env[name] = value
        if self.guarded:
            self.set_in_guard[name] = self.here
        if self.cls is not None:
            self.solve.overwrite((self.cls, name), value)
        elif self.code.kind == "module":
            self.solve.overwrite((self.module.object, name), value)
            if name in self.code.captured:
                self.solve.write((self.frame, name), value)
        elif name in self.code.captured:
            self.solve.write((self.frame, name), value)

    def set_global(self, name: str, value: Value, site: int) -> None:
        """Assign a global from a function."""
        self.changed(((self.module.object,), 0), site, value[1])
        self.write(self.module.object, name, value, site)

    def set_free(self, name: str, value: Value, site: int) -> None:
        """Assign a variable of an enclosing function; in a step that write is lost."""
        owner = self.owner_of(name)
        if owner is None:
            return
        value = labelled(value, (self.pc | self.exits) & ~self.world.labels.elements)
        if (
            owner.mode.when == IMPORT
            and self.mode.when == RUN
            and self.is_process_long(owner.function.module)
        ):
            value = labelled(value, self.share(owner.function, name, value, site))
            if not self.is_lazy(site):
                self.solve.write((owner, ("<written>", name)), self.const(True))
        if owner.mode.when == RUN:
            value = labelled(value, self.loses(site, name))
        self.solve.write((owner, name), value)

    def set_attribute(self, owner: Value, name: str, value: Value, site: int) -> None:
        """Assign an attribute of each object."""
        plain = len(owner[0]) == 1
        self.changed(owner, site, value[1])
        for item in owner[0]:
            if isinstance(item, Instance):
                setter = self.property_setter(item, name)
                if setter is not None:
                    self.call_bound(setter, item, Arguments([value]), site)
                if setter is not None or self.set_described(item, name, value, site):
                    plain = False
                    continue
                self.store_once(item, name, value, site)
                self.note_state(item, value, site)
            elif isinstance(item, Class):
                self.write(item, name, value, site)
            elif isinstance(item, ModuleObject):
                self.world.load(item.module)  # or its own body would overwrite this
                self.write(item, name, value, site)
            elif isinstance(item, Function):
                self.solve.write((item, name), value)
            elif isinstance(item, ExternalInstance) and item.type == THREAD_LOCAL:
                self.context_write(item, name, value, site)
        if plain and isinstance(owner[0][0], Instance):
            self.env[owner[0][0], name] = labelled(value, self.pc | self.exits)

    def set_described(self, item: Instance, name: str, value: Value, site: int) -> bool:
        """Give a value to the descriptors that a class holds by this name, if there are any."""
        member = self.class_member(item.cls, name)
        found = False
        for held in member[0] if member is not None else ():
            method = self.class_member(held.cls, "__set__") if isinstance(held, Instance) else None
            if method is not None:
                self.call_bound(method, held, Arguments([((item,), 0), value]), site)
                found = True
        return found

    def store_once(self, item: Instance, name: str, value: Value, site: int) -> None:
        """Store an attribute; of what a constructor assigns twice on one path, the last stays."""
        first = self.code.parameters[:1]
        constructing = self.code.name == "__init__" and not self.branching and bool(first)
        if constructing and self.env.get(first[0], NOTHING)[0] == (item,):
            old = self.constructed.get(name)
            self.constructed[name] = value
            if old is not None and self.solve.heap.get((item, name)) == old:
                self.solve.heap[item, name] = value
                self.solve.wake((item, name))
                return
        self.store(item, name, value, site)

    def property_setter(self, item: Instance, name: str) -> Value | None:
        """Answer the setter of a property, if the attribute is one."""
        setter = self.class_member(item.cls, f"<set {name}>")
        if setter is not None:
            return setter
        member = self.class_member(item.cls, name)
        given = [
            self.read(o, "<set>") for o in (member[0] if member else ()) if isinstance(o, Function)
        ]
        found = join_all(given)
        return found if found[0] else None

    def note_state(self, item: Instance, value: Value, site: int) -> None:
        """Note that labels reach the state of the workflow itself."""
        if item in self.solve.state_owners and self.mode.when == RUN:
            self.frame.sink("state", site, self.deep(value) | self.tested())

    def set_item(self, owner: Value, key: Value, value: Value, site: int) -> None:
        """Assign an item of each object."""
        chosen = constants(key)
        self.changed(owner, site, key[1] | value[1])
        for item in owner[0]:
            if isinstance(item, Box):
                self.put_item(item, key, value, site)
                self.fill_beside(item, site)
                if len(owner[0]) == 1 and chosen is not None and len(chosen) == 1:
                    self.env[item, Key(chosen[0])] = labelled(value, self.pc | self.exits)
                else:
                    self.forget_items(item)
            elif isinstance(item, Namespace):
                for choice in chosen or ():
                    self.set_attribute(((item.owner,), 0), str(choice), value, site)
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__setitem__")
                if method is not None:
                    self.call_bound(method, item, Arguments([key, value]), site)

    def set_slice(self, owner: Value, node: Node, value: Value, site: int) -> None:
        """Assign to a slice: the elements take the place of others, or of all."""
        self.set_item(owner, self.evaluate(node), ((), value[1]), site)
        order = self.order_labels(value, site)
        element = self.iterate_quietly(value, site)
        for item in owner[0]:
            if isinstance(item, Box):
                self.write(item, ELEMENTS, element, site)
                if not order and all(part == (ir.CONST, None) for part in node[1:]):
                    self.sorted_in_place(item)
                elif order:
                    self.write(item, ORDER, ((), order), site)

    def unpack(self, targets: tuple[tuple[bool, Node], ...], value: Value) -> None:
        """Assign the parts of a value."""
        star = next((i for i, (starred, _) in enumerate(targets) if starred), None)
        count = len(targets)
        for position, (starred, target) in enumerate(targets):
            parts = [
                self.part_of(item, position, count, star, starred=starred) for item in value[0]
            ]
            self.assign(target, labelled(join_all(parts), value[1]))

    def part_of(
        self, item: Object, position: int, count: int, star: int | None, *, starred: bool
    ) -> Value:
        """Answer one part of an unpacked object."""
        if isinstance(item, Box) and item.kind not in ("set", "frozenset", "dict"):
            keys = sorted(k.value for k in self.keys(item) if isinstance(k.value, int))
            size = len(keys)
            rest = self.read(item, ELEMENTS)
            order = self.read(item, ORDER)[1]
            if starred:
                box = self.box("list", ("star", item))
                for key in keys[position : size - (count - position - 1)]:
                    self.put(box, Key(key - position), self.read(item, Key(key)), -1)
                if rest != NOTHING:
                    self.put(box, None, rest, -1)
                return ((box,), order)
            index = position if star is None or position < star else size - (count - position)
            found = join(self.read(item, Key(index)), rest)
            return labelled(found, order)
        if isinstance(item, Box | Instance | ExternalInstance):
            element = self.iterate(((item,), 0), self.here)
            return (element[0], self.world.labels.settled(element[1]))
        return ANYTHING
