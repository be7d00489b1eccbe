"""Exceptions that keep a workflow open."""

from temporalio import workflow
from temporalio.exceptions import ApplicationError


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, amount: int) -> None:
        if amount < 0:
            raise ValueError(amount)  # expect: foreign-exception warning
        if amount == 0:
            raise ApplicationError("nothing")  # silent: the engine's own


@workflow.defn(failure_exception_types=[ValueError])
class Listed:
    @workflow.run
    async def run(self, amount: int) -> None:
        raise ValueError(amount)  # silent: the class lists it
