"""The ways from a workflow's body to a value: each adds one call, read, or binding.

A carrier is given a piece and returns one whose expression leads to the first through
definitions of its own. Those that add a call count as one step of depth.
"""

# all of a kind are called alike; the names say what is made
# ruff: noqa: ARG001, D103

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.values import Names, Piece, test_of

Carrier = Callable[[Piece, Names, Random], Piece]


def body(piece: Piece, indent: str = "    ", word: str = "return") -> list[str]:
    """Write a function's body that answers the piece."""
    return [f"{indent}{line}" for line in piece.before] + [f"{indent}{word} {piece.expression}"]


def made(
    piece: Piece, lines: list[str], expression: str, *imports: str, **changes: object
) -> Piece:
    """Return the piece behind definitions."""
    return replace(
        piece, expression=expression, before=(), module=(*piece.module, *lines),
        imports=(*piece.imports, *imports), **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def function(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("current")
    return made(piece, [f"def {name}():", *body(piece)], f"{name}()")


def parameter(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("describe")
    lines = [f"def {name}(prefix, *, plain=True, **extra):", *body(piece)]
    return made(piece, lines, f'{name}("x", plain=False)')


def passed_through(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("same")
    lines = [f"def {name}(value, *rest):", "    kept = [value, *rest]", "    return kept[0]"]
    return replace(piece, expression=f"{name}({piece.expression})", module=(*piece.module, *lines))


def method(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Source")
    lines = [f"class {name}:", "    def value(self):", *body(piece, "        ")]
    return made(piece, lines, f"{name}().value()")


def attribute(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Holder")
    inner = body(piece, "        ", "self.value =")
    return made(piece, [f"class {name}:", "    def __init__(self):", *inner], f"{name}().value")


def inherited(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Base")
    lines = [
        f"class {name}:", "    def value(self):", "        return self.answer()", "",
        f"class {name}Child({name}):", "    def answer(self):", *body(piece, "        "),
    ]  # fmt: skip
    return made(piece, lines, f"{name}Child().value()")


def property_of(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Facts")
    lines = [f"class {name}:", "    @property", "    def value(self):", *body(piece, "        ")]
    return made(piece, lines, f"{name}().value")


def static_method(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Tools")
    kind, self = random.choice([("staticmethod", ""), ("classmethod", "cls")])
    lines = [f"class {name}:", f"    @{kind}", f"    def value({self}):", *body(piece, "        ")]
    return made(piece, lines, f"{name}.value()")


def context_manager(piece: Piece, names: Names, random: Random) -> Piece:
    name, held = names.fresh("opened"), names.fresh("held")
    lines = ["@contextmanager", f"def {name}():", *body(piece, word="yield")]
    found = made(piece, lines, held, "from contextlib import contextmanager")
    return replace(found, before=(f"with {name}() as {held}:", "    pass"))


def context_class(piece: Piece, names: Names, random: Random) -> Piece:
    name, held = names.fresh("Session"), names.fresh("held")
    lines = [
        f"class {name}:", "    def __enter__(self):", *body(piece, "        "), "",
        "    def __exit__(self, *error):", "        return None",
    ]  # fmt: skip
    return replace(made(piece, lines, held), before=(f"with {name}() as {held}:", "    pass"))


def comprehension(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("listed")
    inner = [f"    {line}" for line in piece.before]
    shape = random.choice(
        ["[{0} for _ in range(1)][0]", '{{"k": {0} for _ in "a"}}["k"]', "next({0} for _ in [1])"]
    )
    lines = [f"def {name}():", *inner, f"    return {shape.format(piece.expression)}"]
    return made(piece, lines, f"{name}()")


def decorator(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("stamped")
    lines = [
        f"def {name}(wrapped):", "    @wraps(wrapped)", "    def call(*args, **kwargs):",
        *[f"        {line}" for line in piece.before],
        f"        return wrapped(*args, at={piece.expression}, **kwargs)", "    return call", "",
        f"@{name}", f"def {name}_use(*, at):", "    return at",
    ]  # fmt: skip
    return made(piece, lines, f"{name}_use()", "from functools import wraps")


def closure(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("make")
    lines = [
        f"def {name}():", "    def inner():", *body(piece, "        "), "    return inner",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()()")


def cell(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("remember")
    lines = [
        f"def {name}():", *body(piece, word="kept ="), "    return lambda: kept",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()()")


def partial(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("combine")
    lines = [
        f"def {name}(first, second=0):",
        *body(piece),
        "",
        f"{name}_bound = partial({name}, 1)",
    ]
    return made(piece, lines, f"{name}_bound()", "from functools import partial")


def dispatch(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("pick")
    lines = [
        f"def {name}():", *body(piece), "", f'{name}_table = {{"now": {name}, "never": str}}',
    ]  # fmt: skip
    return made(piece, lines, f'{name}_table["now"]()')


def default_factory(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Record")
    lines = [
        f"def {name.lower()}_value():", *body(piece), "", "@dataclass", f"class {name}:",
        f"    value: object = field(default_factory={name.lower()}_value)",
    ]  # fmt: skip
    return made(piece, lines, f"{name}().value", "from dataclasses import dataclass, field")


def generator(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("stream")
    lines = [f"def {name}():", *body(piece, word="yield")]
    return made(piece, lines, random.choice([f"next({name}())", f"list({name}())[0]"]))


def callback(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("apply")
    lines = [
        f"def {name}(ask):", "    return ask()", "", f"def {name}_source():", *body(piece),
    ]  # fmt: skip
    return made(piece, lines, f"{name}({name}_source)")


def decides(piece: Piece, names: Names, random: Random) -> Piece:
    """Answer True or False, by a return under a test of the value."""
    name, local = names.fresh("is_due"), "seen"
    lines = [
        f"def {name}():", *body(piece, word=f"{local} ="),
        f"    if {test_of(piece, local, random)}:", "        return True", "    return False",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()", kind="flag")


def coroutine(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("fetch")
    lines = [f"async def {name}():", *body(piece)]
    return made(piece, lines, f"(await {name}())", awaited=True)


def instance(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("Clockwork")
    lines = [
        f"class {name}:", "    def __call__(self):", *body(piece, "        "), "",
        f"{name.lower()} = {name}()",
    ]  # fmt: skip
    return made(piece, lines, f"{name.lower()}()")


def tuple_result(piece: Piece, names: Names, random: Random) -> Piece:
    name, left = names.fresh("pair"), names.fresh("left")
    lines = [
        f"def {name}():", *[f"    {line}" for line in piece.before],
        f'    return "fixed", {piece.expression}',
    ]  # fmt: skip
    return replace(made(piece, lines, left), before=(f"_, {left} = {name}()",))


def attempted(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("attempt")
    lines = [
        f"def {name}():", "    try:", *body(piece, "        ", "found ="),
        "    except ValueError:", "        raise", "    else:", "        return found",
    ]  # fmt: skip
    return made(piece, lines, f"{name}()")


CALLS: tuple[Carrier, ...] = (
    function, function, parameter, method, attribute, inherited, property_of, static_method,
    context_manager, context_class, comprehension, decorator, closure, cell, partial, dispatch,
    default_factory, generator, callback, decides, instance, tuple_result, attempted,
)  # fmt: skip


def local(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("value")
    return replace(piece, expression=name, before=(*piece.before, f"{name} = {piece.expression}"))


def boxed(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("box")
    store, load = random.choice(
        [
            ('{{"at": {0}}}', '["at"]'),
            ("[0, {0}]", "[1]"),
            ("({0}, 1)", "[0]"),
            ('{{"a": [{0}]}}', '["a"][0]'),
        ]
    )
    line = f"{name} = {store.format(piece.expression)}"
    return replace(piece, expression=f"{name}{load}", before=(*piece.before, line))


def nested(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("inner")
    lines = (f"def {name}():", *body(piece))
    return replace(piece, expression=f"{name}()", before=lines)


def later_assigned(piece: Piece, names: Names, random: Random) -> Piece:
    name = names.fresh("later")
    lines = (f"{name} = None", "if True:", f"    {name} = {piece.expression}")
    return replace(piece, expression=name, before=(*piece.before, *lines))


def inline(piece: Piece, names: Names, random: Random) -> Piece:
    return piece


BINDINGS: tuple[Carrier, ...] = (inline, inline, local, local, boxed, nested, later_assigned)


def in_new_module(piece: Piece, name: str, package: str, form: str = "") -> Piece:
    """Move the definitions to a module of their own, and import the names that are used.

    With `again` through a second module, with `whole` by the module's name.
    """
    defined = sorted(top_names(piece.module))
    used = " ".join((piece.expression, *piece.before))
    wanted = [n for n in defined if re.search(rf"\b{re.escape(n)}\b", used)]
    text = "\n".join([*dict.fromkeys(piece.imports), "", *piece.module, ""])
    files = (*piece.files, (name, text))
    if form == "again":  # a second module passes the names on
        files = (*files, (f"{name}_names", f"from {package}{name} import {', '.join(wanted)}\n"))
        name = f"{name}_names"
    line = f"from {package}{name} import {', '.join(wanted)}"
    moved = replace(
        piece, module=(), imports=(line,), files=files, shapes=(*piece.shapes, form or "module")
    )
    if form != "whole" or package.endswith("."):
        return moved
    moved = replace(moved, imports=(f"import {package}{name} as {name}",))
    for one in wanted:
        whole = re.compile(rf"\b{re.escape(one)}\b")
        before = tuple(whole.sub(f"{name}.{one}", line) for line in moved.before)
        moved = replace(
            moved, expression=whole.sub(f"{name}.{one}", moved.expression), before=before
        )
    return moved


def top_names(lines: tuple[str, ...]) -> set[str]:
    """List what module-level lines bind."""
    found: set[str] = set()
    for line in lines:
        for start in ("def ", "async def ", "class "):
            if line.startswith(start):
                found.add(line.removeprefix(start).split("(")[0].split(":")[0].strip())
        if line[:1].isalpha() and " = " in line:
            found.add(line.split(" = ")[0].split(":")[0].strip())
    return found
