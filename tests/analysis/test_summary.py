"""What a function does, and where its parameters go."""

import json
import re
from pathlib import Path

import pytest

from samepath.linter.frontends.cli.run import run
from tests.callgraph.marks import project

FLOW = """\
from dbos import DBOS
from shop.prices import rate as quote

@DBOS.step()
def pay(order): ...

@DBOS.workflow()
def checkout(order):
    pay(quote(order))
"""
PRICES = """\
import logging
import os
import random
import time

import acme
import requests

SEEN = {}


def rate(order, due, *, note=""):
    logging.info(note)
    if late(due):
        raise ValueError(due)
    return order.total * random.random()


def late(due):
    return time.time() > due


def send(order, items: list[str], url, **options):
    order.sent = True
    items.append(url)
    SEEN[order.id] = 1
    copies = [url]
    copies.append(order)
    requests.post(url, json=options)
    acme.go(order)


def quiet(left, right):
    total = [left]
    total.append(right)
    return 1


class Basket:
    def __init__(self):
        self.lines = []

    def add(self, line):
        self.lines.append(line)
        return len(self.lines)

    @staticmethod
    def home(name):
        return os.environ[name]
"""


FILES = {
    "flow.py": FLOW,
    "shop/__init__.py": "from shop.prices import late\n",
    "shop/prices.py": PRICES,
}


def effects(name):
    return project(FILES).effects(name)


def told(doings):
    return [(d.kind, d.access, d.what, d.spot.row) for d in doings]


def ends(name):
    """Answer for each parameter the kinds of ends that it reaches."""
    return {p.name: sorted({r.kind for r in p.reaches}) for p in effects(name).parameters}


def test_effects_are_listed_with_the_calls_that_lead_to_them_and_where_their_values_go():
    seen = effects("shop.prices.rate")

    assert told(seen.effects) == [
        ("log", "write", "logging.info", 13),
        ("random", "read", "random.random", 16),
        ("clock", "read", "time.time", 20),
    ]
    clock = seen.effects[2]
    assert [(hop.function, hop.calls, hop.row) for hop in clock.chain] == [
        ("shop.prices.rate", "shop.prices.late", 14)
    ]
    assert {(r.kind, r.spot.row) for r in clock.reaches} >= {("branch", 14)}
    assert [r.kind for r in seen.effects[1].reaches] == ["result"]


def test_each_parameter_says_what_it_reaches():
    reached = ends("shop.prices.rate")

    assert reached["note"] == ["log"]
    assert "branch" in reached["due"]
    assert "raise" in reached["due"]
    assert "result" in reached["order"]
    assert "branch" not in reached["order"]


def test_what_a_caller_or_everybody_has_is_a_change_and_what_is_new_is_none():
    assert told(effects("shop.prices.send").changes) == [
        ("parameter", "", "order", 24),
        ("parameter", "", "items", 25),
        ("shared", "", "a dict that was created at import", 26),
    ]
    assert effects("shop.prices.quiet").changes == ()


def test_what_is_kept_sent_or_lost_from_sight_is_told_with_the_call():
    reached = {
        p.name: {(r.kind, r.what, r.spot.row) for r in p.reaches}
        for p in effects("shop.prices.send").parameters
    }

    assert ("world", "requests.post", 29) in reached["options"]
    assert ("world", "requests.post", 29) in reached["url"]
    assert ("state", "", 25) in {(kind, "", row) for kind, _, row in reached["url"]}
    assert any(kind == "gap" and row == 30 for kind, _, row in reached["order"])
    assert ends("shop.prices.quiet") == {"left": [], "right": []}


def test_a_method_changes_its_own_object_which_is_as_its_constructor_leaves_it():
    seen = effects("shop.prices.Basket.add")

    assert told(seen.changes) == [("parameter", "", "self", 44)]
    assert seen.gaps == ()
    assert ends("shop.prices.Basket.add") == {"self": ["result"], "line": ["state"]}


def test_what_a_generator_yields_is_its_result():
    files = {
        "rows.py": "def rows(names, limit):\n    for name in names[:limit]:\n        yield name\n"
    }
    reached = {
        p.name: {r.kind for r in p.reaches} for p in project(files).effects("rows.rows").parameters
    }

    assert "result" in reached["names"]


def test_a_static_method_has_no_receiver():
    seen = effects("shop.prices.Basket.home")

    assert [p.name for p in seen.parameters] == ["name"]
    assert told(seen.effects) == [("environment", "read", "os.environ", 49)]


def test_operations_are_listed_and_steps_are_not_looked_into():
    seen = effects("flow.checkout")

    assert [d.what for d in seen.operations] == ["flow.pay"]
    assert seen.dialect == "dbos"
    assert "argument" in ends("flow.checkout")["order"]


def test_a_name_that_is_only_imported_leads_to_where_it_is_defined():
    assert effects("shop.late").function == "shop.prices.late"
    assert effects("flow.quote").function == "shop.prices.rate"


def test_a_program_without_an_engine_has_effects_too():
    seen = project({"clock.py": "import time\n\ndef now():\n    return time.time()\n"}).effects(
        "clock.now"
    )

    assert told(seen.effects) == [("clock", "read", "time.time", 4)]


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        (
            "shop.prices.rat",
            "there is no function `rat` in `shop.prices`; did you mean `shop.prices.rate`?",
        ),
        (
            "shop.price.rate",
            "there is no function `price.rate` in `shop`; did you mean `shop.prices.rate`?",
        ),
        (
            "shp.prices.rate",
            "there is no module `shp.prices` in the program; did you mean `shop.prices`?",
        ),
        (
            "shop.prices",
            "`shop.prices` is a module; name a function in it: rate, late, send, quiet",
        ),
        (
            "shop.prices.Basket",
            "`shop.prices.Basket` is a class; name one of its methods: Basket.__init__",
        ),
        ("rate", "`rate` is not a dotted name; write MODULE.FUNCTION"),
    ],
)
def test_an_unknown_name_is_answered_with_what_was_probably_meant(name, complaint):
    with pytest.raises(LookupError) as caught:
        effects(name)

    assert caught.value.args[0].startswith(complaint)


@pytest.fixture
def shop(tmp_path, monkeypatch):
    for name, text in {**FILES, "samepath.toml": ""}.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_command_prints_sections(shop, capsys):
    assert run(["effects", "shop.prices.Basket.add"]) == 0
    assert capsys.readouterr().out == (
        "shop.prices.Basket.add shop/prices.py:43\n"
        "\n"
        "effects\n"
        "  none\n"
        "\n"
        "changes\n"
        "  shop/prices.py:44 parameter: self\n"
        "\n"
        "parameters\n"
        "  self\n"
        "    → the result\n"
        "  line\n"
        "    → what is changed, shop/prices.py:44\n"
    )


def test_the_command_prints_the_chain_and_the_ends_of_an_effect(shop, capsys):
    run(["effects", "shop.prices.rate"])

    assert (
        "  shop/prices.py:20 clock read: time.time\n    by shop/prices.py:14 → shop.prices.late\n"
    ) in capsys.readouterr().out


RESULT = {"kind": "result", "what": None, "filename": "shop/prices.py", "row": 19, "column": 5}


def test_the_command_gives_the_same_as_json(shop, capsys):
    assert run(["effects", "shop.prices.late", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "function": "shop.prices.late",
        "dialect": "dbos",
        "filename": "shop/prices.py",
        "row": 19,
        "column": 5,
        "parameters": [
            {
                "name": "due",
                "reaches": [
                    {
                        "kind": "result",
                        "what": None,
                        "filename": "shop/prices.py",
                        "row": 19,
                        "column": 5,
                    }
                ],
            }
        ],
        "effects": [
            {
                "kind": "clock",
                "access": "read",
                "what": "time.time",
                "certainty": "must",
                "filename": "shop/prices.py",
                "row": 20,
                "column": 12,
                "chain": [],
                "reaches": [
                    {
                        "kind": "result",
                        "what": None,
                        "filename": "shop/prices.py",
                        "row": 19,
                        "column": 5,
                    }
                ],
            }
        ],
        "changes": [],
        "operations": [],
        "gaps": [],
    }


def test_the_command_answers_an_unknown_name_with_two(shop, capsys):
    assert run(["effects", "shop.prices.rat"]) == 2
    assert capsys.readouterr().err == (
        "samepath: there is no function `rat` in `shop.prices`; did you mean `shop.prices.rate`?\n"
    )


def test_the_page_shows_what_the_command_prints(tmp_path, monkeypatch, capsys):
    page = (Path(__file__).parents[2] / "docs" / "using" / "effects.md").read_text()
    source, shown = re.findall(r"```(?:python|console)\n(.*?)```", page, re.DOTALL)
    command, _, answer = shown.partition("\n")
    for name, text in {"samepath.toml": "", "app/__init__.py": "", "app/orders.py": source}.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    assert run(command.removeprefix("$ samepath ").split()) == 0
    assert capsys.readouterr().out == answer
