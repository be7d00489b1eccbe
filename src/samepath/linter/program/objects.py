"""Abstract objects and values: what a name can hold while a program is followed.

An object is known by where it was created. A value is a tuple of objects, in the order in
which they were met, with the labels of the causes that decide it (see `labels`).
"""

from typing import TYPE_CHECKING

from samepath.dataclass import dataclass, field
from samepath.effects import Keeper
from samepath.linter.program.mro import linearise

if TYPE_CHECKING:
    from samepath.linter.program.frames import Frame
    from samepath.linter.program.ir import Code, Node
    from samepath.linter.program.world import Module

IMPORT, RUN, STEP, QUERY = 0, 1, 2, 3
"""When code runs: at import, in a workflow's body, in a step, in a query."""

CAP = 40
"""A value with more objects than this is not known any more."""


class Object:
    """Something that a name can hold. `born` says when it was created."""

    __slots__ = ("born",)
    born: int

    def __init__(self, born: int = IMPORT) -> None:
        self.born = born


Value = tuple[tuple[Object, ...], int]
"""Objects and labels."""


class Function(Object):
    """A function or lambda, together with the frame whose variables it closes over."""

    __slots__ = ("closure", "code", "defaults", "depth", "kind", "known_as", "module", "owner")

    def __init__(self, code: "Code", module: "Module", closure: "Frame | None", born: int) -> None:
        super().__init__(born)
        self.code = code
        self.module = module
        self.closure = closure
        self.defaults: dict[str, Value] = {}
        self.kind = ""
        """`static`, `class`, `property`, `cached-property` or an empty string."""
        self.owner: Class | None = None
        self.known_as: str = ""
        """The name of what it wraps, if `functools.wraps` says so."""
        self.depth: int = 0 if closure is None else closure.depth + 1

    @property
    def name(self) -> str:
        """The dotted name, from the module's root."""
        return f"{self.module.name}.{self.code.qualname}"


class Class(Object):
    """A class of the program."""

    __slots__ = (
        "_mro",
        "annotations",
        "bases",
        "code",
        "external",
        "flags",
        "instead_of",
        "known_as",
        "module",
    )

    def __init__(self, code: "Code", module: "Module", born: int) -> None:
        super().__init__(born)
        self.code = code
        self.module = module
        self.bases: list[Class] = []
        self.external: list[str] = []
        """Dotted names of bases that are not followed."""
        self.flags: set[str] = set()
        """`dataclass`, `fields` (pydantic, NamedTuple, TypedDict), `enum`, `protocol`."""
        self.annotations: dict[str, tuple[Node, Node | None, int]] = {}
        """Field name to annotation, default if there is one, and site."""
        self.instead_of: set[Class] = set()
        """Classes that a base expression may stand for in its place."""
        self._mro: list[Class] | None = None

    @property
    def name(self) -> str:
        """The dotted name, from the module's root."""
        return f"{self.module.name}.{self.code.qualname}"

    def mro(self) -> "list[Class]":
        """Linearise by C3; where that is impossible, depth first."""
        if self._mro is None:
            self._mro = [self]
            self._mro = linearise(self)
        return self._mro

    def rebased(self) -> None:
        """Forget the linearisation: the bases have changed."""
        self._mro = None

    def all_external(self) -> list[str]:
        """List the unfollowed bases of the class and of its ancestors."""
        return [name for cls in self.mro() for name in cls.external]


class Instance(Object):
    """An instance of a class of the program, by where it was created.

    `site` is a number, or says what else it is: `annotated` (known by its declared type only),
    `workflow` (made by the engine), or the name of an enum's member.
    """

    __slots__ = ("cls", "home", "keeper", "made_by", "made_in", "origin", "site")

    def __init__(self, cls: Class, site: int | str, born: int) -> None:
        super().__init__(born)
        self.cls = cls
        self.site = site
        self.keeper = Keeper.GLOBAL
        """What it hangs on, if it was created at import."""
        self.home: Module | None = None
        """The module whose code called the class."""
        self.origin: Instance | None = None
        """For the result of a step: the object that the first run got itself."""
        self.made_in: Code | None = None
        """The function that called the class."""
        self.made_by: Instance | None = None
        """The receiver, where that was a method."""


class Bound(Object):
    """A method together with its receiver."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Function, receiver: Object) -> None:
        super().__init__(receiver.born)
        self.function = function
        self.receiver = receiver


class Super(Object):
    """What `super()` gives: the classes after `cls` in the receiver's order."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: Class, receiver: Object) -> None:
        super().__init__(receiver.born)
        self.cls = cls
        self.receiver = receiver


class ModuleObject(Object):
    """A module of the program."""

    __slots__ = ("module",)

    def __init__(self, module: "Module") -> None:
        super().__init__(IMPORT)
        self.module = module


class Namespace(Object):
    """The attributes of an object as a dict: `vars(x)`, `x.__dict__`, `globals()`."""

    __slots__ = ("owner",)

    def __init__(self, owner: Object) -> None:
        super().__init__(owner.born)
        self.owner = owner


class Late(Object):
    """A name imported from a module that is read only when the name is used."""

    __slots__ = ("module", "name")

    def __init__(self, module: "Module", name: str) -> None:
        super().__init__(IMPORT)
        self.module = module
        self.name = name


class External(Object):
    """A dotted name that is not followed: something in a library."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__(IMPORT)
        self.name = name


class ExternalInstance(Object):
    """An instance of a library's type."""

    __slots__ = ("type",)

    def __init__(self, type_: str, born: int = RUN) -> None:
        super().__init__(born)
        self.type = type_


class Text(ExternalInstance):
    """A text that was put together: of constants only, or of values that may hold anything.

    The second kind is told apart by where it was made, and only if what is constant in it looks
    like a database statement.
    """

    __slots__ = ("frame", "is_fixed", "module", "site")

    def __init__(
        self, module: "Module | None" = None, frame: object = None, site: int = -1
    ) -> None:
        super().__init__("builtins.str")
        self.is_fixed = module is None
        self.module = module
        self.frame = frame
        self.site = site


class ExternalBound(Object):
    """A member of an object that is not followed: `name` is dotted, from its type."""

    __slots__ = ("name", "receiver")

    def __init__(self, name: str, receiver: Value, born: int = RUN) -> None:
        super().__init__(born)
        self.name = name
        self.receiver = receiver


class Const(Object):
    """A constant of a built-in type."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        super().__init__(IMPORT)
        self.value = value


class Box(Object):
    """A container: list, tuple, dict, set, generator. Its contents lie on the heap."""

    __slots__ = ("beside", "home", "keeper", "kind", "origin", "single", "site")

    def __init__(self, kind: str, site: object, born: int, home: "Module | None" = None) -> None:
        super().__init__(born)
        self.kind = kind
        self.site = site
        self.beside = False
        """A branch that runs side by side with others has made it for itself."""
        self.single = False
        """It is a set that holds one element."""
        self.origin: Box | None = None
        """For the result of a step: the container that the first run got itself."""
        self.home = home
        """The module that created it, if that was at import."""
        self.keeper = Keeper.GLOBAL
        """What it hangs on then."""


class Partial(Object):
    """A callable with some arguments given: `functools.partial`, or a thunk."""

    __slots__ = ("arguments", "function", "is_open", "is_thunk", "keywords", "sites")

    def __init__(
        self, function: Value, arguments: tuple[Value, ...], keywords: dict[str, Value], born: int
    ) -> None:
        super().__init__(born)
        self.function = function
        self.arguments = arguments
        self.keywords = keywords
        self.is_thunk = self.is_open = False
        """Whether it is a thunk; whether more may be given than is known."""
        self.sites: frozenset[tuple[Code, int]] = frozenset()
        """Where this was made, and every one that it holds: none is made of itself."""


class Decorator(Object):
    """What a decorator factory of an engine or library returned: applied to what it decorates."""

    __slots__ = ("arguments", "name", "receiver")

    def __init__(self, name: str, arguments: "Arguments", receiver: Value | None) -> None:
        super().__init__(IMPORT)
        self.name = name
        self.arguments = arguments
        self.receiver = receiver


class TypeForm(Object):
    """A parametric type used as a value: an alias."""

    __slots__ = ("module", "node")

    def __init__(self, node: "Node", module: "Module") -> None:
        super().__init__(IMPORT)
        self.node = node
        self.module = module


class Unknown(Object):
    """Something not known. `member` is the attribute by which it was reached, if any."""

    __slots__ = ("member", "receiver")

    def __init__(self, member: str = "", receiver: Value | None = None) -> None:
        super().__init__(RUN)
        self.member = member
        self.receiver = receiver


UNKNOWN = Unknown()
NOTHING: Value = ((), 0)
ANYTHING: Value = ((UNKNOWN,), 0)
TOP: tuple[Object, ...] = (UNKNOWN,)
"""What is left of too many objects: equal to what is not known, but it absorbs what joins it."""


@dataclass(slots=True, eq=False)
class Arguments:
    """The arguments of one call, evaluated."""

    positional: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    rest: Value | None = None
    """What `*` brings, where its length is not known."""
    rest_keywords: Value | None = None

    def after(self, *first: Value) -> "Arguments":
        """Answer the same arguments, with others before them."""
        positional = [*first, *self.positional]
        return Arguments(positional, self.keywords, self.rest, self.rest_keywords)

    def labels(self) -> int:
        """Join the labels of all arguments."""
        joined = 0
        for value in self.every():
            joined |= value[1]
        return joined

    def every(self) -> list[Value]:
        """List all arguments."""
        values = [*self.positional, *self.keywords.values()]
        if self.rest is not None:
            values.append(self.rest)
        if self.rest_keywords is not None:
            values.append(self.rest_keywords)
        return values

    def select(self, selector: tuple[int | str, ...]) -> Value | None:
        """Answer the argument that a position or keyword names."""
        for choice in selector:
            if isinstance(choice, int):
                if choice < len(self.positional):
                    return self.positional[choice]
            elif choice in self.keywords:
                return self.keywords[choice]
        return None


def join(left: Value, right: Value) -> Value:
    """Join two values; answers `left` itself if `right` brings nothing new."""
    mine, theirs = left[0], right[0]
    labels = left[1] | right[1]
    if mine is theirs or not theirs or mine is TOP or (mine == theirs and theirs is not TOP):
        return left if labels == left[1] else (mine, labels)
    if not mine or theirs is TOP:
        return (theirs, labels)
    extra = tuple([o for o in theirs if o not in mine])
    if not extra:
        return left if labels == left[1] else (mine, labels)
    if len(mine) + len(extra) > CAP:
        return (TOP, labels)
    return (mine + extra, labels)


def join_all(values: "list[Value] | tuple[Value, ...]") -> Value:
    """Join any number of values."""
    result = NOTHING
    for value in values:
        result = join(result, value)
    return result


def labelled(value: Value, labels: int) -> Value:
    """Answer the value with further labels."""
    return value if not labels & ~value[1] else (value[0], value[1] | labels)
