"""The files of a program: which they are, and what can be asked of all their bytes."""

from collections.abc import Sequence

from samepath.linter.project.discovery import Discovered, discover
from samepath.linter.project.haystack import Haystack
from samepath.linter.project.memory import Memory
from samepath.linter.project.reader import Reader
from samepath.linter.project.settings import Settings


class Files:
    """What was found below the roots of a program, and what is remembered of it."""

    __slots__ = ("found", "haystack", "memory")

    def __init__(self, found: Discovered, haystack: Haystack, memory: Memory | None = None) -> None:
        self.found = found
        self.haystack = haystack
        self.memory = memory


def gather(
    reader: Reader,
    settings: Settings,
    roots: Sequence[str],
    *,
    ahead: bool = False,
    memory: Memory | None = None,
) -> Files:
    """Find the files of a program; `ahead` lets a second process look through them at once.

    That process runs until the haystack is closed. Who checks again and again has a memory.
    """
    found = discover(
        reader, roots, exclude=settings.exclude, exclude_from=settings.root,
        respect_gitignore=settings.respect_gitignore,
    )  # fmt: skip
    haystack = Haystack(reader, found.files, memory=memory)
    if ahead:
        haystack.look_ahead()
    return Files(found, haystack, memory)
