"""The types that typeshed's stubs state for names of the standard library, as dotted names."""

import ast
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mypy

FOLDER = Path(mypy.__file__).parent / "typeshed" / "stdlib"
VERSION = (3, 11)
HOPS = 8
"""Re-exports of re-exports that are followed."""
PAIR = 2
SEQUENCES = {"list", "set", "frozenset", "deque"}
ITERATORS = {"Iterator", "Iterable", "Generator", "AsyncIterator", "AsyncGenerator"}
WRAPPERS = {"Annotated", "ClassVar", "Final"}
PUBLIC = {"_io": "io", "_socket": "socket", "_ssl": "ssl", "_csv": "csv", "_asyncio": "asyncio"}


@dataclass(frozen=True)
class Type:
    """What a call returns: its type, what iterating it gives, and a mapping's keys; or nothing."""

    returns: str = ""
    element: str = ""
    key: str = ""


@dataclass(frozen=True)
class Found:
    """A definition, the module whose stub has it, and its class."""

    node: ast.AST
    module: str
    owner: str = ""


class Stubs:
    """The stubs, read as far as they are asked.

    `own` says whether `Self` is the class that the stub speaks of, or nothing definite: an heir
    gives one of its own.
    """

    def __init__(self, *, own: bool) -> None:
        self.own = own

    def type_of(self, name: str) -> Type | None:
        """Return what a call of this name returns, or what an attribute is."""
        found = self.find(name)
        if found is None:
            return None
        nodes = [found.node] if not isinstance(found.node, ast.Module) else found.node.body
        types = {self.returned(node, found) for node in nodes}
        return types.pop() if len(types) == 1 else None

    def returned(self, node: ast.AST, found: Found) -> Type | None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return self.typed(node.returns, found)
        return self.typed(node.annotation, found) if isinstance(node, ast.AnnAssign) else None

    def find(self, name: str, hops: int = 0) -> Found | None:
        """Find a definition; overloads come as a module of their own."""
        parts = name.split(".")
        for end in range(len(parts) - 1, 0, -1):
            module = ".".join(parts[:end])
            if stub(module) is not None:
                return self.inside(module, parts[end:], hops)
        return None

    def inside(self, module: str, parts: list[str], hops: int) -> Found | None:
        first, *rest = parts
        nodes = scope(module).get(first)
        if nodes is None or hops > HOPS:
            return None
        if isinstance(nodes[0], str):
            return self.find(".".join([nodes[0], *rest]), hops + 1)
        if not rest:
            return Found(ast.Module(nodes, []), module)
        node = nodes[0]
        return self.member(node, module, rest) if isinstance(node, ast.ClassDef) else None

    def member(self, cls: ast.ClassDef, module: str, parts: list[str]) -> Found | None:
        first, *rest = parts
        nodes = [n for n in body(cls.body) if defined(n) == first]
        if nodes and not rest:
            return Found(ast.Module(nodes, []), module, f"{module}.{cls.name}")
        if nodes and isinstance(nodes[0], ast.ClassDef):
            return self.member(nodes[0], module, rest)
        return None

    def typed(self, node: ast.expr | None, found: Found) -> Type | None:
        """Turn an annotation into dotted names; None where it says nothing definite."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node = ast.parse(node.value, mode="eval").body
        if isinstance(node, ast.BinOp):
            sides = [s for s in (node.left, node.right) if not is_none(s)]
            return self.typed(sides[0], found) if len(sides) == 1 else None
        if isinstance(node, ast.Subscript):
            return self.parametric(node, found)
        dotted = self.dotted(node, found)
        return Type(dotted) if dotted else None

    def parametric(self, node: ast.Subscript, found: Found) -> Type | None:
        base = (self.dotted(node.value, found, any_kind=True) or "").rpartition(".")[2]
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if base == "Literal":
            kinds = {type(part.value).__name__ for part in inner if isinstance(part, ast.Constant)}
            return Type(f"builtins.{kinds.pop()}") if len(kinds) == 1 else None
        types = [(self.typed(part, found) or Type()).returns for part in inner]
        if base in WRAPPERS:
            return self.typed(inner[0], found)
        if base in ITERATORS:
            return Type(element=types[0]) if types[0] else None
        if base == "tuple":
            is_open = len(inner) == PAIR and isinstance(inner[1], ast.Constant)  # `...`
            is_same = is_open or (len(inner) <= PAIR and len({*types}) == 1)
            return Type("builtins.tuple", types[0] if is_same else "")
        whole = self.dotted(node.value, found)
        if base in SEQUENCES:
            return Type(whole or "", types[0])
        if base in {"dict", "OrderedDict", "defaultdict"}:
            return Type(whole or "", types[1], types[0])
        return Type(whole) if whole else None

    def dotted(self, node: ast.expr | None, found: Found, *, any_kind: bool = False) -> str:
        """Name the class that an expression stands for; nothing if it is no class."""
        written = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        if written.rpartition(".")[2] == "Self":
            return found.owner if self.own else ""
        if not written:
            return ""
        first, _, rest = written.partition(".")
        target = scope(found.module).get(first)
        if target is None and first in scope("builtins"):
            full = f"builtins.{written}"
        elif target is not None and isinstance(target[0], str):
            full = f"{target[0]}.{rest}" if rest else target[0]
        else:
            full = f"{found.module}.{written}"
        return full if any_kind else self.public_class(full)

    def public_class(self, name: str, hops: int = 0) -> str:
        """Follow re-exports and aliases to a class, under a public name."""
        parts = name.split(".")
        for end in range(len(parts) - 1, 0, -1):
            module = ".".join(parts[:end])
            if stub(module) is None:
                continue
            nodes = scope(module).get(parts[end], [None])
            if isinstance(nodes[0], str) and hops < HOPS:
                return self.public_class(".".join([nodes[0], *parts[end + 1 :]]), hops + 1)
            is_class = isinstance(nodes[0], ast.ClassDef) and not is_abstract(nodes[0], module)
            return published(name) if is_class else ""
        return ""


def published(name: str) -> str:
    """Name a class by the public module that passes it on; nothing for a private one."""
    module, _, rest = name.partition(".")
    name = f"{PUBLIC.get(module, module)}.{rest}"
    return "" if any(part.startswith("_") for part in name.split(".")) else name


def is_none(node: ast.expr) -> bool:
    """Tell whether an annotation is None."""
    return isinstance(node, ast.Constant) and node.value is None


def is_abstract(cls: ast.ClassDef, module: str) -> bool:
    """Tell whether a class only says what others can do."""
    bases = " ".join(ast.unparse(base) for base in cls.bases)
    return module in {"typing", "collections.abc", "_typeshed"} or "Protocol" in bases


@cache
def stub(module: str) -> ast.Module | None:
    """Parse a module's stub, if there is one."""
    path = FOLDER / module.replace(".", "/")
    for file in (path.with_suffix(".pyi"), path / "__init__.pyi"):
        if file.is_file():
            return ast.parse(file.read_text(encoding="utf-8"))
    return None


@cache
def scope(module: str) -> dict[str, list]:
    """Map the names of a module to their definitions, or to the dotted name they stand for."""
    names: dict[str, list] = {}
    tree = stub(module)
    for node in body(tree.body) if tree is not None else ():
        names |= imported(node, module)
        if (name := defined(node)) is not None:
            overload = names.get(name)
            if overload and isinstance(node, ast.FunctionDef) and not isinstance(overload[0], str):
                overload.append(node)
            else:
                names[name] = [node]
    return names


def imported(node: ast.stmt, module: str) -> dict[str, list]:
    """Map the names that a statement binds to something else to the dotted name of that."""
    if isinstance(node, ast.Import):
        return {alias.asname or alias.name: [alias.name] for alias in node.names}
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
        return {ast.unparse(target): [f"{module}.{node.value.id}"] for target in node.targets}
    if not isinstance(node, ast.ImportFrom):
        return {}
    source = absolute(node, module)
    names = [(alias.name, alias.asname or alias.name) for alias in node.names]
    if names == [("*", "*")]:
        names = [(name, name) for name in scope(source)]
    return {own: [f"{source}.{name}"] for name, own in names}


def absolute(node: ast.ImportFrom, module: str) -> str:
    """Return the dotted name of what a module imports from."""
    if not node.level:
        return node.module or ""
    is_package = (FOLDER / module.replace(".", "/")).is_dir()
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*parts, *([node.module] if node.module else [])])


def defined(node: ast.AST) -> str | None:
    """Return the name that a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    return None


def body(statements: list[ast.stmt]) -> list[ast.stmt]:
    """List statements, of conditions about version and platform the arm that holds."""
    found: list[ast.stmt] = []
    for node in statements:
        if isinstance(node, ast.If):
            found += body(node.body if holds(node.test) else node.orelse)
        else:
            found.append(node)
    return found


def holds(test: ast.expr) -> bool:
    """Evaluate a condition of a stub for Linux and the oldest Python that is supported."""
    known = {"sys": type("sys", (), {"version_info": VERSION, "platform": "linux"})}
    try:
        code = compile(ast.Expression(test), "<stub>", "eval")
        return bool(eval(code, {"TYPE_CHECKING": True, **known}))
    except (NameError, AttributeError):
        return False


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(argument, Stubs(own=True).type_of(argument))
