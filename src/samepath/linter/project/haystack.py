"""Questions to every file of a program at once, asked of bytes, so that few need parsing.

An answer names every file that may hold what was asked for, and some that do not: comments
and strings are bytes too. What is spelled so that bytes cannot show it (`def` and its name on
two lines, a module imported by a computed name) is missed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from samepath.linter.project.reader import Reader

KEEP = 64 << 20
"""Bytes of files that are held in memory; what goes beyond is read again for each pass."""

FEW = 16  # up to here, looking for each needle is faster than cutting a file into words
LONGEST_HEADER = 400

DEFINED = re.compile(rb"def[ \t]+([\w\x80-\xff]+)")
WORD = re.compile(rb"[A-Za-z0-9_\x80-\xff]+")
WORD_BYTES = bytes(byte if WORD.match(bytes([byte])) else ord(" ") for byte in range(256))
IMPORT = b"import"
AFTER_IMPORT = (b" ", b"\t", b"(", b"*", b"\\")

Index = dict[bytes, list[int]]
NamesIn = Callable[[bytes], set[bytes]]


class Haystack:
    """All files of a program, as bytes; `files` are kept in the order given."""

    def __init__(self, reader: Reader, files: Sequence[str], *, keep: int = KEEP) -> None:
        self.files = tuple(files)
        self._reader = reader
        self._room = keep
        self._kept: dict[str, bytes] = {}
        self.unreadable: dict[str, None] = {}
        """Files that were looked at in vain, in the order of looking."""
        self._indexes: dict[NamesIn, Index] = {}

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
        found: dict[bytes, list[str]] = {needle: [] for needle in needles}
        exact = {needle: _whole(needle) for needle in found}
        by_word = _by_longest_word(found) if len(found) > FEW else {}
        for path in self.files if found else ():
            content = self.content(path)
            for needle in _candidates(content, by_word) if by_word else found:
                if needle in content and exact[needle].search(content):
                    found[needle].append(path)
        return found

    def defining(self, name: str) -> list[str]:
        """Return the files with a `def` of this name."""
        return self._look_up(_defined, name.encode())

    def subclassing(self, name: str) -> list[str]:
        """Return the files with a class whose bases or keywords mention this name."""
        return self._look_up(_named_as_bases, name.encode())

    def importing(self, name: str) -> list[str]:
        """Return the files with an import statement that mentions this name.

        For a module ask for the last part of its name: `from ..flows import app` says no more.
        A package is also reached by `from . import` inside it, which says nothing at all.
        """
        return self._look_up(_imported, name.encode())

    def files_importing(self, words: Iterable[bytes]) -> dict[bytes, list[str]]:
        """Return the files with an import statement that mentions each of these words."""
        return {word: self._look_up(_imported, word) for word in words}

    def _look_up(self, names_in: NamesIn, name: bytes) -> list[str]:
        index = self._indexes.get(names_in)
        if index is None:
            index = self._indexes[names_in] = {}
            for number, path in enumerate(self.files):
                for found in names_in(self.content(path)):
                    index.setdefault(found, []).append(number)
        return [self.files[number] for number in index.get(name, ())]


def _whole(needle: bytes) -> re.Pattern[bytes]:
    """Return a pattern for the needle that does not match inside longer words."""
    before = rb"(?<![\w\x80-\xff])" if WORD.match(needle) else b""
    after = rb"(?![\w\x80-\xff])" if WORD.match(needle[-1:]) else b""
    return re.compile(before + re.escape(needle) + after)


def _by_longest_word(needles: Iterable[bytes]) -> dict[bytes, list[bytes]]:
    grouped: dict[bytes, list[bytes]] = {}
    for needle in needles:
        words = WORD.findall(needle)
        grouped.setdefault(max(words, key=len) if words else b"", []).append(needle)
    return grouped


def _candidates(content: bytes, by_word: dict[bytes, list[bytes]]) -> Iterator[bytes]:
    yield from by_word.get(b"", ())
    words = content.translate(WORD_BYTES).split()
    for word in by_word.keys() & words:
        yield from by_word[word]


# Cutting at a keyword is several times faster than a pattern that looks for whole statements.


def _defined(content: bytes) -> set[bytes]:
    return set(DEFINED.findall(content))


def _named_as_bases(content: bytes) -> set[bytes]:
    words: set[bytes] = set()
    for piece in content.split(b"class ")[1:]:
        name, opened, rest = piece[:LONGEST_HEADER].partition(b"(")
        if opened and b"\n" not in name and b":" not in name:
            words.update(WORD.findall(rest.partition(b"):")[0]))
    return words


def _imported(content: bytes) -> set[bytes]:
    pieces: list[bytes] = []
    at = content.find(IMPORT)
    while at >= 0:
        after = at + len(IMPORT)
        if content[after : after + 1] in AFTER_IMPORT:
            head = content[content.rfind(b"\n", 0, at) + 1 : at].strip()
            if _starts_import(head):
                pieces += (head, _imported_names(content, after))
        at = content.find(IMPORT, after)
    return set(WORD.findall(b"\n".join(pieces)))


def _starts_import(head: bytes) -> bool:
    return not head or head.startswith(b"from") or head.endswith((b";", b":")) or b" from " in head


def _imported_names(content: bytes, start: int) -> bytes:
    """Return the rest of an import statement: to the closing bracket, or to the line's end."""
    end = content.find(b"\n", start)
    while end > 0 and content[start:end].rstrip(b"\r").endswith(b"\\"):
        end = content.find(b"\n", end + 1)
    line = content[start : end if end >= 0 else len(content)]
    return _in_brackets(content, start) if line.lstrip().startswith(b"(") else line


def _in_brackets(content: bytes, start: int) -> bytes:
    end = content.find(b")", start)
    while end >= 0 and b"#" in content[content.rfind(b"\n", start, end) + 1 : end]:
        end = content.find(b")", end + 1)  # that one stood in a comment
    return content[start : end if end >= 0 else len(content)]
