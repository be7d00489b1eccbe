"""What was worked out from files' bytes, kept from one check to the next.

A language server checks the same program again after every edit, and all but one file has the
bytes that it had before. Only what depends on nothing but its key may be kept here.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Kept = TypeVar("Kept")


class Memory:
    """Answers what it was told under the same key; it serves one check at a time.

    Keys hold the bytes themselves: they say everything, and are compared without a collision.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what was made under this key, or make it."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        kept: Kept = self._now[key]
        return kept

    def turn(self) -> None:
        """Forget what nobody has asked for since the last turn."""
        self._before, self._now = self._now, {}
