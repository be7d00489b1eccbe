"""What a file's bytes mention: in imports, in definitions, as bases, anywhere.

Comments and strings are bytes too, so that a file may mention more than it means. What is spelled
so that bytes cannot show it (`def` and its name on two lines) is missed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

FEW = 16  # up to here, looking for each needle is faster than cutting a file into words
LONGEST_HEADER = 400

DEFINED = re.compile(rb"def[ \t]+([\w\x80-\xff]+)")
WORD = re.compile(rb"[A-Za-z0-9_\x80-\xff]+")
WORD_BYTES = bytes(byte if WORD.match(bytes([byte])) else ord(" ") for byte in range(256))
IMPORT = b"import"
AFTER_IMPORT = (b" ", b"\t", b"(", b"*", b"\\")

Mentions = Callable[[bytes], Collection[bytes]]


def needles(wanted: Iterable[bytes]) -> Mentions:
    """Return what tells which of some needles a file mentions, as whole words."""
    exact = {needle: _whole(needle) for needle in wanted}
    by_word = _by_longest_word(exact) if len(exact) > FEW else {}

    def mentioned(content: bytes) -> list[bytes]:
        likely = _candidates(content, by_word) if by_word else exact
        return [n for n in likely if n in content and exact[n].search(content)]

    return mentioned


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


def defined(content: bytes) -> set[bytes]:
    """Return the names that follow a `def`."""
    return set(DEFINED.findall(content))


def bases(content: bytes) -> set[bytes]:
    """Return the words in the brackets after the names of classes."""
    words: set[bytes] = set()
    for piece in content.split(b"class ")[1:]:
        name, opened, rest = piece[:LONGEST_HEADER].partition(b"(")
        if opened and b"\n" not in name and b":" not in name:
            words.update(WORD.findall(rest.partition(b"):")[0]))
    return words


def imported(content: bytes) -> set[bytes]:
    """Return the words of import statements."""
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
