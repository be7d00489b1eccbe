"""Approve expenses: small ones at once, the others by every department that carries a share."""

import uuid

import azure.durable_functions as df
import azure.functions as func

from . import policy, services
from .activities import activities
from .models import Expense

app = df.DFApp(http_auth_level=func.AuthLevel.FUNCTION)
app.register_functions(activities)


@app.route(route="expenses", methods=["POST"])
@app.durable_client_input(client_name="client")
async def submit(
    request: func.HttpRequest, client: df.DurableOrchestrationClient
) -> func.HttpResponse:
    """Start an approval; an id drawn here is part of the input, not of the replay."""
    raw = {**request.get_json(), "id": uuid.uuid4().hex}
    await client.start_new("approve_expense", instance_id=raw["id"], client_input=raw)
    return client.create_check_status_response(request, raw["id"])


@app.orchestration_trigger(context_name="context")
def approve_expense(context: df.DurableOrchestrationContext) -> services.Operations:
    expense = Expense.from_json(context.get_input())
    policy.log_once(context, expense)
    if not policy.small(expense):
        within = yield from services.within_limits(context, expense)
        if not within:
            agreed = yield from services.approved(context, expense)
            if not agreed:
                return {"id": expense.id, "state": "refused"}
    if policy.weekend(context):
        yield context.call_sub_orchestrator(
            "wait_for_monday", expense.to_json(), f"{context.instance_id}-monday"
        )
    yield from services.sample(context, expense)
    payment = yield context.call_activity("pay", expense.to_json())
    return {"id": expense.id, "state": "paid", "payment": payment, "ticket": context.new_uuid()}


@app.orchestration_trigger(context_name="context")
def wait_for_monday(context: df.DurableOrchestrationContext) -> services.Operations:
    yield context.create_timer(policy.deadline(context))
