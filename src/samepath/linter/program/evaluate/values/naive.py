"""The time that has no time zone."""

from samepath.linter.program.objects import ExternalInstance, Object

MOMENT = "datetime.datetime"
NAIVE = ExternalInstance(MOMENT)
"""A time that was surely made without a zone; one beside others of its type counts for nothing."""


def surely(objects: tuple[Object, ...]) -> tuple[Object, ...]:
    """Leave the time without a zone out where it may as well be another one."""
    if NAIVE not in objects or not any(is_other(item) for item in objects):
        return objects
    return tuple(item for item in objects if item is not NAIVE)


def is_other(item: Object) -> bool:
    """Tell whether an object is a time that may have a zone."""
    return isinstance(item, ExternalInstance) and item.type == MOMENT and item is not NAIVE
