"""Who changes an attribute of a class or instance that outlives a run? Asked of the indexes."""

from samepath.linter.program.attribute_writes import assigned, handed_over, heads, receivers
from samepath.linter.program.evaluate.frame import opening
from samepath.linter.program.frames import Mode
from samepath.linter.program.ir import CALL, DEFINE, LOCAL, Code, Node
from samepath.linter.program.objects import (
    IMPORT,
    Class,
    Function,
    Instance,
    Late,
    ModuleObject,
    Object,
)
from samepath.linter.program.solve import Solve
from samepath.linter.program.world import Module, World

CREATING = frozenset({"__init__", "__new__", "__post_init__", "__set_name__", "__init_subclass__"})
EVALUATIONS = 200
"""Evaluations spent on what one expression gives."""


class FieldWrites:
    """Answers, remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[Class, str, Module | None], bool] = {}

    def to_field(
        self, world: World, cls: Class, name: str, *, by_class: bool, home: Module | None = None
    ) -> bool:
        """Tell whether anybody changes a field of a class or of a long-lived instance."""
        key = (cls, name, home)
        if key not in self._known:
            # An attribute that constructors give to each instance is not the class's own.
            own = by_class and any(
                name in code.stored
                for owner in cls.mro()
                for code in methods(owner)
                if code.name == "__init__"
            )
            self._known[key] = (
                (not own and self._by_methods(world, cls, name, by_class=by_class))
                or self._from_outside(world, cls, name, by_class=by_class)
                or self._through(world, cls, name, home, by_class=by_class)
            )
        return self._known[key]

    def _by_methods(self, world: World, cls: Class, name: str, *, by_class: bool) -> bool:
        """Tell whether methods change a field: class methods do where they are called."""
        found = [
            (owner, code)
            for owner in cls.mro()
            for code in methods(owner)
            if name in code.stored and code.name not in CREATING
        ]
        if not by_class or not all(is_class_method(world, owner, code) for owner, code in found):
            return bool(found)
        return any(self._called_on(world, cls, owner, code.name) for owner, code in found)

    def _called_on(self, world: World, cls: Class, owner: Class, method: str) -> bool:
        """Tell whether a class method may be called on a class, or on one that it inherits from."""
        called = False
        for module in self._mentioning(world, [owner.module, cls.module], method):
            assert module.index is not None
            for code in module.index.functions:
                for receiver in receivers(code, method):
                    classes = [
                        o for o in given(world, module, code, receiver) if isinstance(o, Class)
                    ]
                    called = True
                    if not classes or any(o in cls.mro() for o in classes):
                        return True
        return not called

    def _mentioning(self, world: World, homes: list[Module], name: str) -> list[Module]:
        """List modules, and those who import them and mention a name."""
        found = dict.fromkeys(homes)
        for home in homes:
            found.update(dict.fromkeys(world.at(f) for f in world.sources.writers(home, name)))
        return [m for m in found if world.load(m) and m.index is not None]

    def _through(
        self, world: World, cls: Class, name: str, home: Module | None, *, by_class: bool
    ) -> bool:
        """Tell whether functions write a field of what a call gives them."""
        homes = [cls.module] if home is None else [cls.module, home]
        for module in self._mentioning(world, homes, name):
            assert module.index is not None
            for code in module.index.functions:
                if name not in code.stored or self._creates_in(world, module, code):
                    continue
                for head, site in heads(code, name):
                    objects = given(world, module, code, head) if gives(head) else []
                    if head[0] == LOCAL and head[1] in code.parameters:
                        objects += self._handed_over(world, module, code, head[1])
                    if site not in module.index.lazy and is_among(objects, cls, by_class=by_class):
                        return True
        return False

    def _handed_over(self, world: World, module: Module, function: Code, name: str) -> list[Object]:
        """List what those who call a function by its name hand over as one of its parameters."""
        found: list[Object] = []
        for other in self._mentioning(world, [module], function.name):
            assert other.index is not None
            for code in other.index.functions:
                for node in handed_over(code, function, name):
                    found += given(world, other, code, node)
        return found

    def _from_outside(self, world: World, cls: Class, name: str, *, by_class: bool) -> bool:
        """Tell whether functions write `NAME.field`; NAME is the class, or an instance of it."""
        for module in self._mentioning(world, [cls.module], name):
            assert module.index is not None
            for written, site, lazy in module.index.writes:
                head, _, last = written.rpartition(".")
                if last != name or not head or lazy or self._creates(world, module, site):
                    continue
                if self._holds(world, module, head, cls, by_class=by_class):
                    return True
        return False

    def _creates(self, world: World, module: Module, site: int) -> bool:
        """Tell whether a site stands in a constructor, or in what is called at import only."""
        assert module.index is not None
        around = next(
            (code for code in module.index.functions if encloses(module, code, site)), None
        )
        return around is None or self._creates_in(world, module, around)

    def _creates_in(self, world: World, module: Module, around: Code) -> bool:
        """Tell whether a function is a constructor, or called at import only."""
        if around.name in CREATING:
            return True
        return world.sources.runs_at_import(module, around.qualname.partition(".")[0])

    def _holds(
        self, world: World, module: Module, head: str, cls: Class, *, by_class: bool
    ) -> bool:
        """Tell whether a dotted name in a module is a class, or an instance of it."""
        first, *rest = head.split(".")
        held = self._held(world, module, first)
        for part in rest:
            held = [
                o
                for item in held
                if isinstance(item, ModuleObject)
                for o in self._held(world, item.module, part)
            ]
        return is_among(held, cls, by_class=by_class)

    def _held(self, world: World, module: Module, name: str) -> list[Object]:
        """List what a module's name holds after import, imported names followed."""
        world.load(module)
        found: list[Object] = []
        for item in world.held(module, name):
            found += self._held(world, item.module, item.name) if isinstance(item, Late) else [item]
        return found


def is_class_method(world: World, owner: Class, code: Code) -> bool:
    """Tell whether a method of a class gets the class itself."""
    assert world.base is not None
    value = world.base.heap.get((owner, code.name))
    return any(isinstance(o, Function) and o.kind == "class" for o in (value[0] if value else ()))


def is_among(objects: list[Object], cls: Class, *, by_class: bool) -> bool:
    """Tell whether a class, or an instance of it that was seen being made, is among objects."""
    if by_class:
        return cls in objects
    return any(isinstance(o, Instance) and cls in o.cls.mro() for o in objects)


def gives(head: Node) -> bool:
    """Tell whether an expression gives what no name at the top of a module says."""
    return head[0] in (LOCAL, CALL)


def given(world: World, module: Module, code: Code, head: Node) -> list[Object]:
    """List what there was before a function ran and an expression in it gives."""
    assert world.base is not None
    function = Function(code, module, None, IMPORT)
    found: dict[Object, None] = {}
    for node in assigned(code, head[1]) if head[0] == LOCAL else [head]:
        solve = Solve(world, world.base.evaluate)
        solve.allow(EVALUATIONS)
        evaluation = opening(solve, function, Mode(IMPORT))
        evaluation.evaluate(node)
        solve.settle()
        fresh = set(solve.objects.values())
        found.update(dict.fromkeys(o for o in evaluation.evaluate(node)[0] if o not in fresh))
    return [o for o in found if not (isinstance(o, Instance) and o.site == "annotated")]


def methods(cls: Class) -> list[Code]:
    """List the methods of a class's own body."""
    return [node[3][2] for node in cls.code.body if node[0] == DEFINE]


def encloses(module: Module, code: Code, site: int) -> bool:
    """Tell whether a site lies in a function."""
    assert module.index is not None
    spans = module.index.spans
    following = [c.site for c in module.index.functions if c.site > code.site]
    return (
        code.site < site
        and (not following or site < min(following))
        and spans[site][0] >= spans[code.site][0]
    )
