"""What only looks as if it broke laws 3 and 4."""

# all of a kind are called alike; the names say what is made; shares of a draw
# ruff: noqa: ARG001, D103, PLR2004

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Maker = Callable[[Target, Names, Random], Piece]

QUIET = (
    ("from urllib.parse import urlparse", 'urlparse("https://x/y").path', "text"),
    ("import os as system", 'system.path.join("a", "b")', "text"),
    ("from pathlib import PurePosixPath as Place", 'Place("/a/b.txt").stem', "text"),
    ("from pathlib import Path as Place", 'Place("/a/b.txt").suffix', "text"),
    ("import io", 'io.StringIO("a").read()', "text"),
    ("import shlex", 'shlex.split("a b")[0]', "text"),
    ("import zlib", 'zlib.crc32("x".encode())', "number"),
    ("import hashlib", 'hashlib.sha256("x".encode()).hexdigest()', "text"),
    ("import pprint", "pprint.pformat([1])", "text"),
    ("import json", 'json.loads("[1]")[0]', "number"),
    ("import http", "http.HTTPStatus.OK.value", "number"),
)
STEPS = {
    "dbos": ("@Engine.step()", "from dbos import DBOS as Engine"),
    "temporal": ("@own_activity.defn", "from temporalio import activity as own_activity"),
}
IN_STEPS = (
    ("import requests", 'requests.post("https://x", timeout=3)'),
    ("from pathlib import Path as Place", 'Place("x").write_text("a")'),
    ("import subprocess", 'subprocess.run(["x"], check=False)'),
    ("import time", "time.sleep(1)"),
    ("import hashlib", 'hashlib.scrypt("x".encode(), salt=b"s", n=2, r=8, p=1)'),
)


def marked(expression: str, kind: str, **changes: object) -> Piece:
    return Piece(f"{OPEN}{expression}{CLOSE}", kind, **changes)  # type: ignore[arg-type]


def quiet(target: Target, names: Names, random: Random) -> Piece:
    line, expression, kind = random.choice(QUIET)
    return marked(expression, kind, imports=(line,))


def in_step(target: Target, names: Names, random: Random) -> Piece:
    """Touch the world in a step."""
    line, call = random.choice(IN_STEPS)
    name = names.fresh("act")
    if target.engine == "aws":
        inner = (f"def {name}(step_context):", f"    {OPEN}{call}{CLOSE}", "    return 1")
        run = f'{target.context}.step({name}, name="{name}")'
        return Piece(run, "number", before=inner, imports=(line,), whole=True)
    if target.engine != "dbos":
        raise NotPossibleError
    head, own = STEPS[target.engine]
    lines = (head, f"def {name}():", f"    {OPEN}{call}{CLOSE}", "    return 1")
    return Piece(f"{name}()", "number", module=lines, imports=(line, own))


def class_constant(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("Limits")
    form = random.choice(
        [
            ("    level = 10", f"{name}.level"), ('    rows = {"n": 1}', f'{name}.rows["n"]'),
            ("    rows = [1, 2]", f"len({name}().rows)"),
        ]
    )  # fmt: skip
    return marked(form[1], "number", module=(f"class {name}:", form[0]))


def instance_attribute(target: Target, names: Names, random: Random) -> Piece:
    """Change what each instance has of its own."""
    name = names.fresh("Tally")
    lines = (
        f"class {name}:", "    level = 0", "", "    def __init__(self):", "        self.rows = []",
        "", "    def put(self):", "        self.level += 1", "        self.rows.append(1)",
        "        return len(self.rows) + self.level",
    )  # fmt: skip
    return marked(f"{name}().put()", "number", module=lines)


def created_once(target: Target, names: Names, random: Random) -> Piece:
    """Make something on first use, in one of the usual ways."""
    name = names.fresh("Client")
    head = [f"class {name}:", "    def __init__(self):", "        self.level = 3", ""]
    form = random.randrange(6)
    if form == 0:
        head += [
            f"_{name} = None", "", f"def get_{name}():", f"    global _{name}",
            f"    if _{name} is None:", f"        _{name} = {name}()", f"    return _{name}",
        ]  # fmt: skip
        read = f"get_{name}().level"
    elif form == 1:
        head += [
            f"_{name} = {{}}", "", f"def get_{name}(key):", f"    found = _{name}.get(key)",
            "    if found is None:", f"        found = _{name}[key] = {name}()", "    return found",
        ]  # fmt: skip
        read = f'get_{name}("x").level'
    elif form == 2:
        head += [
            f"_{name} = {{}}", "", f"def get_{name}(key):", "    try:",
            f"        return _{name}[key]", "    except KeyError:",
            f"        _{name}[key] = {name}()", f"        return _{name}[key]",
        ]  # fmt: skip
        read = f'get_{name}("x").level'
    elif form == 3:
        head += [
            f"class {name}Pool:", "    _shared = None", "", "    @classmethod",
            "    def get(cls):", "        if cls._shared is None:",
            f"            cls._shared = {name}()", "        return cls._shared",
        ]  # fmt: skip
        read = f"{name}Pool.get().level"
    elif form == 4:
        head += [
            f"class {name}Service:", "    def __init__(self):", "        self._client = None", "",
            "    def client(self):", "        if self._client is None:",
            f"            self._client = {name}()", "        return self._client", "",
            f"service_{name} = {name}Service()",
        ]  # fmt: skip
        read = f"service_{name}.client().level"
    else:
        head += [
            "@keep", f"def get_{name}():", f"    return {name}()",
        ]  # fmt: skip
        read = f"get_{name}().level"
        return marked(
            read, "number", module=tuple(head), imports=("from functools import cache as keep",)
        )
    return marked(read, "number", module=tuple(head))


def default_of_none(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("collect")
    lines = (
        f"def {name}(kept=None):", "    kept = [] if kept is None else kept",
        "    kept.append(1)", "    return len(kept)",
    )  # fmt: skip
    return marked(f"{name}()", "number", module=lines)


def default_only_read(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("look")
    lines = (f'def {name}(table={{"n": 1}}):', '    return table["n"]')
    return marked(f"{name}()", "number", module=lines)


def set_in_the_run(target: Target, names: Names, random: Random) -> Piece:
    """Set a variable of the context, and read it back."""
    name = names.fresh("TENANT")
    lines = (f'{name} = ContextOwn("tenant")', "", f"def tenant_{name}():")
    lines = (*lines, f'    {name}.set("x")', f"    return {name}.get()")
    return marked(
        f"tenant_{name}()", "text", module=lines,
        imports=("from contextvars import ContextVar as ContextOwn",),
    )  # fmt: skip


def local_cache(target: Target, names: Names, random: Random) -> Piece:
    """Keep what an operation gave, for this run alone."""
    cache = names.fresh("known")
    if target.engine == "aws":
        call = f'{target.context}.step(lambda _: 1, name="{cache}")'
    elif target.engine == "azure":
        call = f'(yield {target.context}.call_activity("{cache}", 1))'
    else:
        raise NotPossibleError
    lines = (
        f"{cache} = {{}}",
        f'if "n" not in {cache}:',
        f'    {OPEN}{cache}["n"] = {call}{CLOSE}',
    )
    return Piece(f'{cache}["n"]', "number", before=lines, whole=True)


def cache_inside_a_step(target: Target, names: Names, random: Random) -> Piece:
    if target.engine != "dbos":
        raise NotPossibleError
    name = names.fresh("fetch")
    lines = (
        "@keep", f"def {name}_once():", "    return 1", "", "@Engine.step()", f"def {name}():",
        f"    return {name}_once()",
    )  # fmt: skip
    return marked(
        f"{name}()", "number", module=lines,
        imports=("from dbos import DBOS as Engine", "from functools import cache as keep"),
    )  # fmt: skip


def result_of_its_own(target: Target, names: Names, random: Random) -> Piece:
    """Change a result that the step has made anew."""
    if target.engine != "dbos":
        raise NotPossibleError
    box, step, result = names.fresh("rows"), names.fresh("check"), names.fresh("checked")
    back = random.choice(["list(rows)", "[*rows]", "rows[:]", "sorted(rows)", "rows + [2]"])
    module = ("@Engine.step()", f"def {step}(rows):", f"    return {back}")
    before = (f"{box} = [1]", f"{result} = {step}({box})", f"{OPEN}{result}.append(1){CLOSE}")
    return Piece(
        f"len({box})", "number", before=before, module=module,
        imports=("from dbos import DBOS as Engine",), whole=True,
    )  # fmt: skip


def compared_by_value(target: Target, names: Names, random: Random) -> Piece:
    if target.engine != "dbos":
        raise NotPossibleError
    step = names.fresh("find")
    value, test = random.choice(
        [("None", "{0}() is None"), ("3", "{0}() == 3"), ('"x"', '{0}() == "x"'),
         ("(1, 2)", "isinstance({0}(), tuple)"), ("{1: 2}", "{0}()[1] == 2")]
    )  # fmt: skip
    module = ("@Engine.step()", f"def {step}():", f"    return {value}")
    return marked(
        f"({test.format(step)})", "flag", module=module,
        imports=("from dbos import DBOS as Engine",),
    )  # fmt: skip


def logged_under_guard(target: Target, names: Names, random: Random) -> Piece:
    guard = {
        "aws": f"{target.context}.is_replaying()", "azure": f"{target.context}.is_replaying",
    }.get(target.engine)  # fmt: skip
    if guard is None:
        raise NotPossibleError
    name = names.fresh("text")
    lines = (
        f"if not {guard}:", f'    {name} = "first run"', f"    {OPEN}print({name}){CLOSE}",
        f'{name} = "x"',
    )  # fmt: skip
    return Piece(name, "text", before=lines, whole=True)


def awaits_its_own(target: Target, names: Names, random: Random) -> Piece:
    """Await what asyncio or the program has."""
    if not target.is_async:
        raise NotPossibleError
    name = names.fresh("twice")
    lines = (f"async def {name}(value):", "    return value * 2")
    run = random.choice([f"await {name}(2)", f"(await tasks.gather({name}(2), {name}(3)))[0]"])
    value = names.fresh("value")
    return Piece(
        value, "number", before=(f"{value} = {OPEN}{run}{CLOSE}",), module=lines,
        imports=("import asyncio as tasks",), whole=True,
    )  # fmt: skip


INNOCENTS: dict[str, Maker] = {
    made.__name__: made
    for made in (
        quiet, in_step, class_constant, instance_attribute, created_once, default_of_none,
        default_only_read, set_in_the_run, local_cache, cache_inside_a_step, result_of_its_own,
        compared_by_value, logged_under_guard, awaits_its_own,
    )
}  # fmt: skip
