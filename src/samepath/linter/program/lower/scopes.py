"""Scopes: the names of one function, class body or module while it is lowered."""

from samepath.dataclass import dataclass, field
from samepath.linter.program.creation import Aliases


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one function, class body or module while it is lowered."""

    kind: str
    qualname: str
    outer: "Scope | None"
    bound: set[str]
    globals: set[str]
    nonlocals: set[str]
    captured: set[str] = field(default_factory=set)
    rebound: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    renamed: list[dict[str, str]] = field(default_factory=list)
    aliases: Aliases = field(default_factory=dict)
    """What local variables were last assigned."""
    lambdas: int = 0
    is_generator: bool = False
