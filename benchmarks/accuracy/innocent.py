"""Put what only looks like a hazard into real workflows, and see that nothing is said of it.

    python -m benchmarks.accuracy.innocent --seed 1 --number 500 FOLDER...

Each decides a branch, becomes an input, or a result, as the hazards do: all are sound there.
"""

# all of a kind are called alike; the names say what is made; shares of a draw
# ruff: noqa: ARG001, D103, PLR2004

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.accuracy.endings import ENDINGS, logged
from benchmarks.accuracy.hazards import CLOCKS, IDS, MAKERS, RANDOMS, SETTINGS
from benchmarks.accuracy.injector import Before, Injection, all_targets, difference, put, wrapped
from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import CLOSE, OPEN, Names, Piece

Maker = Callable[[Target, Names, Random], Piece]

# import, expression, kind: they look at what they are given, and at nothing else
SOUND = (
    ("import uuid", 'uuid.uuid5(uuid.NAMESPACE_URL, "order").hex', "text"),
    ("import uuid", 'str(uuid.UUID("12345678123456781234567812345678"))', "text"),
    ("import uuid", 'uuid.uuid3(uuid.NAMESPACE_DNS, "order").int', "number"),
    ("import datetime as dt", 'dt.datetime.fromisoformat("2030-01-01T00:00:00")', "moment"),
    ("import datetime as dt", "dt.datetime(2030, 1, 1)", "moment"),
    ("import datetime as dt", "dt.datetime.fromtimestamp(0, dt.timezone.utc)", "moment"),
    ("import datetime as dt", 'dt.datetime.strptime("2030", "%Y")', "moment"),
    ("import datetime as dt", "dt.timedelta(days=2).days", "number"),
    ("import datetime as dt", "dt.datetime.combine(dt.date(2030, 1, 1), dt.time.min)", "moment"),
    ("import time", 'time.strftime("%H", time.gmtime(0))', "text"),
    ("import random as chance", "chance.Random(7).random()", "number"),
    ("import random as chance", "chance.Random(7).sample(range(9), 3)[0]", "number"),
    ("import os as system", 'system.path.join("a", "b")', "text"),
    ("import os as system", 'system.path.basename("/a/b")', "text"),
    ("import hashlib", 'hashlib.sha256(b"order").hexdigest()', "text"),
    ("import json", 'json.dumps({"a": 1}, sort_keys=True)', "text"),
    ("import re", 're.sub("a", "b", "abc")', "text"),
    ("import math", "math.floor(2.5)", "number"),
)
SETS = (
    '{"one", "two", "six"}',
    'set("one two six".split())',
    'frozenset(["one", "two"])',
    '{"a"} | {"b"}',
)
ORDERLESS = (
    ("sorted({0})[0]", "text"), ('"one" in {0}', "flag"), ("len({0})", "number"), ("min({0})",
    "text"),
    ("max({0})", "text"), ('{0} == {{"one"}}', "flag"), ('bool({0} & {{"one"}})', "flag"),
    ("sum(len(w) for w in {0})", "number"), ('any(w == "one" for w in {0})', "flag"),
    ("all(w for w in {0})", "flag"), ('",".join(sorted({0}))', "text"),
    ("sorted(w.upper() for w in {0})[0]", "text"), ('{0}.issuperset({{"one"}})', "flag"),
    ("len({{w.upper() for w in {0}}})", "number"), ('{{w: 1 for w in {0}}}.get("one", 0)',
    "number"),
    ("[*sorted({0}, key=str)][0]", "text"),
)  # fmt: skip
STABLE_ORDER = (
    ("list({1, 2, 3})[0]", "number"), ("next(iter({3, 5}))", "number"), ("sum({1, 2})", "number"),
    ('list(dict.fromkeys(["b", "a", "b"]))[0]', "text"), ('next(iter({"k": 1, "l": 2}))', "text"),
    ('list({"a": 1, "b": 2}.values())[0]', "number"), ('[*"abc"][0]', "text"),
    ('{"x": "one"}.pop("x")', "text"), ("[w for w in ['b', 'a']].pop()", "text"),
)  # fmt: skip
OWN = {
    "temporal": (
        ("from temporalio import workflow as own", "own.now()", "moment"),
        ("from temporalio import workflow as own", "own.time()", "number"),
        ("from temporalio import workflow as own", "own.uuid4().hex", "text"),
        ("from temporalio import workflow as own", "own.random().random()", "number"),
        ("from temporalio import workflow as own", "own.info().workflow_id", "text"),
        (
            "from temporalio.workflow import random as own_random",
            "own_random().randint(1, 9)",
            "number",
        ),
    ),
    "azure": (
        ("", "{context}.current_utc_datetime", "moment"),
        ("", "{context}.instance_id", "text"),
    ),
    "dbos": (("from dbos import DBOS as Engine", "str(Engine.workflow_id)", "text"),),
    "aws": (("", "len(str({context}.step(lambda _: 1, name='own')))", "number"),),
}
STEPS = {
    "dbos": ("@Engine.step()", "from dbos import DBOS as Engine", "{0}()"),
    "temporal": ("@own_activity.defn", "from temporalio import activity as own_activity", ""),
    "aws": ("", "", '{context}.step(lambda _: {0}(), name="{0}")'),
    "azure": ("", "", ""),
}


def marked(expression: str, kind: str, *imports: str, **changes: object) -> Piece:
    """Make a piece, marked as hazards are."""
    piece = Piece(f"{OPEN}{expression}{CLOSE}", kind, imports=tuple(i for i in imports if i))
    return replace(piece, **changes)  # type: ignore[arg-type]


def sound(target: Target, names: Names, random: Random) -> Piece:
    line, expression, kind = random.choice(SOUND)
    return marked(expression, kind, line)


def orderless(target: Target, names: Names, random: Random) -> Piece:
    expression, kind = random.choice(ORDERLESS)
    name = names.fresh("words")
    return marked(expression.format(name), kind, before=(f"{name} = {random.choice(SETS)}",))


def gathered(target: Target, names: Names, random: Random) -> Piece:
    """Go through a set in ways that do not care for its order."""
    words, total = names.fresh("words"), names.fresh("total")
    start, step, read, kind = random.choice(
        [
            ("0", "{0} += len(word)", "{0}", "number"), ("set()", "{0}.add(word.upper())",
            "len({0})", "number"),
            ("[]", "{0}.append(word)", "sorted({0})[0]", "text"), ("{{}}", "{0}[word] = 1",
            '{0}.get("one", 0)', "number"),
            ("0", "{0} = {0} + 1", "{0}", "number"), ("[]", "{0}.append(word)", "len({0})",
            "number"),
        ]
    )  # fmt: skip
    lines = (
        f"{words} = {random.choice(SETS)}", f"{total} = {start.format()}",
        f"for word in {OPEN}{words}{CLOSE}:", f"    {step.format(total)}",
    )  # fmt: skip
    return Piece(read.format(total), kind, before=lines)


def stable_order(target: Target, names: Names, random: Random) -> Piece:
    expression, kind = random.choice(STABLE_ORDER)
    return marked(expression, kind)


def engines_own(target: Target, names: Names, random: Random) -> Piece:
    line, expression, kind = random.choice(OWN[target.engine])
    return marked(expression.format(context=target.context), kind, line, whole=not line)


def in_step(target: Target, names: Names, random: Random) -> Piece:
    """Read the world in a step: its result is recorded."""
    line, expression, kind = random.choice(random.choice([CLOCKS, RANDOMS, IDS, SETTINGS]))
    name = names.fresh("look")
    decorator, own, call = STEPS[target.engine]
    lines = [
        *([decorator] if decorator else []),
        f"def {name}():",
        f"    return {OPEN}{expression}{CLOSE}",
    ]
    if target.engine == "temporal":
        if not target.is_async:
            raise NotPossibleError
        limit = "start_to_close_timeout=span.timedelta(1)"
        call = f"await flow_module.execute_local_activity({name}, {limit})"
        imports = (
            line,
            own,
            "from temporalio import workflow as flow_module",
            "import datetime as span",
        )
        return Piece(f"({call})", kind, imports=imports, module=tuple(lines), whole=True)
    if target.engine == "azure":
        call = f'(yield {target.context}.call_activity("{name}"))'
    read = call.format(name, context=target.context)
    return Piece(
        read, kind, imports=tuple(i for i in (line, own) if i), module=tuple(lines), whole=True
    )


def never_called(target: Target, names: Names, random: Random) -> Piece:
    """Define a function that reads the world, and call its sound namesake."""
    line, expression, _ = random.choice(random.choice([CLOCKS, RANDOMS, IDS, SETTINGS]))
    name = names.fresh("Look")
    lines = (
        f"class {name}:", "    def value(self):", f"        return {OPEN}{expression}{CLOSE}", "",
        f"class {name}Fixed:", "    def value(self):", "        return 4",
    )  # fmt: skip
    return Piece(f"{name}Fixed().value()", "number", imports=(line,), module=lines)


def overridden_factory(target: Target, names: Names, random: Random) -> Piece:
    line, expression, kind = random.choice([s for s in (*CLOCKS, *IDS) if s[2] == "text"])
    name = names.fresh("Record")
    lines = (
        "@dataclass", f"class {name}:",
        f"    value: str = field(default_factory=lambda: {OPEN}{expression}{CLOSE})",
    )  # fmt: skip
    imports = ("from dataclasses import dataclass, field", line)
    return Piece(f'{name}(value="fixed").value', kind, imports=imports, module=lines)


def local_namesake(target: Target, names: Names, random: Random) -> Piece:
    """Use a local variable that is called as a global is, which others write."""
    name = names.fresh("TALLY")
    lines = (f"{name} = 0", "", f"def count_{name}():", f"    global {name}", f"    {name} += 1")
    use = (f"def local_{name}():", f"    {name} = {OPEN}3{CLOSE}", f"    return {name}")
    return Piece(f"local_{name}()", "number", module=(*lines, "", *use))


def constant_global(target: Target, names: Names, random: Random) -> Piece:
    """Read a global that nobody writes after import, or that is created on first use."""
    name = names.fresh("TABLE")
    if random.random() < 0.5:
        return Piece(
            f'{OPEN}{name}["n"]{CLOSE}',
            "number",
            module=(f'{name} = {{"n": 3}}', f'{name}["m"] = 4'),
        )
    lines = (
        f"{name} = None", "", f"def load_{name}():", f"    global {name}",
        f"    if {name} is None:",
        f'        {name} = {{"n": 3}}', f'    return {OPEN}{name}["n"]{CLOSE}',
    )  # fmt: skip
    return Piece(f"load_{name}()", "number", module=lines)


def copied_for_step(target: Target, names: Names, random: Random) -> Piece:
    """Let a step change a copy."""
    box, step = names.fresh("found"), names.fresh("collect")
    copy = random.choice(["list({0})", "{0}.copy()", "[*{0}]", "{0}[:]"]).format(box)
    if target.engine == "dbos":
        lines = (
            "@Engine.step()",
            f"def {step}(into):",
            f"    {OPEN}into.append(1){CLOSE}",
            "    return 1",
        )
        before = (f"{box} = [1]", f"{step}({copy})")
        return Piece(
            f"len({box})",
            "number",
            before=before,
            module=lines,
            imports=("from dbos import DBOS as Engine",),
            whole=True,
        )
    if target.engine == "aws":
        inner = (
            f"def {step}(step_context):",
            f"    mine = {copy}",
            f"    {OPEN}mine.append(1){CLOSE}",
            "    return mine",
        )
        around = (f"{box} = [1]", *inner, f'{target.context}.step({step}, name="{step}")')
        return Piece(f"len({box})", "number", before=around, whole=True)
    raise NotPossibleError


def guarded(target: Target, names: Names, random: Random) -> Piece:
    """Read the clock only outside of workflows."""
    if target.engine != "temporal":
        raise NotPossibleError
    line, expression, kind = random.choice([s for s in CLOCKS if s[2] == "number"])
    name = names.fresh("seconds")
    lines = (
        f"def {name}():", "    if own.in_workflow():", "        return own.time()",
        f"    return {OPEN}{expression}{CLOSE}",
    )  # fmt: skip
    return Piece(
        f"{name}()", kind, imports=(line, "from temporalio import workflow as own"), module=lines
    )


MAKERS_OF_INNOCENTS: tuple[Maker, ...] = (
    sound, sound, sound, orderless, orderless, gathered, stable_order, engines_own,
    engines_own, in_step, in_step, never_called, overridden_factory, local_namesake,
    constant_global, copied_for_step, guarded,
)  # fmt: skip


def innocent(targets: Sequence[Target], random: Random) -> Injection:
    """Draw a target and an innocent until they fit."""
    engines = sorted({target.engine for target in targets})
    while True:
        engine = random.choice(engines)
        target = random.choice([t for t in targets if t.engine == engine])
        try:
            return attempt(target, random)
        except NotPossibleError:
            continue


def attempt(target: Target, random: Random) -> Injection:
    """Put one innocent into one workflow; one in eight is a hazard that only reaches logs."""
    names = Names(Path(target.path).read_text(), random)
    spot = random.choice(target.spots)
    depth = random.randrange(3)
    if random.random() < 0.125:
        rule = random.choice(["wall-clock", "random-value", "generated-id", "environment-read"])
        piece = wrapped(target, MAKERS[rule](names, random), depth, names, random)
        ending = logged(target, spot, piece, random)
        return Injection(
            target, "logged", depth, "note", (rule, *piece.shapes), put(target, piece, spot, ending)
        )
    maker = random.choice(MAKERS_OF_INNOCENTS)
    piece = maker(target, names, random)
    depth = 0 if piece.whole else depth
    piece = wrapped(target, piece, depth, names, random)
    severity = random.choice(["error", "error", "warning"])
    ending = random.choice(ENDINGS[severity])(target, spot, piece, random)
    shapes = (*piece.shapes, ending.name)
    return Injection(
        target, maker.__name__, depth, "note", shapes, put(target, piece, spot, ending)
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=500)
    options = parser.parse_args()
    folders = [str(Path(folder).resolve()) for folder in options.folders]
    targets = [target for target in all_targets(folders) if target.engine in STEPS]
    random, before = Random(options.seed), Before()
    print(f"{len(targets)} workflows, seed {options.seed}", flush=True)
    drawn, alarms = Counter[str](), Counter[str]()
    for count in range(options.number):
        one = innocent(targets, random)
        drawn[one.rule] += 1
        said = [f for f in before.new(one.target.root, one.edited) if f.severity != "note"]
        if said:
            alarms[one.rule] += 1
            print(
                f"--- {count}: {one.rule} depth {one.depth} {one.target.engine}",
                f"{'/'.join(one.shapes)}: ",
                end="",
            )
            print(*(f"{f.severity} {f.name} {f.filename}:{f.location.row}" for f in said), sep="; ")
            print(difference(one), flush=True)
    print(f"\n{'innocent':22} {'put in':>7} {'alarms':>7}")
    for name, number in sorted(drawn.items()):
        print(f"{name:22} {number:7} {alarms[name]:7}")
    print(f"\n{options.number} innocents: {alarms.total()} reported above note")
    sys.exit(alarms.total() > options.number / 100)


if __name__ == "__main__":
    main()
