"""Ask the catalogue about a name; only the file of the library concerned is read."""

from collections.abc import Iterator, Mapping
from functools import cache

from samepath.dataclass import replace
from samepath.effects import Effect
from samepath.rules.catalogue.entry import Entry
from samepath.rules.catalogue.load import Library, library, library_files, read_index, read_library
from samepath.rules.catalogue.parse import is_class_name

_ALIAS_HOPS = 8
_BY_METHODS = frozenset({Effect.DATABASE, Effect.NETWORK})
"""What the classes of a whole package do once they are asked to: to make a client, a request or an
error only makes a value. A class whose constructor connects is listed."""


class Catalogue:
    """Our tables, with a user's laid over them."""

    __slots__ = ("_found", "_index", "_layers")

    def __init__(self, layers: tuple[Library, ...] = ()) -> None:
        """Start with our own tables; `layers` come first, the latest before all others."""
        self._layers = layers
        self._index = _index()
        self._found: dict[str, Entry | None] = {}

    def with_user_tables(self, tables: Mapping[str, Mapping[str, object]]) -> "Catalogue":
        """Return a catalogue in which `tables` speak first.

        `tables` maps what messages shall call a table (a file name) to what it says, in
        the schema of our own files. Raises CatalogueError at the first mistake.
        """
        layers = [library(table, origin) for origin, table in tables.items()]
        for layer in layers:
            layer.check()
        return Catalogue((*reversed(layers), *self._layers))

    def lookup(self, name: str) -> Entry | None:
        """Return what a name does, or None if nobody can say.

        The name itself is asked for, then the member of its class's bases, then what the
        class lists as `__getattr__`, then the default of its class, last that of the
        library. Aliases are followed throughout.
        """
        if name not in self._found:
            entry = self._lookup(name)
            self._found[name] = None if entry is None or entry.unknown else entry
        return self._found[name]

    def bases(self, name: str) -> tuple[str, ...]:
        """Return the listed base classes of a class, nearest first, or nothing."""
        canonical = self.canonical(name)
        for source in self._sources(canonical):
            if canonical in source.bases:
                return tuple(self.canonical(base) for base in source.bases[canonical])
        return ()

    def live(self, name: str) -> str:
        """Say what of this process an instance of a class holds, or nothing."""
        canonical = self.canonical(name)
        for candidate in (canonical, *self._ancestors(canonical)):
            for source in self._sources(candidate):
                if candidate in source.live:
                    return source.live[candidate]
        return ""

    def canonical(self, name: str) -> str:
        """Return the name under which something is listed, or `name` if it has no other."""
        for _ in range(_ALIAS_HOPS):
            target = self._one_alias(name)
            if target is None:
                break
            name = target
        return name

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Yield every listed name with its entry, ours and the user's; reads every file."""
        seen: set[str] = set()
        for source in (*self._layers, *map(_read, library_files())):
            for name in source.values:
                entry = source.entry(name)
                if name not in seen and entry is not None:
                    seen.add(name)
                    yield name, entry

    def users_own(self) -> dict[str, Entry]:
        """Return what the user's tables list, by name."""
        return {
            name: entry
            for source in reversed(self._layers)
            for name in source.values
            if (entry := source.entry(name)) is not None
        }

    def _lookup(self, name: str) -> Entry | None:
        canonical = self.canonical(name)
        candidates = [canonical, *self._inherited(canonical)]
        for candidate in candidates:
            entry = self._listed(candidate)
            if entry is not None:
                return entry
        return self._made_up(candidates) or self._default(candidates)

    def _made_up(self, candidates: list[str]) -> Entry | None:
        """Return what a class answers when it is asked for a member that it does not have."""
        for candidate in candidates:
            owner, _, member = candidate.rpartition(".")
            entry = None if member.startswith("__") else self._listed(f"{owner}.__getattr__")
            if entry is not None:
                return replace(entry, attribute=True)
        return None

    def _inherited(self, name: str) -> Iterator[str]:
        """Yield the same member of each base class, nearest first.

        A listed attribute stands for its type: `os.environ.get` is that of `os._Environ`.
        """
        owner, _, member = name.rpartition(".")
        listed = self._listed(owner)
        if listed is not None and listed.attribute and listed.returns not in {"", owner}:
            yield f"{listed.returns}.{member}"
            owner = listed.returns
        for base in self._ancestors(owner):
            yield f"{base}.{member}"

    def _listed(self, name: str) -> Entry | None:
        for source in self._sources(name):
            entry = source.entry(name)
            if entry is not None:
                return entry
        return None

    def _ancestors(self, name: str) -> list[str]:
        found: list[str] = []
        pending = list(self.bases(name))
        while pending:
            base = pending.pop(0)
            if base not in found:
                found.append(base)
                pending[:0] = self.bases(base)
        return found

    def _default(self, candidates: list[str]) -> Entry | None:
        """Return the default of the nearest class that has one, else the library's."""
        library_wide: Entry | None = None
        for candidate in candidates:
            for source in self._sources(candidate):
                prefix = _longest_prefix(source.default, candidate)
                if prefix is None:
                    continue
                entry = _default_entry(source, prefix, candidate)
                owner = candidate.rpartition(".")[0]
                if prefix.startswith(owner):
                    return entry
                library_wide = library_wide or entry
        return library_wide

    def _sources(self, name: str) -> Iterator[Library]:
        yield from self._layers
        relative = self._index.get(name.partition(".")[0])
        if relative is not None:
            yield _read(relative)

    def _one_alias(self, name: str) -> str | None:
        """Replace the longest prefix of `name` that is another name of something."""
        for source in self._sources(name):
            if not source.alias:
                continue
            prefix, rest = name, ""
            while prefix:
                if prefix in source.alias:
                    return source.alias[prefix] + rest
                prefix, _, last = prefix.rpartition(".")
                rest = f".{last}{rest}"
        return None


def _longest_prefix(default: Mapping[str, object], name: str) -> str | None:
    fitting = [
        prefix
        for prefix in default
        if (
            name.startswith(prefix[:-1])
            if prefix.endswith("*")
            else name == prefix or name.startswith(f"{prefix}.")
        )
    ]
    return max(fitting, key=len, default=None)


def _default_entry(source: Library, prefix: str, name: str) -> Entry:
    entry = source.default_entry(prefix)
    own_type = name if is_class_name(name) else ""
    if own_type and entry.effect in _BY_METHODS and not any(map(is_class_name, _parts(prefix))):
        return Entry(listed=False, returns=own_type)
    return replace(entry, listed=False, returns=entry.returns or own_type)


def _parts(prefix: str) -> list[str]:
    return prefix.split(".")


@cache
def _index() -> dict[str, str]:
    return read_index()


@cache
def _read(relative: str) -> Library:
    return read_library(relative)
