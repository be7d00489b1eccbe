"""Read the tables: one file speaks for one library, the index says which file that is.

Our own files keep one name on one line (a test sees to it), so that reading one means to
split lines: what a line says is parsed when its name is first asked for.
"""

# pathlib is slow to load
# ruff: noqa: PTH123, PTH208

import json
import os
import re
from collections.abc import Mapping

from samepath.dataclass import dataclass, field
from samepath.rules.catalogue.entry import CatalogueError, Entry
from samepath.rules.catalogue.parse import instead, is_dotted, parse_entry

HERE = __file__.replace(os.sep, "/").rpartition("/")[0]
INDEX = f"{HERE}/index.json"
DECODER = json.JSONDecoder()
KEY = re.compile(r"(\w+) = ")
FOLDERS = ("stdlib", "packages")
_TABLES = ("default", "alias", "bases", "live")


class Line(str):
    """A value as it stands in one of our files, still to be parsed."""

    __slots__ = ()

    def value(self) -> object:
        """Return what the line says: but for its keys and what follows a `#` it is JSON, too."""
        said: object
        said, _ = DECODER.raw_decode(KEY.sub(r'"\1":', self) if self.startswith("{") else self)
        return said

    def strings(self) -> list[str]:
        """Return the strings of a line that holds nothing else."""
        return self.split('"')[1::2]


@dataclass(frozen=True, slots=True)
class Library:
    """The tables of one file. An entry is parsed when it is first asked for."""

    origin: str
    """What messages call the file."""
    values: Mapping[str, object]
    """What it says of each name, as TOML gave it."""
    default: Mapping[str, object]
    """What holds for every other name below a prefix; one that ends in `*` is cut in a word."""
    alias: Mapping[str, str]
    """Another name of something: other name to the one that is listed."""
    bases: Mapping[str, tuple[str, ...]]
    """The base classes of a class."""
    live: Mapping[str, str]
    """Types that cannot be written down, and what of this process an instance holds."""
    parsed: dict[str, Entry] = field(default_factory=dict)

    def entry(self, name: str) -> Entry | None:
        """Return what is listed under exactly this name."""
        if name not in self.parsed:
            if name not in self.values:
                return None
            self.parsed[name] = parse_entry(name, _value(self.values[name]), self.origin)
        return self.parsed[name]

    def default_entry(self, prefix: str) -> Entry:
        """Return what holds below a prefix."""
        key = f"[{prefix}]"
        if key not in self.parsed:
            value, origin = _value(self.default[prefix]), f"{self.origin}: default"
            self.parsed[key] = parse_entry(prefix, value, origin, own_type=False)
        return self.parsed[key]

    def check(self) -> None:
        """Parse everything there is, so that a mistake shows before it matters."""
        for name in self.values:
            self.entry(name)
        for prefix in self.default:
            self.default_entry(prefix)


def read_library(relative: str) -> Library:
    """Read one of our own files, `stdlib/time.toml`."""
    tables: dict[str, dict[str, Line]] = {
        "": {},
        "default": {},
        "alias": {},
        "bases": {},
        "live": {},
    }
    table = tables[""]
    for line in _text(f"{HERE}/{relative}").splitlines():
        if line.startswith('"'):
            name, _, value = line[1:].partition('" = ')
            table[name] = Line(value)
        elif line.startswith("["):
            table = tables[line.strip("[]")]
    return Library(
        origin=relative,
        values=tables[""],
        default=tables["default"],
        alias={name: line.strings()[0] for name, line in tables["alias"].items()},
        bases={name: tuple(line.strings()) for name, line in tables["bases"].items()},
        live={name: line.strings()[0] for name, line in tables["live"].items()},
    )


def modules_of(relative: str) -> list[str]:
    """Return the top-level names that one of our own files speaks for."""
    import tomllib

    modules: list[str] = tomllib.loads(_text(f"{HERE}/{relative}"))["modules"]
    return modules


def sound_tables(
    tables: Mapping[str, object],
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return what a user's tables say without what is wrong with them, and every mistake."""
    sound: dict[str, object] = {}
    complaints: list[str] = []
    for name, value in tables.items():
        kept, wrong = _sound_table(name, value) if name in _TABLES else (value, _wrong(name, value))
        complaints += wrong
        if name in _TABLES or not wrong:
            sound[name] = kept
    sound.pop("modules", None)
    return sound, tuple(complaints)


def _sound_table(table: str, value: object) -> tuple[object, list[str]]:
    """Go through one of the named tables, item by item."""
    if not isinstance(value, Mapping):
        return {}, [f"{table}: expected a table, found {value!r}"]
    wrong = {name: _wrong(name, {name: item}, table) for name, item in value.items()}
    kept = {name: item for name, item in value.items() if not wrong[name]}
    return kept, [complaint for complaints in wrong.values() for complaint in complaints]


def _wrong(name: str, value: object, table: str = "") -> list[str]:
    """Say what is wrong with one item, in words that begin with its key."""
    if name == "modules" and not table:  # our own files have it, and may be copied from
        return []
    try:
        library({table or name: value}, "").check()
    except CatalogueError as error:
        return [str(error).removeprefix(": ")]
    return []


def library(tables: Mapping[str, object], origin: str) -> Library:
    """Sort out the tables of a user; the entries stay as they are."""
    values = {name: value for name, value in tables.items() if name not in _TABLES}
    for name in values:
        if not is_dotted(name):
            near = instead(name, _TABLES)
            raise CatalogueError(f'{origin}: "{name}": expected a dotted name or a table{near}')
    return Library(
        origin=origin,
        values=values,
        default=_table(tables.get("default", {}), f"{origin}: default"),
        alias=_texts(tables.get("alias", {}), f"{origin}: alias"),
        live=_texts(tables.get("live", {}), f"{origin}: live"),
        bases={
            name: _names(value, f'{origin}: bases: "{name}"')
            for name, value in _table(tables.get("bases", {}), f"{origin}: bases").items()
        },
    )


def read_index() -> dict[str, str]:
    """Return which file speaks for a top-level name."""
    index: dict[str, str] = json.loads(_text(INDEX))
    return index


def build_index() -> dict[str, str]:
    """Read every file, and say which speaks for which top-level name."""
    index: dict[str, str] = {}
    for relative in library_files():
        for module in modules_of(relative):
            if module in index:
                raise CatalogueError(f"{relative}: {index[module]} speaks for {module!r} already")
            index[module] = relative
    return dict(sorted(index.items()))


def library_files() -> list[str]:
    """List our files, in order."""
    return [
        f"{folder}/{name}"
        for folder in FOLDERS
        for name in sorted(os.listdir(f"{HERE}/{folder}"))
        if name.endswith(".toml")
    ]


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _value(value: object) -> object:
    return value.value() if isinstance(value, Line) else value


def _table(value: object, origin: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CatalogueError(f"{origin}: expected a table, found {value!r}")
    return value


def _texts(value: object, origin: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, text in _table(value, origin).items():
        if not isinstance(text, str):
            raise CatalogueError(f'{origin}: "{name}": expected a text, found {text!r}')
        texts[name] = text
    return texts


def _names(value: object, origin: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CatalogueError(f"{origin}: expected a list of names, found {value!r}")
    return tuple(value)
