"""What ids, topics, keys and names of queues may look like."""

from samepath.runtime_guard.errors import InvalidNameError

_LONGEST = 512


def checked(name: str, what: str) -> str:
    """Return the name, or raise InvalidNameError if some database could not store it."""
    if type(name) is not str or not 0 < len(name) <= _LONGEST or not name.isprintable():
        shown = repr(name)[:60]
        raise InvalidNameError(
            f"{shown} cannot be {what}: it takes 1 to {_LONGEST} printable characters"
        )
    return name
