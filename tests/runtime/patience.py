"""How tests wait: for a condition, and never for ever."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], object], seconds: float = 20.0) -> None:
    """Look again and again whether a condition holds; fail if it does not in time."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"did not come about within {seconds:g} s"
        time.sleep(0.001)
