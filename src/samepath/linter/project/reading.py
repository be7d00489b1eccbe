"""One table of the settings being read: values of the right kind, and every mistake told."""

from collections.abc import Iterator, Mapping, Sequence

from samepath.linter.project.known import ConfigError, Known, meant

Table = Mapping[str, object]


class Reading:
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


def dotted(reading: Reading, key: str) -> Iterator[tuple[str, object]]:
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
