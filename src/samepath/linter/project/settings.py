"""What the user has settled: the values behind `[tool.samepath]` and the command line."""

from collections.abc import Mapping, Sequence

from samepath.dataclass import dataclass, field, replace
from samepath.effects import Severity
from samepath.linter.project.discovery import DEFAULT_EXCLUDE
from samepath.linter.project.selection import (
    PerFile,
    Selection,
    closest,
    is_ignored_in,
    is_on,
    rank,
)

FAMILY = "RPL"


@dataclass(frozen=True, slots=True)
class Marker:
    """A name of the user's own that marks workflows, steps and so on for a dialect."""

    name: str
    role: str
    dialect: str


@dataclass(frozen=True, slots=True)
class Contract:
    """What the user vouches for: how one function behaves, and why that is believed."""

    name: str
    says: str
    """One of CONTRACTS."""
    reason: str
    effect: str = ""
    """For `unstable`: what it does, as the catalogue writes it (`clock`, `network read`)."""
    dialect: str = ""
    """For `step` and `workflow`: whose."""


CONTRACTS = ("deterministic", "unstable", "step", "workflow")

CatalogueTables = tuple[tuple[str, Mapping[str, object]], ...]
"""The user's own catalogues: file, and what it says."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `root` is the folder that relative paths and file names start from.

    `path` is the file they come from, None where there is none. `src` and `python` are
    absolute. `catalogues` are the user's own, later ones win.
    """

    root: str
    path: str | None = None
    src: tuple[str, ...] = ()
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    respect_gitignore: bool = True
    follow: tuple[str, ...] = ()
    python: str | None = None
    selections: tuple[Selection, ...] = ()
    per_file_ignores: PerFile = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    strict: bool = False
    require_reason: bool = False
    dialects: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()
    contracts: tuple[Contract, ...] = ()
    catalogues: CatalogueTables = ()

    def rule_enabled(self, code: str, name: str, filename: str | None = None) -> bool:
        """Tell whether a rule is on, in the file of this absolute path if one is given."""
        if not is_on(self.selections, code, name):
            return False
        return filename is None or not is_ignored_in(
            self.per_file_ignores, self.relative(filename), code, name
        )

    def names_rule(self, code: str, name: str) -> bool:
        """Tell whether the settings mean a rule by more than `ALL` or the family's prefix."""
        return any(
            (rank(selector, code, name) or 0) > len(FAMILY)
            for selection in self.selections
            for selector in (*(selection.select or ()), *selection.extend_select)
        )

    def severity_of(self, code: str, name: str) -> Severity | None:
        """Return the level that the user has given a rule, None for the rule's own."""
        return closest(self.severity, code, name)

    def dialect_enabled(self, name: str, *, default: bool = True) -> bool:
        """Tell whether a dialect is on; `default` is what it is where nothing is said.

        Names without `!` turn all others off.
        """
        named = [dialect for dialect in self.dialects if not dialect.startswith("!")]
        if f"!{name}" in self.dialects:
            return False
        return name in named if named else default

    def relative(self, filename: str) -> str:
        """Return a path as seen from the settings' folder; outside of it, as it is."""
        return filename.removeprefix(f"{self.root.rstrip('/')}/")

    def with_overrides(
        self,
        *,
        select: Sequence[str] | None = None,
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        per_file_ignores: Sequence[tuple[str, Sequence[str]]] | None = None,
        extend_exclude: Sequence[str] = (),
        strict: bool | None = None,
    ) -> "Settings":
        """Return the settings with what the command line says laid over them.

        `select` and `per_file_ignores` replace what the file says, all others add to it.
        """
        chosen = None if select is None else tuple(select)
        said = Selection(chosen, tuple(extend_select), tuple(ignore))
        ignores = self.per_file_ignores
        if per_file_ignores is not None:
            ignores = tuple((glob, tuple(selectors)) for glob, selectors in per_file_ignores)
        return replace(
            self,
            selections=(*self.selections, said),
            per_file_ignores=ignores,
            exclude=(*self.exclude, *extend_exclude),
            strict=self.strict if strict is None else strict,
        )
