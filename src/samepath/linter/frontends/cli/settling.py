"""Settings for a path: the nearest file, and what the command line lays over it."""

from collections.abc import Sequence
from typing import get_args

from samepath.linter.analysis.rulebook import ENGINE_RULES, load_rules
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork
from samepath.linter.project.config import check_selectors, load_settings
from samepath.linter.project.known import ConfigError, Known
from samepath.linter.project.reader import Reader, absolute
from samepath.linter.project.settings import Settings

_SELECTORS = ("select", "ignore", "extend_select")


def settle(parsed: Parsed, reader: Reader, path: str, here: str) -> tuple[str, Settings]:
    """Return the folder of the program that a path lies in, and the settings that hold there.

    A mistake in either source stops the run: settings that are half understood would be
    findings half suppressed.
    """
    known = _known()
    nearest, errors = load_settings(reader, path, known)
    root = nearest.root
    if parsed.flag("isolated"):
        nearest, errors = Settings(root), ()
    elif parsed.text("config"):
        file = absolute(parsed.text("config"), here)
        nearest, errors = load_settings(reader, path, known, file=file)
    _stop_at(errors)
    return root, _overridden(parsed, nearest, known)


def _known() -> Known:
    from samepath.rules.dialects import available_dialects
    from samepath.rules.dialects.schema import RoleKind

    rules = tuple((rule.code, rule.name) for rule in load_rules())
    rules += tuple(ENGINE_RULES.items())
    return Known(rules, tuple(available_dialects()), get_args(RoleKind))


def _overridden(parsed: Parsed, settings: Settings, known: Known) -> Settings:
    if "select" not in parsed.values:
        return settings
    select, ignore, extend_select = (_parts(parsed.many(name)) for name in _SELECTORS)
    ignores = _per_file_ignores(parsed.many("per_file_ignores"))
    errors = [
        *check_selectors(select, known, "--select"),
        *check_selectors(ignore, known, "--ignore"),
        *check_selectors(extend_select, known, "--extend-select"),
        *check_selectors([rule for _, (rule,) in ignores], known, "--per-file-ignores"),
    ]
    _stop_at(errors)
    return settings.with_overrides(
        select=select or None,
        ignore=ignore,
        extend_select=extend_select,
        per_file_ignores=ignores or None,
        strict=parsed.flag("strict") or None,
    )


def _parts(given: Sequence[str]) -> list[str]:
    """Split at commas: `--select a,b --select c` names three rules."""
    return [part.strip() for value in given for part in value.split(",") if part.strip()]


def _per_file_ignores(given: Sequence[str]) -> list[tuple[str, tuple[str]]]:
    ignores = []
    for part in _parts(given):
        pattern, colon, rule = part.rpartition(":")
        if not (pattern and colon and rule):
            raise CannotWork(f"--per-file-ignores: `{part}` is not PATTERN:RULE")
        ignores.append((pattern.strip(), (rule.strip(),)))
    return ignores


def _stop_at(errors: Sequence[ConfigError]) -> None:
    if errors:
        raise CannotWork("; ".join(str(error) for error in errors))
