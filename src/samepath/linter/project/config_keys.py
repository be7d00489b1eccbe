"""What each key of the settings may hold, and what is said where it holds something else."""

from collections.abc import Iterator, Mapping, Sequence

from samepath.effects import Effect, Severity
from samepath.linter.project.discovery import DEFAULT_EXCLUDE
from samepath.linter.project.known import ConfigError, Known, meant
from samepath.linter.project.reader import absolute
from samepath.linter.project.selection import Selection
from samepath.linter.project.settings import Marker, Settings

KEYS = (
    "contracts",
    "dialects",
    "exclude",
    "extend-exclude",
    "extend-select",
    "follow",
    "ignore",
    "markers",
    "per-file-ignores",
    "python",
    "require-reason",
    "respect-gitignore",
    "select",
    "severity",
    "src",
    "strict",
)
MARKER_KEYS = ("dialect", "role")

Table = Mapping[str, object]


def read_table(
    folder: str, path: str, table: Table, known: Known
) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Return the settings in a table, and every mistake in it.

    Relative paths in it start from `folder`; a key with a mistake keeps its default, a list
    or table loses the wrong items only.
    """
    reading = _Reading(path, table, known)
    reading.check_keys(table, KEYS, "")
    python = reading.text("python")
    settings = Settings(
        root=folder,
        path=path,
        src=tuple(absolute(item, folder) for item in reading.strings("src")),
        exclude=_exclude(reading),
        respect_gitignore=reading.switch("respect-gitignore", default=True),
        follow=reading.strings("follow"),
        python=None if python is None else absolute(python, folder),
        selections=(_selection(reading),),
        per_file_ignores=tuple(
            (glob, reading.rules_in(f"per-file-ignores.{glob}", selectors))
            for glob, selectors in reading.table("per-file-ignores").items()
        ),
        severity=_severities(reading),
        strict=reading.switch("strict", default=False),
        require_reason=reading.switch("require-reason", default=False),
        dialects=_dialects(reading),
        markers=_markers(reading),
        contracts=_contracts(reading),
    )
    return settings, tuple(reading.errors)


class _Reading:
    """One table being read, with the mistakes found so far."""

    def __init__(self, path: str, table: Table, known: Known) -> None:
        self.known = known
        self.errors: list[ConfigError] = []
        self._path = path
        self._table = table

    def complain(self, message: str) -> None:
        self.errors.append(ConfigError(self._path, message))

    def has(self, key: str) -> bool:
        return key in self._table

    def check_keys(self, table: Table, keys: Sequence[str], place: str) -> None:
        for key in table:
            if key not in keys:
                where = f" in `{place}`" if place else ""
                self.complain(f"unknown key `{key}`{where}{meant(key, keys)}")

    def check_name(self, name: str, known: Sequence[str], what: str, place: str) -> bool:
        """Tell whether a name is known, or names of its kind are not checked."""
        if not known or name in known:
            return True
        self.complain(f"`{place}`: there is no {what} `{name}`{meant(name, known)}")
        return False

    def switch(self, key: str, *, default: bool) -> bool:
        value = self._table.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, "true or false", value)
        return default

    def text(self, key: str) -> str | None:
        value = self._table.get(key)
        if value is None or isinstance(value, str):
            return value
        self.wrong(key, "a string", value)
        return None

    def strings(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        return self.strings_in(key, self._table[key], default) if self.has(key) else default

    def strings_in(
        self, place: str, value: object, default: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.wrong(place, "a list of strings", value)
            return default
        for item in value:
            if not isinstance(item, str):
                self.wrong(place, "a list of strings", item, "with {} in it")
        return tuple(item for item in value if isinstance(item, str))

    def rules(self, key: str) -> tuple[str, ...]:
        return self.rules_in(key, self._table.get(key, []))

    def rules_in(self, place: str, value: object) -> tuple[str, ...]:
        selectors = self.strings_in(place, value)
        return tuple(selector for selector in selectors if self.is_rule(place, selector))

    def is_rule(self, place: str, selector: str) -> bool:
        complaint = self.known.complaint(selector)
        if complaint:
            self.complain(f"`{place}`: {complaint}")
        return complaint is None

    def table(self, key: str) -> Table:
        return self.table_in(key, self._table.get(key, {}))

    def table_in(self, place: str, value: object) -> Table:
        if isinstance(value, dict):
            return value
        self.wrong(place, "a table", value)
        return {}

    def wrong(self, place: str, wanted: str, value: object, how: str = "not {}") -> None:
        self.complain(f"`{place}` must be {wanted}, {how.format(_kind_of(value))}")


def _exclude(reading: _Reading) -> tuple[str, ...]:
    return (*reading.strings("exclude", DEFAULT_EXCLUDE), *reading.strings("extend-exclude"))


def _selection(reading: _Reading) -> Selection:
    select = reading.rules("select") if reading.has("select") else None
    return Selection(select, reading.rules("extend-select"), reading.rules("ignore"))


def _severities(reading: _Reading) -> dict[str, Severity]:
    levels = [level.value for level in Severity]
    chosen = {}
    for selector, level in reading.table("severity").items():
        place = f"severity.{selector}"
        is_rule = reading.is_rule("severity", selector)
        if is_rule and reading.check_name(str(level), levels, "level", place):
            chosen[selector] = Severity(str(level))
    return chosen


def _dialects(reading: _Reading) -> tuple[str, ...]:
    known = reading.known.dialects
    return tuple(
        name
        for name in reading.strings("dialects")
        if reading.check_name(name.removeprefix("!"), known, "dialect", "dialects")
    )


def _markers(reading: _Reading) -> tuple[Marker, ...]:
    markers = (_marker(reading, *item) for item in _dotted(reading, "markers"))
    return tuple(marker for marker in markers if marker is not None)


def _marker(reading: _Reading, name: str, value: object) -> Marker | None:
    place = f"markers.{name}"
    table = reading.table_in(place, value)
    reading.check_keys(table, MARKER_KEYS, place)
    role, dialect = (table.get(key) for key in ("role", "dialect"))
    if not isinstance(role, str) or not isinstance(dialect, str):
        if isinstance(value, dict):
            reading.complain(f"`{place}` must have a `role` and a `dialect`, both strings")
        return None
    known = reading.known
    is_role = reading.check_name(role, known.roles, "role", place)
    is_dialect = reading.check_name(dialect, known.dialects, "dialect", place)
    return Marker(name, role, dialect) if is_role and is_dialect else None


def _contracts(reading: _Reading) -> dict[str, tuple[Effect, ...]]:
    known = [effect.value for effect in Effect]
    contracts = {}
    for name, value in _dotted(reading, "contracts"):
        place = f"contracts.{name}"
        if not isinstance(value, list | str):
            reading.wrong(place, "an effect or a list of effects", value)
            continue
        effects = reading.strings_in(place, [value] if isinstance(value, str) else value)
        # All are checked, so that all mistakes are told; with one, nothing is vouched for.
        checked = [reading.check_name(effect, known, "effect", place) for effect in effects]
        if all(checked) and (effects or not value):
            contracts[name] = tuple(map(Effect, effects))
    return contracts


def _dotted(reading: _Reading, key: str) -> Iterator[tuple[str, object]]:
    """Yield the items of a table whose keys are dotted names of Python."""
    for name, value in reading.table(key).items():
        if all(part.isidentifier() for part in name.split(".")) and "." in name:
            yield name, value
        elif isinstance(value, dict) and name.isidentifier() and _is_nested(value):
            reading.complain(f"`{key}.{name}`: a dotted name must be in quotes")
        else:
            reading.complain(f"`{key}`: `{name}` is not the dotted name of a function or class")


def _is_nested(table: Table) -> bool:
    return any(isinstance(value, dict | list) for value in table.values()) or not table


def _kind_of(value: object) -> str:
    kinds = {bool: "true or false", str: "a string", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a number" if isinstance(value, int | float) else "a date")
