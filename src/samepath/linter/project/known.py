"""The names that settings may use, and what is said of a wrong one."""

from collections.abc import Iterable

from samepath.dataclass import dataclass
from samepath.linter.project.selection import ALL, is_prefix

CLOSE = 0.66
"""How alike two names must be for one to be offered instead of the other."""


@dataclass(frozen=True, slots=True)
class ConfigError:
    """One mistake in a file of settings, or on the command line, where `path` is empty."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


@dataclass(frozen=True, slots=True)
class Known:
    """The names that settings may use: rules as (code, name), dialects, roles.

    Names of a kind that is left empty are not checked.
    """

    rules: tuple[tuple[str, str], ...] = ()
    dialects: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def complaint(self, selector: str) -> str | None:
        """Say what is wrong with a selector of rules, None if nothing is."""
        codes = [code for code, _ in self.rules]
        names = [name for _, name in self.rules]
        is_beginning = is_prefix(selector) and any(code.startswith(selector) for code in codes)
        if not self.rules or selector == ALL or selector in names or is_beginning:
            return None
        return f"there is no rule `{selector}`{meant(selector, names)}"


def meant(name: str, candidates: Iterable[str]) -> str:
    """Return `; did you mean ...` if one of the candidates is close, else nothing."""
    from difflib import get_close_matches  # few settings have a mistake in them

    close = get_close_matches(name, sorted(set(candidates)), n=1, cutoff=CLOSE)
    return f"; did you mean `{close[0]}`?" if close else ""
