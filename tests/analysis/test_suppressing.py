"""Suppressions at the cause, at a call of the chain, and at the workflow; and those without use."""

from tests.expectations import check

FLOW = """\
from dbos import DBOS
from clock import late, stamp

@DBOS.step()
def pay(order): ...

@DBOS.workflow()
def checkout(order):{workflow}
    if late(order):{call}
        pay(order)
    pay(stamp())

@DBOS.workflow()
def refund(order):
    if late(order):
        pay(order)
"""
CLOCK = """\
import time

def late(order):
    return time.time() > order.due{cause}

def stamp():
    return time.time()
"""


Shown = tuple[str, int, str, set[str]]
"""Rule, row, file, and the workflows that are hurt."""


def shown(workflow: str = "", call: str = "", cause: str = "", **settings: object) -> list[Shown]:
    """Check the program with suppressions in three places; answer rule, row and workflows hurt."""
    files = {
        "flow.py": FLOW.format(workflow=workflow, call=call),
        "clock.py": CLOCK.format(cause=cause),
    }
    return [
        (f.name, f.location.row, f.filename.rpartition("/")[2], {x.workflow for x in f.flows})
        for f in check(files, **settings).findings
    ]


LATE = ("wall-clock", 4, "clock.py")
STAMP = ("wall-clock", 7, "clock.py")
IGNORE = "  # samepath: ignore[wall-clock] known"


def test_without_suppressions_both_causes_are_found() -> None:
    """Two workflows reach one clock, one of them the other clock, too."""
    assert shown() == [(*LATE, {"flow.checkout", "flow.refund"}), (*STAMP, {"flow.checkout"})]


def test_at_the_cause_all_chains_are_silent() -> None:
    """The cause is gone for every workflow, the other cause is not."""
    assert shown(cause=IGNORE) == [(*STAMP, {"flow.checkout"})]


def test_at_a_call_the_chains_through_it_are_silent() -> None:
    """Only the workflow that calls there is spared, and only for what it calls there."""
    assert shown(call=IGNORE) == [(*LATE, {"flow.refund"}), (*STAMP, {"flow.checkout"})]


def test_at_the_workflow_all_its_flows_are_silent() -> None:
    """The other workflow is still hurt."""
    assert shown(workflow=IGNORE) == [(*LATE, {"flow.refund"})]


def test_codes_and_noqa_work_too() -> None:
    """The code is as good as the name, in either kind of comment."""
    assert shown(cause="  # samepath: ignore[RPL101] known") == [(*STAMP, {"flow.checkout"})]
    assert shown(cause="  # noqa: RPL101") == [(*STAMP, {"flow.checkout"})]


def test_a_suppression_without_use_is_reported() -> None:
    """Nothing random is drawn there, so the comment silences nothing."""
    found = shown(call="  # samepath: ignore[random-value] no reason")

    assert ("unused-suppression", 9, "flow.py", set()) in found
    assert len(found) == 3


def test_a_suppression_that_is_used_at_a_call_is_not_reported() -> None:
    """Without it the result would be another one."""
    assert all(name != "unused-suppression" for name, *_ in shown(call=IGNORE))


def test_a_reason_is_asked_for_where_the_settings_want_one() -> None:
    """The finding is silenced, the missing reason is told."""
    found = shown(cause="  # samepath: ignore[wall-clock]", require_reason=True)

    assert [name for name, *_ in found] == ["suppression-without-reason", "wall-clock"]


def test_an_unknown_rule_is_told_with_a_suggestion() -> None:
    """A slip of the pen does not silence anything silently."""
    files = {
        "flow.py": FLOW.format(workflow="", call=""),
        "clock.py": CLOCK.format(cause="  # samepath: ignore[wall-clok] known"),
    }
    found = [f for f in check(files).findings if f.code == "RPL905"]

    assert len(found) == 1
    assert "wall-clock" in found[0].help + found[0].message


STATE = """\
from dbos import DBOS

import rates

@DBOS.step()
def pay(order): ...

@DBOS.step()
def note(orders, order):
    orders.append(order)

@DBOS.workflow()
def shared(order):
    if rates.open():{0}
        pay(order)

@DBOS.workflow()
def unordered(orders: set[str]):
    send(orders){0}

def send(orders: set[str]):
    for order in orders:
        pay(order)

@DBOS.workflow()
def lost(order):
    orders = []
    note(orders, order){0}
    for each in orders:
        pay(each)
"""
RATES = """\
class Desk:
    closed = False

    def close(self):
        self.closed = True

desk = Desk()
seen = {}
hours = []

def open():
    if desk.closed or hours:
        return False
    return "today" not in seen

def learn(day):
    global hours
    hours = [day]
    seen[day] = True
"""


def rules(comment: str) -> list[tuple[str, int]]:
    """Check three kinds of state with one comment at the calls that lead to them."""
    report = check({"flow.py": STATE.format(comment), "rates.py": RATES})
    return sorted({(f.name, f.location.row) for f in report.findings})


ALL = "global-read, unordered-iteration, lost-write"


def test_state_order_and_lost_writes_are_found_without_suppressions() -> None:
    """Each lies below a call of its workflow."""
    assert rules("") == [
        ("global-read", 12),
        ("global-read", 14),
        ("lost-write", 10),
        ("unordered-iteration", 22),
    ]


def test_state_order_and_lost_writes_are_silent_below_suppressed_calls() -> None:
    """The calls are the last of the user's own that lead there."""
    left = rules(f"  # samepath: ignore[{ALL}] known")

    assert [name for name, _ in left if not name.startswith("unused")] == []


def test_only_the_kind_that_is_named_is_silent() -> None:
    """A comment about order says nothing of state."""
    left = [name for name, _ in rules("  # samepath: ignore[unordered-iteration] known")]

    assert "unordered-iteration" not in left
    assert {"global-read", "lost-write"} <= set(left)
