"""How text fills the cells of a terminal: wide characters, tabs, and what must not get there.

Source lines, messages and file names come from the checked project. A control character
among them could repaint the terminal, a bidirectional one could show other code than what
runs, and a lone surrogate cannot be encoded at all; each is written as an escape instead.
"""

from collections.abc import Iterator

TAB = 4
_BYTES = range(0xDC80, 0xDD00)
"""What Python decodes the bytes of a file name to that are no UTF-8, from 0x80 on."""


def printable(text: str, encoding: str = "utf-8") -> str:
    """Write text on one line of a stream with this encoding, with escapes where it must."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char, _ in cells(text, encoding, tab=1))


def encodable(text: str) -> str:
    """Replace lone surrogates, which no reader of UTF-8 or JSON accepts, by escapes."""
    if text.isascii():
        return text
    return "".join(_escaped(c)[0] if "\ud800" <= c <= "\udfff" else c for c in text)


def width(text: str, encoding: str = "utf-8") -> int:
    """Count the cells that `printable` text takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(wide for _, wide in cells(text, encoding, tab=1))


def cells(text: str, encoding: str, tab: int = TAB) -> Iterator[tuple[str, int]]:
    """Yield for each code point what is written for it and how many cells that takes."""
    column = 0
    for char in text:
        if char == "\t":
            shown, wide = " " * (tab - column % tab), tab - column % tab
        elif " " <= char <= "~":
            shown, wide = char, 1
        else:
            shown, wide = _beyond_ascii(char, encoding)
        column += wide
        yield shown, wide


def _beyond_ascii(char: str, encoding: str) -> tuple[str, int]:
    from unicodedata import category, combining, east_asian_width

    kind = category(char)
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _escaped(char)
    if kind in {"Cc", "Cs", "Zl", "Zp"} or (kind == "Cf" and not _joins(char)):
        return _escaped(char)
    if combining(char) or kind in {"Mn", "Me", "Cf"}:
        return char, 0
    return char, 2 if east_asian_width(char) in "WF" else 1


def _joins(char: str) -> bool:
    """Whether an invisible character only joins its neighbours, as emoji and Indic scripts do."""
    return char in "\u200c\u200d"


def _escaped(char: str) -> tuple[str, int]:
    code = ord(char)
    if code in _BYTES:
        shown = f"\\x{code - 0xDC00:02x}"
    else:
        shown = char.encode("ascii", "backslashreplace").decode("ascii")
        shown = f"\\x{code:02x}" if shown == char else shown
    return shown, len(shown)
