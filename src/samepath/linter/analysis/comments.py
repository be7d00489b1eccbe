"""Comments of a file, each with the rows it speaks about."""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from tokenize import TokenInfo

from samepath.dataclass import dataclass

_NEWLINE = re.compile(r"\r\n?")
_BLANK = {tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}
_OPENING, _CLOSING, _BESIDE_CLOSING = "([{", ")]}", ",:"
# Until Python 3.11 an f-string is one token, later it has a first and a last one.
_STRING_START = getattr(tokenize, "FSTRING_START", None)
_STRING_END = getattr(tokenize, "FSTRING_END", None)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, from its `#` on; row and column start at 1.

    `line` are the rows of the line it stands on, `covers` those that it speaks about: about
    the same beside code, the statement that follows (or none) on a line of its own.
    """

    row: int
    column: int
    text: str
    line: range
    covers: range


def comments_of(source: str) -> tuple[Comment, ...]:
    """List the comments in order; raise what tokenize raises if the source makes no sense."""
    found: list[Comment] = []
    waiting: list[TokenInfo] = []
    decorated_from = 0
    for statement in _statements(source):
        code = [token for token in statement if token.type not in _BLANK]
        first = code[0].start[0] if code else 0
        comments = [token for token in statement if token.type == tokenize.COMMENT]
        waiting += [token for token in comments if not code or token.start[0] < first]
        found += _inside(statement, code, [c for c in comments if code and c.start[0] >= first])
        if code and code[0].string == "@":
            decorated_from = decorated_from or first
            continue
        covers = range(decorated_from or first, code[-1].end[0] + 1) if code else range(0)
        found += [_comment(token, covers) for token in waiting]
        waiting, decorated_from = [], 0
    found += [_comment(token, range(0)) for token in waiting]
    return tuple(sorted(found, key=lambda comment: comment.row))


def guessed_comments(source: str) -> tuple[Comment, ...]:
    """List what looks like a comment, line by line, in a source that makes no sense."""
    return tuple(_guessed(_NEWLINE.sub("\n", source).split("\n")))


def _statements(source: str) -> Iterator[list[TokenInfo]]:
    """Split the tokens at the ends of statements; what follows the last one comes last."""
    statement: list[TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(_NEWLINE.sub("\n", source)).readline):
        if _is_error(token):
            raise SyntaxError(f"unexpected {token.string!r}")
        if token.type == tokenize.NEWLINE:
            yield statement
            statement = []
        else:
            statement.append(token)
    yield statement


def _is_error(token: TokenInfo) -> bool:
    """Whether no token begins like this; versions of Python disagree on how to say so."""
    if token.type == tokenize.OP:
        return token.string not in tokenize.EXACT_TOKEN_TYPES
    return token.type == tokenize.ERRORTOKEN and not token.string.isspace()


def _inside(
    statement: list[TokenInfo], code: list[TokenInfo], comments: Iterable[TokenInfo]
) -> Iterator[Comment]:
    """Give the comments between the first and the last token of a statement, or beside it."""
    starts = _line_starts(statement)
    opened = _opened(code)
    rows = sorted({row for token in code for row in (token.start[0], token.end[0])})
    for token in comments:
        row = token.start[0]
        if row in rows:
            line = range(starts[row], row + 1)
            covers = range(min(starts[row], opened.get(row, row)), row + 1)
            yield _comment(token, covers, line)
        else:
            following = next(later for later in [*rows, row] if later >= row)
            yield _comment(token, range(following, following + 1))


def _comment(token: TokenInfo, covers: range, line: range | None = None) -> Comment:
    row, column = token.start
    return Comment(row, column + 1, token.string, line or range(row, row + 1), covers)


def _line_starts(statement: list[TokenInfo]) -> dict[int, int]:
    """Map each row to the first row of its line: strings and backslashes join rows."""
    starts: dict[int, int] = {}
    strings: list[int] = []
    before: TokenInfo | None = None
    for token in statement:
        row, end = token.start[0], token.end[0]
        # Within brackets a token stands between rows; only a backslash leaves no trace.
        joined = before is not None and before.end[0] < row and before.type not in _BLANK
        starts.setdefault(row, starts[before.end[0]] if before and joined else row)
        starts.setdefault(end, starts[row])
        if token.type == _STRING_START:
            strings.append(starts[row])
        elif token.type == _STRING_END:
            starts[end] = strings.pop()
        before = token
    return starts


def _opened(code: list[TokenInfo]) -> dict[int, int]:
    """Map each row that only closes brackets to the row where the outermost was opened."""
    opened: dict[int, int] = {}
    stack: list[int] = []
    other: set[int] = set()
    for token in code:
        row = token.start[0]
        if token.type == tokenize.OP and token.string in _CLOSING and stack:
            opened[row] = stack.pop()
        elif token.type != tokenize.OP or token.string not in _BESIDE_CLOSING:
            other.update((row, token.end[0]))
        if token.type == tokenize.OP and token.string in _OPENING:
            stack.append(row)
    return {row: start for row, start in opened.items() if row not in other}


def _guessed(lines: list[str]) -> Iterator[Comment]:
    for row, line in enumerate(lines, start=1):
        before, mark, text = line.partition("#")
        if mark:
            later = row if before.strip() else _next_code(lines, row)
            covers = range(later, later + 1) if later else range(0)
            yield Comment(row, len(before) + 1, mark + text, range(row, row + 1), covers)


def _next_code(lines: list[str], row: int) -> int:
    """Give the first row after this one that has code, or 0."""
    for number, line in enumerate(lines[row:], start=row + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return number
    return 0
