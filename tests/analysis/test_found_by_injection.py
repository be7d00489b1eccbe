"""What the injector found wanting, one small program each."""

import pytest

from tests.expectations import check, found

HEAD = """
import time
from dbos import DBOS


class Limits:
    level = 10


class State:
    def __init__(self):
        self.level = 10


STATE = State()


def set_levels(value):
    Limits.level = value
    STATE.level = value


class Proxy:
    def __getattr__(self, name):
        return time.time()


class Signal(Exception):
    def __init__(self, value):
        self.value = value


def carried():
    try:
        raise Signal(time.time())
    except Signal as signal:
        return signal.value


def check_time():
    if time.time() > 3:
        raise ValueError("late")


def in_time():
    try:
        check_time()
    except ValueError:
        return False
    return True


def words():
    yield [*{"one", "two"}][0]


@DBOS.step()
def step(value=None): ...


@DBOS.workflow()
def flow(order):
"""
STABLE = {
    "a key of a set finds what was stored under it": 'step({w: 1 for w in {"a", "b"}}["a"])',
    "any of a set does not care for its order": 'step(any(w > "a" for w in {"a", "b"}))',
}
UNSTABLE = {
    "a class's attribute, written by its name": ("if Limits.level > 3:", "class-state", "error"),
    "an instance's attribute, likewise": ("if STATE.level > 3:", "global-read", "error"),
    "an item of a tuple": ('if tuple({"a", "b"})[-1] > "a":', "unordered-iteration", "error"),
    "a bool of a text": ('if bool("a" in str({"a", "b"})):', "unordered-iteration", "error"),
    "an element, listed again": ('if "o" in list(words())[0]:', "unordered-iteration", "error"),
    "an element, asked for by any": (
        'if any(w > "a" for w in [next(iter({"a", "b"}))]):',
        "unordered-iteration",
        "error",
    ),
    "an attribute that is computed": ("if Proxy().at > 3:", "wall-clock", "error"),
    "what an exception carries": ("step(carried())", "wall-clock", "warning"),
    "a failure that is handled, and logged": ("print(in_time())", "wall-clock", "note"),
    "a failure that is handled, and decides": ("if in_time():", "wall-clock", "error"),
}


def verdicts(line: str) -> set[tuple[str, str]]:
    inner = "\n        step(1)" if line.endswith(":") else ""
    report = check({"flows.py": f"{HEAD}    {line}{inner}\n    step(order)\n"})
    return {(rule, severity) for _, _, rule, severity in found(report)}


@pytest.mark.parametrize("line", STABLE.values(), ids=STABLE)
def test_what_is_stable_is_silent(line):
    assert verdicts(line) == set()


@pytest.mark.parametrize(("line", "rule", "severity"), UNSTABLE.values(), ids=UNSTABLE)
def test_what_is_unstable_is_found_at_its_severity(line, rule, severity):
    assert verdicts(line) == {(rule, severity)}
