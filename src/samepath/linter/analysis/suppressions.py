"""Comments that say a finding is meant: `# samepath: ignore[wall-clock] reason`, `# noqa: RPL101`.

A comment beside code covers its line, as flake8 counts lines: a string over several rows and
rows joined by backslashes are one. Beside nothing but closing brackets it covers what they
close. A `samepath:` comment on a line of its own covers the statement that follows, with the
decorators above it; within brackets, the next row.
"""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

from samepath.dataclass import dataclass

if TYPE_CHECKING:
    from samepath.linter.analysis.comments import Comment

Kind = Literal["ignore", "noqa"]

_NOQA_OF_OURS = re.compile(rb"noqa\s*:[^\r\n]*rpl")
_OURS = re.compile(r"#\s*samepath:\s*(?P<word>[\w-]*)\s*(?P<rest>.*)", re.DOTALL)
_NOQA = re.compile(r"#\s*noqa\s*:\s?(?P<codes>[A-Z]+\d*(?:[,\s]+[A-Z]+\d+)*)", re.IGNORECASE)
_CODE = re.compile(r"RPL\d*", re.IGNORECASE)
_NEXT_COMMENT = re.compile(r"\s#")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment; `rules` holds names and codes as a person would write them.

    A code of a `noqa` comment stands for all codes that begin with it, as in flake8.
    """

    path: str
    row: int
    column: int
    rules: frozenset[str]
    reason: str
    kind: Kind
    applies_to_rows: range

    def names(self, code: str, name: str) -> bool:
        """Whether a rule is among those that are suppressed."""
        if self.kind == "noqa":
            return any(code.startswith(rule) for rule in self.rules)
        return code in self.rules or name in self.rules


@dataclass(frozen=True, slots=True)
class Malformed:
    """A comment that looks like a suppression and is none, or names a rule that does not exist."""

    path: str
    row: int
    column: int
    end_column: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the comments of one file say."""

    valid: tuple[Suppression, ...] = ()
    malformed: tuple[Malformed, ...] = ()


def is_worth_reading(content: bytes) -> bool:
    """Whether a file's bytes can hold a suppression at all; most hold none."""
    lowered = content.lower()  # and looking for a word is ten times faster than for a pattern
    return b"samepath:" in lowered or (
        b"noqa" in lowered and _NOQA_OF_OURS.search(lowered) is not None
    )


def suppressions_of(path: str, source: str) -> Suppressions:
    """Read the suppressions of a file; what it says is independent of the rules there are.

    A file that cannot be split into tokens is read line by line, and nothing in it is
    called malformed: a `#` in it need not begin a comment.
    """
    from tokenize import TokenError  # few files have any

    from samepath.linter.analysis.comments import comments_of, guessed_comments

    try:
        comments, sure = comments_of(source), True
    except (TokenError, SyntaxError):
        comments, sure = guessed_comments(source), False
    valid: list[Suppression] = []
    malformed: list[Malformed] = []
    for comment in comments:
        for said in (_ours(path, comment), _noqa(path, comment)):
            if isinstance(said, Suppression):
                valid.append(said)
            elif said is not None and sure:
                malformed.append(said)
    return Suppressions(tuple(valid), tuple(malformed))


def unknown_rules(suppression: Suppression, known: Mapping[str, str]) -> tuple[Malformed, ...]:
    """Complain of names and codes that no rule has; `known` maps each code to its name."""
    if suppression.kind == "noqa":
        unknown = [r for r in suppression.rules if not any(c.startswith(r) for c in known)]
    else:
        names = {*known, *known.values()}
        unknown = [rule for rule in suppression.rules if rule not in names]
    return tuple(_unknown(suppression, rule, known) for rule in sorted(unknown))


def _unknown(suppression: Suppression, rule: str, known: Mapping[str, str]) -> Malformed:
    near = _nearest(rule, [*known.values(), *known])
    return Malformed(
        suppression.path,
        suppression.row,
        suppression.column,
        suppression.column + 1,
        f"there is no rule `{rule}`",
        f"did you mean `{near}`" if near else "`samepath rule --all` lists the rules",
    )


def _nearest(word: str, words: Collection[str]) -> str:
    from difflib import get_close_matches  # few words are wrong

    return next(iter(get_close_matches(word, words, n=1)), "")


def _ours(path: str, comment: "Comment") -> Suppression | Malformed | None:
    found = _OURS.search(comment.text)
    if found is None:
        return None
    column = comment.column + found.start()
    problem = _problem(found["word"], found["rest"], comment)
    if problem is not None:
        end = comment.column + len(comment.text)
        return Malformed(path, comment.row, column, end, *problem)
    inside, _, reason = found["rest"][1:].partition("]")
    return Suppression(
        path,
        comment.row,
        column,
        frozenset(_normal(rule) for rule in inside.split(",") if rule.strip()),
        _reason(reason),
        "ignore",
        comment.covers,
    )


def _problem(word: str, rest: str, comment: "Comment") -> tuple[str, str] | None:
    """Say what is wrong with a comment of ours and what to write, or None if it is fine."""
    how = "write `# samepath: ignore[wall-clock] reason`, with the rules that are meant"
    if word != "ignore":
        near = "did you mean `samepath: ignore[...]`" if _nearest(word, ["ignore"]) else how
        return f"`{f'samepath: {word}'.strip()}` means nothing", near
    if not rest.startswith("["):
        return "this comment ignores nothing, since it names no rule", how
    inside, closed, _ = rest[1:].partition("]")
    if not closed:
        return "this comment ignores nothing, since its bracket is not closed", how
    if not inside.replace(",", "").strip():
        return "this comment ignores nothing, since its brackets are empty", how
    if not comment.covers:
        return "this comment ignores nothing, since no statement follows", "remove it"
    return None


def _noqa(path: str, comment: "Comment") -> Suppression | None:
    found = _NOQA.search(comment.text)
    codes = _codes(found["codes"]) if found else frozenset()
    if found is None or not codes:
        return None
    return Suppression(
        path,
        comment.row,
        comment.column + found.start(),
        codes,
        _reason(comment.text[found.end() :]),
        "noqa",
        comment.line,
    )


def _reason(rest: str) -> str:
    """Give the words behind the brackets, up to the next comment on the same line."""
    return _NEXT_COMMENT.split(rest, maxsplit=1)[0].strip().lstrip("-\u2013\u2014:, ")


def _codes(written: str) -> frozenset[str]:
    """Keep our own codes; the others are for other tools."""
    return frozenset(code.upper() for code in re.split(r"[,\s]+", written) if _CODE.fullmatch(code))


def _normal(rule: str) -> str:
    rule = rule.strip()
    return rule.upper() if _CODE.fullmatch(rule) else rule.lower()
