"""Reports made by hand: a clock two modules away from a branch, and what may stand beside it."""

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter.report.finding import (
    Finding,
    Flow,
    Hop,
    Location,
    Report,
    Sink,
    WorkflowRead,
)

ROOT = "/srv/shop"

UTIL = '''from datetime import datetime


def stamp():
    """When it is, now."""
    return datetime.now()
'''
FLOWS = """from dbos import DBOS

from app.util import stamp


@DBOS.workflow()
def checkout(order):
    started = stamp()
    if started > order.limit:
        refund(order)
    return order.id
"""
SOURCES = {f"{ROOT}/app/util.py": UTIL, f"{ROOT}/app/flows.py": FLOWS}


def lines(filename):
    return SOURCES.get(filename, "").split("\n")


def flow(**changed):
    fields = {
        "workflow": "app.flows.checkout",
        "dialect": "dbos",
        "severity": Severity.ERROR,
        "consequence": Consequence.DIVERGES,
        "certainty": Certainty.MUST,
        "chain": (Hop(f"{ROOT}/app/flows.py", 8, 15, "app.flows.checkout", "app.util.stamp"),),
        "sink": Sink("branch", f"{ROOT}/app/flows.py", 9, 8),
        "fingerprint": "5d1f",
    }
    return Flow(**(fields | changed))


def finding(**changed):
    fields = {
        "code": "RPL101",
        "name": "wall-clock",
        "severity": Severity.ERROR,
        "consequence": Consequence.DIVERGES,
        "certainty": Certainty.MUST,
        "message": "reads the clock, which decides a branch",
        "help": "read the time in a step, or take it from the engine",
        "filename": f"{ROOT}/app/util.py",
        "location": Location(6, 12),
        "end_location": Location(6, 26),
        "flows": (flow(),),
    }
    return Finding(**(fields | changed))


def note(**changed):
    fields = {
        "code": "RPL102",
        "name": "random-value",
        "severity": Severity.NOTE,
        "consequence": Consequence.HARMLESS,
        "message": "draws a random value, which reaches only a log",
        "location": Location(4, 1),
        "end_location": Location(4, 4),
        "flows": (),
    }
    return finding(**(fields | changed))


def gap(**changed):
    fields = {
        "code": "RPL990",
        "name": "unresolved-call",
        "consequence": Consequence.UNKNOWN,
        "message": "this call could not be resolved",
        "location": Location(5, 5),
        "end_location": Location(5, 9),
    }
    return note(**(fields | changed))


def report(*findings, **changed):
    fields = {
        "findings": findings,
        "workflows": (
            WorkflowRead("app.flows.checkout", "dbos", f"{ROOT}/app/flows.py", 7, 0, 1, 2, 0),
            WorkflowRead("app.late.remind", "dbos", f"{ROOT}/app/late.py", 3, 2, 2, 5, 1),
        ),
        "files_found": 340,
        "files_read": 12,
        "lines_read": 5210,
    }
    return Report(**(fields | changed))
