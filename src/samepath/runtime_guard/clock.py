"""The only clock of the runtime, so that tests can turn it."""

import time


class Clock:
    """Wall time for what is recorded, monotonic time for what is waited for here."""

    def now(self) -> float:
        """Return seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds that no change of the wall clock moves."""
        return time.monotonic()
