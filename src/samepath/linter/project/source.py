"""From one file's bytes to its syntax tree, or to the one problem that stands in the way."""

import ast
import gc
import re
import sys
import warnings
from typing import Literal

from samepath.dataclass import dataclass

LARGEST = 4 << 20
"""Files of more bytes are not parsed: a tree takes up to a hundred times as much memory."""

COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
BLANK_OR_COMMENT = re.compile(rb"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PLACE_AT_END = re.compile(r" \((?:<unknown>, )?line \d+\)$")

NEWER = (  # syntax, as it stands on one line, and the Python that first had it
    (re.compile(r"^\s*type\s+\w+\s*(?:\[.*\])?\s*="), (3, 12)),
    (re.compile(r"^\s*(?:async\s+def|def|class)\s+\w+\s*\["), (3, 12)),
    (re.compile(r"\b(?:[tT][rR]?|[rR][tT])[\"']"), (3, 14)),
    (re.compile(r"^\s*except\*?\s+[\w.]+\s*,[^()]*:"), (3, 14)),
)

ProblemKind = Literal["unreadable", "encoding", "syntax", "too-deep", "too-large"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's tree, and the text it was made of.

    Every line of `text` ends in a line feed and nothing else, so that splitting there gives
    the lines that rows count. Columns in the tree count UTF-8 bytes.
    """

    tree: ast.Module
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was not read; rows and columns start at 1, columns count code points."""

    path: str
    row: int
    column: int
    message: str
    kind: ProblemKind = "unreadable"


def parse(path: str, content: bytes) -> Parsed | Problem:
    """Parse a file as Python itself would, but for bytes that Python would choke on."""
    if len(content) > LARGEST:
        megabytes = f"{len(content) / (1 << 20):.1f} MB"
        message = f"the file has {megabytes}, more than the {LARGEST >> 20} MB that are read"
        return Problem(path, 1, 1, message, "too-large")
    text = decode(path, content)
    return text if isinstance(text, Problem) else _tree_of(path, text)


def decode(path: str, content: bytes) -> str | Problem:
    """Decode as PEP 263 has it: byte order mark, cookie in the first two lines, else UTF-8."""
    if content.startswith(UTF_16_MARKS):
        return Problem(path, 1, 1, "the file is in utf-16, which python does not read", "encoding")
    if b"\0" in content:
        row, column = _place(content, content.index(b"\0"))
        return Problem(path, row, column, "the file has a null byte", "encoding")
    marked = content.startswith(BYTE_ORDER_MARK)
    body = content[len(BYTE_ORDER_MARK) :] if marked else content
    cookie = _cookie(body)
    if marked and cookie and not _is_utf_8(cookie):
        message = f"the file has a utf-8 mark, but says that its encoding is {cookie}"
        return Problem(path, 1, 1, message, "encoding")
    return _decoded(path, body, cookie or "utf-8")


def _decoded(path: str, content: bytes, encoding: str) -> str | Problem:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row, column = _place(content, error.start)
        byte = content[error.start]
        message = f"byte 0x{byte:02x} is not valid {encoding}, and no other encoding is declared"
        if not _is_utf_8(encoding):
            message = f"byte 0x{byte:02x} is not valid {encoding}, the declared encoding"
        return Problem(path, row, column, message, "encoding")
    except (LookupError, ValueError):  # no such encoding, or not one of text
        return Problem(path, 1, 1, f"the encoding {encoding} is not known", "encoding")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cookie(content: bytes) -> str | None:
    first, _, rest = content[:400].partition(b"\n")
    found = COOKIE.match(first)
    if found is None and BLANK_OR_COMMENT.match(first):
        found = COOKIE.match(rest.partition(b"\n")[0])
    return found[1].decode() if found else None


def _is_utf_8(encoding: str) -> bool:
    normal = encoding.lower().replace("_", "-")
    return normal in {"utf-8", "utf8"} or normal.startswith("utf-8-")


def _place(content: bytes, offset: int) -> tuple[int, int]:
    """Return row and column of an offset; what cannot be decoded counts as one column a byte."""
    before = content[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.rpartition(b"\n")[2]
    return before.count(b"\n") + 1, len(line.decode("utf-8", "surrogateescape")) + 1


def _tree_of(path: str, text: str) -> Parsed | Problem:
    collects = gc.isenabled()
    gc.disable()  # a tree has no cycles: looking for them takes longer than parsing
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Parsed(ast.parse(text), text)
    except SyntaxError as error:
        return _syntax_problem(path, text, error)
    except (RecursionError, MemoryError):
        return too_deep(path)
    except ValueError as error:
        return Problem(path, 1, 1, str(error), "syntax")
    finally:
        if collects:
            gc.enable()


def too_deep(path: str) -> Problem:
    """Return the problem of a file with expressions nested too deeply to be read."""
    return Problem(path, 1, 1, "the file is nested too deeply to be read", "too-deep")


def _syntax_problem(path: str, text: str, error: SyntaxError) -> Problem:
    lines = text.split("\n")
    row = min(max(error.lineno or 1, 1), len(lines))
    column = min(max(error.offset or 1, 1), len(lines[row - 1]) + 1)
    said = PLACE_AT_END.sub("", error.msg or "invalid syntax")
    message = said[:1].lower() + said[1:]
    needed = _newer_python(lines[row - 1])
    if needed:
        running = f"{sys.version_info[0]}.{sys.version_info[1]}"
        message = f"{message} (python {needed} or newer reads this, samepath runs on {running})"
    kind: ProblemKind = "too-deep" if "too many nested" in message else "syntax"
    return Problem(path, row, column, message, kind)


def _newer_python(line: str) -> str | None:
    """Return the Python that reads this line, if that is a newer one than the running."""
    for pattern, version in NEWER:
        if sys.version_info < version and pattern.search(line):
            return f"{version[0]}.{version[1]}"
    return None
