"""How many arguments the methods of a name take: told by bytes, before any file is parsed."""

import ast
import re
from collections import deque
from functools import cache

from samepath.dataclass import dataclass

ENDLESS = 1 << 30
"""What a method takes that collects what is left over."""
LONGEST = 4_000
PLAIN_DECORATORS = frozenset(
    {
        b"@abstractmethod", b"@abc.abstractmethod", b"@override", b"@typing.override",
        b"@property", b"@staticmethod", b"@classmethod",
    }
)  # fmt: skip
BEFORE = re.compile(rb"([ \t]+)(?:async[ \t]+)?")
OPENER = re.compile(rb"(?:async[ \t]+)?(\w*)")
BLOCKS = frozenset(
    b"if elif else try except finally for while with match case".split()
)  # they open no scope


@dataclass(frozen=True, slots=True)
class Heads:
    """The methods of one name in one file, as far as bytes tell.

    `capacities` has, for every class at the file's left margin that surely has the method, how
    many arguments it takes, the receiver included. `unsure` says that only the parsed file
    tells whether there are more. Functions, and methods of nested classes, do not count.
    """

    capacities: tuple[int, ...]
    unsure: bool


def heads(content: bytes, name: str) -> Heads:
    """Look for the methods of a name in the bytes of a file."""
    by_class: dict[int, list[int | None]] = {}
    unsure = False
    for found in _definitions(name.encode()).finditer(content):
        start = content.rfind(b"\n", 0, found.start()) + 1
        before = BEFORE.fullmatch(content, start, found.start())
        if before is None:
            continue
        place = _class_around(content, start, len(before[1]))
        if place is None:
            unsure = True
        elif place >= 0:
            plain = _is_plain(content, start)
            capacity = _capacity(content, found.end()) if plain else None
            by_class.setdefault(place, []).append(capacity)
    known = [c[0] for c in by_class.values() if len(c) == 1 and c[0] is not None]
    return Heads(tuple(known), unsure or len(known) < len(by_class))


@cache
def _definitions(name: bytes) -> re.Pattern[bytes]:
    # Beginning with a word, it is found several times faster than from the beginning of a line.
    return re.compile(rb"def[ \t]+" + name + rb"\b")


@cache
def _outward(indent: int) -> re.Pattern[bytes]:
    """Return a pattern for lines that stand further out; comments and closing brackets do not."""
    return re.compile(rb"^([ \t]{0,%d})(?=[^\s#)\]}])(.*)" % (indent - 1), re.MULTILINE)


def _class_around(content: bytes, start: int, indent: int) -> int | None:
    """Return where the class begins whose body a line is in; -1 for none, None for unsure."""
    strange = False
    place = -1
    while indent > 0:
        line = next(iter(deque(_outward(indent).finditer(content, 0, start), maxlen=1)), None)
        opened = OPENER.match(line[2]) if line is not None else None
        if line is None or opened is None:
            return None
        if opened[1] == b"def" or (opened[1] == b"class" and place >= 0):
            return -1
        if opened[1] == b"class":
            place = line.start()
        else:
            strange = True
            if opened[1] not in BLOCKS:  # a line of some longer text
                return None
        start, indent = line.start(), len(line[1])
    return None if strange and place >= 0 else place


def _is_plain(content: bytes, start: int) -> bool:
    """Tell whether nothing right above a definition can make something else of it."""
    above = content[content.rfind(b"\n", 0, max(0, start - 1)) + 1 : start].strip()
    return above in PLAIN_DECORATORS or (not above.endswith(b")") and not above.startswith(b"@"))


def _capacity(content: bytes, start: int) -> int | None:
    """Return how many arguments the definition takes whose name ends at `start`."""
    end = start
    while (end := content.find(b")", end, start + LONGEST) + 1) > 0:
        try:
            tree = ast.parse(b"def f" + content[start:end] + b": 0")
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
        given = tree.body[0].args  # type: ignore[attr-defined]
        if given.vararg or given.kwarg:
            return ENDLESS
        return len(given.posonlyargs) + len(given.args) + len(given.kwonlyargs)
    return None
