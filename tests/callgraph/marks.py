"""The edges that a program's marks expect, and those that the engine answers.

A comment `# calls: main.A.run, main.helper` on a line says that the function around that line
(or the module) calls these functions of the program there. A lambda is named in front, since
its line belongs to others, too: `# <lambda1> calls: main.helper`.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings

ROOT = "/program"
MARK = re.compile(r"# (?:(?P<inner>[\w.<>]+) )?calls: (?P<callees>[\w.<>]+(?:, [\w.<>]+)*)")
Edges = dict[str, set[str]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def read(folder: Path) -> dict[str, str]:
    """Read a program's files."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*.py"))}


def module_name(file: str) -> str:
    """Name a file's module, dotted from the program's folder."""
    path = PurePosixPath(file).with_suffix("")
    return ".".join(path.parts[:-1] if path.name == "__init__" else path.parts)


def expected(files: Mapping[str, str]) -> Edges:
    """Collect the marks: caller to what it calls; who calls nothing is left out."""
    edges: Edges = {}
    for file, source in files.items():
        functions = list(spans(ast.parse(source).body, ""))
        for row, line in enumerate(source.splitlines(), start=1):
            if "calls:" not in line:
                continue
            marks = list(MARK.finditer(line))
            assert len(marks) == line.count("calls:"), f"{file}:{row}: not a mark: {line}"
            for mark in marks:
                parts = [module_name(file), enclosing(functions, row), mark["inner"]]
                caller = ".".join(part for part in parts if part)
                edges.setdefault(caller, set()).update(mark["callees"].split(", "))
    return edges


def spans(body: list[ast.stmt], outer: str) -> Iterator[tuple[int, int, str]]:
    """Yield first and last row of each function's header and body, and its qualified name."""
    for node in body:
        if isinstance(node, Definition):
            name = f"{outer}.{node.name}" if outer else node.name
            if not isinstance(node, ast.ClassDef):
                yield node.body[0].lineno, node.end_lineno or 0, name
            yield from spans(node.body, name)
        else:
            inner = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)]
            inner += [s for n in ast.iter_child_nodes(node) for s in statements_in(n)]
            yield from spans(inner, outer)


def statements_in(node: ast.AST) -> list[ast.stmt]:
    """List the statements of a handler or a case."""
    return node.body if isinstance(node, ast.excepthandler | ast.match_case) else []


def enclosing(functions: list[tuple[int, int, str]], row: int) -> str:
    """Name the innermost function whose body a row belongs to."""
    around = [f for f in functions if f[0] <= row <= f[1]]
    return max(around, key=lambda f: f[0])[2] if around else ""


def project(files: Mapping[str, str]) -> Project:
    """Open a program that exists only in memory."""
    contents = {f"{ROOT}/{name}": source.encode() for name, source in files.items()}
    reader = OverlayReader(DiskReader(), contents)
    return Project(reader, Settings(root=ROOT, src=(ROOT,)), [ROOT])


def answered(files: Mapping[str, str]) -> Edges:
    """Ask the engine for the call graph, and keep the calls between the program's functions."""
    own = {module_name(file) for file in files}
    edges: Edges = {}
    for caller, callees in project(files).adjacency().items():
        inside = {c for c in callees if c in own or any(c.startswith(f"{m}.") for m in own if m)}
        if inside:
            edges[caller] = inside
    return edges


def difference(files: Mapping[str, str]) -> list[str]:
    """Write a line for every call that is marked or answered, but not both."""
    marked, found = expected(files), answered(files)
    lines = []
    for caller in sorted({*marked, *found}):
        wanted, got = marked.get(caller, set()), found.get(caller, set())
        lines += [f"missing: {caller} -> {callee}" for callee in sorted(wanted - got)]
        lines += [f"wrong: {caller} -> {callee}" for callee in sorted(got - wanted)]
    return lines
