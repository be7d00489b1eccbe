"""Questions to every file of a program at once, asked of bytes, so that few need parsing.

An answer names every file that may hold what was asked for, and some that do not: comments
and strings are bytes too. What is spelled so that bytes cannot show it (`def` and its name on
two lines, a module imported by a computed name) is missed.
"""

from collections.abc import Collection, Iterable, Sequence

from samepath.linter.project import mentions
from samepath.linter.project.memory import Memory
from samepath.linter.project.mentions import Mentions
from samepath.linter.project.reader import Reader
from samepath.linter.project.scout import Scout, send_out

KEEP = 64 << 20
"""Bytes of files that are held in memory; what goes beyond is read again for each pass."""

MANY = 200
"""From so many files on, a second process is worth its start."""
HELPED = 3
"""One file in so many is looked through by the first process, too."""

Index = dict[bytes, list[int]]
"""What is mentioned, and the numbers of the files that do."""
Question = str | tuple[bytes, ...]
"""Which kind of index is wanted, or which needles are looked for."""

KINDS: dict[str, Mentions] = {
    "imported": mentions.imported,
    "defined": mentions.defined,
    "bases": mentions.bases,
}


class Haystack:
    """All files of a program, as bytes; `files` are kept in the order given."""

    def __init__(
        self,
        reader: Reader,
        files: Sequence[str],
        *,
        keep: int = KEEP,
        memory: Memory | None = None,
    ) -> None:
        self.files = tuple(files)
        self._reader = reader
        self._room = keep
        self._memory = memory
        self._kept: dict[str, bytes] = {}
        self.unreadable: dict[str, None] = {}
        """Files that were looked at in vain, in the order of looking."""
        self._indexes: dict[Question, Index] = {}
        self._scout: Scout | None = None

    def content(self, path: str) -> bytes:
        """Return a file's bytes, empty for one that cannot be read."""
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        glanced = self._reader.glance(path)
        if glanced is None:
            self.unreadable[path] = None
        content = glanced or b""
        if len(content) <= self._room:
            self._room -= len(content)
            self._kept[path] = content
        return content

    def files_containing(self, needles: Iterable[bytes]) -> dict[bytes, list[str]]:
        """Return the files that each needle occurs in, as whole words, in one pass."""
        question = tuple(dict.fromkeys(needles))
        index = self._index(question) if question else {}
        return {needle: [self.files[n] for n in numbers] for needle, numbers in index.items()}

    def look_ahead(self) -> None:
        """Let a second process make the indexes, if there are many files to look through."""
        if len(self.files) >= MANY:
            self._scout = send_out(self._answer, list(KINDS))

    def expect(self, needles: Iterable[bytes]) -> None:
        """Say that `files_containing` will be asked for these needles."""
        if self._scout is not None:
            self._scout.ask(tuple(dict.fromkeys(needles)))

    def close(self) -> None:
        """End the second process, if there is one."""
        if self._scout is not None:
            self._scout.stop()
            self._scout = None

    def defining(self, name: str) -> list[str]:
        """Return the files with a `def` of this name."""
        return self._look_up("defined", name.encode())

    def subclassing(self, name: str) -> list[str]:
        """Return the files with a class whose bases or keywords mention this name."""
        return self._look_up("bases", name.encode())

    def importing(self, name: str) -> list[str]:
        """Return the files with an import statement that mentions this name.

        For a module ask for the last part of its name: `from ..flows import app` says no more.
        A package is also reached by `from . import` inside it, which says nothing at all.
        """
        return self._look_up("imported", name.encode())

    def files_importing(self, words: Iterable[bytes]) -> dict[bytes, list[str]]:
        """Return the files with an import statement that mentions each of these words."""
        return {word: self._look_up("imported", word) for word in words}

    def _look_up(self, kind: str, name: bytes) -> list[str]:
        if kind not in self._indexes:
            self._indexes[kind] = self._index(kind)
        return [self.files[number] for number in self._indexes[kind].get(name, ())]

    def _index(self, question: Question) -> Index:
        """Have a question answered, by the second process as far as it has a share in it."""
        if self._scout is None:
            return self._look_through(question, range(len(self.files)))
        ours, _ = self._shares(question)
        index = self._look_through(question, ours)
        theirs, unreadable = self._scout.answer(question) or self._answer(question)
        for path in unreadable:
            self.content(path)  # so that the reason is known here, too
        return _merged(theirs, index)

    def _answer(self, question: Question) -> tuple[Index, list[str]]:
        """Look through the second process's share; name the files that could not be read."""
        _, theirs = self._shares(question)
        return self._look_through(question, theirs), list(self.unreadable)

    def _shares(self, question: Question) -> tuple[Iterable[int], Iterable[int]]:
        """Share the files out between this process and the second.

        This one waits for the first index and helps with it, once it has loaded what it needs.
        """
        numbers = range(len(self.files))
        if question != "imported":
            return (), numbers
        return numbers[::HELPED], (number for number in numbers if number % HELPED)

    def _look_through(self, question: Question, numbers: Iterable[int]) -> Index:
        index: Index = {}
        if isinstance(question, str):
            mentioned = KINDS[question]
        else:
            mentioned = mentions.needles(question)
            index.update((needle, []) for needle in question)
        for number in numbers:
            content = self.content(self.files[number])
            for found in self._mentioned(question, mentioned, content):
                index.setdefault(found, []).append(number)
        return index

    def _mentioned(
        self, question: Question, mentioned: Mentions, content: bytes
    ) -> Collection[bytes]:
        if self._memory is None:
            return mentioned(content)
        return self._memory.recall((question, content), lambda: mentioned(content))


def _merged(one: Index, other: Index) -> Index:
    for mentioned, numbers in other.items():
        known = one.get(mentioned)
        one[mentioned] = numbers if known is None else sorted(known + numbers)
    return one
