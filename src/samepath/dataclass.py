"""Dataclasses that cost next to nothing to define.

The standard library writes and compiles half a dozen methods for each class when it is defined:
that took a third of the time in which the linter starts. Here the methods are shared by all
classes, and a constructor is compiled when its class is first called. A test holds both against
each other. Slotted classes without bases are all that is known here; type checkers see the
standard library's.
"""

# ruff: noqa: ANN401 - what fields hold is for each class to say

import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from typing import Any

__all__ = ["dataclass", "field", "replace"]

REQUIRED = object()
"""What stands where a field has no default."""
ORDER = {f"__{name}__": getattr(operator, name) for name in ("lt", "le", "gt", "ge")}


class Made:
    """The default of a field that is made anew for each object."""

    __slots__ = ("make",)

    def __init__(self, *, default_factory: "Callable[[], Any]") -> None:
        self.make = default_factory


class Described:
    """The fields as `dataclasses` has them, made when something asks for them."""

    __slots__ = ("_defaults",)

    def __init__(self, defaults: "dict[str, Any]") -> None:
        self._defaults = defaults

    def __get__(self, _: object, owner: type) -> "dict[str, Any]":
        from dataclasses import MISSING, make_dataclass
        from dataclasses import field as described

        fields = [
            (name, object, described(default_factory=default.make))
            if isinstance(default, Made)
            else (name, object, described(default=MISSING if default is REQUIRED else default))
            for name, default in self._defaults.items()
        ]
        made: Any = make_dataclass(owner.__name__, fields)
        found: dict[str, Any] = made.__dataclass_fields__
        return found


def define(
    *, slots: bool, frozen: bool = False, eq: bool = True, order: bool = False
) -> "Callable[[type], type]":
    """Return what `dataclasses.dataclass` does to a class, given the same."""
    assert slots

    def defined(cls: type) -> type:
        content = dict(cls.__dict__)
        names = tuple(content.get("__annotations__", ()))
        defaults = {name: content.pop(name, REQUIRED) for name in names}
        del content["__dict__"], content["__weakref__"]
        content |= {
            "__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__,
            "__dataclass_fields__": Described(defaults), "__reduce__": _taken_apart,
        }  # fmt: skip
        content.setdefault("__repr__", _shown)
        content |= _compared(names, frozen=frozen, order=order) if eq else {}
        content |= {"__setattr__": _refuse, "__delattr__": _refuse} if frozen else {}
        made = type(cls.__name__, (), content)
        made.__init__ = _first_call(made, defaults)  # type: ignore[misc]
        return made

    return defined


def changed(item: "Any", /, **changes: "Any") -> "Any":
    """Return what `dataclasses.replace` does."""
    cls = type(item)
    for name in cls.__slots__:
        if name not in changes:
            changes[name] = getattr(item, name)
    return cls(**changes)


if not TYPE_CHECKING:
    dataclass, field, replace = define, Made, changed


def _first_call(cls: "Any", defaults: "dict[str, Any]") -> "Callable[..., None]":
    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807
        cls.__init__ = _constructor(cls, defaults)
        cls.__init__(self, *given, **named)

    return __init__


def _constructor(cls: type, defaults: "dict[str, Any]") -> "Callable[..., None]":
    known: dict[str, Any] = {}
    parameters, lines = [], []
    for at, (name, default) in enumerate(defaults.items()):
        # A slot's own setter: what freezes the class refuses every other way.
        known |= {f"_set{at}": cls.__dict__[name].__set__, f"_default{at}": default}
        parameters.append(name if default is REQUIRED else f"{name}=_default{at}")
        value = name
        if isinstance(default, Made):
            known[f"_make{at}"] = default.make
            value = f"_make{at}() if {name} is _default{at} else {name}"
        lines.append(f"\n _set{at}(self, {value})")
    exec(f"def __init__(self, {', '.join(parameters)}):{''.join(lines)}", known)  # noqa: S102
    written: Callable[..., None] = known["__init__"]
    return written


def _compared(names: tuple[str, ...], *, frozen: bool, order: bool) -> "dict[str, Any]":
    values: Callable[[object], object] = operator.attrgetter(*names)

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    methods: dict[str, Any] = {"__hash__": __hash__ if frozen else None}
    for name, compare in ({"__eq__": operator.eq} | (ORDER if order else {})).items():
        methods[name] = _comparison(values, compare)
    return methods


def _comparison(
    values: "Callable[[object], object]", compare: "Callable[[object, object], bool]"
) -> "Callable[[object, object], Any]":
    def compared(self: object, other: object) -> "Any":
        if other.__class__ is self.__class__:
            return compare(values(self), values(other))
        return NotImplemented

    return compared


def _shown(self: "Any") -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({values})"


def _taken_apart(self: "Any") -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, name) for name in self.__slots__)


def _refuse(_: object, name: str, *__: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")
