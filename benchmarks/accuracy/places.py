"""Where something can be put into a program: its workflows, and their operations as statements."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samepath.linter.check import Project
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import Function
from samepath.linter.program.workflows import Workflow, solve_workflow
from samepath.linter.project.reader import DiskReader
from samepath.linter.project.settings import Settings

LARGEST = 60
"""Files in the folder that is checked at a time, for speed."""
SKIPPED = frozenset({"patch", "wait", "other"})
KIN = {"durabletask": "azure"}
"""Dialects whose programs are written like another's."""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Spot:
    """A statement of a workflow's body that issues an operation; rows are counted from 1."""

    first: int
    last: int
    column: int
    is_assignment: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A workflow that something can be put into."""

    root: str
    path: str
    workflow: str
    engine: str
    function: FunctionNode
    spots: tuple[Spot, ...]
    context: str
    is_class: bool
    package: str
    """How a module beside the workflow's own is imported: what stands before its name."""

    @property
    def is_async(self) -> bool:
        """Tell whether the body may await."""
        return isinstance(self.function, ast.AsyncFunctionDef)

    @property
    def receiver(self) -> str:
        """The name of the first parameter of a method of a workflow class."""
        return self.function.args.args[0].arg if self.is_class else ""


def folders_of(repository: str) -> list[str]:
    """Split a repository into folders of readable size, so that one check takes a second."""
    found: list[str] = []
    pending = [Path(repository)]
    while pending:
        folder = pending.pop()
        size = sum(1 for _ in folder.rglob("*.py"))
        if 0 < size <= LARGEST:
            found.append(str(folder))
        elif size:
            pending += [p for p in sorted(folder.iterdir()) if p.is_dir()]
            if any(folder.glob("*.py")):
                found.append(str(folder))
    return sorted(found)


def targets_of(root: str) -> Iterator[Target]:
    """Yield the workflows below a folder whose bodies issue operations."""
    project = Project(DiskReader(), Settings(root=root), [root])
    trees: dict[str, ast.Module] = {}
    for workflow in project.found():
        solved = solve_workflow(project.discovery.world, workflow)
        for kind, frame in solved.entries:
            path = frame.function.module.path
            if kind != "entry" or path.startswith("<"):
                continue
            if path not in trees:
                trees[path] = ast.parse(Path(path).read_bytes())
            node = node_of(trees[path], frame.function)
            spots = () if node is None else tuple(spots_of(node, rows_of(frame)))
            if node is not None and spots:
                beside = project.discovery.modules.package_of(path)
                yield target(root, path, workflow, node, spots, f"{beside}." if beside else "")


def target(
    root: str,
    path: str,
    workflow: Workflow,
    node: FunctionNode,
    spots: tuple[Spot, ...],
    package: str,
) -> Target:
    """Describe one workflow."""
    engine = KIN.get(workflow.dialect.name, workflow.dialect.name)
    names = [a.arg for a in node.args.args]
    context = names[-1] if engine == "aws" and names else (names[0] if names else "")
    return Target(
        root, path, workflow.name, engine, node, spots, context, workflow.cls is not None, package
    )


def node_of(tree: ast.Module, function: Function) -> FunctionNode | None:
    """Find a function in a file by its place."""
    index = function.module.index
    row = index.spans[function.code.site][0] if index is not None else 0
    for node in ast.walk(tree):
        if not isinstance(node, FunctionNode) or node.name != function.code.name:
            continue
        if row in {node.lineno, *(d.lineno for d in node.decorator_list)}:
            return node
    return None


def rows_of(frame: Frame) -> set[int]:
    """List the rows on which a frame issues operations that can be issued twice."""
    index = frame.function.module.index
    assert index is not None
    return {
        index.spans[site][0]
        for site, issued in frame.operations.items()
        if all(i.operation.kind not in SKIPPED and not i.operation.joins for i in issued)
    }


def spots_of(node: FunctionNode, rows: set[int]) -> Iterator[Spot]:
    """Yield the simple statements of a body that hold one of the rows."""
    for statement in statements(node.body):
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        if isinstance(statement, ast.Expr | ast.Assign) and any(first <= r <= last for r in rows):
            yield Spot(first, last, statement.col_offset, isinstance(statement, ast.Assign))


def statements(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements and what is nested in them, functions and classes left out."""
    for statement in block:
        yield statement
        if isinstance(statement, FunctionNode | ast.ClassDef):
            continue
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(statement, field, None)
            if isinstance(inner, list):
                yield from statements(inner)
        for handler in getattr(statement, "handlers", []):
            yield from statements(handler.body)
