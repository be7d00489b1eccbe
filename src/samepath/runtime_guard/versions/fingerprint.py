"""The fingerprint of a workflow's code: of its syntax tree, and of the functions it reaches.

Comments, formatting, docstrings and the version of Python do not change it. Reached are functions
and classes that the code names and that come from the project: not from the standard library, not
from installed packages.
"""

import ast
import linecache
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

_INSTALLED = ("site-packages", "dist-packages")
_LIBRARY = os.path.dirname(os.__file__) + os.sep  # noqa: PTH120
_OURSELVES = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep  # noqa: PTH100, PTH120
_SKIPPED_FIELDS = frozenset({"ctx", "type_comment", "kind", "type_params", "type_ignores"})


def fingerprint(function: Callable[..., Any]) -> str:
    """Return a digest of the code that a function reaches."""
    reached: dict[tuple[str, str], str] = {}
    waiting: list[object] = [function]
    while waiting:
        found = _plain(waiting.pop())
        if found is None:
            continue
        key = (found.__module__, found.__qualname__)
        if key not in reached:
            reached[key] = _text(found)
            waiting.extend(_named_by(found))
    digest = blake2b(digest_size=8)
    for key in sorted(reached):
        # the module is left out: moving code does not change it
        digest.update(f"{key[1]}\0{reached[key]}\0".encode())
    return digest.hexdigest()


def _plain(value: object) -> Any:  # noqa: ANN401 - a function or a class, or None
    """Return the function or class of ours behind a decorated, bound or wrapped one."""
    seen = 0
    while seen < 20:  # noqa: PLR2004 - a chain of wrappers, not a limit anybody meets
        inner = getattr(value, "__wrapped__", None) if not isinstance(value, ModuleType) else None
        if inner is None:
            break
        value, seen = inner, seen + 1
    if isinstance(value, MethodType):
        value = value.__func__
    if isinstance(value, FunctionType):
        return value if ours(value.__code__.co_filename) else None
    if isinstance(value, type):
        module = sys.modules.get(value.__module__)
        return value if ours(getattr(module, "__file__", None) or "") else None
    return None


def ours(file: str) -> bool:
    """Whether a file belongs to the project: not to Python, an installed package or to us."""
    if not file or file.startswith("<frozen"):
        return False
    outside = file.startswith(_LIBRARY) or any(part in file for part in _INSTALLED)
    return not outside and not file.startswith(_OURSELVES)


def _named_by(found: Any) -> Iterator[object]:  # noqa: ANN401
    """Yield what a function or class refers to by name, through modules and closures."""
    if isinstance(found, type):
        for member in vars(found).values():
            yield getattr(member, "__func__", None) or getattr(member, "fget", None) or member
        yield from found.__bases__
        return
    names = set(_names(found.__code__))
    for name in sorted(names):
        value = found.__globals__.get(name)
        yield value
        if isinstance(value, ModuleType):
            yield from (getattr(value, other, None) for other in sorted(names))
    for cell in found.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:  # not filled yet
            continue


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _text(found: Any) -> str:  # noqa: ANN401
    """Write out the syntax tree of a function or class, or what is known without its source."""
    code = getattr(found, "__code__", None)
    file = code.co_filename if code else sys.modules[found.__module__].__file__
    node = _nodes(file).get(code.co_firstlineno if code else found.__qualname__)
    if node is None:
        names = (code.co_names, code.co_varnames) if code else sorted(vars(found))
        return f"no source {names}"
    return "".join(_walk(node))


@cache
def _nodes(file: str) -> dict[int | str, ast.AST]:
    """Parse a file; return its functions by their first line and its classes by their name."""
    found: dict[int | str, ast.AST] = {}
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:  # the source changed after it was loaded
        return found
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, path = waiting.pop()
        inner = path
        if isinstance(node, ast.ClassDef):
            found[path + node.name] = node
            inner = f"{path}{node.name}."
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[min([node.lineno, *(each.lineno for each in node.decorator_list)])] = node
            inner = f"{path}{node.name}.<locals>."
        elif isinstance(node, ast.Lambda):
            found.setdefault(node.lineno, node)
        waiting.extend((child, inner) for child in ast.iter_child_nodes(node))
    return found


def _walk(node: object) -> Iterator[str]:
    """Write a tree in a form that is the same for every version of Python."""
    if isinstance(node, ast.AST):
        yield f"({type(node).__name__}"
        for field, value in ast.iter_fields(node):
            if field in _SKIPPED_FIELDS or value is None or value == []:
                continue
            yield f" {field}="
            yield from _walk(_without_docstring(node, field, value))
        yield ")"
    elif isinstance(node, list):
        for item in node:
            yield from _walk(item)
    else:
        yield repr(node)


def _without_docstring(node: ast.AST, field: str, value: Any) -> Any:  # noqa: ANN401
    documented = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    if not (documented and field == "body"):
        return value
    first = value[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return value[1:] if text and isinstance(first.value.value, str) else value
