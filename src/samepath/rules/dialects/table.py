"""Looking up names in several dialects at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Self, TypeVar

from samepath.effects import Effect
from samepath.rules.dialects.markers import Marker, extended, read_markers
from samepath.rules.dialects.schema import (
    Dialect,
    Forbidden,
    Operation,
    Replacement,
    Role,
    Unrecorded,
)

T = TypeVar("T")


class DialectTable:
    """Several dialects as one: what a dotted name means, and to which engine.

    Names may be given as the program spells them: re-exports, private modules and subclasses
    are led back to the canonical name. A name that is not the engine's own (`asyncio.sleep`)
    means something only `within` a dialect.
    """

    def __init__(self, dialects: Iterable[Dialect], markers: Iterable[Marker] = ()) -> None:
        """Index the dialects, and the users' own markers on top of them."""
        self._markers = tuple(markers)
        self.dialects = tuple(extended(dialect, self._markers) for dialect in dialects)
        self._aliases: dict[str, str] = {}
        self._owners: dict[str, Dialect] = {}
        self._contexts: dict[str, Dialect] = {}
        self._canonical: dict[str, str] = {}
        self._found: dict[str, Dialect | None] = {}
        for dialect in self.dialects:
            self._aliases |= dialect.aliases
            self._owners |= dict.fromkeys(dialect.modules, dialect)
            self._contexts |= dict.fromkeys(dialect.context_types, dialect)
            mine = (marker.name for marker in self._markers if marker.dialect == dialect.name)
            self._owners |= dict.fromkeys(mine, dialect)
        self.modules = tuple(dict.fromkeys(self._needles()))
        """Byte strings of which a file must hold one to be a seed."""

    def with_markers(self, markers: Mapping[str, object], source: str = "configuration") -> Self:
        """Return a table that knows the users' own names too.

        A marker says `dialect`, and one of `role`, `operation`, `stable`; the further fields
        of a role or operation stand beside it.

        Raises:
            DialectError: a marker says something unknown; the message starts with `source`.
        """
        known = [dialect.name for dialect in self.dialects]
        read = read_markers(markers, known, source)
        return type(self)(self.dialects, (*self._markers, *read))

    def canonical(self, name: str) -> str:
        """Return the name under which the dialects speak of it."""
        found = self._canonical.get(name)
        if found is None:
            found = self._canonical[name] = self._resolve(name)
        return found

    def dialect(self, name: str) -> Dialect | None:
        """Return the dialect whose package, or whose marker, a dotted name belongs to."""
        if name not in self._found:
            prefixes = _prefixes(self.canonical(name))
            owned = (self._owners[prefix] for prefix in prefixes if prefix in self._owners)
            self._found[name] = next(owned, None)
        return self._found[name]

    def role(self, name: str, within: Dialect | None = None) -> tuple[Dialect, Role] | None:
        """Return the part that a decorator, registration or with block gives."""
        return self._look_up(name, within, lambda dialect: dialect.roles)

    def operation(
        self, name: str, within: Dialect | None = None
    ) -> tuple[Dialect, Operation] | None:
        """Return what the engine records when this is called."""
        return self._look_up(name, within, lambda dialect: dialect.operations)

    def stable(self, name: str, within: Dialect | None = None) -> tuple[Dialect, str] | None:
        """Return the type of a value that a replay finds again, or an empty string for it."""
        return self._look_up(name, within, lambda dialect: dialect.stable)

    def makes(self, name: str, within: Dialect | None = None) -> tuple[Dialect, str] | None:
        """Return the type of the object that this call makes."""
        return self._look_up(name, within, lambda dialect: dialect.makes)

    def speaks_of(self, name: str) -> bool:
        """Tell whether a call or attribute of this name means something to its engine."""
        ask = (self.operation, self.stable, self.makes, self.unrecorded)
        return any(look_up(name) is not None for look_up in ask)

    def unrecorded(
        self, name: str, within: Dialect | None = None
    ) -> tuple[Dialect, Unrecorded] | None:
        """Return what is said of a call or attribute that looks recorded and is not."""
        return self._look_up(name, within, lambda dialect: dialect.unrecorded)

    def forbidden(self, name: str, within: Dialect) -> Forbidden | None:
        """Return what is said of a call that this engine's workflows must not make."""
        return _find(within.forbidden, self.canonical(name))

    def is_guard(self, name: str) -> bool:
        """Tell whether this is true only while replaying, or only in the sandbox."""
        wanted = self.canonical(name)
        return any(wanted in dialect.guards for dialect in self.dialects)

    def context_type(self, name: str) -> Dialect | None:
        """Return the dialect whose context type this is."""
        return self._contexts.get(self.canonical(name))

    def replacement(
        self, within: Dialect, name: str, effect: Effect | None = None
    ) -> Replacement | None:
        """Return what to write instead of a call, else instead of any call with the effect."""
        found = within.replacements.get(self.canonical(name))
        return found or (within.replacements.get(effect.value) if effect else None)

    def _look_up(
        self,
        name: str,
        within: Dialect | None,
        table: Callable[[Dialect], Mapping[str, T]],
    ) -> tuple[Dialect, T] | None:
        wanted = self.canonical(name)
        for dialect in (self.dialect(wanted), within):
            if dialect is not None and (found := _find(table(dialect), wanted)) is not None:
                return dialect, found
        return None

    def _resolve(self, name: str) -> str:
        seen = set[str]()
        while name not in seen:
            seen.add(name)
            for prefix in _prefixes(name):
                if prefix in self._aliases:
                    name = self._aliases[prefix] + name[len(prefix) :]
                    break
        return name

    def _needles(self) -> Iterator[bytes]:
        for dialect in self.dialects:
            for word in dialect.seeds or dialect.modules:
                yield word.rpartition(".")[2].encode()
        for marker in self._markers:
            yield marker.name.rpartition(".")[2].encode()


def _prefixes(name: str) -> Iterator[str]:
    """Yield a dotted name and what it lies in, longest first."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def _find(table: Mapping[str, T], name: str) -> T | None:
    """Return what is said of a name, else of all members of what it lies in."""
    found = table.get(name)
    return table.get(f"{name.rpartition('.')[0]}.*") if found is None else found
