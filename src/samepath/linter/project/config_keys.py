"""What each key of the settings may hold, and what is said where it holds something else."""

from samepath.effects import Severity
from samepath.linter.project.contracts import read_contracts
from samepath.linter.project.discovery import DEFAULT_EXCLUDE
from samepath.linter.project.known import ConfigError, Known
from samepath.linter.project.reader import absolute
from samepath.linter.project.reading import Reading, Table, dotted
from samepath.linter.project.selection import Selection
from samepath.linter.project.settings import Marker, Settings

KEYS = (
    "catalogues",
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


def read_table(
    folder: str, path: str, table: Table, known: Known
) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Return the settings in a table, and every mistake in it.

    Relative paths in it start from `folder`; a key with a mistake keeps its default, a list
    or table loses the wrong items only.
    """
    reading = Reading(path, table, known)
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
        contracts=read_contracts(reading),
    )
    reading.strings("catalogues")  # what they name is read by whoever has a reader
    return settings, tuple(reading.errors)


def _exclude(reading: Reading) -> tuple[str, ...]:
    return (*reading.strings("exclude", DEFAULT_EXCLUDE), *reading.strings("extend-exclude"))


def _selection(reading: Reading) -> Selection:
    select = reading.rules("select") if reading.has("select") else None
    return Selection(select, reading.rules("extend-select"), reading.rules("ignore"))


def _severities(reading: Reading) -> dict[str, Severity]:
    levels = [level.value for level in Severity]
    chosen = {}
    for selector, level in reading.table("severity").items():
        place = f"severity.{selector}"
        is_rule = reading.is_rule("severity", selector)
        if is_rule and reading.check_name(str(level), levels, "level", place):
            chosen[selector] = Severity(str(level))
    return chosen


def _dialects(reading: Reading) -> tuple[str, ...]:
    known = reading.known.dialects
    return tuple(
        name
        for name in reading.strings("dialects")
        if reading.check_name(name.removeprefix("!"), known, "dialect", "dialects")
    )


def _markers(reading: Reading) -> tuple[Marker, ...]:
    markers = (_marker(reading, *item) for item in dotted(reading, "markers"))
    return tuple(marker for marker in markers if marker is not None)


def _marker(reading: Reading, name: str, value: object) -> Marker | None:
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
