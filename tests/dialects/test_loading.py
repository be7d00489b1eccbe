"""The files, and what is said about one that says something unknown."""

import pytest

from samepath.effects import Effect
from samepath.rules.dialects import (
    DialectError,
    DialectTable,
    available_dialects,
    dialect_heads,
    load_dialects,
)
from samepath.rules.dialects.closed import KINDS
from samepath.rules.dialects.derived import derived
from samepath.rules.dialects.load import parse_dialect
from tests.dialects.codecs import VALUES

DIALECTS = {dialect.name: dialect for dialect in load_dialects(available_dialects())}
OFF = {"langgraph", "prefect"}

WHOLE = """
title = "Acme"
packages = ["acme==1"]
modules = ["acme"]
key = "position"
compares = ["name"]
on_mismatch = "raise"
arguments = "copies"
first_result = "decoded"
globals = "process"
asyncio = "none"
guards = []
context_types = []
words = {workflow = "flow"}
aliases = {"acme.deep.Flow" = "acme.Flow"}

[[roles]]
of = "acme"
names = ["flow", "Flow.body"]
kind = "workflow"

[[operations]]
names = ["acme.call"]
kind = "step"
identity = [[0, "function"], "name"]
"""

DERIVED = """
title = "Acme"
packages = ["acme==1"]
modules = ["acme"]
extends = "temporal"
globals = "process"
without = ["temporalio.workflow.NexusClient.*", "temporalio.workflow.uuid7"]

[rename]
"temporalio" = "acme"
"temporalio.workflow" = "acme.flow"
"temporalio.workflow.ChildWorkflowHandle" = "acme.flow.ChildHandle"

[[operations]]
names = ["acme.flow.extra"]
kind = "step"
"""


def test_all_dialects_are_on_but_those_of_engines_that_need_no_same_path():
    assert {dialect.name for dialect in load_dialects()} == set(DIALECTS) - OFF
    assert [dialect.name for dialect in load_dialects(["langgraph"])] == ["langgraph"]


@pytest.mark.parametrize("head", dialect_heads(), ids=lambda head: head.name)
def test_the_first_lines_of_a_file_say_what_the_whole_of_it_says(head):
    dialect = DIALECTS[head.name]
    assert (head.modules, head.default) == (dialect.modules, dialect.default)
    assert head.words == DialectTable([dialect]).modules


def test_first_lines_name_the_dialects_that_are_on_without_reading_them():
    assert [head.name for head in dialect_heads()] == list(available_dialects())
    assert {head.name for head in dialect_heads() if not head.default} == OFF


def test_a_dialect_can_be_had_alone():
    (dbos,) = load_dialects(["dbos"])
    assert dbos is DIALECTS["dbos"]


def test_an_unknown_dialect_is_named_beside_the_known_ones():
    with pytest.raises(DialectError, match="unknown dialect 'dboss', known are absurd, aws, azure"):
        load_dialects(["dbos", "dboss"])


def test_a_dialect_that_is_off_comes_only_when_asked_for():
    off = parse_dialect("acme", WHOLE.replace("\n[[", "\ndefault = false\n[[", 1), "acme.toml")
    assert not off.default


def test_names_of_a_group_share_what_is_said():
    acme = parse_dialect("acme", WHOLE, "acme.toml")
    assert acme.roles["acme.flow"] is acme.roles["acme.Flow.body"]
    assert acme.operations["acme.call"].identity == ((0, "function"), ("name",))


@pytest.mark.parametrize(
    ("said", "instead", "message"),
    [
        ('title = "Acme"', "", r"acme.toml: 'title' is missing"),
        ('title = "Acme"', 'title = ""', r"acme.toml.title: expected a string, got ''"),
        ('title = "Acme"', 'titel = "A"\ntitle = "Acme"', r"acme.toml: unknown key 'titel', known"),
        ('title = "Acme"', "title =", r"acme.toml: "),
        ('key = "position"', 'key = "place"', r"acme.toml.key: unknown value 'place', known are p"),
        ('["name"]', '["nam"]', r"acme.toml.compares\[0\]: unknown value 'nam', known are name"),
        ('["name"]', '"name"', r"acme.toml.compares: expected a list of strings, got 'name'"),
        ("guards = []", "guards = [1]", r"acme.toml.guards\[0\]: expected a string, got 1"),
        ("guards = []", 'guards = ["g", "g"]', r"acme.toml.guards: 'g' is there twice"),
        ("guards = []", "default = 1\nguards = []", r"acme.toml.default: expected true or false"),
        ("words = {workflow", "words = 1 #", r"acme.toml.words: expected a table, got 1"),
        (
            "words = {workflow =",
            "words = {workflow = 1, w =",
            r"acme.toml.words.workflow: expected",
        ),
        ('kind = "workflow"', 'kind = "flow"', r"roles\[0\].kind: unknown value 'flow', known are"),
        ('kind = "workflow"', "", r"acme.toml: roles\[0\]: 'kind' is missing"),
        ('kind = "workflow"', 'kind = "step"\nfrom = 1', r"roles\[0\]: unknown key 'from', known"),
        ('"Flow.body"]', '"flow"]', r"roles\[0\].names: 'flow' is there twice"),
        ('names = ["flow", "Flow.body"]', "", r"roles\[0\]: 'names' is missing"),
        (
            'kind = "step"',
            'kind = "step"\nreturns = 1',
            r"operations\[0\].returns: expected a string, got 1",
        ),
        ('[[0, "function"]', "[[]", r"operations\[0\].identity\[0\]: expected a position or a key"),
        ('[[0, "function"]', "[-1", r"operations\[0\].identity\[0\]: expected a position or a key"),
        ('[[0, "function"]', "[true", r"operations\[0\].identity\[0\]: expected a position or a"),
        ('[[0, "function"], "name"]', "0", r"operations\[0\].identity: expected a list of argum"),
        ('identity = [[0, "function"], "name"]', "joins = 1", r"joins: expected true or false"),
        (
            'kind = "step"',
            'kind = "call"',
            r"operations\[0\].kind: unknown value 'call', known are",
        ),
        (
            'kind = "step"',
            'kind = "step"\npasses = ["int"]',
            r"'passes' says what the callables of",
        ),
        ("[[operations]]", "[operations]", r"acme.toml: operations: expected a list of tables"),
    ],
)
def test_what_is_unknown_is_said_with_file_and_key(said, instead, message):
    assert said in WHOLE
    with pytest.raises(DialectError, match=message):
        parse_dialect("acme", WHOLE.replace(said, instead, 1), "acme.toml")


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ('[[roles]]\nnames = ["a.b"]\nkind = "step"\nform = "register"', "'argument' belongs to"),
        ('[[roles]]\nnames = ["a.b"]\nkind = "step"\nargument = 0', "'argument' belongs to"),
        ('[[roles]]\nnames = ["acme.flow"]\nkind = "step"', "'acme.flow' is there twice"),
        ('[[stable]]\nnames = ["a.b"]', r"stable\[0\]: 'type' is missing"),
        ('[[stable]]\nnames = ["a.b"]\ntype = ""\nwhy = "x"', r"stable\[0\]: unknown key 'why'"),
        ('[[unrecorded]]\nnames = ["a.b"]\nwhy = ""', r"unrecorded\[0\].why: expected a string"),
        ('[[forbidden]]\nnames = ["a.b"]', r"forbidden\[0\]: 'why' is missing"),
        ('[[makes]]\nnames = ["a.b"]\ntype = ""', r"makes\[0\].type: expected a string"),
        ('[[replacements]]\nnames = ["clocks"]\ntext = "x"', "'clocks' is no effect and no dotted"),
        ('[[replacements]]\nnames = ["clock"]\ntext = 1', r"replacements\[0\].text: expected a"),
    ],
)
def test_a_group_too_says_only_what_the_schema_knows(group, message):
    with pytest.raises(DialectError, match=message):
        parse_dialect("acme", f"{WHOLE}\n{group}\n", "acme.toml")


def test_a_group_is_a_table():
    source = WHOLE.partition("[[roles]]")[0] + "roles = [1]"
    with pytest.raises(DialectError, match=r"acme.toml: roles\[0\]: expected a table, got 1"):
        parse_dialect("acme", source, "acme.toml")


def test_what_values_become_in_a_record_is_said_of_kinds_that_can_be_looked_up():
    assert {*KINDS} == {*VALUES}


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_no_name_has_two_meanings(dialect):
    tables = [dialect.operations, dialect.stable, dialect.unrecorded, dialect.forbidden]
    names = [name for table in tables for name in table]
    assert sorted(names) == sorted(set(names))
    assert not {*dialect.roles} & ({*names} | {*dialect.makes} - {*dialect.roles})


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_the_tables_speak_of_canonical_names_only(dialect):
    said = {*dialect.roles, *dialect.operations, *dialect.stable, *dialect.unrecorded}
    said |= {*dialect.guards, *dialect.context_types, *dialect.makes}
    assert not [
        (name, alias)
        for name in said
        for alias in dialect.aliases
        if name == alias or name.startswith(f"{alias}.")
    ]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_every_type_that_is_promised_has_members_that_are_known(dialect):
    roles, operations = dialect.roles.values(), dialect.operations.values()
    promised = {role.context_type for role in roles} | {role.returns for role in roles}
    promised |= {kind for said in operations for kind in (said.returns, said.pending)}
    promised |= set(dialect.makes.values())
    promised = {kind for kind in promised if kind.startswith(dialect.modules)}
    members = {*dialect.roles, *dialect.operations, *dialect.stable, *dialect.unrecorded}
    owners = {name.rpartition(".")[0] for name in members}
    pure = tuple(name.removesuffix("*") for name in dialect.pure)
    assert not [kind for kind in promised - owners if kind and not kind.startswith(pure)]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_there_is_something_to_write_instead_of_all_but_orders_and_identity(dialect):
    orders = {Effect.ORDER, Effect.LISTING, Effect.ROWS}
    plain = {*orders, Effect.OBJECT_IDENTITY, Effect.REPLAY}
    assert not [effect for effect in set(Effect) - plain if effect not in dialect.replacements]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_what_to_write_instead_is_spelled_out_to_the_last_brace(dialect):
    for said in dialect.replacements.values():
        for in_async in (False, True):
            text = said.spelled("now()", ["5"], "ctx", in_async=in_async)
            assert not [mark for mark in ("{call}", "{0}", "{context}") if mark in text]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_what_is_gone_is_spoken_of(dialect):
    tables = (dialect.roles, dialect.operations, dialect.stable, dialect.forbidden)
    tables += (dialect.unrecorded, dialect.makes, dialect.aliases)
    said = {name for table in tables for name in table} | {*dialect.stable.values()}
    assert {*dialect.gone} <= said


def test_a_dialect_can_be_another_one_under_other_names():
    acme = parse_dialect("acme", DERIVED, "acme.toml")
    assert acme.roles["acme.flow.run"] == DIALECTS["temporal"].roles["temporalio.workflow.run"]
    assert acme.operations["acme.flow.start_child_workflow"].returns == "acme.flow.ChildHandle"
    assert acme.operations["asyncio.sleep"].kind == "timer"
    assert acme.operations["acme.flow.extra"].kind == "step"
    assert acme.replacements["clock"].imports == "from acme import workflow"
    assert (acme.name, acme.title, acme.globals) == ("acme", "Acme", "process")
    assert acme.words == DIALECTS["temporal"].words


def test_a_derived_dialect_leaves_out_what_the_other_engine_has_not():
    acme = parse_dialect("acme", DERIVED, "acme.toml")
    assert "acme.flow.uuid7" not in acme.stable
    assert not [name for name in acme.operations if "NexusClient" in name]
    assert not [name for name in acme.operations if "temporalio" in name]


def test_renaming_takes_whole_names_the_longest_first():
    base = parse_dialect("acme", WHOLE, "acme.toml")
    short = derived("b", base, {"acme": "b", "acme.Flow": "b.Deep.Flow"}, (), {})
    assert set(short.roles) == {"b.flow", "b.Deep.Flow.body"}
    assert short.aliases == {"b.deep.Flow": "b.Deep.Flow"}
    assert derived("b", base, {"ac": "b"}, (), {}).modules == ("acme",)


@pytest.mark.parametrize(
    ("said", "instead", "message"),
    [
        ('"temporal"', '"temporall"', "acme.toml.extends: there is no other dialect 'temporall'"),
        ('"temporal"', '"acme"', "acme.toml.extends: there is no other dialect 'acme'"),
        ('modules = ["acme"]', "", "acme.toml: 'modules' is missing"),
        ("[rename]", "[renames]", "acme.toml: 'rename' is missing"),
        ("without =", "with_out =", "acme.toml: unknown key 'with_out', known are title"),
        ("without = [", "without = [1, ", r"acme.toml.without\[0\]: expected a string, got 1"),
        ('"temporalio" = "acme"', '"temporalio" = 1', "acme.toml.rename.temporalio: expected a"),
    ],
)
def test_a_derived_dialect_too_says_only_what_the_schema_knows(said, instead, message):
    assert said in DERIVED
    with pytest.raises(DialectError, match=message):
        parse_dialect("acme", DERIVED.replace(said, instead, 1), "acme.toml")


def test_every_dialect_has_its_own_words():
    keys = {"workflow", "step", "operation", "replay", "mismatch"}
    assert {name for name, dialect in DIALECTS.items() if dialect.words.keys() != keys} == set()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('[misuses.nesting]\nconsequence = "leaks"\nwhy = "a"\ninstead = "b"', "'nesting'"),
        ('[misuses.operation-in-step]\nconsequence = "leaks"\nwhy = "a"', "'instead' is missing"),
        (
            '[misuses.operation-in-step]\nconsequence = "bad"\nwhy = "a"\ninstead = "b"',
            "unknown value 'bad'",
        ),
        ("[misuses]\noperation-in-step = 3", "misuses.operation-in-step: expected a table"),
    ],
)
def test_what_an_engine_minds_says_consequence_reason_and_what_to_do(said, message):
    with pytest.raises(DialectError, match=message):
        parse_dialect("acme", WHOLE.replace("[[roles]]", f"{said}\n[[roles]]", 1), "acme.toml")
