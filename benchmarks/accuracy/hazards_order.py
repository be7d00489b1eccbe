"""What laws 1 and 2 forbid besides clocks, generators and sets: hosts, caches, guards, orders.

A hazard is a piece whose cause is marked, and how bad it is: as `hazards_state.py` has it.
"""

# all of a kind are called alike; shares of a draw
# ruff: noqa: ARG001, PLR2004

from random import Random

from benchmarks.accuracy.hazards_state import Hazard, Maker
from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Source = tuple[str, str, str]
"""Import, expression, kind; the whole expression is the cause."""

LOCALES: tuple[Source, ...] = (
    ("import time", "time.localtime(0).tm_hour", "number"),
    ("import time", "time.ctime(0)[11:13]", "text"),
    ("import time", "time.mktime((2030, 1, 1, 0, 0, 0, 0, 1, -1))", "number"),
    ("import time", "time.tzname[0]", "text"),
    ("import locale", 'locale.getlocale()[0] or "x"', "text"),
    ("import locale", "locale.getpreferredencoding()", "text"),
    ("import datetime as dt", "dt.datetime.fromtimestamp(0).hour", "number"),
    ("import datetime as dt", "dt.datetime(2030, 1, 1).astimezone().isoformat()", "text"),
    ("import datetime as dt", "dt.datetime(2030, 1, 1).timestamp()", "number"),
)
IDENTITIES: tuple[Source, ...] = (
    ("", 'hash("order")', "number"),
    ("", 'hash(("order", 3))', "number"),
    ("", "id(object())", "number"),
)
GENERATORS: tuple[Source, ...] = (
    ("import numpy as np", "np.random.rand()", "number"),
    ("import numpy as np", "np.random.default_rng().integers(9)", "number"),
    ("import numpy as np", "float(np.random.normal(3, 1))", "number"),
    ("from faker import Faker", "Faker().name()", "text"),
    ("import torch", "torch.rand(1).item()", "number"),
    ("import random as chance", "chance.Random(None).random()", "number"),
)
MADE_IDS: tuple[Source, ...] = (
    ("import shortuuid", "shortuuid.uuid()", "text"),
    ("import nanoid", "nanoid.generate()", "text"),
    ("import ulid", "str(ulid.new())", "text"),
    ("from bson import ObjectId as NewId", "str(NewId())", "text"),
)
SETTINGS: tuple[Source, ...] = (
    ("import platform", "platform.system()", "text"),
    ("import os as system", "system.uname().nodename", "text"),
    ("import getpass", "getpass.getuser()", "text"),
    ("import sys", "sys.platform", "text"),
    ("from decouple import config as setting", 'setting("LEVEL")', "text"),
    ("from dynaconf import settings as chosen", "chosen.LEVEL", "text"),
    ("from django.conf import settings as chosen", "chosen.LEVEL", "text"),
)
LISTINGS = (
    ("import os as system", 'system.listdir(".")', "{0}"),
    ("import glob", 'glob.glob("*.csv")', "{0}"),
    ("import os as system", 'system.scandir(".")', "[entry.name for entry in {0}]"),
    ("from pathlib import Path as Place", 'Place(".").iterdir()', "[p.name for p in {0}]"),
    ("from pathlib import Path as Place", 'Place(".").rglob("*.md")', "[p.name for p in {0}]"),
)
TAKING = (
    "{0}[0]",
    '",".join({0})',
    "list(enumerate({0}))[0][1]",
    "[w.upper() for w in {0}][-1]",
    "next(iter(dict.fromkeys({0}, 1)))",
    "list(reversed({0}))[0]",
    "tuple({0})[1]",
)
ROWS = (
    ("import sqlite3", 'sqlite3.connect("x.db").execute("select name from t").fetchall()'),
    (
        "import sqlite3",
        'list(sqlite3.connect("x.db").execute("SELECT name, n FROM t WHERE n > 3"))',
    ),
    ("import redis", 'redis.Redis().keys("order:*")'),
)
WORDS = '("one", "three", "six")'


def value_of(sources: tuple[Source, ...]) -> Maker:
    """Make a piece of a call that reads the world."""

    def make(target: Target, names: Names, random: Random) -> Hazard:
        line, expression, kind = random.choice(sources)
        imports = (line,) if line else ()
        return Piece(f"{OPEN}{expression}{CLOSE}", kind, imports=imports), "value"

    return make


def shown(target: Target, names: Names, random: Random) -> Hazard:
    """Write an object as text that does not say what it is."""
    name = names.fresh("Thing")
    text = random.choice(
        ["str({0}())", "repr({0}())[-5:]", 'f"{{{0}()}}"', '"{{}}".format({0}())', '"%s" % {0}()']
    )
    module = (f"class {name}:", "    size = 3")
    return Piece(f"{OPEN}{text.format(name)}{CLOSE}", "text", module=module), "value"


def default_factory(target: Target, names: Names, random: Random) -> Hazard:
    """Let a dataclass or model make an id, or read the clock, where no argument is given."""
    name = names.fresh("Order")
    head, line = random.choice(
        [
            ("@records.dataclass", "import dataclasses as records"),
            ("@records.define", "import attr as records"),
        ]
    )
    make = {"records.dataclass": "records.field(default_factory={0})"}.get(
        head[1:], "records.field(factory={0})"
    )
    field = make.format(f"lambda: {OPEN}uuid.uuid4().hex{CLOSE}")
    module = (head, f"class {name}:", f"    key: str = {field}", "    size: int = 3")
    piece = Piece(f"{name}().key", "text", module=module, imports=(line, "import uuid"))
    return piece, "value"


def model_factory(target: Target, names: Names, random: Random) -> Hazard:
    """Let a pydantic model read the environment or make an id."""
    name = names.fresh("Order")
    field = f"field_of(default_factory=lambda: {OPEN}uuid.uuid4().hex{CLOSE})"
    module = (f"class {name}(KindOfModel):", f"    key: str = {field}", "    size: int = 3")
    imports = (
        "import uuid",
        "from pydantic import BaseModel as KindOfModel",
        "from pydantic import Field as field_of",
    )
    return Piece(f"{name}().key", "text", module=module, imports=imports), "value"


def settings_object(target: Target, names: Names, random: Random) -> Hazard:
    """Read a settings object that pydantic fills from the environment."""
    name = names.fresh("Options")
    module = (f"class {name}(KindOfSettings):", '    level: str = "low"')
    imports = ("from pydantic_settings import BaseSettings as KindOfSettings",)
    made = f"{OPEN}{name}(){CLOSE}"
    if random.random() < 0.5:
        held = names.fresh("OPTIONS")
        return Piece(
            f"{held}.level", module=(*module, "", f"{held} = {made}"), imports=imports
        ), "value"
    return Piece(f"{made}.level", module=module, imports=imports), "value"


def listing(target: Target, names: Names, random: Random) -> Hazard:
    """Take something of a directory that hangs on how it is listed."""
    line, expression, read = random.choice(LISTINGS)
    made = read.format(f"{OPEN}{expression}{CLOSE}")
    name = names.fresh("found")
    if random.random() < 0.4:
        last = names.fresh("last")
        lines = (f'{last} = ""', f"for {last} in {made}:", "    pass")
        return Piece(last, before=lines, imports=(line,)), "value"
    taken = random.choice(TAKING).format(name)
    return Piece(taken, before=(f"{name} = {made}",), imports=(line,)), "value"


def rows(target: Target, names: Names, random: Random) -> Hazard:
    """Take something of rows that hangs on their order."""
    line, expression = random.choice(ROWS)
    name = names.fresh("found")
    taken = random.choice(["str({0}[0])", "str(list({0})[-1])", "str(next(iter({0})))"])
    before = (f"{name} = {OPEN}{expression}{CLOSE}",)
    return Piece(taken.format(name), before=before, imports=(line,)), "value"


def cached(target: Target, names: Names, random: Random) -> Hazard:
    """Read a cache of the process that another run may have filled."""
    if target.engine == "temporal":
        raise NotPossibleError  # its sandbox imports modules anew for each run
    name = names.fresh("kept")
    form = random.randrange(4)
    if form == 0:
        wrapper = random.choice(["cache", "lru_cache(maxsize=9)", "lru_cache"])
        lines = (
            f"{OPEN}@functools.{wrapper}{CLOSE}",
            f"def {name}(n):",
            "    return n + chance.random()",
        )
        return Piece(f"{name}(3)", "number", module=lines, imports=TWO), "value"
    if form == 1:
        lines = (
            f"class Of_{name}:",
            f"    {OPEN}@functools.cached_property{CLOSE}",
            "    def size(self):",
            "        return chance.random()",
            "",
            f"{name} = Of_{name}()",
        )
        return Piece(f"{name}.size", "number", module=lines, imports=TWO), "value"
    if form == 2:
        lines = (
            f"{name} = {{}}",
            "",
            f"def get_{name}(key):",
            f"    if key not in {name}:",
            f"        {OPEN}{name}[key] = chance.random(){CLOSE}",
            f"    return {name}[key]",
        )
        return Piece(f'get_{name}("a")', "number", module=lines, imports=TWO), "value"
    lines = (
        f"{name} = KindOfCache(9, 60)",
        "",
        f"def fill_{name}(key, size):",
        f"    {name}[key] = size",
    )
    read, kind = random.choice(
        [(f'{name}.get("a", 1)', "number"), (f'{name}["a"]', "number"), (f'"a" in {name}', "flag")]
    )
    imports = ("from cachetools import TTLCache as KindOfCache",)
    return Piece(f"{OPEN}{read}{CLOSE}", kind, module=lines, imports=imports), "value"


TWO = ("import functools", "import random as chance")


def guard_of(target: Target) -> tuple[str, tuple[str, ...]]:
    """Return the question whether this is a replay, and what it imports."""
    if target.engine == "temporal":
        return "own.unsafe.is_replaying()", ("from temporalio import workflow as own",)
    if target.engine in ("aws", "azure"):
        return f"{target.context}.is_replaying" + ("()" if target.engine == "aws" else ""), ()
    raise NotPossibleError


def guard(target: Target, names: Names, random: Random) -> Hazard:
    """Ask whether this is a replay."""
    question, imports = guard_of(target)
    piece = Piece(f"{OPEN}{question}{CLOSE}", "flag", imports=imports)
    if target.engine != "temporal":
        piece = piece.later(piece.expression, whole=True)  # the context is known here only
    return piece, "quiet"


def completed(target: Target, names: Names, random: Random) -> Hazard:
    """Take what was done first of several jobs on threads."""
    jobs, first = names.fresh("jobs"), names.fresh("first")
    pool = f"pool_{jobs}"
    start = (
        f"{pool} = futures.ThreadPoolExecutor()",
        f"{jobs} = [{pool}.submit(len, word) for word in {WORDS}]",
    )
    early = f'{jobs}, return_when="FIRST_COMPLETED"'
    read, kind = random.choice(
        [
            (f"{first} = next({OPEN}futures.as_completed({jobs}){CLOSE}).result()", "number"),
            (
                f"{first} = [j.result() for j in {OPEN}futures.as_completed({jobs}){CLOSE}][0]",
                "number",
            ),
            (f"{first} = {OPEN}{jobs}[0].done(){CLOSE}", "flag"),
            (f"{first} = len({OPEN}futures.wait({jobs}, timeout=1){CLOSE}[1])", "number"),
            (f"{first} = {OPEN}futures.wait({early}){CLOSE}[0].pop().result()", "number"),
        ]
    )
    imports = ("import concurrent.futures as futures",)
    return Piece(first, kind, before=(*start, read), imports=imports), "quiet"


def first_of_tasks(target: Target, names: Names, random: Random) -> Hazard:
    """Take what was done first of several coroutines."""
    if not target.is_async or target.engine != "dbos":
        raise NotPossibleError
    name, first = names.fresh("twice"), names.fresh("first")
    module = (f"async def {name}(value):", "    return value * 2")
    calls = f"[{name}(2), {name}(3)]"
    lines = random.choice(
        [
            (
                f"{first} = 0",
                f"for each in {OPEN}tasks.as_completed({calls}){CLOSE}:",
                f"    {first} = await each",
            ),
            (
                f"started = [tasks.create_task(one) for one in {calls}]",
                f"over, late = {OPEN}await tasks.wait(started, timeout=1){CLOSE}",
                f"{first} = len(late)",
            ),
            (
                f"started = tasks.create_task({name}(3))",
                f"{first} = int({OPEN}started.done(){CLOSE})",
            ),
        ]
    )
    piece = Piece(
        first,
        "number",
        before=lines,
        module=module,
        imports=("import asyncio as tasks",),
        whole=True,
    )
    return piece, "quiet"


def either(*makers: Maker) -> Maker:
    """Make one of several."""

    def make(target: Target, names: Names, random: Random) -> Hazard:
        return random.choice(makers)(target, names, random)

    return make


def filled_by_threads(target: Target, names: Names, random: Random) -> Hazard:
    """Take something of a container that several threads have filled."""
    found, put = names.fresh("found"), names.fresh("put")
    start, add, read = random.choice(
        [
            ("[]", "{0}.append(word)", "{0}[0]"),
            ("[]", "{0}.extend([word])", "{0}[-1]"),
            ("{{}}", "{0}[word] = 1", "next(iter({0}))"),
            ("[]", "{0}.insert(0, word)", '",".join({0})'),
        ]
    )
    lines = (
        f"{found} = {start.format()}",
        f"def {put}(word):",
        f"    {OPEN}{add.format(found)}{CLOSE}",
        f"pool_{found} = futures.ThreadPoolExecutor()",
        f"pool_{found}.map({put}, {WORDS})",
    )
    imports = ("import concurrent.futures as futures",)
    return Piece(read.format(found), before=lines, imports=imports), "value"


def interleaved(target: Target, names: Names, random: Random) -> Hazard:
    """Run two branches of two steps each side by side."""
    if not target.is_async or target.engine != "dbos":
        raise NotPossibleError
    step, branch = names.fresh("step"), names.fresh("branch")
    second = random.choice([f"await {step}(first)", f"await {step}(word)"])
    module = (
        "@Engine.step()",
        f"async def {step}(word):",
        "    return word",
        "",
        f"async def {branch}(word):",
        f"    first = await {step}(word)",
        f"    return {second}",
    )
    run = random.choice(
        [
            f'await tasks.gather({branch}("a"), {branch}("b"))',
            f"await tasks.gather(*[{branch}(word) for word in {WORDS}])",
            f"await tasks.gather(*map({branch}, {WORDS}))",
        ]
    )
    found = names.fresh("found")
    piece = Piece(
        f"{found}[0]",
        "text",
        before=(f"{found} = {OPEN}{run}{CLOSE}",),
        module=module,
        imports=("import asyncio as tasks", "from dbos import DBOS as Engine"),
        whole=True,
    )
    return piece, "error"


MAKERS: dict[str, Maker] = {
    "host-locale": value_of(LOCALES),
    "object-identity": either(value_of(IDENTITIES), shown),
    "random-value": value_of(GENERATORS),
    "generated-id": either(value_of(MADE_IDS), default_factory, model_factory),
    "environment-read": either(value_of(SETTINGS), settings_object),
    "process-cache": cached,
    "replay-guard": guard,
    "unordered-listing": listing,
    "completion-order": either(completed, completed, first_of_tasks),
    "interleaved-operations": interleaved,
    "thread-order": filled_by_threads,
    "unordered-rows": rows,
}
