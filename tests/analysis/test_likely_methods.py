"""Receivers that nobody knows: a method's name may say whose it is, and is never pressed to."""

import pytest

from tests.expectations import check

FLOW = """\
from dbos import DBOS

import unknown_sdk


@DBOS.step()
def pay(order): ...


@DBOS.workflow()
def checkout(order):
    if unknown_sdk.find(order).is_overdue_by(1):
        pay(order)
"""


def found(bills: str, **others: str) -> list[tuple[str, str, str]]:
    """Check a workflow that asks a stranger; answer what is found apart from gaps."""
    files = {"flow.py": FLOW, "bills.py": f"import time\n\n{bills}"}
    files |= {f"{name}.py": source for name, source in others.items()}
    return [
        (f.name, f.severity.value, f.certainty.value)
        for f in check(files).findings
        if f.name != "unresolved-call"
    ]


BILL = """\
class Bill:
    def is_overdue_by(self, {parameters}):
        return time.time() > {asked}
"""
LIKELY = [("wall-clock", "warning", "may")]


@pytest.mark.parametrize(
    ("parameters", "asked"), [("days", "days"), ("*days", "days[0]"), ("days, of=0", "of")]
)
def test_the_only_method_of_a_name_that_fits_is_likely_meant(parameters, asked):
    assert found(BILL.format(parameters=parameters, asked=asked)) == LIKELY


def test_a_method_that_takes_fewer_arguments_is_not_meant():
    assert found(BILL.format(parameters="/", asked="1")) == []


def test_a_method_of_another_arity_does_not_make_it_two():
    other = "class Rent:\n    def is_overdue_by(self):\n        return False\n"

    assert found(BILL.format(parameters="days", asked="days"), rents=other) == LIKELY


def test_an_attribute_of_that_name_is_no_method():
    other = "class Rent:\n    is_overdue_by = 3\n"

    assert found(BILL.format(parameters="days", asked="days"), rents=other) == LIKELY


def test_of_two_methods_that_fit_none_is_meant():
    other = "class Rent:\n    def is_overdue_by(self, days):\n        return False\n"

    assert found(BILL.format(parameters="days", asked="days"), rents=other) == []
