"""Expressions that are about to be put into a program, and what they need around them."""

from dataclasses import dataclass, field, replace
from random import Random

OPEN, CLOSE = "\u00ab", "\u00bb"
"""They stand around the cause until its row is known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression with the statements before it, and what its module and others must have."""

    expression: str
    kind: str = "text"
    """`text`, `number`, `moment` or `flag`."""
    before: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    module: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """New modules beside the workflow's own: name and text."""
    awaited: bool = False
    shapes: tuple[str, ...] = ()
    """How it is wrapped, for the report."""
    whole: bool = False
    """It has statements that do nothing without the expression: it is not to be wrapped."""

    def later(self, expression: str, **changes: object) -> "Piece":
        """Return the piece with another expression and further changes."""
        return replace(self, expression=expression, **changes)  # type: ignore[arg-type]


def test_of(piece: Piece, name: str, random: Random) -> str:
    """Write a test of a value that is true on some runs and false on others."""
    choices = {
        "text": ['{0} > "m"', '{0}.startswith(("1", "a"))', '"a" in {0}', '{0}[:1] == "b"'],
        "number": ["{0} % 2 > 0.5", "int({0}) % 7 == 3", "{0} > 3", "not {0} < 4"],
        "moment": ['str({0}) > "2031"', "{0}.day % 2 == 0", "{0}.month in (1, 7)"],
        "flag": ["{0}", "not {0}", "bool({0})"],
    }
    return random.choice(choices[piece.kind]).format(name)


def count_of(piece: Piece, name: str) -> str:
    """Write a small number that hangs on a value."""
    return {
        "text": f"ord({name}[-1:] or 'a') % 3",
        "number": f"int({name}) % 3",
        "moment": f"{name}.day % 3",
        "flag": f"int(bool({name}))",
    }[piece.kind]


@dataclass(slots=True)
class Names:
    """Names that are not taken in a program yet."""

    taken: str
    random: Random
    used: set[str] = field(default_factory=set)

    def fresh(self, stem: str) -> str:
        """Return a name that starts with `stem`."""
        while True:
            name = f"{stem}_{self.random.randrange(100, 1000)}"
            if name not in self.used and name not in self.taken:
                self.used.add(name)
                return name
