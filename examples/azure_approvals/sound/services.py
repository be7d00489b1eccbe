"""The stages of an approval: generators that the orchestrator delegates to."""

from collections.abc import Generator
from typing import Any

import azure.durable_functions as df

from . import policy
from .models import Expense

Operations = Generator[Any, Any, Any]


def within_limits(context: df.DurableOrchestrationContext, expense: Expense) -> Operations:
    rules = yield context.call_activity("read_policy", expense.to_json())
    return expense.cents <= rules["limit"] and not rules["strict"]


def approved(context: df.DurableOrchestrationContext, expense: Expense) -> Operations:
    """Ask every department that carries a share; one refusal is enough."""
    for department in policy.departments(expense):
        answer = yield from decide(context, expense, department)
        if answer != "yes":
            return False
    return True


def decide(
    context: df.DurableOrchestrationContext, expense: Expense, department: str
) -> Operations:
    event = policy.decision_event(expense, department)
    yield context.call_activity("ask", {"department": department, "reply_to": event})
    timer = context.create_timer(policy.deadline(context))
    answer = context.wait_for_external_event(event)
    first = yield context.task_any([answer, timer])
    if first == timer:
        return "no answer"
    timer.cancel()
    return answer.result


def sample(context: df.DurableOrchestrationContext, expense: Expense) -> Operations:
    if policy.audited(expense):
        yield context.call_activity("audit", expense.to_json())
