"""Rows and columns as editors count them, whatever stands before."""

from samepath.linter.report.finding import Finding
from tests.expectations import check

HEAD = """\
import time
from dbos import DBOS

@DBOS.step()
def pay(name): ...

@DBOS.workflow()
def flow(due):
"""


def only(body: str) -> Finding:
    """Check a workflow of one faulty expression."""
    [found] = check({"flow.py": HEAD + body}).findings
    return found


def stretch(body: str) -> tuple[tuple[int, int], tuple[int, int]]:
    found = only(body)
    first, last = found.location, found.end_location
    return (first.row, first.column), (last.row, last.column)


def test_columns_count_characters_from_one():
    assert stretch("    pay(time.time())\n") == ((9, 9), (9, 20))


def test_columns_count_characters_and_not_bytes():
    assert stretch('    pay("größer 🦉" + time.ctime())\n') == ((9, 22), (9, 34))
    assert stretch('    pay("e\u0301" + time.ctime())\n') == ((9, 16), (9, 28))


def test_a_stretch_ends_where_the_call_ends_rows_below():
    assert stretch("    pay(time.strftime(\n        '%H',\n    ))\n") == ((9, 9), (11, 6))


def test_advice_spells_a_call_of_several_rows_in_one():
    found = only("    pay(\n        time\n        .time(\n        )\n    )\n")

    assert (found.location.row, found.end_location.row) == (10, 12)
    assert "\n" not in found.message + found.help


def identity(body: str) -> list[str]:
    return [flow.fingerprint for flow in only(body).flows]


def test_flows_keep_their_identity_when_lines_and_spaces_move():
    plain = identity("    pay(str(time.time() + 1, name))\n")

    assert identity("    # a word\n\n    pay(str(time.time() + 1, name))\n") == plain
    assert identity("    pay(time.strftime('%H' + due))\n") == identity(
        "    pay(time.strftime('%H'   +\n        due))\n"
    )
    assert identity("    pay(time.strftime('%H' + due))\n") != plain


def test_tabs_and_form_feeds_are_one_column_each():
    source = HEAD + "\tpay(time.time())\n"

    [found] = check({"flow.py": source}).findings

    assert (found.location.row, found.location.column) == (9, 6)
