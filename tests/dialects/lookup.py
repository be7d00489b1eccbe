"""Every name and argument that a dialect speaks of, looked up in the SDK itself.

Runs where the SDKs of sdks.txt are installed, and says loudly what it could not look up.
"""

import ast
import importlib
import inspect
import warnings
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import pytest

from samepath.rules.dialects import (
    Dialect,
    DialectTable,
    Operation,
    Selector,
    available_dialects,
    load_dialects,
)

DIALECTS = {dialect.name: dialect for dialect in load_dialects(available_dialects())}

LATER = {"tasks"}
"""Parameters that a newer version has named anew."""

ELSEWHERE = (
    "agents.",
    "azure.durable_functions.DurableFunctionsClient",
    "azure.durable_functions.RetryPolicy",
    "azure.durable_functions.SyncDurableFunctionsClient",
    "azure.durable_functions.internal",
    "azure.durable_functions.openai_agents",
    "dbos_openai_agents",
    "langgraph.graph.state",
    "opentelemetry",
    "prefect.runtime",
    "pydantic_ai",
    "restate.ext",
    "temporalio.contrib.langgraph.graph",
)
"""What a newer version or an extra brings."""


SURFACES = {
    "absurd": ("absurd_sdk.TaskContext", "absurd_sdk.AsyncTaskContext"),
    "aws": ("aws_durable_execution_sdk_python", "aws_durable_execution_sdk_python.DurableContext"),
    "azure": (
        "azure.durable_functions.DurableOrchestrationContext",
        "durabletask.task.OrchestrationContext",
    ),
    "cadence": ("cadence.workflow", "cadence.workflow.ChildWorkflowFuture"),
    "dapr": (
        "dapr.ext.workflow",
        "dapr.ext.workflow.DaprWorkflowContext",
        "dapr.ext.workflow._durabletask.deterministic.DeterministicContextMixin",
    ),
    "dbosify": ("dbosify.workflow", "dbosify.workflow.unsafe"),
    "hatchet": (
        "hatchet_sdk.DurableContext",
        "hatchet_sdk.runnables.workflow.Standalone",
        "hatchet_sdk.runnables.workflow.Workflow",
    ),
    "inngest": (
        "inngest.Inngest",
        "inngest.Step",
        "inngest.StepSync",
        "inngest._internal.step_lib.Group",
    ),
    "langgraph": (),
    "mistral": (
        "mistralai.workflows",
        "mistralai.workflows.workflow",
        "mistralai.workflows.workflow.unsafe",
    ),
    "prefect": ("prefect.tasks.Task",),
    "restate": (
        "restate",
        "restate.Context",
        "restate.DurablePromise",
        "restate.ScopedContext",
        "restate.SendHandle",
        "restate.WorkflowContext",
        "restate.WorkflowSharedContext",
    ),
    "samepath": ("samepath.runtime_guard", "samepath.Child"),
    "dbos": (
        "dbos",
        "dbos.DBOS",
        "dbos.Debouncer",
        "dbos.Queue",
        "dbos.SQLAlchemyDatasource",
        "dbos.StepReservation",
        "dbos.WorkflowHandle",
    ),
    "temporal": (
        "temporalio.workflow",
        "temporalio.workflow.ExternalWorkflowHandle",
        "temporalio.workflow.NexusClient",
        "temporalio.workflow.unsafe",
    ),
}
"""Where an SDK keeps what workflow code calls."""

MAKE_VALUES = {
    "absurd": set(),
    "aws": {
        "aws_durable_execution_sdk_python.complete_batch",
        "aws_durable_execution_sdk_python.continue_batch",
        "aws_durable_execution_sdk_python.DurableContext.create_child_context",
        "aws_durable_execution_sdk_python.DurableContext.from_lambda_context",
        "aws_durable_execution_sdk_python.DurableContext.set_logger",
    },
    "azure": {"azure.durable_functions.DurableOrchestrationContext.from_json"},
    "cadence": {
        "cadence.workflow.TypedDict",
        "cadence.workflow.abstractmethod",
        "cadence.workflow.cast",
        "cadence.workflow.contextmanager",
        "cadence.workflow.dataclass",
    },
    "dapr": set(),
    "dbosify": {
        "dbosify.workflow.dataclass",
        "dbosify.workflow.field",
        "dbosify.workflow.overload",
        "dbosify.workflow.register_random_seed_callback",
    },
    "hatchet": {
        "hatchet_sdk.runnables.workflow.Standalone.aio_mock_run",
        "hatchet_sdk.runnables.workflow.Standalone.create_bulk_run_item",
        "hatchet_sdk.runnables.workflow.Standalone.mcp_tool",
        "hatchet_sdk.runnables.workflow.Standalone.mock_run",
        "hatchet_sdk.runnables.workflow.Standalone.to_proto",
        "hatchet_sdk.runnables.workflow.Workflow.add_task",
        "hatchet_sdk.runnables.workflow.Workflow.create_bulk_run_item",
        "hatchet_sdk.runnables.workflow.Workflow.mcp_tool",
        "hatchet_sdk.runnables.workflow.Workflow.to_proto",
    },
    "inngest": {"inngest.Inngest.add_middleware", "inngest.Inngest.set_logger"},
    "langgraph": set(),
    "mistral": {
        "mistralai.workflows.Depends",
        "mistralai.workflows.activity_heartbeat",
        "mistralai.workflows.discover_all_workflows_in_package",
        "mistralai.workflows.extend_path",
        "mistralai.workflows.get_registered_workflow_names",
        "mistralai.workflows.get_workflow_definition",
        "mistralai.workflows.get_workflow_registration_ref",
        "mistralai.workflows.run_activities_locally",
        "mistralai.workflows.run_sticky_worker_session",
        "mistralai.workflows.run_worker",
    },
    "prefect": {
        "prefect.tasks.Task.aserve",
        "prefect.tasks.Task.create_local_run",
        "prefect.tasks.Task.create_run",
        "prefect.tasks.Task.on_commit",
        "prefect.tasks.Task.on_completion",
        "prefect.tasks.Task.on_failure",
        "prefect.tasks.Task.on_rollback",
        "prefect.tasks.Task.on_running",
        "prefect.tasks.Task.serve",
    },
    "restate": {
        "restate.app",
        "restate.asynccontextmanager",
        "restate.connect",
        "restate.create_test_harness",
        "restate.is_internal_exception",
        "restate.test_harness",
        "restate.with_connection",
    },
    "samepath": {
        "samepath.runtime_guard.current_step",
        "samepath.runtime_guard.recordable",
        "samepath.runtime_guard.register",
    },
    "dbos": {
        "dbos.make_pydantic_args_validator",
        "dbos.pydantic_args_validator",
        "dbos.run_dbos_database_migrations",
    },
    "temporal": {
        "temporalio.workflow.create_event_group",
        "temporalio.workflow.register_random_seed_callback",
        "temporalio.workflow.unsafe.current_import_notification_policy_override",
        "temporalio.workflow.unsafe.sandbox_import_notification_policy",
    },
}
"""What has no say in a history, so that the dialects need not name it."""


@pytest.fixture(params=DIALECTS.values(), ids=DIALECTS)
def dialect(request):
    dialect = request.param
    for package in dialect.packages:
        name, _, wanted = package.partition("==")
        try:
            found = version(name)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed: no name of the dialect was looked up")
        if found != wanted:
            pytest.skip(f"{name} {found} is installed, the dialect was read from {wanted}")
    return dialect


def test_every_name_exists(dialect):
    missing = [
        name for name in names_of(dialect) if not any(map(resolve, spellings(dialect, name)))
    ]
    assert missing == []


def test_what_is_gone_is_gone(dialect):
    assert [name for name in dialect.gone if resolve(name) is not None] == []


def test_every_function_that_workflows_may_call_is_spoken_of(dialect):
    table = DialectTable([dialect])
    unsaid = [
        f"{owner}.{name}"
        for owner in SURFACES[dialect.name]
        for name, found in inspect.getmembers_static(resolve(owner))
        if not name.startswith("_") and is_function(found)
        if not is_said(table, dialect, f"{owner}.{name}")
    ]
    assert set(unsaid) == MAKE_VALUES[dialect.name]


def test_every_alias_leads_from_one_existing_name_to_another(dialect):
    missing = [
        name
        for pair in dialect.aliases.items()
        for name in pair
        if resolve(name) is None and not name.startswith(ELSEWHERE)
    ]
    assert missing == []


def test_every_argument_stands_where_the_dialect_says(dialect):
    wrong = [
        (name, selector)
        for name, selectors in arguments_of(dialect)
        for selector in selectors
        if not selects(dialect, name, selector)
    ]
    assert wrong == []


def test_every_option_is_taken_by_one_of_the_calls_that_share_it(dialect):
    shared: dict[Operation, list[str]] = {}
    for name, operation in dialect.operations.items():
        shared.setdefault(operation, []).append(name)
    wrong = [
        (names, selector)
        for operation, names in shared.items()
        for selector in operation.ignored
        if not any(selects(dialect, name, selector) for name in names)
    ]
    assert wrong == []


def is_function(found: object) -> bool:
    return inspect.isfunction(found) or isinstance(found, classmethod | staticmethod)


def is_said(table: DialectTable, dialect: Dialect, name: str) -> bool:
    ask = (table.role, table.operation, table.stable, table.unrecorded, table.makes)
    found = any(look_up(name) for look_up in ask) or table.is_guard(name)
    return found or table.forbidden(name, dialect) is not None


def names_of(dialect: Dialect) -> Iterator[str]:
    """Yield what a dialect says about the SDK that its version still has."""
    types = {
        *(role.context_type for role in dialect.roles.values()),
        *(role.returns for role in dialect.roles.values()),
        *(operation.returns for operation in dialect.operations.values()),
        *(operation.pending for operation in dialect.operations.values()),
        *(kind for operation in dialect.operations.values() for kind in operation.passes),
        *dialect.stable.values(),
        *dialect.makes.values(),
    }
    said = {
        *dialect.roles,
        *dialect.operations,
        *dialect.stable,
        *dialect.unrecorded,
        *dialect.makes,
        *dialect.pure,
        *dialect.forbidden,
        *dialect.guards,
        *dialect.context_types,
        *dialect.suspensions,
        *dialect.mismatches,
        *dialect.unsandboxed,
        *dialect.passed_through,
        *(name for name in dialect.replacements if "." in name and name != "uuid.uuid7"),
        *types,
    }
    for name in sorted(said - {*dialect.gone, ""}):
        if not name.startswith(ELSEWHERE):
            yield name.removesuffix(".*")


def spellings(dialect: Dialect, name: str) -> Iterator[str]:
    """Yield a name, and the same as a member of what is an alias of what it lies in."""
    yield name
    for alias, canonical in dialect.aliases.items():
        if name == canonical or name.startswith(f"{canonical}."):
            yield alias + name[len(canonical) :]


def resolve(name: str) -> object | None:
    """Return what a dotted name stands for, or None."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        return members(found, parts[end:])
    return members(importlib.import_module("builtins"), parts)


def members(owner: object, parts: list[str]) -> object | None:
    for part in parts:
        found = inspect.getattr_static(owner, part, None)
        if found is None and inspect.ismodule(owner):
            found = getattr(owner, part, None)
        if found is None:
            return "attribute" if part in attributes(owner) else None
        owner = found.__func__ if isinstance(found, classmethod | staticmethod) else found
    return owner


def attributes(owner: object) -> set[str]:
    """Return the attributes that a class annotates, or sets when it is made."""
    if not isinstance(owner, type):
        return set()
    found = {name for base in owner.__mro__ for name in getattr(base, "__annotations__", ())}
    source = ast.parse(inspect.cleandoc("\n" + inspect.getsource(owner)))
    return found | {
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }


def arguments_of(dialect: Dialect) -> Iterator[tuple[str, tuple[Selector, ...]]]:
    for name, operation in dialect.operations.items():
        yield (
            name,
            (
                *operation.identity,
                *(() if operation.decorator else operation.runs),
                *operation.replays,
                *operation.only_with,
                *operation.read_only,
            ),
        )
    for name, role in dialect.roles.items():
        registered = (role.argument,) if role.argument else ()
        keyword = ((role.context_keyword,),) if role.context_keyword else ()
        named = (role.name_keyword,) if role.name_keyword else ()
        sandbox = ((role.sandbox_keyword,),) if role.sandbox_keyword else ()
        yield name, (*registered, *keyword, *named, *sandbox, *role.read_only)


def selects(dialect: Dialect, name: str, selector: Selector) -> bool:
    """Tell whether each of the ways to pass an argument exists in one of the spellings."""
    if name in dialect.gone:
        return True
    found = [made for made in map(resolve, spellings(dialect, name)) if callable(made)]
    ways = {way for callee in found for way in ways_to_pass(callee, selector)}
    return bool(found) and ways >= set(selector) - LATER


def ways_to_pass(callee: object, selector: Selector) -> Iterator[int | str]:
    """Yield the position, if one of the keywords stands there, and the keywords that are taken."""
    parameters = [
        parameter
        for parameter in inspect.signature(callee).parameters.values()
        if parameter.name not in {"self", "cls"}
    ]
    takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    for way in selector:
        if isinstance(way, str):
            found = takes_any or any(parameter.name == way for parameter in parameters)
        else:
            found = way < len(parameters) and stands_there(parameters[way], selector)
        if found:
            yield way


def stands_there(parameter: inspect.Parameter, selector: Selector) -> bool:
    named = [way for way in selector if isinstance(way, str)]
    by_position = parameter.kind is not parameter.KEYWORD_ONLY
    return by_position and (not named or parameter.name in named)
