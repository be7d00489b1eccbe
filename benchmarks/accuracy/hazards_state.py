"""What laws 3 and 4 forbid: effects outside of steps, and state that a replay does not find.

A hazard is a piece whose cause is marked, and how bad it is: as bad as what becomes of its value,
or always the same.
"""

# all of a kind are called alike; shares of a draw
# ruff: noqa: ARG001, D103, PLR2004

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.hazards import lost, shared, shared_write
from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Hazard = tuple[Piece, str]
"""The piece, and `value` (as its ending has it), `lost` (an error unless it is only logged), a
severity that it never falls below (`warning+`), or the severity that it always has."""
Maker = Callable[[Target, Names, Random], Hazard]
Source = tuple[str, str, str, str]
"""Import, expression, kind, how bad."""

NETWORK: tuple[Source, ...] = (
    ("import requests", 'requests.get("https://x", timeout=3).status_code', "number", "warning+"),
    ("import requests as web", 'web.get("https://x", timeout=3).text', "text", "warning+"),
    ("import httpx", 'httpx.get("https://x").json()["n"]', "number", "warning+"),
    ("import urllib.request", 'urllib.request.urlopen("https://x").status', "number", "warning+"),
    ("import requests", 'requests.post("https://x", timeout=3).status_code', "number", "error"),
    ("import httpx", 'httpx.delete("https://x").status_code', "number", "error"),
    ("from requests import put as send", 'send("https://x", timeout=3).text', "text", "error"),
)
FILES: tuple[Source, ...] = (
    ("from pathlib import Path as Place", 'Place("x.txt").read_text()', "text", "value"),
    ("from pathlib import Path as Place", 'Place("x.txt").exists()', "flag", "value"),
    ("import os as system", 'system.path.exists("x.txt")', "flag", "value"),
    ("import os as system", 'len(system.listdir("."))', "number", "value"),
    ("import json", 'json.load(open("x.json"))["n"]', "number", "value"),
    ("from pathlib import Path as Place", 'Place("x.txt").write_text("a")', "number", "error"),
    ("import os as system", 'system.remove("x.txt") is None', "flag", "error"),
    ("import shutil", 'str(shutil.copy("x", "y"))', "text", "error"),
)
DATABASES: tuple[Source, ...] = (
    ("import sqlite3", '{0}.execute("select 1").fetchone()[0]', "number", "warning+"),
    ("import sqlite3", '{0}.execute("insert into t values (1)").rowcount', "number", "error"),
    ("import sqlite3", "{0}.commit() is None", "flag", "error"),
)
PROCESSES: tuple[Source, ...] = (
    ("import subprocess", 'subprocess.run(["x"], check=False).returncode', "number", "error"),
    ("import subprocess", 'subprocess.check_call(["x"])', "number", "error"),
    ("import os as system", 'system.system("x")', "number", "error"),
)
SLEEPS: tuple[Source, ...] = (
    ("import time", "time.sleep(1) is None", "flag", "error"),
    ("from time import sleep as pause", "pause(0.5) is None", "flag", "error"),
)
LINES: tuple[Source, ...] = (
    ("import sys", 'sys.stdout.write("x")', "number", "note"),
    ("", 'print("x") is None', "flag", "note"),
)
LOGS: tuple[Source, ...] = (
    ("import logging", 'logging.info("x") is None', "flag", "note"),
    ("import logging as logs", 'logs.getLogger("x").warning("y") is None', "flag", "note"),
    ("from loguru import logger as loud", 'loud.info("x") is None', "flag", "note"),
)
HEAVY: tuple[Source, ...] = (
    ("import hashlib", 'hashlib.pbkdf2_hmac("md5", "x".encode(), b"s", 9).hex()', "text", "cpu"),
    ("import zlib", 'len(zlib.compress("x".encode()))', "number", "cpu"),
    ("import bz2", 'len(bz2.compress("x".encode()))', "number", "cpu"),
)  # fmt: skip


def acts(sources: tuple[Source, ...]) -> Maker:
    """Make a piece of a call that touches the world."""

    def make(target: Target, names: Names, random: Random) -> Hazard:
        line, expression, kind, grade = random.choice(sources)
        if grade == "cpu":
            grade = "warning" if target.engine == "temporal" else "note"
        module: tuple[str, ...] = ()
        if "{0}" in expression:
            name = names.fresh("CONNECTION")
            expression, module = expression.format(name), (f'{name} = sqlite3.connect("x.db")',)
        imports = (line,) if line else ()
        piece = Piece(f"{OPEN}{expression}{CLOSE}", kind, imports=imports, module=module)
        return piece, grade

    return make


def foreign(target: Target, names: Names, random: Random) -> Hazard:
    """Await a library that nobody knows."""
    if not target.is_async:
        raise NotPossibleError
    name = names.fresh("rain")
    lines = (f'{name} = {OPEN}await weatherlib.rain("x"){CLOSE}',)
    return Piece(
        f"bool({name})", "flag", before=lines, imports=("import weatherlib",), whole=True
    ), "warning"  # fmt: skip


def outlives(target: Target) -> None:
    """Refuse engines that import modules anew for each run."""
    if target.engine == "temporal":
        raise NotPossibleError


def plain(maker: Callable[[Names, Random], Piece], grade: str) -> Maker:
    def make(target: Target, names: Names, random: Random) -> Hazard:
        outlives(target)
        return maker(names, random), grade

    return make


def lost_write(target: Target, names: Names, random: Random) -> Hazard:
    if target.engine not in {"dbos", "aws"}:
        raise NotPossibleError
    return lost(target.engine, target.context, names, random), "lost"


def class_state(target: Target, names: Names, random: Random) -> Hazard:
    """Read or write what hangs on a class."""
    outlives(target)
    name = names.fresh("Tally")
    form = random.randrange(5)
    if form == 0:
        lines = [f"class {name}:", "    level = 10", "", f"def set_{name}(value):"]
        lines.append(f"    {name}.level = value")
        return Piece(f"{OPEN}{name}.level{CLOSE}", "number", module=tuple(lines)), "value"
    if form == 1:
        lines = [f"class {name}:", "    level = 10", "", "    @classmethod"]
        lines += ["    def raise_level(cls, value):", "        cls.level = value"]
        return Piece(f"{OPEN}{name}.level{CLOSE}", "number", module=tuple(lines)), "value"
    if form == 2:
        lines = [f"class {name}:", "    level = 0"]
        change, read = f"{name}.level += 1", f"{name}.level"
    elif form == 3:
        lines = [f"class {name}:", "    rows = []"]
        change, read = f"{name}.rows.append(1)", f"len({name}.rows)"
    else:
        lines = [f"class {name}:", "    rows = {}", "", "    def put(self):"]
        lines.append(f'        {OPEN}self.rows["n"] = len(self.rows){CLOSE}')
        read, change = f'{name}.rows["n"]', ""
        before = (f"{name}().put()",)
        return Piece(read, "number", before=before, module=tuple(lines)), "lost"
    return Piece(read, "number", before=(f"{OPEN}{change}{CLOSE}",), module=tuple(lines)), "lost"


def mutable_default(target: Target, names: Names, random: Random) -> Hazard:
    """Keep something in a default."""
    outlives(target)
    name = names.fresh("collect")
    start, change, read = random.choice(
        [
            ("[]", "kept.append(1)", "len(kept)"), ("{}", 'kept["n"] = len(kept)', 'kept["n"]'),
            ("set()", "kept.add(len(kept))", "len(kept)"),
            ("[0]", "kept[0] += 1", "kept[0]"),
        ]
    )  # fmt: skip
    star = random.choice(["", "*, ", "value=1, "])
    lines = [f"def {name}({star}kept={start}):", f"    {OPEN}{change}{CLOSE}", f"    return {read}"]
    return Piece(f"{name}()", "number", module=tuple(lines)), "lost"


def context_local(target: Target, names: Names, random: Random) -> Hazard:
    """Read what another task or thread has set."""
    outlives(target)
    name = names.fresh("TENANT")
    if random.random() < 0.4:
        lines = (f"{name} = threads.local()",)
        read, line = f"{name}.user", "import threading as threads"
    else:
        default = random.choice(["", ', default="x"'])
        lines = (f'{name} = ContextOwn("tenant"{default})',)
        read, line = f"{name}.get()", "from contextvars import ContextVar as ContextOwn"
    return Piece(f"{OPEN}{read}{CLOSE}", "text", imports=(line,), module=lines), "value"


def memoised(target: Target, names: Names, random: Random) -> Hazard:
    """Keep what an operation gave for other runs."""
    cache, step = names.fresh("KNOWN"), names.fresh("fetch")
    if target.engine == "dbos":
        return memoised_step(cache, step, random), "error"
    if target.engine == "aws":
        call = f'{target.context}.step(lambda _: 1, name="{step}")'
    elif target.engine == "azure":
        call = f'(yield {target.context}.call_activity("{step}", 1))'
    else:
        raise NotPossibleError
    form = random.randrange(3)
    if form == 0:
        lines = (f'if "n" not in {cache}:', f'    {OPEN}{cache}["n"] = {call}{CLOSE}')
    elif form == 1:
        lines = (
            "try:", f'    {cache}["n"]', "except KeyError:",
            f'    {OPEN}{cache}["n"] = {call}{CLOSE}',
        )  # fmt: skip
    else:
        lines = (
            f'known = {cache}.get("n")', "if known is None:", f"    known = {call}",
            f'    {OPEN}{cache}["n"] = known{CLOSE}',
        )  # fmt: skip
    piece = Piece(f'{cache}["n"]', "number", before=lines, module=(f"{cache} = {{}}",), whole=True)
    return piece, "error"


def memoised_step(cache: str, step: str, random: Random) -> Piece:
    """Put a cache around a step of DBOS."""
    form = random.randrange(4)
    head = ["@DurableApp.step()", f"def {step}():", "    return 1", ""]
    imports = ["from dbos import DBOS as DurableApp"]
    if form == 0:
        head.insert(0, f"{OPEN}@keep{CLOSE}")
        imports.append("from functools import cache as keep")
        call = f"{step}()"
    elif form == 1:
        head += [f"{OPEN}@keep(maxsize=None){CLOSE}", f"def {cache}():", f"    return {step}()"]
        imports.append("from functools import lru_cache as keep")
        call = f"{cache}()"
    elif form == 2:
        head += [
            f"{cache} = {{}}", "", f"def {cache}_of(key):", f"    if key not in {cache}:",
            f"        {OPEN}{cache}[key] = {step}(){CLOSE}", f"    return {cache}[key]",
        ]  # fmt: skip
        call = f'{cache}_of("n")'
    else:
        head += [
            f"{cache} = None", "", f"def {cache}_of():", f"    global {cache}",
            f"    if {cache} is None:", f"        {OPEN}{cache} = {step}(){CLOSE}",
            f"    return {cache}",
        ]  # fmt: skip
        call = f"{cache}_of()"
    return Piece(call, "number", module=tuple(head), imports=tuple(imports))


def aliased(target: Target, names: Names, random: Random) -> Hazard:
    """Change a step's result that is what the step was given."""
    if target.engine != "dbos":
        raise NotPossibleError
    box, step, result = names.fresh("rows"), names.fresh("check"), names.fresh("checked")
    form = random.randrange(3)
    given, back, read, change = (
        ("rows", "rows", f"len({box})", f"{result}.append(1)"),
        ("rows", '{"rows": rows}', f"len({box})", f'{result}["rows"].append(1)'),
        ("rows", "rows", f"len({result})", f"{box}.append(1)"),
    )[form]
    module = ("@DurableApp.step()", f"def {step}({given}):", f"    return {back}")
    before = (f"{box} = [1]", f"{result} = {step}({box})", f"{OPEN}{change}{CLOSE}")
    return Piece(
        read, "number", before=before, module=module,
        imports=("from dbos import DBOS as DurableApp",), whole=True,
    ), "lost"  # fmt: skip


def lossy(target: Target, names: Names, random: Random) -> Hazard:
    """Ask whether a step's result is an object of the program."""
    if target.engine != "dbos":
        raise NotPossibleError
    name, step = names.fresh("Missing"), names.fresh("find")
    made, one = random.choice([("object()", name), (f"{name}Kind()", name)])
    kind = (f"class {name}Kind:", "    pass", "") if "Kind" in made else ()
    module = (
        *kind,
        f"{one} = {made}",
        "",
        "@DurableApp.step()",
        f"def {step}():",
        f"    return {one}",
    )
    test = random.choice([f"{step}() is {one}", f"{step}() is not {one}", f"{step}() == {one}"])
    if made == "object()":
        test = test.replace("==", "is")
    return Piece(
        f"{OPEN}({test}){CLOSE}", "flag", module=module,
        imports=("from dbos import DBOS as DurableApp",),
    ), "lost"  # fmt: skip


def under_guard(target: Target, names: Names, random: Random) -> Hazard:
    """Set something on the first run only."""
    guard = {
        "aws": f"{target.context}.is_replaying()", "azure": f"{target.context}.is_replaying",
        "temporal": "guarding.unsafe.is_replaying()", "dapr": f"{target.context}.is_replaying",
    }.get(target.engine)  # fmt: skip
    if guard is None:
        raise NotPossibleError
    name = names.fresh("fresh")
    imports = (
        ("from temporalio import workflow as guarding",) if target.engine == "temporal" else ()
    )
    start, change, read = random.choice(
        [
            ("0", f"{name} = 1", name), ("0", f"{name} += 1", name),
            ("[]", f"{name}.append(1)", f"len({name})"), ("{}", f'{name}["n"] = 1', f"len({name})"),
        ]
    )  # fmt: skip
    lines = (f"{name} = {start}", f"if not {guard}:", f"    {OPEN}{change}{CLOSE}")
    return Piece(read, "number", before=lines, imports=imports, whole=True), "lost"


MAKERS: dict[str, Maker] = {
    "network-outside-step": acts(NETWORK),
    "file-outside-step": acts(FILES),
    "database-outside-step": acts(DATABASES),
    "process-outside-step": acts(PROCESSES),
    "blocking-sleep": acts(SLEEPS),
    "console-outside-step": acts(LINES),
    "logging-on-replay": acts(LOGS),
    "cpu-bound-body": acts(HEAVY),
    "foreign-await": foreign,
    "global-read": plain(shared, "value"),
    "global-write": plain(shared_write, "lost"),
    "lost-write": lost_write,
    "class-state": class_state,
    "mutable-default": mutable_default,
    "context-local": context_local,
    "memoised-operation": memoised,
    "aliased-result": aliased,
    "lossy-result": lossy,
    "state-under-replay-guard": under_guard,
}
