"""Statements: control flow, stores, definitions. Answers whether the end of a block is reached."""

from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.models import Models
from samepath.linter.program.evaluate.state import Environment, constants
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER, Key
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    QUERY,
    RUN,
    STEP,
    Arguments,
    Box,
    Class,
    Const,
    External,
    ExternalInstance,
    Function,
    Instance,
    Late,
    ModuleObject,
    Value,
    join,
    join_all,
    labelled,
)

CLASS_FLAGS = {
    "enum.Enum": "enum", "enum.IntEnum": "enum", "enum.StrEnum": "enum", "enum.Flag": "enum",
    "enum.IntFlag": "enum", "typing.Protocol": "protocol", "typing_extensions.Protocol": "protocol",
    "abc.ABC": "protocol", "typing.NamedTuple": "fields", "typing.TypedDict": "fields",
    "typing_extensions.TypedDict": "fields", "pydantic.BaseModel": "fields",
    "pydantic.main.BaseModel": "fields", "pydantic_settings.BaseSettings": "fields",
    "msgspec.Struct": "fields", "sqlmodel.SQLModel": "fields",
}  # fmt: skip


class Statements(Models):
    """Evaluate blocks of statements."""

    def block(self, block: Block) -> bool:
        """Evaluate statements in order until one of them leaves."""
        for node in block:
            if not EXECUTE[node[0]](self, node):
                return False
        return True

    def run_function(self) -> None:
        """Evaluate the frame's function and note its result."""
        code = self.code
        for name in code.captured:
            if name in self.env:
                self.solve.write((self.frame, name), self.env[name])
        reached = self.block(code.body)
        labels = (self.pc | self.exits) & ~self.world.labels.elements
        if reached and not code.is_generator:
            self.returned.append((self.const(None), labels))
        values = [value for value, _ in self.returned]
        result = join_all(values)
        if len({value[0] for value in values}) > 1 or (len(values) > 1 and not only_constants(values)):
            for _, decided in self.returned:
                result = labelled(result, decided)
        elif len(values) == 1 and self.frame.raised:
            result = labelled(result, 0)
        declared = self.declared_result(result)
        self.frame.result = join(self.frame.result, declared)

    def declared_result(self, result: Value) -> Value:
        """Let the annotation speak where nothing is known of the result."""
        if result[0] and not any(type(o).__name__ == "Unknown" for o in result[0]):
            return result
        for name, node in self.code.annotations:
            if name == "return":
                typed = self.typed(node, self.module, self.mode.when)
                if typed != ANYTHING:
                    known = tuple(o for o in result[0] if type(o).__name__ != "Unknown")
                    return labelled(join((known, result[1]), typed), 0)
        return result

    # Stores

    def assign(self, target: Node, value: Value) -> None:
        """Assign a value to a target."""
        kind = target[0]
        if kind == ir.SET_LOCAL:
            self.set_local(target[1], value)
        elif kind == ir.ATTRIBUTE:
            self.set_attribute(self.evaluate(target[2]), target[3], value, target[1])
        elif kind == ir.ITEM:
            self.set_item(self.evaluate(target[2]), self.evaluate(target[3]), value, target[1], target[2])
        elif kind == ir.UNPACK:
            self.unpack(target[1], value)
        elif kind == ir.SET_GLOBAL:
            self.set_global(target[1], value, target[2])
        elif kind == ir.SET_FREE:
            self.set_free(target[1], value, target[2])

    def set_local(self, name: str, value: Value) -> None:
        """Assign a local variable; captured ones are places on the heap, too."""
        self.env[name] = value
        if self.cls is not None:
            self.solve.overwrite((self.cls, name), value)
        elif self.code.kind == "module":
            self.solve.overwrite((self.module.object, name), value)
            if name in self.code.captured:
                self.solve.write((self.frame, name), value)
        elif name in self.code.captured:
            self.solve.write((self.frame, name), value)

    def set_attribute(self, owner: Value, name: str, value: Value, site: int) -> None:
        """Assign an attribute of each object."""
        plain = len(owner[0]) == 1
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
            elif isinstance(item, ExternalInstance):
                entry = self.world.catalogue.lookup(f"{item.type}.__setattr__")
                del entry
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
        """Store an attribute; what a constructor assigns twice on one path is what it assigned last."""
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
        given = [self.read(o, "<set>") for o in (member[0] if member else ()) if isinstance(o, Function)]
        found = join_all(given)
        return found if found[0] else None

    def note_state(self, item: Instance, value: Value, site: int) -> None:
        """Note that labels reach the state of the workflow itself."""
        if item in self.solve.state_owners and self.mode.when == RUN:
            labels = self.deep(value) | ((self.pc | self.exits) & ~self.world.labels.elements)
            self.frame.sink("state", site, labels)

    def set_item(self, owner: Value, key: Value, value: Value, site: int, node: Node) -> None:
        """Assign an item of each object."""
        del node
        chosen = constants(key)
        for item in owner[0]:
            if isinstance(item, Box):
                self.put_item(item, key, value, site)
                if len(owner[0]) == 1 and chosen is not None and len(chosen) == 1:
                    self.env[item, Key(chosen[0])] = labelled(value, self.pc | self.exits)
                else:
                    self.forget_items(item)
            elif isinstance(item, Instance):
                method = self.class_member(item.cls, "__setitem__")
                if method is not None:
                    self.call_bound(method, item, Arguments([key, value]), site)

    def unpack(self, targets: tuple[tuple[bool, Node], ...], value: Value) -> None:
        """Assign the parts of a value."""
        star = next((i for i, (starred, _) in enumerate(targets) if starred), None)
        count = len(targets)
        for position, (starred, target) in enumerate(targets):
            parts: list[Value] = []
            for item in value[0]:
                parts.append(self.part_of(item, position, count, star, starred))
            self.assign(target, labelled(join_all(parts), value[1]))

    def part_of(self, item: object, position: int, count: int, star: int | None, starred: bool) -> Value:
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
            element = self.iterate(((item,), 0), self.here)  # type: ignore[arg-type]
            return (element[0], self.world.labels.settled(element[1]))
        return ANYTHING

    def set_global(self, name: str, value: Value, site: int) -> None:
        """Assign a global from a function."""
        self.write(self.module.object, name, value, site)

    def set_free(self, name: str, value: Value, site: int) -> None:
        """Assign a variable of an enclosing function; in a step that write is lost."""
        owner = self.owner_of(name)
        if owner is None:
            return
        value = labelled(value, (self.pc | self.exits) & ~self.world.labels.elements)
        if owner.mode.when == IMPORT and self.mode.when == RUN and self.is_process_long(owner.function.module):
            self.solve.shared_writes[self.frame, site] = (owner.function, name)
            self.solve.write((owner, ("<written>", name)), self.const(True))
        lost = self.mode.when in (STEP, QUERY) or self.guarded
        if lost and owner.mode.when == RUN and "lost" not in self.mode.muted:
            value = labelled(value, self.cause("lost", Effect.SHARED_STATE, site, name))
        self.solve.write((owner, name), value)

    # Simple statements

    def do(self, node: Node) -> bool:
        """Evaluate an expression statement; a call that never returns leaves."""
        self.evaluate(node[1])
        return True

    def assign_statement(self, node: Node) -> bool:
        """Evaluate `a = b = value`."""
        value = self.evaluate(node[3])
        self.here = node[1]
        for target in node[2]:
            self.assign(target, value)
        return True

    def augment(self, node: Node) -> bool:
        """Evaluate `target += value`; sums of numbers do not care for order."""
        self.augmenting = True
        old = self.evaluate(node[5])
        self.augmenting = False
        value = self.evaluate(node[4])
        labels = self.world.labels
        if node[3] in ("+", "*", "|", "&", "^", "-") and self.is_commutative(old):
            value = (value[0], labels.without_order(value[1]))
        mutable = [o for o in old[0] if isinstance(o, Box) and o.kind in ("list", "set", "dict")]
        if mutable and node[3] in ("+", "|", "&", "-", "^"):
            for box in mutable:
                element = self.iterate(value, node[1])
                self.put(box, None, (element[0], labels.without_order(element[1])), node[1])
                order = self.order_labels(value, node[1]) | ((element[1] & labels.elements) << 1)
                if box.kind != "set" and order:
                    self.solve.write((box, ORDER), ((), order))
            self.assign(node[2], old)
            return True
        own = self.operator_methods([old, value], f"{node[3]}=", node[1])
        if own:
            self.assign(node[2], labelled(join_all(own), old[1] | value[1]))
        else:
            self.assign(node[2], self.operated([old, value], node[3], node[1]))
        return True

    def is_commutative(self, value: Value) -> bool:
        """Tell whether an accumulator is a number."""
        return bool(value[0]) and all(
            (isinstance(o, Const) and isinstance(o.value, int | float) and o.value is not None)
            or (isinstance(o, ExternalInstance) and o.type in NUMBERS)
            for o in value[0]
        )

    def annotate(self, node: Node) -> bool:
        """Evaluate `target: annotation = value`."""
        target, annotation = node[2], node[3]
        value = self.evaluate(node[4]) if node[4] is not None else None
        if self.cls is not None and target[0] == ir.SET_LOCAL:
            if not is_class_var(annotation):
                self.cls.annotations[target[1]] = (annotation, node[4], node[1])
            if value is not None:
                self.set_local(target[1], value)
            return True
        typed = self.typed(annotation, self.module, self.mode.when)
        if value is None:
            if target[0] == ir.ATTRIBUTE:
                return True
            if target[0] == ir.SET_LOCAL and typed != ANYTHING and target[1] not in self.env:
                self.set_local(target[1], typed)
            return True
        if typed != ANYTHING and any(type(o).__name__ == "Unknown" for o in value[0]):
            known = tuple(o for o in value[0] if type(o).__name__ != "Unknown")
            value = labelled(join((known, value[1]), typed), 0)
        elif typed != ANYTHING:
            self.fill_empty(value, typed)
            if target[0] == ir.ATTRIBUTE and constants(value) == [None]:
                for item in self.evaluate(target[2])[0]:
                    if isinstance(item, Instance):
                        self.solve.write((item.cls, f"<declared {target[3]}>"), typed)
        self.assign(target, value)
        return True

    def fill_empty(self, value: Value, typed: Value) -> None:
        """Let an annotation say what an empty container will hold."""
        for item in value[0]:
            if isinstance(item, Box) and not self.read(item, ELEMENTS)[0] and not self.keys(item):
                for kind in typed[0]:
                    if isinstance(kind, Box):
                        content = self.read(kind, ELEMENTS)
                        if content[0] and content != ANYTHING:
                            self.solve.write((item, ELEMENTS), (content[0], 0))
                        keys = self.read(kind, "<key values>")
                        if keys[0]:
                            self.solve.write((item, "<key values>"), (keys[0], 0))

    def return_(self, node: Node) -> bool:
        """Return: inside a loop over an unstable order, which one it is has been decided."""
        value = self.evaluate(node[2]) if node[2] is not None else self.const(None)
        labels = self.world.labels
        value = (value[0], labels.settled(value[1], self.active_elements()))
        self.returned.append((value, (self.pc | self.exits) & ~labels.elements))
        return False

    def active_elements(self) -> int:
        """Join the element labels of the loops that this code stands in."""
        elements = 0
        for active in self.loop_elements:
            elements |= active
        return elements

    def raise_(self, node: Node) -> bool:
        """Raise: what is raised carries labels to the handler or to the end of the workflow."""
        labels = (self.pc | self.exits) & ~self.world.labels.elements
        if node[2] is not None:
            value = self.evaluate(node[2])
            labels |= self.deep(value)
            for item in value[0]:
                if isinstance(item, Class):
                    self.instantiate(item, Arguments(), node[1])
        if node[3] is not None:
            self.evaluate(node[3])
        if self.caught:
            self.caught[-1] |= labels
        else:
            self.frame.raised |= labels
            self.frame.sink("raise", node[1], labels)
        return False

    def delete(self, node: Node) -> bool:
        """Delete: the target is evaluated, nothing is known to vanish."""
        for target in node[2]:
            if target[0] in (ir.ATTRIBUTE, ir.ITEM):
                owner = self.evaluate(target[2])
                if target[0] == ir.ITEM:
                    key = self.evaluate(target[3])
                    for item in owner[0]:
                        if isinstance(item, Box):
                            self.write(item, KEYS, NOTHING, target[1])
                        elif isinstance(item, Instance):
                            method = self.class_member(item.cls, "__delitem__")
                            if method is not None:
                                self.call_bound(method, item, Arguments([key]), target[1])
        return True

    def assert_(self, node: Node) -> bool:
        """Assert: a branch that may raise."""
        value = self.evaluate(node[2])
        self.test(node[1], value, "branch")
        self.narrow(node[2], True)
        return True

    # Branches

    def if_(self, node: Node) -> bool:
        """Evaluate both arms, join what they leave, and label what they do differently."""
        test = self.evaluate(node[2])
        test = labelled(test, self.asked(test, node[1]))
        truth = self.truth(node[2], test)
        self.test(node[1], test, "branch")
        labels = self.implicit(test[1])
        pc, guarded = self.pc, self.guarded
        self.branching += 1
        before = self.env
        outcomes: list[tuple[Environment, bool]] = []
        for wanted, arm in ((True, node[3]), (False, node[4])):
            if truth is not None and truth is not wanted:
                continue
            self.env = dict(before)
            self.pc = pc | labels
            self.guarded = guarded or (self.GUARD in test[0])
            self.narrow(node[2], wanted)
            reached = self.block(arm)
            outcomes.append((self.env, reached))
        self.branching -= 1
        self.pc, self.guarded = pc, guarded
        if self.GUARD in test[0] and any(not reached for _, reached in outcomes):
            self.guarded = True
        return self.rejoin(outcomes, labels)

    def rejoin(self, outcomes: list[tuple[Environment, bool]], labels: int) -> bool:
        """Join the arms that go on; if one of them left, what follows hangs on the test."""
        going = [env for env, reached in outcomes if reached]
        if not going:
            return False
        if len(going) < len(outcomes):
            self.exits |= labels
        joined = going[0]
        for env in going[1:]:
            joined = self.merge(joined, env, labels)
        self.env = joined
        if labels and (self.code.kind == "module" or self.cls is not None):
            owner = self.cls or self.module.object
            for name, value in joined.items():
                if value[1] & labels and isinstance(name, str):
                    self.solve.write((owner, name), value)
        return True

    def match(self, node: Node) -> bool:
        """Evaluate a match statement as a chain of branches."""
        subject = self.evaluate(node[2])
        self.test(node[1], subject, "branch")
        labels = self.implicit(subject[1])
        pc = self.pc
        before = self.env
        outcomes: list[tuple[Environment, bool]] = []
        exhaustive = False
        for bindings, values, guard, body in node[3]:
            self.env = dict(before)
            self.pc = pc | labels
            for value in values:
                self.evaluate(value)
            self.bind_pattern(bindings, subject)
            if guard is not None:
                self.test(node[1], self.evaluate(guard), "branch")
            elif not values:
                exhaustive = True
            outcomes.append((self.env, self.block(body)))
        self.pc = pc
        if not exhaustive:
            outcomes.append((before, True))
        return self.rejoin(outcomes, labels)

    def bind_pattern(self, bindings: tuple[Node, ...], subject: Value) -> None:
        """Bind what a pattern names: the subject, an attribute of it, or some part."""
        narrowed = subject
        for target, kind, part in bindings:
            if kind is not None:
                cls = self.evaluate(kind)
                made = [self.instance_of(o, kind, self.mode.when) for o in cls[0]]
                narrowed = labelled(join_all(made), subject[1])
                same = tuple(o for o in subject[0] if isinstance(o, Instance) and any(c in o.cls.mro() for c in cls[0]))
                if same:
                    narrowed = (same, subject[1])
            if target is None:
                continue
            if part == "":
                self.assign(target, narrowed)
            elif part == "*":
                element = self.iterate(subject, -1) if subject[0] else ANYTHING
                self.assign(target, labelled(element, subject[1]))
            else:
                self.assign(target, self.attribute(narrowed, part, 0))

    # Loops

    def for_(self, node: Node) -> bool:
        """Evaluate a loop until its variables are stable."""
        site, target, iterable = node[1], node[2], node[3]
        value = self.evaluate(iterable)
        if node[6]:
            self.forget_fields()
        element = self.iterate(value, site)
        labels = self.implicit(value[1]) | self.shape_of(value) | self.deciding(element)
        self.test(site, (value[0], labels), "loop")
        bits = element[1] & self.world.labels.elements
        return self.loop(node[4], node[5], site, labels, bits, lambda: self.assign(target, element))

    def deciding(self, element: Value) -> int:
        """Answer those labels of a loop's elements that decide how many there are."""
        labels = self.world.labels
        return element[1] & (labels.shared | labels.lost)

    def while_(self, node: Node) -> bool:
        """Evaluate a loop whose test may decide how often it runs."""
        test: list[Value] = []

        def begin() -> None:
            value = self.evaluate(node[2])
            value = labelled(value, self.asked(value, node[1]))
            test[:] = [value]
            self.test(node[1], value, "loop")
            self.narrow(node[2], True)

        endless = node[2] == (ir.CONST, True) or node[2] == (ir.CONST, 1)
        before = dict(self.env)
        value = self.evaluate(node[2])
        self.env = before
        labels = self.implicit(value[1])
        return self.loop(node[3], node[4], node[1], labels, 0, begin, endless=endless)

    def loop(
        self, body: Block, orelse: Block, site: int, labels: int, bits: int, begin: object, *, endless: bool = False
    ) -> bool:
        """Run a body until nothing grows, and join what breaks out of it."""
        pc, exits = self.pc, self.exits
        before = self.env
        current = dict(before)
        breaks: list[Environment] = []
        self.loop_elements.append(bits)
        self.branching += 1
        decided = labels
        for _ in range(4):
            self.loops.append({"break": [], "continue": []})
            self.env = dict(current)
            self.pc = pc | decided
            begin()  # type: ignore[operator]
            reached = self.block(body)
            left = self.loops.pop()
            ends = [*left["continue"], *([self.env] if reached else [])]
            breaks = left["break"]
            following = dict(current)
            for env in ends:
                following = self.merge(following, env, 0)
            # A labelled test that breaks or leaves decides how often the body ran.
            decided |= self.exits & ~exits
            if self.same(following, current):
                break
            current = following
        self.loop_elements.pop()
        self.branching -= 1
        self.pc = pc
        after = {n: v for n, v in current.items()}
        for env in breaks:
            after = self.merge(after, env, 0) if not endless or env is not breaks[0] else env
        if decided:
            for name, value in after.items():
                if before.get(name) != value and not isinstance(name, tuple):
                    after[name] = labelled(value, decided)
        if bits:
            settled = self.world.labels.settled
            after = {n: (v[0], settled(v[1], bits)) for n, v in after.items()}
        self.env = after
        if endless and not breaks:
            return False
        if orelse and not endless:
            reached = self.block(orelse)
            if breaks:
                outcome = self.env if reached else None
                self.env = after if outcome is None else self.merge(after, outcome, decided)
                return True
            return reached
        return True

    def same(self, left: Environment, right: Environment) -> bool:
        """Tell whether two sets of variables are equal."""
        return len(left) == len(right) and all(
            (other := right.get(n)) is v or other == v for n, v in left.items()
        )

    def break_(self, node: Node) -> bool:
        """Leave the loop."""
        if self.loops:
            self.loops[-1]["break"].append(self.env)
        return False

    def continue_(self, node: Node) -> bool:
        """Go on with the next round."""
        if self.loops:
            self.loops[-1]["continue"].append(self.env)
        return False

    # Exceptions and managers

    def try_(self, node: Node) -> bool:
        """Evaluate body, handlers, else, finally; what may fail decides which handler runs."""
        before = self.env
        self.caught.append(0)
        raised_before = self.frame.raised
        self.env = dict(before)
        reached = self.block(node[2])
        labels = self.caught.pop()
        if node[3]:
            labels |= self.frame.raised & ~raised_before
            self.frame.raised = raised_before
        body_env = self.env
        if labels and node[3]:
            self.test(node[1], ((), labels), "except")
        outcomes: list[tuple[Environment, bool]] = []
        start = self.merge(dict(before), body_env, 0)
        pc = self.pc
        for _, kind, name, body in node[3]:
            self.env = dict(start)
            self.pc = pc | self.implicit(labels)
            if kind is not None:
                cls = self.evaluate(kind)
                if name is not None:
                    self.assign(name, labelled(self.exception_of(cls), labels))
            elif name is not None:
                self.assign(name, labelled(ANYTHING, labels))
            outcomes.append((self.env, self.block(body)))
        self.pc = pc
        if not node[3] and labels:
            if self.caught:
                self.caught[-1] |= labels
            else:
                self.frame.raised |= labels
        self.env = body_env
        if reached and node[4]:
            reached = self.block(node[4])
        outcomes.insert(0, (self.env, reached))
        result = self.rejoin(outcomes, self.implicit(labels))
        if node[5]:
            if not result:
                self.env = start
            return self.block(node[5]) and result
        return result

    def exception_of(self, cls: Value) -> Value:
        """Answer an instance of the exceptions that a handler names."""
        made: list[Value] = []
        for item in cls[0]:
            if isinstance(item, Box):
                made.append(self.exception_of(self.contents(item)))
            elif isinstance(item, Class):
                made.append(((self.solve.object(("caught", item, self.mode.when), lambda i=item: Instance(i, "annotated", RUN)),), 0))  # type: ignore[misc]
            elif isinstance(item, External):
                made.append(self.instance(item.name))
            else:
                made.append(ANYTHING)
        return join_all(made)

    def with_(self, node: Node) -> bool:
        """Evaluate managers, enter them, run the body, leave them."""
        prefix = "a" if node[4] else ""
        managers: list[tuple[int, Value]] = []
        past_sandbox = False
        for site, expression, target in node[2]:
            value = self.evaluate(expression)
            past_sandbox = past_sandbox or self.is_past_sandbox(value)
            entered = self.enter_manager(value, prefix, site)
            managers.append((site, value))
            if target is not None:
                self.assign(target, entered)
        before, self.passing = self.passing, self.passing or past_sandbox
        reached = self.block(node[3])
        self.passing = before
        for site, value in reversed(managers):
            self.leave_manager(value, prefix, site)
        return reached

    def leave_manager(self, value: Value, prefix: str, site: int) -> None:
        """Leave what a manager can be."""
        none = self.const(None)
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, f"__{prefix}exit__")
                if method is not None:
                    self.call_bound(method, item, Arguments([none, none, none]), site)

    def enter_manager(self, value: Value, prefix: str, site: int) -> Value:
        """Answer what entering a manager gives."""
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, f"__{prefix}enter__")
                parts.append(self.call_bound(method, item, Arguments(), site) if method else ((item,), 0))
            elif isinstance(item, Box) and item.kind == "generator":
                parts.append(self.contents(item))
            elif isinstance(item, ExternalInstance):
                entry = self.world.catalogue.lookup(f"{item.type}.__{prefix}enter__")
                if entry is not None and entry.listed and entry.returns:
                    parts.append(self.typed_instance(entry.returns, entry.element, entry.key, None))
                else:
                    parts.append(((item,), 0))
            else:
                parts.append(((item,), 0))
        return labelled(join_all(parts), value[1])

    # Definitions and imports

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
        assert isinstance(cls, Class)
        fresh = not cls.bases and not cls.external
        for base in node[4]:
            self.add_base(cls, self.evaluate(base), fresh)
        for name, value in node[5]:
            found = self.evaluate(value)
            if name == "metaclass":
                self.solve.write((cls, "<metaclass>"), found)
            if name == "metaclass" and any(isinstance(o, External) and o.name == "abc.ABCMeta" for o in found[0]):
                cls.flags.add("protocol")
        if any("enum" in base.flags for base in cls.mro()[1:]):
            cls.flags.add("enum")
        if any("fields" in base.flags for base in cls.mro()[1:]):
            cls.flags.add("fields")
        outer_env, outer_code, outer_cls = self.env, self.code, self.cls
        self.env, self.code, self.cls = {}, code, cls
        self.block(code.body)
        self.env, self.code, self.cls = outer_env, outer_code, outer_cls
        value: Value = ((cls,), 0)
        name = "__init_subclass__"
        owner = next((c for c in cls.mro()[1:] if self.solve.has((c, name))), None)
        if owner is not None:
            given = {n: self.evaluate(v) for n, v in node[5] if n not in (None, "metaclass")}
            self.invoke(self.read(owner, name), Arguments([value], given), node[1])
        for site, decorator in reversed(node[6]):
            result = self.invoke(self.evaluate(decorator), Arguments([value]), site)
            if result[0] and result != ANYTHING:
                value = result
        self.assign(node[2], value)
        return True

    def add_base(self, cls: Class, value: Value, fresh: bool) -> None:
        """Add what a base expression can be."""
        if not fresh:
            return
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
        cls._mro = None

    def import_(self, node: Node) -> bool:
        """Bind modules without reading them."""
        for dotted, target, whole in node[2]:
            first = dotted if whole else dotted.partition(".")[0]
            module = self.world.find(first, self.module)
            if module is not None:
                self.mark_passed(module)
                self.assign(target, ((module.object,), 0))
                if not whole:
                    self.world.find(dotted, self.module)
            else:
                self.assign(target, self.external(self.world.dialects.canonical(first)))
        return True

    def mark_passed(self, module: object) -> None:
        """Remember that a module is imported past the engine's sandbox."""
        if self.passing:
            module.passed_through = True  # type: ignore[attr-defined]

    def import_from(self, node: Node) -> bool:
        """Bind names of a module without reading it."""
        dotted = self.world.relative(self.module, node[2], node[3])
        module = self.world.find(dotted, self.module) if dotted else None
        for name, target in node[4]:
            if module is not None and not self.world.sources.is_library(f"{dotted}.{name}"):
                self.mark_passed(module)
                key = ("late", module.path, name)
                late = self.solve.object(key, lambda m=module, n=name: Late(m, n))  # type: ignore[misc]
                self.assign(target, ((late,), 0))
                continue
            inner = self.world.find(f"{dotted}.{name}" if dotted else name, self.module)
            if inner is not None:
                self.mark_passed(inner)
                self.assign(target, ((inner.object,), 0))
            else:
                self.assign(target, self.external_attribute(dotted, name, None, node[1]) if dotted else self.external(name))
        return True

    def star_import(self, node: Node) -> bool:
        """Star imports are resolved when a name is looked up; a function cannot have them."""
        del node
        return True


def only_constants(values: list[Value]) -> bool:
    """Tell whether every returned value is the same constant."""
    first = values[0][0]
    return all(v[0] == first and constants(v) is not None and len(v[0]) == 1 for v in values)


def is_class_var(node: Node) -> bool:
    """Tell whether an annotation says that a name is no field."""
    inner = node[2] if node[0] == ir.ITEM else node
    name = inner[1] if inner[0] == ir.GLOBAL else inner[3] if inner[0] == ir.ATTRIBUTE else ""
    return bool(name == "ClassVar")


NUMBERS = frozenset({"builtins.int", "builtins.float", "builtins.bool", "decimal.Decimal"})
EXECUTE = {
    ir.DO: Statements.do,
    ir.ASSIGN: Statements.assign_statement,
    ir.AUGMENT: Statements.augment,
    ir.ANNOTATE: Statements.annotate,
    ir.RETURN: Statements.return_,
    ir.IF: Statements.if_,
    ir.FOR: Statements.for_,
    ir.WHILE: Statements.while_,
    ir.TRY: Statements.try_,
    ir.WITH: Statements.with_,
    ir.RAISE: Statements.raise_,
    ir.DELETE: Statements.delete,
    ir.DEFINE: Statements.define,
    ir.CLASS: Statements.class_,
    ir.IMPORT: Statements.import_,
    ir.IMPORT_FROM: Statements.import_from,
    ir.STAR_IMPORT: Statements.star_import,
    ir.MATCH: Statements.match,
    ir.BREAK: Statements.break_,
    ir.CONTINUE: Statements.continue_,
    ir.ASSERT: Statements.assert_,
}
_ = IMPORT
