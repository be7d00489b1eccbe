"""Rewriting a program so that it means the same: each way yields the programs it can make."""

import ast
from collections.abc import Iterable, Iterator

from tests.metamorphic.scopes import (
    COMPREHENSIONS,
    FunctionTree,
    bound,
    declared,
    functions,
    is_generator,
    loaded,
    own_nodes,
    parameters,
)

Files = dict[str, str]
Edit = tuple[int, int, str]
"""Offset of the first character, of the first one after, and what replaces them."""


def edited(source: str, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap."""
    for start, end, text in sorted(edits, reverse=True):
        source = source[:start] + text + source[end:]
    return source


class Text:
    """A source with its tree, and the offsets of its nodes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self.lines = source.splitlines(keepends=True)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt | ast.arg) -> tuple[int, int]:
        """Answer where a node begins and ends."""
        return (
            self.at(node.lineno, node.col_offset),
            self.at(node.end_lineno or 0, node.end_col_offset or 0),
        )

    def at(self, row: int, column: int) -> int:
        """Turn row and byte column into an offset."""
        line = self.lines[row - 1] if row <= len(self.lines) else ""
        return self._starts[row - 1] + len(line.encode()[:column].decode())

    def of(self, node: ast.expr | ast.stmt) -> str:
        """Answer a node as it is written."""
        start, end = self.span(node)
        return self.source[start:end]


# Extracting


def extractions(files: Files) -> Iterator[tuple[str, Files]]:
    """Turn one expression of a function into one of its own, before all that the module does."""
    for name, source in files.items():
        text = Text(source)
        for around in functions(text.tree):
            if is_generator(around[-1]):
                continue
            inner = set.union(*(bound(f) for f in around))
            for node in expressions(around[-1]):
                taken = [n for n in loaded(node) if n in inner and n != "__class__"]
                call = f"extracted_value({', '.join(taken)})"
                returned = f"    return ({text.of(node)})"
                body = f"\n\ndef extracted_value({', '.join(taken)}):\n{returned}\n"
                start = after_imports(text)
                changed = edited(source, [(*text.span(node), call), (start, start, body)])
                label = f"{name}:{node.lineno} extracts {ast.unparse(node)}"
                yield label, {**files, name: changed}


def after_imports(text: Text) -> int:
    """Answer where a module's docstring and first imports end."""
    row = 0
    for node in text.tree.body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not isinstance(node, ast.Import | ast.ImportFrom):
            break
        row = node.end_lineno or 0
    return text.at(row + 1, 0)


def expressions(function: FunctionTree) -> list[ast.expr]:
    """List the whole expressions of a function that may stand elsewhere: with a call, at one go."""
    found: list[ast.expr] = []
    for node in own_nodes(function):
        if isinstance(node, ast.Assign | ast.Return) and node.value is not None:
            found.append(node.value)
        elif isinstance(node, ast.If):
            found.append(node.test)
        elif isinstance(node, ast.For):
            found.append(node.iter)
    return [e for e in found if may_move(e)]


def may_move(expression: ast.expr) -> bool:
    """Tell whether an expression computes something and needs nothing of where it stands."""
    nodes = list(ast.walk(expression))
    stuck = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, *COMPREHENSIONS)
    names = {n.id for n in nodes if isinstance(n, ast.Name)}
    return (
        any(isinstance(n, ast.Call) for n in nodes)
        and not any(isinstance(n, stuck) for n in nodes)
        and not names & {"super", "locals", "isinstance"}
        and "#" not in ast.unparse(expression)
    )


# Inlining


def inlinings(files: Files) -> Iterator[tuple[str, Files]]:
    """Put the expression of a one-line function where the function is called, if that is once."""
    for name, source in files.items():
        text = Text(source)
        for function in text.tree.body:
            if not isinstance(function, ast.FunctionDef) or not is_one_line(function):
                continue
            if sum(source_.count(function.name) for source_ in files.values()) != 2:
                continue
            formatted = formatted_nodes(text.tree)
            for node in ast.walk(text.tree):
                if node not in formatted and is_plain_call(node, function):
                    edit = inlined(text, function, node)
                    if edit is not None:
                        yield (
                            f"{name} inlines {function.name}",
                            {**files, name: edited(source, [edit])},
                        )


def formatted_nodes(tree: ast.AST) -> set[ast.AST]:
    """Collect what stands in f-strings: quotes may not nest there."""
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
    return {inner for text in texts for inner in ast.walk(text)}


def is_one_line(function: ast.FunctionDef) -> bool:
    """Tell whether a function only returns an expression."""
    body = function.body[0]
    plain = len(function.body) == 1 and not function.decorator_list and not is_generator(function)
    return (
        plain
        and isinstance(body, ast.Return)
        and body.value is not None
        and not any(isinstance(n, ast.Lambda | ast.NamedExpr) for n in ast.walk(body))
        and not any(isinstance(n, COMPREHENSIONS) for n in ast.walk(body))
    )


def is_plain_call(node: ast.AST, function: ast.FunctionDef) -> bool:
    """Tell whether a node calls a function with one plain argument per parameter."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function.name
        and not node.keywords
        and len(node.args) == len(parameters(function)) == len(function.args.args)
        and all(isinstance(a, ast.Name | ast.Constant) for a in node.args)
    )


def inlined(text: Text, function: ast.FunctionDef, call: ast.Call) -> Edit | None:
    """Answer the edit that puts a function's expression in the place of a call."""
    returned = function.body[0]
    assert isinstance(returned, ast.Return)
    assert returned.value is not None
    given = dict(zip([a.arg for a in function.args.args], call.args, strict=True))
    start = text.span(returned.value)[0]
    formatted = formatted_nodes(returned)
    if any(isinstance(n, ast.Name) and n.id in given for n in formatted):
        return None
    inner = [
        (text.span(n)[0] - start, text.span(n)[1] - start, text.of(given[n.id]))
        for n in ast.walk(returned.value)
        if isinstance(n, ast.Name) and n.id in given
    ]
    expression = edited(text.of(returned.value), inner)
    return None if "\n" in expression else (*text.span(call), f"({expression})")


# Moving


def moves(files: Files) -> Iterator[tuple[str, Files]]:
    """Move a plain function to a module of its own, and import it from there."""
    for name, source in files.items():
        if "__future__" in source or name.endswith("__init__.py"):
            continue
        text = Text(source)
        own = module_names(text.tree)
        for function in text.tree.body:
            if not isinstance(function, FunctionTree) or function.decorator_list:
                continue
            used = set(loaded(function)) - bound(function)
            if used & own or declared(function) or "global" in text.of(function):
                continue  # what is global to it is another module's then
            if not all(is_only_called(function.name, ast.parse(s)) for s in files.values()):
                continue  # it may be a workflow by registration, which goes by its module's name
            imports = [
                text.of(node)
                for node in text.tree.body
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
            target = f"{name.rpartition('/')[0]}/moved_here.py".lstrip("/")
            line = f"from {'.' if '/' in name else ''}moved_here import {function.name}"
            moved = "\n".join(imports) + "\n\n\n" + text.of(function) + "\n"
            yield (
                f"{name} moves {function.name}",
                {**files, name: edited(source, [(*text.span(function), line)]), target: moved},
            )


def is_only_called(name: str, tree: ast.AST) -> bool:
    """Tell whether a module does nothing else with a function than to call it."""
    nodes = list(ast.walk(tree))
    called = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
    return all(
        id(n) in called
        for n in nodes
        if (isinstance(n, ast.Name) and n.id == name)
        or (isinstance(n, ast.Attribute) and n.attr == name)
    )


def module_names(tree: ast.Module) -> set[str]:
    """List the names that a module binds itself, imports aside."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, FunctionTree | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    for node in tree.body:
        if not isinstance(node, ast.Import | ast.ImportFrom | FunctionTree | ast.ClassDef):
            names.update(n.id for n in ast.walk(node) if isinstance(n, ast.Name))
    return names


# Renaming


def renamings(files: Files) -> Iterator[tuple[str, Files]]:
    """Give every variable of every function another name."""
    renamed = {name: renamed_locals(source) for name, source in files.items()}
    if renamed != files:
        yield "renames variables", renamed


def renamed_locals(source: str) -> str:
    """Rename what a function binds by assignment and nothing else knows about."""
    text = Text(source)
    edits: list[Edit] = []
    for around in functions(text.tree):
        if len(around) > 1 or any(functions(around[0])):
            continue  # a nested function may know the variable, too
        edits += renames(text, around[0])
    return edited(source, edits)


def renames(text: Text, function: FunctionTree) -> list[Edit]:
    """Answer the edits that rename a function's variables."""
    assigned = {
        n.id
        for n in own_nodes(function)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    other = parameters(function) | declared(function)
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            other.add(node.arg)  # a lambda's parameter hides the variable
        if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            other.add(node.name)
        if isinstance(node, ast.Import | ast.ImportFrom):
            other.update((a.asname or a.name).partition(".")[0] for a in node.names)
    chosen = assigned - other
    return [
        (*text.span(n), f"{n.id}_again")
        for n in ast.walk(function)
        if isinstance(n, ast.Name) and n.id in chosen
    ]
