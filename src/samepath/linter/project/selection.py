"""Which rules are on, for which files, and how loud: selectors as users of ruff know them.

A selector is `ALL`, the beginning of a code (`RPL`, `RPL1`), a code (`RPL101`) or a name
(`wall-clock`). Where several match a rule, the most specific one decides.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from samepath.dataclass import dataclass
from samepath.effects import Severity

ALL = "ALL"
EXACT = 100
"""The rank of a code or a name; a prefix ranks by its length, `ALL` below all prefixes."""

PerFile = tuple[tuple[str, tuple[str, ...]], ...]
"""Globs, each with the selectors of the rules to ignore there; `!` before a glob turns it round."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What one source of settings says about rules; `select` is None where it is silent."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def verdict(self, code: str, name: str) -> bool | None:
        """Return whether the rule is on, None where nothing is said about it.

        At the same rank `ignore` wins.
        """
        chosen = _best((*(self.select or ()), *self.extend_select), code, name)
        ignored = _best(self.ignore, code, name)
        if chosen is None and ignored is None:
            return None if self.select is None else False
        return ignored is None or (chosen is not None and chosen > ignored)


def is_on(selections: Iterable[Selection], code: str, name: str) -> bool:
    """Tell whether a rule is on after all sources have spoken, the later over the earlier.

    A source with `select` forgets what earlier ones said; rules are on by default.
    """
    verdict = True
    for selection in selections:
        said = selection.verdict(code, name)
        verdict = verdict if said is None else said
    return verdict


def rank(selector: str, code: str, name: str) -> int | None:
    """Return how closely a selector means a rule, or None where it does not."""
    if selector == ALL:
        return 0
    if selector in {code, name}:
        return EXACT
    return len(selector) if is_prefix(selector) and code.startswith(selector) else None


def is_prefix(selector: str) -> bool:
    """Tell whether a selector is spelled like a code or the beginning of one."""
    return re.fullmatch(r"[A-Z]+[0-9]*", selector) is not None


def closest(levels: Mapping[str, Severity], code: str, name: str) -> Severity | None:
    """Return the level under the selector that means the rule most closely."""
    ranked = [(rank(selector, code, name), level) for selector, level in levels.items()]
    matching = [(place, level) for place, level in ranked if place is not None]
    return max(matching, key=lambda pair: pair[0])[1] if matching else None


def is_ignored_in(ignores: PerFile, relative: str, code: str, name: str) -> bool:
    """Tell whether a rule is ignored in a file, named relative to the folder of the settings."""
    for glob, selectors in ignores:
        wanted = not glob.startswith("!")
        is_meant = is_match(glob.removeprefix("!"), relative) is wanted
        if is_meant and _best(selectors, code, name) is not None:
            return True
    return False


def is_match(glob: str, relative: str) -> bool:
    """Tell whether a glob means a file, by its path or by its name alone.

    `*` crosses folders; `**/` may stand for no folder at all; a folder means all that is in it.
    """
    pattern = _compiled(glob.removeprefix("./").removeprefix("/"))
    return pattern.fullmatch(relative) is not None or (
        "/" not in glob and pattern.fullmatch(relative.rpartition("/")[2]) is not None
    )


def _best(selectors: Sequence[str], code: str, name: str) -> int | None:
    ranks = [rank(selector, code, name) for selector in selectors]
    return max((place for place in ranks if place is not None), default=None)


@lru_cache(maxsize=256)
def _compiled(glob: str) -> re.Pattern[str]:
    from fnmatch import translate

    # What `translate` puts around its result is taken off to join the parts.
    parts = [translate(part)[4:-3] for part in glob.rstrip("/").split("**/")]
    return re.compile(f"(?s:{'(?:.*/)?'.join(parts)})(?:/.*)?")
