"""What only looks as if laws 1 and 2 forbade it; other laws may have something to say of it."""

# all of a kind are called alike; shares of a draw
# ruff: noqa: ARG001, D103

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.hazards_order import WORDS, guard_of
from benchmarks.accuracy.innocent import marked
from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Maker = Callable[[Target, Names, Random], Piece]

# import, expression, kind: they look at what they are given, and at nothing else
SOUND = (
    ("import time", "time.gmtime(0).tm_hour", "number"),
    ("import time", 'time.strftime("%H", time.gmtime(0))', "text"),
    ("import datetime as dt", "dt.datetime.fromtimestamp(0, dt.timezone.utc).hour", "number"),
    (
        "import datetime as dt",
        "dt.datetime(2030, 1, 1, tzinfo=dt.timezone.utc).timestamp()",
        "number",
    ),
    ("", "hash(3)", "number"),
    ("", "hash(2.5)", "number"),
    ("", "hash((1, 2))", "number"),
    ("", "repr([1, 2])", "text"),
    ("", 'f"{3:03d}"', "text"),
    ("import zlib", 'zlib.crc32(b"order")', "number"),
    ("import os as system", 'system.path.splitext("a.csv")[1]', "text"),
    ("import os as system", 'system.fspath("a/b")', "text"),
    ("from pathlib import PurePath as Place", 'Place("a/b").name', "text"),
    ("import random as chance", "chance.Random(3).choice([1, 2])", "number"),
)
LISTED = (
    ("import os as system", 'system.listdir(".")', "{0}"),
    ("import glob", 'glob.glob("*.csv")', "{0}"),
    ("from pathlib import Path as Place", 'Place(".").iterdir()', "[p.name for p in {0}]"),
)
ORDERLESS = (
    ("sorted({0})[0]", "text"),
    ("len({0})", "number"),
    ('"one" in {0}', "flag"),
    ("max({0})", "text"),
    ("len(set({0}))", "number"),
    ("sum(len(w) for w in {0})", "number"),
    ('any(w == "x" for w in {0})', "flag"),
    ('",".join(sorted({0}))', "text"),
    ("sorted(w.upper() for w in {0})[-1]", "text"),
)
ONE_ROW = (
    '"select name from t order by name"',
    '"SELECT count(*) FROM t"',
    '"select name from t where id = 3"',
    '"SELECT name FROM t LIMIT 1"',
)


def sound(target: Target, names: Names, random: Random) -> Piece:
    line, expression, kind = random.choice(SOUND)
    return marked(expression, kind, line)


def sorted_listing(target: Target, names: Names, random: Random) -> Piece:
    line, expression, read = random.choice(LISTED)
    name = names.fresh("found")
    taken, kind = random.choice(ORDERLESS)
    before = (f"{name} = {read.format(f'{OPEN}{expression}{CLOSE}')}",)
    # A cache around it would be a hazard of its own.
    return Piece(taken.format(name), kind, before=before, imports=(line,), whole=True)


def listed_in_a_step(target: Target, names: Names, random: Random) -> Piece:
    if target.engine != "dbos":
        raise NotPossibleError
    name = names.fresh("list")
    module = ("@Engine.step()", f"def {name}():", f'    return {OPEN}system.listdir("."){CLOSE}')
    imports = ("import os as system", "from dbos import DBOS as Engine")
    return Piece(f"{name}()[0]", module=module, imports=imports)


def ordered_rows(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("found")
    query = random.choice(ONE_ROW)
    run = f'sqlite3.connect("x.db").execute({query}).fetchall()'
    before = (f"{name} = {OPEN}{run}{CLOSE}",)
    return Piece(f"str({name}[0])", before=before, imports=("import sqlite3",), whole=True)


def pure_cache(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("kept")
    wrapper = random.choice(["@functools.cache", "@functools.lru_cache(maxsize=9)"])
    module = (wrapper, f"def {name}(n):", "    return n * 3")
    return marked(f"{name}(4)", "number", "import functools", module=module)


def own_property(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("Basket")
    module = (
        f"class {name}:",
        "    def __init__(self, prices):",
        "        self.prices = prices",
        "",
        "    @functools.cached_property",
        "    def total(self):",
        "        return sum(self.prices)",
    )
    return marked(f"{name}([1, 2]).total", "number", "import functools", module=module)


def cache_of_a_step(target: Target, names: Names, random: Random) -> Piece:
    if target.engine != "dbos":
        raise NotPossibleError
    name = names.fresh("known")
    module = (
        f"{name} = KindOfCache(9, 60)",
        "",
        "@Engine.step()",
        f"def find_{name}(key):",
        f"    if key not in {name}:",
        f"        {name}[key] = key.upper()",
        f"    return {name}[key]",
    )
    return marked(
        f'find_{name}("a")',
        "text",
        "from cachetools import TTLCache as KindOfCache",
        "from dbos import DBOS as Engine",
        module=module,
    )


def logged_under_guard(target: Target, names: Names, random: Random) -> Piece:
    question, imports = guard_of(target)
    value = names.fresh("value")
    lines = (
        f"if {random.choice(['', 'not '])}{OPEN}{question}{CLOSE}:",
        '    print("once")',
        f"{value} = 3",
    )
    return Piece(value, "number", before=lines, imports=imports, whole=True)


def jobs_in_order(target: Target, names: Names, random: Random) -> Piece:
    jobs, found = names.fresh("jobs"), names.fresh("found")
    pool = f"pool_{jobs}"
    run = random.choice(
        [
            (
                f"{jobs} = [{pool}.submit(len, word) for word in {WORDS}]",
                f"{found} = [{OPEN}job.result(){CLOSE} for job in {jobs}]",
            ),
            (f"{found} = list({OPEN}{pool}.map(len, {WORDS}){CLOSE})",),
            (
                f"{jobs} = [{pool}.submit(len, word) for word in {WORDS}]",
                f"done_{found} = {OPEN}futures.as_completed({jobs}){CLOSE}",
                f"{found} = sorted(job.result() for job in done_{found})",
            ),
            (
                f"{jobs} = [{pool}.submit(len, word) for word in {WORDS}]",
                f"{found} = [0]",
                f"for job in {OPEN}futures.as_completed({jobs}){CLOSE}:",
                f"    {found}[0] += job.result()",
            ),
            (
                f"all_{found} = []",
                f"def put_{found}(word):",
                f"    all_{found}.append(word)",
                f"{OPEN}{pool}.map(put_{found}, {WORDS}){CLOSE}",
                f"{found} = [len(all_{found})]",
            ),
        ]
    )
    before = (f"{pool} = futures.ThreadPoolExecutor()", *run)
    return Piece(
        f"{found}[0]", "number", before=before, imports=("import concurrent.futures as futures",)
    )


def gathered(target: Target, names: Names, random: Random) -> Piece:
    if not target.is_async:
        raise NotPossibleError
    name, found = names.fresh("twice"), names.fresh("found")
    module = (f"async def {name}(value):", "    return value * 2")
    run = random.choice(
        [f"await tasks.gather({name}(2), {name}(3))", f"await tasks.gather(*map({name}, [1, 2]))"]
    )
    return Piece(
        f"{found}[0]",
        "number",
        before=(f"{found} = {OPEN}{run}{CLOSE}",),
        module=module,
        imports=("import asyncio as tasks",),
        whole=True,
    )


def single_steps(target: Target, names: Names, random: Random) -> Piece:
    if not target.is_async or target.engine != "dbos":
        raise NotPossibleError
    step, found = names.fresh("step"), names.fresh("found")
    module = (
        "@Engine.step()",
        f"async def {step}(word):",
        "    return word",
        "",
        f"async def one_{step}(word):",
        f"    return (await {step}(word)).upper()",
    )
    run = random.choice(
        [
            f"await tasks.gather(*[{each}(word) for word in {WORDS}])"
            for each in (step, f"one_{step}")
        ]
    )
    return Piece(
        f"{found}[0]",
        "text",
        before=(f"{found} = {OPEN}{run}{CLOSE}",),
        module=module,
        imports=("import asyncio as tasks", "from dbos import DBOS as Engine"),
        whole=True,
    )


def known_text(target: Target, names: Names, random: Random) -> Piece:
    name = names.fresh("Size")
    module = (
        "@records.dataclass",
        f"class {name}:",
        "    n: int = 3",
        "",
        f"class Named{name}:",
        "    def __str__(self):",
        '        return "named"',
    )
    shown = random.choice([f"repr({name}(4))", f"str(Named{name}())", f'f"{{Named{name}()}}"'])
    return marked(shown, "text", "import dataclasses as records", module=module)


INNOCENTS: dict[str, Maker] = {
    made.__name__: made
    for made in (
        sound,
        sorted_listing,
        listed_in_a_step,
        ordered_rows,
        pure_cache,
        own_property,
        cache_of_a_step,
        logged_under_guard,
        jobs_in_order,
        gathered,
        single_steps,
        known_text,
    )
}
