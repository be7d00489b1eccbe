"""What breaks a replay, rule by rule: each a piece whose cause is marked."""

# all of a kind are called alike; shares of a draw
# ruff: noqa: ARG001, PLR2004

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Maker = Callable[[Names, Random], Piece]

# import, expression, kind; the whole expression is the cause
Source = tuple[str, str, str]

CLOCKS: tuple[Source, ...] = (
    ("import time", "time.time()", "number"),
    ("import time", "time.monotonic()", "number"),
    ("import time", "time.perf_counter()", "number"),
    ("import time", "time.time_ns()", "number"),
    ("import time", "time.localtime().tm_hour", "number"),
    ("import time", 'time.strftime("%H")', "text"),
    ("import time as clock", "clock.time()", "number"),
    ("from time import time as seconds", "seconds()", "number"),
    ("import datetime as dt", "dt.datetime.now()", "moment"),
    ("import datetime as dt", "dt.datetime.now(dt.timezone.utc)", "moment"),
    ("import datetime as dt", "dt.datetime.utcnow()", "moment"),
    ("import datetime as dt", "dt.date.today()", "moment"),
    ("import datetime as dt", "dt.datetime.now().timestamp()", "number"),
    ("import datetime as dt", "dt.datetime.today().isoformat()", "text"),
    ("from datetime import datetime as Moment", "Moment.now()", "moment"),
    ("from datetime import datetime as Moment", "Moment.utcnow().hour", "number"),
    ("from datetime import date as Day", "Day.today()", "moment"),
)
RANDOMS: tuple[Source, ...] = (
    ("import random as chance", "chance.random()", "number"),
    ("import random as chance", "chance.randint(1, 9)", "number"),
    ("import random as chance", 'chance.choice(["a", "b", "z"])', "text"),
    ("import random as chance", "chance.sample(range(100), 3)[0]", "number"),
    ("import random as chance", "chance.uniform(0, 9)", "number"),
    ("import random as chance", "chance.gauss(5, 2)", "number"),
    ("import random as chance", "chance.Random().random()", "number"),
    ("import random as chance", "chance.SystemRandom().randrange(9)", "number"),
    ("from random import randint as roll", "roll(1, 9)", "number"),
    ("import secrets", "secrets.token_hex(8)", "text"),
    ("import secrets", "secrets.randbelow(9)", "number"),
    ("import secrets", 'secrets.choice("abcz")', "text"),
    ("import os as system", "system.urandom(4)[0]", "number"),
)
IDS: tuple[Source, ...] = (
    ("import uuid", "uuid.uuid4().hex", "text"),
    ("import uuid", "str(uuid.uuid4())", "text"),
    ("import uuid", "str(uuid.uuid1())", "text"),
    ("import uuid", "uuid.uuid4().int", "number"),
    ("import uuid", "uuid.uuid4().urn[9:]", "text"),
    ("import uuid as ids", 'f"{ids.uuid4()}"', "text"),
    ("from uuid import uuid4 as new_id", "new_id().hex", "text"),
    ("from uuid import uuid4 as new_id", "str(new_id())", "text"),
)
SETTINGS: tuple[Source, ...] = (
    ("import os as system", 'system.environ.get("LEVEL", "low")', "text"),
    ("import os as system", 'system.environ["LEVEL"]', "text"),
    ("import os as system", 'system.getenv("LEVEL", "low")', "text"),
    ("import os as system", 'int(system.environ.get("LIMIT", "3"))', "number"),
    ("import os as system", '"STRICT" in system.environ', "flag"),
    ("from os import environ as settings", 'settings.get("LEVEL", "low")', "text"),
    ("from os import getenv as setting", 'setting("LEVEL") or "low"', "text"),
    ("import os as system", "system.getpid()", "number"),
    ("import os as system", "system.getcwd()", "text"),
    ("import os as system", "system.cpu_count() or 1", "number"),
    ("import socket", "socket.gethostname()", "text"),
    ("import platform", "platform.node()", "text"),
    ("import sys", "sys.argv[-1]", "text"),
)
SETS = (
    'set("one two six".split())', '{"one", "two", "six"}', 'frozenset(["one", "two", "six"])',
    '{"one", "two"} | set(["six"])', '{"one", "two", "six"} - set("abc")',
    '{word for word in ["one", "two", "six"]}', 'set(["one", "two", "six"]).union(["ten"])',
)  # fmt: skip
TAKING = (
    "next(iter({0}))", "list({0})[0]", "tuple({0})[-1]", '",".join({0})', "[*{0}][0]",
    'f"{{{0}}}"', "[w.upper() for w in {0}][0]", "list(enumerate({0}))[0][1]", "str({0})[2:]",
    "next(iter(dict.fromkeys({0}, 1)))", "list(map(str.upper, {0}))[0]",
)  # fmt: skip


def source(sources: tuple[Source, ...]) -> Maker:
    """Make a piece of a call that reads the world."""

    def make(names: Names, random: Random) -> Piece:
        line, expression, kind = random.choice(sources)
        return Piece(f"{OPEN}{expression}{CLOSE}", kind, imports=(line,))

    return make


def environment(names: Names, random: Random) -> Piece:
    """Read the environment in place, or once when a module is imported."""
    piece = source(SETTINGS)(names, random)
    if random.random() < 0.45:
        return piece
    name = names.fresh("SETTING")
    form = random.randrange(4)
    if form == 0:
        lines = [f"{name} = {piece.expression}"]
        read = name
    elif form == 1:
        lines = [f"class {name}:", f"    value = {piece.expression}"]
        read = f"{name}.value"
    elif form == 2:
        lines = [f'{name} = {{"value": {piece.expression}}}']
        read = f'{name}["value"]'
    else:
        lines = [
            f"class {name}Model:", "    def __init__(self):",
            f"        self.value = {piece.expression}", "", f"{name} = {name}Model()",
        ]  # fmt: skip
        read = f"{name}.value"
    return piece.later(read, module=tuple(lines), shapes=("import-time",))


def order(names: Names, random: Random) -> Piece:
    """Take something of a set that hangs on its order."""
    made = random.choice(SETS)
    if random.random() < 0.5:
        name = names.fresh("words")
        taken = random.choice(TAKING).format(name)
        return Piece(f"{OPEN}{taken}{CLOSE}", before=(f"{name} = {made}",))
    if random.random() < 0.4:
        name, last = names.fresh("words"), names.fresh("last")
        lines = (
            f"{name}: set[str] = {made}", f'{last} = ""',
            f"for {last} in {OPEN}{name}{CLOSE}:", "    pass",
        )  # fmt: skip
        return Piece(last, before=lines)
    if random.random() < 0.3:
        name, first = names.fresh("words"), names.fresh("first")
        return Piece(first, before=(f"{name} = {made}", f"{first} = {OPEN}{name}.pop(){CLOSE}"))
    makeable = [t for t in TAKING if not t.startswith("f")]
    return Piece(f"{OPEN}{random.choice(makeable).format(made)}{CLOSE}")


def shared(names: Names, random: Random) -> Piece:
    """Read module-level state that another function changes after import."""
    name = names.fresh("LIMIT")
    form = random.randrange(4)
    if form == 0:
        lines = [
            f"{name} = 10",
            "",
            f"def set_{name}(value):",
            f"    global {name}",
            f"    {name} = value",
        ]
        return Piece(f"{OPEN}{name}{CLOSE}", "number", module=tuple(lines))
    if form == 1:
        lines = [f'{name} = {{"n": 10}}', "", f"def set_{name}(value):", f'    {name}["n"] = value']
        return Piece(f'{OPEN}{name}["n"]{CLOSE}', "number", module=tuple(lines))
    if form == 2:
        lines = [f"{name} = []", "", f"def add_{name}(value):", f"    {name}.append(value)"]
        return Piece(f"{OPEN}len({name}){CLOSE}", "number", module=tuple(lines))
    lines = [
        f"class {name}State:", "    def __init__(self):", "        self.level = 10", "",
        f"{name} = {name}State()", "", f"def set_{name}(value):", f"    {name}.level = value",
    ]  # fmt: skip
    return Piece(f"{OPEN}{name}.level{CLOSE}", "number", module=tuple(lines))


def shared_write(names: Names, random: Random) -> Piece:
    """Change module-level state, and read it back."""
    name = names.fresh("TALLY")
    form = random.randrange(3)
    if form == 0:
        start = [f"{name} = 0"]
        change = [f"global {name}", f"{OPEN}{name} += 1{CLOSE}"]
        read = name
    elif form == 1:
        start = [f"{name} = []"]
        change, read = [f"{OPEN}{name}.append(1){CLOSE}"], f"len({name})"
    else:
        start = [f"{name} = {{}}"]
        change = [f'{OPEN}{name}["n"] = {name}.get("n", 0) + 1{CLOSE}']
        read = f'{name}["n"]'
    if random.random() < 0.5:
        return Piece(read, "number", before=tuple(change), module=tuple(start))
    call = f"note_{name}"
    lines = [*start, "", f"def {call}():", *[f"    {line}" for line in change]]
    return Piece(read, "number", before=(f"{call}()",), module=tuple(lines))


MAKERS: dict[str, Maker] = {
    "wall-clock": source(CLOCKS),
    "random-value": source(RANDOMS),
    "generated-id": source(IDS),
    "environment-read": environment,
    "unordered-iteration": order,
    "global-read": shared,
    "global-write": shared_write,
}


def lost(engine: str, context: str, names: Names, random: Random) -> Piece:
    """Let a step change what the workflow reads; only for engines that hand over the object."""
    box, step = names.fresh("found"), names.fresh("collect")
    start, change, read = random.choice(
        [
            ("[]", "{0}.append(1)", "len({0})"), ("{{}}", '{0}["n"] = 1', "len({0})"),
            ('{{"n": 0}}', '{0}["n"] += 1', '{0}["n"]'), ("[0]", "{0}[0] = 5", "{0}[0]"),
            ("[]", "{0}.extend([1, 2])", "len({0})"), ("set()", '{0}.add("x")', "len({0})"),
        ]
    )  # fmt: skip
    opening = f"{box} = {start.format()}"
    if engine == "dbos":
        lines = (
            "@DurableApp.step()",
            f"def {step}(into):",
            f"    {OPEN}{change.format('into')}{CLOSE}",
        )
        return Piece(
            read.format(box), "number", before=(opening, f"{step}({box})"), module=lines,
            imports=("from dbos import DBOS as DurableApp",), whole=True,
        )  # fmt: skip
    inner = (f"def {step}(step_context):", f"    {OPEN}{change.format(box)}{CLOSE}", "    return 1")
    call = f'{context}.step({step}, name="{step}")'
    return Piece(read.format(box), "number", before=(opening, *inner, call), whole=True)
