"""`[tool.samepath.contracts]`: what the user vouches for, function by function."""

from samepath.linter.project.reading import Reading, Table, dotted
from samepath.linter.project.settings import CONTRACTS, Contract

KEYS = ("is", "effect", "dialect", "reason")
SHAPE = 'a table such as `{ is = "deterministic", reason = "..." }`'


def read_contracts(reading: Reading) -> tuple[Contract, ...]:
    """Return the contracts in which there is no mistake."""
    read = (_contract(reading, name, value) for name, value in dotted(reading, "contracts"))
    return tuple(contract for contract in read if contract is not None)


def _contract(reading: Reading, name: str, value: object) -> Contract | None:
    place = f"contracts.{name}"
    if not isinstance(value, dict):
        reading.wrong(place, SHAPE, value)
        return None
    before = len(reading.errors)
    reading.check_keys(value, KEYS, place)
    texts = {key: _text(reading, value, key, place) for key in KEYS}
    says = texts["is"]
    if reading.check_name(says, CONTRACTS, "contract", place):
        _check_detail(reading, says, texts, place)
    if not texts["reason"].strip():
        reading.complain(f"`{place}` must say why it holds, in `reason`")
    if len(reading.errors) > before:
        return None
    return Contract(name, says, texts["reason"], texts["effect"], texts["dialect"])


def _text(reading: Reading, table: Table, key: str, place: str) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    reading.wrong(f"{place}.{key}", "a string", value)
    return ""


def _check_detail(reading: Reading, says: str, texts: dict[str, str], place: str) -> None:
    """Complain where `effect` or `dialect` is missing, out of place, or unknown."""
    for key, wanted in (("effect", says == "unstable"), ("dialect", says in {"step", "workflow"})):
        if wanted and not texts[key]:
            reading.complain(f"`{place}` must say which {key}, in `{key}`")
        elif texts[key] and not wanted:
            reading.complain(f"`{place}`: `{key}` says nothing where `is` is `{says}`")
    if says == "unstable" and texts["effect"]:
        _check_effect(reading, texts["effect"], f"{place}.effect")
    elif texts["dialect"]:
        reading.check_name(texts["dialect"], reading.known.dialects, "dialect", f"{place}.dialect")


def _check_effect(reading: Reading, effect: str, place: str) -> None:
    from samepath.rules.catalogue import CatalogueError
    from samepath.rules.catalogue.parse import parse_effect

    try:
        parse_effect(effect)
    except CatalogueError as error:
        reading.complain(f"`{place}`: {error}")
