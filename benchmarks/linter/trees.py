"""Assemble a tree of real code: workflows of public applications among other people's packages."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SKIPPED = frozenset({".git", "__pycache__", "build", "dist", "node_modules", "site-packages"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree on disk, and how much of it there is."""

    folder: Path
    files: int
    lines: int
    naming: int
    """Files that name an engine."""


Source = tuple[str, bytes]
"""A path below the tree, and the file's content."""


def assemble(
    folder: Path, workflows: list[Path], fillers: list[Path], engine_lines: int, lines: int
) -> Tree:
    """Write whole applications up to `engine_lines`, then other code up to `lines`."""
    files = naming = written = 0
    for source, limit, is_workflows in (
        (read_all(workflows), engine_lines, True),
        (read_all(fillers), lines, False),
    ):
        for path, content in source:
            if written >= limit:
                break
            if not is_workflows and names_engine(content):
                continue
            write(folder / path, content)
            files += 1
            naming += names_engine(content)
            written += content.count(b"\n")
    return Tree(folder, files, written, naming)


def write(path: Path, content: bytes) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def read_all(places: Iterable[Path]) -> Iterator[Source]:
    """Yield the Python files of folders and wheels, in one order for every run."""
    for number, place in enumerate(places):
        top = f"{number:02}_{place.name.partition('-')[0].replace('.', '_')}"
        read = read_wheel if place.suffix == ".whl" else read_folder
        for path, content in read(place):
            yield f"{top}/{path}", content


def read_wheel(wheel: Path) -> Iterator[Source]:
    """Yield the Python files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".py"):
                yield name, archive.read(name)


def read_folder(folder: Path) -> Iterator[Source]:
    """Yield the Python files of a folder, links left out."""
    for path in sorted(folder.rglob("*.py")):
        relative = path.relative_to(folder)
        if SKIPPED.isdisjoint(relative.parts) and path.is_file() and not path.is_symlink():
            yield str(relative), path.read_bytes()


ENGINES = (
    b"temporalio", b"dbos", b"aws_durable_execution_sdk_python", b"azure.durable_functions",
    b"durabletask", b"dapr.ext.workflow", b"restate", b"inngest", b"hatchet_sdk",
)  # fmt: skip


def names_engine(content: bytes) -> bool:
    """Tell whether a file mentions the module of an engine."""
    return any(engine in content for engine in ENGINES)
