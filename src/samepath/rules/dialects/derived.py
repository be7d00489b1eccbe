"""A dialect that is another one under other names: what is renamed, left out, and added."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from samepath.rules.dialects.schema import Dialect


def derived(
    name: str,
    base: Dialect,
    rename: Mapping[str, str],
    without: Collection[str],
    own: Mapping[str, Any],
) -> Dialect:
    """Return `base` under other names, without some of them, and with what is its own on top.

    `without` names what the other engine has not, in the words of `base`; `x.*` leaves out all
    that lies in x. How values are recorded is said anew.
    """
    base = replace(base, changes={})
    left: dict[str, Any] = {
        part.name: _left(getattr(base, part.name), without)
        for part in fields(base)
        if part.name not in {"name", "words"}
    }
    renamed: Dialect = _renamed(replace(base, **left), _renaming(rename))
    changed: dict[str, Any] = {
        key: {**getattr(renamed, key), **value} if isinstance(value, dict) else value
        for key, value in own.items()
    }
    return replace(renamed, name=name, **changed)


def _left(said: Any, without: Collection[str]) -> Any:  # noqa: ANN401 - whatever a field holds
    """Return a table or list of names without some of them; anything else as it is."""
    if isinstance(said, dict):
        return {key: value for key, value in said.items() if not _is_in(key, without)}
    if isinstance(said, tuple):
        return tuple(item for item in said if not _is_in(item, without))
    return said


def _is_in(name: str, without: Collection[str]) -> bool:
    return name in without or any(
        item.endswith(".*") and name.startswith(item[:-1]) for item in without
    )


def _renaming(rename: Mapping[str, str]) -> Callable[[str], str]:
    """Return what renames whole dotted names, or what they lie in, wherever they stand."""
    longest_first = sorted(rename, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda text: pattern.sub(lambda found: rename[found[1]], text)


def _renamed(said: Any, rename: Callable[[str], str]) -> Any:  # noqa: ANN401 - as above
    if isinstance(said, str):
        return rename(said)
    if isinstance(said, tuple):
        return tuple(_renamed(item, rename) for item in said)
    if isinstance(said, dict):
        return {rename(key): _renamed(value, rename) for key, value in said.items()}
    if is_dataclass(said) and not isinstance(said, type):
        parts = {part.name: _renamed(getattr(said, part.name), rename) for part in fields(said)}
        return replace(said, **parts)
    return said
