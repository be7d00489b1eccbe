"""Values as text and back: JSON, with tags for types that code registered.

A row can only name a tag, and a tag only means what this process registered for it. Nothing is
imported, no constructor of an error is called, pickle is read and written only by a codec that
was made with `pickle=True`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from samepath.runtime_guard.errors import (
    DuplicateNameError,
    StepFailedError,
    UnreadableError,
    UnrecordableError,
)

try:
    from _blake2 import blake2b  # hashlib would load OpenSSL for nothing
except ImportError:
    from hashlib import blake2b

T = TypeVar("T")
Lower = Callable[[Any], Any]
Raise = Callable[[Any], Any]

_SCALAR_TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    str: json.encoder.encode_basestring_ascii,
}
SCALARS = frozenset(_SCALAR_TEXT)
"""Types whose values are their own copies."""

TAG = "$"
_dumps = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_dumps_sorted = json.JSONEncoder(separators=(",", ":"), allow_nan=False, sort_keys=True).encode


class Codec:
    """Turn values into text and back; what comes back is equal, and a copy."""

    def __init__(self, *, pickle: bool = False) -> None:
        self.pickle = pickle

    def encode(self, value: object) -> str:
        """Return the recorded form of a value, or raise UnrecordableError."""
        scalar = _SCALAR_TEXT.get(type(value))
        return scalar(value) if scalar else _dumps(self._lowered(value))

    def encode_arguments(
        self, positional: Sequence[object], named: dict[str, Any]
    ) -> tuple[str, str]:
        """Return the recorded form of a call's arguments, and its digest.

        The digest does not depend on the order of a mapping's keys: equal arguments are equal.
        """
        if not named and all(type(value) in SCALARS for value in positional):
            texts = [_SCALAR_TEXT[type(value)](value) for value in positional]
            text = f"[[{','.join(texts)}]]"
            return text, digest(text)
        values = list(positional)
        tree = self._lowered([values, named] if named else [values])
        text = _dumps(tree)
        return text, digest(_dumps_sorted(_in_order(tree)) if "{" in text else text)

    def decode(self, text: str) -> Any:  # noqa: ANN401 - a recorded value can be anything
        """Return the value that a text records, or raise UnreadableError."""
        try:
            if '"$"' not in text:
                return json.loads(text)
            return json.loads(text, object_hook=self._raised)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError(
                f"a recorded value cannot be read ({error}); it starts with {text[:60]!r}"
            ) from error

    def _lowered(self, value: object) -> Any:  # noqa: ANN401
        try:
            return self._lower(value)
        except RecursionError:
            raise UnrecordableError(
                f"a {type(value).__qualname__} contains itself, or is nested too deeply"
            ) from None

    def _lower(self, value: Any) -> Any:  # noqa: ANN401
        kind = type(value)
        if kind in SCALARS:
            return value
        if kind is list:
            return [v if type(v) in SCALARS else self._lower(v) for v in value]
        if kind is dict and TAG not in value and all(type(k) is str for k in value):
            return {k: v if type(v) in SCALARS else self._lower(v) for k, v in value.items()}
        if kind is float and value - value == 0.0:
            return value
        return self._tagged(kind, value)

    def _tagged(self, kind: type, value: Any) -> dict[str, Any]:  # noqa: ANN401
        known = _BY_TYPE.get(kind) or _library().get(kind)
        if known is None and isinstance(value, Exception):
            known = ("error", _lower_error)
        if known is not None:
            tag, lower = known
            return {TAG: tag, "v": self._lower(lower(value))}
        if self.pickle:
            import pickle
            from base64 import b64encode

            return {TAG: "pickle", "v": b64encode(pickle.dumps(value)).decode()}
        raise UnrecordableError(
            f"a value of type {kind.__module__}.{kind.__qualname__} cannot be recorded: "
            "pass plain data, or register the type with @recordable"
        )

    def _raised(self, found: dict[str, Any]) -> Any:  # noqa: ANN401
        tag = found.get(TAG)
        if tag is None:
            return found
        if tag == "pickle" and self.pickle:
            import pickle
            from base64 import b64decode

            return pickle.loads(b64decode(found["v"]))  # noqa: S301 - asked for by name, in code
        known = _BY_TAG.get(tag) or (_library() and _BY_TAG.get(tag))
        if not known:
            raise UnreadableError(
                f"a recorded value has the tag {tag!r}, which no code in this process registered"
            )
        return known(found["v"])


def _in_order(tree: Any) -> Any:  # noqa: ANN401
    """Order the pairs of mappings that JSON has no object for, as it orders an object's keys."""
    if type(tree) is list:
        return [_in_order(value) for value in tree]
    if type(tree) is not dict:
        return tree
    found = {key: _in_order(value) for key, value in tree.items()}
    if found.get(TAG) == "map":
        found["v"].sort(key=_dumps_sorted)
    return found


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


_BY_TYPE: dict[type, tuple[str, Lower]] = {}
_BY_TAG: dict[str, Raise] = {}
_PLACES: dict[str, tuple[str, str]] = {}


def _library() -> dict[type, tuple[str, Lower]]:
    from samepath.runtime_guard import library_types as _  # noqa: F401 - registers the library's types

    return _BY_TYPE


def register(kind: type, tag: str, lower: Lower, raise_: Raise) -> None:
    """Make a type recordable: `lower` turns it into plain data, `raise_` back."""
    place = (kind.__module__, kind.__qualname__)
    if _PLACES.setdefault(tag, place) != place:
        raise DuplicateNameError(
            f"the tag {tag!r} belongs to {'.'.join(_PLACES[tag])}: give {'.'.join(place)} another"
        )
    _BY_TYPE[kind] = (tag, lower)
    _BY_TAG[tag] = raise_


def recordable(kind: type[T]) -> type[T]:
    """Make a dataclass, a named tuple or an enumeration recordable under its own name."""
    fields = getattr(kind, "__dataclass_fields__", None) or getattr(kind, "_fields", None)
    if fields is not None:
        names = tuple(fields)
        register(
            kind,
            kind.__qualname__,
            lambda value: {name: getattr(value, name) for name in names},
            lambda fields: kind(**fields),
        )
    elif (members := getattr(kind, "__members__", None)) is not None:
        register(kind, kind.__qualname__, lambda value: value.name, members.__getitem__)
    else:
        raise UnrecordableError(
            f"{kind.__qualname__} is no dataclass, named tuple or enumeration: "
            "use register(type, tag, lower, raise_)"
        )
    return kind


def _lower_error(error: Exception) -> dict[str, Any]:
    kind = type(error)
    return {
        "class": f"{kind.__module__}:{kind.__qualname__}",
        "message": str(error),
        "args": _recordable_or([str(error)], list(error.args)),
        "state": _recordable_or({}, {k: v for k, v in vars(error).items() if k != "__notes__"}),
        "notes": [str(note) for note in getattr(error, "__notes__", ())],
    }


def _recordable_or(instead: Any, wanted: Any) -> Any:  # noqa: ANN401
    try:
        _PLAIN.encode(wanted)
    except UnrecordableError:
        return instead
    return wanted


def _raise_error(found: dict[str, Any]) -> Exception:
    kind = _loaded_error(found["class"])
    try:
        rebuilt = _rebuilt(kind, found["args"]) if kind else None
    except Exception:  # noqa: BLE001 - whatever a foreign class does, the failure must be readable
        rebuilt = None
    if rebuilt is None:
        name = found["class"].replace(":", ".")
        rebuilt = StepFailedError(f"{name}: {found['message']}")
    rebuilt.__dict__.update(found["state"])
    for note in found["notes"]:
        rebuilt.add_note(note)
    return rebuilt


def _rebuilt(kind: type[Exception], args: list[object]) -> Exception:
    """Make an error without running its constructor, but for what the language itself sets up."""
    rebuilt = kind.__new__(kind, *args)
    native = next(c for c in kind.__mro__ if type(vars(c).get("__init__")) is _NATIVE)
    vars(native)["__init__"](rebuilt, *args)
    rebuilt.args = tuple(args)
    return rebuilt


_NATIVE = type(Exception.__init__)
_errors: dict[str, type[Exception]] = {}


def _loaded_error(name: str) -> type[Exception] | None:
    known = _errors.get(name)
    if known is None:
        for kind in _below(Exception):
            _errors[f"{kind.__module__}:{kind.__qualname__}"] = kind
        known = _errors.get(name)
    return known


def _below(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for lower in kind.__subclasses__():
        yield from _below(lower)


_PLAIN = Codec()
_BY_TAG["error"] = _raise_error
