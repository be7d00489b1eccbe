"""Settings from `[tool.samepath]` in pyproject.toml, or from samepath.toml.

Every mistake is told, each with what was probably meant, and the good keys count all the
same: an editor goes on with them, a command stops.
"""

from collections.abc import Iterable, Iterator

from samepath.dataclass import replace
from samepath.linter.project.config_keys import read_table
from samepath.linter.project.discovery import PROJECT_FILES
from samepath.linter.project.known import ConfigError, Known
from samepath.linter.project.reader import Reader
from samepath.linter.project.reading import Table
from samepath.linter.project.settings import Settings

OWN_FILES = (".samepath.toml", "samepath.toml")
SHARED_FILE = "pyproject.toml"

Loaded = tuple[Settings, tuple[ConfigError, ...]]


def load_settings(
    reader: Reader, start: str, known: Known | None = None, *, file: str | None = None
) -> Loaded:
    """Return the settings that hold for the path `start`, and every mistake in them.

    The nearest file wins, from the path's folder upwards; a pyproject.toml without
    `[tool.samepath]` is none. `file` names one to be used instead. Without any file the
    settings' folder is the repository, or the project, or the path's own folder.
    """
    known = known or Known()
    if file is not None:
        return _loaded(reader, file, known) or _no_settings_in(file)
    folder = start if reader.is_dir(start) else start.rpartition("/")[0]
    for above in _upwards(folder):
        for name in (*OWN_FILES, SHARED_FILE):
            path = f"{above.rstrip('/')}/{name}"
            loaded = _loaded(reader, path, known) if reader.exists(path) else None
            if loaded is not None:
                return loaded
    return Settings(_program_root(reader, folder)), ()


def check_selectors(selectors: Iterable[str], known: Known, option: str) -> tuple[ConfigError, ...]:
    """Return a mistake for each selector given with an option of the command that means no rule."""
    complaints = [known.complaint(selector) for selector in selectors]
    return tuple(ConfigError("", f"{option}: {said}") for said in complaints if said)


def _loaded(reader: Reader, path: str, known: Known) -> Loaded | None:
    """Return the settings in a file, None for a shared file that has none of ours."""
    folder = path.rpartition("/")[0] or "/"
    content = reader.read(path)
    is_shared = path.endswith(f"/{SHARED_FILE}")
    if content is None:
        reason = reader.failure(path) or "cannot be read"
        return Settings(folder, path), (ConfigError(path, reason),)
    if is_shared and b"samepath" not in content:
        return None
    document = _parsed(path, content)
    if isinstance(document, ConfigError):
        return Settings(folder, path), (document,)
    table: object = document
    if is_shared:
        tools = document.get("tool")
        table = tools.get("samepath") if isinstance(tools, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        return Settings(folder, path), (ConfigError(path, "`tool.samepath` must be a table"),)
    return _with_catalogues(reader, table, read_table(folder, path, table, known))


def _with_catalogues(reader: Reader, table: Table, loaded: Loaded) -> Loaded:
    """Return settings with what the user's own catalogues say."""
    named = table.get("catalogues")
    patterns = [item for item in named if isinstance(item, str)] if isinstance(named, list) else []
    if not patterns:
        return loaded
    from samepath.linter.project.catalogues import read_catalogues  # few projects have any

    settings, errors = loaded
    catalogues, wrong = read_catalogues(reader, settings.root, patterns, settings.path or "")
    return replace(settings, catalogues=catalogues), (*errors, *wrong)


def _parsed(path: str, content: bytes) -> Table | ConfigError:
    import tomllib  # many a run finds no settings

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ConfigError(path, "the file is not valid utf-8")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        return ConfigError(path, f"the file is not valid toml: {said[:1].lower()}{said[1:]}")


def _no_settings_in(file: str) -> Loaded:
    folder = file.rpartition("/")[0] or "/"
    return Settings(folder, file), (ConfigError(file, "the file has no table `tool.samepath`"),)


def _program_root(reader: Reader, folder: str) -> str:
    for above in _upwards(folder):
        if reader.exists(f"{above.rstrip('/')}/.git"):
            return above
    for above in _upwards(folder):
        if any(reader.exists(f"{above.rstrip('/')}/{name}") for name in sorted(PROJECT_FILES)):
            return above
    return folder


def _upwards(folder: str) -> Iterator[str]:
    while folder and folder != "/":
        yield folder
        folder = folder.rpartition("/")[0]
    yield "/"
