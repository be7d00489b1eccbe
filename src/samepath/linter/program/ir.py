"""The instructions of a module index: nested tuples whose first item is one of these numbers.

An index knows nothing of other files, of the catalogue or of settings. `site` is a number in
the module's table of spans. Expressions are trees; statements are tuples in blocks (tuples).
"""

from typing import Any

from samepath.dataclass import dataclass

Node = tuple[Any, ...]
Block = tuple[Node, ...]
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column: as `ast` has them (columns in bytes)."""

# Expressions.
CONST = 0  # value
LOCAL = 1  # name
FREE = 2  # name, site       a local of an enclosing function
GLOBAL = 3  # name, site
CLASS_NAME = 4  # name, site     looked up in the class body first
ATTRIBUTE = 5  # site, object, name
ITEM = 6  # site, object, key
SLICE = 7  # lower, upper, step
CALL = 8  # site, function, ((starred, expression), ...), ((keyword or None, expression), ...)
FUNCTION = 9  # site, code, defaults, keyword defaults
SEQUENCE = 10  # site, kind, ((starred, expression), ...)
DICT = 11  # site, ((key or None, value), ...)
FORMAT = 12  # site, parts
OPERATE = 13  # site, operator, operands
COMPARE = 14  # site, operators, operands
LOGIC = 15  # site, operands, is_and
CHOOSE = 16  # site, test, yes, no
AWAIT = 17  # site, expression
YIELD = 18  # site, expression or None
YIELD_FROM = 19  # site, expression
COMPREHEND = 20  # site, kind, clauses, element, value or None
NAMED = 21  # target, value
NOT = 22  # expression

# Statements.
DO = 30  # expression
ASSIGN = 31  # site, targets, value
AUGMENT = 32  # site, target, operator, value
ANNOTATE = 33  # site, target, annotation, value or None
RETURN = 34  # site, expression or None
IF = 35  # site, test, yes, no
FOR = 36  # site, target, iterable, body, orelse, is_async
WHILE = 37  # site, test, body, orelse
TRY = 38  # site, body, ((site, type or None, name, body), ...), orelse, final
WITH = 39  # site, ((site, expression, target or None), ...), body, is_async
RAISE = 40  # site, exception or None, cause or None
DELETE = 41  # site, targets
DEFINE = 42  # site, target, function, decorators
CLASS = 43  # site, target, code, bases, keywords, decorators
IMPORT = 44  # site, ((dotted, target, whole), ...)
IMPORT_FROM = 45  # site, module, level, ((name, target), ...)
STAR_IMPORT = 46  # site, module, level
MATCH = 47  # site, subject, ((bindings, pattern values, guard or None, body), ...)
BREAK = 48  # site
CONTINUE = 49  # site
ASSERT = 50  # site, test, message or None

# Targets (besides ATTRIBUTE and ITEM).
SET_LOCAL = 60  # name
SET_FREE = 61  # name, site
SET_GLOBAL = 62  # name, site
UNPACK = 63  # ((starred, target), ...)


SIZES = {
    LOCAL: 2,
    AWAIT: 3,
    FREE: 3,
    GLOBAL: 3,
    ATTRIBUTE: 4,
    ITEM: 4,
    CALL: 5,
    COMPREHEND: 6,
    FOR: 7,
    WHILE: 5,
    TRY: 6,
    RAISE: 4,
}
"""How many items an instruction has, its kind included: pairs may begin with a number, too."""


def is_kind(part: Node, kind: int) -> bool:
    """Tell whether a tuple is an instruction of a kind, and not just one that looks like it."""
    return len(part) == SIZES[kind] and part[0] == kind and type(part[0]) is int


def is_name(part: Node, kind: int) -> bool:
    """Tell whether a tuple is the use of a name, and not just one that looks like it."""
    return is_kind(part, kind) and isinstance(part[1], str)


@dataclass(slots=True, eq=False)
class Code:
    """The code of a function, lambda, class body or module."""

    name: str
    qualname: str
    kind: str
    """`function`, `lambda`, `class` or `module`."""
    site: int
    parameters: tuple[str, ...]
    """Positional ones, positional-only first."""
    keyword_only: tuple[str, ...]
    rest: str
    """The name of `*args`, or an empty string."""
    rest_keywords: str
    annotations: tuple[tuple[str, Node], ...]
    """Parameter annotations as expressions, and the result's under `return`."""
    body: Block = ()
    is_async: bool = False
    is_generator: bool = False
    captured: frozenset[str] = frozenset()
    """Locals that nested functions read."""
    rebound: frozenset[str] = frozenset()
    """Locals that nested functions assign."""
    attributes: frozenset[str] = frozenset()
    """Every attribute name that the body mentions, nested functions included."""
    stored: frozenset[str] = frozenset()
    """Attribute names that the body itself assigns or mutates, on whatever object."""
    free: tuple[str, ...] | None = None
    """Variables of enclosing functions that the body reads, once somebody asked."""
    is_stub: bool = False
    """The body is only `...`, `pass`, a docstring, or raises NotImplementedError."""


@dataclass(slots=True, eq=False)
class ModuleIndex:
    """What one file says, by itself."""

    body: Code
    spans: list[Span]
    bound: frozenset[str]
    """Names that the module's top level binds."""
    stars: tuple[tuple[str, int], ...]
    """Star imports: module and level."""
    exported: tuple[str, ...] | None
    """`__all__`, where it is written out."""
    functions: tuple[Code, ...]
    """Every function and lambda, in source order."""
    writes: tuple[tuple[str, int, bool], ...]
    """Module-level names that functions rebind or mutate: dotted as written, site, and whether
    the write is guarded by a test of the same name (lazy initialisation)."""
    rebound: frozenset[str]
    """Globals that functions bind anew."""
    lazy: dict[int, tuple[int, int]]
    """Sites of writes that create something on first use, and which sites run only then."""
    lines: int


def free_names(code: Code) -> tuple[str, ...]:
    """List the variables of enclosing functions that a body reads, nested functions included."""
    if code.free is None:
        names: dict[str, None] = {}
        stack: list[object] = [code.body]
        while stack:
            part = stack.pop()
            if isinstance(part, tuple):
                if is_name(part, FREE):
                    names[part[1]] = None
                stack.extend(part)
            elif isinstance(part, Code):
                stack.append(part.body)
        code.free = tuple(names)
    return code.free


def assigned_names(code: Code) -> list[str]:
    """List the names that a class's body assigns, in order."""
    return [
        target[1]
        for node in code.body
        if node[0] == ASSIGN
        for target in node[2]
        if target[0] == SET_LOCAL
    ]


def uses_of(code: Code, name: str) -> frozenset[str]:
    """List which attributes of a parameter a body asks for; an empty text if it is passed on."""
    found: set[str] = set()
    stack: list[tuple[object, int]] = [(code.body, LOCAL)]
    while stack:
        part, kind = stack.pop()
        if isinstance(part, Code):
            stack.append((part.body, FREE))
        elif isinstance(part, tuple):
            if is_name(part, kind) and part[1] == name:
                found.add("")
            elif is_kind(part, ATTRIBUTE) and is_name(part[2], kind) and part[2][1] == name:
                found.add(part[3])
            else:
                stack.extend((inner, kind) for inner in part)
    return frozenset(found)
