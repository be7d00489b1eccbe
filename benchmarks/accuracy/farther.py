"""More ways from a workflow's body to a value: the less usual ones, which people write, too."""

# all of a kind are called alike; the names say what is made
# ruff: noqa: ARG001, D103

from dataclasses import replace
from random import Random

from benchmarks.accuracy.carriers import Carrier, body, made
from benchmarks.accuracy.values import Names, Piece, test_of


def local_import(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("current")
    lines = [
        f"def {name}():",
        *[f"    {line}" for line in dict.fromkeys(piece.imports)],
        *body(piece),
    ]
    kept = piece.imports if piece.module else ()
    return replace(made(piece, lines, f"{name}()"), imports=kept)


def named_tuple(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Fact")
    lines = [
        f"class {name}(NamedTuple):", "    at: object", "    label: str", "",
        f"def make_{name}():", *body(piece, word="at ="), f'    return {name}(at, "x")',
    ]  # fmt: skip
    return made(piece, lines, f"make_{name}().at", "from typing import NamedTuple")


def by_getattr(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Source")
    lines = [f"class {name}:", "    def value(self):", *body(piece, "        ")]
    return made(piece, lines, f'getattr({name}(), "value")()')


def by_item(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Table")
    lines = [f"class {name}:", "    def __getitem__(self, key):", *body(piece, "        ")]
    return made(piece, lines, f'{name}()["now"]')


def by_missing_attribute(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Proxy")
    lines = [f"class {name}:", "    def __getattr__(self, key):", *body(piece, "        ")]
    return made(piece, lines, f"{name}().anything")


def by_nonlocal(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("fill")
    lines = [
        f"def {name}():", "    kept = None", "    def inner():", "        nonlocal kept",
        *body(piece, "        ", "kept ="), "    inner()", "    return kept",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()")


def delegated(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("stream")
    lines = [
        f"def {name}_inner():", *body(piece, word="yield"), "", f"def {name}():",
        f"    yield from {name}_inner()",
    ]  # fmt: skip
    return made(piece, lines, f"next({name}())")


def recursive(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("descend")
    inner = body(piece, "        ")
    lines = [f"def {name}(level):", "    if level == 0:", *inner, f"    return {name}(level - 1)"]
    return made(piece, lines, f"{name}(2)")


def raised(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Signal")
    lines = [
        f"class {name}(Exception):", "    def __init__(self, value):",
        "        self.value = value", "",
        f"def catch_{name}():", "    try:", *body(piece, "        ", "found ="),
        f"        raise {name}(found)", f"    except {name} as signal:",
        "        return signal.value",
    ]  # fmt: skip
    return made(piece, lines, f"catch_{name}()")


def spread(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("pick")
    lines = [
        f"def {name}(**given):", '    return given["at"]', "", f"def {name}_all():",
        *body(piece, word="options = dict(at="), f"    return {name}(**options)",
    ]  # fmt: skip
    lines[-2] += ")"
    return made(piece, lines, f"{name}_all()")


def as_dict(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Row")
    lines = [
        "@dataclass", f"class {name}:", "    value: object", "", f"def make_{name}():",
        *body(piece, word="row ="), f"    return asdict({name}(value=row))",
    ]  # fmt: skip
    imports = ("from dataclasses import dataclass, asdict",)
    return made(piece, lines, f'make_{name}()["value"]', *imports)


def protocol(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Clock")
    lines = [
        f"class {name}(Protocol):", "    def value(self): ...", "", f"class Real{name}:",
        "    def value(self):", *body(piece, "        "), "", f"def ask_{name}(source: {name}):",
        "    return source.value()",
    ]  # fmt: skip
    return made(piece, lines, f"ask_{name}(Real{name}())", "from typing import Protocol")


def injected(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Service")
    lines = [
        f"class {name}Source:", "    def value(self):", *body(piece, "        "), "",
        f"class {name}:",
        f"    def __init__(self, source: {name}Source):", "        self.source = source", "",
        "    def value(self):", "        return self.source.value()",
    ]  # fmt: skip
    return made(piece, lines, f"{name}({name}Source()).value()")


def registered(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("REGISTRY")
    lines = [
        f"{name} = {{}}", "", f"def register_{name}(function):", f'    {name}["x"] = function',
        "    return function", "", f"@register_{name}", f"def entry_{name}():", *body(piece),
    ]  # fmt: skip
    return made(piece, lines, f'{name}["x"]()')


def cached(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("once")
    lines = ["@lru_cache(maxsize=None)", f"def {name}():", *body(piece)]
    return made(piece, lines, f"{name}()", "from functools import lru_cache")


def cached_attribute(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Lazy")
    lines = [
        f"class {name}:",
        "    @cached_property",
        "    def value(self):",
        *body(piece, "        "),
    ]
    return made(piece, lines, f"{name}().value", "from functools import cached_property")


def entered(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("scope")
    lines = [
        "@contextmanager", f"def {name}():", *body(piece, word="yield"), "", f"def in_{name}():",
        "    with ExitStack() as stack:", f"        return stack.enter_context({name}())",
    ]  # fmt: skip
    return made(piece, lines, f"in_{name}()", "from contextlib import ExitStack, contextmanager")


def fails(piece: Piece, names: Names, random: Random) -> Piece:
    """Answer True or False, by whether a check of the value fails."""
    name = names.fresh("check")
    lines = [
        f"def {name}(seen):", f"    if {test_of(piece, 'seen', random)}:",
        '        raise ValueError("no")', "",
        f"def passes_{name}():", *[f"    {line}" for line in piece.before], "    try:",
        f"        {name}({piece.expression})", "    except ValueError:", "        return False",
        "    return True",
    ]  # fmt: skip
    return made(piece, lines, f"passes_{name}()", kind="flag")


def any_of(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("some")
    lines = [
        f"def {name}():", *body(piece, word="seen ="),
        f"    return any({test_of(piece, 'one', random)} for one in [seen])",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()", kind="flag")


def counted(piece: Piece, names: Names, random: Random) -> Piece:
    """Answer how often a loop ran that the value decides."""
    name = names.fresh("rounds")
    lines = [
        f"def {name}():", *body(piece, word="seen ="), "    rounds = 0",
        f"    while {test_of(piece, 'seen', random)} and rounds < 3:", "        rounds += 1",
        "    return rounds",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()", kind="number")


def matched(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("classify")
    lines = [
        f"def {name}():", *body(piece, word="seen ="),
        f"    match {test_of(piece, 'seen', random)}:",
        "        case True:", '            return "a"', "        case _:", '            return "z"',
    ]  # fmt: skip
    return made(piece, lines, f"{name}()", kind="text")


def printed(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("text")
    form = random.choice(
        ['f"{at}"', '"%s" % at', '"{}".format(at)', "str(at).strip()", '"-".join([str(at), "x"])']
    )
    lines = [f"def {name}():", *body(piece, word="at ="), f"    return {form}"]
    return made(piece, lines, f"{name}()", kind="text")


def first_of(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("split")
    lines = [
        f"def {name}():",
        *body(piece, word="at ="),
        "    first, *_ = [at, 1, 2]",
        "    return first",
    ]
    return made(piece, lines, f"{name}()")


def method_of_type(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Kind")
    lines = [
        f"class {name}:", "    @classmethod", "    def make(cls):", *body(piece, "        ",
        "at ="),
        "        made = cls()", "        made.at = at", "        return made",
    ]  # fmt: skip
    return made(piece, lines, f"{name}.make().at")


def overridden(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Plan")
    lines = [
        f"class {name}:", "    def value(self):", '        return "b"', "",
        f"class {name}Late({name}):",
        "    def value(self):", "        super().value()", *body(piece, "        "), "",
        f'{name}_BY_NAME = {{"early": {name}, "late": {name}Late}}',
    ]  # fmt: skip
    return made(piece, lines, f'{name}_BY_NAME["late"]().value()')


FARTHER: tuple[Carrier, ...] = (
    local_import, named_tuple, by_getattr, by_item, by_missing_attribute, by_nonlocal, delegated,
    recursive, raised, spread, as_dict, protocol, injected, registered, cached, cached_attribute,
    entered, fails, any_of, counted, matched, printed, first_of, method_of_type, overridden,
)  # fmt: skip
