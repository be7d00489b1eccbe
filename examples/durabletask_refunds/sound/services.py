"""The stages of a refund: generators that the orchestrator delegates to."""

import logging
from collections.abc import Generator
from typing import Any

from durabletask import task

from . import activities, policy
from .models import Refund

Operations = Generator[task.Task[Any], Any, Any]

log = logging.getLogger(__name__)


def looked_at(context: task.OrchestrationContext, refund: Refund) -> Operations:
    """Have a large refund looked at again, in office hours or after cooling off."""
    if not policy.large(refund):
        return True
    if not policy.office_hours(context):
        yield context.create_timer(policy.COOLING_OFF)
    fine = yield context.call_activity(activities.second_look, input=refund)
    return fine


def give_back(context: task.OrchestrationContext, refund: Refund) -> Operations:
    logger = context.create_replay_safe_logger(log)
    tasks: list[task.Task[Any]] = []
    for part in policy.parts(context, refund):
        logger.info("giving back %s of %s", part.cents, part.payment)
        tasks.append(context.call_activity(activities.give_back, input=part))
    references = yield task.when_all(tasks)
    return references
