"""The files of a program: which they are, and what can be asked of all their bytes."""

from collections.abc import Sequence

from samepath.linter.project.discovery import Discovered, discover
from samepath.linter.project.haystack import Haystack
from samepath.linter.project.reader import Reader
from samepath.linter.project.settings import Settings


class Files:
    """What was found below the roots of a program."""

    __slots__ = ("found", "haystack")

    def __init__(self, found: Discovered, haystack: Haystack) -> None:
        self.found = found
        self.haystack = haystack


def gather(
    reader: Reader, settings: Settings, roots: Sequence[str], *, ahead: bool = False
) -> Files:
    """Find the files of a program; `ahead` lets a second process look through them at once.

    That process runs until the haystack is closed.
    """
    found = discover(
        reader, roots, exclude=settings.exclude, exclude_from=settings.root,
        respect_gitignore=settings.respect_gitignore,
    )  # fmt: skip
    haystack = Haystack(reader, found.files)
    if ahead:
        haystack.look_ahead()
    return Files(found, haystack)
