"""Tests: what a branch learns about its variables, and what hangs on its labels."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.attributes import GUARD, IN_WORKFLOW
from samepath.linter.program.evaluate.outside import Outside
from samepath.linter.program.evaluate.state import constants
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    IMPORT,
    RUN,
    Arguments,
    Box,
    Class,
    Const,
    Decorator,
    External,
    ExternalInstance,
    Instance,
    ModuleObject,
    Object,
    Unknown,
    Value,
    join_all,
    labelled,
)
from samepath.linter.program.world import Module


class Tests(Outside):
    """Branches, narrowing, and how long places live."""

    GUARD = GUARD

    def test(self, site: int, value: Value, kind: str) -> None:
        """Note the labels of a test: the operation trees tell later what hangs on it."""
        if value[1]:
            old = self.frame.tests.get(site, (0, kind))[0]
            self.frame.tests[site] = (old | value[1], kind)

    def asked(self, value: Value, site: int) -> int:
        """Answer the labels that an object's own answer brings: `__bool__`, else `__len__`."""
        labels = 0
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, "__bool__") or self.class_member(item.cls, "__len__")
                if method is not None:
                    labels |= self.call_bound(method, item, Arguments(), site)[1]
            elif isinstance(item, Box) and item.born == IMPORT:
                labels |= self.shared_contents(((item,), 0), site)
        return labels | self.size_labels(value)

    def implicit(self, labels: int) -> int:
        """Answer the labels that go over to what a test decides: elements of an order do not."""
        return labels & ~self.world.labels.elements

    def truth(self, node: Node, value: Value) -> bool | None:
        """Tell how a test comes out, where that is sure."""
        if value[0] and all(o is IN_WORKFLOW for o in value[0]):
            return self.mode.when == RUN
        if is_type_checking(node):
            return False if self.code.kind == "function" else None
        if node[0] == ir.COMPARE and is_version_info(node[3][0]):
            return version_truth(node)
        if node[0] == ir.GLOBAL:
            return self.constant_flag(node, value)
        if node[0] == ir.NOT and node[1][0] == ir.GLOBAL:
            flag = self.constant_flag(node[1], self.evaluate(node[1]))
            return None if flag is None else not flag
        if node[0] == ir.CALL:
            return self.isinstance_truth(node)
        inner = node[1] if node[0] == ir.NOT else node
        if inner[0] == ir.ATTRIBUTE and not self.is_constructing(inner):
            return None
        if inner[0] not in (ir.CONST, ir.LOCAL, ir.COMPARE, ir.NOT, ir.ATTRIBUTE):
            return None
        chosen = constants(value)
        if chosen is None:
            return None
        outcomes = {bool(c) for c in chosen}
        return outcomes.pop() if len(outcomes) == 1 else None

    def is_constructing(self, node: Node) -> bool:
        """Tell whether an attribute is one of the object that this very code constructs."""
        first = self.code.parameters[:1]
        return (
            self.code.name in ("__init__", "__post_init__")
            and bool(first)
            and node[2] == (ir.LOCAL, first[0])
        )

    def isinstance_truth(self, node: Node) -> bool | None:
        """Decide `isinstance(x, T)` for containers and plain values whose kind is known."""
        if node[2][:2] != (ir.GLOBAL, "isinstance") or len(node[3]) != 2:
            return None
        subject, kind = node[3][0][1], node[3][1][1]
        if subject[0] != ir.LOCAL:
            return None
        types = self.evaluate(kind)[0]
        wanted = {o.name.rpartition(".")[2] for o in types if isinstance(o, External)}
        value = self.env.get(subject[1])
        if value is None or not value[0] or len(wanted) != len(types):
            return None
        if not all(isinstance(o, Box) and o.kind in ("list", "set", "dict", "tuple", "frozenset") for o in value[0]):
            return None
        outcomes = {o.kind in wanted for o in value[0] if isinstance(o, Box)}
        return outcomes.pop() if len(outcomes) == 1 and wanted <= PLAIN_KINDS else None

    def constant_flag(self, node: Node, value: Value) -> bool | None:
        """Tell how a global switch stands that is set once and never written again."""
        if len(value[0]) != 1 or not isinstance(value[0][0], Const) or value[1]:
            return None
        flag = value[0][0].value
        if not isinstance(flag, bool) or self.mode.when == IMPORT:
            return None
        return None if self.world.writes.to_global(self.world, self.module, node[1]) else flag

    def narrow(self, node: Node, wanted: bool) -> None:
        """Let a test speak about the local variable that it tests."""
        kind = node[0]
        if kind == ir.NOT:
            self.narrow(node[1], not wanted)
        elif kind == ir.LOGIC:
            if wanted is node[3]:
                for operand in node[2]:
                    self.narrow(operand, wanted)
        elif kind == ir.LOCAL:
            self.keep(node[1], lambda o: not (isinstance(o, Const) and bool(o.value) is not wanted))
        elif kind == ir.NAMED and node[1][0] == ir.SET_LOCAL:
            self.keep(node[1][1], lambda o: not (isinstance(o, Const) and bool(o.value) is not wanted))
        elif kind == ir.COMPARE and len(node[2]) == 1 and node[3][0][0] == ir.LOCAL:
            self.narrow_compare(node, wanted)
        elif kind == ir.CALL:
            self.narrow_isinstance(node, wanted)

    def keep(self, name: str, wanted: object) -> None:
        """Drop what a variable cannot be any more, unless nothing would be left."""
        value = self.env.get(name)
        if value is None:
            return
        kept = tuple(o for o in value[0] if wanted(o))  # type: ignore[operator]
        if kept and len(kept) < len(value[0]):
            self.env[name] = (kept, value[1])

    def narrow_compare(self, node: Node, wanted: bool) -> None:
        """Narrow by `is`, `is not`, `==` with a constant."""
        operator, other = node[2][0], node[3][1]
        if other[0] != ir.CONST or operator not in ("is", "is not", "==", "!="):
            return
        equal = wanted == (operator in ("is", "=="))
        if equal:
            if other[1] is None:
                self.keep(node[3][0][1], lambda o: isinstance(o, Unknown) or (isinstance(o, Const) and o.value is None))
        else:
            self.keep(node[3][0][1], lambda o: not (isinstance(o, Const) and o.value == other[1] and type(o.value) is type(other[1])))

    def narrow_isinstance(self, node: Node, wanted: bool) -> None:
        """Narrow by `isinstance(x, T)`."""
        if node[2][:2] != (ir.GLOBAL, "isinstance") or len(node[3]) != 2:
            return
        subject, kind = node[3][0][1], node[3][1][1]
        if subject[0] != ir.LOCAL:
            return
        value = self.env.get(subject[1])
        if value is None:
            return
        types = self.evaluate(kind)
        if any(type(o).__name__ == "Box" for o in types[0]):
            types = join_all([self.contents(o) for o in types[0] if type(o).__name__ == "Box"])  # type: ignore[arg-type]
        classes = [o for o in types[0] if isinstance(o, Class)]
        kinds = {o.name.rpartition(".")[2] for o in types[0] if isinstance(o, External)}
        kept: list[Object] = [
            o
            for o in value[0]
            if (isinstance(o, Instance) and any(c in o.cls.mro() for c in classes))
            or (isinstance(o, Box) and o.kind in kinds)
            or (isinstance(o, ExternalInstance) and o.type.rpartition(".")[2] in kinds)
        ]
        if not wanted:
            others = tuple(o for o in value[0] if o not in kept)
            if others:
                self.env[subject[1]] = (others, value[1])
            return
        if not kept and any(isinstance(o, Unknown) for o in value[0]):
            made = [self.instance_of(o, kind, RUN) for o in types[0] if isinstance(o, Class | External)]
            kept = list(join_all(made)[0])
        if kept:
            self.env[subject[1]] = (tuple(kept), value[1])

    # How long places live

    def written_later(self, module: object, name: str) -> bool:
        """Tell whether some function writes a module's global, other than to create it once."""
        assert isinstance(module, Module)
        return self.world.writes.to_global(self.world, module, name)

    def mark_written(self, module: object, name: str, held: tuple[Object, ...]) -> bool:
        """Remember that functions change the containers that a global holds; False if they rebind it."""
        if not held or not all(isinstance(o, Box) for o in held) or self.rebound_later(module, name):
            return False
        for box in held:
            self.solve.write((box, ("<written>", "<contents>")), self.const(True))
        return True

    def look_behind(self, module: Module, name: str, found: Value) -> None:
        """For a global of another module: who fills it at import, and who changes it later?"""
        if self.mode.when != RUN or not any(isinstance(o, Box) and o.born == IMPORT for o in found[0]):
            return
        self.world.writes.fill(self.world, module, name)
        if self.is_process_long(module) and self.written_later(module, name):
            self.mark_written(module, name, found[0])

    def rebound_later(self, module: object, name: str) -> bool:
        """Tell whether some function binds a global anew, rather than change what it holds."""
        assert isinstance(module, Module)
        return module.index is not None and name in module.index.rebound

    def shared_field(self, item: Instance | Class, name: str, site: int) -> int:
        """Answer the label of a field of an object that outlives the run and that methods change."""
        if item.born != IMPORT or self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        own = self.read_shared(item, name, site, f"{(item.cls if isinstance(item, Instance) else item).code.name}.{name}")
        if own:
            return own
        cls = item.cls if isinstance(item, Instance) else item
        if not self.is_process_long(cls.module) or "enum" in cls.flags:
            return 0
        if isinstance(item, Instance) and isinstance(item.site, str) and item.site != "annotated":
            return 0
        if not self.world.writes.to_field(self.world, cls, name, by_class=isinstance(item, Class)):
            return 0
        from samepath.effects import Effect

        if "shared" in self.mode.muted:
            return 0
        return self.cause("shared", Effect.SHARED_STATE, site, f"{cls.code.name}.{name}")

    def is_past_sandbox(self, value: Value) -> bool:
        """Tell whether a manager turns the engine's sandbox off for imports."""
        for item in value[0]:
            if isinstance(item, ExternalInstance | External | Decorator):
                name = item.type if isinstance(item, ExternalInstance) else item.name
                found = self.world.dialects.role(name)
                if found is not None and found[1].kind == "guard-off":
                    return True
        return False

    def awaited(self, value: Value, site: int) -> None:
        """Note what is awaited."""

    def yielded(self, value: Value, site: int) -> Value:
        """Answer what comes back from a yield, and note what was given."""
        self.frame.yields = self.join_yields(value)
        if self.is_driven():
            parts = []
            for item in value[0]:
                if type(item).__name__ == "Box":
                    parts.append(self.contents(item))  # type: ignore[arg-type]
                else:
                    parts.append(((item,), 0))
            return (join_all(parts)[0], 0)
        del site
        return (self.UNKNOWN_OBJECTS, 0)

    def join_yields(self, value: Value) -> Value:
        """Join what a generator yields; what a test decides decides that, too."""
        from samepath.linter.program.objects import join

        self.frame.shape |= (self.pc | self.exits) & ~self.world.labels.elements
        return join(self.frame.yields, value)

    def is_driven(self) -> bool:
        """Tell whether the engine itself drives this generator."""
        return self.solve.drives(self.frame)

    from samepath.linter.program.objects import UNKNOWN as _UNKNOWN

    UNKNOWN_OBJECTS = (_UNKNOWN,)


PLAIN_KINDS = frozenset({"list", "set", "dict", "tuple", "frozenset", "str", "int", "float", "bytes"})


def is_type_checking(node: Node) -> bool:
    """Tell whether a test asks for a type checker."""
    return (node[0] == ir.GLOBAL and node[1] == "TYPE_CHECKING") or (
        node[0] == ir.ATTRIBUTE and node[3] == "TYPE_CHECKING"
    )


def is_version_info(node: Node) -> bool:
    """Tell whether an expression is `sys.version_info`."""
    return bool(node[0] == ir.ATTRIBUTE and node[3] == "version_info")


def version_truth(node: Node) -> bool | None:
    """Decide a comparison with a version that every supported Python is past."""
    right = node[3][1]
    if len(node[2]) != 1 or right[0] != ir.SEQUENCE or right[2] != "tuple":
        return None
    parts = [part[1][1] for part in right[3] if part[1][0] == ir.CONST]
    if len(parts) != len(right[3]) or not all(isinstance(p, int) for p in parts):
        return None
    if tuple(parts[:2]) > (3, 11):
        return None
    return {"<": False, "<=": False, ">": True, ">=": True}.get(node[2][0])


_ = ModuleObject
