"""What an entry may say, and how it is refused."""

import pytest

from samepath.effects import Certainty, Effect
from samepath.rules.catalogue import CatalogueError, Entry
from samepath.rules.catalogue.parse import parse_entry


def entry(value, name="acme.call"):
    return parse_entry(name, value, "acme.toml")


def test_a_shorthand_is_an_effect_with_the_access_that_goes_without_saying():
    assert entry("clock") == Entry(effect=Effect.CLOCK, access="read")
    assert entry("log") == Entry(effect=Effect.LOG, access="write")
    assert entry("sleep") == Entry(effect=Effect.SLEEP)
    assert entry("pure") == Entry()


def test_a_shorthand_may_state_the_access():
    assert entry("file write") == Entry(effect=Effect.FILE, access="write", raises=True)


def test_what_leaves_the_process_may_fail_unless_told():
    assert entry("network read").raises
    assert not entry({"effect": "file", "access": "read", "raises": False}).raises
    assert not entry("clock").raises


def test_a_capitalised_name_is_a_class_and_returns_itself():
    assert entry("pure", "acme.Client").returns == "acme.Client"
    assert entry("pure", "acme.client").returns == ""
    assert entry({"returns": "builtins.int"}, "acme.COUNT").returns == "builtins.int"
    assert entry({"attribute": True}, "acme.LIMIT").returns == ""


def test_an_effect_is_certain_unless_told():
    assert entry("clock").certainty is Certainty.MUST
    assert entry({"effect": "clock", "certainty": "may"}).certainty is Certainty.MAY


def test_a_condition_knows_which_argument_it_speaks_of():
    assert entry({"effect": "random", "when": "unseeded"}).unless == (0, "seed", "x")
    assert entry({"effect": "locale", "when": "no-timezone", "unless": [1, "tz"]}).unless == (
        1,
        "tz",
    )
    assert entry({"effect": "clock", "when": "no-arguments"}).unless == ()


def test_an_effect_may_apply_only_where_the_condition_does_not_hold():
    dump = entry({"when": "first-argument-missing", "otherwise": "file", "access": "write"})

    assert (dump.effect, dump.otherwise, dump.raises) == (None, Effect.FILE, True)


@pytest.mark.parametrize(
    ("mode", "access"),
    [
        ("r", "read"),
        ("rb", "read"),
        ("w", "write"),
        ("a", "write"),
        ("x", "write"),
        ("r+", "write"),
        ("r:xz", "read"),
        ("w|gz", "write"),
        (None, "read"),
    ],
)
def test_a_mode_decides_whether_a_file_is_read_or_written(mode, access):
    opened = entry({"effect": "file", "access": "read", "access_by": [1, "mode"]})

    assert opened.access_for(mode) == access


@pytest.mark.parametrize(
    ("statement", "access"),
    [
        ("select 1", "read"),
        ("  SELECT\n1", "read"),
        ("(select 1)", "read"),
        ("with a as (select 1) select * from a", "read"),
        ("with a as (select 1) insert into b select * from a", "write"),
        ("insert into a values (1)", "write"),
        ("sqlalchemy.Select", "read"),
        ("sqlalchemy.Insert", "write"),
        ("", "write"),
        (None, "write"),
    ],
)
def test_the_first_word_decides_whether_a_statement_reads_or_writes(statement, access):
    execute = entry({"effect": "database", "access": "write", "access_by": [0]})

    assert execute.access_for(statement) == access


def test_the_method_decides_whether_a_request_reads_or_writes():
    request = entry({"effect": "network", "access": "write", "access_by": [0, "method"]})

    assert [request.access_for(m) for m in ("get", "HEAD", "POST")] == ["read", "read", "write"]


def test_without_such_an_argument_the_access_stays_what_it_is():
    assert entry("file read").access_for("w") == "read"


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({"efect": "clock"}, "unknown field 'efect'; did you mean 'effect'?"),
        ({"zzz": "clock"}, "unknown field 'zzz', known are effect, access"),
        ({"effect": "clok"}, "effect is 'clok'; did you mean 'clock'?"),
        ({"effect": "weather"}, "effect is 'weather', known are clock, random"),
        ("clok", "effect is 'clok'"),
        ("file", "effect 'file' needs an access: 'read' or 'write'"),
        ("file sideways", "access is 'sideways'"),
        ({"access": "read"}, "field 'access' says nothing without an effect"),
        ({"effect": "clock", "when": "sometimes"}, "when is 'sometimes'"),
        ({"result": "stale"}, "result is 'stale'"),
        ({"returns": "datetime"}, "returns is 'datetime', but should be an absolute dotted name"),
        ({"calls": 0}, "calls is 0, but should list positions and keywords"),
        ({"calls": [-1]}, "calls has -1, which is no position and no keyword"),
        ({"calls": [True]}, "calls has True, which is no position and no keyword"),
        ({"attribute": "yes"}, "attribute is 'yes', but can only be true or false"),
        ({"since": "new"}, "since is 'new', but should be a version such as '3.12'"),
        (7, "expected a string or a table, found 7"),
    ],
)
def test_what_the_schema_does_not_know_is_refused_by_name(value, complaint):
    with pytest.raises(CatalogueError) as caught:
        entry(value)

    assert str(caught.value).startswith('acme.toml: "acme.call": ')
    assert complaint in str(caught.value)
