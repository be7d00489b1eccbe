"""Refund orders, and the worker that does it."""

from durabletask import task
from durabletask.worker import TaskHubGrpcWorker

from . import activities, services
from .models import Refund


def refund_order(context: task.OrchestrationContext, refund: Refund) -> services.Operations:
    fine = yield from services.looked_at(context, refund)
    if not fine:
        return {"refund": refund.id, "state": "disputed"}
    references = yield from services.give_back(context, refund)
    yield context.call_activity(activities.notify, input=refund)
    return {"refund": refund.id, "state": "done", "references": references}


def serve(address: str) -> TaskHubGrpcWorker:
    """Start a worker that refunds orders until it is stopped."""
    worker = TaskHubGrpcWorker(host_address=address)
    worker.add_orchestrator(refund_order)
    worker.add_activity(activities.give_back)
    worker.add_activity(activities.second_look)
    worker.add_activity(activities.notify)
    worker.start()
    return worker
