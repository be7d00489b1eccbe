"""What the settings vouch for: believed in workflows, held against the program, told if unused."""

import pytest

from samepath.linter.project.settings import Contract
from tests.expectations import check, expected, found

FLOW = """\
from dbos import DBOS

from shop import prices


@DBOS.step()
def pay(order): ...


@DBOS.workflow()
def checkout(order):
{body}
"""


def shown(body, prices, *contracts, **settings):
    """Check a workflow that uses a module, under contracts; answer what is found, and marked."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    files = {"flow.py": FLOW.format(body=lines), "shop/__init__.py": "", "shop/prices.py": prices}
    report = check(files, contracts=contracts, **settings)
    return report, found(report), expected(files)


def deterministic(name):
    return Contract(name, "deterministic", "it is so")


BRANCH = "if prices.rate(order) > 3:\n    pay(order)"


def test_what_is_vouched_for_is_no_gap_and_its_value_is_stable():
    body, module = BRANCH, "import acme\n\ndef rate(order):\n    return acme.rate(order)\n"

    without, _, _ = shown(body, module)
    report, findings, _ = shown(body, module, deterministic("shop.prices.rate"))

    assert [w.gaps for w in without.workflows] == [1]
    assert [w.gaps for w in report.workflows] == [0]
    assert findings == []


def test_what_comes_in_unstable_goes_out_unstable():
    body = (
        "import time\nif prices.rate(time.time()) > 3:  # expect: wall-clock error\n    pay(order)"
    )
    module = "import acme\n\ndef rate(at):\n    return acme.rate(at)\n"

    _, findings, marks = shown(body, module, deterministic("shop.prices.rate"))

    assert findings == marks


@pytest.mark.parametrize(
    "module",
    [
        (
            "import time\n\ndef rate(order):\n"
            "    return time.time()  # expect: broken-contract error\n"
        ),
        (
            "import time\n\ndef rate(order):\n    return inner(order)\n\ndef inner(order):\n"
            "    if time.time() > 3:  # expect: broken-contract error\n"
            "        return 1\n    return 2\n"
        ),
        (
            "import random\n\ndef rate(order):\n"
            "    if random.random() > 1:  # expect: broken-contract error\n"
            "        raise ValueError\n    return 1\n"
        ),
        (
            "import time\n\ndef rate(order):\n"
            "    yield time.time()  # expect: broken-contract error\n"
        ),
        (
            "TOTAL = 0\n\ndef rate(order):\n    global TOTAL\n"
            "    TOTAL += 1  # expect: broken-contract error\n"
            "    return TOTAL  # expect: broken-contract error\n"
        ),
    ],
)
def test_a_function_that_is_not_what_it_is_declared_to_be_breaks_its_contract(module):
    _, findings, marks = shown(BRANCH, module, deterministic("shop.prices.rate"))

    assert findings == marks


@pytest.mark.parametrize(
    "module",
    [
        "def rate(order):\n    return order.total * 2\n",
        "import time\n\ndef rate(order):\n    print(time.time())\n    return 1\n",
        (
            "import time\n\ndef rate(order):\n"
            "    # samepath: ignore[wall-clock] rounded to the century\n"
            "    return time.time() // 3_000_000_000\n"
        ),
        "def rate(order):\n    return sorted({o.id for o in order})[0]\n",
    ],
)
def test_a_function_that_only_looks_guilty_keeps_its_contract(module):
    _, findings, _ = shown(BRANCH, module, deterministic("shop.prices.rate"))

    assert [f for f in findings if f[3] != "note"] == []


CLASS = """\
import time


class Rates:
    def __init__(self, table):
        self.table = table

    def of(self, order):
        return self.table[order]

    def touched(self, order):
        self.at = time.time()  {mark}
        return 1
"""


def test_a_method_may_use_its_own_object_but_not_leave_the_time_in_it():
    body = "rates = prices.Rates({})\nif rates.of(order) > rates.touched(order):\n    pay(order)"
    module = CLASS.format(mark="# expect: broken-contract error")
    names = ("shop.prices.Rates.of", "shop.prices.Rates.touched")

    _, findings, marks = shown(body, module, *map(deterministic, names))

    assert [f for f in findings if f[0] == "shop/prices.py"] == [
        ("shop/prices.py", 12, "broken-contract", "error")
    ]
    assert len(marks) == 1


def test_a_broken_contract_shows_the_calls_that_lead_to_the_cause():
    module = (
        "import time\n\ndef rate(order):\n    return now()\n\ndef now():\n    return time.time()\n"
    )

    report, _, _ = shown(BRANCH, module, deterministic("shop.prices.rate"))

    [finding] = report.findings
    assert (
        finding.message
        == "`shop.prices.rate` is declared deterministic, but time.time reads the clock"
    )
    assert [hop.calls for hop in finding.flows[0].chain] == ["shop.prices.now"]
    assert finding.flows[0].begins_at == "contract"


def test_what_is_declared_unstable_is_not_followed_and_its_value_is_unstable():
    body = (
        "if prices.rate(order) > 3:  # expect: random-value error\n"
        "    pay(order)\n"
        "prices.log(prices.rate(order))  # expect: random-value note"
    )
    module = (
        "import time\nimport logging\n\n"
        "def rate(order) -> float:\n    return time.time()\n\n"
        "def log(rate):\n    logging.info(rate)\n"
    )
    contract = Contract("shop.prices.rate", "unstable", "noise", effect="random")

    _, findings, marks = shown(body, module, contract)

    assert findings == marks


def test_the_declared_type_of_an_unstable_result_is_known():
    body = "if prices.rate(order).total() > 3:\n    pay(order)"
    module = (
        "import random\n\n"
        "class Rate:\n    def total(self):\n"
        "        return random.random()  # expect: random-value error\n\n"
        "def rate(order) -> Rate: ...\n"
    )
    contract = Contract("shop.prices.rate", "unstable", "a server", effect="clock")

    report, findings, marks = shown(body, module, contract)

    assert [f for f in findings if f[2] == "random-value"] == marks
    assert report.workflows[0].gaps == 0


def test_calls_of_a_step_are_recorded_however_they_are_made():
    body = "if prices.rate(order) > 3:\n    pay(order)"
    module = "import time\n\ndef rate(order):\n    return time.time()\n"
    contract = Contract("shop.prices.rate", "step", "wrapped by the pool", dialect="dbos")

    report, findings, _ = shown(body, module, contract)

    assert findings == []
    assert report.workflows[0].operations == 2


def test_a_step_may_lie_in_a_library():
    body = "import acme\nif acme.rate(order) > 3:\n    pay(order)"

    report, findings, _ = shown(body, "", Contract("acme.rate", "step", "ours", dialect="dbos"))

    assert findings == []
    assert (report.workflows[0].operations, report.workflows[0].gaps) == (2, 0)


def test_a_declared_workflow_is_checked_like_any_other():
    module = (
        "import time\nimport flow\n\n"
        "def refund(order):\n"
        "    if time.time() > 3:  # expect: wall-clock error\n        flow.pay(order)\n"
    )
    contract = Contract("shop.prices.refund", "workflow", "registered by name", dialect="dbos")

    report, findings, marks = shown("pay(order)", module, contract)

    assert findings == marks
    assert [w.workflow for w in report.workflows] == ["flow.checkout", "shop.prices.refund"]


def test_a_contract_about_a_library_lies_over_the_catalogue():
    body = (
        "import time\nimport acme\n"
        "if time.time() > 3:  # silent: frozen by the host\n    pay(1)\n"
        "if acme.now() > 3:  # expect: wall-clock error\n    pay(2)"
    )

    _, findings, marks = shown(
        body, "", deterministic("time.time"), Contract("acme.now", "unstable", "x", effect="clock")
    )

    assert findings == marks


def test_the_users_catalogue_wins_over_ours_and_contracts_over_both():
    body = (
        "import time\n"
        "if time.time() > 3:  # expect: random-value error\n    pay(1)\n"
        "if time.monotonic() > 3:\n    pay(2)"
    )
    tables = (("a.toml", {"time.time": "random", "time.monotonic": "random"}),)

    _, findings, marks = shown(body, "", deterministic("time.monotonic"), catalogues=tables)

    assert findings == marks


def test_the_users_catalogue_speaks_for_functions_of_the_program_too():
    body = "if prices.rate(order) > 3:  # expect: wall-clock error\n    pay(order)"
    module = "def rate(order):\n    return 1\n"

    _, findings, marks = shown(
        body, module, catalogues=(("a.toml", {"shop.prices.rate": "clock"}),)
    )

    assert findings == marks


PRICES = "def rate(order):\n    return 1\n\ndef other(order):\n    return 1\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "shop.prices.rates",
            (
                "there is no function `shop.prices.rates`, which is declared deterministic; "
                "did you mean `shop.prices.rate`?"
            ),
        ),
        (
            "shop.prices.other",
            "no workflow calls `shop.prices.other`, which is declared deterministic",
        ),
        (
            "shop.rate",
            (
                "there is no function `shop.rate`, which is declared deterministic; "
                "it is `shop.prices.rate`"
            ),
        ),
        ("acme.now", "no workflow calls `acme.now`, which is declared deterministic"),
    ],
)
def test_a_contract_that_nothing_needs_is_told_where_it_stands(name, message):
    text = f'[contracts]\n\n"{name}" = {{ is = "deterministic", reason = "x" }}\n'
    files = {
        "flow.py": FLOW.format(body="    " + BRANCH.replace("\n", "\n    ")),
        "shop/__init__.py": "",
        "shop/prices.py": PRICES,
        "samepath.toml": text,
    }

    report = check(files, contracts=(deterministic(name),), path="/program/samepath.toml")

    [finding] = report.findings
    place = (finding.filename, finding.location.row, finding.location.column)
    assert (finding.name, finding.severity, place) == (
        "unused-contract",
        "warning",
        ("/program/samepath.toml", 3, 1),
    )
    assert finding.message == message


@pytest.mark.parametrize("says", ["deterministic", "unstable", "step"])
def test_a_contract_that_a_workflow_meets_is_not_told(says):
    contract = Contract(
        "shop.prices.rate",
        says,
        "x",
        effect="clock" if says == "unstable" else "",
        dialect="dbos" if says == "step" else "",
    )

    _, findings, _ = shown("pay(prices.rate(order))", PRICES, contract)

    assert [f for f in findings if f[2] == "unused-contract"] == []
