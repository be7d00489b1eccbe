"""From what TOML says to an `Entry`; anything outside the schema is refused."""

from collections.abc import Callable, Iterable
from typing import Any, get_args

from samepath.effects import Certainty, Effect
from samepath.rules.catalogue.entry import Access, CatalogueError, Entry, Result, When

_READS = frozenset(
    {
        Effect.CLOCK,
        Effect.COMPLETION,
        Effect.ENVIRONMENT,
        Effect.IDENTITY,
        Effect.LISTING,
        Effect.LOCALE,
        Effect.OBJECT_IDENTITY,
        Effect.ORDER,
        Effect.RANDOM,
        Effect.REPLAY,
        Effect.ROWS,
    }
)
_WRITES = frozenset({Effect.CONSOLE, Effect.LOG, Effect.METRIC, Effect.PROCESS})
_EITHER = frozenset({Effect.DATABASE, Effect.FILE, Effect.NETWORK, Effect.SHARED_STATE})
_MAY_FAIL = frozenset({Effect.DATABASE, Effect.FILE, Effect.NETWORK, Effect.PROCESS})

_UNLESS: dict[When, tuple[int | str, ...]] = {
    "unseeded": (0, "seed", "x"),
    "no-timezone": (0, "tz"),
    "first-argument-missing": (0,),
    "second-argument-missing": (1,),
}


def parse_entry(name: str, value: object, origin: str, *, own_type: bool = True) -> Entry:
    """Return the entry that `value` states for `name`, or raise CatalogueError.

    A class returns itself, unless `own_type` is false or it says otherwise.
    """
    try:
        fields = _shorthand(value) if isinstance(value, str) else _fields(value)
        return _complete(name, fields, own_type=own_type)
    except CatalogueError as error:
        raise CatalogueError(f'{origin}: "{name}": {error}') from None


def parse_effect(text: str) -> Entry:
    """Return the entry of an effect and its access, or raise CatalogueError."""
    effect, _, access = text.partition(" ")
    fields = _fields({"effect": effect, **({"access": access} if access else {})})
    return _complete("", fields, own_type=False)


def _shorthand(text: str) -> dict[str, Any]:
    """Read `pure`, `unknown`, an effect (`clock`), or an effect and an access (`file read`)."""
    if text == "pure":
        return {}
    if text == "unknown":
        return {"unknown": True}
    effect, _, access = text.partition(" ")
    return _fields({"effect": effect, **({"access": access} if access else {})})


def _fields(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CatalogueError(f"expected a string or a table, found {value!r}")
    if unknown := sorted(set(value) - set(_FIELDS)):
        raise CatalogueError(f"unknown field {unknown[0]!r}{instead(unknown[0], _FIELDS)}")
    return {key: _FIELDS[key](key, item) for key, item in value.items()}


def _complete(name: str, fields: dict[str, Any], *, own_type: bool) -> Entry:
    effect = fields.get("effect")
    for stated in (effect, fields.get("otherwise")):
        if stated in _EITHER and "access" not in fields:
            raise CatalogueError(f"effect {str(stated)!r} needs an access: 'read' or 'write'")
    if "access" not in fields and (effect in _READS or effect in _WRITES):
        fields["access"] = "read" if effect in _READS else "write"
    if (
        effect is None
        and "otherwise" not in fields
        and (stray := sorted(_OF_AN_EFFECT & set(fields)))
    ):
        raise CatalogueError(f"field {stray[0]!r} says nothing without an effect")
    fields.setdefault("raises", bool({effect, fields.get("otherwise")} & _MAY_FAIL))
    if "when" in fields:
        fields.setdefault("unless", _UNLESS.get(fields["when"], ()))
    if own_type and not fields.get("attribute") and is_class_name(name):
        fields.setdefault("returns", name)
    return Entry(**fields)


def is_class_name(name: str) -> bool:
    """Say whether a dotted name is a class by convention: its last part is capitalised."""
    return name.rpartition(".")[2].lstrip("_")[:1].isupper()


def instead(written: str, known: Iterable[str]) -> str:
    """Return what was probably meant; if nothing is close, everything that is known."""
    from difflib import get_close_matches  # few tables have a mistake in them

    known = [str(each) for each in known]
    close = get_close_matches(written, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f", known are {', '.join(known)}"


def _choice(*choices: str) -> Callable[[str, object], str]:
    def check(field: str, value: object) -> str:
        if value not in choices:
            raise CatalogueError(f"{field} is {value!r}{instead(str(value), choices)}")
        return str(value)

    return check


def _effect(field: str, value: object) -> Effect:
    return Effect(_choice(*Effect)(field, value))


def _certainty(field: str, value: object) -> Certainty:
    return Certainty(_choice(*Certainty)(field, value))


def _flag(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise CatalogueError(f"{field} is {value!r}, but can only be true or false")
    return value


def _dotted(field: str, value: object) -> str:
    if not isinstance(value, str) or not is_dotted(value):
        raise CatalogueError(f"{field} is {value!r}, but should be an absolute dotted name")
    return value


def is_dotted(text: str) -> bool:
    """Say whether a text is an absolute dotted name of at least two parts."""
    return "." in text and all(part.isidentifier() for part in text.split("."))


def _version(field: str, value: object) -> str:
    if not isinstance(value, str) or not value.replace(".", "", 1).isdigit():
        raise CatalogueError(f"{field} is {value!r}, but should be a version such as '3.12'")
    return value


def _selectors(field: str, value: object) -> tuple[int | str, ...]:
    if not isinstance(value, list) or not value:
        raise CatalogueError(f"{field} is {value!r}, but should list positions and keywords")
    for item in value:
        is_position = isinstance(item, int) and not isinstance(item, bool) and item >= 0
        is_keyword = isinstance(item, str) and (item in {"*", "**"} or item.isidentifier())
        if not is_position and not is_keyword:
            raise CatalogueError(f"{field} has {item!r}, which is no position and no keyword")
    return tuple(value)


_FIELDS: dict[str, Callable[[str, object], Any]] = {
    "effect": _effect,
    "access": _choice(*get_args(Access)),
    "access_by": _selectors,
    "statement": _selectors,
    "when": _choice(*get_args(When)),
    "unless": _selectors,
    "otherwise": _effect,
    "certainty": _certainty,
    "adds": _effect,
    "unordered": _flag,
    "returns": _dotted,
    "element": _dotted,
    "key": _dotted,
    "result": _choice(*get_args(Result)),
    "calls": _selectors,
    "keeps": _selectors,
    "mutates": _selectors,
    "iterates": _selectors,
    "raises": _flag,
    "attribute": _flag,
    "since": _version,
    "until": _version,
}
_OF_AN_EFFECT = frozenset({"access", "access_by", "when", "unless", "otherwise", "certainty"})
