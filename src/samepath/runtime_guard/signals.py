"""Wake-ups inside a process: who waits for a key is woken when something under it changed.

A wake-up is a hint. Whoever wakes looks at the journal again.
"""

import threading
from collections.abc import Callable


class Watch:
    """One waiter's interest in some keys; remembers a wake-up that came before it waited."""

    __slots__ = ("_gate", "_pending", "_signals", "_wake", "keys")

    def __init__(self, signals: "Signals", keys: tuple[str, ...]) -> None:
        self.keys = keys
        self._signals = signals
        self._gate = threading.Lock()
        self._pending = False
        self._wake: Callable[[], None] | None = None

    def arm(self, wake: Callable[[], None]) -> None:
        """Have `wake` called at the next signal, or now if one came already."""
        with self._gate:
            self._wake = wake
            pending, self._pending = self._pending, False
        if pending:
            wake()

    def signalled(self) -> None:
        with self._gate:
            wake, self._wake = self._wake, None
            self._pending = wake is None
        if wake is not None:
            wake()

    def disarm(self) -> None:
        with self._gate:
            self._wake = None

    def close(self) -> None:
        self._signals.forget(self)


class Signals:
    """All watches of a process."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._watches: dict[str, list[Watch]] = {}

    def watch(self, *keys: str) -> Watch:
        """Begin to watch; do so before looking at the journal, or a signal may be missed."""
        watch = Watch(self, keys)
        with self._gate:
            for key in keys:
                self._watches.setdefault(key, []).append(watch)
        return watch

    def forget(self, watch: Watch) -> None:
        with self._gate:
            for key in watch.keys:
                left = [other for other in self._watches.get(key, ()) if other is not watch]
                if left:
                    self._watches[key] = left
                else:
                    self._watches.pop(key, None)

    def send(self, key: str) -> None:
        """Wake whoever watches the key."""
        if key in self._watches:
            with self._gate:
                woken = tuple(self._watches.get(key, ()))
            for watch in woken:
                watch.signalled()

    def send_all(self) -> None:
        """Wake everybody."""
        with self._gate:
            woken = {watch for watches in self._watches.values() for watch in watches}
        for watch in woken:
            watch.signalled()
