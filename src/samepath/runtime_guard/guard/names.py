"""From a callable to the catalogue's word on it: what calling it learns from the world."""

import random
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from samepath.effects import Effect
from samepath.rules.catalogue.entry import Entry
from samepath.rules.catalogue.lookup import Catalogue

_MODULES = {"posix": "os", "nt": "os", "_io": "io", "_thread": "threading", "_random": "random"}
_SILENT = frozenset(
    {Effect.LOG, Effect.METRIC, Effect.SHARED_STATE, Effect.CONSOLE, Effect.CPU, Effect.FOREIGN}
)
_WITHOUT_FIRST = frozenset({"no-arguments", "unseeded", "first-argument-missing"})
_SHARED_GENERATOR = getattr(random, "_inst", None)


class Names:
    """Asks the catalogue once for each callable."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self._known: dict[int, tuple[object, str, Entry | None]] = {}

    def effect(self, called: Any, first: Any, missing: object) -> tuple[str, Effect] | None:  # noqa: ANN401
        """Return the name and effect of a call, given its first argument; None if it has none."""
        called, first = _unbound(called, first)
        if first is _SHARED_GENERATOR is not None:
            return f"random.{called.__name__}", Effect.RANDOM
        found = self._known.get(id(called))
        if found is None:
            # the callable is kept, so that its id stays its own
            found = self._known[id(called)] = (called, *self._entry(_name(called)))
        _, name, entry = found
        if entry is None or entry.effect is None or entry.effect in _SILENT:
            return None
        return (name, entry.effect) if _applies(entry, first, missing) else None

    def _entry(self, name: str) -> tuple[str, Entry | None]:
        module, _, rest = name.partition(".")
        for candidate in (f"{_MODULES.get(module, module)}.{rest}", name, f"builtins.{rest}"):
            canonical = self._catalogue.canonical(candidate)
            entry = self._catalogue.lookup(canonical)
            if entry is not None:
                return canonical, entry
        return name, None


def _applies(entry: Entry, first: object, missing: object) -> bool:
    """Whether the condition of an entry holds, as far as the first argument tells."""
    if entry.when is None:
        return True
    if entry.when == "not-a-number":
        return isinstance(first, str | bytes)  # hashes of these are salted
    return entry.when in _WITHOUT_FIRST and (first is missing or first is None)


def _unbound(called: Any, first: Any) -> tuple[Any, Any]:  # noqa: ANN401
    if isinstance(called, MethodType):
        return called.__func__, called.__self__
    if isinstance(called, BuiltinFunctionType) and called.__self__ is _SHARED_GENERATOR:
        return called, _SHARED_GENERATOR
    return called, first


def _name(called: Any) -> str:  # noqa: ANN401
    """Return the dotted name under which a callable is known, or an empty string."""
    owner = getattr(called, "__self__", None)
    name = getattr(called, "__qualname__", None) or ""
    if isinstance(called, BuiltinFunctionType) and isinstance(owner, type):
        # datetime.now of a subclass is the datetime's, too
        owner = next(kind for kind in owner.__mro__ if called.__name__ in vars(kind))
        return f"{owner.__module__}.{owner.__qualname__}.{called.__name__}"
    module = getattr(called, "__module__", None)
    if module is None and isinstance(called, FunctionType | BuiltinFunctionType):
        return ""
    return f"{module}.{name}"
