"""Looking names up as programs spell them."""

import pytest

from samepath.effects import Effect
from samepath.rules.dialects import DialectError, DialectTable, load_dialects


@pytest.fixture(scope="module")
def table():
    return DialectTable(load_dialects())


@pytest.fixture(scope="module")
def engines(table):
    return {dialect.name: dialect for dialect in table.dialects}


@pytest.mark.parametrize(
    ("spelled", "canonical"),
    [
        ("dbos._dbos.DBOS.step", "dbos.DBOS.step"),
        ("dbos._core.WorkflowHandlePolling.get_result", "dbos.WorkflowHandle.get_result"),
        ("dbos._dbos.WorkflowHandleAsync", "dbos.WorkflowHandleAsync"),
        ("temporalio.workflow._context.now", "temporalio.workflow.now"),
        (
            "azure.durable_functions.decorators.durable_app.DFApp.activity_trigger",
            "azure.durable_functions.Blueprint.activity_trigger",
        ),
        (
            "azure.durable_functions.models.DurableOrchestrationContext",
            "azure.durable_functions.DurableOrchestrationContext",
        ),
        (
            "azure.durable_functions.models.RetryOptions.RetryOptions",
            "azure.durable_functions.RetryOptions",
        ),
        (
            "durabletask.task.CancellableTask",
            "durabletask.task.Task",
        ),
        (
            "aws_durable_execution_sdk_python.context.DurableContext",
            "aws_durable_execution_sdk_python.DurableContext",
        ),
        (
            "aws_durable_execution_sdk_python.types.DurableContext.map",
            "aws_durable_execution_sdk_python.DurableContext.map",
        ),
        ("acme.flows.pay", "acme.flows.pay"),
        ("dbosify.workflow.defn", "dbosify.workflow.defn"),
    ],
)
def test_other_spellings_lead_to_one_name(table, spelled, canonical):
    assert table.canonical(spelled) == canonical
    assert table.canonical(canonical) == canonical


def test_aliases_that_go_round_in_a_circle_come_to_an_end(engines):
    from dataclasses import replace

    dizzy = replace(engines["dbos"], aliases={"dbos.a": "dbos.b", "dbos.b": "dbos.a"})
    assert DialectTable([dizzy]).canonical("dbos.a.x") in {"dbos.a.x", "dbos.b.x"}


def test_a_name_belongs_to_the_engine_whose_package_it_is_in(table):
    assert table.dialect("temporalio.common.RetryPolicy").name == "temporal"
    assert table.dialect("durabletask.client.TaskHubGrpcClient").name == "durabletask"
    assert table.dialect("azure.storage.blob.BlobClient") is None
    assert table.dialect("asyncio.sleep") is None


def test_members_of_a_subclass_are_those_of_its_base(table):
    dialect, role = table.role("azure.durable_functions.DFApp.orchestration_trigger")
    assert (dialect.name, role.kind, role.context_keyword) == ("azure", "workflow", "context_name")
    scheduler = "durabletask.azuremanaged.worker.DurableTaskSchedulerWorker.add_activity"
    assert table.role(scheduler)[1].kind == "step"


def test_names_of_others_mean_something_within_an_engine_only(table, engines):
    assert table.operation("asyncio.sleep") is None
    assert table.operation("asyncio.sleep", engines["dbos"]) is None
    dialect, operation = table.operation("asyncio.sleep", engines["temporal"])
    assert (dialect.name, operation.kind) == ("temporal", "timer")


def test_an_engine_is_recognised_within_another(table, engines):
    assert table.operation("dbos.DBOS.send", engines["temporal"])[0].name == "dbos"


def test_what_no_table_says_is_none(table, engines):
    for name in ("acme.flows.pay", "dbos.DBOS.unheard_of", "open", ""):
        found = (table.role(name), table.operation(name), table.stable(name), table.makes(name))
        assert found == (None, None, None, None)
        assert not table.is_guard(name)
        assert table.forbidden(name, engines["dbos"]) is None


def test_a_star_stands_for_every_member(table):
    assert "client" in table.unrecorded("dbos.DBOSClient.retrieve_workflow")[1].why
    assert table.unrecorded("dbos.DebouncerClient.debounce") is not None
    assert table.unrecorded("dbos.DBOSClientele.retrieve_workflow") is None


def test_guards_and_contexts_are_known_under_every_name(table):
    assert table.is_guard("durabletask.task.OrchestrationContext.is_replaying")
    assert table.is_guard("temporalio.workflow.unsafe.is_replaying")
    assert not table.is_guard("temporalio.workflow.unsafe.is_read_only")
    assert table.context_type("durabletask.task.OrchestrationContext").name == "durabletask"
    assert table.context_type("aws_durable_execution_sdk_python.types.DurableContext").name == "aws"
    assert table.context_type("dbos.DBOS") is None


def test_stable_values_have_their_type(table):
    assert table.stable("temporalio.workflow.now")[1] == "datetime.datetime"
    assert table.stable("temporalio.workflow.memo")[1] == ""
    assert table.stable("dbos.DBOS.workflow_id")[1] == "str"


def test_a_factory_tells_what_it_makes(table):
    assert table.makes("dbos.DBOS.register_queue")[1] == "dbos.Queue"
    assert table.makes("azure.durable_functions.DFApp")[1] == "azure.durable_functions.Blueprint"


def test_files_are_found_by_the_last_part_of_a_module(table):
    assert {b"dbos", b"durable_functions", b"durabletask", b"temporalio"} <= set(table.modules)


def test_where_that_part_is_a_common_word_the_dialect_names_another(table):
    assert {b"dapr", b"mistralai"} <= set(table.modules)
    assert not {b"workflow", b"workflows"} & set(table.modules)


def test_members_of_what_a_decorator_leaves_behind_are_spoken_of(table):
    task = table.role("hatchet_sdk.Hatchet.task")[1]
    assert table.speaks_of(f"{task.returns}.aio_run")
    assert table.speaks_of(f"{task.returns}.run")
    assert not table.speaks_of(f"{task.returns}.fly")
    assert not table.speaks_of("acme.Task.aio_run")


def test_a_call_is_replaced_by_its_own_words_and_else_by_those_of_its_effect(table, engines):
    temporal = engines["temporal"]
    own = table.replacement(temporal, "time.time_ns", Effect.CLOCK)
    general = table.replacement(temporal, "acme.clock.read", Effect.CLOCK)
    assert (own.text, general.text) == ("workflow.time_ns()", "`workflow.now()`")
    assert table.replacement(temporal, "acme.clock.read") is None


def test_a_replacement_names_call_argument_and_context(table, engines):
    wait = table.replacement(engines["aws"], "time.sleep")
    assert wait.spelled("time.sleep(5)", ["5"], "ctx") == "ctx.wait(Duration.from_seconds(5))"
    sleep = table.replacement(engines["dbos"], "time.sleep")
    assert sleep.spelled("time.sleep(n)", ["n"]) == "DBOS.sleep(n)"
    assert sleep.spelled("time.sleep(n)", ["n"], in_async=True) == "await DBOS.sleep_async(n)"
    assert sleep.spelled() == "DBOS.sleep(...)"


def test_users_add_their_own_names(table):
    marked = table.with_markers(
        {
            "acme.flows.workflow": {"dialect": "dbos", "role": "workflow", "form": "called"},
            "acme.flows.once": {"dialect": "aws", "operation": "step", "runs": [[0, "function"]]},
            "acme.flows.today": {"dialect": "temporal", "stable": "datetime.date"},
        }
    )
    assert marked.role("acme.flows.workflow")[1].form == "called"
    dialect, operation = marked.operation("acme.flows.once")
    assert (dialect.name, operation.runs) == ("aws", ((0, "function"),))
    assert marked.stable("acme.flows.today")[1] == "datetime.date"
    assert marked.role("dbos.DBOS.step")[0].roles.keys() >= {"acme.flows.workflow"}
    assert table.role("acme.flows.workflow") is None


def test_what_names_a_marker_is_a_seed_too(table):
    once = table.with_markers({"acme.workflow": {"dialect": "dbos", "role": "workflow"}})
    twice = once.with_markers({"acme.step": {"dialect": "dbos", "role": "step"}})
    assert twice.modules == (*table.modules, b"workflow", b"step")
    assert twice.role("acme.workflow")[1].kind == "workflow"


@pytest.mark.parametrize(
    ("name", "said", "message"),
    [
        ("acme.f", {"role": "step"}, "acme.toml: markers.acme.f: 'dialect' is missing"),
        ("acme.f", {"dialect": "x", "role": "step"}, "acme.f.dialect: unknown value 'x', known"),
        ("acme.f", {"dialect": "dbos"}, "acme.f: expected exactly one of role, operation, stable"),
        (
            "acme.f",
            {"dialect": "dbos", "role": "step", "stable": ""},
            "acme.f: expected exactly one of role, operation, stable",
        ),
        ("acme.f", {"dialect": "dbos", "role": "stepp"}, "acme.f.role: unknown value 'stepp'"),
        ("acme.f", {"dialect": "dbos", "operation": 1}, "acme.f.operation: unknown value 1, known"),
        ("acme.f", {"dialect": "dbos", "role": "step", "kind": "step"}, "unknown key 'kind'"),
        ("acme.f", {"dialect": "dbos", "role": "step", "a": 1}, "acme.f: unknown key 'a', known"),
        ("acme.f", {"dialect": "dbos", "stable": "int", "a": 1}, "acme.f: unknown key 'a'"),
        ("acme.f", "step", "markers.acme.f: expected a table, got 'step'"),
        ("step", {"dialect": "dbos", "role": "step"}, "expected a dotted name such as"),
        ("acme.a-b", {"dialect": "dbos", "role": "step"}, "expected a dotted name such as"),
    ],
)
def test_a_marker_that_says_something_unknown_is_an_error_with_its_place(
    table, name, said, message
):
    with pytest.raises(DialectError, match=message):
        table.with_markers({name: said}, "acme.toml")
